"""A selection as the address bar's query, and back.

Everything here is pure. An address is written by people and programs alike, so whatever it holds is read without an
exception: what makes no sense is left out and named in a notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar, get_args
from urllib.parse import urlencode

from explorer import expansions
from explorer.plan_choices import PlanChoices, read_budget, read_day
from explorer.state import (
    MOST_EXPANDED,
    MOST_HOURS_PER_WEEK,
    PAGES,
    VIEWS,
    Selection,
    home,
    hours_per_week,
)
from explorer.text import phrase
from graph.alternatives import EMPHASES
from graph.areas import COMMUNITY, UNPLACED
from graph.errors import LearnmapError, NodeNotFound
from graph.facets import STATUSES, Facets
from graph.map import Map
from graph.model import LANGUAGES, Label, Language
from graph.path import DEFAULT_HOURS_PER_WEEK
from graph.placement import Answer
from graph.saved_queries import saved_query

Pairs = Sequence[tuple[str, str]]

MOST_IDS: Final = 200
"""Nodes that one list of an address may hold; browsers and servers refuse addresses that are much longer."""
MOST_CHOSEN: Final = 30
"""Values that one facet of an address may hold."""
LONGEST_QUERY: Final = 6_000
"""Characters of SPARQL that go into an address."""

Chosen = TypeVar("Chosen", bound=str)


def to_pairs(selection: Selection) -> list[tuple[str, str]]:
    """Return the parameters of the address that shows a selection; the language is always among them.

    >>> to_pairs(Selection(page="path", targets=("bert",), known=("softmax",)))
    [('target', 'bert'), ('know', 'softmax'), ('lang', 'en')]
    """
    facets = selection.facets
    lists: list[tuple[str, Sequence[str]]] = [
        ("page", [selection.page] if selection.page != home(selection.targets) else []),
        ("view", [selection.view] if selection.view != "areas" else []),
        ("target", selection.targets),
        ("know", selection.known),
        ("learn", selection.learning),
        ("skip", selection.skipped),
        ("answer", selection.answers),
        ("area", selection.areas),
        ("around", [selection.around] if selection.around else []),
        ("kind", facets.kinds),
        ("stage", facets.stages),
        ("status", facets.statuses),
        ("from", [str(facets.first_year)] if facets.first_year is not None else []),
        ("to", [str(facets.last_year)] if facets.last_year is not None else []),
        ("expand", selection.expanded),
        ("node", [selection.selected] if selection.selected else []),
    ]
    pairs = [(name, value) for name, values in lists for value in values]
    if selection.hours_per_week != DEFAULT_HOURS_PER_WEEK:
        pairs.append(("pace", f"{selection.hours_per_week!r}".removesuffix(".0")))
    pairs += _chosen_pairs(selection.choices)
    pairs += [("chains", "all")] if selection.chains else []
    pairs += [("saved", selection.saved)] if selection.saved else []
    pairs += [("query", selection.query)] if selection.query is not None else []
    return [*pairs, ("lang", selection.language)]


def _chosen_pairs(choices: PlanChoices) -> list[tuple[str, str]]:
    usual = PlanChoices()
    pairs: list[tuple[str, str]] = [("emphasis", choices.emphasis)] if choices.emphasis != usual.emphasis else []
    pairs += [("start", choices.start.isoformat())] if choices.start else []
    return pairs + ([("budget", f"{choices.budget!r}".removesuffix(".0"))] if choices.budget is not None else [])


def from_pairs(pairs: Pairs, *, language: Language = "en") -> tuple[Selection, tuple[Label, ...]]:
    """Return what an address asks for, and a notice for each value in it that cannot be.

    Ids are taken as they are; `checked` compares them with a map. Unknown parameters are ignored: other programs add theirs.

    Parameters
    ----------
    language : where the address names none.
    """
    said = _Said(pairs)
    targets = said.ids("target")
    facets = Facets(
        kinds=said.ids("kind", MOST_CHOSEN),
        stages=said.ids("stage", MOST_CHOSEN),
        statuses=tuple(status for status in said.ids("status", MOST_CHOSEN) if said.known("status", status, STATUSES)),  # type: ignore[misc]
        first_year=said.year("from"),
        last_year=said.year("to"),
    )
    selection = Selection(
        page=said.chosen("page", PAGES, home(targets)),
        language=said.chosen("lang", LANGUAGES, language),
        targets=targets,
        known=said.ids("know"),
        learning=said.ids("learn"),
        skipped=said.ids("skip"),
        answers=said.answers(),
        selected=said.one("node"),
        expanded=said.tokens("expand"),
        view=said.chosen("view", VIEWS, "areas"),
        areas=said.ids("area", MOST_CHOSEN),
        around=said.one("around"),
        facets=facets,
        hours_per_week=said.hours(),
        chains=said.chosen("chains", ("shortest", "all"), "shortest") == "all",
        choices=PlanChoices(said.chosen("emphasis", EMPHASES, "quickest"), said.day("start"), said.budget("budget")),
        saved=said.last("saved") or None,
        query=said.query(),
    )
    return selection, tuple(said.notices)


def checked(selection: Selection, map_: Map) -> tuple[Selection, tuple[Label, ...]]:
    """Return the selection with the ids of a map only, and a notice for each name that the map does not hold.

    Names other than ids ("SVM", 「自己注意」) are understood as everywhere else, so that an address can be typed.
    """
    notices: list[Label] = []

    def found(names: Iterable[str]) -> tuple[str, ...]:
        ids: dict[str, None] = {}
        for name in names:
            plain, ending = (name, "") if name in map_ else _parted(name)
            try:
                ids[map_.resolve(plain) + ending] = None
            except NodeNotFound as error:
                notices.append(_unknown(error, map_))
            except LearnmapError as error:
                notices.append(Label(error.text("en"), error.text("ja")))
        return tuple(ids)

    def one(name: str | None) -> str | None:
        return next((identifier.removesuffix("!") for identifier in found([name] if name else ())), None)

    saved = selection.saved
    if saved:
        try:
            saved = saved_query(saved).name
        except LearnmapError:
            notices.append(phrase("notice.saved", name=_short(saved)))
            saved = None
    known_here = replace(
        selection,
        targets=found(selection.targets),
        known=found(selection.known),
        learning=found(selection.learning),
        skipped=found(selection.skipped),
        # An answer about what the map does not hold says nothing any more.
        answers=tuple(answer for answer in selection.answers if answer.partition(":")[2] in map_),
        expanded=tuple(token for named in selection.expanded for token in found([named])),
        areas=tuple(area for name in selection.areas for area in _area(name, found)),
        around=one(selection.around),
        selected=one(selection.selected),
        facets=replace(selection.facets, stages=found(selection.facets.stages)),
        saved=saved,
    )
    return known_here, tuple(dict.fromkeys(notices))


def _unknown(error: NodeNotFound, map_: Map) -> Label:
    """Return that there is no such node, and the nearest as their readers call them."""
    labels = [map_.node(near).label for near in error.near if near in map_]
    said = {
        language: NodeNotFound(_short(error.name), [label.in_language(language) for label in labels]).text(language)
        for language in LANGUAGES
    }
    return Label(said["en"], said["ja"])


def _area(name: str, found: Callable[[Iterable[str]], tuple[str, ...]]) -> Iterable[str]:
    """Return the id of an area, or what stands for one; nothing where the map does not hold it."""
    if name == UNPLACED:
        return [name]
    mark = COMMUNITY if name.startswith(COMMUNITY) else ""
    return [mark + identifier for identifier in found([name.removeprefix(COMMUNITY)])]


def address(selection: Selection) -> str:
    """Return the relative address that shows a selection.

    >>> address(Selection(page="path", targets=("bert",), language="ja"))
    '?target=bert&lang=ja'
    """
    return "?" + urlencode(to_pairs(selection))


class _Said:
    """The values of an address by name, and notices of those that cannot be."""

    def __init__(self, pairs: Pairs) -> None:
        self.notices: list[Label] = []
        self._by: dict[str, list[str]] = {}
        for name, value in pairs:
            self._by.setdefault(name, []).append(value)

    def last(self, name: str) -> str | None:
        return self._by[name][-1] if name in self._by else None

    def one(self, name: str) -> str | None:
        return (self.last(name) or "").strip() or None

    def known(self, name: str, value: str, allowed: Sequence[str]) -> bool:
        if value not in allowed:
            self.notices.append(phrase("notice.value", name=name, value=_short(value), allowed=", ".join(allowed)))
        return value in allowed

    def chosen(self, name: str, allowed: Sequence[Chosen], default: Chosen) -> Chosen:
        value = self.last(name)
        if value is not None:
            self.known(name, value, allowed)
        return next((option for option in allowed if option == value), default)

    def ids(self, name: str, most: int = MOST_IDS) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(value.strip() for value in self._by.get(name, ()) if value.strip(" !")))
        if len(values) > most:
            self.notices.append(phrase("notice.too-many", name=name, most=most))
        return values[:most]

    def tokens(self, name: str) -> tuple[str, ...]:
        values = tuple(value.strip() for value in self._by.get(name, ()) if value.strip())
        if len(values) > MOST_EXPANDED:
            self.notices.append(phrase("notice.too-many", name=name, most=MOST_EXPANDED))
        return values[:MOST_EXPANDED]

    def hours(self) -> float:
        value = self.last("pace")
        hours = DEFAULT_HOURS_PER_WEEK if value is None else hours_per_week(value)
        if hours is None:
            self.notices.append(phrase("notice.pace", value=_short(value or ""), most=f"{MOST_HOURS_PER_WEEK:g}"))
        return hours or DEFAULT_HOURS_PER_WEEK

    def answers(self) -> tuple[str, ...]:
        return tuple(said for said in self.ids("answer") if said.partition(":")[0] in get_args(Answer))

    def day(self, name: str) -> date | None:
        value = self.one(name)
        day = read_day(value) if value else None
        if value and not day:
            self.notices.append(phrase("notice.start", value=_short(value)))
        return day

    def budget(self, name: str) -> float | None:
        value = self.one(name)
        hours = read_budget(value) if value else None
        if value and hours is None:
            self.notices.append(phrase("notice.budget", value=_short(value)))
        return hours

    def year(self, name: str) -> int | None:
        value = self.one(name)
        if value is None:
            return None
        if not (value.isascii() and value.isdecimal() and len(value) <= 4):
            self.notices.append(phrase("notice.year", value=_short(value)))
            return None
        return int(value)

    def query(self) -> str | None:
        query = self.last("query")
        if query is not None and len(query) > LONGEST_QUERY:
            self.notices.append(phrase("notice.long-query", most=f"{LONGEST_QUERY:,}"))
            return None
        return query


def _parted(name: str) -> tuple[str, str]:
    """Return a name without what an address adds to it, and that: "softmax!" and "softmax~needs" are about softmax."""
    if name.endswith("!"):
        return name.removesuffix("!"), "!"
    plain = expansions.read(name).id
    return plain, name[len(plain) :]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
