"""A node and all that hangs on it, as JSON, for programs."""

from __future__ import annotations

from typing import Any

from graph.exchange.plan_json import label_json, number
from graph.map import Map
from graph.triples import node_iri


def node_json(map_: Map, identifier: str) -> dict[str, Any]:
    """Return all that the map says of a node; ids stand for other nodes.

    Raises
    ------
    NodeNotFound

    Examples
    --------
    >>> from graph.store import open_map
    >>> node_json(open_map(), "softmax")["label"]["ja"]
    'ソフトマックス関数'
    """
    node = map_.node(identifier)
    return {
        "id": node.id,
        "iri": node_iri(node.id),
        "kind": node.kind,
        "label": label_json(node.label),
        "definition": label_json(node.definition),
        "aliases": list(node.aliases),
        "area": node.area,
        "stage": node.stage,
        "phase": node.phase,
        "hours": number(node.hours),
        "date": node.date,
        "starting_point": node.starting_point,
        "prerequisites": [
            {"on": edge.on, "strength": edge.strength, "choice": edge.choice, "because": label_json(edge.because)}
            for edge in map_.prerequisites([identifier])
        ],
        "required_by": list(map_.dependents(identifier)),
        "facts": {name: list(values) for name, values in node.facts.items()},
        "links": {name: list(ids) for name, ids in node.links.items()},
        "linked_from": {name: list(ids) for name, ids in map_.links_of(identifier).items()},
    }
