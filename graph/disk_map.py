"""A map in an Oxigraph store on disk, opened for reading: only what is asked for is read."""

from __future__ import annotations

import atexit
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from graph.described import REQUIRES, is_statement
from graph.disk_arrays import PLACES, VERSION, DiskIndex, fingerprint
from graph.disk_load import INDEX, STORE, hidden_graphs
from graph.disk_names import DiskNames
from graph.disk_records import DiskRecords
from graph.errors import MapNotFound
from graph.fetched_map import FetchedMap
from graph.hanging import hanging_quads
from graph.load_progress import Report, said
from graph.made_folder import made_beside, put, unfinished
from graph.map import MOST_STEPS
from graph.map_data import MapData
from graph.named_graphs import GraphName
from graph.record import Record
from graph.triples import RDF, local_name
from ontology import LM

if TYPE_CHECKING:
    from graph.prerequisites import PrerequisiteGraph

MOST_LINKED: Final = 1_000
"""Nodes of each property that are said to point at one."""

_SUBJECTS: Final = """SELECT DISTINCT ?subject WHERE {
    { ?subject ?property ?value } UNION { GRAPH ?graph { ?subject ?property ?value } } FILTER(isIRI(?subject)) }"""

_ON: Final = NamedNode(LM + "on")
_ONE_OF: Final = NamedNode(LM + "oneOf")
_PREREQUISITE: Final = NamedNode(LM + "prerequisite")
_FIRST: Final = NamedNode(RDF + "first")
_REST: Final = NamedNode(RDF + "rest")


def open_disk_map(
    folder: Path, requires: tuple[str, ...] = REQUIRES, report: Report = lambda progress: None
) -> FetchedMap:
    """Open a store that `learnmap load` made, or any Oxigraph store.

    The index is made anew where there is none, or the store was changed since it was made; for a store that is not ours it is
    kept beside it, or, where that cannot be written, for the time being.

    Parameters
    ----------
    report : called some times a second while the index is made anew: of a million topics that takes minutes.

    Raises
    ------
    MapNotFound
        Where there is no store; says so where one was being made.
    """
    store = folder / STORE if (folder / STORE).is_dir() else folder
    if not (store / "CURRENT").is_file():
        if unfinished(folder).exists():
            raise MapNotFound(
                str(folder),
                "loading it was not finished; run learnmap load again",
                "読み込みが途中で終わっています。learnmap loadをもう一度実行してください",
            )
        raise MapNotFound(
            str(folder),
            "there is no store in it; make one with learnmap load",
            "ストアがありません。learnmap loadで作成してください",
        )
    try:
        opened = Store.read_only(str(store))
    except OSError as error:
        raise MapNotFound(str(folder), str(error)) from None
    try:
        index = _index(folder, store, opened, requires, report)
    except (OSError, sqlite3.Error) as error:
        raise MapNotFound(
            str(folder), f"its index cannot be written: {error}", f"索引を書き込めません: {error}"
        ) from None
    return FetchedMap(DiskSource(store, opened, index, requires), requires=requires)


