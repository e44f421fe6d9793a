"""The page about the learner: what is known, how far it is to each goal, what comes next, and what one knows already."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from explorer import placements, plans, shared
from explorer.keeper import handle
from explorer.markup import Element, element
from explorer.panel import panel, picker
from explorer.plan_choices import PlanChoices
from explorer.views import landing
from explorer.views.pickers import picker_data
from explorer.views.placement import placement
from explorer.views.progress_parts import comes_next, goals, learner_states
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError, MapTooLarge, PlanTooLong
from graph.goals import Way, ways
from graph.progress import NextStep, next_steps
from graph.store import Location
from graph.whole import all_nodes

MOST_GOALS: Final = 30
"""Phases and careers that a map may have for the way to each to be told unasked."""


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    return scenery.say("progress.document")


def page(scenery: Scenery) -> None:
    """Show the page; what takes longest, the questions, comes last."""
    selection = scenery.selection

    def shown(key: str, *content: Element | None) -> None:
        panel(content, key=key, language=scenery.language, handle=handle)

    heading = element(
        "section.hero", element("h1", scenery.say("progress.title")), element("p", scenery.say("progress.text"))
    )
    shown("heading", heading)
    with st.container(key="search"):
        left, right = st.columns([3, 2], gap="medium")
    with left:
        picker(picker_data(scenery, "targets"), key="targets", handle=handle)
    with right:
        picker(picker_data(scenery, "known"), key="known", handle=handle)
    wanted = plans.aim(selection)
    place = shared.the_location()
    try:
        steps = _next(place, wanted, selection.learning)
        plan = plans.planned(replace(selection, choices=PlanChoices())).plan if selection.targets else None
        found = {kind: _ways(place, ids, wanted) for kind, ids in _goals(place, wanted.targets).items()}
    except MapTooLarge:
        # What comes next on such a map is told once a goal is chosen.
        shown("progress", _goal_first(scenery), learner_states(scenery))
        return
    except LearnmapError as error:
        shown("progress", scenery.failed("h1", scenery.say("failed.plan"), error))
        return
    columns = element(
        "div.progress",
        element("div.column", comes_next(scenery, steps, plan), learner_states(scenery)),
        element("div.column", goals(scenery, found)),
    )
    shown("progress", columns)
    if selection.targets:
        with st.spinner(scenery.say("placement.computing")):
            assessment = placements.assessment(selection)
        shown("placement", placement(scenery, assessment))
    else:
        about = element("h2", scenery.say("placement")), element("p", scenery.say("placement.target"))
        shown("placement", element("section.placement", about, landing.chips(scenery, shared.the_examples())))


def _goal_first(scenery: Scenery) -> Element:
    return element(
        "section.placement",
        element("h2", scenery.say("progress.goal-first")),
        element("p", scenery.say("progress.goal-first.text", n=sum(scenery.map.counts()[0].values()))),
        landing.chips(scenery, shared.the_examples()),
    )


@st.cache_resource(show_spinner=False, max_entries=200)
def _next(location: Location, wanted: plans.Aim, learning: tuple[str, ...]) -> tuple[NextStep, ...]:
    return next_steps(
        shared.open_shared(location), wanted.targets, known=wanted.known, skipped=wanted.skipped, learning=learning
    )


def _goals(location: Location, targets: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {
        "targets": targets,
        "stage": shared.the_stages(),
        **{kind: _of_kind(location, kind) for kind in ("phase", "career")},
    }


@st.cache_resource(show_spinner=False)
def _of_kind(location: Location, kind: str) -> tuple[str, ...]:
    map_ = shared.open_shared(location)
    if len(map_.members(kind=kind, limit=MOST_GOALS + 1)) > MOST_GOALS:
        return ()
    nodes = all_nodes(map_, kind=kind)
    return tuple(node.id for node in sorted(nodes, key=lambda node: (node.first("order") or "", node.id)))


@st.cache_resource(show_spinner=False, max_entries=300)
def _ways(location: Location, ids: tuple[str, ...], wanted: plans.Aim) -> tuple[Way, ...]:
    found: list[Way] = []
    for identifier in ids:
        try:
            way = ways(shared.open_shared(location), [identifier], known=wanted.known, skipped=wanted.skipped)
            # A stage, say, that asks for nothing is no goal; a target is one whatever it takes.
            found += [one for one in way if one.hours or identifier in wanted.targets]
        except PlanTooLong:
            # No way that one could go; of a target that is said.
            if identifier in wanted.targets:
                raise
    return tuple(found)
