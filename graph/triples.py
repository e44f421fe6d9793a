"""Reading RDF files, and the triples that follow from what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.errors import MapNotFound, MapSyntaxError
from ontology import LM, NODE

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE: Final = RDF + "type"

_NODES: Final = "-nodes.csv"
_READ: Final = ".ttl, .nt, .nq, .trig, .rdf, .jsonld, .graphml, -nodes.csv"

Subject = NamedNode | BlankNode
Object = NamedNode | BlankNode | Literal
Properties = Mapping[str, list[Object]]
"""What one subject is said to have: objects by property IRI, in the order of the file."""


def node_id(iri: str) -> str:
    """Return the id of a node: its slug in the map's namespace, else the IRI itself.

    >>> node_id("https://w3id.org/learning-map/id/self-attention")
    'self-attention'
    >>> node_id("http://example.org/x")
    'http://example.org/x'
    """
    return iri.removeprefix(NODE)


def node_iri(identifier: str) -> str:
    """Return the IRI of a node from its id; the inverse of `node_id`.

    >>> node_iri("self-attention")
    'https://w3id.org/learning-map/id/self-attention'
    """
    return identifier if ":" in identifier else NODE + identifier


@lru_cache(maxsize=4096)
def local_name(iri: str) -> str:
    """Return the part of an IRI after its last `#` or `/`.

    >>> local_name("https://schema.org/teaches")
    'teaches'
    """
    return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def map_files(location: Path) -> list[Path]:
    """Return the RDF files at `location`, a file or a folder (searched with its subfolders), sorted by path.

    Raises
    ------
    MapNotFound
        Where nothing is there, or nothing in a format known by its extension.
    """
    if location.is_dir():
        files = sorted(path for path in location.rglob("*") if path.is_file() and _is_read(path))
        if not files:
            raise MapNotFound(
                str(location),
                f"the folder holds no file of RDF ({_READ})",
                f"RDFのファイル（{_READ}）がフォルダにありません",
            )
        return files
    if not location.exists():
        raise MapNotFound(str(location))
    if not _is_read(location):
        raise MapNotFound(
            str(location), f"the extension is none of {_READ}", f"拡張子が {_READ} のいずれでもありません"
        )
    return [location]


def read_file(path: Path) -> list[Triple]:
    """Parse one RDF file; its format follows from its extension.

    Raises
    ------
    MapSyntaxError
        With line and column of the first thing that cannot be parsed.
    """
    if file_format(path) is None:
        return _read_tables(path)
    return [quad.triple for quad in read_quads(path)]


def read_quads(path: Path) -> Iterator[Quad]:
    """Yield the statements of one RDF file with their graphs; see `read_file`."""
    try:
        yield from parse(path=path, format=file_format(path), base_iri=NODE, rename_blank_nodes=True)
    except SyntaxError as error:
        message = str(error.msg).split(": ", 1)[-1]
        raise MapSyntaxError(str(path), error.lineno, error.offset, message) from None
    except OSError as error:
        raise MapNotFound(str(path), error.strerror or str(error)) from None


def by_subject(triples: Iterable[Triple]) -> dict[str, dict[str, list[Object]]]:
    """Index triples by the subject's and the property's text.

    A blank node is keyed by its label, which no IRI can equal: it has no colon.
    """
    index: dict[str, dict[str, list[Object]]] = {}
    for triple in triples:
        properties = index.setdefault(triple.subject.value, {})  # type: ignore[union-attr]
        properties.setdefault(triple.predicate.value, []).append(triple.object)  # type: ignore[arg-type]
    return index


def list_items(index: Mapping[str, Properties], head: Object) -> Iterator[Object]:
    """Yield the items of the RDF list that begins at `head`; a broken or circular list ends early."""
    seen: set[str] = set()
    while head.value != RDF + "nil" and head.value not in seen:
        seen.add(head.value)
        cell = index.get(head.value, {})
        yield from cell.get(RDF + "first", [])[:1]
        rest = cell.get(RDF + "rest", [])
        if not rest:
            return
        head = rest[0]


def statement_iri(dependent: str, on: Iterable[str]) -> str:
    """Return the stable IRI of the statement that `dependent` (an IRI) requires `on` (the IRIs of its alternatives).

    >>> statement_iri(NODE + "self-attention", [NODE + "attention-mechanism"])
    'https://w3id.org/learning-map/id/self-attention/requires/attention-mechanism'
    """
    return f"{dependent}/requires/{'-or-'.join(local_name(iri) for iri in on)}"


def enrich(triples: list[Triple], superclasses: Mapping[str, Iterable[str]]) -> list[Triple]:
    """Return the triples with what follows from them, for querying and export.

    - a prerequisite's blank node becomes a stable IRI, typed, with its strength said;
    - `lm:requires` and `lm:isRequiredBy` are derived from required prerequisites without alternatives;
    - the blank node of a passage becomes a stable IRI, typed, and its resource teaches the topic;
    - a node gets the vocabulary's superclasses of its class (a book is a resource is a node).
    """
    names, following = consequences(triples, superclasses)
    return list(dict.fromkeys([*(renamed(triple, names) for triple in triples), *following]))


def consequences(
    triples: list[Triple], superclasses: Mapping[str, Iterable[str]]
) -> tuple[dict[str, str], list[Triple]]:
    """Return the IRIs that blank nodes get, by their labels, and the triples that follow: see `enrich`."""
    index = by_subject(triples)
    names = _statement_names(index) | _passage_names(index)
    following = [
        *_derived_requires(index, names),
        *_derived_teaching(index, names),
        *_derived_types(triples, superclasses),
    ]
    return names, following


def superclasses(vocabulary: Iterable[Triple]) -> dict[str, set[str]]:
    """Return, for each class, all classes above it by `rdfs:subClassOf`."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for triple in vocabulary:
        if local_name(triple.predicate.value) == "subClassOf":
            above[triple.subject.value].add(triple.object.value)  # type: ignore[union-attr]
    for _ in above:
        for parents in above.values():
            parents |= {grand for parent in tuple(parents) for grand in above.get(parent, ())}
    return dict(above)


