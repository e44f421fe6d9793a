"""Growing a drawing around its nodes and shrinking it again. What is drawn never moves: a pure function of what came before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from explorer.beside import places_beside
from explorer.expansions import Way, read
from explorer.scene_edges import SceneEdge, edges_at, prerequisite_edge
from explorer.scene_nodes import Scene, SceneNode, node_box
from graph.described import NAMED_FIRST
from graph.map import Map
from graph.model import Language

MOST_EXPANDED: Final = 16
"""Nodes that expanding one node adds at most."""


def replayed(
    scene: Scene, map_: Map, language: Language, tokens: Sequence[str], *, known: Collection[str] = ()
) -> Scene:
    """Return a drawing after expansions and collapses, one after the other; what was there before does not move.

    Each expansion sets at most `MOST_EXPANDED` nodes into free places, prerequisites left and all else right of the node. A
    collapse takes away what the node's expansions added, but for what is expanded itself or belongs to another open one.

    Parameters
    ----------
    tokens : see `explorer.expansions`; what is not drawn is passed over.
    known : ids that "missing" leaves out.
    """
    if not tokens:
        return scene
    growing = _Growing(scene, map_, language, known)
    for token in tokens:
        expansion = read(token)
        if expansion.id in growing.nodes:
            growing.fold(expansion.id) if expansion.way == "fold" else growing.grow(expansion.id, expansion.way)
    return growing.scene()


def neighbour_counts(edges: Iterable[SceneEdge], centre: str, known: Collection[str] = ()) -> Mapping[Way, int]:
    """Return how many neighbours each way of expanding a node would show; `edges` are all at the node.

    Examples
    --------
    >>> from graph import open_map
    >>> counts = neighbour_counts(edges_at(open_map(), "softmax", "en"), "softmax")
    >>> counts["all"] >= counts["needs"] + counts["unlocks"], counts["missing"] == counts["needs"]
    (True, True)
    """
    listed = list(edges)
    ways: tuple[Way, ...] = ("all", "needs", "unlocks", "missing")
    return {way: sum(1 for edge in listed if _IN_WAY[way](edge, centre, known)) for way in ways}


def importance(map_: Map, ids: Iterable[str]) -> dict[str, tuple[int, int, str]]:
    """Return what to sort nodes by, the most telling first: topics before other kinds, then what more depends on."""
    nodes = map_.describe(dict.fromkeys(ids))
    users = Counter(edge.on for edge in map_.uses(nodes))
    place = {kind: number for number, kind in enumerate(NAMED_FIRST)}
    return {id_: (place.get(node.kind, len(place)), -users[id_], id_) for id_, node in nodes.items()}


def _is_need(edge: SceneEdge, centre: str, _: Collection[str]) -> bool:
    return edge.link == "requires" and edge.target == centre


_IN_WAY: Final[Mapping[Way, Callable[[SceneEdge, str, Collection[str]], bool]]] = {
    "all": lambda *_: True,
    "needs": _is_need,
    "unlocks": lambda edge, centre, _: edge.link == "requires" and edge.source == centre,
    "missing": lambda edge, centre, known: _is_need(edge, centre, known) and edge.source not in known,
}


@dataclass
class _Growing:
    """A drawing while it grows.

    Attributes
    ----------
    shown : for each open expansion's node, the neighbours it shows.
    left_out : for each of them, how many the limit kept out.
    """

    base: Scene
    map: Map
    language: Language
    known: Collection[str]
    nodes: dict[str, SceneNode] = field(init=False)
    edges: dict[frozenset[str], SceneEdge] = field(init=False)
    shown: dict[str, set[str]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = {node.id: node for node in self.base.nodes}
        self.edges = {edge.pair: edge for edge in self.base.edges}

    def grow(self, centre: str, way: Way) -> None:
        edges = [edge for edge in edges_at(self.map, centre, self.language) if _IN_WAY[way](edge, centre, self.known)]
        needed = {edge.source for edge in edges if edge.target == centre and edge.link == "requires"}
        ranks = importance(self.map, (edge.other(centre) for edge in edges))
        ids = sorted(ranks, key=lambda identifier: (identifier not in needed, ranks[identifier]))
        added = [identifier for identifier in ids if identifier not in self.nodes]
        middle = self.nodes[centre]
        for side in (-1, 1):
            here = [identifier for identifier in added[:MOST_EXPANDED] if (identifier in needed) == (side < 0)]
            boxes = [node_box(node, self.language) for node in self.map.describe(here).values()]
            places = places_beside(middle, self.nodes.values(), boxes, side=side)
            for box in boxes:
                x, y = places[box.id]
                self.nodes[box.id] = replace(box, x=x, y=y, level=middle.level + side)
        for edge in edges:
            if edge.other(centre) in self.nodes:
                # One that was hidden until asked for is now asked for.
                self.edges[edge.pair] = replace(self.edges.get(edge.pair, edge), quiet=False)
        self.shown.setdefault(centre, set()).update(identifier for identifier in ids if identifier in self.nodes)
        self.left_out[centre] = max(0, len(added) - MOST_EXPANDED)

    def fold(self, centre: str) -> None:
        self.shown.pop(centre, None)
        self.left_out.pop(centre, None)
        kept = {*self.base.ids, *self.shown, *(near for ids in self.shown.values() for near in ids)}
        self.nodes = {identifier: node for identifier, node in self.nodes.items() if identifier in kept}
        asked = {frozenset((open_, near)) for open_, ids in self.shown.items() for near in ids}
        left = {pair: edge for pair, edge in self.edges.items() if pair in asked and pair <= kept}
        self.edges = {edge.pair: edge for edge in self.base.edges} | left

    def scene(self) -> Scene:
        return replace(
            self.base,
            nodes=tuple(self.nodes.values()),
            edges=(*self.edges.values(), *self._between_added()),
            left_out=self.base.left_out + sum(self.left_out.values()),
        )

    def _between_added(self) -> list[SceneEdge]:
        """Return the prerequisites that tie what was added to the rest and that no expansion drew."""
        added = [identifier for identifier in self.nodes if identifier not in self.base.ids]
        found: dict[frozenset[str], SceneEdge] = {}
        for need in self.map.prerequisites(added):
            edge = prerequisite_edge(need, self.language)
            if edge.source in self.nodes and edge.pair not in self.edges and len(edge.pair) == 2:
                found.setdefault(edge.pair, edge)
        return list(found.values())
