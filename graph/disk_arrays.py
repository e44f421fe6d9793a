"""The index beside a store on disk, opened for reading: what was counted, and the prerequisites as arrays by memory map.

Arrays are loaded where they are asked for: a path from a store needs none.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from graph.prerequisites import PrerequisiteGraph

VERSION: Final = 5
"""Of the files' form; an index of another version is made anew."""

PLACES: Final = ("area", "stage", "phase")
"""Links over which a node has members without end, listed by page."""

MANIFEST: Final = "manifest.json"
ARRAYS: Final = ("id_starts", "id_text", "needs_starts", "needs", "uses_starts", "uses")


class DiskIndex:
    """The index, opened by memory map."""

    def __init__(self, folder: Path) -> None:
        self.manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        self._folder = folder

    @cached_property
    def graph(self) -> PrerequisiteGraph:
        """The arrays of the whole map."""
        import numpy as np

        from graph.id_table import IdTable
        from graph.prerequisites import Adjacency, PrerequisiteGraph

        id_starts, id_text, needs_starts, needs, uses_starts, uses = (
            np.load(self._folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS
        )
        return PrerequisiteGraph(
            IdTable(id_starts, id_text), Adjacency(needs_starts, needs), Adjacency(uses_starts, uses)
        )


def fingerprint(store: Path) -> dict[str, int]:
    """Return what tells a store's data from that after any change: its table files and their sizes."""
    return {
        path.name: path.stat().st_size
        for path in sorted(store.iterdir())
        if path.suffix in (".sst", ".log") and path.stat().st_size
    }
