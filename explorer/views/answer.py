"""The answer below the editor: its forms, its drawing or chart, and its downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from explorer import shared
from explorer.answer_chart import answer_chart
from explorer.answer_scene import answer_scene, node_columns
from explorer.asking import Answer
from explorer.canvas import CanvasEvent, canvas
from explorer.markup import element
from explorer.navigation import follow
from explorer.panel import panel
from explorer.state import Event
from explorer.views.query import Form, answer_head, answer_table
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError
from graph.exchange.query_results import results_csv, results_json, results_tsv, results_turtle
from graph.query_answers import QueryResult

FIRST_ROW, _FORM, _CHOSEN = "first_row", "answer_form", "answer_chosen"
"""Keys of the session: the table's first row, the form that was chosen, the node of the drawing that was clicked."""

_HEIGHT: Final = 520


def show_answer(scenery: Scenery, answer: Answer) -> None:
    """Show an answer, or why there is none."""
    forms = _forms(scenery, answer)
    wanted = st.session_state.get(_FORM)
    usual: Form = "graph" if _is_graph(answer) and "graph" in forms else "table"
    shown = next((form for form in forms if form == wanted), usual)
    panel(
        [answer_head(scenery, answer, forms, shown)],
        key="answer-head",
        language=scenery.language,
        handle=lambda event: st.session_state.update({_FORM: event.value}) if event.kind == "shown" else follow(event),
    )
    result = answer.result
    if isinstance(result, LearnmapError):
        return
    if shown == "graph":
        _draw(scenery, result)
    elif shown == "chart":
        _chart(scenery, result)
    else:
        first = int(st.session_state.get(FIRST_ROW, 0))
        panel([answer_table(scenery, result, first)], key="answer-table", language=scenery.language, handle=follow)
    _downloads(scenery, result)


def _is_graph(answer: Answer) -> bool:
    return isinstance(answer.result, QueryResult) and answer.result.kind == "graph"


def _forms(scenery: Scenery, answer: Answer) -> Sequence[Form]:
    result = answer.result
    if isinstance(result, LearnmapError) or result.kind == "ask" or not result.rows:
        return ("table",)
    forms: list[Form] = ["table"]
    if node_columns(result, scenery.map) or _joins(result):
        forms.append("graph")
    if answer_chart(result) is not None:
        forms.append("chart")
    return forms


def _joins(result: QueryResult) -> bool:
    """Whether an answer's triples join anything."""
    return result.kind == "graph" and any((object_ := row[2]) and object_.kind != "literal" for row in result.rows)


def _draw(scenery: Scenery, result: QueryResult) -> None:
    scene = answer_scene(result, shared.the_map(), scenery.language)
    if scene is None:
        return
    chosen = st.session_state.get(_CHOSEN)
    chosen = chosen if chosen in scene.ids else None

    def handle(happened: CanvasEvent) -> None:
        if happened.kind == "expand" and happened.id is not None and happened.id in scenery.map:
            follow(Event("open", happened.id))
        st.session_state[_CHOSEN] = happened.id

    canvas(
        scene,
        key="answer-drawing",
        selected=chosen,
        language=scenery.language,
        height=_HEIGHT,
        of="answer",
        handle=handle,
    )
    link = scenery.node_link(chosen) if chosen else scenery.say("form.graph.hint")
    panel([element("p.long", link)], key="answer-node", language=scenery.language, handle=follow)


def _chart(scenery: Scenery, result: QueryResult) -> None:
    chart = answer_chart(result)
    if chart is None:
        return
    st.vega_lite_chart(chart.spec, width="stretch", key="answer-chart")
    name, value = chart.said
    said = scenery.say("form.chart.said", name=name, value=value)
    more = scenery.say("form.chart.left-out", n=chart.left_out) if chart.left_out else ""
    panel([element("p.long", f"{said} {more}".strip())], key="chart-said", language=scenery.language, handle=follow)


def _downloads(scenery: Scenery, result: QueryResult) -> None:
    forms: list[tuple[str, Callable[[QueryResult], str], str, str]] = [
        ("JSON", results_json, "json", "application/sparql-results+json"),
        ("CSV", results_csv, "csv", "text/csv"),
        ("TSV", results_tsv, "tsv", "text/tab-separated-values"),
    ]
    if result.kind == "graph":
        forms.insert(0, ("Turtle", results_turtle, "ttl", "text/turtle"))
    with st.container(horizontal=True, key="answer-downloads", vertical_alignment="center"):
        for name, written, ending, media_type in forms:
            st.download_button(
                name,
                lambda written=written: written(result),  # type: ignore[misc]
                f"learnmap-answer.{ending}",
                media_type,
                on_click="ignore",
                help=scenery.say("download"),
            )
