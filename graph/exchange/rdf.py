"""A map, or a part of it, as Turtle or JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import RdfFormat, serialize

from graph.map import Map
from ontology import PREFIXES

FORMATS: Final = {"turtle": RdfFormat.TURTLE, "json-ld": RdfFormat.JSON_LD}


def map_rdf(map_: Map, ids: Iterable[str], form: str) -> bytes:
    """Return what the map says of the nodes `ids`, as it was written: reasons included, nothing derived.

    Parameters
    ----------
    form : a key of `FORMATS`.
    """
    triples = dict.fromkeys(map_.triples_of(*ids))
    used = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in ("owl", "sh", "rdfs")}
    return bytes(serialize(triples, format=FORMATS[form], prefixes=used) or b"")
