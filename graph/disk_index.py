"""The index beside a store on disk: ids and prerequisites as arrays that open by memory map, names, and counts.

It is made in the pass in which the triples are loaded, or from a store that was changed since. It knows by a fingerprint which
data it was made from.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.described import LABELS, NAMING, NOT_NODES, OTHER_NAMES, REQUIRES, SCHEMA, is_statement
from graph.disk_arrays import ARRAYS, MANIFEST, PLACES, VERSION, fingerprint
from graph.disk_names import NameWriter
from graph.disk_record_writer import Gathered, RecordWriter
from graph.hanging import hanging_quads
from graph.id_table import IdTable, packed
from graph.named_graphs import GraphName
from graph.prerequisites import PrerequisiteGraph, from_pairs
from graph.search import folded
from graph.triples import RDF, TYPE, local_name, node_id, node_iri
from ontology import LM

Following = Callable[[str, Gathered], Iterable[Quad]]
"""Says what follows from a node, an IRI, and all that is said of it and of what hangs on it."""


class Indexer:
    """Sees every triple once, in any order, and writes the index.

    It keeps 8 bytes an end of each link and statement, and nothing of the texts: those go to a file at once. IRIs stand in the
    arrays as 64-bit hashes; that no two nodes share one is checked at the end.
    """

    def __init__(self, folder: Path, requires: tuple[str, ...] = REQUIRES) -> None:
        self._folder = folder
        self._requires = requires
        self._names = NameWriter(folder / "names.sqlite")
        self._records = RecordWriter(folder, requires)
        self._pairs: dict[str, array[int]] = {}
        self._handlers: dict[str, Callable[[Quad], None]] = {
            TYPE: self._kind,
            **dict.fromkeys((*LABELS, *OTHER_NAMES), self._name),
            LM + "prerequisite": self._statement,
            **dict.fromkeys(requires, self._plain),
        }
        self._last = ""
        self._count = 0

    def see(self, quads: Iterable[Quad], following: Following | None = None) -> Iterator[Quad]:
        """Yield the quads, having looked at each, and what `following` says that follows from each node."""
        handlers, records = self._handlers, self._records
        for quad in quads:
            handlers.get(quad.predicate.value, self._link)(quad)
            self._count += 1
            done = records.see(quad)
            if done is not None and following is not None:
                yield from following(*done)
            yield quad
        done = records.last()
        if done is not None and following is not None:
            yield from following(*done)

    def is_scattered(self) -> bool:
        """Tell whether what hangs on some node was not met together with it; then nothing that follows is certain."""
        return self._records.is_scattered()

    def finish(self, store: Path, *, hidden: Collection[GraphName] = ()) -> None:
        """Write the index of the store that holds what was seen, but for some graphs."""
        iris = list(self._names.finish())
        opened = Store.read_only(str(store))
        self._records.finish(
            _Finder(iris), iris, lambda iri: (quad.triple for quad in hanging_quads(opened, iri, hidden=hidden))
        )
        ids = sorted(node_id(iri).encode() for iri in iris)
        table = packed(ids)
        find = _Finder([node_iri(identifier.decode()) for identifier in ids])
        graph = self._graph(table, find)
        needs, uses = graph.requires, graph.required_by
        arrays = (table.starts, table.text, needs.starts, needs.neighbours, uses.starts, uses.neighbours)
        for name, values in zip(ARRAYS, arrays, strict=True):
            np.save(self._folder / f"{name}.npy", np.asarray(values))
        manifest = {
            "version": VERSION,
            "requires": self._requires,
            "fingerprint": fingerprint(store),
            "triples": self._count,
            "kinds": self._names.kinds(),
            "edges": self._edge_counts(find),
            "links": sorted(name for name in self._pairs if name not in _STATEMENT_LINKS),
        }
        self._names.close()
        (self._folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")

    def _kind(self, quad: Quad) -> None:
        kind = quad.object.value  # type: ignore[union-attr]
        rank = 9 if kind in NOT_NODES else 2 if not kind.startswith(LM) else 1 if kind in _GENERAL else 0
        self._names.add("kind", quad.subject.value, rank, local_name(kind).lower())  # type: ignore[union-attr]

    def _name(self, quad: Quad) -> None:
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, Literal):
            if quad.predicate.value in NAMING:
                self._node(subject.value)
            self._names.add("name", subject.value, folded(value.value))

    def _statement(self, quad: Quad) -> None:
        if isinstance(quad.subject, NamedNode):
            self._node(quad.subject.value)
            self._add(quad)

    def _plain(self, quad: Quad) -> None:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            self._node(quad.subject.value)
            self._node(quad.object.value)
            self._add(quad)

    def _link(self, quad: Quad) -> None:
        if isinstance(quad.object, Literal):
            return
        self._add(quad)
        name = local_name(quad.predicate.value)
        if name in PLACES and quad.predicate.value.startswith(LM):
            self._names.add("place", name, quad.object.value, quad.subject.value)  # type: ignore[union-attr]

    def _add(self, quad: Quad) -> None:
        pairs = self._pairs.setdefault(quad.predicate.value, array("q"))
        pairs.append(hash(quad.subject.value))  # type: ignore[union-attr]
        pairs.append(hash(quad.object.value))  # type: ignore[union-attr]

    def _node(self, iri: str) -> None:
        # Triples of a subject mostly follow each other.
        if iri != self._last and not is_statement(iri):
            self._last = iri
            self._names.add("node", iri)
            self._names.add("name", iri, folded(node_id(iri)))

    def _graph(self, table: IdTable, find: _Finder) -> PrerequisiteGraph:
        owner = self._ends(LM + "prerequisite")[::-1]
        statement, on = self._ends(LM + "on")
        required = ~np.isin(statement, self._helpful())
        dependents = [find(_looked_up(owner, statement[required]))]
        ons = [find(on[required])]
        for name in self._requires:
            subject, object_ = self._ends(name)
            dependents.append(find(subject))
            ons.append(find(object_))
        pairs = np.stack((np.concatenate(dependents), np.concatenate(ons)), axis=1)
        pairs = np.unique(pairs[(pairs >= 0).all(axis=1)], axis=0)
        return from_pairs(table, pairs[:, 0], pairs[:, 1])

    def _helpful(self) -> NDArray[np.int64]:
        statement, strength = self._ends(LM + "strength")
        found: NDArray[np.int64] = statement[strength == hash(LM + "helpful")]
        return found

    def _edge_counts(self, find: _Finder) -> dict[str, int]:
        counts = {
            local_name(name): int(((find(self._ends(name)[1]) >= 0) & (find(self._ends(name)[0]) >= 0)).sum())
            for name in self._pairs
            if name not in _STATEMENT_LINKS and name not in self._requires
        }
        counts["teaches"] = self._teaching()
        helpful = self._helpful()
        owner = self._ends(LM + "prerequisite")[::-1]
        stated = np.concatenate((self._ends(LM + "on")[0], self._options()))
        is_helpful = np.isin(stated, helpful)
        reasoned = np.stack((_looked_up(owner, self._ends(LM + "on")[0]), self._ends(LM + "on")[1]), axis=1)
        plain = np.concatenate([np.stack(self._ends(name), axis=1) for name in self._requires])
        both = np.unique(np.concatenate((reasoned, plain)), axis=0)
        bare = len(both) - len(np.unique(reasoned, axis=0))
        counts |= {"requires": int((~is_helpful).sum()) + bare, "helpful": int(is_helpful.sum())}
        return {name: count for name, count in sorted(counts.items()) if count}

    def _teaching(self) -> int:
        owner = self._ends(LM + "explainedIn")[::-1]
        passage, resource = self._ends(LM + "resource")
        stated = np.stack(self._ends(SCHEMA + "teaches"), axis=1)
        held = np.stack((resource, _looked_up(owner, passage)), axis=1)
        return len(np.unique(np.concatenate((stated, held)), axis=0))

    def _options(self) -> NDArray[np.int64]:
        """Return the statement of each option of each choice."""
        following = dict(zip(*(end.tolist() for end in self._ends(RDF + "rest")), strict=True))
        found: list[int] = []
        end = hash(RDF + "nil")
        for statement, cell in zip(*(end.tolist() for end in self._ends(LM + "oneOf")), strict=True):
            seen: set[int] = set()
            while cell != end and cell in following and cell not in seen:
                seen.add(cell)
                found.append(statement)
                cell = following[cell]
        return np.array(found, np.int64)

    def _ends(self, name: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        pairs = np.frombuffer(self._pairs.get(name, array("q")), np.int64)
        return pairs[0::2], pairs[1::2]


class _Finder:
    """Finds the places of nodes among `iris` by the hashes of their IRIs; -1 for what is no node."""

    def __init__(self, iris: Sequence[str]) -> None:
        keys = np.fromiter(map(hash, iris), np.int64, len(iris))
        self._order = np.argsort(keys)
        self._keys = keys[self._order]
        if len(iris) > 1 and not np.diff(self._keys).all():
            raise RuntimeError("two IRIs have the same 64-bit hash; run it again")

    def __call__(self, wanted: NDArray[np.int64]) -> NDArray[np.int32]:
        if not len(self._keys):
            return np.full(len(wanted), -1, np.int32)
        place = np.searchsorted(self._keys, wanted).clip(max=len(self._keys) - 1)
        found: NDArray[np.int32] = np.where(self._keys[place] == wanted, self._order[place], -1).astype(np.int32)
        return found


def _looked_up(pairs: tuple[NDArray[np.int64], NDArray[np.int64]], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each of `wanted` what stands beside it in `pairs`; 0 for what is not there."""
    keys, values = pairs
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    order = np.argsort(keys)
    place = np.searchsorted(keys, wanted, sorter=order).clip(max=len(keys) - 1)
    found: NDArray[np.int64] = np.where(keys[order[place]] == wanted, values[order[place]], 0)
    return found


_GENERAL: Final = frozenset((LM + "Node", LM + "Resource"))
_STATEMENT_LINKS: Final = frozenset(
    (TYPE, RDF + "first", RDF + "rest", LM + "on", LM + "oneOf", LM + "strength", LM + "prerequisite", LM + "isRequiredBy",
     LM + "explainedIn", LM + "resource")
)  # fmt: skip
