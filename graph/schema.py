"""What kinds of node a well-formed map has and which links tie them, as the vocabulary and the shapes state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.triples import TYPE, Properties, by_subject, list_items, local_name, read_file
from ontology import LM, SHAPES, VOCABULARY

_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SH: Final = "http://www.w3.org/ns/shacl#"
_FEW: Final = 4


@dataclass(frozen=True, slots=True)
class SchemaLink:
    """A property that leads from one class to another.

    Attributes
    ----------
    property : its local name.
    source, target : local names of the classes.
    least, most : how many a node of the source has; `most` is None for any number.
    """

    property: str
    source: str
    target: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """Classes, each with the properties that a node of it must have, and the links between them."""

    classes: Mapping[str, tuple[str, ...]]
    links: tuple[SchemaLink, ...]


@cache
def schema() -> Schema:
    """Return the schema of the vocabulary, with the numbers that the shapes ask for.

    Examples
    --------
    >>> SchemaLink("introducedIn", "Model", "Paper", least=1) in schema().links
    True
    >>> "phase" in schema().classes["Topic"]
    True
    """
    vocabulary = by_subject(read_file(VOCABULARY))
    counts = _counts(by_subject(read_file(SHAPES)))
    classes = [
        local_name(iri)
        for iri, said in vocabulary.items()
        if iri.startswith(LM) and any(value.value == _RDFS + "Class" for value in said.get(TYPE, ()))
    ]
    required = {
        name: tuple(sorted(property_ for (of, property_), (least, _) in counts.items() if of == name and least))
        for name in classes
    }
    return Schema(required, tuple(_links(vocabulary, counts, set(classes))))


def _links(
    vocabulary: Mapping[str, Properties], counts: Mapping[tuple[str, str], tuple[int, int | None]], classes: set[str]
) -> Iterator[SchemaLink]:
    for iri, said in vocabulary.items():
        source = next((local_name(value.value) for value in said.get(_RDFS + "domain", ())), "")
        target = next((local_name(value.value) for value in said.get(_RDFS + "range", ())), "")
        if {source, target} <= classes:
            name = local_name(iri)
            stated = [of for of, property_ in counts if property_ == name and of in classes]
            # What the shapes ask of most classes is a property of nodes in general.
            of_few = source == "Node" and 0 < len(stated) <= _FEW
            for of in stated if of_few else [source]:
                yield SchemaLink(name, of, target, *counts.get((of, name), (0, None)))


def _counts(shapes: Mapping[str, Properties]) -> dict[tuple[str, str], tuple[int, int | None]]:
    """Return, by class and property, how many values the shapes ask for at least and at most."""
    found: dict[tuple[str, str], tuple[int, int | None]] = {}
    for said in shapes.values():
        for target in said.get(_SH + "targetClass", ()):
            for shape in said.get(_SH + "property", ()):
                about = shapes.get(shape.value, {})
                least = max((int(value.value) for value in about.get(_SH + "minCount", ())), default=0)
                most = min((int(value.value) for value in about.get(_SH + "maxCount", ())), default=None)
                for path in about.get(_SH + "path", ()):
                    if not list(list_items(shapes, path)) and ":" in path.value:
                        key = (local_name(target.value), local_name(path.value))
                        before = found.get(key, (0, None))
                        found[key] = (max(before[0], least), most if before[1] is None else before[1])
    return found
