"""A map, or a part of it, as RDF: every format that maps are read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from graph.exchange.json_ld import json_ld
from graph.map import Map
from graph.triples import node_iri
from ontology import PREFIXES

FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "n-triples": RdfFormat.N_TRIPLES,
    "n-quads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf-xml": RdfFormat.RDF_XML,
    "json-ld": RdfFormat.JSON_LD,
}

_WITH_GRAPHS: Final = ("n-quads", "trig")


def map_rdf(map_: Map, ids: Iterable[str], form: str) -> bytes:
    """Return what the map says of the nodes `ids`, as it was written: reasons included, nothing derived.

    N-Quads and TriG have a named graph for each area, named after it.

    Parameters
    ----------
    form : a key of `FORMATS`.
    """
    chosen = list(ids)
    used = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in ("owl", "sh")}
    if form in _WITH_GRAPHS:
        content = serialize(_by_area(map_, chosen), format=FORMATS[form], prefixes=used)
    elif form == "json-ld":
        content = json_ld(dict.fromkeys(map_.triples_of(*chosen)))
    else:
        content = serialize(dict.fromkeys(map_.triples_of(*chosen)), format=FORMATS[form], prefixes=used)
    return bytes(content or b"")


def _by_area(map_: Map, ids: list[str]) -> Iterator[Quad]:
    for identifier, node in map_.describe(ids).items():
        graph = NamedNode(node_iri(node.area)) if node.area else DefaultGraph()
        for triple in map_.triples_of(identifier):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
