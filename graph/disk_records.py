"""The records of a map on disk: one file of texts, and beside it where that of each node lies.

A path needs some hundred nodes, and each its twenty triples: a store finds those one by one, a record is read at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from graph.record import Record, unpacked
from graph.triples import node_id

TEXTS: Final = "records.txt"
PLACES: Final = "records.places"
"""Names of the files; the second holds two 64-bit numbers a node, where its text begins and ends: both 0 where there is none."""


class DiskRecords:
    """Records, opened by memory map where one is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, places: Mapping[str, int]) -> dict[str, Record]:
        """Return the records that there are of some nodes, by IRI; given are their places."""
        bounds = {iri: (self._places[2 * place], self._places[2 * place + 1]) for iri, place in places.items()}
        return {
            iri: unpacked(node_id(iri), self._texts[start:end]) for iri, (start, end) in bounds.items() if start < end
        }

    @cached_property
    def _places(self) -> memoryview[int]:
        # Without NumPy, which takes longer to load than a path to plan.
        return memoryview(self._mapped(PLACES)).cast("q")

    @cached_property
    def _texts(self) -> mmap:
        return self._mapped(TEXTS)

    def _mapped(self, name: str) -> mmap:
        with (self._folder / name).open("rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)