def _is_read(path: Path) -> bool:
    return file_format(path) is not None or path.suffix.lower() == ".graphml" or path.name.endswith(_NODES)


def _read_tables(path: Path) -> list[Triple]:
    # Imported here: these formats stand above what everything else stands on.
    from graph.exchange.table_files import read_csv_pair, read_graphml

    try:
        if path.suffix.lower() == ".graphml":
            return read_graphml(path)
        return read_csv_pair(path, path.with_name(path.name.removesuffix(_NODES) + "-edges.csv"))
    except OSError as error:
        raise MapNotFound(str(path), error.strerror or str(error)) from None


def file_format(path: Path) -> RdfFormat | None:
    """Return the format that a file's extension stands for, or None."""
    return RdfFormat.from_extension(path.suffix.lstrip(".").lower())


def _statement_names(index: Mapping[str, Properties]) -> dict[str, str]:
    names: dict[str, str] = {}
    for subject, properties in index.items():
        for statement in properties.get(LM + "prerequisite", ()):
            said = index.get(statement.value, {})
            on = [item.value for item in said.get(LM + "on", ())]
            for head in said.get(LM + "oneOf", ()):
                on.extend(item.value for item in list_items(index, head))
            if isinstance(statement, BlankNode) and on:
                names[statement.value] = statement_iri(subject, on)
    return names


def _passage_names(index: Mapping[str, Properties]) -> dict[str, str]:
    names: dict[str, str] = {}
    for subject, properties in index.items():
        in_resource: Counter[str] = Counter()
        for passage in properties.get(LM + "explainedIn", ()):
            resource = next((value.value for value in index.get(passage.value, {}).get(LM + "resource", ())), None)
            if isinstance(passage, BlankNode) and resource is not None:
                in_resource[resource] += 1
                again = f"-{in_resource[resource]}" if in_resource[resource] > 1 else ""
                names[passage.value] = f"{subject}/explained-in/{local_name(resource)}{again}"
    return names


def renamed(triple: Triple, names: Mapping[str, str]) -> Triple:
    """Return a triple with the IRIs that its blank nodes get."""
    subject, object_ = triple.subject, triple.object
    new_subject = names.get(subject.value) if isinstance(subject, BlankNode) else None
    new_object = names.get(object_.value) if isinstance(object_, BlankNode) else None
    if new_subject is None and new_object is None:
        return triple
    return Triple(
        NamedNode(new_subject) if new_subject else subject,
        triple.predicate,
        NamedNode(new_object) if new_object else object_,
    )


def _derived_requires(index: Mapping[str, Properties], names: Mapping[str, str]) -> Iterator[Triple]:
    prerequisite_class = NamedNode(LM + "Prerequisite")
    strength = NamedNode(LM + "strength")
    required = NamedNode(LM + "required")
    for subject, properties in index.items():
        dependent = NamedNode(subject) if ":" in subject else None
        for statement in properties.get(LM + "prerequisite", ()):
            said = index.get(statement.value, {})
            named = (
                NamedNode(names.get(statement.value, statement.value))
                if ":" in statement.value or statement.value in names
                else None
            )
            if dependent is None or named is None:
                continue
            yield Triple(named, NamedNode(TYPE), prerequisite_class)
            if LM + "strength" not in said:
                yield Triple(named, strength, required)
            elif any(value.value == LM + "helpful" for value in said[LM + "strength"]):
                continue
            for on in said.get(LM + "on", ()):
                yield from _requires(dependent, on)
        if dependent is not None:
            for on in properties.get(LM + "requires", ()):
                yield from _requires(dependent, on)


def _requires(dependent: NamedNode, on: Object) -> Iterator[Triple]:
    if isinstance(on, NamedNode):
        yield Triple(dependent, NamedNode(LM + "requires"), on)
        yield Triple(on, NamedNode(LM + "isRequiredBy"), dependent)


def _derived_teaching(index: Mapping[str, Properties], names: Mapping[str, str]) -> Iterator[Triple]:
    for subject, properties in index.items():
        for passage in properties.get(LM + "explainedIn", ()):
            name = names.get(passage.value, passage.value)
            if ":" in name and ":" in subject:
                yield Triple(NamedNode(name), NamedNode(TYPE), NamedNode(LM + "Passage"))
            for resource in index.get(passage.value, {}).get(LM + "resource", ()):
                if isinstance(resource, NamedNode) and ":" in subject:
                    yield Triple(resource, NamedNode("https://schema.org/teaches"), NamedNode(subject))


def _derived_types(triples: Iterable[Triple], above: Mapping[str, Iterable[str]]) -> Iterator[Triple]:
    for triple in triples:
        if triple.predicate.value == TYPE and isinstance(triple.object, NamedNode):
            for parent in sorted(above.get(triple.object.value, ())):
                yield Triple(triple.subject, triple.predicate, NamedNode(parent))
