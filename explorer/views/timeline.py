"""The page of what was new when: milestones in lanes by area, and the growth of models in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from explorer import analyses
from explorer.charts import (
    ERROR,
    PARAMETERS,
    Mark,
    confirmed_marks,
    line_chart,
    parameter_marks,
    point_chart,
    seed_marks,
)
from explorer.looks import look
from explorer.markup import Element, element
from explorer.navigation import follow
from explorer.panel import panel, timeline
from explorer.query_texts import milestones_query, whole_query
from explorer.state import Event
from explorer.timeline_data import FIRST_YEAR, Window, listed, shown, timeline_json
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError
from graph.history import Milestone


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    return scenery.say("timeline.document")


def page(scenery: Scenery) -> None:
    """Show the page."""
    selection, language = scenery.selection, scenery.language
    window = Window.of(selection.facets.first_year, selection.facets.last_year)
    panel([_introduction(scenery)], key="introduction", language=language, handle=follow)
    try:
        with st.spinner(scenery.say("timeline.computing")):
            milestones = analyses.the_milestones()
    except LearnmapError as error:
        failed = element("p", error.text(language)), element("p", scenery.say("timeline.too-large"))
        panel([element("div.nothing", failed)], key="none", language=language, handle=follow)
        return
    own = shown(milestones, selection.areas)
    panel([_areas(scenery, milestones)], key="areas", language=language, handle=follow)
    if not any(one.year >= FIRST_YEAR for one in own):
        panel(
            [element("div.nothing", element("p", scenery.say("timeline.undated")))],
            key="none",
            language=language,
            handle=follow,
        )
        return
    data = timeline_json(
        milestones, scenery.map, language, window=window, areas=selection.areas, selected=selection.selected
    )
    timeline(data, key="timeline", handle=follow)
    panel([_list(scenery, own, window), _older(scenery, own)], key="list", language=language, handle=follow)
    _charts(scenery)


def _introduction(scenery: Scenery) -> Element:
    return element(
        "section.asking", element("h1", scenery.say("timeline.title")), element("p", scenery.say("timeline.intro"))
    )


def _areas(scenery: Scenery, milestones: Sequence[Milestone]) -> Element | None:
    ids = dict.fromkeys(one.area for one in milestones)
    chosen = scenery.selection.areas
    if len(ids) < 2:
        return None
    links = [
        scenery.link(
            Event("lane", area), scenery.name(area), tag="a.chip", aria_current="true" if area in chosen else None
        )
        for area in sorted(ids, key=scenery.name)
    ]
    everything = scenery.link(
        Event("lane"), scenery.say("timeline.everything"), tag="a.chip", aria_current=None if chosen else "true"
    )
    return element(
        "details.lanes",
        element("summary", scenery.say("timeline.areas"), *(f" · {scenery.name(area)}" for area in chosen)),
        element("div.chips", everything, links),
        open=bool(chosen),
    )


def _list(scenery: Scenery, milestones: Sequence[Milestone], window: Window) -> Element:
    chosen, more = listed(milestones, window)
    if not chosen:
        return element("div.nothing", element("p", scenery.say("timeline.none")))
    name = scenery.say("timeline.list", first=window.first, last=window.last)
    rest = element("p.more", scenery.say("timeline.list.more", n=more)) if more else None
    query = milestones_query(scenery.selection.areas, window.first, window.last, scenery.language)
    return element(
        "div.asked",
        element("details.twin", element("summary", name), _items(scenery, chosen), rest),
        scenery.query_link(query, name),
    )


def _older(scenery: Scenery, milestones: Sequence[Milestone]) -> Element | None:
    older = [one for one in milestones if one.year < FIRST_YEAR]
    if not older:
        return None
    name = scenery.say("timeline.older", first=FIRST_YEAR)
    query = milestones_query(scenery.selection.areas, 0, FIRST_YEAR - 1, scenery.language)
    return element(
        "div.asked",
        element("details.twin", element("summary", name), _items(scenery, older)),
        scenery.query_link(query, name),
    )


def _items(scenery: Scenery, milestones: Iterable[Milestone]) -> Element:
    return element(
        "ol.milestones",
        [
            element(
                "li",
                element("span.date", one.date),
                scenery.node_link(one.id),
                element("span.meta", scenery.name(one.area)),
            )
            for one in milestones
        ],
    )


def _charts(scenery: Scenery) -> None:
    language = scenery.language
    series = {one.node.id: one for one in analyses.the_series()}
    if PARAMETERS not in series or ERROR not in series:
        return
    attained = {point.attained_by for one in series.values() for point in one.points if point.attained_by}
    names = {identifier: scenery.name(identifier) for identifier in attained}
    sizes = parameter_marks(analyses.the_models(), language)
    errors = confirmed_marks(series[ERROR], names)
    seeds = [seed_marks(series[PARAMETERS]), seed_marks(series[ERROR])]
    text = [element("h2", scenery.say("charts.title")), element("p", scenery.say("charts.note"))]
    panel([element("section.asking", text)], key="charts-title", language=language, handle=follow)
    with st.container(key="charts"):
        left, right = st.columns(2, gap="medium")
    for place, heading, marks, chart, name in (
        (left, "charts.seed", seeds, line_chart, "series"),
        (right, "charts.map", [sizes, errors], point_chart, "parameters"),
    ):
        with place:
            titled = scenery.titled("h3", scenery.say(heading), whole_query(name, language))
            panel([titled], key=heading, language=language, handle=follow)
            _two(scenery, marks, chart is line_chart)
    panel([_table(scenery, [*sizes, *errors])], key="charts-table", language=language, handle=follow)


def _two(scenery: Scenery, marks: Sequence[Sequence[Mark]], seed: bool) -> None:
    parameters = line_chart if seed else point_chart
    specifications = (
        parameters(
            marks[0],
            scenery.language,
            title=scenery.say("charts.parameters"),
            colour=look("model").hue,
            logarithmic=True,
        ),
        line_chart(
            marks[1], scenery.language, title=scenery.say("charts.error"), colour=look("topic").hue, logarithmic=False
        ),
    )
    for number, specification in enumerate(specifications):
        st.vega_lite_chart(specification, key=f"chart-{'seed' if seed else 'map'}-{number}")


def _table(scenery: Scenery, marks: Iterable[Mark]) -> Element:
    head = [element("th", scenery.say(f"charts.{name}"), scope="col") for name in ("year", "model", "value")]
    rows = [
        element(
            "tr",
            element("td", f"{one.year:.0f}"),
            element("td", scenery.node_link(one.id) if one.id else one.name),
            element("td", f"{one.value:,.4g}"),
        )
        for one in marks
    ]
    return element(
        "details.twin",
        element("summary", scenery.say("charts.table")),
        element("div.table", element("table", element("thead", element("tr", head)), element("tbody", rows))),
    )
