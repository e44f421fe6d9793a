"""JSON-LD with a context: what an RDF library writes in full, shortened by prefixes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import RdfFormat, Triple, serialize

from graph.triples import TYPE
from ontology import PREFIXES

CONTEXT: Final = {name or "id": iri for name, iri in PREFIXES.items()}
"""Prefixes of the written names; nodes of the map are `id:self-attention`."""


def json_ld(triples: Iterable[Triple]) -> bytes:
    """Return triples as JSON-LD with a context."""
    expanded = json.loads(serialize(triples, format=RdfFormat.JSON_LD) or b"[]")
    written = {"@context": CONTEXT, "@graph": [_shortened(node) for node in expanded]}
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def _shortened(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        found = [_shortened(item, key) for item in value]
        return found[0] if len(found) == 1 else found
    if isinstance(value, dict):
        if TYPE in value:
            types = [item["@id"] for item in value[TYPE]]
            value = {"@id": value["@id"], "@type": types, **{k: v for k, v in value.items() if k not in ("@id", TYPE)}}
        if set(value) == {"@value"} and isinstance(value["@value"], str):
            return value["@value"]
        return {_name(name): _shortened(item, name) for name, item in value.items()}
    return _name(value) if key in ("@id", "@type") and isinstance(value, str) else value


def _name(iri: str) -> str:
    for prefix, namespace in CONTEXT.items():
        local = iri.removeprefix(namespace)
        if local != iri and local and not local.startswith("//"):
            return f"{prefix}:{local}"
    return iri
