"""The prerequisite DAG of a whole map in compact integer arrays, both directions, with an id table.

Closure, levels, frontier and cycle finding are vectorised; a closure becomes a networkx graph only when it is small enough
to be looked at node by node.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from graph.errors import PrerequisiteCycle
from graph.id_table import IdTable, id_table
from graph.model import Prerequisite

if TYPE_CHECKING:
    import networkx as nx

_WIDE: Final = 32
"""Of a level, neighbours in parts of all nodes, from which on all nodes are gone through."""

Indices = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """Neighbour lists in compressed sparse rows: those of node i are `neighbours[starts[i]:starts[i + 1]]`."""

    starts: NDArray[np.int64]
    neighbours: Indices

    def of(self, nodes: Indices) -> Indices:
        """Return the neighbours of all `nodes`, one after the other, repetitions included."""
        counts = self.starts[nodes + 1] - self.starts[nodes]
        total = int(counts.sum())
        if not total:
            return np.empty(0, np.int32)
        offsets = np.repeat(self.starts[nodes] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        found: Indices = self.neighbours[offsets + np.arange(total)]
        return found

    def degrees(self) -> NDArray[np.int64]:
        """Return the number of neighbours of each node."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True, eq=False)
class PrerequisiteGraph:
    """All nodes of a map and what each requires.

    Attributes
    ----------
    ids : id of the node with index i, sorted by its bytes.
    requires : the prerequisites of each node.
    required_by : the dependents of each node.
    """

    ids: IdTable
    requires: Adjacency
    required_by: Adjacency

    def __len__(self) -> int:
        return len(self.ids)

    def indices(self, ids: Iterable[str]) -> Indices:
        """Return the indices of ids; raises `NodeNotFound`."""
        return np.fromiter((self.ids.place(identifier) for identifier in ids), np.int32)

    def names(self, nodes: Iterable[int]) -> list[str]:
        """Return the ids of indices."""
        return [self.ids[int(node)] for node in nodes]


def build(ids: Iterable[str], edges: Iterable[Prerequisite], *, helpful: bool = False) -> PrerequisiteGraph:
    """Return the graph of the required prerequisites among `ids`; alternatives count only with `helpful`.

    Examples
    --------
    >>> graph = build("abc", [Prerequisite("c", "b"), Prerequisite("b", "a")])
    >>> graph.names(closure(graph, ["c"]))
    ['a', 'b', 'c']
    >>> levels(graph).tolist()
    [0, 1, 2]
    """
    table = id_table(ids)
    index = {identifier: place for place, identifier in enumerate(table)}
    pairs = [
        (index[edge.dependent], index[edge.on])
        for edge in edges
        if edge.dependent in index
        and edge.on in index
        and (helpful or (edge.strength == "required" and edge.choice is None))
    ]
    array = np.array(pairs, np.int32).reshape(-1, 2)
    return from_pairs(table, array[:, 0], array[:, 1])


def from_pairs(ids: IdTable, dependents_: Indices, ons: Indices) -> PrerequisiteGraph:
    """Return the graph in which each of `dependents_` requires the node at the same place of `ons`."""
    size = len(ids)
    return PrerequisiteGraph(ids, adjacency(size, dependents_, ons), adjacency(size, ons, dependents_))


def closure(graph: PrerequisiteGraph, targets: Iterable[str], *, known: Iterable[str] = ()) -> Indices:
    """Return the indices of the targets and all they require, sorted; `known` is neither entered nor returned."""
    return _reach(graph.requires, graph.indices(targets), graph.indices(known), len(graph))


def dependents(graph: PrerequisiteGraph, nodes: Iterable[str]) -> Indices:
    """Return the indices of everything that requires one of `nodes`, directly or not, sorted; `nodes` included."""
    return _reach(graph.required_by, graph.indices(nodes), np.empty(0, np.int32), len(graph))


def frontier(graph: PrerequisiteGraph, known: Iterable[str]) -> Indices:
    """Return the indices of the nodes not known all of whose prerequisites are, sorted."""
    is_known = np.zeros(len(graph), np.bool_)
    is_known[graph.indices(known)] = True
    dependents_of_unknown = graph.required_by.of(np.flatnonzero(~is_known).astype(np.int32))
    blocked = is_known
    blocked[dependents_of_unknown] = True
    return np.flatnonzero(~blocked).astype(np.int32)


def levels(graph: PrerequisiteGraph) -> Indices:
    """Return each node's level: 0 without prerequisites, else one more than its highest prerequisite.

    Kahn's algorithm, a whole level at a time [1]_.

    Raises
    ------
    PrerequisiteCycle

    References
    ----------
    .. [1] A. B. Kahn, "Topological sorting of large networks", Communications of the ACM 5(11), 1962.
    """
    level, left = _peel(graph)
    if left.any():
        raise PrerequisiteCycle(find_cycle(graph) or ())
    return level


