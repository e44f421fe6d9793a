"""What follows from a store's triples, put into a named graph of its own: queries see it, exports leave it out.

The same follows as for a map in memory (`graph.triples.enrich`), but that blank nodes stay blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from graph.described import SCHEMA
from graph.named_graphs import DERIVED
from graph.triples import TYPE, read_file, superclasses
from ontology import LM, VOCABULARY

_TYPE: Final = NamedNode(TYPE)
_STRENGTH: Final = NamedNode(LM + "strength")
_REQUIRED: Final = NamedNode(LM + "required")
_REQUIRES: Final = NamedNode(LM + "requires")
_INVERSE: Final = NamedNode(LM + "isRequiredBy")

_Statement = NamedNode | BlankNode


def derived(store: Store) -> Iterator[Quad]:
    """Yield what follows from a store, in the graph `DERIVED`."""
    yield from _classes(store)
    yield from _prerequisites(store)
    yield from _teaching(store)


def _classes(store: Store) -> Iterator[Quad]:
    for name, parents in superclasses(read_file(VOCABULARY)).items():
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(name)):
            yield from (_said(quad.subject, _TYPE, NamedNode(parent)) for parent in sorted(parents))


def _prerequisites(store: Store) -> Iterator[Quad]:
    stated = any(True for _ in store.quads_for_pattern(None, _REQUIRES, None))
    for dependent, statement in _pairs(store, LM + "prerequisite"):
        yield _said(statement, _TYPE, NamedNode(LM + "Prerequisite"))
        said = {quad.predicate.value: quad.object for quad in store.quads_for_pattern(statement, None, None)}
        if _STRENGTH.value not in said:
            yield _said(statement, _STRENGTH, _REQUIRED)
        on = said.get(LM + "on")
        if isinstance(on, NamedNode) and said.get(_STRENGTH.value) != NamedNode(LM + "helpful"):
            if not stated or not any(True for _ in store.quads_for_pattern(dependent, _REQUIRES, on)):
                yield _said(dependent, _REQUIRES, on)
            yield _said(on, _INVERSE, dependent)
    if stated:
        for dependent, on in _pairs(store, _REQUIRES.value):
            yield _said(on, _INVERSE, dependent)


def _teaching(store: Store) -> Iterator[Quad]:
    teaches = NamedNode(SCHEMA + "teaches")
    for topic, passage in _pairs(store, LM + "explainedIn"):
        yield _said(passage, _TYPE, NamedNode(LM + "Passage"))
        for quad in store.quads_for_pattern(passage, NamedNode(LM + "resource"), None):
            resource = quad.object
            if isinstance(resource, NamedNode) and not any(
                True for _ in store.quads_for_pattern(resource, teaches, topic)
            ):
                yield _said(resource, teaches, topic)


def _pairs(store: Store, property_: str) -> Iterable[tuple[NamedNode, _Statement]]:
    for quad in store.quads_for_pattern(None, NamedNode(property_), None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | BlankNode):
            yield quad.subject, quad.object


def _said(subject: object, property_: NamedNode, value: object) -> Quad:
    return Quad(subject, property_, value, DERIVED)  # type: ignore[arg-type]
