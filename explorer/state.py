"""What the explorer shows, as a frozen `Selection`, and its two forms: the address bar's query and the events that change it.

Everything here is pure. An address is written by people and programs alike, so whatever it holds is read without an
exception: what makes no sense is left out and named in a notice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar, get_args

from explorer.text import phrase
from graph.errors import LearnmapError
from graph.map import Map
from graph.model import LANGUAGES, Label, Language
from graph.path import DEFAULT_HOURS_PER_WEEK, checked_hours
from graph.saved_queries import saved_query

Page = Literal["path", "query"]
EventKind = Literal[
    "target", "untarget", "know", "unknow", "select", "clear", "expand", "collapse", "pace", "page", "language",
    "saved", "rows", "restart",
]  # fmt: skip
Pairs = Sequence[tuple[str, str]]

PAGES: Final[tuple[Page, ...]] = get_args(Page)
MOST_IDS: Final = 200
"""Nodes that one list of an address may hold; browsers and servers refuse addresses that are much longer."""
MOST_EXPANDED: Final = 12
"""Nodes whose neighbourhood is shown at one time; with more, a drawing tells nothing."""
LONGEST_QUERY: Final = 6_000
"""Characters of SPARQL that go into an address."""
MOST_HOURS_PER_WEEK: Final = 168.0

Chosen = TypeVar("Chosen", bound=str)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a page shows.

    Attributes
    ----------
    page : which page.
    language : of all text.
    targets : ids of what to learn for.
    known : ids of what the learner states to know; "x!" stands for x without what it requires.
    selected : id of the node whose details are open.
    expanded : ids whose neighbourhood is drawn.
    hours_per_week : of study.
    saved : name of the saved question in the editor.
    query : SPARQL in the editor, where it is no saved question.
    """

    page: Page = "path"
    language: Language = "en"
    targets: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    selected: str | None = None
    expanded: tuple[str, ...] = ()
    hours_per_week: float = DEFAULT_HOURS_PER_WEEK
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


def to_pairs(selection: Selection) -> list[tuple[str, str]]:
    """Return the parameters of the address that shows a selection; the language is always among them.

    >>> to_pairs(Selection(targets=("bert",), known=("softmax",)))
    [('target', 'bert'), ('know', 'softmax'), ('lang', 'en')]
    """
    pairs: list[tuple[str, str]] = [("page", selection.page)] if selection.page != "path" else []
    pairs += [("target", identifier) for identifier in selection.targets]
    pairs += [("know", identifier) for identifier in selection.known]
    pairs += [("expand", identifier) for identifier in selection.expanded]
    pairs += [("node", selection.selected)] if selection.selected else []
    if selection.hours_per_week != DEFAULT_HOURS_PER_WEEK:
        pairs.append(("pace", f"{selection.hours_per_week!r}".removesuffix(".0")))
    pairs += [("saved", selection.saved)] if selection.saved else []
    pairs += [("query", selection.query)] if selection.query is not None else []
    return [*pairs, ("lang", selection.language)]


def from_pairs(pairs: Pairs, *, language: Language = "en") -> tuple[Selection, tuple[Label, ...]]:
    """Return what an address asks for, and a notice for each value in it that cannot be.

    Ids are taken as they are; `checked` compares them with a map. Unknown parameters are ignored: other programs add theirs.

    Parameters
    ----------
    language : where the address names none.
    """
    notices: list[Label] = []
    by: dict[str, list[str]] = {}
    for name, value in pairs:
        by.setdefault(name, []).append(value)

    def last(name: str) -> str | None:
        return by[name][-1] if name in by else None

    def chosen(name: str, allowed: Sequence[Chosen], default: Chosen) -> Chosen:
        value = last(name)
        if value is not None and value not in allowed:
            notices.append(phrase("notice.value", name=name, value=_short(value), allowed=", ".join(allowed)))
        return next((option for option in allowed if option == value), default)

    def ids(name: str, most: int) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(value.strip() for value in by.get(name, ()) if value.strip(" !")))
        if len(values) > most:
            notices.append(phrase("notice.too-many", name=name, most=most))
        return values[:most]

    query = last("query")
    if query is not None and len(query) > LONGEST_QUERY:
        notices.append(phrase("notice.long-query", most=f"{LONGEST_QUERY:,}"))
        query = None
    hours, refused = _hours(last("pace"))
    selection = Selection(
        page=chosen("page", PAGES, "path"),
        language=chosen("lang", LANGUAGES, language),
        targets=ids("target", MOST_IDS),
        known=ids("know", MOST_IDS),
        selected=(last("node") or "").strip() or None,
        expanded=ids("expand", MOST_EXPANDED),
        hours_per_week=hours,
        saved=last("saved") or None,
        query=query,
    )
    return selection, (*notices, *refused)