def find_cycle(graph: PrerequisiteGraph) -> list[str] | None:
    """Return the ids of a shortest cycle through some node, each requiring the next and the last the first; None if none.

    Only nodes that a cycle can hold are looked at: those that peeling from both ends leaves over.
    """
    _, left = _peel(graph)
    if not left.any():
        return None
    inner = _inner(graph, left)
    start = int(np.flatnonzero(inner)[0])
    before: dict[int, int] = {}
    queue = [start]
    for node in queue:
        for neighbour in graph.requires.of(np.array([node], np.int32)).tolist():
            if neighbour == start:
                return graph.names(_walked(before, start, node))
            if inner[neighbour] and neighbour not in before:
                before[neighbour] = node
                queue.append(neighbour)
    # `start` lies between two cycles, not on one: go on with what it leads to.
    rest = left.copy()
    rest[start] = False
    return find_cycle(_restricted(graph, rest))


def to_networkx(graph: PrerequisiteGraph, members: Iterable[int] | None = None) -> nx.DiGraph[str]:
    """Return the graph of `members` (all where None) with edges from each prerequisite to its dependent."""
    import networkx as nx

    chosen = np.arange(len(graph), dtype=np.int32) if members is None else np.fromiter(members, np.int32)
    inside = np.zeros(len(graph), np.bool_)
    inside[chosen] = True
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_nodes_from(graph.names(chosen))
    for node in chosen.tolist():
        neighbours = graph.requires.neighbours[graph.requires.starts[node] : graph.requires.starts[node + 1]]
        made.add_edges_from((graph.ids[on], graph.ids[node]) for on in neighbours.tolist() if inside[on])
    return made


def adjacency(size: int, sources: Indices, neighbours: Indices) -> Adjacency:
    """Return the neighbour lists of `size` nodes from pairs, each list sorted."""
    # One sort of one number a pair: several times as quick as sorting by two.
    keys = np.sort(sources.astype(np.int64) * size + neighbours)
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(sources, minlength=size), out=starts[1:])
    return Adjacency(starts, (keys % max(size, 1)).astype(np.int32))


def _reach(adjacency: Adjacency, start: Indices, stop: Indices, size: int) -> Indices:
    seen = np.zeros(size, np.bool_)
    seen[stop] = True
    level = np.unique(start[~seen[start]])
    found = [level]
    seen[level] = True
    places = np.empty(size, np.int32)
    while level.size:
        neighbours = adjacency.of(level)
        level = (
            _fresh(neighbours, seen, places) if neighbours.size < size // _WIDE else _fresh_of_many(neighbours, seen)
        )
        found.append(level)
    return np.sort(np.concatenate(found))


def _fresh(neighbours: Indices, seen: Mask, places: Indices) -> Indices:
    """Return the neighbours not seen before, each once, and mark them; `places` is room for a number a node."""
    neighbours = neighbours[~seen[neighbours]]
    seen[neighbours] = True
    # Who finds its own place where all wrote theirs is the last of its kind: repetitions go without sorting.
    own = np.arange(neighbours.size, dtype=np.int32)
    places[neighbours] = own
    once: Indices = neighbours[places[neighbours] == own]
    return once


def _fresh_of_many(neighbours: Indices, seen: Mask) -> Indices:
    """Return the same, sorted, by one pass over all nodes: sooner where the neighbours are many."""
    fresh = np.zeros(seen.size, np.bool_)
    fresh[neighbours] = True
    np.greater(fresh, seen, out=fresh)
    np.logical_or(seen, fresh, out=seen)
    return np.flatnonzero(fresh).astype(np.int32)


def _peel(graph: PrerequisiteGraph) -> tuple[Indices, Mask]:
    """Return each node's level, and which nodes are on a cycle or above one (their level is meaningless)."""
    missing = graph.requires.degrees().copy()
    level = np.zeros(len(graph), np.int32)
    ready = np.flatnonzero(missing == 0).astype(np.int32)
    left = np.ones(len(graph), np.bool_)
    depth = 0
    while ready.size:
        level[ready] = depth
        left[ready] = False
        used = graph.required_by.of(ready)
        np.subtract.at(missing, used, 1)
        ready = np.unique(used[missing[used] == 0]).astype(np.int32)
        depth += 1
    return level, left


def _inner(graph: PrerequisiteGraph, left: Mask) -> Mask:
    """Return which of the nodes `left` over from below are also left over when peeling from above."""
    inner = left.copy()
    while True:
        nodes = np.flatnonzero(inner).astype(np.int32)
        needed = np.zeros(len(graph), np.bool_)
        needed[graph.requires.of(nodes)] = True
        if needed[nodes].all():
            return inner
        inner &= needed


def _walked(before: Mapping[int, int], start: int, end: int) -> list[int]:
    path = [end]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]


def _restricted(graph: PrerequisiteGraph, members: Mask) -> PrerequisiteGraph:
    sources = np.repeat(np.arange(len(graph), dtype=np.int32), graph.requires.degrees())
    neighbours = graph.requires.neighbours
    kept = members[sources] & members[neighbours]
    return from_pairs(graph.ids, sources[kept], neighbours[kept])
