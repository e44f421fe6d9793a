"""What is said of the whole map, computed once for all sessions of one server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from explorer.own import remembered
from explorer.shared import open_shared, the_location
from graph.checked_files import Finding
from graph.health import Coverage, ages, coverage
from graph.history import Milestone, Series, milestones, series
from graph.insight import Communities, Insight, Ranking
from graph.large_insight import large_rankings
from graph.model import Node
from graph.store import Location
from graph.whole import all_nodes


@remembered()
def _milestones(location: Location) -> tuple[Milestone, ...]:
    return milestones(open_shared(location))


def the_milestones() -> tuple[Milestone, ...]:
    """Return what was new when; raises `MapTooLarge`."""
    return _milestones(the_location())


@remembered()
def _series(location: Location) -> tuple[Series, ...]:
    return series(open_shared(location))


def the_series() -> tuple[Series, ...]:
    """Return the map's numbers over years."""
    return _series(the_location())


@remembered()
def _models(location: Location) -> list[Node]:
    return all_nodes(open_shared(location), kind="model")


def the_models() -> list[Node]:
    """Return the map's models; raises `MapTooLarge`."""
    return _models(the_location())


@remembered()
def _analysed(location: Location) -> tuple[tuple[Ranking, ...], Communities]:
    insight = Insight(open_shared(location))
    return insight.rankings(), insight.communities()


def the_analysis() -> tuple[tuple[Ranking, ...], Communities]:
    """Return what the map's shape says; raises `MapTooLarge` and `PrerequisiteCycle`."""
    return _analysed(the_location())


@remembered()
def _large(location: Location) -> tuple[Ranking, ...]:
    return large_rankings(open_shared(location))


def the_large_analysis() -> tuple[Ranking, ...]:
    """Return what the shape of a large map says; raises `MapTooLarge` and `PrerequisiteCycle`."""
    return _large(the_location())


@remembered()
def _health(location: Location) -> tuple[tuple[Coverage, ...], Mapping[int, int]]:
    return coverage(open_shared(location)), ages(open_shared(location))


def the_health() -> tuple[tuple[Coverage, ...], Mapping[int, int]]:
    """Return how complete the map is and how old what it holds; raises `MapTooLarge`."""
    return _health(the_location())


@remembered()
def _findings(location: Location) -> list[Finding] | None:
    from graph.check import check

    places = location.places or (None,)
    if any(place is not None and not Path(place).exists() for place in places):
        return None
    return [finding for place in places for finding in check(Path(place) if place is not None else None)]


def the_findings() -> list[Finding] | None:
    """Return what `learnmap check` finds in the map's files, which takes seconds once; None for a map not in files."""
    return _findings(the_location())
