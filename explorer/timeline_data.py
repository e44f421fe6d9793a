"""What the timeline shows: lanes, items and words for `frontend/timeline.js`. Pure: knows no web page."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from explorer.looks import look, shape_path
from explorer.text import say
from graph.history import Milestone
from graph.map import Map
from graph.model import Language, Node
from graph.vocabulary import kind_label

FIRST_YEAR: Final = 1943
"""Where the timeline begins: the artificial neuron. What is older is listed below it."""

USUAL: Final = (2010, 2024)
"""The years shown where the reader chose none: those of the document from which the map grew."""

MOST_LISTED: Final = 100
"""Milestones that the list below the drawing names; of more, the most needed."""


@dataclass(frozen=True, slots=True)
class Window:
    """Whole years, both inclusive."""

    first: int
    last: int

    @staticmethod
    def of(first: int | None, last: int | None) -> Window:
        """Return the window that an address asks for, within what the timeline holds.

        >>> Window.of(None, None), Window.of(2030, 1950)
        (Window(first=2010, last=2024), Window(first=1950, last=1950))
        """
        now = datetime.datetime.now(tz=datetime.UTC).year
        begin = min(max(first if first is not None else USUAL[0], FIRST_YEAR), now)
        end = min(max(last if last is not None else max(USUAL[1], begin), FIRST_YEAR), now)
        return Window(min(begin, end), end)

    def __contains__(self, year: float) -> bool:
        return self.first <= year < self.last + 1


def shown(milestones: Iterable[Milestone], areas: Collection[str]) -> list[Milestone]:
    """Return the milestones of some areas; of all where none is named."""
    return [one for one in milestones if not areas or one.area in areas]


def timeline_json(
    milestones: Sequence[Milestone],
    map_: Map,
    language: Language,
    *,
    window: Window,
    areas: Sequence[str] = (),
    selected: str | None = None,
) -> dict[str, Any]:
    """Return what `frontend/timeline.js` draws.

    Parameters
    ----------
    milestones : of the map, by date.
    areas : ids of the areas to show as lanes; all that have a milestone where empty.
    selected : id of the node to emphasise.
    """
    own = [one for one in shown(milestones, areas) if one.year >= FIRST_YEAR]
    nodes = map_.describe(dict.fromkeys((*(one.id for one in own), *(one.area for one in own))))
    lanes = sorted({one.area for one in own}, key=lambda area: (_order(nodes[area]), area))
    by_thing = {thing: one.id for one in own for thing in (*one.introduced, one.paper) if thing}
    last = datetime.datetime.now(tz=datetime.UTC).year + 1
    return {
        "key": f"{language} {' '.join(areas)}",
        "language": language,
        "lanes": [{"id": area, "name": nodes[area].label.in_language(language)} for area in lanes],
        "items": [_item(one, nodes, language) for one in sorted(own, key=lambda one: (-one.weight, one.year))],
        "order": [one.id for one in own],
        "window": [window.first, window.last + 1],
        "usual": [USUAL[0], USUAL[1] + 1],
        "bounds": [FIRST_YEAR, last],
        "selected": by_thing.get(selected, selected) if selected else None,
        "looks": {kind: [shape_path(kind), look(kind).hue] for kind in sorted({nodes[one.id].kind for one in own})},
        "text": {name: say(f"timeline.{name}", language, first=USUAL[0], last=USUAL[1]) for name in _WORDS},
    }


_WORDS: Final = ("label", "controls", "earlier", "later", "zoomIn", "zoomOut", "all", "usual")


def _item(one: Milestone, nodes: dict[str, Node], language: Language) -> dict[str, Any]:
    node = nodes[one.id]
    return {
        "id": one.id,
        "lane": one.area,
        "at": round(one.year, 3),
        "name": node.label.in_language(language),
        "kind": node.kind,
        "about": f"{one.date} · {kind_label(node.kind, language)} · {say('timeline.weight', language, n=one.weight)}",
        "text": node.definition.in_language(language),
        "after": list(one.after),
    }


def _order(area: Node) -> int:
    stated = area.first("order")
    return int(stated) if stated and stated.isdigit() else 10**6


def listed(milestones: Iterable[Milestone], window: Window) -> tuple[list[Milestone], int]:
    """Return the most needed milestones of the window by date, and how many more there are."""
    within = [one for one in milestones if one.year in window]
    chosen = sorted(within, key=lambda one: (-one.weight, one.year))[:MOST_LISTED]
    return sorted(chosen, key=lambda one: (one.year, one.id)), len(within) - len(chosen)
