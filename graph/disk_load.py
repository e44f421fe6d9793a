"""Loading files into a store on disk, in one pass, whole or not at all.

A load that was killed leaves its folder behind (see `graph.made_folder`); the next one sweeps it away and begins again.
"""

from __future__ import annotations

import os
import sqlite3
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from graph.described import REQUIRES
from graph.disk_derived import Deriving, teaching
from graph.errors import InvalidInput, MapNotFound, MapSyntaxError
from graph.load_progress import REPORT_SECONDS, Progress, Report
from graph.made_folder import BeingMade, made_beside, put
from graph.named_graphs import DERIVED, GraphName, graph_of, named_files
from graph.triples import file_format, read_file
from ontology import NODE

STORE: Final = "store"
INDEX: Final = "index"
UNITED: Final = "united"
"""Name of the file that says that the graph without a name holds the union of all: some triples are in several."""


def load(
    folder: Path,
    places: Sequence[Path],
    *,
    requires: tuple[str, ...] = REQUIRES,
    replace: bool = False,
    report: Report = lambda progress: None,
) -> int:
    """Make the store `folder` of files and folders of RDF; returns how many triples it was made of.

    Parameters
    ----------
    requires : IRIs of the properties that state a prerequisite without a reason.
    replace : whether a store that is there gives way to the new one.
    report : called some times a second.

    Raises
    ------
    MapNotFound, MapSyntaxError
        For the files.
    InvalidInput
        Where something is at `folder` already, another load is making it, or it cannot be written.
    """
    files = named_files(places)
    if folder.exists() and not (replace and _is_ours(folder)):
        raise InvalidInput(
            f"{folder} exists already. Name another folder, or replace a store that learnmap made with --replace.",
            f"{folder} は既に存在します。別のフォルダを指定するか、learnmapが作ったストアなら--replaceで置き換えてください。",
        )
    try:
        with made_beside(folder) as making:
            count = _filled(making, files, requires, report)
            put(making, folder)
    except BeingMade:
        raise InvalidInput(
            f"Another load is making {folder} right now.", f"別の処理が {folder} を作成中です。"
        ) from None
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InvalidInput(f"{folder} cannot be written: {why}.", f"{folder} に書き込めません: {why}。") from None
    return count


def hidden_graphs(folder: Path) -> frozenset[GraphName]:
    """Return the graphs of a store that say nothing of their own: what follows, and the union where it is kept."""
    return frozenset((DERIVED, DefaultGraph())) if (folder / UNITED).is_file() else frozenset((DERIVED,))


def _filled(making: Path, files: Mapping[Path, NamedNode], requires: tuple[str, ...], report: Report) -> int:
    from graph.disk_index import Indexer

    (making / INDEX).mkdir()
    reading = _Reading(files, report)
    indexer = Indexer(making / INDEX, requires)
    store = Store(str(making / STORE))
    deriving = Deriving()
    _put_into(store, indexer.see(reading.quads(), deriving.of))
    reading.say("deriving")
    if indexer.is_scattered():
        store.remove_graph(DERIVED)
        store.bulk_extend(deriving.of_scattered(store))
    store.bulk_extend(teaching(store))
    if reading.overlapping():
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
        (making / UNITED).touch()
    store.flush()
    del store
    reading.say("indexing")
    indexer.finish(making / STORE, hidden=hidden_graphs(making))
    return reading.triples


def _put_into(store: Store, quads: Iterator[Quad]) -> None:
    """Put quads into a store while they are made.

    They go through a pipe as text: the engine reads, sorts and writes them on other cores, outside of Python's lock.
    """
    reading, writing = os.pipe()

    def stored() -> None:
        try:
            store.bulk_load(path=f"/dev/fd/{reading}", format=RdfFormat.N_QUADS)
        finally:
            # Where it failed, whoever writes hears of it.
            os.close(reading)

    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(stored)
        with suppress(BrokenPipeError), os.fdopen(writing, "wb") as file:
            serialize(quads, file, format=RdfFormat.N_QUADS)
        done.result()


class _Reading:
    """Reads files and says how far it is, and whether graphs share triples."""

    def __init__(self, files: Mapping[Path, NamedNode], report: Report) -> None:
        self._files, self._report = files, report
        self._seen: dict[GraphName, array[int]] = {}
        self._alone = len(files) == 1 and not any(map(_holds_graphs, files))
        self._total = sum(file.stat().st_size for file in files)
        self._begun = self._said = time.monotonic()
        self.bytes = self.triples = 0

    def quads(self) -> Iterator[Quad]:
        """Yield all quads of all files, each in its graph."""
        for path, name in self._files.items():
            alone = not _holds_graphs(path)
            for quad in self._of(path):
                if (graph := name if alone else graph_of(quad, name)) is not None:
                    self.triples += 1
                    if not self._alone:
                        self._seen.setdefault(graph, array("q")).append(hash(quad.triple))
                    yield Quad(quad.subject, quad.predicate, quad.object, graph)

    def overlapping(self) -> bool:
        """Return whether a triple is in several graphs; two triples of one 64-bit hash are taken for one."""
        import numpy as np

        once = [np.unique(np.frombuffer(hashes, np.int64)) for hashes in self._seen.values()]
        return len(once) > 1 and len(np.unique(np.concatenate(once))) < sum(map(len, once))

    def _of(self, path: Path) -> Iterator[Quad]:
        if file_format(path) is None:
            for triple in read_file(path):
                yield Quad(triple.subject, triple.predicate, triple.object)
            self.passed(path.stat().st_size)
            return
        try:
            with path.open("rb") as file:
                yield from parse(
                    _Counted(file, self),  # type: ignore[arg-type]
                    format=file_format(path),
                    base_iri=NODE,
                    rename_blank_nodes=True,
                )
        except SyntaxError as error:
            message = str(error.msg).split(": ", 1)[-1]
            raise MapSyntaxError(str(path), error.lineno, error.offset, message) from None
        except OSError as error:
            raise MapNotFound(str(path), error.strerror or str(error)) from None

    def passed(self, size: int) -> None:
        """Count bytes read."""
        self.bytes += size
        if time.monotonic() - self._said > REPORT_SECONDS:
            self.say("reading")

    def say(self, stage: str) -> None:
        """Report."""
        self._said = time.monotonic()
        self._report(Progress(stage, self.bytes, self._total, self.triples, self._said - self._begun))


def _holds_graphs(path: Path) -> bool:
    form = file_format(path)
    return form is not None and form.supports_datasets


class _Counted:
    """A file that tells how much of it was read."""

    def __init__(self, file: IO[bytes], reading: _Reading) -> None:
        self._file, self._reading = file, reading

    def read(self, size: int = -1) -> bytes:
        """Read."""
        content = self._file.read(size)
        self._reading.passed(len(content))
        return content


def _is_ours(folder: Path) -> bool:
    return (folder / STORE).is_dir() and (folder / INDEX).is_dir()
