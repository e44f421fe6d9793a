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
    "area": Look("folder", "#5b6b86"),
    **dict.fromkeys(RESOURCE_KINDS, _RESOURCE),
}


def look(kind: str) -> Look:
    """Return how a kind of node looks.

    >>> look("paper").shape, look("unheard-of").shape
    ('sheet', 'pill')
    """
    return _LOOKS.get(kind, _OTHER)


def legend_place(kind: str) -> tuple[int, str]:
    """Return what to sort kinds by in a legend: topics first, what has no look of its own last."""
    return (list(_LOOKS).index(kind) if kind in _LOOKS else len(_LOOKS), kind)


def looks_json(kinds: set[str]) -> dict[str, list[str]]:
    """Return `{kind: [shape, hue]}` for the drawing."""
    return {kind: [look(kind).shape, look(kind).hue] for kind in sorted(kinds)}


_PATHS: Final[Mapping[str, str]] = {
    "round": "M5 1h20a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z",
    "pill": "M9 1h12a8 8 0 0 1 0 16H9A8 8 0 0 1 9 1z",
    "sheet": "M1 1h22l6 6v10H1zM23 1v6h6",
    "hexagon": "M1 9l6-8h16l6 8-6 8H7z",
    "chamfer": "M5 1h20l4 4v8l-4 4H5l-4-4V5z",
    "tag": "M1 1h21l7 8-7 8H1z",
    "cylinder": "M1 4a14 3 0 0 1 28 0v10a14 3 0 0 1-28 0zM29 4a14 3 0 0 1-28 0",
    "folder": "M1 4V1h10l2 3h16v13H1z",
    "spine": "M1 1h28v16H1zM6 1v16",
}


def shape_path(kind: str) -> str:
    """Return a kind's shape as the path of an SVG of 30 by 18."""
    return _PATHS[look(kind).shape]


def shape_svg(kind: str) -> str:
    """Return a kind's shape in its hue as a small inline SVG, for a legend; it says nothing to a screen reader.

    >>> shape_svg("paper").startswith('<svg width="30" height="18" aria-hidden="true">')
    True
    """
    shown = look(kind)
    return (
        f'<svg width="30" height="18" aria-hidden="true"><path d="{shape_path(kind)}" fill="{shown.hue}" '
        f'fill-opacity=".16" stroke="{shown.hue}" stroke-width="1.4" stroke-linejoin="round"/></svg>'
    )
