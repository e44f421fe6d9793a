"""Closures too long to be a plan: how long they are, and the part on which most of them leans."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.errors import MapTooLarge, PlanTooLong
from graph.map import MOST_STEPS, Map
from graph.prerequisites import Indices, PrerequisiteGraph, closure, levels

LOOKED_AT: Final = 250
"""Steps of a longer closure among which a budget is spent."""


def too_long(map_: Map, targets: Sequence[str], settled: Collection[str], least: int) -> PlanTooLong:
    """Return the error for a closure of at least `least` steps, with their number where it can be had."""
    try:
        graph = map_.graph()
    except MapTooLarge:
        return PlanTooLong(least, exact=False)
    return PlanTooLong(max(least, len(_closure(graph, targets, settled))))


def refuse_too_long(map_: Map, targets: Sequence[str], settled: Collection[str]) -> None:
    """Raise `PlanTooLong` where the arrays are at hand and say so: then nothing of the closure need be fetched."""
    graph = map_.graph_at_hand()
    if graph is not None and len(reached := _closure(graph, targets, settled)) > MOST_STEPS:
        raise PlanTooLong(len(reached))


def foundation(map_: Map, targets: Sequence[str], settled: Collection[str]) -> tuple[list[str], int]:
    """Return some of what a long closure needs most, as the ids that nothing else of them needs; and how long it all is.

    Each node passes its weight, one and what was passed to it, in equal shares to what it requires: what gathers most carries
    most. The heaviest are taken, each with its closure, until there are `LOOKED_AT`.

    Raises
    ------
    PrerequisiteCycle
    MapTooLarge
        For a server's map that is too large to be pulled.
    """
    graph = map_.graph()
    inside = _closure(graph, targets, settled)
    weight = _weights(graph, inside)
    chosen: set[int] = set()
    heaviest = inside[np.lexsort((inside, -weight[inside]))]
    for node in heaviest.tolist():
        if node not in chosen:
            below = closure(graph, [graph.ids[node]], known=_held(graph, settled))
            if len(chosen | set(below.tolist())) > LOOKED_AT:
                break
            chosen.update(below.tolist())
    needed = set(graph.requires.of(np.fromiter(sorted(chosen), np.int32)).tolist())
    return sorted(graph.names(chosen - needed)), len(inside)


def _closure(graph: PrerequisiteGraph, targets: Sequence[str], settled: Collection[str]) -> Indices:
    return closure(graph, _held(graph, targets), known=_held(graph, settled))


def _held(graph: PrerequisiteGraph, ids: Collection[str]) -> list[str]:
    return [identifier for identifier in ids if identifier in graph.ids]


def _weights(graph: PrerequisiteGraph, inside: Indices) -> NDArray[np.float64]:
    level = levels(graph)
    weight = np.zeros(len(graph))
    weight[inside] = 1.0
    needs = graph.requires.degrees()
    order = inside[np.argsort(-level[inside], kind="stable")]
    # From the highest level down: who passes on has been passed all.
    for nodes in np.split(order, np.flatnonzero(np.diff(level[order])) + 1):
        counts = needs[nodes]
        shares = np.repeat(weight[nodes] / np.maximum(counts, 1), counts)
        np.add.at(weight, graph.requires.of(nodes), shares)
    return weight
