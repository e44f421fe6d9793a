"""The landing page: the question, and the map of the field to wander through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from explorer import shared
from explorer.canvas import CanvasEvent, canvas
from explorer.expanding import replayed
from explorer.map_scene import allowed, with_counts, with_progress
from explorer.markup import Element, element
from explorer.navigation import follow
from explorer.panel import panel, picker, prepared, prepared_panel
from explorer.scene_nodes import Scene
from explorer.state import Event, centre, kinds_shown
from explorer.views import landing, overview
from explorer.views.facets import facet_bar, legend, where
from explorer.views.map_list import listed
from explorer.views.opened import opened
from explorer.views.pickers import finder_data, picker_data
from explorer.views.scenery import Scenery, as_now, unselected
from graph.facets import Facets, Status, statuses

HEIGHTS: Final = {"start": "max(600px, 100vh - 350px)", "inside": "max(600px, 100vh - 190px)"}
"""Of the drawing, below the question and without it; the same as `--pane` in `frontend/panel-map.css`."""

MOST_EXAMPLES = 4
"""Examples below the search field; the path page shows them all."""


@dataclass(frozen=True)
class Shown:
    """What the map page shows.

    Attributes
    ----------
    scene : the drawing.
    statuses : how far the learner is with each node drawn.
    found : ids that the facets allow, by area, where the overview is narrowed; else empty.
    """

    scene: Scene
    statuses: dict[str, Status]
    found: Mapping[str, Sequence[str]]


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    selection = scenery.selection
    middle = centre(selection)
    if middle:
        return scenery.say("map.document", name=scenery.name(middle))
    if selection.view == "lineage":
        return scenery.say("map.document", name=scenery.say("map.lineage"))
    if selection.areas:
        return scenery.say("map.document", name=scenery.area_name(selection.areas[0]))
    return f"learnmap · {scenery.say('tagline')}"


def page(scenery: Scenery) -> None:
    """Show the page."""
    shown = shown_now(scenery)
    above = st.container(key="above", gap=None)
    with st.container(key="map"):
        _workspace(scenery, shown)
    with above:
        # Without what is selected, which changes in a fragment of its own.
        _above(replace(scenery, selection=unselected(scenery.selection)), shown)


@st.fragment
def _workspace(made: Scenery, then: Shown) -> None:
    """Show drawing, list and details: all that a click on a node concerns."""
    scenery = as_now(made)
    shown = then if scenery.selection == made.selection else shown_now(scenery)
    side, drawn = st.columns(2, gap="medium")
    _draw(scenery, shown, drawn)
    with side:
        kind = "div.side.start" if _is_start(scenery) else "div.side.inside"
        around = element(kind, listed(scenery, shown.scene, shown.statuses, shown.found))
        # Two panels: the list is the same whatever is selected, and so is not sent again with every click.
        with st.container(key="map-list"):
            panel([around], key="map-list-panel", language=scenery.language, handle=follow)
        is_open = scenery.selection.selected is not None
        # Named after whether anything is in it, for `frontend/page.css` to give it room.
        with st.container(key="map-details" if is_open else "map-details-none"):
            content = opened(scenery.selection) if is_open else prepared([], language=scenery.language)
            prepared_panel(content, key="map-details-panel", handle=follow)


def shown_now(scenery: Scenery) -> Shown:
    """Return what the selection asks for; positions depend on the address alone."""
    selection, map_ = scenery.selection, scenery.map
    kinds = kinds_shown(selection)
    middle = centre(selection)
    if selection.view == "lineage":
        scene = shared.lineage_drawing(selection.language)
    elif middle:
        scene = shared.around_drawing(middle, selection.language, kinds)
    elif selection.areas:
        scene = shared.area_drawing(_areas(selection.areas), selection.language, kinds)
    else:
        return _overview(scenery)
    scene = replayed(scene, map_, selection.language, selection.expanded, known=scenery.known)
    nodes = map_.describe(scene.ids)
    status = statuses(map_, nodes, scenery.known, selection.learning)
    kept = {middle, selection.selected} - {None}
    scene = allowed(scene, nodes, status, selection.facets, frozenset(filter(None, kept)))
    return Shown(with_progress(scene, status), status, {})


def _overview(scenery: Scenery) -> Shown:
    selection = scenery.selection
    facets: Facets = replace(selection.facets, kinds=kinds_shown(selection))
    is_narrowed = facets.restrict or bool(selection.facets.kinds)
    found = shared.found_by_area(facets, selection.known, selection.learning) if is_narrowed else {}
    known = shared.the_areas().count(scenery.known)
    counts = {area: len(ids) for area, ids in found.items()}
    scene = shared.overview_drawing(selection.language)
    return Shown(with_counts(scene, counts, known, selection.language), {}, found)


def _areas(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(area for area in ids if shared.the_areas().of(area))


def _above(scenery: Scenery, shown: Shown) -> None:
    def put(key: str, *content: Element | None) -> None:
        panel(content, key=key, language=scenery.language, handle=follow)

    if _is_start(scenery):
        with st.container(key="welcome"):
            left, right = st.columns(2, gap="large")
        with left:
            put("hero", landing.hero(scenery))
        with right:
            picker(picker_data(scenery, "targets"), key="targets", handle=follow)
            put("examples", landing.chips(scenery, shared.the_examples()[:MOST_EXAMPLES]))
    with st.container(key="tools"):
        left, right = st.columns(2, gap="small")
    with left:
        put("where", where(scenery, shown.scene))
    with right:
        picker(finder_data(scenery), key="find", handle=lambda event: follow(_flown(event, shown.scene)))
    facets = (facet_bar(scenery), legend(scenery, shown.scene))
    put("facets", element("div.facet-row", *facets, data_keeps="node"))


def _is_start(scenery: Scenery) -> bool:
    selection = scenery.selection
    return selection.view == "areas" and not selection.areas and centre(selection) is None


def _flown(event: Event, scene: Scene) -> Event:
    """Return what finding a node does: what is drawn already is only brought into sight."""
    return Event("select", event.value) if event.kind == "find" and event.value in scene.ids else event


def _draw(scenery: Scenery, shown: Shown, place: Any) -> None:
    with place:
        if not shown.scene.nodes:
            overview.missing(scenery)
            return
        canvas(
            shown.scene,
            key="map-drawing",
            selected=scenery.selection.selected,
            language=scenery.language,
            height=HEIGHTS["start" if _is_start(scenery) else "inside"],
            handle=lambda happened: follow(_meant(happened, shown.scene)),
        )


def _meant(happened: CanvasEvent, scene: Scene) -> Event:
    """Return what was done in the drawing: on the overview, to expand an area is to go into it."""
    is_area = happened.kind == "expand" and scene.enters
    return Event("enter" if is_area else happened.kind, happened.id or "")
