"""A map, or a part of it, as RDF: every format that maps are read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import RdfFormat, serialize

from graph.exchange.json_ld import json_ld
from graph.map import Map
from ontology import PREFIXES

FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "n-triples": RdfFormat.N_TRIPLES,
    "n-quads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf-xml": RdfFormat.RDF_XML,
    "json-ld": RdfFormat.JSON_LD,
}


def map_rdf(map_: Map, ids: Iterable[str], form: str) -> bytes:
    """Return what the map says of the nodes `ids`, as it was written: reasons included, nothing derived.

    N-Quads and TriG keep the named graphs: each file that the map was read from is one, unless it has its own.

    Parameters
    ----------
    form : a key of `FORMATS`.
    """
    chosen = list(ids)
    used = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in ("owl", "sh")}
    if FORMATS[form].supports_datasets and form != "json-ld":
        content = serialize(map_.quads_of(*chosen), format=FORMATS[form], prefixes=used)
    elif form == "json-ld":
        content = json_ld(dict.fromkeys(map_.triples_of(*chosen)))
    else:
        content = serialize(dict.fromkeys(map_.triples_of(*chosen)), format=FORMATS[form], prefixes=used)
    return bytes(content or b"")
