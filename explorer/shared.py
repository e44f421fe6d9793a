"""What all sessions of one server share: the map, opened once, plans made of it, and the workers that run queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final, cast

import streamlit as st

from explorer.atlas import NOTHING, Atlas
from explorer.lineage_scene import lineage_scene
from explorer.map_scene import area_scene, around_scene, overview_scene
from explorer.own import brought, explored, is_own, remembered
from explorer.scene import Scene
from explorer.settings import Settings
from explorer.views.landing import examples
from graph.areas import Areas
from graph.atlas import LargeAreas
from graph.entries import Entries
from graph.errors import MapTooLarge
from graph.facets import Facets, Status, statuses
from graph.knowledge import knowledge
from graph.lineage import Lineage, lineage_of
from graph.map import Map
from graph.model import Language
from graph.query_terms import QueryTerm, query_terms
from graph.saved_queries import SavedQuery, saved_queries
from graph.sparql import Limits, QueryPool
from graph.store import LocalMap, Location, open_map
from graph.whole import all_nodes

PAGE_ROWS: Final = 5_000
PAGE_BYTES: Final = 5_000_000
"""What a page shows of one answer at most; programs may be given more."""

_location: Location = Location()
_settings: Settings = Settings()


def use(location: Location, settings: Settings | None = None) -> Map:
    """Choose the map of this process and how it is served, and open it.

    Raises
    ------
    MapNotFound, MapSyntaxError
    """
    global _location, _settings
    _location, _settings = location, settings or Settings()
    return the_map()


def the_location() -> Location:
    """Return where the map is that this session explores: the process's, or its own."""
    own = explored()
    return own.location if own else _location


@remembered()
def open_shared(location: Location) -> Map:
    """Return a map, opened once for all sessions; one's own is open already."""
    own = brought()
    if is_own(location) and own is not None and own.map is not None and own.location == location:
        return own.map.map
    return open_map(location)


def the_map() -> Map:
    """Return the map that this session explores."""
    return open_shared(the_location())


@st.cache_resource(
    show_spinner=False, scope="session", max_entries=1, on_release=lambda pool: cast("QueryPool", pool).close()
)
def _own_pool(location: Location, settings: Settings) -> QueryPool:
    return QueryPool(open_shared(location), workers=1, waiting=2, limits=settings.limits)


@st.cache_resource(show_spinner=False)
def _pool(location: Location, settings: Settings) -> QueryPool:
    return QueryPool(open_shared(location), workers=settings.workers, waiting=settings.waiting, limits=settings.limits)


def the_pool() -> QueryPool:
    """Return the workers that run this process's queries; one's own map has a worker of its own, for this session."""
    location = the_location()
    return _own_pool(location, _settings) if is_own(location) else _pool(location, _settings)


def page_limits() -> Limits:
    """Return what one query of the page may use."""
    limits = _settings.limits
    return replace(
        limits, rows=min(limits.rows or PAGE_ROWS, PAGE_ROWS), bytes=min(limits.bytes or PAGE_BYTES, PAGE_BYTES)
    )


def is_bundled() -> bool:
    """Return whether this session explores the map that comes with learnmap."""
    return the_location().places == ()


def warm() -> tuple[str, ...]:
    """Start the workers, where this map can be asked here at all; return which limits this system cannot enforce."""
    with suppress(MapTooLarge):
        return the_pool().missing_walls()
    return ()


def close() -> None:
    """End the workers."""
    with suppress(MapTooLarge):
        the_pool().close()


def the_questions() -> Sequence[SavedQuery]:
    """Return the saved questions."""
    return saved_queries()


@remembered()
def _terms(location: Location) -> tuple[QueryTerm, ...]:
    map_ = open_shared(location)
    return query_terms(map_.triples() if isinstance(map_, LocalMap) else ())


def the_terms() -> Sequence[QueryTerm]:
    """Return the classes and properties that a query may use."""
    return _terms(the_location())


@remembered()
def _atlas(location: Location) -> Atlas:
    return Atlas(open_shared(location))


