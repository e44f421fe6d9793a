"""What to draw: nodes with positions, edges with reasons. Pure: knows no web page.

A scene is made in the browser's pixels, x to the right and y downwards, from estimates of how much room labels take, so
that the same plan gives the same drawing wherever it is computed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from explorer.beside import places_beside
from explorer.layered import Layout, Point, layered
from explorer.looks import look
from explorer.node_label import columns, wrapped
from explorer.scene_edges import SceneEdge, directions, edges_among, edges_at, prerequisite_edge, reduced
from graph.map import Map
from graph.model import Language, Node
from graph.neighbourhood import around
from graph.path import Plan
from graph.vocabulary import kind_label

if TYPE_CHECKING:
    from pyvis.network import Network

Status = Literal["step", "target", "known", "other"]

MOST_EXPANDED: Final = 16
"""Nodes that expanding one node adds at most."""

_COLUMN_WIDTH: Final = 7.0
_LINE_HEIGHT: Final = 17.0
_PADDING: Final = (30.0, 14.0)


@dataclass(frozen=True, slots=True)
class SceneNode:
    """A node as drawn.

    Attributes
    ----------
    label : in lines, joined by newlines; a step's begins with its number.
    status : "step" of the plan, "target", "known" already, or "other".
    number : place in the plan, from 1; None outside it.
    level : layer, from 0 at the left.
    x, y : the box's middle, in pixels.
    title : what hovering shows, as plain text.
    width, height : of the box, in pixels.
    """

    id: str
    label: str
    kind: str
    status: Status
    number: int | None
    level: int
    x: float
    y: float
    title: str
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing.

    Attributes
    ----------
    layout : names the positions: scenes that share it differ only in what was added around nodes that stay in place.
    left_out : how many neighbours a limit kept out of the drawing.
    """

    nodes: tuple[SceneNode, ...]
    edges: tuple[SceneEdge, ...]
    layout: str = ""
    left_out: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the scene for the browser: positions in whole pixels, what is usual left out."""
        place = {node.id: number for number, node in enumerate(self.nodes)}
        return {
            "layout": self.layout,
            "leftOut": self.left_out,
            "nodes": [_node_json(node) for node in self.nodes],
            "edges": [_edge_json(edge, place) for edge in self.edges],
        }


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
    scene = _drawn(nodes, edges, language, numbers, plan.targets)
    for identifier in dict.fromkeys(expanded):
        scene = _expanded(scene, map_, identifier, language)
    return scene


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
    return _drawn(nodes, edges, language, numbers or {}, targets)


def scene_network(scene: Scene) -> Network:
    """Return the scene as a pyvis network: no physics, our positions; bends and statuses travel as extra fields."""
    from pyvis.network import Network

    network = Network(directed=True, height="100%", width="100%")
    for node in scene.nodes:
        extra = _node_json(node) | {"shape": look(node.kind).plain, "color": look(node.kind).hue, "physics": False}
        network.add_node(extra.pop("id"), **extra)
    for edge in scene.edges:
        bends = [round(value) for point in edge.bends for value in point]
        network.add_edge(
            edge.source, edge.target, title=edge.title, dashes=edge.dashed, link=edge.link, bends=bends, color="#9aa1ab"
        )
    network.options = {"physics": {"enabled": False}, "edges": {"smooth": {"type": "cubicBezier"}}}
    return network


def _drawn(
    nodes: Mapping[str, Node],
    edges: Sequence[SceneEdge],
    language: Language,
    numbers: Mapping[str, int],
    targets: Sequence[str],
) -> Scene:
    boxes = {
        identifier: _box(node, language, _status(identifier, numbers, targets), numbers.get(identifier))
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


def _expanded(scene: Scene, map_: Map, centre: str, language: Language) -> Scene:
    """Return the scene with what is one edge away from a node, in free places beside it."""
    middle = next((node for node in scene.nodes if node.id == centre), None)
    if middle is None:
        return scene
    present = {node.id for node in scene.nodes}
    drawn = {edge.pair for edge in scene.edges}
    edges = [edge for edge in edges_at(map_, centre, language) if edge.pair not in drawn]
    added = [edge.other(centre) for edge in edges if edge.other(centre) not in present]
    shown = {*present, *added[:MOST_EXPANDED]}
    needed = {edge.source for edge in edges if edge.link == "requires" and edge.target == centre}
    nodes = scene.nodes
    for side in (-1, 1):
        ids = [identifier for identifier in added[:MOST_EXPANDED] if (identifier in needed) == (side < 0)]
        boxes = [_box(node, language, "other", None) for node in map_.describe(ids).values()]
        places = places_beside(middle, nodes, boxes, side=side)
        nodes += tuple(
            replace(box, x=places[box.id][0], y=places[box.id][1], level=middle.level + side) for box in boxes
        )
    return replace(
        scene,
        nodes=nodes,
        edges=scene.edges + tuple(edge for edge in edges if edge.other(centre) in shown),
        left_out=scene.left_out + max(0, len(added) - MOST_EXPANDED),
    )


def _box(node: Node, language: Language, status: Status, number: int | None) -> SceneNode:
    name = node.label.in_language(language)
    first, *others = wrapped(name) or ("",)
    lines = [first if number is None else f"{number} {first}", *others]
    width = round(max(map(columns, lines), default=1) * _COLUMN_WIDTH + _PADDING[0])
    height = round(len(lines) * _LINE_HEIGHT + _PADDING[1])
    title = "\n".join(filter(None, (name, kind_label(node.kind, language), node.definition.in_language(language))))
    return SceneNode(
        node.id, "\n".join(lines), node.kind, status, number, 0, 0.0, 0.0, title, float(width), float(height)
    )


def _node_json(node: SceneNode) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": node.id,
        "label": node.label,
        "group": node.kind,
        "level": node.level,
        "x": round(node.x),
        "y": round(node.y),
        "w": round(node.width),
        "h": round(node.height),
        "title": node.title,
    }
    if node.number is not None:
        said["number"] = node.number
    if node.status != "step":
        said["status"] = node.status
    return said


def _edge_json(edge: SceneEdge, place: Mapping[str, int]) -> dict[str, Any]:
    # Ends by place in the list of nodes: names would be a tenth of all that is sent.
    said: dict[str, Any] = {"from": place[edge.source], "to": place[edge.target], "title": edge.title}
    if edge.dashed:
        said["dashes"] = True
    if edge.link != "requires":
        said["link"] = edge.link
    if edge.bends:
        said["bends"] = [round(value) for point in edge.bends for value in point]
    return said


__all__ = [
    "MOST_EXPANDED",
    "Scene",
    "SceneEdge",
    "SceneNode",
    "Status",
    "neighbourhood_scene",
    "part_scene",
    "path_scene",
    "scene_network",
]
