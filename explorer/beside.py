"""Free places beside a box that stays where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final, Literal, Protocol

GAP: Final = 14.0
REACH: Final = 70.0
"""Room between the box and what is set beside it, for the edges."""


class Box(Protocol):
    """Something with a middle and a size, in pixels."""

    @property
    def id(self) -> str:
        """What names it."""

    @property
    def x(self) -> float:
        """The middle's x."""

    @property
    def y(self) -> float:
        """The middle's y."""

    @property
    def width(self) -> float:
        """The width."""

    @property
    def height(self) -> float:
        """The height."""


Taken = tuple[float, float, float, float]


def places_beside(
    centre: Box, present: Iterable[Box], added: Sequence[Box], *, side: Literal[-1, 1]
) -> dict[str, tuple[float, float]]:
    """Return the middles of `added` boxes at the left (-1) or right (1) of `centre`, where nothing is yet.

    They stand in one column, the first at the height of `centre` and the next ones by turns above and below, each as near
    as there is room.
    """
    taken: list[Taken] = [(box.x, box.y, box.width, box.height) for box in present]
    widest = max((box.width for box in added), default=0.0)
    x = centre.x + side * (centre.width / 2 + REACH + widest / 2)
    found: dict[str, tuple[float, float]] = {}
    for box in added:
        y = next(y for y in _heights(centre.y, box.height + GAP) if not _hit((x, y, box.width, box.height), taken))
        taken.append((x, y, box.width, box.height))
        found[box.id] = (x, y)
    return found


def _heights(start: float, step: float) -> Iterable[float]:
    """Yield heights ever farther from `start`: a quarter of a step at a time, upwards and downwards by turns."""
    yield start
    for turn in count(1):
        yield start - turn * step / 4
        yield start + turn * step / 4


def _hit(box: Taken, taken: Iterable[Taken]) -> bool:
    x, y, width, height = box
    return any(
        abs(x - other_x) < (width + other_width) / 2 + GAP and abs(y - other_y) < (height + other_height) / 2 + GAP / 2
        for other_x, other_y, other_width, other_height in taken
    )
