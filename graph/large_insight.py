"""What the shape of a map of a million nodes says: the measures that arrays answer in seconds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from graph.insight import Ranking, Row
from graph.map import Map
from graph.measures import DIRECTLY_REQUIRED, MEASURES
from graph.prerequisites import Indices, PrerequisiteGraph, levels

_MOST_CHAINS: Final = 3
"""Chains that are told: each is as long as the map is deep."""


def large_rankings(map_: Map, *, limit: int = 10) -> tuple[Ranking, ...]:
    """Return the nodes that most others directly require, and some of the longest chains.

    Raises
    ------
    PrerequisiteCycle
    MapTooLarge
        For a server's map that is too large to be pulled.

    Examples
    --------
    >>> from graph.store import open_map
    >>> required, chains = large_rankings(open_map(), limit=3)
    >>> len(required.rows), len(chains.rows[0].nodes) == chains.rows[0].value
    (3, True)
    """
    graph = map_.graph()
    uses = graph.required_by.degrees()
    most = np.lexsort((np.arange(len(uses)), -uses))[:limit]
    required = [(graph.ids[int(node)], int(uses[node])) for node in most if uses[node]]
    level = levels(graph)
    ends = np.lexsort((np.arange(len(level)), -level))[:_MOST_CHAINS]
    chains = [graph.names(_chain(graph, level, int(end))) for end in ends]
    return (
        Ranking(DIRECTLY_REQUIRED, _rows(map_, [([one], n) for one, n in required]), int((uses > 0).sum())),
        Ranking(MEASURES["longest-chains"], _rows(map_, [(chain, len(chain)) for chain in chains]), len(chains)),
    )


def _rows(map_: Map, chains: Iterable[tuple[list[str], int]]) -> tuple[Row, ...]:
    return tuple(Row(tuple(map_.describe(ids).values()), float(value)) for ids, value in chains)


def _chain(graph: PrerequisiteGraph, level: Indices, end: int) -> list[int]:
    """Return a longest chain to a node, in learning order: below each the highest of what it requires."""
    chain = [end]
    while level[chain[-1]]:
        ons = graph.requires.of(np.array([chain[-1]], np.int32))
        chain.append(int(ons[np.argmax(level[ons])]))
    return chain[::-1]
