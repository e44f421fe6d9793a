"""The classes and properties that a query may use, with what they mean: what an editor offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Triple

from graph.model import Label
from graph.triples import RDF, TYPE, by_subject, local_name, read_file
from graph.vocabulary import property_label
from ontology import LM, NODE, PREFIXES, VOCABULARY

Kind = Literal["class", "property"]

_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_CLASSES: Final = frozenset(
    ("http://www.w3.org/2000/01/rdf-schema#Class", "http://www.w3.org/2002/07/owl#Class"),
)
_ALWAYS: Final = (
    "rdf:type",
    "rdf:first",
    "rdf:rest",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:hiddenLabel",
    "skos:definition",
    "rdfs:label",
)


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A class or property.

    Attributes
    ----------
    name : with its prefix: "lm:requires".
    kind : "class" or "property".
    label : what it is called.
    """

    name: str
    kind: Kind
    label: Label


def query_terms(triples: Iterable[Triple]) -> tuple[QueryTerm, ...]:
    """Return the terms of the vocabulary, and those of other vocabularies that a map uses; by name.

    Examples
    --------
    >>> [term.label.ja for term in query_terms([]) if term.name == "lm:Paper"]
    ['論文']
    """
    found = {term.name: term for term in _own()}
    for name in _ALWAYS:
        found.setdefault(name, _term(name, "property"))
    used: dict[str, Kind] = {}
    for triple in triples:
        used[triple.predicate.value] = "property"
        if triple.predicate.value == TYPE and isinstance(triple.object, NamedNode):
            used[triple.object.value] = "class"
    for iri, kind in used.items():
        if (known := curie(iri)) is not None:
            found.setdefault(known, _term(known, kind))
    return tuple(found[name] for name in sorted(found))


def curie(iri: str) -> str | None:
    """Return an IRI with the shared prefix that it begins with; None for nodes and for what has none.

    >>> curie("https://schema.org/teaches")
    'schema:teaches'
    """
    for prefix, start in PREFIXES.items():
        rest = iri.removeprefix(start)
        if prefix and iri.startswith(start) and rest.replace("_", "").replace("-", "").isalnum() and rest.isascii():
            return f"{prefix}:{rest}"
    return None


def _own() -> Iterable[QueryTerm]:
    for iri, said in by_subject(read_file(VOCABULARY)).items():
        if not iri.startswith(LM) or iri.startswith(NODE):
            continue
        types = {value.value for value in said.get(TYPE, ())}
        texts = {value.language: value.value for value in said.get(_LABEL, ()) if isinstance(value, Text)}
        is_class, is_property = bool(types & _CLASSES), any(local_name(each).endswith("Property") for each in types)
        if is_class or is_property or RDF + "Property" in types:
            label = Label(texts.get("en", ""), texts.get("ja", ""))
            yield QueryTerm(f"lm:{iri.removeprefix(LM)}", "class" if is_class else "property", label)


def _term(name: str, kind: Kind) -> QueryTerm:
    local = name.partition(":")[2]
    return QueryTerm(name, kind, Label(property_label(local, "en"), property_label(local, "ja")))
