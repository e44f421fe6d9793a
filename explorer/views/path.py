"""The page of a path: a drawing, the same as a list, its weeks, other ways to the same goal, and the details of what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from explorer import plans, shared
from explorer.canvas import canvas
from explorer.markup import Element, element
from explorer.navigation import follow
from explorer.own import explored, remembered
from explorer.panel import panel, picker, prepared, prepared_panel
from explorer.scene import Scene
from explorer.state import AROUND_KINDS, Event, Selection
from explorer.views import landing
from explorer.views.opened import opened, with_plan
from explorer.views.own_files import own_plan_files
from explorer.views.pickers import picker_data
from explorer.views.plan_summary import summary
from explorer.views.plan_ways import ways_table
from explorer.views.plan_weeks import week_list
from explorer.views.scenery import Scenery, as_now, unselected
from explorer.views.steps import step_list
from graph.errors import LearnmapError, PlanTooLong
from graph.store import Location

DRAWING_HEIGHT = 640
"""Pixels; the same as `--pane` in `frontend/base.css`."""


SOME_HOURS: Final = 200
"""Hours of a path too long to be planned that are offered instead: ten weeks at the usual pace."""


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    names = [scenery.name(target) for target in scenery.selection.targets[:2]]
    if not names:
        return f"learnmap · {scenery.say('tagline')}"
    return scenery.say("path.document", targets=scenery.say("list.joint").join(names))


def page(scenery: Scenery) -> None:
    """Show the page."""
    selection = scenery.selection
    problem: LearnmapError | None = None
    found: plans.Planned | None = None
    if selection.targets:
        try:
            found = plans.planned(selection)
            scenery = with_plan(scenery, found)
        except LearnmapError as error:
            problem = error
    above = st.container(key="above", gap=None)
    with st.container(key="workspace"):
        _workspace(scenery)
    with above:
        _above(scenery, found, problem)
    if found and found.plan.steps:
        _below(scenery)
    if not selection.targets and not selection.selected:
        sizes = {identifier: size for identifier in shared.the_examples() if (size := _size(identifier))}
        panel([landing.cards(scenery, sizes)], key="examples", language=scenery.language, handle=follow)


@st.fragment
def _workspace(scenery: Scenery) -> None:
    """Show drawing, list and details: all that a click on a node concerns."""
    scenery = as_now(scenery)
    side, drawn = st.columns(2, gap="medium")
    with side:
        beside = st.container(key="side", gap=None)
    # Two panels over or beside each other, so that a click sends the details alone; these first, for they were asked for.
    if scenery.selection.selected:
        with beside:
            prepared_panel(opened(scenery.selection), key="details", handle=follow)
    _draw(scenery, drawn)
    if scenery.plan:
        with beside:
            prepared_panel(_kept("steps", scenery), key="steps", handle=follow)


def _above(scenery: Scenery, found: plans.Planned | None, problem: LearnmapError | None) -> None:
    def shown(key: str, *content: Element | None) -> None:
        panel(content, key=key, language=scenery.language, handle=follow)

    # Without what is selected, which changes in a fragment of its own.
    scenery = replace(scenery, selection=unselected(scenery.selection))
    if not scenery.selection.targets:
        shown("hero", landing.hero(scenery))
    with st.container(key="search"):
        left, right = st.columns([3, 2], gap="medium")
    with left:
        picker(picker_data(scenery, "targets"), key="targets", handle=follow)
    with right:
        picker(picker_data(scenery, "known"), key="known", handle=follow)
    if found:
        shown("summary", summary(scenery, found))
        if explored() is not None:
            own_plan_files(scenery, found.plan)
    if problem:
        part = scenery.link(
            Event("budget", f"{SOME_HOURS}"), scenery.say("failed.part", hours=SOME_HOURS), tag="a.button"
        )
        further = part if isinstance(problem, PlanTooLong) else None
        shown("problem", scenery.failed("h1", scenery.say("failed.plan"), problem, further))


def _below(scenery: Scenery) -> None:
    prepared_panel(_kept("below", scenery), key="below", handle=follow)


def _steps(scenery: Scenery, _: date) -> list[Element]:
    plan = plans.planned(scenery.selection).whole
    return [step_list(scenery, plan, plans.explained(plan.positions, scenery.language))]


def _weeks_and_ways(scenery: Scenery, today: date) -> list[Element]:
    ways = ways_table(scenery, plans.other_ways(scenery.selection), plans.planned(scenery.selection).plan)
    try:
        return [week_list(scenery, plans.weeks(scenery.selection, today)), ways]
    except LearnmapError as error:
        return [element("section.failed", element("p", error.text(scenery.language)), role="status"), ways]


_PARTS: Final[Mapping[str, Callable[[Scenery, date], list[Element]]]] = {"steps": _steps, "below": _weeks_and_ways}
"""What of the page does not depend on what is selected."""


def _kept(part: str, scenery: Scenery) -> bytes:
    """Return a part of the page, made once for all who look at the same plan."""
    same = replace(scenery.selection, selected=None, expanded=(), around=None)
    return _made(shared.the_location(), part, same, date.today())


@remembered(most=300)
def _made(location: Location, part: str, selection: Selection, today: date) -> bytes:
    scenery = with_plan(Scenery(shared.open_shared(location), selection), plans.planned(selection))
    return prepared(_PARTS[part](scenery, today), language=selection.language)


def _draw(scenery: Scenery, place: Any) -> None:
    scene = _scene(scenery)
    if scene is None or not scene.nodes:
        return
    with place:
        canvas(
            scene,
            key="drawing",
            selected=scenery.selection.selected,
            language=scenery.language,
            height=DRAWING_HEIGHT,
            handle=lambda event: follow(Event(event.kind, event.id or "")),
        )


def _scene(scenery: Scenery) -> Scene | None:
    selection = scenery.selection
    if scenery.plan and scenery.plan.steps:
        return plans.drawing(selection)
    if selection.selected and not selection.targets:
        return shared.around_drawing(selection.selected, selection.language, AROUND_KINDS)
    return None


def _size(identifier: str) -> tuple[int, float] | None:
    """Return the steps and hours to an example; None where it cannot be planned."""
    try:
        plan = plans.planned(Selection(targets=(identifier,))).plan
    except LearnmapError:
        return None
    return len(plan.steps), plan.hours
