"""A map in memory, read from files."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.described import REQUIRES, is_node, read_description, read_kind, read_names, read_needs, read_passages
from graph.errors import NodeNotFound
from graph.map import PAGE
from graph.map_data import MapData
from graph.model import Node, Prerequisite
from graph.named_graphs import Graphs, enriched, trig
from graph.search import Match, NameIndex
from graph.triples import TYPE, Object, by_subject, enrich, local_name, node_id, node_iri, read_file, superclasses
from ontology import VOCABULARY

if TYPE_CHECKING:
    from graph.prerequisites import PrerequisiteGraph


class LocalMap:
    """A map in memory.

    Nodes and prerequisites are made from the triples when asked for: opening the map and planning one path touches a
    hundred nodes of thousands, and the command line should answer before one notices.

    Parameters
    ----------
    requires : IRIs of the properties that state a prerequisite without a reason.
    graphs : the same triples by the named graph that states them; None for no named graph.
    index : the same triples as `graph.triples.by_subject` gives them; None where that is still to be done.
    """

    def __init__(
        self,
        triples: list[Triple],
        *,
        requires: tuple[str, ...] = REQUIRES,
        graphs: Graphs | None = None,
        index: dict[str, dict[str, list[Object]]] | None = None,
    ) -> None:
        self._triples = triples
        self._graphs: Graphs = {DefaultGraph(): triples} if graphs is None else graphs
        self._requires = requires
        self._index: dict[str, dict[str, list[Object]]] = by_subject(triples) if index is None else index
        self._nodes: dict[str, Node] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of all nodes, sorted."""
        described = (key for key, said in self._index.items() if ":" in key and is_node(key, said, self._requires))
        plain = (
            on.value
            for said in self._index.values()
            for name in self._requires
            for on in said.get(name, ())
            if isinstance(on, NamedNode)
        )
        return tuple(sorted(map(node_id, {*described, *plain})))

    @cached_property
    def _members(self) -> frozenset[str]:
        return frozenset(self.ids)

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._members

    def nodes(self) -> list[Node]:
        """Return all nodes, sorted by id."""
        return list(self.describe(self.ids).values())

    def describe(self, ids: Iterable[str]) -> dict[str, Node]:
        """Return the nodes by id, in the order given; see `Map.describe`."""
        return {identifier: self.node(identifier) for identifier in ids}

    def node(self, identifier: str) -> Node:
        """Return one node; raises `NodeNotFound`."""
        if identifier not in self._nodes:
            if identifier not in self._members:
                raise NodeNotFound(identifier, near=[match.id for match in self.search(identifier, limit=5)])
            self._nodes[identifier] = read_description(self._index, identifier, self._requires).finished(
                self.__contains__
            )
        return self._nodes[identifier]

    def prerequisites(self, ids: Iterable[str]) -> list[Prerequisite]:
        """Return what the nodes directly need; see `Map.prerequisites`."""
        return [found for identifier in ids for found in read_needs(self._index, identifier, self._requires)]

    @cached_property
    def all_prerequisites(self) -> tuple[Prerequisite, ...]:
        """Every prerequisite of the map, by dependent."""
        return tuple(self.prerequisites(self.ids))

    def dependents(self, identifier: str) -> tuple[str, ...]:
        """Return the ids of what directly needs a node; see `Map.dependents`."""
        return tuple(dict.fromkeys(edge.dependent for edge in self._uses.get(identifier, ())))

    def uses(self, ids: Iterable[str]) -> list[Prerequisite]:
        """Return what directly needs the nodes; see `Map.uses`."""
        return [edge for identifier in ids for edge in self._uses.get(identifier, ())]

    @cached_property
    def _uses(self) -> dict[str, list[Prerequisite]]:
        by: dict[str, list[Prerequisite]] = {}
        for edge in self.all_prerequisites:
            by.setdefault(edge.on, []).append(edge)
        return by

    def links_to(self, ids: Iterable[str], link: str) -> dict[str, tuple[str, ...]]:
        """Return who points at the nodes by a property; see `Map.links_to`."""
        pointing = self._inverse.get(link, {})
        return {identifier: tuple(pointing.get(identifier, ())) for identifier in ids}

    def links_of(self, identifier: str) -> dict[str, tuple[str, ...]]:
        """Return all ids that point at a node, by property."""
        return {link: tuple(by[identifier]) for link, by in sorted(self._inverse.items()) if identifier in by}

    def members(
        self,
        *,
        kind: str | None = None,
        link: str | None = None,
        of: str | None = None,
        after: str = "",
        limit: int = PAGE,
    ) -> list[str]:
        """Return a page of ids; see `Map.members`."""
        ids = self.ids if link is None else self._inverse.get(link, {}).get(of or "", [])
        if kind is not None:
            ids = [identifier for identifier in ids if self._kind_of(identifier) == kind]
        start = bisect_right(ids, after) if after else 0
        return list(ids[start : start + limit])

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many nodes there are of each kind, and edges of each property; see `Map.counts`."""
        kinds = Counter(map(self._kind_of, self.ids))
        members = self._members
        edges = Counter(
            {link: sum(len(ids) for of, ids in by.items() if of in members) for link, by in self._inverse.items()}
        )
        for name in ("requires", *map(local_name, self._requires)):
            edges.pop(name, None)
        edges.update("requires" if edge.strength == "required" else "helpful" for edge in self.all_prerequisites)
        return dict(sorted(kinds.items())), {link: count for link, count in sorted(edges.items()) if count}

    def resolve(self, name: str) -> str:
        """Return the id of the node that goes by `name`; see `Map.resolve`."""
        # What is an id is meant as one; then the table of all names need not be made.
        return name if name in self else self.names.resolve(name)

    def search(self, text: str, *, limit: int = 20) -> list[Match]:
        """Return the nodes nearest to `text`; see `Map.search`."""
        return self.names.search(text, limit=limit)

    @cached_property
    def names(self) -> NameIndex:
        """All names of all nodes, for finding."""
        return NameIndex(read_names(identifier, self._index.get(node_iri(identifier), {})) for identifier in self.ids)

    def graph_at_hand(self) -> None:
        """Return None: what is read already costs nothing to follow; see `Map.graph_at_hand`."""

    def graph(self) -> PrerequisiteGraph:
        """Return all nodes and what each requires as arrays; see `Map.graph`."""
        return self._graph

    @cached_property
    def _graph(self) -> PrerequisiteGraph:
        from graph.prerequisites import build

        return build(self.ids, self.all_prerequisites)

    def triples(self) -> list[Triple]:
        """Return the map's triples with what follows from them: see `graph.triples.enrich`."""
        return enrich(self._triples, superclasses(read_file(VOCABULARY)))

    def data(self) -> MapData:
        """Return the triples in their graphs, with what follows from them, as TriG."""
        graphs = enriched(self._graphs, superclasses(read_file(VOCABULARY)))
        names = tuple(graph.value for graph in graphs if isinstance(graph, NamedNode))
        united = bool(names)
        if len(union := set[Triple]().union(*graphs.values())) < sum(map(len, graphs.values())):
            graphs, united = graphs | {DefaultGraph(): dict.fromkeys(chain(*graphs.values()))}, False
        written = trig(graphs)
        return MapData(written, len(union), hashlib.sha256(written).hexdigest()[:16], united, names)

    def triples_of(self, *ids: str) -> list[Triple]:
        """Return the triples said of some nodes, with those of the blank nodes that hang on them."""
        found, open_, seen = list[Triple](), [node_iri(identifier) for identifier in reversed(ids)], set[str]()
        own = self._triples_by_subject
        while open_:
            key = open_.pop()
            if key in seen:
                continue
            seen.add(key)
            found.extend(own.get(key, ()))
            open_.extend(t.object.value for t in own.get(key, ()) if not isinstance(t.object, Literal | NamedNode))  # type: ignore[union-attr]
        return found

    def quads_of(self, *ids: str) -> list[Quad]:
        """Return the same with the graphs that state it; see `Map.quads_of`."""
        wanted = dict.fromkeys(self.triples_of(*ids))
        return [
            Quad(triple.subject, triple.predicate, triple.object, graph)
            for graph, said in self._graphs.items()
            for triple in dict.fromkeys(said)
            if triple in wanted
        ]

    @cached_property
    def _triples_by_subject(self) -> dict[str, list[Triple]]:
        index: dict[str, list[Triple]] = {}
        for triple in self._triples:
            index.setdefault(triple.subject.value, []).append(triple)  # type: ignore[union-attr]
        return index

    @cached_property
    def _inverse(self) -> dict[str, dict[str, list[str]]]:
        # What holds the exact passage comes first among what teaches a topic.
        inverse = {"teaches": {topic: read_passages(self._index, topic) for topic in self.ids}}
        for identifier in self.ids:
            for property_, objects in self._index.get(node_iri(identifier), {}).items():
                for value in objects:
                    if isinstance(value, NamedNode) and property_ != TYPE:
                        by = inverse.setdefault(local_name(property_), {})
                        by.setdefault(node_id(value.value), []).append(identifier)
        inverse["teaches"] = {topic: list(dict.fromkeys(by)) for topic, by in inverse["teaches"].items() if by}
        return {link: by for link, by in inverse.items() if by}

    def _kind_of(self, identifier: str) -> str:
        return read_kind(self._index.get(node_iri(identifier), {}))
