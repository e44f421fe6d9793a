"""The path page: choose targets, say what is known, read and see the path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer import plans, shared
from explorer.canvas import canvas
from explorer.markup import Element, element
from explorer.navigation import follow
from explorer.panel import panel, picker
from explorer.scene import Scene
from explorer.state import AROUND_KINDS, Event
from explorer.views import landing
from explorer.views.details import details
from explorer.views.header import header, notices
from explorer.views.pickers import picker_data
from explorer.views.plan_summary import summary
from explorer.views.scenery import Scenery
from explorer.views.steps import step_list
from graph.errors import LearnmapError
from graph.model import Label

DRAWING_HEIGHT = 640
"""Pixels; the same as `--pane` in `frontend/base.css`."""


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    names = [scenery.name(target) for target in scenery.selection.targets[:2]]
    if not names:
        return f"learnmap · {scenery.say('tagline')}"
    return scenery.say("path.document", targets=scenery.say("list.joint").join(names))


def page(scenery: Scenery, warned: Iterable[Label]) -> None:
    """Show the page."""
    selection = scenery.selection
    problem: LearnmapError | None = None
    found: plans.Planned | None = None
    if selection.targets:
        try:
            found = plans.planned(selection)
            left_out = frozenset(found.whole.positions) - found.plan.positions.keys()
            scenery = replace(scenery, plan=found.whole, left_out=left_out)
        except LearnmapError as error:
            problem = error
    above = st.container(key="above", gap=None)
    with st.container(key="workspace"):
        side, drawn = st.columns(2, gap="medium")
    # The drawing comes first: what was done in it may change all the rest, which then need not be made twice.
    _draw(scenery, drawn)
    with above:
        _above(scenery, warned, found, problem)
    with side:
        _side(scenery)
    if not selection.targets and not selection.selected:
        sizes = {identifier: _size(identifier) for identifier in shared.the_examples()}
        panel([landing.cards(scenery, sizes)], key="examples", language=scenery.language, handle=follow)


def _above(
    scenery: Scenery, warned: Iterable[Label], found: plans.Planned | None, problem: LearnmapError | None
) -> None:
    def shown(key: str, *content: Element | None) -> None:
        panel(content, key=key, language=scenery.language, handle=follow)

    shown("top", header(scenery), notices(scenery, warned))
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
    if problem:
        text = problem.text(scenery.language)
        failed = element("section.failed", element("h1", scenery.say("failed.plan")), element("p", text), role="alert")
        shown("problem", failed)


def _side(scenery: Scenery) -> None:
    selected = scenery.selection.selected
    content = [
        step_list(scenery, scenery.plan) if scenery.plan else None,
        details(scenery, selected) if selected else None,
    ]
    if any(content):
        whole = element("div.side.with-details" if selected else "div.side", content)
        panel([whole], key="side", language=scenery.language, handle=follow)


def _draw(scenery: Scenery, place: Any) -> None:
    scene = _scene(scenery)
    if scene is None or not scene.nodes:
        return
    with place:
        event = canvas(
            scene,
            key="drawing",
            selected=scenery.selection.selected,
            language=scenery.language,
            height=DRAWING_HEIGHT,
        )
    if event is not None:
        follow(Event(event.kind, event.id or ""))
        st.rerun()


def _scene(scenery: Scenery) -> Scene | None:
    selection = scenery.selection
    if scenery.plan and scenery.plan.steps:
        return plans.drawing(selection)
    if selection.selected and not selection.targets:
        return shared.around_drawing(selection.selected, selection.language, AROUND_KINDS)
    return None


def _size(identifier: str) -> tuple[int, float]:
    plan = shared.the_plan((identifier,), (), 1.0)
    return len(plan.steps), plan.hours
