"""Counting the areas of a large map, in a process of its own: `python -m graph.atlas_making STORE INDEX PROPERTY…`.

It says how far it is on standard output, a stage and a share a line, and writes `graph.atlas.ATLAS` into the folder of the index
at the end, whole or not at all.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Store

from graph.areas import COMMUNITY, EXAMPLES, learning_order
from graph.atlas import ATLAS, MEMBERS, VERSION
from graph.atomic_file import write_atomically
from graph.communities import communities
from graph.disk_map import DiskSource
from graph.errors import LearnmapError
from graph.fetched_map import FetchedMap
from graph.prerequisites import PrerequisiteGraph
from graph.triples import node_id, node_iri
from ontology import NODE

MOST_TOLD: Final = 36
"""Areas that are told: as many as a drawing can show."""

_ILLUSTRATED: Final = 200
"""Edges between areas, the strongest, for which examples are read."""

_PLACED_SHARE: Final = 0.5
"""Share of the topics from which on areas are what the map is told by."""

Ints = NDArray[np.int64]
Report = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """What is known of each node of the graph, by its index: numbers into lists of names, -1 for none."""

    graph: PrerequisiteGraph
    kinds: tuple[str, ...]
    kind: Ints
    stages: tuple[str, ...]
    stage: Ints
    areas: tuple[str, ...]
    area: Ints

    def ends(self, kinds: Iterable[str]) -> tuple[Ints, Ints]:
        """Return the prerequisites among nodes of some kinds: what each is on, and the dependent."""
        wanted = np.isin(self.kind, [self.kinds.index(kind) for kind in kinds])
        dependents = np.repeat(np.arange(len(self.graph)), self.graph.requires.degrees())
        ons = np.asarray(self.graph.requires.neighbours, np.int64)
        among = wanted[dependents] & wanted[ons]
        return ons[among], dependents[among]


def make_atlas(map_: FetchedMap, folder: Path, report: Report = lambda stage, share: None) -> None:
    """Count and write; `folder` is that of the map's index.

    Parameters
    ----------
    report : told the stage ("reading", "grouping" or "telling") and the share of all work that is done.

    Raises
    ------
    InvalidInput
        Where the folder cannot be written to.
    """
    report("reading", 0.0)
    counted = _read(map_.graph(), folder / "names.sqlite")
    topics = ["topic"] if "topic" in counted.kinds else [kind for kind in counted.kinds if kind not in _OF_THE_MAP]
    ons, dependents = counted.ends(topics)
    report("grouping", 0.3)
    is_topic = np.isin(counted.kind, [counted.kinds.index(kind) for kind in topics])
    placed = counted.area[is_topic] >= 0
    by_area = len(counted.areas) > 1 and placed.mean() >= _PLACED_SHARE
    if by_area:
        group = counted.area
    else:
        group = _grouped(is_topic, ons, dependents, lambda share: report("grouping", 0.3 + 0.5 * share))
    report("telling", 0.8)
    told, edges = _told(map_, group, ons, dependents)
    names = [counted.areas[one] if by_area else _name(counted, group, one) for one in told]
    members = {one: np.flatnonzero(group == one) for one in told}
    order = learning_order(names, {(names[a], names[b]): count for a, b, count, _ in edges})
    places = sorted(range(len(told)), key=lambda place: order.index(names[place]))
    atlas = {
        "version": VERSION,
        "grouping": "area" if by_area else "community",
        "left_out": len(np.unique(group[group >= 0])) - len(told),
        "groups": [_group(counted, names[place], members[told[place]]) for place in places],
        "edges": [[names[a], names[b], count, examples] for a, b, count, examples in edges],
    }
    if not by_area:
        listed = [_listed(counted, members[told[place]]) for place in places]
        np.save(folder / MEMBERS, np.concatenate(listed) if listed else np.empty(0, np.int64))
    write_atomically(folder / ATLAS, json.dumps(atlas, ensure_ascii=False).encode())


_OF_THE_MAP: Final = frozenset(("area", "stage", "phase", "routine", "series", "note"))
"""Kinds that describe the map itself."""


def _read(graph: PrerequisiteGraph, names: Path) -> _Counted:
    with sqlite3.connect(f"file:{names}?mode=ro&immutable=1", uri=True) as database:
        index = _indices(database, graph)
        kinds = _numbered(database.execute("SELECT kind, place FROM kind"), index)
        stages, areas = (
            _numbered(database.execute("SELECT of, place FROM member WHERE link = ?", (link,)), index)
            for link in ("stage", "area")
        )
    return _Counted(
        graph, kinds[0], kinds[1], tuple(map(node_id, stages[0])), stages[1], tuple(map(node_id, areas[0])), areas[1]
    )


def _indices(database: sqlite3.Connection, graph: PrerequisiteGraph) -> Ints:
    """Return the index of the node at each place of the index of names: both are sorted, but by ids or by IRIs."""
    ((foreign,),) = database.execute("SELECT count(*) FROM node WHERE iri < ? OR iri >= ?", (NODE, NODE + "\U0010ffff"))
    size = len(graph)
    places = np.arange(-1, size, dtype=np.int64)
    if foreign:
        iris = [node_iri(identifier).encode() for identifier in graph.ids]
        places[1:] = sorted(range(size), key=iris.__getitem__)
    return places


def _numbered(rows: Iterable[tuple[str, int]], index: Ints) -> tuple[tuple[str, ...], Ints]:
    """Return names, and for each node the number of its name; where it has several, the last by name."""
    numbers: dict[str, int] = {}
    found = np.full(len(index) - 1, -1, np.int64)
    pairs = [(numbers.setdefault(name, len(numbers)), place) for name, place in rows]
    if pairs:
        both = np.array(pairs, np.int64)
        found[index[both[:, 1]]] = both[:, 0]
    return tuple(numbers), found


def _grouped(is_topic: NDArray[np.bool_], ons: Ints, dependents: Ints, report: Callable[[float], None]) -> Ints:
    """Return the community of each topic, -1 for all else and for what hangs together with nothing."""
    tied = np.zeros(len(is_topic), np.bool_)
    tied[ons] = tied[dependents] = True
    own = np.cumsum(tied) - 1
    found = np.full(len(is_topic), -1, np.int64)
    found[tied] = communities(int(tied.sum()), own[ons], own[dependents], report=report)
    return found


def _told(
    map_: FetchedMap, group: Ints, ons: Ints, dependents: Ints
) -> tuple[list[int], list[tuple[int, int, int, list[list[str]]]]]:
    """Return the groups to tell, through which most prerequisites run, and the edges between them, by place among these."""
    before, after = group[ons], group[dependents]
    apart = (before >= 0) & (after >= 0) & (before != after)
    count = int(group.max(initial=-1)) + 1
    told = _tied(before[apart], after[apart], np.bincount(group[group >= 0], minlength=count))
    place = np.full(count, -1)
    place[told] = np.arange(len(told))
    inside = np.flatnonzero(apart & (place[before] >= 0) & (place[after] >= 0))
    key = place[before[inside]] * MOST_TOLD + place[after[inside]]
    line = np.argsort(key, kind="stable")
    keys, first, counts = np.unique(key[line], return_index=True, return_counts=True)
    edges: list[tuple[int, int, int, list[list[str]]]] = []
    for one in np.lexsort((keys, -counts)).tolist():
        some = inside[line[first[one] : first[one] + min(counts[one], EXAMPLES)]] if len(edges) < _ILLUSTRATED else ()
        examples = [(int(ons[at]), int(dependents[at])) for at in some]
        edges.append((*divmod(int(keys[one]), MOST_TOLD), int(counts[one]), _examples(map_, examples)))
    return told, edges


def _tied(before: Ints, after: Ints, sizes: Ints) -> list[int]:
    """Return groups that tell much together: each the one with most prerequisites to and from those before it, or else in all."""
    count = len(sizes)
    keys, weights = np.unique(before * count + after, return_counts=True)
    one, other = keys // count, keys % count
    touching = np.bincount(np.concatenate((one, other)), np.concatenate((weights, weights)), count)
    to_told = np.zeros(count)
    left = sizes > 0
    told: list[int] = []
    while left.any() and len(told) < MOST_TOLD:
        chosen = int(np.lexsort((-sizes, -touching, -to_told, ~left))[0])
        told.append(chosen)
        left[chosen] = False
        to_told += np.bincount(other[one == chosen], weights[one == chosen], count)
        to_told += np.bincount(one[other == chosen], weights[other == chosen], count)
    return told


def _examples(map_: FetchedMap, pairs: Iterable[tuple[int, int]]) -> list[list[str]]:
    ids, found = map_.graph().ids, []
    for on, dependent in pairs:
        for edge in map_.prerequisites([ids[dependent]]):
            if edge.on == ids[on]:
                found.append([edge.dependent, edge.on, edge.because.en, edge.because.ja])
                break
    return found


def _name(counted: _Counted, group: Ints, one: int) -> str:
    """Return what a community goes by: its node that most others directly require."""
    members = np.flatnonzero(group == one)
    uses = counted.graph.required_by.degrees()[members]
    return COMMUNITY + counted.graph.ids[int(members[np.argmax(uses)])]


def _group(counted: _Counted, name: str, members: Ints) -> dict[str, Any]:
    kinds = np.bincount(counted.kind[members], minlength=len(counted.kinds))
    stages: dict[str, dict[str, int]] = {}
    for number, stage in enumerate(counted.stages):
        here = np.bincount(counted.kind[members[counted.stage[members] == number]], minlength=len(counted.kinds))
        stages[stage] = _counts(counted.kinds, here)
    return {"id": name, "kinds": _counts(counted.kinds, kinds), "stages": {one: n for one, n in stages.items() if n}}


def _counts(names: Sequence[str], numbers: Ints) -> dict[str, int]:
    return {name: int(number) for name, number in zip(names, numbers, strict=True) if number}


def _listed(counted: _Counted, members: Ints) -> Ints:
    """Return members by kind, in the order of the kinds in `_group`, of each kind first what most others require."""
    uses = counted.graph.required_by.degrees()[members]
    return members[np.lexsort((members, -uses, counted.kind[members]))]


def main(store: str, index: str, *requires: str) -> None:
    """Make the atlas of a store; see the module."""

    def report(stage: str, share: float) -> None:
        print(stage, f"{share:.2f}", flush=True)

    source = DiskSource(Path(store), Store.read_only(store), Path(index), requires)
    make_atlas(FetchedMap(source, requires=requires), Path(index), report)


if __name__ == "__main__":
    os.nice(5)
    try:
        main(*sys.argv[1:])
    except LearnmapError as error:
        sys.exit(str(error))
