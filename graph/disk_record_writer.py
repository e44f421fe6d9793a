"""Writing the records of a map on disk, which `graph.disk_records` reads.

They are made in the pass in which the triples are loaded, of nodes whose triples follow each other there, as nearly every file
has them. Of the others there is none: what reads asks the store.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final, TypeGuard

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import BlankNode, NamedNode, Quad

from graph.described import STATEMENTS, is_statement, read_record
from graph.disk_records import PLACES, TEXTS
from graph.record import packed
from graph.triples import Object, Properties, node_id

_MOST_TOGETHER: Final = 20_000
"""Triples of a node and what hangs on it; what has more is asked of the store."""

Gathered = Mapping[str, Properties]


class RecordWriter:
    """Gathers the triples that follow each other of a node and of what hangs on it, and writes its record."""

    def __init__(self, folder: Path, requires: tuple[str, ...]) -> None:
        self._folder = folder
        self._requires = requires
        self._file = (folder / TEXTS).open("wb")
        self._keys, self._ends = array("q"), array("q", [0])
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
        own, whole = _hanging(index, owner)
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
        text = packed(read_record(index, node_id(owner), self._requires))
        self._file.write(text)
        self._keys.append(hash(owner))
        self._ends.append(self._ends[-1] + len(text))
        return owner, {subject: index[subject] for subject in own}

    def is_scattered(self) -> bool:
        """Tell, after the last triple, whether what belongs to some node was not met together."""
        return self._lacking or len(self._split) > 0

    def _note(self, subjects: Collection[str], owner: str) -> None:
        self._met.extend(map(hash, subjects))
        self._owners.extend([hash(owner)] * len(subjects))

    def finish(self, find: Callable[[NDArray[np.int64]], NDArray[np.int32]], count: int) -> None:
        """Write where the records lie.

        Parameters
        ----------
        find : the places of nodes by the hashes of their IRIs; -1 for what is no node.
        count : of all nodes.
        """
        self._file.close()
        keys = np.frombuffer(self._keys, np.int64)
        ends = np.frombuffer(self._ends, np.int64)
        place = find(keys)
        sound = (place >= 0) & ~np.isin(keys, self._split)
        places = np.zeros((count, 2), np.int64)
        places[place[sound], 0] = ends[:-1][sound]
        places[place[sound], 1] = ends[1:][sound]
        places.tofile(self._folder / PLACES)

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


def _hanging(index: Gathered, owner: str) -> tuple[dict[str, None], bool]:
    """Return the node and what of `index` hangs on it; and whether that is all that does."""
    found: dict[str, None] = {}
    open_, whole = [owner], True
    while open_:
        key = open_.pop()
        if key in found:
            continue
        if key not in index:
            whole = False
            continue
        found[key] = None
        for property_, objects in index[key].items():
            named = property_ in STATEMENTS
            open_ += [
                one.value for one in objects if isinstance(one, BlankNode) or (named and isinstance(one, NamedNode))
            ]
    return found, whole