class DiskSource:
    """The source of a `FetchedMap` on disk; see `graph.source.Source`.

    Attributes
    ----------
    path : of the store.
    index_folder : of its index.
    requires : IRIs of the properties that state a prerequisite without a reason.
    """

    ahead = 1
    # They come with the closest first, but for equals.
    candidates = 60

    def __init__(self, path: Path, store: Store, index: Path, requires: tuple[str, ...]) -> None:
        self.path = path
        self.index_folder = index
        self.requires = requires
        self._store = store
        self._hidden = hidden_graphs(path.parent)
        self._index = DiskIndex(index)
        self._names = DiskNames(index / "names.sqlite")
        self._records = DiskRecords(index)
        self._plain = [NamedNode(name) for name in requires]

    def about(self, iris: Sequence[str]) -> Iterable[Triple]:
        """Return the triples of some nodes, with those that hang on them."""
        return (quad.triple for quad in self.quads(iris))

    def records(self, iris: Sequence[str]) -> Mapping[str, Record]:
        """Return the records that there are of some nodes."""
        return self._records.of(self._names.places(iris))

    def quads(self, iris: Sequence[str]) -> Iterator[Quad]:
        """Yield the same with the graphs that state it."""
        for iri in iris:
            yield from hanging_quads(self._store, iri, hidden=self._hidden)

    def held(self, iris: Sequence[str]) -> set[str]:
        """Return which of them are nodes."""
        return self._names.holds(iris)

    def users(self, iris: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Return (dependent, on) for each that directly needs one of them."""
        for iri in iris:
            on = NamedNode(iri)
            for property_ in self._plain:
                yield from ((user, iri) for user in self._subjects(property_, on))
            for statement in self._of(_ON, on):
                yield from ((user, iri) for user in self._subjects(_PREREQUISITE, statement))
            for cell in self._of(_FIRST, on):
                for statement in self._choices(cell):
                    yield from ((user, iri) for user in self._subjects(_PREREQUISITE, statement))

    def pointing(self, iris: Sequence[str], link: str | None) -> Iterator[tuple[str, str, str]]:
        """Return (subject, property, object) where one of them is the object; by any property, at most `MOST_LINKED` each."""
        links = self._index.manifest["links"]
        names = [name for name in links if link is None or local_name(name) == link]
        most = MOST_LINKED if link is None else None
        for iri in iris:
            for name in names:
                if most and local_name(name) in PLACES:
                    found = self._names.page(None, local_name(name), iri, "", most)
                else:
                    found = list(islice(self._subjects(NamedNode(name), NamedNode(iri)), most))
                held = self._names.holds(found)
                yield from ((subject, name, iri) for subject in found if subject in held)

    def page(self, kind: str | None, link: str | None, of: str | None, after: str, limit: int) -> list[str]:
        """Return a page of nodes, sorted by IRI."""
        if link is None or link in PLACES:
            return self._names.page(kind, link, of, after, limit)
        found = sorted({subject for subject, _, _ in self.pointing([of or ""], link)})
        of_kind = [iri for iri in found if iri > after and (kind is None or self._names.is_of(iri, kind))]
        return of_kind[:limit]

    def named(self, text: str, limit: int) -> list[str]:
        """Return nodes with a name that may be meant by `text`."""
        return self._names.find(text, limit)

    def data(self) -> MapData:
        """Return the store."""
        known = json.dumps(self._index.manifest["fingerprint"], sort_keys=True)
        return MapData(
            self.path,
            self._index.manifest["triples"],
            hashlib.sha256(known.encode()).hexdigest()[:16],
            united=DefaultGraph() not in self._hidden,
            graphs=tuple(name.value for name in islice(self._store.named_graphs(), MOST_LINKED)),
        )

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return nodes by kind and edges by property, as the index counted them."""
        return dict(self._index.manifest["kinds"]), dict(self._index.manifest["edges"])

    def graph_at_hand(self) -> PrerequisiteGraph | None:
        """Return the arrays of a map that has more nodes than a plan may have steps."""
        return self._index.graph if sum(self._index.manifest["kinds"].values()) > MOST_STEPS else None

    def graph(self) -> PrerequisiteGraph:
        """Return the arrays of the whole, by memory map."""
        return self._index.graph

    def _of(self, property_: NamedNode, value: NamedNode | BlankNode) -> Iterator[NamedNode | BlankNode]:
        return (quad.subject for quad in self._store.quads_for_pattern(None, property_, value))  # type: ignore[misc]

    def _subjects(self, property_: NamedNode, value: NamedNode | BlankNode) -> Iterator[str]:
        return (subject.value for subject in self._of(property_, value) if isinstance(subject, NamedNode))

    def _choices(self, cell: NamedNode | BlankNode) -> Iterator[NamedNode | BlankNode]:
        """Yield the statements whose list of alternatives holds a cell."""
        seen: set[NamedNode | BlankNode] = set()
        open_ = [cell]
        while open_:
            at = open_.pop()
            if at not in seen:
                seen.add(at)
                yield from self._of(_ONE_OF, at)
                open_.extend(self._of(_REST, at))


def _index(folder: Path, store: Path, opened: Store, requires: tuple[str, ...], report: Report) -> Path:
    """Return the folder of an index that was made from the store as it is; makes it where there is none."""
    place = folder / INDEX if store != folder else folder.with_name(folder.name + ".index")
    if _is_fresh(place, store, requires):
        return place
    try:
        with made_beside(place, waiting=True) as making:
            # Another process may have made it meanwhile.
            if not _is_fresh(place, store, requires):
                _make(making, store, opened, requires, report)
                put(making, place)
        return place
    except (OSError, sqlite3.Error):
        passing = Path(tempfile.mkdtemp(prefix="learnmap-index-"))
        atexit.register(shutil.rmtree, passing, ignore_errors=True)
        _make(passing, store, opened, requires, report)
        return passing


def _make(place: Path, store: Path, opened: Store, requires: tuple[str, ...], report: Report) -> None:
    from graph.disk_index import Indexer

    indexer, hidden = Indexer(place, requires), hidden_graphs(store.parent)
    for _ in indexer.see(said(_by_node(opened, hidden), report)):
        pass
    indexer.finish(store, hidden=hidden)


def _by_node(store: Store, hidden: Collection[GraphName]) -> Iterator[Quad]:
    """Yield what a store says node by node, each with what hangs on it: so that its record is made in passing."""
    for (subject,) in store.query(_SUBJECTS):  # type: ignore[union-attr]
        if not is_statement(subject.value):
            yield from hanging_quads(store, subject.value, hidden=hidden)


def _is_fresh(place: Path, store: Path, requires: tuple[str, ...]) -> bool:
    try:
        manifest = DiskIndex(place).manifest
    except (OSError, ValueError):
        return False
    wanted = (VERSION, list(requires), fingerprint(store))
    return (manifest.get("version"), manifest.get("requires"), manifest.get("fingerprint")) == wanted
