"""One node as linked data: what the map says of it, and what follows from that."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode, Triple

from graph.errors import NodeNotFound
from graph.map import Map
from graph.triples import enrich, node_iri, read_file, superclasses
from ontology import LM, NODE, VOCABULARY

_STATEMENT = "/requires/"


def node_triples(map_: Map, identifier: str) -> list[Triple]:
    """Return all that is said of a node, or of one of its prerequisites, whose id is `NODE/requires/OTHER`.

    Beside what is written: the statements' stable IRIs, the derived `lm:requires`, and who requires it.

    Raises
    ------
    NodeNotFound

    Examples
    --------
    >>> from graph.store import open_map
    >>> said = node_triples(open_map(), "self-attention")
    >>> any(t.predicate.value.endswith("isRequiredBy") for t in said)
    True
    """
    owner = identifier.split(_STATEMENT)[0]
    if owner not in map_:
        raise NodeNotFound(identifier, near=[match.id for match in map_.search(owner[:200], limit=5)])
    said = enrich(map_.triples_of(owner), _classes())
    if owner != identifier:
        statement = node_iri(identifier)
        about = [triple for triple in said if triple.subject == NamedNode(statement)]
        if not about:
            raise NodeNotFound(identifier, near=[owner])
        return [triple for triple in said if statement in (_value(triple.subject), _value(triple.object))]
    node = NamedNode(node_iri(identifier))
    required_by = NamedNode(LM + "isRequiredBy")
    users = {
        edge.dependent: None for edge in map_.uses([identifier]) if edge.strength == "required" and not edge.choice
    }
    return [*said, *(Triple(node, required_by, NamedNode(node_iri(user))) for user in sorted(users))]


@cache
def _classes() -> dict[str, set[str]]:
    return superclasses(read_file(VOCABULARY))


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def described_in(document: str, node: str, licence: str | None) -> Iterable[Triple]:
    """Yield what a document about a node says of itself: its topic, and its licence where one is known."""
    subject = NamedNode(document)
    yield Triple(subject, NamedNode("http://xmlns.com/foaf/0.1/primaryTopic"), NamedNode(NODE + node))
    if licence:
        yield Triple(subject, NamedNode("http://purl.org/dc/terms/license"), NamedNode(licence))
