"""Where exactly a topic is explained: the section, lecture or page of a resource, and its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.map import Map
from graph.model import Language, Node
from graph.path import Step
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
    """Return the passages that explain a node: those with an address of their own first, then by the resource's id.

    RDF keeps no order, so that of the file would differ from store to store.

    Examples
    --------
    >>> from graph.store import open_map
    >>> passages(open_map(), "centrality-measures")[0].resource
    'graph-representation-learning-book'
    """
    index = by_subject(map_.triples_of(identifier))
    found: list[Passage] = []
    for statement in index.get(node_iri(identifier), {}).get(LM + "explainedIn", ()):
        said = index.get(statement.value, {})
        place, url = (next((value.value for value in said.get(name, ())), None) for name in (LM + "place", _URL))
        found.extend(Passage(node_id(resource.value), place or "", url) for resource in said.get(LM + "resource", ()))
    return tuple(sorted(found, key=lambda passage: (passage.url is None, passage.resource, passage.place)))


def passages_for(map_: Map, identifier: str, language: Language) -> tuple[Passage, ...]:
    """Return the passages that explain a node, of resources that the map holds, those in the reader's language first.

    Examples
    --------
    >>> from graph.store import open_map
    >>> first = passages_for(open_map(), "scalars-and-vectors", "ja")[0]
    >>> open_map().node(first.resource).facts["inLanguage"]
    ('ja',)
    """
    found = [passage for passage in passages(map_, identifier) if passage.resource in map_]
    resources = map_.describe(dict.fromkeys(passage.resource for passage in found))
    return tuple(_readable_first(found, resources, language))


def where_to_learn(step: Step, map_: Map, resources: Mapping[str, Node], language: Language) -> list[Passage]:
    """Return where a step of a plan can be learned: exact places before whole resources, the reader's language first.

    Parameters
    ----------
    resources : the nodes of `step.resources`.

    Examples
    --------
    >>> from graph import open_map, plan_path
    >>> map_ = open_map()
    >>> step = plan_path(map_, "softmax").steps[-1]
    >>> japanese = where_to_learn(step, map_, map_.describe(step.resources), "ja")
    >>> map_.node(japanese[0].resource).facts["inLanguage"]
    ('ja',)
    """
    exact = [passage for passage in passages(map_, step.node.id) if passage.resource in resources]
    placed = {passage.resource for passage in exact}
    found = [*exact, *(Passage(resource) for resource in step.resources if resource not in placed)]
    return _readable_first(found, resources, language)


def _readable_first(found: Iterable[Passage], resources: Mapping[str, Node], language: Language) -> list[Passage]:
    return sorted(found, key=lambda passage: language not in resources[passage.resource].facts.get("inLanguage", ()))
