"""The answer of a query as a page shows it: a table whose nodes link to their details, or where and why it failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from explorer.asking import Answer
from explorer.commands.query import short
from explorer.markup import Child, Element, element, is_web, outside_link
from explorer.state import Event
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError
from graph.query_answers import QueryResult, Term
from graph.query_errors import QueryRefused
from graph.triples import node_id

ROWS_A_PAGE: Final = 50

Form = Literal["table", "graph", "chart"]
"""How an answer can be shown."""


def answer_head(scenery: Scenery, answer: Answer, forms: Sequence[Form], shown: Form) -> Element | None:
    """Return what stands above an answer: rows, time, which limit cut it, and the forms to choose from.

    None for an error that the editor shows at its place.
    """
    result = answer.result
    if isinstance(result, QueryRefused):
        return None
    if isinstance(result, LearnmapError):
        return scenery.failed("h2", scenery.say("failed"), result)
    count = scenery.say("seconds", seconds=result.seconds)
    if result.kind != "ask":
        count = scenery.say(
            "triples" if result.kind == "graph" else "rows", rows=len(result.rows), seconds=result.seconds
        )
    cut = scenery.say(f"cut.{result.truncated}", limit=answer.limits.rows) if result.truncated else None
    return element(
        "section.answer",
        element(
            "div.answer-head",
            element("h2", scenery.say("answer")),
            element("p.meta", element("span", count), element("strong.cut", cut) if cut else None, role="status"),
            _forms(scenery, forms, shown) if len(forms) > 1 else None,
        ),
    )


def _forms(scenery: Scenery, forms: Sequence[Form], shown: Form) -> Element:
    buttons = [
        element(
            "button.button.small",
            scenery.say(f"form.{form}"),
            type="button",
            event=Event("shown", form),
            aria_pressed="true" if form == shown else "false",
        )
        for form in forms
    ]
    return element("div.forms", buttons, role="group", aria_label=scenery.say("forms"))


def answer_table(scenery: Scenery, result: QueryResult, first: int) -> Element:
    """Return an answer's rows from `first` (counted from 0) on, or what an ASK found."""
    if result.kind == "ask":
        return element("p.truth", scenery.say("yes" if result.truth else "no"))
    if not result.rows:
        return element("p.nothing", scenery.say("rows.none"))
    return element(
        "section.answer",
        _table(scenery, result, first),
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
    if term.kind == "uri" and (identifier := node_id(term.value)) in scenery.map:
        return scenery.link(Event("open", identifier), short(term), tag="a.term", title=scenery.name(identifier))
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
