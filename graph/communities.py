"""Communities of a graph of millions of edges: parts that hang together, found in seconds.

Two steps. Clusters of bounded size grow by label propagation [1]_, each node joining the cluster to which most of its edges lead,
all nodes at once in arrays; each cluster becomes one node, and so on, until few are left. On those, networkx runs the Louvain
method [2]_.

References
----------
.. [1] H. Meyerhenke, P. Sanders, C. Schulz, "Partitioning complex networks via size-constrained clustering", Symposium on
   Experimental Algorithms, 2014.
.. [2] V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, "Fast unfolding of communities in large networks", Journal of
   Statistical Mechanics P10008, 2008.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

_FEW: Final = 5_000
"""Nodes that are left to the Louvain method."""

_ROUNDS: Final = 4
"""Rounds of label propagation before clusters become nodes."""

_LEVELS: Final = 12
_SEED: Final = 7

Ints = NDArray[np.int64]


def communities(
    size: int, one: Ints, other: Ints, *, report: Callable[[float], None] = lambda share: None, few: int = _FEW
) -> Ints:
    """Return the community of each of `size` nodes, numbered from 0, the largest first; the same for the same graph.

    Parameters
    ----------
    one, other : the ends of the edges, without direction.
    report : told from time to time which share of the work is done.
    few : nodes that are left to the Louvain method.

    Examples
    --------
    >>> two_rings = np.array([(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (5, 6), (6, 3), (0, 3)])
    >>> communities(7, two_rings[:, 0], two_rings[:, 1]).tolist()
    [1, 1, 1, 0, 0, 0, 0]
    """
    random = np.random.default_rng(_SEED)
    cluster = np.arange(size, dtype=np.int64)
    one, other = one.astype(np.int64), other.astype(np.int64)
    ends = one, other
    weight = np.ones(len(one))
    mass = np.ones(size, np.int64)
    for level in range(_LEVELS):
        if len(mass) <= few:
            break
        label = _labels(np.arange(len(mass)), one, other, weight, mass, max(2, 2 * size // few), random)
        names, label = np.unique(label, return_inverse=True)
        if len(names) > 0.95 * len(mass):
            break
        cluster, mass = label[cluster], np.bincount(label, mass).astype(np.int64)
        one, other, weight = _joined(label[one], label[other], weight, len(names))
        report(0.8 * (level + 1) / (level + 2))
    report(0.8)
    found = _louvain(len(mass), one, other, weight)[cluster]
    if len(mass) < size:
        # Who was joined to the wrong cluster early may still change sides.
        found = _labels(found, *ends, np.ones(len(ends[0])), np.ones(size, np.int64), size, random)
        _, found = np.unique(found, return_inverse=True)
    sizes = np.bincount(found)
    rank = np.empty(len(sizes), np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return rank[found]


def _labels(
    label: Ints, one: Ints, other: Ints, weight: NDArray[np.float64], mass: Ints, most: int, random: np.random.Generator
) -> Ints:
    """Return the cluster of each node after some rounds of joining the one that pulls most, none heavier than `most`."""
    label, size = label.astype(np.int64), len(label)
    start, end, pull = np.concatenate((one, other)), np.concatenate((other, one)), np.concatenate((weight, weight))
    for _ in range(_ROUNDS):
        # Half of the nodes at a time: where all move at once, two neighbours change places for ever.
        moving = random.random(size) < 0.5
        held = np.bincount(label, mass, size)
        here = moving[start]
        key, where = np.unique(start[here] * size + label[end[here]], return_inverse=True)
        node, wanted = key // size, key % size
        pulls = np.bincount(where, pull[here], len(key))
        fits = (held[wanted] + mass[node] <= most) | (wanted == label[node])
        node, wanted, pulls = node[fits], wanted[fits], pulls[fits]
        order = np.lexsort((wanted, -pulls, node))
        first = order[np.flatnonzero(np.diff(node[order], prepend=-1))]
        moved, to = node[first], wanted[first]
        # Who comes while there is room may join.
        line = np.argsort(to, kind="stable")
        moved, to = moved[line], to[line]
        coming = np.where(to == label[moved], 0, mass[moved])
        total = np.cumsum(coming)
        begun = np.flatnonzero(np.diff(to, prepend=-1))
        before = np.repeat(total[begun] - coming[begun], np.diff(begun, append=len(to)))
        allowed = held[to] + total - before <= np.maximum(most, held[to])
        label[moved[allowed]] = to[allowed]
    return label


def _joined(one: Ints, other: Ints, weight: NDArray[np.float64], size: int) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Return the edges between different clusters, those between the same two as one."""
    apart = one != other
    low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
    key, where = np.unique(low * size + high, return_inverse=True)
    total = np.bincount(where, weight[apart], len(key)).astype(np.float64)
    return key // size, key % size, total


def _louvain(size: int, one: Ints, other: Ints, weight: NDArray[np.float64]) -> Ints:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(zip(one.tolist(), other.tolist(), weight.tolist(), strict=True))
    found = np.zeros(size, np.int64)
    for number, group in enumerate(nx.community.louvain_communities(graph, seed=_SEED)):
        found[list(group)] = number
    return found
