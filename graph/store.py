"""Opening a map: `open_map(location)` gives a `Map`, whatever the map is kept in."""

from __future__ import annotations

import gc
from pathlib import Path

from graph.local_map import LocalMap
from graph.map import Map
from graph.triples import map_files, read_file
from ontology import MAP


def open_map(location: str | Path | None = None) -> LocalMap:
    """Open a map: the bundled one, a file, or a folder of files.

    Parameters
    ----------
    location : a path of a file (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD) or of a folder of such files; None for
        the map that comes with learnmap.

    Raises
    ------
    MapNotFound
        Where there is no file of a known format.
    MapSyntaxError
        With file, line and column.

    Examples
    --------
    >>> open_map().node("self-attention").label.ja
    'セルフアテンション'
    """
    files = map_files(Path(location) if location is not None else MAP)
    # A hundred thousand small objects are made and none is garbage: collecting meanwhile costs a quarter of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return LocalMap([triple for path in files for triple in read_file(path)])
    finally:
        if collecting:
            gc.enable()


__all__ = ["LocalMap", "Map", "open_map"]
