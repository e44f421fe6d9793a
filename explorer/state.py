"""What the explorer shows, as a frozen `Selection`, and the events that change it. Pure; `explorer.address` writes it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, get_args

from explorer import expansions
from explorer.plan_choices import PlanChoices, chosen
from graph.errors import LearnmapError
from graph.facets import STATUSES, Facets
from graph.model import LANGUAGES, Language
from graph.path import DEFAULT_HOURS_PER_WEEK, checked_hours

Page = Literal["map", "node", "path", "progress", "timeline", "insight", "query", "mine"]
View = Literal["areas", "lineage"]
EventKind = Literal[
    "target", "untarget", "know", "unknow", "learn", "unlearn", "select", "open", "clear", "expand", "collapse", "pace",
    "page", "language", "saved", "rows", "restart", "view", "enter", "find", "area", "kind", "stage", "status", "from",
    "to", "everything", "skip", "unskip", "emphasis", "start", "budget", "answer", "unanswer", "placed", "keep", "chains",
    "window", "lane", "ask", "run", "stop", "shown", "fill", "mend", "explore", "leave",
]  # fmt: skip

PAGES: Final[tuple[Page, ...]] = get_args(Page)
VIEWS: Final[tuple[View, ...]] = get_args(View)
MOST_EXPANDED: Final = 24
"""Expansions and collapses that an address holds; with more, a drawing tells nothing."""
AREA_KINDS: Final = ("topic",)
AROUND_KINDS: Final = ("topic", "paper", "model", "tool", "project", "application", "career")
"""Kinds that the map shows where the reader chose none: within areas, and around a node."""
MOST_HOURS_PER_WEEK: Final = 168.0


@dataclass(frozen=True, slots=True)
class Selection:
    """What a page shows.

    Attributes
    ----------
    page : which page.
    language : of all text.
    targets : ids of what to learn for.
    known : ids of what the learner states to know; "x!" stands for x without what it requires.
    learning : ids of what the learner has begun.
    skipped : ids of what the learner does not want to learn.
    answers : of a placement under way, in their order, of each node the last: "yes:softmax", "no:bert", "unsure:x".
    selected : id of the node whose details are open.
    expanded : what was expanded and collapsed, in that order: see `explorer.expansions`.
    view : of the map: its areas, or the lineage of models.
    areas : ids of the areas that the map has been entered into; empty for the overview.
    around : id of the node whose neighbourhood the map shows.
    facets : which nodes the map shows.
    hours_per_week : of study.
    choices : how the plan is to be made.
    chains : whether a node's details show all chains of reasons to the targets, not the shortest alone.
    saved : name of the saved question in the editor.
    query : SPARQL in the editor, where it is not the saved question as it stands.
    """

    page: Page = "map"
    language: Language = "en"
    targets: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    learning: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    selected: str | None = None
    expanded: tuple[str, ...] = ()
    view: View = "areas"
    areas: tuple[str, ...] = ()
    around: str | None = None
    facets: Facets = field(default_factory=Facets)
    hours_per_week: float = DEFAULT_HOURS_PER_WEEK
    choices: PlanChoices = field(default_factory=PlanChoices)
    chains: bool = False
    saved: str | None = None
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What a user did: its kind, and the id, name or number it concerns."""

    kind: EventKind
    value: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the event for the browser."""
        return {"kind": self.kind, "value": self.value}

    @staticmethod
    def from_json(said: object) -> Event | None:
        """Return the event a browser sent, or None where it is no event.

        >>> Event.from_json({"kind": "select", "value": "softmax"})
        Event(kind='select', value='softmax')
        >>> Event.from_json({"kind": "format the disk"}) is None
        True
        """
        if not isinstance(said, Mapping) or said.get("kind") not in get_args(EventKind):
            return None
        value = said.get("value", "")
        return Event(said["kind"], value) if isinstance(value, str) else None


def after(selection: Selection, event: Event) -> Selection:
    """Return the selection after an event; an event that changes nothing gives an equal one.

    >>> after(Selection(targets=("bert",)), Event("know", "softmax")).known
    ('softmax',)
    """
    value = event.value
    change: dict[str, Any] = {}
    match event.kind:
        case "target" | "untarget":
            change = _aimed(selection, event)
        case "know" | "unknow" | "learn" | "unlearn" | "skip" | "unskip" | "placed":
            change = _stated(selection, event)
        case "answer":
            others = (said for said in selection.answers if said.partition(":")[2] != value.partition(":")[2])
            change = {"answers": (*others, value)}
        case "unanswer":
            change = {"answers": () if value == "all" else selection.answers[:-1]}
        case "chains":
            change = {"chains": not selection.chains}
        case "emphasis" | "start" | "budget":
            change = {"choices": chosen(selection.choices, event.kind, value)}
        case "select":
            change = _selected(selection, value)
        case "open":
            change = {"page": "node", "selected": value or None}
        case "clear":
            change = {"selected": None, "around": centre(selection)}
        case "expand":
            tokens = expansions.expanded(selection.expanded, value)[-MOST_EXPANDED:]
            around = centre(selection)
            change = {"expanded": tokens, "selected": expansions.read(value).id or None, "around": around}
        case "collapse":
            change = {"expanded": expansions.collapsed(selection.expanded, value)[-MOST_EXPANDED:]}
        case "pace":
            change = {"hours_per_week": hours_per_week(value) or selection.hours_per_week}
        case "page":
            change = {"page": value if value in PAGES else selection.page}
        case "language":
            change = {"language": value if value in LANGUAGES else selection.language}
        case "saved":
            change = {"saved": value or None, "query": None, "page": "query"}
        case "ask":
            change = {"saved": None, "query": value, "page": "query"}
        case "view" | "enter" | "find" | "area":
            change = _moved(selection, event)
        case "kind" | "stage" | "status" | "from" | "to" | "everything" | "window":
            change = {"facets": _refaceted(selection, event)}
        case "lane":
            toggled = _without if value in selection.areas else _with
            change = {"areas": toggled(selection.areas, value) if value else ()}
        case "restart":
            return Selection(
                language=selection.language,
                hours_per_week=selection.hours_per_week,
                known=selection.known,
                learning=selection.learning,
                skipped=selection.skipped,
            )
        case "rows" | "keep" | "run" | "stop" | "shown" | "fill" | "mend" | "explore" | "leave":
            return selection
    return replace(selection, **change)


def _aimed(selection: Selection, event: Event) -> dict[str, Any]:
    """Return what changes when a target is added or taken away."""
    if event.kind == "untarget":
        left = _without(selection.targets, event.value)
        return {"targets": left, "expanded": selection.expanded if left else (), "answers": ()}
    return {
        "targets": _with(selection.targets, event.value),
        "page": "progress" if selection.page == "progress" else "path",
        "selected": None,
        "expanded": (),
        "skipped": _without(selection.skipped, event.value),
        "answers": (),
    }


def _refaceted(selection: Selection, event: Event) -> Facets:
    """Return the facets after an event; kinds that are shown anyway are not stated."""
    if event.kind == "window":
        first, _, last = event.value.partition("-")
        return _narrowed(_narrowed(selection.facets, Event("from", first)), Event("to", last))
    facets = _narrowed(replace(selection.facets, kinds=kinds_shown(selection)), event)
    usual = kinds_shown(replace(selection, facets=Facets()))
    return replace(facets, kinds=()) if facets.kinds == usual else facets


def _stated(selection: Selection, event: Event) -> dict[str, Any]:
    """Return what changes when a learner says something of nodes; of each one thing holds: known, learning or skipped."""
    value = event.value
    others = {name: _without(getattr(selection, name), value) for name in ("learning", "skipped")}
    match event.kind:
        case "know":
            return {**others, "known": _with(selection.known, value)}
        case "learn":
            return {**others, "learning": _with(selection.learning, value)}
        case "skip":
            known = _without(_without(selection.known, value), value + "!")
            return {**others, "known": known, "skipped": _with(selection.skipped, value)}
        case "unknow":
            return {"known": _without(_without(selection.known, value), value + "!")}
        case "unlearn":
            return {"learning": others["learning"]}
        case "unskip":
            return {"skipped": others["skipped"]}
    ids = dict.fromkeys(value.split())
    said = {name: tuple(x for x in getattr(selection, name) if x not in ids) for name in ("learning", "skipped")}
    return {**said, "known": tuple(dict.fromkeys((*selection.known, *ids))), "answers": ()}


def _selected(selection: Selection, value: str) -> dict[str, Any]:
    """Return what changes when a node is chosen: on a page without a drawing its own page opens."""
    if selection.page not in ("map", "path"):
        return {"selected": value or None, "page": "node"}
    return {"selected": value or None, "around": centre(selection)}


def centre(selection: Selection) -> str | None:
    """Return the node whose neighbourhood the map shows: the stated one, else one that is selected and nothing else is."""
    if selection.around and selection.view == "areas":
        return selection.around
    stated = selection.areas or selection.view != "areas" or selection.page != "map"
    return None if stated else selection.selected


def _moved(selection: Selection, event: Event) -> dict[str, Any]:
    """Return what changes when another part of the map is shown."""
    elsewhere: dict[str, Any] = {"page": "map", "expanded": (), "selected": None, "around": None, "areas": ()}
    value = event.value
    match event.kind:
        case "enter":
            return {**elsewhere, "view": "areas", "areas": (value,) if value else ()}
        case "find":
            return {**elsewhere, "view": "areas", "around": value or None, "selected": value or None}
        case "area":
            ids = selection.areas
            return {**elsewhere, "areas": _without(ids, value) if value in ids else _with(ids, value)}
    return {**elsewhere, "view": value if value in VIEWS else "areas", "facets": Facets()}


def kinds_shown(selection: Selection) -> tuple[str, ...]:
    """Return the kinds of node that the map shows, in the order in which they were chosen.

    >>> kinds_shown(Selection()), "paper" in kinds_shown(Selection(around="softmax"))
    (('topic',), True)
    """
    centred = centre(selection)
    return selection.facets.kinds or (AROUND_KINDS if centred else AREA_KINDS)


def _narrowed(facets: Facets, event: Event) -> Facets:
    def toggled(ids: tuple[str, ...]) -> tuple[Any, ...]:
        return _without(ids, event.value) if event.value in ids else _with(ids, event.value)

    year = int(event.value) if event.value.isascii() and event.value.isdecimal() and len(event.value) <= 4 else None
    match event.kind:
        case "kind":
            return replace(facets, kinds=toggled(facets.kinds))
        case "stage":
            return replace(facets, stages=toggled(facets.stages))
        case "status":
            return replace(facets, statuses=toggled(facets.statuses) if event.value in STATUSES else facets.statuses)
        case "from":
            return replace(facets, first_year=year)
        case "to":
            return replace(facets, last_year=year)
    return Facets()


def hours_per_week(text: str) -> float | None:
    """Return the hours a week that a text states, or None where nobody studies that much.

    >>> hours_per_week("7.5"), hours_per_week("many"), hours_per_week("1000")
    (7.5, None, None)
    """
    try:
        hours = checked_hours(float(text))
    except (ValueError, LearnmapError):
        return None
    return hours if hours <= MOST_HOURS_PER_WEEK else None


def home(targets: Sequence[str]) -> Page:
    """Return the page that an address without one shows: the path to its targets, else the map."""
    return "path" if targets else "map"


def _with(ids: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return ids if identifier in ids or not identifier else (*ids, identifier)


def _without(ids: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return tuple(other for other in ids if other != identifier)
