"""The areas of a map, whatever its size: of a large one they are counted once, by a process of its own, while pages say how far it is."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from explorer.text import phrase
from graph.areas import Areas, areas_of
from graph.atlas import large_store, read_atlas
from graph.disk_map import DiskSource
from graph.errors import MapTooLarge
from graph.map import Map
from graph.model import Label

NOTHING: Final = Areas((), ())


@dataclass(frozen=True, slots=True)
class Making:
    """How far the counting is: "reading", "grouping" or "telling", and the share of the work that is done."""

    stage: str
    share: float


@dataclass
class Atlas:
    """The areas of one map, or why there are none yet.

    Attributes
    ----------
    areas : none where they are being counted or cannot be.
    making : how far the counting is; None where it is not going on.
    problem : why there are no areas; None where there are, or will be.
    """

    map: Map
    areas: Areas = NOTHING
    making: Making | None = None
    problem: Label | None = None

    def __post_init__(self) -> None:
        store = large_store(self.map)
        if store is None:
            try:
                self.areas = areas_of(self.map)
            except MapTooLarge as error:
                self.problem = Label(error.english(), error.japanese())
            return
        found = read_atlas(self.map, store.index_folder)
        if found is not None:
            self.areas = found
            return
        self.making = Making("reading", 0.0)
        threading.Thread(target=self._make, args=(store,), daemon=True).start()

    @property
    def is_large(self) -> bool:
        """Whether the map has more nodes than are looked at one by one."""
        return self.problem is not None or large_store(self.map) is not None

    def _make(self, store: DiskSource) -> None:
        """Let a process count, and follow what it says."""
        command = [
            sys.executable,
            "-m",
            "graph.atlas_making",
            *map(str, (store.path, store.index_folder)),
            *store.requires,
        ]
        with subprocess.Popen(
            command,
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout
            assert process.stderr
            for line in process.stdout:
                stage, _, share = line.partition(" ")
                self.making = Making(stage, float(share))
            said = process.stderr.read().strip().rpartition("\n")[2]
        found = read_atlas(self.map, store.index_folder) if process.returncode == 0 else None
        if found is None:
            self.problem = phrase("map.uncounted", why=said)
        else:
            self.areas = found
        # Last, so that whoever sees that it is over sees what came of it.
        self.making = None


__all__ = ["NOTHING", "Atlas", "Making"]
