"""Opening a map: `open_map(location)` gives a `Map`, whatever the map is kept in."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, overload

from graph.described import REQUIRES
from graph.errors import InvalidInput
from graph.local_map import LocalMap
from graph.map import Map
from graph.named_graphs import GraphName, named_files, read_graphs
from ontology import LM, MAP

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from graph.load_progress import Report


@dataclass(frozen=True, slots=True)
class Location:
    """Where a map is and how to read it, as one value.

    Attributes
    ----------
    places : paths or an address; empty for the map that comes with learnmap.
    requires : IRIs of further properties that state a prerequisite.
    """

    places: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


Places = str | Path | Sequence[str | Path]

_SERVERS: Final = ("http://", "https://")
_DISK: Final = "oxigraph:"


@overload
def open_map(location: None = None, *, requires: Iterable[str] = ()) -> LocalMap: ...
@overload
def open_map(location: Path | Sequence[Path], *, requires: Iterable[str] = ()) -> LocalMap: ...
@overload
def open_map(
    location: Places | Location | None, *, requires: Iterable[str] = (), report: Report | None = None
) -> Map: ...


def open_map(
    location: Places | Location | None = None, *, requires: Iterable[str] = (), report: Report | None = None
) -> Map:
    """Open a map: the bundled one, files, folders of files, a store on disk, or one on a SPARQL server.

    Parameters
    ----------
    location : paths of files (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD) or of folders of such files, each file a
        named graph (see `graph.named_graphs.named_files`); or the
        `http://` or `https://` address of a SPARQL 1.1 server; or `oxigraph:` and the folder of a store on disk (see
        `graph.disk_load.load`); None for the map that comes with learnmap.
    requires : IRIs of further properties that state a prerequisite, beside those of the vocabulary.
    report : told how far it is while the index of a store on disk that was changed is made anew.

    Raises
    ------
    MapNotFound
        Where there is no file of a known format.
    MapSyntaxError
        With file, line and column.
    ServerFailed
        Where a server is asked and gives no answer.

    Examples
    --------
    >>> open_map().node("self-attention").label.ja
    'セルフアテンション'
    """
    if isinstance(location, Location):
        return open_map(location.places or None, requires=location.requires, report=report)
    plain = _properties(requires)
    places = [MAP] if location is None else [location] if isinstance(location, str | Path) else list(location)
    if len(places) == 1 and str(places[0]).lower().startswith(_SERVERS):
        return _on_server(str(places[0]), plain)
    if len(places) == 1 and str(places[0]).startswith(_DISK):
        return _on_disk(Path(str(places[0]).removeprefix(_DISK)), plain, report)
    return _from_files([Path(place) for place in places], plain)


def _from_files(places: Sequence[Path], requires: tuple[str, ...]) -> LocalMap:
    files = named_files(places)
    # A hundred thousand small objects are made and none is garbage: collecting meanwhile costs a quarter of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        graphs: dict[GraphName, list[Triple]] = {}
        for path, name in files.items():
            for graph, said in read_graphs(path, name).items():
                graphs.setdefault(graph, []).extend(said)
        return LocalMap([triple for said in graphs.values() for triple in said], requires=requires, graphs=graphs)
    finally:
        if collecting:
            gc.enable()


def _on_server(endpoint: str, requires: tuple[str, ...]) -> Map:
    # Imported here: a map in files needs no network code.
    from graph.fetched_map import FetchedMap
    from graph.server_map import ServerSource
    from graph.sparql_client import SparqlClient

    return FetchedMap(ServerSource(SparqlClient(endpoint), requires), requires=requires)


def _on_disk(folder: Path, requires: tuple[str, ...], report: Report | None) -> Map:
    from graph.disk_map import open_disk_map

    return open_disk_map(folder, requires, report or (lambda progress: None))


def _properties(requires: Iterable[str]) -> tuple[str, ...]:
    from pyoxigraph import NamedNode

    found = dict.fromkeys(REQUIRES)
    for iri in requires:
        try:
            found[NamedNode(iri).value] = None
        except ValueError:
            raise InvalidInput(
                f"{iri!r} is no IRI. Write it in full, as in {LM}requires.",
                f"「{iri}」はIRIではありません。{LM}requires のように省略せず書いてください。",
            ) from None
    return tuple(found)


__all__ = ["LocalMap", "Location", "Map", "open_map"]
