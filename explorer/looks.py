"""How each kind of node looks: a shape and a hue, so that neither alone has to be told apart.

The hues are those of M. Okabe and K. Ito, "Color Universal Design" (2002), which people with any form of colour
blindness tell apart, some darkened for text on a light page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.model import RESOURCE_KINDS


@dataclass(frozen=True, slots=True)
class Look:
    """A kind's looks.

    Attributes
    ----------
    shape : name of a shape in `frontend/drawing.js`.
    hue : colour of the outline; the filling is a tint of it.
    plain : the nearest of vis-network's own shapes.
    """

    shape: str
    hue: str
    plain: str = "box"


_RESOURCE: Final = Look("spine", "#a08a00")
_OTHER: Final = Look("pill", "#7d838c", "ellipse")

_LOOKS: Final[Mapping[str, Look]] = {
    "topic": Look("round", "#2a78b8"),
    "paper": Look("sheet", "#d08700"),
    "model": Look("hexagon", "#079a74", "ellipse"),
    "tool": Look("chamfer", "#3f9fd6"),
    "project": Look("tag", "#cf5a12"),
    "dataset": Look("cylinder", "#b8639a", "database"),
    **dict.fromkeys(RESOURCE_KINDS, _RESOURCE),
}


def look(kind: str) -> Look:
    """Return how a kind of node looks.

    >>> look("paper").shape, look("unheard-of").shape
    ('sheet', 'pill')
    """
    return _LOOKS.get(kind, _OTHER)


def looks_json(kinds: set[str]) -> dict[str, list[str]]:
    """Return `{kind: [shape, hue]}` for the drawing."""
    return {kind: [look(kind).shape, look(kind).hue] for kind in sorted(kinds)}
