"""What hangs on a node: blank nodes, and the statements about it that have names of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from graph.described import STATEMENTS
from graph.named_graphs import GraphName
from graph.triples import Properties


def hanging(index: Mapping[str, Properties], iri: str) -> tuple[dict[str, Properties], bool]:
    """Return what an index of triples by subject says of a node and of what hangs on it, and whether that is all that does."""
    found: dict[str, Properties] = {}
    open_, whole = [iri], True
    while open_:
        subject = open_.pop()
        if subject in found:
            continue
        if subject not in index:
            whole = False
            continue
        found[subject] = index[subject]
        for property_, objects in index[subject].items():
            open_ += [value.value for value in objects if _hangs(property_, value)]
    return found, whole


def hanging_quads(store: Store, iri: str, *, hidden: Collection[GraphName]) -> Iterator[Quad]:
    """Yield what a store says of a node and of what hangs on it, but for some graphs."""
    open_: list[NamedNode | BlankNode] = [NamedNode(iri)]
    seen: set[NamedNode | BlankNode] = set(open_)
    while open_:
        for quad in store.quads_for_pattern(open_.pop(), None, None):
            if quad.graph_name in hidden:
                continue
            yield quad
            value = quad.object
            if _hangs(quad.predicate.value, value) and isinstance(value, NamedNode | BlankNode) and value not in seen:
                seen.add(value)
                open_.append(value)


def _hangs(property_: str, value: object) -> bool:
    return isinstance(value, BlankNode) or (property_ in STATEMENTS and isinstance(value, NamedNode))
