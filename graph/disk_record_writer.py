"""Writing the records of a map on disk, which `graph.disk_records` reads.

They are made in the pass in which the triples are loaded, of nodes whose triples follow each other there, as nearly every file
has them. The others are asked of the store at the end, one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final, TypeGuard

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import NamedNode, Quad, Triple

from graph.described import is_statement, read_record
from graph.disk_records import PLACES, TEXTS
from graph.hanging import hanging
from graph.record import Record, packed
from graph.triples import Object, Properties, by_subject, node_id

_MOST_TOGETHER: Final = 20_000
"""Triples of a node and what hangs on it; what has more gets no record: whoever reads it asks the store."""

Gathered = Mapping[str, Properties]


class RecordWriter:
    """Gathers the triples that follow each other of a node and of what hangs on it, and writes its record."""

    def __init__(self, folder: Path, requires: tuple[str, ...]) -> None:
        self._folder = folder
        self._requires = requires
        self._file = (folder / TEXTS).open("wb")
        self._keys, self._ends, self._end = array("q"), array("q", [0]), 0
        # Which subjects were met with which node: where one was met with several, or twice, none of them is whole.
        self._met, self._owners = array("q"), array("q")
        self._owner: NamedNode | None = None
        self._subject: object = None
        self._quads: list[Quad] = []
        self._lacking = False

    def see(self, quad: Quad) -> tuple[str, Gathered] | None:
        """Take a triple; returns the node before it with all that was said of that, where this one begins another."""
        subject, done = quad.subject, None
        if subject != self._subject:
            self._subject = subject
            if subject != self._owner and _begins(subject):
                done = self._closed()
                self._owner = subject
        elif len(self._quads) > _MOST_TOGETHER:
            done = self._closed()
        self._quads.append(quad)
        return done

    def last(self) -> tuple[str, Gathered] | None:
        """Return the last node."""
        return self._closed()

    def _closed(self) -> tuple[str, Gathered] | None:
        index = _indexed(self._quads)
        owner = self._owner.value if self._owner is not None else ""
        own, whole = hanging(index, owner)
        self._note(own, owner)
        # What is met before the node on which it hangs waits for that.
        waiting = [quad for quad in self._quads if quad.subject.value not in own] if len(own) < len(index) else []  # type: ignore[union-attr]
        if len(waiting) > _MOST_TOGETHER // 2:
            self._note({quad.subject.value for quad in waiting}, "")  # type: ignore[union-attr]
            waiting = []
        self._quads, self._owner = waiting, None
        if not whole:
            self._lacking = self._lacking or bool(owner)
            return None
        self._keys.append(hash(owner))
        self._ends.append(self._written(read_record(index, node_id(owner), self._requires))[1])
        return owner, own

    def is_scattered(self) -> bool:
        """Tell, after the last triple, whether what belongs to some node was not met together."""
        return self._lacking or len(self._split) > 0

    def _note(self, subjects: Collection[str], owner: str) -> None:
        self._met.extend(map(hash, subjects))
        self._owners.extend([hash(owner)] * len(subjects))

    def finish(
        self,
        find: Callable[[NDArray[np.int64]], NDArray[np.int32]],
        iris: Sequence[str],
        about: Callable[[str], Iterable[Triple]],
    ) -> None:
        """Write the records that are still lacking, and where all of them lie.

        Parameters
        ----------
        find : the places of nodes by the hashes of their IRIs; -1 for what is no node.
        iris : of all nodes, by place.
        about : all that the store says of a node and of what hangs on it.
        """
        keys = np.frombuffer(self._keys, np.int64)
        ends = np.frombuffer(self._ends, np.int64)
        place = find(keys)
        sound = (place >= 0) & ~np.isin(keys, self._split)
        places = np.zeros((len(iris), 2), np.int64)
        places[place[sound], 0] = ends[:-1][sound]
        places[place[sound], 1] = ends[1:][sound]
        for lacking in np.flatnonzero(places[:, 1] == 0).tolist():
            places[lacking] = self._asked(iris[lacking], about)
        self._file.close()
        places.tofile(self._folder / PLACES)

    def _asked(self, iri: str, about: Callable[[str], Iterable[Triple]]) -> tuple[int, int]:
        """Write the record of a node of which the store is asked; return where it begins and ends."""
        said = dict.fromkeys(islice(about(iri), _MOST_TOGETHER + 1))
        if not 0 < len(said) <= _MOST_TOGETHER:
            return 0, 0
        return self._written(read_record(by_subject(said), node_id(iri), self._requires))

    def _written(self, record: Record) -> tuple[int, int]:
        text = packed(record)
        self._file.write(text)
        start, self._end = self._end, self._end + len(text)
        return start, self._end

    @cached_property
    def _split(self) -> NDArray[np.int64]:
        """Return the owners of all that was met in several places."""
        met, owners = np.frombuffer(self._met, np.int64), np.frombuffer(self._owners, np.int64)
        ordered = np.sort(met)
        again = ordered[1:][ordered[1:] == ordered[:-1]]
        return np.unique(owners[np.isin(met, again)])


def _indexed(quads: Iterable[Quad]) -> dict[str, dict[str, list[Object]]]:
    """Return what quads say, as `graph.triples.by_subject` does, each statement once."""
    index: dict[str, dict[str, list[Object]]] = {}
    for quad in quads:
        objects = index.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])  # type: ignore[union-attr]
        if (value := quad.object) not in objects:
            objects.append(value)  # type: ignore[arg-type]
    return index


def _begins(subject: object) -> TypeGuard[NamedNode]:
    """Tell whether a subject stands for itself: is neither a blank node nor a statement that has a name."""
    return isinstance(subject, NamedNode) and not is_statement(subject.value)
