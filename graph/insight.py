"""What the shape of a map says: bottlenecks, long chains, communities, gaps. Every result names its measure.

networkx does the analysis (betweenness is our own, many times faster, and tested against it), on the graph of required
prerequisites (of alternatives all count), each edge from the prerequisite to what needs it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graph.errors import PrerequisiteCycle
from graph.map import Map
from graph.measures import MEASURES, Measure
from graph.model import ASSUMED_HOURS, Node
from graph.partitions import adjusted_rand
from graph.whole import all_nodes

if TYPE_CHECKING:
    import networkx as nx

_TARGET_KINDS: Final = ("paper", "model", "project", "career")
"""Kinds that people aim at."""

_SOURCE: Final = ""
_SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ranking: nodes (one, or a chain in learning order) and their value."""

    nodes: tuple[Node, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Nodes by a measure, the most first; `total` counts those that the limit left out too."""

    measure: Measure
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Community:
    """Topics that hang together, the area most of them are declared to be in, and those declared to be elsewhere."""

    area: str | None
    topics: tuple[Node, ...]
    strangers: tuple[Node, ...]

    @property
    def purity(self) -> float:
        """Share of the topics that are declared to be in `area`."""
        return 1 - len(self.strangers) / len(self.topics)


@dataclass(frozen=True, slots=True)
class Communities:
    """Communities, the largest first, and how well they agree with the declared areas: 1 fully, 0 as by chance."""

    measure: Measure
    agreement: float
    modularity: float
    communities: tuple[Community, ...]


class Insight:
    """The analyses of one map; each is computed when asked for.

    Parameters
    ----------
    limit : rows of a ranking at most.

    Raises
    ------
    PrerequisiteCycle
        Where the map's prerequisites go round in a circle.

    Examples
    --------
    >>> from graph.store import open_map
    >>> ranking = Insight(open_map(), limit=3).unlock_most()
    >>> len(ranking.rows), ranking.measure.id
    (3, 'unlock-most')
    """

    def __init__(self, map_: Map, *, limit: int = 10) -> None:
        self._map = map_
        self._limit = limit
        self._nodes = {node.id: node for node in all_nodes(map_) if node.kind in ASSUMED_HOURS or node.kind == "career"}

    def ranking(self, measure: str) -> Ranking:
        """Return the ranking by a measure, by its id.

        Raises
        ------
        KeyError
            For a measure that ranks nothing.
        """
        made: Ranking = {
            "dominators": self.dominators,
            "betweenness": self.betweenness,
            "longest-chains": self.longest_chains,
            "unlock-most": self.unlock_most,
            "need-most": self.need_most,
            "without-resource": self.without_resource,
        }[measure]()
        return made

    def rankings(self) -> tuple[Ranking, ...]:
        """Return all rankings."""
        return tuple(self.ranking(measure) for measure in MEASURES if measure != "communities")

    def dominators(self) -> Ranking:
        """Rank what lies on every chain to a target: its dominators from a virtual source before all beginnings.

        Targets that are dominated by nothing, because several independent beginnings meet in them, count for none.
        """
        import networkx as nx

        graph = self._graph.copy()
        graph.add_node(_SOURCE)
        graph.add_edges_from((_SOURCE, node) for node in self._order if not self._graph.in_degree(node))
        above = nx.immediate_dominators(graph, _SOURCE)
        counts: Counter[str] = Counter()
        for target in self._order:
            if self._nodes[target].kind in _TARGET_KINDS:
                node = above[target]
                while node not in (None, _SOURCE):
                    counts[node] += 1
                    node = above[node]
        return self._ranking("dominators", counts)

    def betweenness(self) -> Ranking:
        """Rank topics by Brandes' betweenness among topics, exactly.

        Nothing is learned through a paper, a model or a tool: with them, four times the pairs would say the same.
        """
        from graph.betweenness import betweenness

        topics = [node for node in self._order if self._nodes[node].kind == "topic"]
        place = {topic: number for number, topic in enumerate(topics)}
        needs = [[place[on] for on in self._graph.predecessors(topic) if on in place] for topic in topics]
        return self._ranking("betweenness", dict(zip(topics, betweenness(needs).tolist(), strict=True)))

    def longest_chains(self) -> Ranking:
        """Return a longest chain to each of the nodes that lie deepest, one for all that end on the same chain."""
        before: dict[str, str | None] = {}
        length: dict[str, int] = {}
        for node in self._order:
            deepest = min(self._graph.predecessors(node), key=lambda on: (-length[on], on), default=None)
            before[node] = deepest
            length[node] = 1 + (length[deepest] if deepest is not None else 0)
        last = (node for node in self._order if not self._graph.out_degree(node))
        # Chains that differ in their last node alone say the same thing many times: one of them stands for all.
        by_approach: dict[str | None, str] = {}
        for end in sorted(last, key=lambda node: (-length[node], node)):
            by_approach.setdefault(before[end], end)
        ends = list(by_approach.values())
        rows = tuple(Row(self._chain(before, end), float(length[end])) for end in ends[: self._limit])
        return Ranking(MEASURES["longest-chains"], rows, len(ends))

    def unlock_most(self) -> Ranking:
        """Rank topics by how many nodes require them in the end."""
        topics = {node: count for node, count in self._dependents.items() if self._nodes[node].kind == "topic"}
        return self._ranking("unlock-most", topics)

    def need_most(self) -> Ranking:
        """Rank papers by the hours of all that they require."""
        papers = [node for node in self._order if self._nodes[node].kind == "paper"]
        return self._ranking("need-most", {paper: self._hours_below(paper) for paper in papers})

    def without_resource(self) -> Ranking:
        """Rank topics that nothing teaches by how many nodes require them."""
        topics = [node for node in self._order if self._nodes[node].kind == "topic"]
        teaching = self._map.links_to(topics, "teaches")
        bare = {topic: self._dependents[topic] for topic in topics if not teaching[topic]}
        return self._ranking("without-resource", bare, zero=True)

    def communities(self) -> Communities:
        """Group the topics by the Louvain method (seeded) and compare the groups with the declared areas."""
        import networkx as nx

        topics = sorted(node for node, about in self._nodes.items() if about.kind == "topic")
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(topics)
        graph.add_edges_from(sorted(self._graph.subgraph(topics).edges))
        groups = [sorted(group) for group in nx.community.louvain_communities(graph, seed=_SEED)] if topics else []
        groups.sort(key=lambda group: (-len(group), group[0]))
        found = {topic: number for number, group in enumerate(groups) for topic in group}
        agreement = adjusted_rand([found[topic] for topic in topics], [self._nodes[topic].area for topic in topics])
        modularity = (
            nx.community.modularity(graph, [set(group) for group in groups]) if graph.number_of_edges() else 0.0
        )
        return Communities(
            MEASURES["communities"], agreement, modularity, tuple(self._community(group) for group in groups)
        )

    @cached_property
    def _graph(self) -> nx.DiGraph[str]:
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(sorted(self._nodes))
        edges = self._map.prerequisites(sorted(self._nodes))
        graph.add_edges_from(
            (edge.on, edge.dependent) for edge in edges if edge.strength == "required" and edge.on in self._nodes
        )
        return graph

    @cached_property
    def _order(self) -> tuple[str, ...]:
        import networkx as nx

        try:
            return tuple(nx.lexicographical_topological_sort(self._graph))
        except nx.NetworkXUnfeasible:
            edges = nx.find_cycle(self._graph)
            raise PrerequisiteCycle(tuple(edge[0] for edge in reversed(edges))) from None

    @cached_property
    def _reaches(self) -> Mapping[str, int]:
        """For each node the set of what requires it, itself included, as the bits of an integer by place in `_order`."""
        reaches: dict[str, int] = {}
        for place, node in reversed(list(enumerate(self._order))):
            bits = 1 << place
            for user in self._graph.successors(node):
                bits |= reaches[user]
            reaches[node] = bits
        return reaches

    @cached_property
    def _dependents(self) -> Mapping[str, int]:
        return {node: bits.bit_count() - 1 for node, bits in self._reaches.items()}

    def _hours_below(self, target: str) -> float:
        import networkx as nx

        return math.fsum(self._nodes[node].hours for node in nx.ancestors(self._graph, target))

    def _chain(self, before: Mapping[str, str | None], end: str) -> tuple[Node, ...]:
        chain: list[Node] = []
        node: str | None = end
        while node is not None:
            chain.append(self._nodes[node])
            node = before[node]
        return tuple(reversed(chain))

    def _ranking(self, measure: str, values: Mapping[str, float], *, zero: bool = False) -> Ranking:
        ranked = sorted(
            ((node, value) for node, value in values.items() if value > 0 or zero),
            key=lambda pair: (-round(pair[1], 12), pair[0]),
        )
        rows = tuple(Row((self._nodes[node],), float(value)) for node, value in ranked[: self._limit])
        return Ranking(MEASURES[measure], rows, len(ranked))

    def _community(self, group: Sequence[str]) -> Community:
        nodes = [self._nodes[topic] for topic in group]
        area = _most_common(node.area for node in nodes)
        return Community(area, tuple(nodes), tuple(node for node in nodes if node.area != area))


def _most_common(areas: Iterable[str | None]) -> str | None:
    counts = Counter(areas)
    return min(counts, key=lambda area: (-counts[area], area or ""))
