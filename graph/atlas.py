"""The areas of a map too large to be looked at node by node: the most telling of them, counted once and kept beside the store.

Where the map has areas, those through which most prerequisites run are told; where it has none, the communities into which its
prerequisites fall (`graph.communities`). `graph.atlas_making` counts; here is read what it wrote. Members are listed only as
far as they are looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, overload

from graph.areas import COMMUNITY, Area, AreaEdge, Areas
from graph.disk_map import DiskSource
from graph.map import PAGE, Map
from graph.model import Label, Prerequisite
from graph.whole import MOST_NODES

ATLAS: Final = "atlas.json"
MEMBERS: Final = "atlas-members.npy"
VERSION: Final = 1
"""Of the files' form; files of another version are made anew."""

_MOST_PLACED: Final = 2_000
"""Topics of which it is looked up in which areas they lie."""


def large_store(map_: Map) -> DiskSource | None:
    """Return the store of a map that has too many nodes to look at each of them; None for a smaller map, and for a server's."""
    source = getattr(map_, "source", None)
    if isinstance(source, DiskSource) and sum(source.counts()[0].values()) > MOST_NODES:
        return source
    return None


def read_atlas(map_: Map, folder: Path) -> LargeAreas | None:
    """Return the areas as they were written into the folder of the index; None where they are not, or not any more."""
    try:
        said = json.loads((folder / ATLAS).read_text(encoding="utf-8"))
        if said["version"] != VERSION:
            return None
    except (OSError, ValueError, KeyError):
        return None
    groups = said["groups"]
    listed = _of_communities(map_, folder, groups) if said["grouping"] == "community" else _of_areas(map_, groups)
    edges = (AreaEdge(before, after, count, _examples(examples)) for before, after, count, examples in said["edges"])
    stages = {group["id"]: group["stages"] for group in groups}
    return LargeAreas(tuple(listed), tuple(edges), said["left_out"], map=map_, stages=stages)


class Listed(Sequence[str]):
    """Ids whose number is known and which are listed only as far as they are looked at.

    Examples
    --------
    >>> ids = Listed(1_000_000, lambda: (f"n{n}" for n in range(1_000_000)))
    >>> len(ids), ids[:2]
    (1000000, ['n0', 'n1'])
    """

    def __init__(self, count: int, ids: Callable[[], Iterator[str]]) -> None:
        self._count, self._ids = count, ids

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return self._ids()

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            return list(islice(self, start, stop, step))
        for found in islice(self, index if index >= 0 else index + self._count, None):
            return found
        raise IndexError(index)


@dataclass(frozen=True)
class LargeAreas(Areas):
    """The most telling areas of a large map.

    Attributes
    ----------
    map : their map.
    stages : by area: how many nodes of each kind stand at each stage.
    """

    map: Map = field(kw_only=True)
    stages: Mapping[str, Mapping[str, Mapping[str, int]]] = field(kw_only=True)
    _others: dict[str, Area | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, identifier: str) -> Area | None:
        """Return an area by its id, one that is not told too, or None."""
        return self.by_id.get(identifier) or self._other(identifier)

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How many nodes of each kind the map holds."""
        return self.map.counts()[0]

    def count(self, topics: Iterable[str]) -> Mapping[str, int]:
        """Return how many of some topics each area holds; of very many topics nothing is said."""
        ids = list(islice(topics, _MOST_PLACED + 1))
        if len(ids) > _MOST_PLACED:
            return {}
        return Counter(node.area for node in self.map.describe(ids).values() if node.kind == "topic" and node.area)

    def found(self, kinds: Sequence[str], stages: Sequence[str]) -> dict[str, Listed]:
        """Return what each area holds of some kinds at some stages (at any where none is named), as far as it is looked at."""
        return {area.id: Listed(self._number(area, kinds, stages), partial(self._of, area, kinds, stages)) for area in self.areas}  # fmt: skip

    def _number(self, area: Area, kinds: Sequence[str], stages: Sequence[str]) -> int:
        if not stages:
            return sum(len(area.members.get(kind, ())) for kind in kinds)
        counts = self.stages.get(area.id, {})
        return sum(counts.get(stage, {}).get(kind, 0) for stage in stages for kind in kinds)

    def _of(self, area: Area, kinds: Sequence[str], stages: Sequence[str]) -> Iterator[str]:
        members = iter(chain.from_iterable(area.members.get(kind, ()) for kind in kinds))
        while some := list(islice(members, 20)):
            nodes = self.map.describe(some).values() if stages else ()
            yield from (node.id for node in nodes if node.stage in stages) if stages else some

    def _other(self, identifier: str) -> Area | None:
        if identifier not in self._others:
            self._others[identifier] = _one_area(self.map, identifier) if identifier[:1] != COMMUNITY else None
        return self._others[identifier]


def _one_area(map_: Map, identifier: str) -> Area | None:
    if identifier not in map_ or not map_.members(link="area", of=identifier, limit=1):
        return None
    members = {
        kind: tuple(map_.members(kind=kind, link="area", of=identifier, limit=MOST_NODES)) for kind in map_.counts()[0]
    }
    return Area(identifier, {kind: ids for kind, ids in members.items() if ids})


def _of_areas(map_: Map, groups: Iterable[Mapping[str, Any]]) -> Iterator[Area]:
    for group in groups:
        kinds = group["kinds"].items()
        yield Area(group["id"], {kind: Listed(n, partial(_paged, map_, kind, group["id"])) for kind, n in kinds})


def _paged(map_: Map, kind: str, area: str) -> Iterator[str]:
    after = ""
    while page := map_.members(kind=kind, link="area", of=area, after=after, limit=PAGE):
        yield from page
        after = page[-1]


def _of_communities(map_: Map, folder: Path, groups: Iterable[Mapping[str, Any]]) -> Iterator[Area]:
    import numpy as np

    indices = np.load(folder / MEMBERS, mmap_mode="r")
    ids, start = map_.graph().ids, 0
    for group in groups:
        members: dict[str, Listed] = {}
        for kind, count in group["kinds"].items():
            some = indices[start : start + count]
            members[kind] = Listed(count, lambda some=some: (ids[int(index)] for index in some))  # type: ignore[misc]
            start += count
        yield Area(group["id"], members)


def _examples(said: Iterable[Sequence[str]]) -> tuple[Prerequisite, ...]:
    return tuple(Prerequisite(dependent, on, Label(english, japanese)) for dependent, on, english, japanese in said)
