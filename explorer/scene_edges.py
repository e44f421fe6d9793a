"""Which edges a drawing shows, and which way each of them runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from explorer.layered import Point
from graph.map import Map
from graph.model import Language, Node, Prerequisite
from graph.vocabulary import property_label

_PLACING: Final = frozenset(("area", "stage", "phase"))
"""Links that say where a node belongs; over them everything is near everything, so they are not drawn."""


@dataclass(frozen=True, slots=True)
class SceneEdge:
    """An edge as drawn: from a prerequisite to its dependent, or from a node along one of its links.

    Attributes
    ----------
    title : the reason, or what the link is called, as plain text.
    dashed : whether the prerequisite is only helpful, or the edge is another link.
    link : "requires", or the local name of the property.
    bends : points the edge goes through, from source to target, in pixels.
    weight : how much it stands for; 1 for a single one.
    quiet : whether it shows only when one of its ends does more than stand there.
    """

    source: str
    target: str
    title: str
    dashed: bool
    link: str
    bends: tuple[Point, ...] = ()
    weight: float = 1.0
    quiet: bool = False

    def other(self, end: str) -> str:
        """Return the end that is not `end`."""
        return self.target if self.source == end else self.source

    @property
    def pair(self) -> frozenset[str]:
        """Both ends."""
        return frozenset((self.source, self.target))


def prerequisite_edge(edge: Prerequisite, language: Language) -> SceneEdge:
    """Return a prerequisite as drawn."""
    return SceneEdge(
        edge.on, edge.dependent, edge.because.in_language(language), edge.strength == "helpful", "requires"
    )


def edges_among(nodes: Mapping[str, Node], map_: Map, language: Language) -> list[SceneEdge]:
    """Return all edges between some nodes of a map; of prerequisites only those that do not follow from others."""
    needs = [edge for edge in map_.prerequisites(nodes) if edge.on in nodes and edge.on != edge.dependent]
    order = topological(needs, list(nodes))
    place = {identifier: number for number, identifier in enumerate(order)}
    forward = [edge for edge in needs if place[edge.on] < place[edge.dependent]]
    edges = [prerequisite_edge(edge, language) for edge in reduced(forward, order)]
    joined = {frozenset((edge.on, edge.dependent)) for edge in needs}
    for edge in (edge for node in nodes.values() for edge in _links_of(node, language)):
        if edge.target in nodes and edge.source != edge.target and edge.pair not in joined:
            joined.add(edge.pair)
            edges.append(edge)
    return edges


def edges_at(map_: Map, centre: str, language: Language) -> list[SceneEdge]:
    """Return the edges at a node, one for each neighbour, first what it needs, then what needs it, then other links."""
    found = [prerequisite_edge(edge, language) for edge in map_.prerequisites([centre])]
    users = map_.prerequisites(map_.dependents(centre))
    found += [prerequisite_edge(edge, language) for edge in users if edge.on == centre]
    found += _links_of(map_.node(centre), language)
    for link, others in map_.links_of(centre).items():
        if link not in _PLACING and link != "requires":
            found += [SceneEdge(other, centre, property_label(link, language), True, link) for other in others]
    once: dict[str, SceneEdge] = {}
    for edge in found:
        if edge.source != edge.target and edge.other(centre) in map_:
            once.setdefault(edge.other(centre), edge)
    return list(once.values())


def reduced(edges: Iterable[Prerequisite], order: Sequence[str]) -> list[Prerequisite]:
    """Return the edges that do not follow from others (the transitive reduction), one for each pair of nodes.

    Parameters
    ----------
    order : all nodes, every prerequisite before what needs it.

    Examples
    --------
    >>> edges = [Prerequisite("c", "a"), Prerequisite("c", "b"), Prerequisite("b", "a")]
    >>> [(edge.on, edge.dependent) for edge in reduced(edges, "abc")]
    [('a', 'b'), ('b', 'c')]

    References
    ----------
    A. V. Aho, M. R. Garey, J. D. Ullman, "The transitive reduction of a directed graph", SIAM J. Comput. 1(2), 1972.
    """
    place = {identifier: number for number, identifier in enumerate(order)}
    needs: dict[str, dict[str, Prerequisite]] = {identifier: {} for identifier in order}
    for edge in edges:
        needs[edge.dependent].setdefault(edge.on, edge)
    # Sets of ancestors as the bits of one whole number: a union is one operation for many nodes.
    ancestors: dict[str, int] = {}
    kept: list[Prerequisite] = []
    for identifier in order:
        covered = 0
        for on in sorted(needs[identifier], key=lambda on: -place[on]):
            if not covered >> place[on] & 1:
                kept.append(needs[identifier][on])
            covered |= ancestors[on] | 1 << place[on]
        ancestors[identifier] = covered
    return kept


def directions(edges: Iterable[SceneEdge], order: Sequence[str]) -> list[tuple[str, str]]:
    """Return each edge once as (left, right) such that all together form no cycle, prerequisites always left.

    Other links run as one learns: what is built on, taught or used comes left, the paper that introduced a topic right of
    it; where a way between the two exists already, it decides.
    """
    after: dict[str, set[str]] = {identifier: set() for identifier in order}
    links = []
    for edge in edges:
        if edge.link == "requires":
            after[edge.source].add(edge.target)
        else:
            links.append(edge)
    for edge in links:
        left, right = (edge.source, edge.target) if edge.link == "introducedIn" else (edge.target, edge.source)
        if _reaches(after, right, left):
            left, right = right, left
        after[left].add(right)
    return [(left, right) for left in order for right in sorted(after[left])]


def topological(edges: Iterable[Prerequisite], ids: Sequence[str]) -> list[str]:
    """Return the ids, prerequisites first as far as there is no cycle: depth first, in post-order."""
    needs: dict[str, list[str]] = {identifier: [] for identifier in ids}
    for edge in edges:
        needs[edge.dependent].append(edge.on)
    done: dict[str, None] = {}
    entered: set[str] = set()
    stack = [(identifier, False) for identifier in reversed(ids)]
    while stack:
        identifier, leaving = stack.pop()
        if leaving:
            done[identifier] = None
        elif identifier not in entered:
            entered.add(identifier)
            stack.append((identifier, True))
            stack.extend((on, False) for on in reversed(needs[identifier]) if on not in entered)
    return list(done)


def _links_of(node: Node, language: Language) -> list[SceneEdge]:
    return [
        SceneEdge(node.id, other, property_label(link, language), True, link)
        for link, others in sorted(node.links.items())
        if link not in _PLACING
        for other in others
    ]


def _reaches(after: Mapping[str, Iterable[str]], start: str, end: str) -> bool:
    seen, open_ = {start}, [start]
    while open_:
        for node in after[open_.pop()]:
            if node == end:
                return True
            if node not in seen:
                seen.add(node)
                open_.append(node)
    return False
