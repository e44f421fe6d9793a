"""A compiled map: a store on disk, and beside it, for each node, the text of its triples."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import RdfFormat, Store, Triple, parse, serialize

from graph.compiled_map import TEXTS
from graph.described import REQUIRES
from graph.disk_load import INDEX, STORE
from graph.disk_map import DiskSource
from graph.fetched_map import FetchedMap


class CompiledSource(DiskSource):
    """A store on disk that reads what is said of nodes from the texts beside it.

    Parameters
    ----------
    folder : as `graph.compiled_map.compile_map` made it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / STORE, Store.read_only(str(folder / STORE)), folder / INDEX, REQUIRES)
        self._texts = sqlite3.connect(f"file:{folder / TEXTS}?mode=ro", uri=True, check_same_thread=False)

    def about(self, iris: Sequence[str]) -> Iterable[Triple]:
        """Return the triples of some nodes, with those that hang on them."""
        wanted = ",".join("?" * len(iris))
        found = dict(self._texts.execute(f"SELECT iri, text FROM texts WHERE iri IN ({wanted})", list(iris)))
        for quad in parse(b"".join(found.values()), format=RdfFormat.N_TRIPLES):
            yield quad.triple
        yield from super().about([iri for iri in iris if iri not in found])


def open_compiled(folder: Path) -> FetchedMap:
    """Open what `graph.compiled_map.compile_map` made."""
    return FetchedMap(CompiledSource(folder), requires=REQUIRES)


def write_texts(folder: Path) -> None:
    """Write the text of each node of the store in `folder` beside it, whole or not at all."""
    source = DiskSource(folder / STORE, Store.read_only(str(folder / STORE)), folder / INDEX, REQUIRES)
    made = folder / f"{TEXTS}.unfinished"
    made.unlink(missing_ok=True)
    with closing(sqlite3.connect(made)) as database:
        database.execute("CREATE TABLE texts (iri TEXT PRIMARY KEY, text BLOB) WITHOUT ROWID")
        after = ""
        while page := source.page(None, None, None, after, 1_000):
            rows = ((iri, serialize(source.about([iri]), format=RdfFormat.N_TRIPLES)) for iri in page)
            database.executemany("INSERT INTO texts VALUES (?, ?)", rows)
            after = page[-1]
        database.commit()
    made.replace(folder / TEXTS)