def checked(selection: Selection, map_: Map) -> tuple[Selection, tuple[Label, ...]]:
    """Return the selection with the ids of a map only, and a notice for each name that the map does not hold.

    Names other than ids ("SVM", 「自己注意」) are understood as everywhere else, so that an address can be typed.
    """
    notices: list[Label] = []

    def found(names: Iterable[str]) -> tuple[str, ...]:
        ids: dict[str, None] = {}
        for name in names:
            alone = "!" if name.endswith("!") and name not in map_ else ""
            try:
                ids[map_.resolve(name.removesuffix("!")) + alone] = None
            except LearnmapError as error:
                notices.append(Label(error.text("en"), error.text("ja")))
        return tuple(ids)

    saved = selection.saved
    if saved:
        try:
            saved = saved_query(saved).name
        except LearnmapError:
            notices.append(phrase("notice.saved", name=_short(saved)))
            saved = None
    selected = found([selection.selected]) if selection.selected else ()
    known_here = replace(
        selection,
        targets=found(selection.targets),
        known=found(selection.known),
        expanded=found(selection.expanded),
        selected=selected[0].removesuffix("!") if selected else None,
        saved=saved,
    )
    return known_here, tuple(dict.fromkeys(notices))


def after(selection: Selection, event: Event) -> Selection:
    """Return the selection after an event; an event that changes nothing gives an equal one.

    >>> after(Selection(targets=("bert",)), Event("know", "softmax")).known
    ('softmax',)
    """
    value = event.value
    change: dict[str, Any] = {}
    match event.kind:
        case "target":
            change = {"targets": _with(selection.targets, value), "page": "path", "selected": None}
        case "untarget":
            left = _without(selection.targets, value)
            change = {"targets": left, "expanded": selection.expanded if left else ()}
        case "know":
            change = {"known": _with(selection.known, value)}
        case "unknow":
            change = {"known": _without(_without(selection.known, value), value + "!")}
        case "select":
            change = {"selected": value or None, "page": "path"}
        case "clear":
            change = {"selected": None}
        case "expand":
            change = {"expanded": _with(selection.expanded, value)[-MOST_EXPANDED:], "selected": value or None}
        case "collapse":
            change = {"expanded": _without(selection.expanded, value)}
        case "pace":
            change = {"hours_per_week": _hours(value, selection.hours_per_week)[0]}
        case "page":
            change = {"page": value if value in PAGES else selection.page}
        case "language":
            change = {"language": value if value in LANGUAGES else selection.language}
        case "saved":
            change = {"saved": value or None, "query": None, "page": "query"}
        case "restart":
            return Selection(language=selection.language, hours_per_week=selection.hours_per_week)
        case "rows":
            return selection
    return replace(selection, **change)


def address(selection: Selection) -> str:
    """Return the relative address that shows a selection.

    >>> address(Selection(targets=("bert",), language="ja"))
    '?target=bert&lang=ja'
    """
    from urllib.parse import urlencode

    return "?" + urlencode(to_pairs(selection))


def _hours(text: str | None, default: float = DEFAULT_HOURS_PER_WEEK) -> tuple[float, tuple[Label, ...]]:
    if text is None:
        return default, ()
    try:
        hours = checked_hours(float(text))
    except (ValueError, LearnmapError):
        hours = math.inf
    if hours > MOST_HOURS_PER_WEEK:
        return default, (phrase("notice.pace", value=_short(text), most=f"{MOST_HOURS_PER_WEEK:g}"),)
    return hours, ()


def _with(ids: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return ids if identifier in ids or not identifier else (*ids, identifier)


def _without(ids: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return tuple(other for other in ids if other != identifier)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
