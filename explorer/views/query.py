"""The answer of a query as a page shows it: a table whose nodes link to their details, or where and why it failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from explorer.commands.query import short
from explorer.markup import Child, Element, element, is_web, outside_link
from explorer.state import Event
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError
from graph.query_errors import QueryRefused
from graph.saved_queries import SavedQuery
from graph.sparql import QueryResult, Term
from ontology import NODE

ROWS_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of running a query.

    Attributes
    ----------
    text : the query.
    result : the answer, or the error that ended it.
    limit : rows that were allowed.
    """

    text: str
    result: QueryResult | LearnmapError
    limit: int


def questions(scenery: Scenery, saved: Sequence[SavedQuery]) -> Element:
    """Return the saved questions as a course, grouped by level."""
    groups = []
    for level, of_level in groupby(saved, key=lambda query: query.level):
        items = [element("li", _question(scenery, query)) for query in of_level]
        groups.append(element("li", element("h3", scenery.say(f"level.{min(level, 5)}")), element("ul", items)))
    return element(
        "nav.questions",
        element("h2", scenery.say("questions")),
        element("ol", groups, data_scroll=True),
        aria_label=scenery.say("questions"),
    )


def _question(scenery: Scenery, query: SavedQuery) -> Element:
    is_chosen = query.name == scenery.selection.saved
    return scenery.link(
        Event("saved", query.name),
        element("span.name", query.title.in_language(scenery.language)),
        element("span.description", query.description.in_language(scenery.language)),
        tag="a.question",
        aria_current="true" if is_chosen else None,
        data_show="chosen" if is_chosen else "",
    )


def introduction(scenery: Scenery, saved: SavedQuery | None) -> Element:
    """Return what stands above the editor: the page's title and what is asked."""
    title = saved.title.in_language(scenery.language) if saved else scenery.say("query.own")
    text = saved.description.in_language(scenery.language) if saved else scenery.say("query.own.text")
    return element(
        "section.asking", element("h1", scenery.say("query.title")), element("h2", title), element("p", text)
    )


def answered(scenery: Scenery, answer: Answer, first: int) -> Element:
    """Return an answer, or the error; `first` is the row that a page of the table begins with, from 0."""
    if isinstance(answer.result, LearnmapError):
        return _failed(scenery, answer.text, answer.result)
    result = answer.result
    if result.kind == "ask":
        truth = scenery.say("yes" if result.truth else "no")
        return element(
            "section.answer",
            element("h2", scenery.say("answer")),
            element("p.truth", truth),
            element("p.meta", scenery.say("seconds", seconds=result.seconds)),
            role="status",
        )
    count = scenery.say("rows", rows=len(result.rows), seconds=result.seconds)
    cut = scenery.say(f"cut.{result.truncated}", limit=answer.limit) if result.truncated else None
    return element(
        "section.answer",
        element("h2", scenery.say("answer")),
        element("p.meta", element("span", count), element("strong.cut", cut) if cut else None, role="status"),
        _table(scenery, result, first) if result.rows else element("p.nothing", scenery.say("rows.none")),
        _pager(scenery, len(result.rows), first) if len(result.rows) > ROWS_A_PAGE else None,
    )


def _table(scenery: Scenery, result: QueryResult, first: int) -> Element:
    head = element("tr", [element("th", f"?{name}", scope="col") for name in result.columns])
    shown = result.rows[first : first + ROWS_A_PAGE]
    rows = [element("tr", [element("td", _term(scenery, term)) for term in row]) for row in shown]
    table = element("table", element("thead", head), element("tbody", rows))
    return element(
        "div.table", table, tabindex="0", role="region", aria_label=scenery.say("answer"), data_key=str(first)
    )


def _term(scenery: Scenery, term: Term | None) -> Child:
    if term is None:
        return element("span.unbound", scenery.say("unbound"))
    if term.kind == "uri" and term.value.startswith(NODE) and (identifier := term.value[len(NODE) :]) in scenery.map:
        return scenery.link(Event("select", identifier), short(term), tag="a.term", title=scenery.name(identifier))
    if term.kind == "uri" and term.value in scenery.map:
        return scenery.link(Event("select", term.value), short(term), tag="a.term", title=scenery.name(term.value))
    if term.kind == "uri" and is_web(term.value) and short(term).startswith("<"):
        return outside_link(term.value, term.value)
    if term.kind == "literal":
        return element("span.literal", term.value, lang=term.language) if term.language else term.value
    return element("span.iri", short(term))


def _pager(scenery: Scenery, rows: int, first: int) -> Element:
    last = min(first + ROWS_A_PAGE, rows)

    def turn(key: str, to: int) -> Element:
        is_there = 0 <= to < rows
        return element(
            "button.button", scenery.say(key), type="button", event=Event("rows", str(to)), disabled=not is_there
        )

    return element(
        "nav.pager",
        turn("rows.previous", first - ROWS_A_PAGE),
        element("span", scenery.say("rows.shown", first=first + 1, last=last, rows=rows)),
        turn("rows.next", first + ROWS_A_PAGE),
        aria_label=scenery.say("rows.pages"),
    )


def _failed(scenery: Scenery, text: str, error: LearnmapError) -> Element:
    return element(
        "section.failed",
        element("h2", scenery.say("failed")),
        element("p", error.text(scenery.language)),
        _place(text, error) if isinstance(error, QueryRefused) else None,
        role="alert",
    )


def _place(text: str, error: QueryRefused) -> Element | None:
    """Return the line where a query went wrong, with the one before it, and a mark below the column."""
    lines = text.splitlines()
    if not 1 <= error.line <= len(lines):
        return None
    begin = max(0, error.line - 2)
    shown = [f"{number + 1:>3}  {lines[number]}" for number in range(begin, error.line)]
    pointer = " " * (5 + max(0, error.column - 1)) + "^"
    return element("pre", element("code", "\n".join([*shown, pointer])))
