"""The areas of a map: what each holds, and which build on which. Computed once for a map; everything else reads it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.map import Map
from graph.model import ASSUMED_HOURS, Node, Prerequisite
from graph.whole import all_nodes

UNPLACED: Final = "-"
"""Stands for the area of what belongs to none; no node has this id."""

COMMUNITY: Final = "~"
"""Before the id of a node: stands for what hangs together around it, on a large map without areas; no node has such an id."""

EXAMPLES: Final = 3
"""Prerequisites that an edge between areas is illustrated with."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area and what belongs to it.

    Attributes
    ----------
    id : of the area's node, or `UNPLACED`, or a `COMMUNITY`.
    members : ids by kind, sorted.
    """

    id: str
    members: Mapping[str, Sequence[str]]

    @property
    def topics(self) -> int:
        """How many topics it holds; the measure of its size."""
        return len(self.members.get("topic", ()))

    @property
    def size(self) -> int:
        """How many nodes of any kind it holds."""
        return sum(map(len, self.members.values()))


@dataclass(frozen=True, slots=True)
class AreaEdge:
    """That topics of one area need topics of another.

    Attributes
    ----------
    before, after : ids of the areas; `after` holds the dependents.
    count : how many prerequisites there are between them, in this direction.
    examples : the first few of them.
    """

    before: str
    after: str
    count: int
    examples: tuple[Prerequisite, ...]


@dataclass(frozen=True)
class Areas:
    """All areas of a map in an order to learn them, and the edges between them.

    Attributes
    ----------
    areas : most of what an area needs comes before it.
    edges : in both directions, the strongest first.
    left_out : how many more areas there are, too many to be told one by one; see `graph.atlas`.
    """

    areas: tuple[Area, ...]
    edges: tuple[AreaEdge, ...]
    left_out: int = 0

    @cached_property
    def by_id(self) -> Mapping[str, Area]:
        """The areas by id."""
        return {area.id: area for area in self.areas}

    def of(self, identifier: str) -> Area | None:
        """Return an area by its id, or None."""
        return self.by_id.get(identifier)

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How many nodes of each kind they hold."""
        total: Counter[str] = Counter()
        for area in self.areas:
            total.update({kind: len(members) for kind, members in area.members.items()})
        return total

    def count(self, topics: Iterable[str]) -> Mapping[str, int]:
        """Return how many of some topics each area holds, areas without any left out."""
        return Counter(self._areas_of_topics[topic] for topic in topics if topic in self._areas_of_topics)

    @cached_property
    def _areas_of_topics(self) -> Mapping[str, str]:
        return {topic: area.id for area in self.areas for topic in area.members.get("topic", ())}

    @cached_property
    def forward(self) -> tuple[AreaEdge, ...]:
        """The edges that run along the order: without a cycle."""
        place = {area.id: number for number, area in enumerate(self.areas)}
        return tuple(edge for edge in self.edges if place[edge.before] < place[edge.after])

    def main_edges(self, most: int = 2) -> tuple[AreaEdge, ...]:
        """Return the edges that tell the most: of each area the `most` that lead into it and say most of it, all forward.

        What every area needs says little of one. So counts are weighed by the root of all that leads out of the area
        before: between how many there are, and which share they are. An area into which none leads keeps its strongest
        that leads out, so that it does not stand alone.
        """
        out: defaultdict[str, int] = defaultdict(int)
        for edge in self.forward:
            out[edge.before] += edge.count
        into: defaultdict[str, list[AreaEdge]] = defaultdict(list)
        for edge in sorted(self.forward, key=lambda edge: -edge.count / out[edge.before] ** 0.5):
            if not into[edge.after] or (len(into[edge.after]) < most and edge.count > 1):
                into[edge.after].append(edge)
        kept = {(edge.before, edge.after): edge for edges in into.values() for edge in edges}
        touched = {end for pair in kept for end in pair}
        for edge in self.forward:
            if edge.before not in touched:
                touched.add(edge.before)
                kept[edge.before, edge.after] = edge
        return tuple(kept.values())

    def beside(self, area: str) -> tuple[tuple[AreaEdge, ...], tuple[AreaEdge, ...]]:
        """Return the edges that lead into an area, and those that lead out of it, the strongest first."""
        into = tuple(edge for edge in self.edges if edge.after == area)
        return into, tuple(edge for edge in self.edges if edge.before == area)


