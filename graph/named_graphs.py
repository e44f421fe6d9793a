"""Which named graph a statement belongs to: each file is one, and a data set's own stay as they are.

Queries see the union of all as their default graph, and each by itself in `GRAPH ?g { … }`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from graph.triples import consequences, file_format, map_files, read_file, read_quads, renamed
from ontology import LM, NODE

DERIVED: Final = NamedNode(LM + "derived")
"""The graph of what follows from the map; it is made anew wherever a map is read, and left out of exports."""

GraphName = NamedNode | BlankNode | DefaultGraph
Graphs = Mapping[GraphName, Sequence[Triple]]


def named_files(places: Iterable[Path]) -> dict[Path, NamedNode]:
    """Return all files of RDF in some places, in order, each with the IRI of its graph.

    It is the base of all ids with the file's name without its extension, for a file in a folder with the path below that
    folder: `map/transformers.ttl` is the graph `https://w3id.org/learning-map/id/transformers`, the IRI of its area. Where two
    files would have the same, the later ones are numbered from 2.

    Raises
    ------
    MapNotFound
        As `graph.triples.map_files`.
    """
    names: dict[Path, NamedNode] = {}
    taken: set[str] = set()
    for place in places:
        for file in map_files(place):
            if file in names:
                continue
            within = file.relative_to(place) if place.is_dir() else Path(file.name)
            plain = NODE + quote(within.with_name(within.stem.removesuffix("-nodes")).as_posix())
            number = next(n for n in range(1, len(taken) + 2) if _numbered(plain, n) not in taken)
            taken.add(_numbered(plain, number))
            names[file] = NamedNode(_numbered(plain, number))
    return names


def read_graphs(path: Path, name: NamedNode) -> dict[GraphName, list[Triple]]:
    """Return the triples of a file by their graph: those in none belong to `name`.

    Raises
    ------
    MapSyntaxError, MapNotFound
        As `graph.triples.read_file`.
    """
    form = file_format(path)
    if form is None or not form.supports_datasets:
        return {name: read_file(path)}
    graphs: dict[GraphName, list[Triple]] = {}
    for quad in read_quads(path):
        if (graph := graph_of(quad, name)) is not None:
            graphs.setdefault(graph, []).append(quad.triple)
    return graphs


def graph_of(quad: Quad, name: NamedNode) -> GraphName | None:
    """Return the graph of a quad of a file called `name`; None for what was derived, which is derived anew."""
    graph = quad.graph_name
    if graph == DERIVED:
        return None
    return name if isinstance(graph, DefaultGraph) else graph


def enriched(graphs: Graphs, superclasses: Mapping[str, Iterable[str]]) -> dict[GraphName, dict[Triple, None]]:
    """Return the statements of each graph, each once, and under `DERIVED` what follows from all and is not stated.

    See `graph.triples.enrich`; a map without named graphs stays one graph.
    """
    names, following = consequences([triple for said in graphs.values() for triple in said], superclasses)
    found = {graph: dict.fromkeys(renamed(triple, names) for triple in said) for graph, said in graphs.items()}
    stated = set[Triple]().union(*found.values())
    derived = found.setdefault(DefaultGraph() if set(graphs) == {DefaultGraph()} else DERIVED, {})
    derived.update(dict.fromkeys(triple for triple in following if triple not in stated))
    return found


def trig(graphs: Mapping[GraphName, Iterable[Triple]]) -> bytes:
    """Return graphs as TriG without a prefix: what is read fastest, each graph's name written once."""
    return b"".join(
        _block(graph, bytes(serialize(said, format=RdfFormat.N_TRIPLES) or b"")) for graph, said in graphs.items()
    )


def _block(graph: GraphName, triples: bytes) -> bytes:
    return triples if isinstance(graph, DefaultGraph) else b"%b {\n%b}\n" % (str(graph).encode(), triples)


def _numbered(iri: str, number: int) -> str:
    return iri if number == 1 else f"{iri}-{number}"
