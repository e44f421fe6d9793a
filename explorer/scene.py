"""What to draw: nodes with positions, edges with reasons. Pure: knows no web page.

A scene is made in the browser's pixels, x to the right and y downwards, from estimates of how much room labels take, so
that the same plan gives the same drawing wherever it is computed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.expanding import MOST_EXPANDED, replayed
from explorer.layered import Layout, Point, layered
from explorer.looks import look
from explorer.scene_edges import SceneEdge, directions, edges_among, prerequisite_edge, reduced
from explorer.scene_nodes import Scene, SceneNode, Status, node_box, node_json
from graph.map import Map
from graph.model import Language, Node
from graph.neighbourhood import around
from graph.path import Plan

if TYPE_CHECKING:
    from pyvis.network import Network


def path_scene(plan: Plan, map_: Map, language: Language, *, expanded: Sequence[str] = ()) -> Scene:
    """Return the drawing of a plan: layers from left to right, every prerequisite left of what needs it.

    Edges that follow from others are left out (transitive reduction). What is added around `expanded` nodes, at most
    `MOST_EXPANDED` for each, is set into free places: what was there before does not move.

    Examples
    --------
    >>> from graph import open_map, plan_path
    >>> scene = path_scene(plan_path(open_map(), "derivatives"), open_map(), "en")
    >>> at = {node.id: node.x for node in scene.nodes}
    >>> all(at[edge.source] < at[edge.target] for edge in scene.edges)
    True
    """
    numbers = {step.node.id: number for number, step in enumerate(plan.steps, 1)}
    nodes = {step.node.id: step.node for step in plan.steps}
    used = {edge.on for step in plan.steps for edge in step.because}
    nodes = map_.describe(known for known in plan.known if known in used and known not in nodes) | nodes
    order = {identifier: place for place, identifier in enumerate(nodes)}
    needs = [
        edge
        for step in plan.steps
        for edge in step.because
        if edge.on in order and order[edge.on] < order[step.node.id]
    ]
    edges = [prerequisite_edge(edge, language) for edge in reduced(needs, list(nodes))]
    scene = drawn_layered(nodes, edges, language, numbers, plan.targets)
    return replayed(scene, map_, language, expanded, known=frozenset(plan.known))


def neighbourhood_scene(map_: Map, centre: str, language: Language, *, hops: int = 1, limit: int = 60) -> Scene:
    """Return the drawing of what lies within `hops` edges of a node, nearest first, at most `limit` nodes.

    Raises
    ------
    NodeNotFound
    InvalidInput
        For fewer than 0 hops.
    """
    near = around(map_, centre, hops)
    return replace(part_scene(map_, near[:limit], language, targets=[centre]), left_out=max(0, len(near) - limit))


def part_scene(
    map_: Map,
    ids: Sequence[str],
    language: Language,
    *,
    targets: Sequence[str] = (),
    numbers: Mapping[str, int] | None = None,
    links: bool = True,
) -> Scene:
    """Return the drawing of some nodes of a map and the edges between them.

    Parameters
    ----------
    targets : ids to mark as goals.
    numbers : place of each node in a plan, from 1; none where there is no plan.
    links : whether to draw other links than prerequisites too.
    """
    nodes = map_.describe(ids)
    edges = [edge for edge in edges_among(nodes, map_, language) if links or edge.link == "requires"]
    return drawn_layered(nodes, edges, language, numbers or {}, targets)


def scene_network(scene: Scene) -> Network:
    """Return the scene as a pyvis network: no physics, our positions; bends and statuses travel as extra fields."""
    from pyvis.network import Network

    network = Network(directed=True, height="100%", width="100%")
    for node in scene.nodes:
        extra = node_json(node) | {"shape": look(node.kind).plain, "color": look(node.kind).hue, "physics": False}
        network.add_node(extra.pop("id"), **extra)
    for edge in scene.edges:
        bends = [round(value) for point in edge.bends for value in point]
        network.add_edge(
            edge.source, edge.target, title=edge.title, dashes=edge.dashed, link=edge.link, bends=bends, color="#9aa1ab"
        )
    network.options = {"physics": {"enabled": False}, "edges": {"smooth": {"type": "cubicBezier"}}}
    return network


def drawn_layered(
    nodes: Mapping[str, Node],
    edges: Sequence[SceneEdge],
    language: Language,
    numbers: Mapping[str, int],
    targets: Sequence[str],
) -> Scene:
    """Return nodes in layers from left to right, in the order of their edges."""
    boxes = {
        identifier: node_box(node, language, _status(identifier, numbers, targets), numbers.get(identifier))
        for identifier, node in nodes.items()
    }
    ways = directions(edges, list(nodes))
    layout = layered({identifier: (box.width, box.height) for identifier, box in boxes.items()}, ways)
    placed = tuple(
        replace(box, x=layout.centres[identifier][0], y=layout.centres[identifier][1], level=layout.levels[identifier])
        for identifier, box in boxes.items()
    )
    drawn = tuple(replace(edge, bends=_bends(layout, edge.source, edge.target)) for edge in edges)
    name = hashlib.sha256("\n".join(f"{node.id} {node.label}" for node in placed).encode()).hexdigest()[:12]
    return Scene(placed, drawn, name)


def _status(identifier: str, numbers: Mapping[str, int], targets: Sequence[str]) -> Status:
    if identifier in targets:
        return "target"
    if identifier in numbers:
        return "step"
    return "known" if numbers else "other"


def _bends(layout: Layout, source: str, target: str) -> tuple[Point, ...]:
    if (source, target) in layout.bends:
        return layout.bends[source, target]
    return layout.bends[target, source][::-1]


__all__ = [
    "MOST_EXPANDED",
    "Scene",
    "SceneEdge",
    "SceneNode",
    "Status",
    "drawn_layered",
    "neighbourhood_scene",
    "part_scene",
    "path_scene",
    "scene_network",
]
