"""Where exactly a topic is explained: the section, lecture or page of a resource, and its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.map import Map
from graph.triples import by_subject, node_id, node_iri
from ontology import LM

_URL: Final = "https://schema.org/url"


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a resource or paper that explains a topic.

    Attributes
    ----------
    resource : id.
    place : as the resource itself counts it, "§1.2"; may be empty.
    url : of the passage itself; None where only the resource has an address.
    """

    resource: str
    place: str = ""
    url: str | None = None


def passages(map_: Map, identifier: str) -> tuple[Passage, ...]:
    """Return the passages that explain a node, in the order of the map.

    Examples
    --------
    >>> from graph.store import open_map
    >>> passages(open_map(), "centrality-measures")[0].resource
    'network-science-book'
    """
    index = by_subject(map_.triples_of(identifier))
    found: list[Passage] = []
    for statement in index.get(node_iri(identifier), {}).get(LM + "explainedIn", ()):
        said = index.get(statement.value, {})
        place, url = (next((value.value for value in said.get(name, ())), None) for name in (LM + "place", _URL))
        found.extend(Passage(node_id(resource.value), place or "", url) for resource in said.get(LM + "resource", ()))
    return tuple(found)
