"""What was new when: the map's dated nodes as milestones, their lineage, and its series of numbers over years."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

import numpy as np
from pyoxigraph import Literal

from graph.map import Map
from graph.model import Node
from graph.prerequisites import levels
from graph.triples import by_subject, local_name, node_id, node_iri
from graph.whole import all_ids, all_nodes
from ontology import LM

_NEW: Final = ("topic", "model", "tool", "dataset")
"""Kinds of what a paper can introduce."""

_BY_ITSELF: Final = ("topic", "model")
"""Kinds that are milestones where the map holds no paper for them; a tool's first release seldom is one."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something new on a date: a paper with what it introduced, or a thing that the map knows the year of.

    Attributes
    ----------
    id : of the node it is known by: a model that the paper introduced, or its one topic; else the paper itself.
    paper : id of the paper; None where the map holds none.
    introduced : ids of all that the paper introduced, models first, then the most needed.
    area : id of its area.
    date : as exact as confirmed: "2017", "2017-06", "2017-06-12".
    year : the same as a number, the middle of what the date leaves open: 2017.44.
    weight : how many nodes of the map require what was new, or were developed from it, directly or not.
    after : ids of the milestones whose things its things build on.
    """

    id: str
    paper: str | None
    introduced: tuple[str, ...]
    area: str
    date: str
    year: float
    weight: int
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series: what is confirmed, what the seed document says, and the model that attained it."""

    year: int
    value: float | None
    seed_value: float | None
    attained_by: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers over years: the node that holds them, and its points by year."""

    node: Node
    points: tuple[Point, ...]


def decimal_year(date: str) -> float:
    """Return a date as a number of years, in the middle of what it leaves open.

    Raises
    ------
    ValueError
        Where it is no date.

    Examples
    --------
    >>> decimal_year("2017"), round(decimal_year("2017-06"), 2), round(decimal_year("2017-06-12"), 2)
    (2017.5, 2017.46, 2017.44)
    """
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return year + 0.5
    month = rest[0]
    day = datetime.date(year, month, rest[1]).timetuple().tm_yday if len(rest) > 1 else (month - 0.5) * 365.25 / 12
    return year + (day - 0.5) / 365.25 if len(rest) > 1 else year + day / 365.25


def milestones(map_: Map) -> tuple[Milestone, ...]:
    """Return the map's milestones by date.

    Raises
    ------
    MapTooLarge
        Where the map has more nodes than can be looked at.
    """
    nodes = {node.id: node for node in all_nodes(map_)}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes.values():
        papers = [paper for paper in node.links.get("introducedIn", ()) if paper in nodes]
        if node.kind == "paper":
            groups[node.id].extend(())
        elif node.kind in _NEW and papers:
            groups[min(papers, key=lambda paper: (nodes[paper].date or "9999", paper))].append(node.id)
        elif node.kind in _BY_ITSELF and node.year:
            groups[node.id].append(node.id)
    reach = _reach(map_, nodes)
    made = [_milestone(origin, introduced, nodes, reach) for origin, introduced in groups.items()]
    found = [milestone for milestone in made if milestone]
    known_by = {thing: milestone.id for milestone in found for thing in (milestone.id, *milestone.introduced)}
    return tuple(
        sorted((_with_lineage(one, nodes, known_by) for one in found), key=lambda one: (one.year, -one.weight, one.id))
    )


def series(map_: Map) -> tuple[Series, ...]:
    """Return the map's series, by id."""
    ids = list(all_ids(map_, kind="series"))
    index = by_subject(map_.triples_of(*ids))
    return tuple(
        Series(
            node,
            tuple(
                sorted(
                    (_point(index[hung.value]) for hung in index[node_iri(identifier)].get(LM + "point", ())),
                    key=_by_year,
                )
            ),
        )
        for identifier, node in map_.describe(ids).items()
    )


def _milestone(
    origin: str, introduced: Sequence[str], nodes: Mapping[str, Node], reach: Mapping[str, int]
) -> Milestone | None:
    models = [thing for thing in introduced if nodes[thing].kind == "model"]
    things = sorted(introduced, key=lambda thing: (thing not in models, -reach[thing].bit_count(), thing))
    # A paper of one topic, or of a model, is known by that; one of several topics by its own title.
    best = things[0] if models or len(things) == 1 else origin
    stated = nodes[origin].date or (str(nodes[origin].year) if nodes[origin].year else "")
    area = nodes[best].area or nodes[origin].area
    try:
        year = decimal_year(stated)
    except ValueError:
        return None
    paper = origin if nodes[origin].kind == "paper" else None
    weight = reduce(or_, (reach[thing] for thing in (origin, *introduced))).bit_count()
    return Milestone(best, paper, tuple(things), area, stated, year, weight, ()) if area else None


def _with_lineage(one: Milestone, nodes: Mapping[str, Node], known_by: Mapping[str, str]) -> Milestone:
    things = (one.id, *one.introduced)
    before = (known_by.get(on) for thing in things for on in nodes[thing].links.get("buildsOn", ()))
    after = dict.fromkeys(found for found in before if found and found != one.id)
    return Milestone(one.id, one.paper, one.introduced, one.area, one.date, one.year, one.weight, tuple(after))


def _reach(map_: Map, nodes: Mapping[str, Node]) -> Mapping[str, int]:
    """Return for each node, as bits by place among `nodes`, those that require it or were developed from it."""
    graph = map_.graph()
    places = {identifier: place for place, identifier in enumerate(nodes)}
    bits = [1 << places[identifier] if identifier in places else 0 for identifier in graph.ids]
    requiring = [0] * len(graph)
    # From the highest level down, what requires a node is complete before it is passed on.
    for index in np.argsort(-levels(graph), kind="stable").tolist():
        for on in graph.requires.of(np.array([index], np.int32)).tolist():
            requiring[on] |= requiring[index] | bits[index]
    requiring_by_id = dict(zip(graph.ids, requiring, strict=True))
    developed: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes.values():
        for on in node.links.get("buildsOn", ()):
            developed[on].append(node.id)
    return {
        identifier: requiring_by_id.get(identifier, 0)
        | reduce(or_, (1 << places[later] for later in _all_from(developed, identifier)), 0)
        for identifier in nodes
    }


def _all_from(developed: Mapping[str, Iterable[str]], start: str) -> set[str]:
    found: set[str] = set()
    queue = [start]
    for node in queue:
        for later in developed.get(node, ()):
            if later not in found:
                found.add(later)
                queue.append(later)
    return found


def _point(said: Mapping[str, Sequence[object]]) -> Point:
    values = {local_name(name): value for name, values in said.items() for value in values[:1]}

    def number(name: str) -> float | None:
        value = values.get(name)
        return float(value.value) if isinstance(value, Literal) else None

    attained = values.get("attainedBy")
    return Point(
        int(number("year") or 0),
        number("value"),
        number("seedValue"),
        node_id(attained.value) if attained else None,  # type: ignore[attr-defined]
    )


def _by_year(point: Point) -> int:
    return point.year
