"""What to draw: nodes with positions, edges with reasons. Pure: knows no web page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from graph.model import Language
from graph.path import Plan
from graph.store import LocalMap

if TYPE_CHECKING:
    from pyvis.network import Network

Status = Literal["step", "target", "known", "other"]

MOST_EXPANDED: Final = 24
"""Nodes that one expansion adds at most."""


@dataclass(frozen=True, slots=True)
class SceneNode:
    """A node as drawn (stub; being written)."""

    id: str
    label: str
    kind: str
    status: Status
    number: int | None
    level: int
    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class SceneEdge:
    """An edge as drawn."""

    source: str
    target: str
    title: str
    dashed: bool
    link: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing."""

    nodes: tuple[SceneNode, ...]
    edges: tuple[SceneEdge, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the scene as JSON."""
        raise NotImplementedError


def path_scene(plan: Plan, map_: LocalMap, language: Language, *, expanded: Sequence[str] = ()) -> Scene:
    """Return the drawing of a plan."""
    nodes = tuple(
        SceneNode(s.node.id, s.node.label.in_language(language), s.node.kind, "step", n, 0, n * 200.0, 0.0, "")
        for n, s in enumerate(plan.steps, 1)
    )
    return Scene(nodes, ())


def neighbourhood_scene(map_: LocalMap, centre: str, language: Language, *, hops: int = 1, limit: int = 60) -> Scene:
    """Return the drawing of what lies around a node."""
    return Scene((), ())


def scene_network(scene: Scene) -> Network:
    """Return the scene as a pyvis network."""
    raise NotImplementedError
