"""Files of a map compiled into a store on disk, as Python compiles modules: made once, opened while the files are the same.

Reading a map's files takes most of a second, of which a question about one path uses little. The first process that reads
them answers from what it read and lets another one compile them; those that follow open the store. Beside it lies, for each
node, the text of its triples: that parses ten times sooner than a store finds them one by one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import LearnmapError
from graph.map import Map
from graph.store import Location, open_map
from graph.triples import map_files
from ontology import MAP

if TYPE_CHECKING:
    from graph.load_progress import Report

CACHE: Final = "LEARNMAP_CACHE"
"""Name of the environment variable that says where compiled maps are kept; empty for nowhere."""

SMALL: Final = 1_000_000
"""Bytes of files up to which compiling is not worth while."""

TEXTS: Final = "texts.sqlite"
"""Name of the file of texts; it is written last, so that where it is, all is."""

_FORM: Final = 5
"""Of what is compiled; counted up when the program would read older ones wrongly."""

_SETTLED_SECONDS: Final = 30.0
"""Age of the last change from which on files are compiled."""

_KEPT: Final = 4
"""Compiled maps that are kept; the longest unused give way."""


def open_quickly(location: Location, report: Report | None = None) -> Map:
    """Open a map, from its compiled form where that is fresh; else from its files, which are then compiled in passing.

    Parameters
    ----------
    report : as of `graph.store.open_map`.

    Raises
    ------
    MapNotFound, MapSyntaxError, ServerFailed
        As `graph.store.open_map`.
    """
    places = [Path(place) for place in location.places] or [MAP]
    if location.requires or any(not place.exists() for place in places):
        return open_map(location, report=report)
    files = [file for place in places for file in map_files(place)]
    folder = compiled_folder(files)
    if folder is None:
        return open_map(location)
    if (folder / TEXTS).is_file():
        try:
            return _opened(folder)
        except (LearnmapError, OSError, ValueError, sqlite3.Error):
            shutil.rmtree(folder, ignore_errors=True)
    opened = open_map(location)
    _compile_in_passing(folder, places, files)
    return opened


def compile_map(folder: Path, places: Sequence[Path]) -> None:
    """Compile files into `folder`, unless that is done already or being done."""
    from graph.compiled_source import write_texts
    from graph.disk_load import load

    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder) as alone:
        if alone and not (folder / TEXTS).exists():
            if not folder.exists():
                load(folder, places)
            write_texts(folder)
            _forget_old(folder.parent)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Tell whether no other process compiles into `folder`, and keep others from it meanwhile.

    The lock goes with the process that holds it: the file that a killed one left behind locks nobody out.
    """
    import fcntl

    with folder.with_name(f".{folder.name}.compiling").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
        Path(lock.name).unlink(missing_ok=True)


def _opened(folder: Path) -> Map:
    from graph.compiled_source import open_compiled

    os.utime(folder)
    return open_compiled(folder)


def compiled_folder(files: Sequence[Path]) -> Path | None:
    """Return where the compiled form of files belongs; None where they are not to be compiled."""
    stats = [file.stat() for file in files]
    if sum(stat.st_size for stat in stats) <= SMALL:
        return None
    stated = os.environ.get(CACHE)
    if stated == "":
        return None
    said = [
        _FORM,
        sys.version,
        *((str(file.resolve()), stat.st_size, stat.st_mtime_ns) for file, stat in zip(files, stats, strict=True)),
    ]
    name = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]
    caches = Path(stated or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return (caches if stated else caches / "learnmap") / name


def _compile_in_passing(folder: Path, places: Sequence[Path], files: Sequence[Path]) -> None:
    """Start a process that compiles; nobody waits for it, and nothing depends on its success.

    None is started for files of a moment ago: who writes them will write them again.
    """
    if time.time() - max(file.stat().st_mtime for file in files) < _SETTLED_SECONDS:
        return
    try:
        subprocess.Popen(
            [sys.executable, "-m", "graph.compiled_map", str(folder), *(str(place.resolve()) for place in places)],
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return


def _forget_old(folder: Path) -> None:
    compiled = [path for path in folder.iterdir() if (path / "index").is_dir() and not path.name.startswith(".")]
    for old in sorted(compiled, key=lambda path: path.stat().st_mtime)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    os.nice(10)
    try:
        compile_map(Path(sys.argv[1]), [Path(place) for place in sys.argv[2:]])
    except LearnmapError:
        sys.exit(1)
