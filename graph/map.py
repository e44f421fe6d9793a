"""The interface of a map: what the planner and the faces may ask, wherever the map is kept.

Three sources implement it: files in memory (`graph.local_map`), a store on disk, and a SPARQL server. Whoever asks for many
things at once costs them one question; nothing here needs the whole map but `graph()` and the pages of `members`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Protocol

from graph.map_data import MapData
from graph.model import Node, Prerequisite
from graph.search import Match

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from graph.prerequisites import PrerequisiteGraph

MOST_STEPS: Final = 5_000
"""Steps that a plan may have: at 20 hours a week, ten years."""

PAGE: Final = 1_000
"""Members of a page, unless another number is asked for."""


class Map(Protocol):
    """What the planner and the faces ask of a map."""

    def __contains__(self, identifier: str) -> bool:
        """Tell whether the map holds a node of this id."""
        ...

    def node(self, identifier: str) -> Node:
        """Return one node; raises `NodeNotFound`, with the nearest."""
        ...

    def describe(self, ids: Iterable[str]) -> dict[str, Node]:
        """Return the nodes by id, in the order given.

        Raises
        ------
        NodeNotFound
            For the first id that the map does not hold.
        """
        ...

    def prerequisites(self, ids: Iterable[str]) -> list[Prerequisite]:
        """Return what the nodes directly need, in the order of `ids`: of each the required before the helpful, by id.

        Alternatives of one choice stand together, in the order in which the map lists them.
        """
        ...

    def uses(self, ids: Iterable[str]) -> list[Prerequisite]:
        """Return what directly needs the nodes: the prerequisites that are `on` one of them, in the order of `ids`."""
        ...

    def dependents(self, identifier: str) -> tuple[str, ...]:
        """Return the ids of what directly needs a node, required or helpful or as an alternative, sorted."""
        ...

    def links_to(self, ids: Iterable[str], link: str) -> dict[str, tuple[str, ...]]:
        """Return, for each id, the ids of the nodes whose property `link` (a local name, "teaches") points at it.

        They are sorted, but for what teaches a node: what holds the passages that explain it comes first.
        """
        ...

    def links_of(self, identifier: str) -> dict[str, tuple[str, ...]]:
        """Return the ids that point at a node, sorted, by the local name of the property."""
        ...

    def resolve(self, name: str) -> str:
        """Return the id of the node that goes by `name`: an id, a label in either language, an alias or an abbreviation.

        Raises
        ------
        NodeNotFound
            With the nearest names.
        AmbiguousName
            With the candidates.
        """
        ...

    def search(self, text: str, *, limit: int = 20) -> list[Match]:
        """Return the nodes whose names come closest to `text`, best first."""
        ...

    def members(
        self,
        *,
        kind: str | None = None,
        link: str | None = None,
        of: str | None = None,
        after: str = "",
        limit: int = PAGE,
    ) -> list[str]:
        """Return a page of ids, sorted: of all nodes, of those of a kind, of those whose property `link` points at `of`.

        Parameters
        ----------
        after : the last id of the page before; empty for the first page. A page shorter than `limit` is the last one.
        """
        ...

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many nodes there are of each kind, and how many edges between nodes of each property.

        Prerequisites count once each by strength: "requires" and "helpful"; alternatives count each.
        """
        ...

    def triples_of(self, *ids: str) -> list[Triple]:
        """Return what the map says of some nodes, with the blank nodes that hang on them: as written, nothing derived."""
        ...

    def quads_of(self, *ids: str) -> list[Quad]:
        """Return the same as `triples_of`, each with the graph that states it; once for each where several do."""
        ...

    def data(self) -> MapData:
        """Return what queries of the map are run on."""
        ...

    def graph_at_hand(self) -> PrerequisiteGraph | None:
        """Return the arrays where they are at hand and some closure may be too long to be a plan, else None."""
        ...

    def graph(self) -> PrerequisiteGraph:
        """Return which nodes require which, as arrays (see `graph.prerequisites`); a node without either may be missing.

        Raises
        ------
        MapTooLarge
            For a map on a server that has more than can be pulled.
        """
        ...