def areas_of(map_: Map) -> Areas:
    """Return the areas of a map.

    Nodes of kinds that one learns count as unplaced where they have no area; other nodes without one are left out.

    Raises
    ------
    MapTooLarge
        For a map of more nodes than are looked at one by one.

    Examples
    --------
    >>> from graph.store import open_map
    >>> areas = areas_of(open_map())
    >>> order = [area.id for area in areas.areas]
    >>> order.index("linear-algebra") < order.index("transformers")
    True
    """
    nodes = {node.id: node for node in all_nodes(map_)}
    members: dict[str, dict[str, list[str]]] = {}
    for node in nodes.values():
        area = area_of(node, nodes)
        if area is not None:
            members.setdefault(area, {}).setdefault(node.kind, []).append(node.id)
    edges = _edges(map_.prerequisites(id_ for id_, node in nodes.items() if node.kind == "topic"), nodes)
    order = learning_order(sorted(members), {(edge.before, edge.after): edge.count for edge in edges})
    areas = [Area(area, {kind: tuple(sorted(ids)) for kind, ids in sorted(members[area].items())}) for area in order]
    return Areas(tuple(areas), edges)


def area_of(node: Node, there: Mapping[str, Node]) -> str | None:
    """Return the area a node counts to, `UNPLACED` where it has none that is `there`, None where it counts to none."""
    if node.area in there:
        return node.area
    return UNPLACED if node.kind in ASSUMED_HOURS else None


def _edges(prerequisites: Iterable[Prerequisite], nodes: Mapping[str, Node]) -> tuple[AreaEdge, ...]:
    between: defaultdict[tuple[str, str], list[Prerequisite]] = defaultdict(list)
    for edge in prerequisites:
        if edge.on not in nodes or not nodes[edge.on].kind == nodes[edge.dependent].kind == "topic":
            continue
        before, after = area_of(nodes[edge.on], nodes), area_of(nodes[edge.dependent], nodes)
        if before and after and before != after:
            between[before, after].append(edge)
    found = (AreaEdge(*pair, len(edges), tuple(edges[:EXAMPLES])) for pair, edges in between.items())
    return tuple(sorted(found, key=lambda edge: (-edge.count, edge.before, edge.after)))


def learning_order(ids: Sequence[str], weights: Mapping[tuple[str, str], int]) -> list[str]:
    """Return ids in an order in which the weights of the pairs (before, after) that it reverses are small.

    The linear ordering problem: a first order by what leaves each less what enters it, then each id is moved to its best
    place until no move gains anything.

    Examples
    --------
    >>> learning_order(["a", "b", "c"], {("c", "b"): 5, ("b", "a"): 3, ("a", "c"): 1})
    ['c', 'b', 'a']

    References
    ----------
    R. Martí, G. Reinelt, "The Linear Ordering Problem", Springer, 2011, chapter 2 (insertion heuristics).
    """
    balance = {
        identifier: sum(
            weight * ((before == identifier) - (after == identifier)) for (before, after), weight in weights.items()
        )
        for identifier in ids
    }
    order = sorted(ids, key=lambda identifier: (-balance[identifier], identifier))
    moved = True
    while moved:
        moved = False
        for identifier in ids:
            place = order.index(identifier)
            best = _best_place(order, place, weights)
            if best != place:
                order.insert(best, order.pop(place))
                moved = True
    return order


def _best_place(order: Sequence[str], place: int, weights: Mapping[tuple[str, str], int]) -> int:
    """Return where the id at `place` is best set; each move away must gain something."""
    moving, best, most = order[place], place, 0
    for step in (-1, 1):
        gain, at = 0, place + step
        while 0 <= at < len(order):
            ahead = weights.get((moving, order[at]), 0) - weights.get((order[at], moving), 0)
            gain += ahead if step < 0 else -ahead
            if gain > most:
                best, most = at, gain
            at += step
    return best
