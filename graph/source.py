"""Where a map that is kept elsewhere is fetched from: the interface of stores on disk and of servers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Quad, Triple

from graph.map_data import MapData
from graph.record import Record

if TYPE_CHECKING:
    from graph.prerequisites import PrerequisiteGraph


class Source(Protocol):
    """Where triples come from; everything is in IRIs and asked for many at once."""

    @property
    def ahead(self) -> int:
        """Nodes that are fetched at no more cost than one."""
        ...

    @property
    def candidates(self) -> int:
        """Nodes that `named` is to be asked for at least, so that the nearest is among them."""
        ...

    def about(self, iris: Sequence[str]) -> Iterable[Triple]:
        """Return the triples of some nodes, with those of the blank nodes and statements that hang on them."""
        ...

    def records(self, iris: Sequence[str]) -> Mapping[str, Record]:
        """Return, by IRI, the records that are held ready of some nodes; of the others, `about` tells."""
        ...

    def quads(self, iris: Sequence[str]) -> Iterable[Quad]:
        """Return the same as `about`, each with the graph that states it."""
        ...

    def held(self, iris: Sequence[str]) -> set[str]:
        """Return which of them are nodes: have a label or a prerequisite, or are one."""
        ...

    def users(self, iris: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Return (dependent, on) for each that directly needs one of them, in whatever way."""
        ...

    def pointing(self, iris: Sequence[str], link: str | None) -> Iterable[tuple[str, str, str]]:
        """Return (subject, property, object) where one of them is the object, by any property or those named `link`."""
        ...

    def page(self, kind: str | None, link: str | None, of: str | None, after: str, limit: int) -> list[str]:
        """Return a page of nodes, sorted by IRI, after the IRI `after`."""
        ...

    def named(self, text: str, limit: int) -> list[str]:
        """Return nodes of which a name may be meant by `text`: those it names exactly, then those it resembles."""
        ...

    def data(self) -> MapData:
        """Return what queries are run on; see `Map.data`."""
        ...

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return nodes by kind and edges by property; see `Map.counts`."""
        ...

    def graph_at_hand(self) -> PrerequisiteGraph | None:
        """Return the arrays where they are at hand; see `Map.graph_at_hand`."""
        ...

    def graph(self) -> PrerequisiteGraph:
        """Return the arrays of the whole; see `Map.graph`."""
        ...
