"""What all sessions of one server share: the map, opened once, plans made of it, and the workers that run queries."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

import streamlit as st

from explorer.scene import Scene, neighbourhood_scene, path_scene
from explorer.settings import Settings
from graph.errors import MapTooLarge
from graph.map import Map
from graph.model import Language
from graph.path import Plan, plan_path
from graph.saved_queries import SavedQuery, saved_queries
from graph.sparql import Limits, QueryPool
from graph.store import Location, open_map

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


@st.cache_resource(show_spinner=False)
def _opened(location: Location) -> Map:
    return open_map(location)


def the_map() -> Map:
    """Return the map that this process explores."""
    return _opened(_location)


@st.cache_resource(show_spinner=False)
def _pool(location: Location, settings: Settings) -> QueryPool:
    return QueryPool(_opened(location), workers=settings.workers, waiting=settings.waiting, limits=settings.limits)


def the_pool() -> QueryPool:
    """Return the workers that run this process's queries."""
    return _pool(_location, _settings)


def page_limits() -> Limits:
    """Return what one query of the page may use."""
    limits = _settings.limits
    return replace(
        limits, rows=min(limits.rows or PAGE_ROWS, PAGE_ROWS), bytes=min(limits.bytes or PAGE_BYTES, PAGE_BYTES)
    )


def is_bundled() -> bool:
    """Return whether this process explores the map that comes with learnmap."""
    return _location.places == ()


def warm() -> None:
    """Start the workers, where this map can be asked here at all."""
    with suppress(MapTooLarge):
        the_pool()


def close() -> None:
    """End the workers."""
    with suppress(MapTooLarge):
        the_pool().close()


def the_questions() -> Sequence[SavedQuery]:
    """Return the saved questions."""
    return saved_queries()


def the_plan(targets: tuple[str, ...], known: tuple[str, ...], hours_per_week: float) -> Plan:
    """Return the plan to some targets; raises what `graph.plan_path` raises."""
    return replace(_planned(_location, targets, known), hours_per_week=hours_per_week)


@st.cache_resource(show_spinner=False, max_entries=500)
def _planned(location: Location, targets: tuple[str, ...], known: tuple[str, ...]) -> Plan:
    return plan_path(_opened(location), targets, known=known)


@st.cache_resource(show_spinner=False, max_entries=200)
def _path_drawn(
    location: Location,
    targets: tuple[str, ...],
    known: tuple[str, ...],
    language: Language,
    expanded: tuple[str, ...],
) -> Scene:
    return path_scene(_planned(location, targets, known), _opened(location), language, expanded=expanded)


def path_drawing(
    targets: tuple[str, ...], known: tuple[str, ...], language: Language, expanded: tuple[str, ...]
) -> Scene:
    """Return the drawing of a plan."""
    return _path_drawn(_location, targets, known, language, expanded)


@st.cache_resource(show_spinner=False, max_entries=200)
def _neighbourhood_drawn(location: Location, centre: str, language: Language) -> Scene:
    return neighbourhood_scene(_opened(location), centre, language, limit=40)


def neighbourhood_drawing(centre: str, language: Language) -> Scene:
    """Return the drawing of what lies around a node."""
    return _neighbourhood_drawn(_location, centre, language)
