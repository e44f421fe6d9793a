"""Free places beside a box that stays where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final, Literal, Protocol

GAP: Final = 14.0
REACH: Final = 70.0
"""Room between the box and what is set beside it, for the edges."""


_COLUMNS: Final = 3
_STEP: Final = 16.0
_ASIDE: Final = 0.8
"""What a pixel aside costs against one up or down."""


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

    Each takes the free place nearest to the height of `centre`, in the first few columns of that side.
    """
    taken: list[Taken] = [(box.x, box.y, box.width, box.height) for box in present]
    widest = max((box.width for box in added), default=0.0)
    first = centre.width / 2 + REACH + widest / 2
    columns = [centre.x + side * (first + number * (widest + REACH / 2)) for number in range(_COLUMNS)]
    found: dict[str, tuple[float, float]] = {}
    for box in added:
        size = (box.width, box.height)
        free = [(x, next(y for y in _heights(centre.y) if not _hit((x, y, *size), taken))) for x in columns]
        place = min(free, key=lambda point: abs(point[0] - centre.x) * _ASIDE + abs(point[1] - centre.y))
        taken.append((*place, *size))
        found[box.id] = place
    return found


def _heights(start: float) -> Iterator[float]:
    """Yield heights ever farther from `start`, upwards and downwards by turns."""
    yield start
    for turn in count(1):
        yield start - turn * _STEP
        yield start + turn * _STEP


def _hit(box: Taken, taken: Iterable[Taken]) -> bool:
    x, y, width, height = box
    return any(
        abs(x - other_x) < (width + other_width) / 2 + GAP and abs(y - other_y) < (height + other_height) / 2 + GAP / 2
        for other_x, other_y, other_width, other_height in taken
    )
