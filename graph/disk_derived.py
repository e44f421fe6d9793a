"""What follows from a store's triples, put into a named graph of its own: queries see it, exports leave it out.

The same follows as for a map in memory (`graph.triples.enrich`), but that blank nodes stay blank.

What a node and the statements that hang on it say is enough for nearly all of it: it follows while they are loaded. Where they lie
scattered over the files they are asked of the store, one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from graph.described import SCHEMA
from graph.named_graphs import DERIVED
from graph.triples import TYPE, Object, Properties, by_subject, read_file, superclasses
from ontology import LM, VOCABULARY

_TYPE: Final = NamedNode(TYPE)
_STRENGTH: Final = NamedNode(LM + "strength")
_REQUIRED: Final = NamedNode(LM + "required")
_REQUIRES: Final = NamedNode(LM + "requires")
_INVERSE: Final = NamedNode(LM + "isRequiredBy")
_PREREQUISITE: Final = NamedNode(LM + "Prerequisite")
_PASSAGE: Final = NamedNode(LM + "Passage")

_Statement = NamedNode | BlankNode


class Deriving:
    """Derives from one node after the other: its classes, and what its prerequisites state."""

    def __init__(self) -> None:
        self._parents = {
            name: [NamedNode(parent) for parent in sorted(parents)]
            for name, parents in superclasses(read_file(VOCABULARY)).items()
        }

    def of(self, owner: str, gathered: Mapping[str, Properties]) -> Iterator[Quad]:
        """Yield what follows from a node (an IRI) and what hangs on it, given all that is said of them."""
        for subject, said in gathered.items():
            for kind in said.get(TYPE, ()):
                if kind.value in self._parents:
                    for parent in self._parents[kind.value]:
                        yield _said(_term(subject), _TYPE, parent)
        dependent, said = NamedNode(owner), gathered[owner]
        plain = said.get(_REQUIRES.value, ())
        for statement in said.get(LM + "prerequisite", ()):
            if isinstance(statement, NamedNode | BlankNode):
                yield from self._stated(dependent, statement, gathered[statement.value], plain)
        yield from (_said(on, _INVERSE, dependent) for on in plain if isinstance(on, NamedNode))

    def _stated(
        self, dependent: NamedNode, statement: _Statement, said: Properties, plain: Iterable[Object]
    ) -> Iterator[Quad]:
        yield _said(statement, _TYPE, _PREREQUISITE)
        strengths = said.get(_STRENGTH.value, ())
        if not strengths:
            yield _said(statement, _STRENGTH, _REQUIRED)
        if any(strength.value == LM + "helpful" for strength in strengths):
            return
        for on in said.get(LM + "on", ()):
            if isinstance(on, NamedNode):
                if on not in plain:
                    yield _said(dependent, _REQUIRES, on)
                yield _said(on, _INVERSE, dependent)

    def of_scattered(self, store: Store) -> Iterator[Quad]:
        """Yield the same of a whole store."""
        for name, parents in self._parents.items():
            for quad in store.quads_for_pattern(None, _TYPE, NamedNode(name)):
                yield from (_said(quad.subject, _TYPE, parent) for parent in parents)
        find = store.quads_for_pattern
        any_plain = any(True for _ in find(None, _REQUIRES, None))
        for dependent, statement in _pairs(store, LM + "prerequisite"):
            said = by_subject(quad.triple for quad in find(statement, None, None)).get(statement.value, {})
            plain = [quad.object for quad in find(dependent, _REQUIRES, None)] if any_plain else []
            yield from self._stated(dependent, statement, said, plain)  # type: ignore[arg-type]
        for dependent, on in _pairs(store, _REQUIRES.value):
            yield _said(on, _INVERSE, dependent)


def teaching(store: Store) -> Iterator[Quad]:
    """Yield what follows from the passages of a store: that their resources teach."""
    teaches = NamedNode(SCHEMA + "teaches")
    for topic, passage in _pairs(store, LM + "explainedIn"):
        yield _said(passage, _TYPE, _PASSAGE)
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


def _term(subject: str) -> _Statement:
    return NamedNode(subject) if ":" in subject else BlankNode(subject)


def _said(subject: object, property_: NamedNode, value: object) -> Quad:
    return Quad(subject, property_, value, DERIVED)  # type: ignore[arg-type]
