"""What the endpoint says of itself: the SPARQL 1.1 Service Description, and VoID about the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.model import LANGUAGES, Label
from graph.triples import TYPE
from ontology import LM, NODE

if TYPE_CHECKING:
    from explorer.negotiation import Form
    from explorer.service import Service

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_DCT: Final = "http://purl.org/dc/terms/"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_NAMED: Final = {
    "srj": "SPARQL_Results_JSON", "srx": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML", "jsonld": "JSON-LD", "trig": "TriG", "nq": "N-Quads",
}  # fmt: skip

DESCRIPTION_PREFIXES: Final = {"sd": _SD, "void": _VOID, "format": _FORMATS}
"""Prefixes that read well in a description, beside the map's own."""

Property = tuple[str, NamedNode | BlankNode | Literal]


def description(base: str, service: Service, forms: Iterable[Form]) -> list[Triple]:
    """Return the description of the endpoint at `base`/sparql, and of the map behind it."""
    return [*_service(base, forms, service.pool().graphs), *data_set(base, service)]


def data_set(base: str, service: Service) -> Iterator[Triple]:
    """Yield what VoID says of the map: its size, licence, vocabulary, dumps and endpoint."""
    graph = NamedNode(f"{base}/map")
    kinds, edges = service.map().counts()
    pool = service.pool()
    properties: list[Property] = [
        (TYPE, NamedNode(_VOID + "Dataset")),
        (TYPE, NamedNode(_SD + "Graph")),
        *(_texts(_DCT + "title", service.title) if service.title else ()),
        *([(_DCT + "license", NamedNode(service.licence))] if service.licence else ()),
        (_VOID + "sparqlEndpoint", NamedNode(f"{base}/sparql")),
        (_VOID + "uriSpace", Literal(NODE)),
        (_VOID + "vocabulary", NamedNode(LM)),
        *([(_VOID + "triples", _number(pool.size))] if pool.size is not None else ()),
        (_VOID + "entities", _number(sum(kinds.values()))),
        *([("http://www.w3.org/2002/07/owl#versionInfo", Literal(pool.version))] if pool.version else ()),
    ]
    properties += [(_VOID + "dataDump", NamedNode(f"{base}/map.{extension}")) for extension in ("ttl", "nq")]
    yield from _said(graph, properties)
    for kind, count in kinds.items():
        part = BlankNode()
        yield Triple(graph, NamedNode(_VOID + "classPartition"), part)
        of_class = NamedNode(LM + kind.capitalize())
        yield from _said(part, [(_VOID + "class", of_class), (_VOID + "entities", _number(count))])
    yield from _requires_part(graph, edges.get("requires", 0))


def _requires_part(graph: NamedNode, count: int) -> Iterator[Triple]:
    part = BlankNode()
    yield Triple(graph, NamedNode(_VOID + "propertyPartition"), part)
    yield from _said(part, [(_VOID + "property", NamedNode(LM + "requires")), (_VOID + "triples", _number(count))])


def _service(base: str, forms: Iterable[Form], graphs: Iterable[str]) -> Iterator[Triple]:
    service, data = BlankNode(), BlankNode()
    properties: list[Property] = [
        (TYPE, NamedNode(_SD + "Service")),
        (_SD + "endpoint", NamedNode(f"{base}/sparql")),
        (_SD + "supportedLanguage", NamedNode(_SD + "SPARQL11Query")),
        (_SD + "feature", NamedNode(_SD + "UnionDefaultGraph")),
        (_SD + "defaultDataset", data),
    ]
    properties += [(_SD + "resultFormat", NamedNode(_FORMATS + _NAMED[form.extension])) for form in forms]
    yield from _said(service, properties)
    yield from _said(data, [(TYPE, NamedNode(_SD + "Dataset")), (_SD + "defaultGraph", NamedNode(f"{base}/map"))])
    for name in graphs:
        named = BlankNode()
        yield Triple(data, NamedNode(_SD + "namedGraph"), named)
        yield from _said(named, [(TYPE, NamedNode(_SD + "NamedGraph")), (_SD + "name", NamedNode(name))])


def _said(subject: NamedNode | BlankNode, properties: Iterable[Property]) -> Iterator[Triple]:
    for name, value in properties:
        yield Triple(subject, NamedNode(name), value)


def _texts(name: str, label: Label) -> list[Property]:
    return [(name, Literal(label.in_language(language), language=language)) for language in LANGUAGES]


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(_XSD + "integer"))
