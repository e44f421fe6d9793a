"""The answer of a query as a drawing: triples as they are, rows as the nodes they name. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from explorer.scene import drawn_layered, part_scene
from explorer.scene_edges import SceneEdge
from explorer.scene_nodes import Scene
from graph.described import LABELS
from graph.map import Map
from graph.model import Label, Language, Node
from graph.query_answers import QueryResult, Term
from graph.triples import local_name, node_id
from graph.vocabulary import property_label
from ontology import LM

MOST_DRAWN: Final = 150
"""Nodes drawn of one answer."""

_REQUIRES: Final = LM + "requires"
_NAMES: Final = frozenset(LABELS)
Pair = tuple[str, str]


def answer_scene(result: QueryResult, map_: Map, language: Language) -> Scene | None:
    """Return an answer as a drawing, or None where it is none: no triples between nodes, no column of nodes.

    A graph is drawn as it says. Of a table, each row joins the nodes of neighbouring columns; where there is one column of
    nodes, what the map says of them joins them.

    Examples
    --------
    >>> from graph import open_map
    >>> node = Term("uri", "https://w3id.org/learning-map/id/softmax")
    >>> answer_scene(QueryResult("select", ("n",), ((node,),), None, None, 0.1), open_map(), "en").nodes[0].id
    'softmax'
    """
    if result.kind == "graph":
        return _triples_drawn(result, map_, language)
    columns = node_columns(result, map_)
    if not columns:
        return None
    if len(columns) == 1:
        ids = list(dict.fromkeys(node_id(term.value) for row in result.rows if (term := row[columns[0]])))
        return replace(part_scene(map_, ids[:MOST_DRAWN], language), left_out=max(0, len(ids) - MOST_DRAWN))
    titles = {(one, other): f"?{result.columns[one]} → ?{result.columns[other]}" for one, other in pairwise(columns)}
    pairs: dict[Pair, str] = {}
    ids = []
    for row in result.rows:
        ids += [node_id(term.value) for place in columns if (term := row[place])]
        for (one, other), title in titles.items():
            if (left := row[one]) and (right := row[other]):
                pairs.setdefault((node_id(left.value), node_id(right.value)), title)
    edges = [SceneEdge(left, right, title, True, "row") for (left, right), title in pairs.items()]
    return _drawn(ids, edges, {}, map_, language)


def node_columns(result: QueryResult, map_: Map) -> tuple[int, ...]:
    """Return the places of the columns that hold nodes of the map and nothing else."""
    if result.kind != "select":
        return ()
    return tuple(
        place
        for place in range(len(result.columns))
        if (terms := [term for row in result.rows if (term := row[place])])
        and all(term.kind == "uri" and node_id(term.value) in map_ for term in terms)
    )


def _triples_drawn(result: QueryResult, map_: Map, language: Language) -> Scene | None:
    edges: dict[Pair, SceneEdge] = {}
    names: dict[str, dict[str, str]] = {}
    ids: list[str] = []
    for subject, predicate, object_ in result.rows:
        if subject is None or predicate is None or object_ is None:
            continue
        here = _id(subject)
        ids.append(here)
        if object_.kind == "literal":
            if predicate.value in _NAMES:
                names.setdefault(here, {})[object_.language or ""] = object_.value
            continue
        if predicate.value.endswith("#type"):
            continue
        there = _id(object_)
        ids.append(there)
        edges.setdefault((here, there), _edge(here, there, predicate.value, language))
    return _drawn(ids, list(edges.values()), names, map_, language) if edges else None


def _edge(here: str, there: str, predicate: str, language: Language) -> SceneEdge:
    title = property_label(local_name(predicate), language)
    if predicate == _REQUIRES:
        return SceneEdge(there, here, title, False, "requires")
    return SceneEdge(here, there, title, True, local_name(predicate))


def _drawn(
    ids: Iterable[str],
    edges: Sequence[SceneEdge],
    names: Mapping[str, Mapping[str, str]],
    map_: Map,
    language: Language,
) -> Scene:
    once = list(dict.fromkeys(ids))
    nodes = {identifier: _node(identifier, names.get(identifier, {}), map_) for identifier in once[:MOST_DRAWN]}
    kept = [edge for edge in edges if edge.source in nodes and edge.target in nodes and edge.source != edge.target]
    scene = drawn_layered(nodes, _without_cycles(kept), language, {}, ())
    return replace(scene, left_out=max(0, len(once) - MOST_DRAWN))


def _without_cycles(edges: Sequence[SceneEdge]) -> list[SceneEdge]:
    """Return the edges with those prerequisites that close a circle as plain links: layers need an order."""
    needs: dict[str, set[str]] = {}
    found = []
    for edge in edges:
        closes = edge.link == "requires" and _reaches(needs, edge.target, edge.source)
        if edge.link == "requires" and not closes:
            needs.setdefault(edge.source, set()).add(edge.target)
        found.append(replace(edge, link="row", dashed=True) if closes else edge)
    return found


def _reaches(after: Mapping[str, set[str]], start: str, end: str) -> bool:
    seen, left = {start}, [start]
    while left:
        here = left.pop()
        if here == end:
            return True
        new = after.get(here, set()) - seen
        seen |= new
        left.extend(new)
    return False


def _node(identifier: str, names: Mapping[str, str], map_: Map) -> Node:
    if identifier in map_:
        return map_.node(identifier)
    plain = local_name(identifier) or identifier
    english = names.get("en") or names.get("") or next(iter(names.values()), plain)
    return Node(identifier, "other", Label(english, names.get("ja", "")))


def _id(term: Term) -> str:
    return f"_:{term.value}" if term.kind == "bnode" else node_id(term.value)
