"""A drawing as a value: boxes at their places, edges between them, and both as the browser takes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from explorer.node_label import columns, wrapped
from explorer.scene_edges import SceneEdge
from graph.model import Language, Node
from graph.vocabulary import kind_label

Status = Literal["step", "target", "known", "other"]
Ring = Literal["", "known", "learning", "ready", "locked"]

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
    ring : how far the learner is with it; "" where that is not shown.
    note : a smaller line below the label.
    share : how much of it is known, 0 to 1; None where that is not shown.
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
    ring: Ring = ""
    note: str = ""
    share: float | None = None

    @property
    def name(self) -> str:
        """The whole name, as hovering shows it."""
        return self.title.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing.

    Attributes
    ----------
    layout : names the positions: scenes that share it differ only in what was added around nodes that stay in place.
    left_out : how many nodes a limit kept out of the drawing.
    rulers : upright lines behind it, each at an x and with a text.
    enters : whether a click goes into a node, not only to it.
    """

    nodes: tuple[SceneNode, ...]
    edges: tuple[SceneEdge, ...]
    layout: str = ""
    left_out: int = 0
    rulers: tuple[tuple[float, str], ...] = ()
    enters: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """Ids of all nodes drawn."""
        return frozenset(node.id for node in self.nodes)

    def only(self, ids: Collection[str]) -> Scene:
        """Return the scene without all other nodes and their edges; nothing moves."""
        edges = tuple(edge for edge in self.edges if edge.source in ids and edge.target in ids)
        return replace(self, nodes=tuple(node for node in self.nodes if node.id in ids), edges=edges)

    def to_json(self) -> dict[str, Any]:
        """Return the scene for the browser: positions in whole pixels, what is usual left out."""
        place = {node.id: number for number, node in enumerate(self.nodes)}
        rest: dict[str, Any] = {"enters": True} if self.enters else {}
        if self.rulers:
            rest["rulers"] = [[round(x), text] for x, text in self.rulers]
        return {
            **rest,
            "layout": self.layout,
            "leftOut": self.left_out,
            "nodes": [node_json(node) for node in self.nodes],
            "edges": [_edge_json(edge, place) for edge in self.edges],
        }


def node_box(node: Node, language: Language, status: Status = "other", number: int | None = None) -> SceneNode:
    """Return a node as a box as large as its label needs, not yet anywhere."""
    name = node.label.in_language(language)
    first, *others = wrapped(name) or ("",)
    lines = [first if number is None else f"{number} {first}", *others]
    width = round(max(map(columns, lines), default=1) * _COLUMN_WIDTH + _PADDING[0])
    height = round(len(lines) * _LINE_HEIGHT + _PADDING[1])
    title = "\n".join(filter(None, (name, kind_label(node.kind, language), node.definition.in_language(language))))
    return SceneNode(
        node.id, "\n".join(lines), node.kind, status, number, 0, 0.0, 0.0, title, float(width), float(height)
    )


def node_json(node: SceneNode) -> dict[str, Any]:
    """Return a node for the browser."""
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
    said |= {"ring": node.ring} if node.ring else {}
    said |= {"note": node.note} if node.note else {}
    said |= {"share": round(node.share, 3)} if node.share is not None else {}
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
    if edge.weight != 1:
        said["weight"] = round(edge.weight, 1)
    if edge.quiet:
        said["quiet"] = True
    if edge.bends:
        said["bends"] = [round(value) for point in edge.bends for value in point]
    return said
