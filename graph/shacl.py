"""SHACL validation by pySHACL, of triples parsed by Oxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.namespace import RDF, SH

from graph.model import Label
from graph.shape_classes import about, classes, looking, targeted
from graph.triples import Properties, by_subject


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a validation: the node at fault, the property's IRI if one is, the value, and how to mend it."""

    focus: NamedNode | BlankNode
    path: str | None
    value: str | None
    message: Label


def violations(
    data: Sequence[Triple], shapes: Sequence[Triple], index: Mapping[str, Properties] | None = None
) -> Iterator[Violation]:
    """Validate and yield each violation once a node, property and message.

    `index` is the data as `graph.triples.by_subject` gives them, where that is at hand.

    pySHACL judges one node of each class that the shapes cannot tell apart; a violation counts for the whole class: see
    `graph.shape_classes`.
    """
    view = looking(shapes)
    if view is None:
        yield from validated(data, shapes)
        return
    said = by_subject(data) if index is None else index
    alike = classes(said, view)
    members = {group[0].value: group for group in alike}
    judged = [group[0] for group in alike]
    for violation in validated(about(judged, said, view), targeted(shapes, judged, said)):
        for member in members.get(violation.focus.value, ()):
            # The value that was looked at is the judged node's; another's may be written differently.
            value = violation.value if member == violation.focus else None
            yield replace(violation, focus=member, value=value)


def validated(data: Iterable[Triple], shapes: Iterable[Triple]) -> Iterator[Violation]:
    """Yield what pySHACL finds when it judges every node."""
    import pyshacl

    _, report, _ = pyshacl.validate(to_rdflib(data), shacl_graph=to_rdflib(shapes), inference="none", inplace=True)
    seen: set[tuple[str, str | None, Label]] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        violation = _violation(report, result)
        key = (violation.focus.value, violation.path, violation.message)
        if key not in seen:
            seen.add(key)
            yield violation


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return the triples as an rdflib graph; blank nodes keep their labels."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"rdflib 7 has no term for {term!r}")


def _violation(report: rdflib.Graph, result: rdflib.term.Node) -> Violation:
    focus = report.value(result, SH.focusNode)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    texts = {
        message.language: str(message)
        for message in report.objects(result, SH.resultMessage)
        if isinstance(message, rdflib.Literal)
    }
    return Violation(
        BlankNode(str(focus)) if isinstance(focus, rdflib.BNode) else NamedNode(str(focus)),
        str(path) if isinstance(path, rdflib.URIRef) else None,
        str(value) if isinstance(value, rdflib.Literal) else None,
        Label(texts.get("en", ""), texts.get("ja", "")),
    )