def the_atlas() -> Atlas:
    """Return the areas of the map, or how far the counting of them is."""
    return _atlas(the_location())


def the_areas() -> Areas:
    """Return the areas of the map; none while those of a large map are being counted."""
    return the_atlas().areas


@remembered()
def _entries(location: Location) -> Entries:
    return Entries(location.places)


def the_entries() -> Entries:
    """Return where the map's files say what."""
    return _entries(the_location())


@remembered()
def _examples(location: Location) -> tuple[str, ...]:
    return examples(open_shared(location))


def the_examples() -> tuple[str, ...]:
    """Return ids of targets to begin with."""
    return _examples(the_location())


@remembered()
def _stages(location: Location) -> tuple[str, ...]:
    stages = all_nodes(open_shared(location), kind="stage")
    return tuple(node.id for node in sorted(stages, key=lambda node: (node.first("order") or "", node.id)))


def the_stages() -> tuple[str, ...]:
    """Return the ids of the map's stages, in order."""
    return _stages(the_location())


@remembered(most=20)
def _overview_drawn(location: Location, language: Language, counted: bool) -> Scene:
    return overview_scene(_atlas(location).areas if counted else NOTHING, open_shared(location), language)


def overview_drawing(language: Language) -> Scene:
    """Return the drawing of all areas."""
    # What was drawn while areas were still being counted is not what is drawn then.
    return _overview_drawn(the_location(), language, the_atlas().making is None)


@remembered(most=200)
def _area_drawn(location: Location, areas: tuple[str, ...], language: Language, kinds: tuple[str, ...]) -> Scene:
    found = [area for area in map(_atlas(location).areas.of, areas) if area]
    return area_scene(found, open_shared(location), language, kinds)


def area_drawing(areas: tuple[str, ...], language: Language, kinds: tuple[str, ...]) -> Scene:
    """Return the drawing of what some areas hold; of what is no area, nothing."""
    return _area_drawn(the_location(), areas, language, kinds)


@remembered(most=200)
def _around_drawn(location: Location, centre: str, language: Language, kinds: tuple[str, ...]) -> Scene:
    return around_scene(centre, open_shared(location), language, kinds)


def around_drawing(centre: str, language: Language, kinds: tuple[str, ...]) -> Scene:
    """Return the drawing of what lies around a node."""
    return _around_drawn(the_location(), centre, language, kinds)


@remembered()
def _lineage(location: Location) -> Lineage:
    return lineage_of(open_shared(location))


def the_lineage() -> Lineage:
    """Return which model builds on which."""
    return _lineage(the_location())


@remembered(most=20)
def _lineage_drawn(location: Location, language: Language) -> Scene:
    return lineage_scene(_lineage(location), language)


def lineage_drawing(language: Language) -> Scene:
    """Return the drawing of the models' lineage."""
    return _lineage_drawn(the_location(), language)


@remembered(most=100)
def _found(
    location: Location, facets: Facets, known: tuple[str, ...], learning: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    map_ = open_shared(location)
    areas = _atlas(location).areas.areas
    nodes = map_.describe(id_ for area in areas for kind in facets.kinds for id_ in area.members.get(kind, ()))
    status: dict[str, Status] = statuses(map_, nodes, knowledge(map_, known).known, learning) if facets.statuses else {}
    return {
        area.id: tuple(
            identifier
            for kind in facets.kinds
            for identifier in area.members.get(kind, ())
            if facets.allow(nodes[identifier], status.get(identifier))
        )
        for area in areas
    }


def found_by_area(facets: Facets, known: tuple[str, ...], learning: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Return the ids that some facets allow, by area; the facets state kinds. On a large map only kinds and stages count."""
    areas = the_areas()
    if isinstance(areas, LargeAreas):
        return areas.found(facets.kinds, facets.stages)
    # Who asks for no status shares the answer with every other learner.
    return _found(the_location(), facets, *((known, learning) if facets.statuses else ((), ())))
