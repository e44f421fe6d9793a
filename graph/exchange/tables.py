"""A map as two tables, nodes and edges, from which the same map can be made again: the ground of CSV, GraphML and others.

A column is named after its property and what its values are: `lm:hours^^xsd:decimal`, `skos:prefLabel@ja`, `schema:url (IRI)`,
`schema:author (list)`. Several values of a cell are parted by " | ". An edge is a link from node to node, or a statement about
one (a prerequisite with its reason, a passage); then `via` names the property by which the statement points at its target, and
the options of a choice share a `choice`. A statement about no node is an edge from its node to itself, with the `via` ".".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.described import XSD
from graph.map import Map
from graph.triples import RDF, TYPE, Object, Properties, by_subject, list_items, node_id, node_iri
from ontology import LM, PREFIXES

JOINT: Final = " | "
ALONE: Final = "."

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A row of the edges; see the module."""

    source: str
    property: str
    target: str
    via: str = ""
    choice: str = ""
    cells: Cells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tables:
    """A map: the cells of each node by id, and the edges."""

    nodes: Mapping[str, Cells]
    edges: Sequence[Edge]


def to_tables(map_: Map, ids: Iterable[str]) -> Tables:
    """Return the nodes and all edges among them."""
    chosen = dict.fromkeys(ids)
    index = by_subject(dict.fromkeys(map_.triples_of(*chosen)))
    numbers: dict[str, str] = {}
    nodes: dict[str, Cells] = {}
    edges: list[Edge] = []
    for identifier in chosen:
        said = index.get(node_iri(identifier), {})
        nodes[identifier] = _cells(index, said, chosen)
        for property_, objects in said.items():
            for value in objects:
                edges += _edges(index, identifier, property_, value, chosen, numbers)
    return Tables(nodes, edges)


def to_triples(tables: Tables) -> list[Triple]:
    """Return the triples that the tables say; the inverse of `to_tables`."""
    found: list[Triple] = []
    for identifier, cells in tables.nodes.items():
        found += _said(NamedNode(node_iri(identifier)), cells)
    choices: dict[str, list[Edge]] = {}
    for edge in tables.edges:
        if edge.choice:
            choices.setdefault(edge.choice, []).append(edge)
        else:
            found += _statement(edge, [edge.target])
    for options in choices.values():
        found += _statement(options[0], [edge.target for edge in options])
    return found


def _cells(index: Mapping[str, Properties], said: Properties, nodes: Mapping[str, None]) -> Cells:
    values: dict[str, list[str]] = {}
    for property_, objects in said.items():
        for value in objects:
            if isinstance(value, BlankNode):
                items = list(list_items(index, value))
                if items and all(isinstance(item, Literal) for item in items):
                    values.setdefault(f"{_short(property_)} (list)", []).extend(item.value for item in items)
            elif isinstance(value, Literal):
                values.setdefault(_short(property_) + _mark(value), []).append(value.value)
            elif property_ == TYPE or node_id(value.value) not in nodes:
                values.setdefault(f"{_short(property_)} (IRI)", []).append(_short(value.value))
    return {column: JOINT.join(map(_escaped, found)) for column, found in values.items()}


def _edges(
    index: Mapping[str, Properties],
    source: str,
    property_: str,
    value: Object,
    nodes: Mapping[str, None],
    numbers: dict[str, str],
) -> Iterator[Edge]:
    name = _short(property_)
    if isinstance(value, NamedNode):
        if node_id(value.value) in nodes and property_ != TYPE:
            yield Edge(source, name, node_id(value.value))
        return
    said = index.get(value.value, {})
    if isinstance(value, Literal) or RDF + "first" in said or not said:
        return
    for head in said.get(LM + "oneOf", ()):
        choice = numbers.setdefault(value.value, str(len(numbers) + 1))
        rest = {other: objects for other, objects in said.items() if other != LM + "oneOf"}
        options = [node_id(item.value) for item in list_items(index, head)]
        yield from (
            Edge(source, name, on, "lm:oneOf", choice, _cells(index, rest, {})) for on in options if on in nodes
        )
        return
    for via, objects in said.items():
        targets = [item for item in objects if isinstance(item, NamedNode) and node_id(item.value) in nodes]
        if targets and via != TYPE:
            rest = {other: values for other, values in said.items() if other != via}
            yield Edge(source, name, node_id(targets[0].value), _short(via), "", _cells(index, rest, {}))
            return
    if not any(isinstance(item, NamedNode) for on in (LM + "on", LM + "resource") for item in said.get(on, ())):
        yield Edge(source, name, source, ALONE, "", _cells(index, said, {}))


def _statement(edge: Edge, targets: Sequence[str]) -> list[Triple]:
    subject, property_ = NamedNode(node_iri(edge.source)), NamedNode(_long(edge.property))
    ends = [NamedNode(node_iri(target)) for target in targets]
    if not edge.via:
        return [Triple(subject, property_, ends[0])]
    statement = BlankNode()
    found = [Triple(subject, property_, statement), *_said(statement, edge.cells)]
    if edge.choice:
        found += _listed(statement, NamedNode(_long(edge.via)), ends)
    elif edge.via != ALONE:
        found.append(Triple(statement, NamedNode(_long(edge.via)), ends[0]))
    return found


def _said(subject: NamedNode | BlankNode, cells: Cells) -> Iterator[Triple]:
    for column, cell in cells.items():
        values = [part.replace("\\|", "|").replace("\\\\", "\\") for part in cell.split(JOINT)]
        name, form = _parted(column)
        property_ = NamedNode(_long(name))
        if form == "(list)":
            yield from _listed(subject, property_, [Literal(value) for value in values])
        for value in values if form != "(list)" else ():
            if form == "(IRI)":
                yield Triple(subject, property_, NamedNode(_long(value)))
            elif form.startswith("@"):
                yield Triple(subject, property_, Literal(value, language=form[1:]))
            elif form.startswith("^^"):
                yield Triple(subject, property_, Literal(value, datatype=NamedNode(_long(form[2:]))))
            else:
                yield Triple(subject, property_, Literal(value))


def _listed(subject: NamedNode | BlankNode, property_: NamedNode, items: Sequence[Object]) -> list[Triple]:
    found = []
    for item in items:
        cell = BlankNode()
        found += [Triple(subject, property_, cell), Triple(cell, NamedNode(RDF + "first"), item)]
        subject, property_ = cell, NamedNode(RDF + "rest")
    return [*found, Triple(subject, property_, NamedNode(RDF + "nil"))]


def _parted(column: str) -> tuple[str, str]:
    for form in ("(list)", "(IRI)"):
        if column.endswith(form):
            return column.removesuffix(form).rstrip(), form
    found = re.fullmatch(r"(.*?)(@[A-Za-z0-9-]+|\^\^.+)?", column)
    assert found
    return found[1], found[2] or ""


def _mark(value: Literal) -> str:
    if value.language:
        return f"@{value.language}"
    return "" if value.datatype.value == XSD + "string" else f"^^{_short(value.datatype.value)}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("|", "\\|")


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _long(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES and not local.startswith("//") else name
