"""A map that is kept elsewhere, and of which only what is asked for is fetched: in batches, each node once.

What is fetched is the triples of a node; `graph.described` makes nodes and prerequisites of them, as for a map in memory.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from graph.described import REQUIRES, is_node, rank, read_record
from graph.errors import NodeNotFound
from graph.hanging import hanging
from graph.map import PAGE
from graph.map_data import MapData
from graph.model import Node, Prerequisite
from graph.record import Record
from graph.search import Match, NameIndex
from graph.source import Source
from graph.triples import TYPE, Properties, by_subject, local_name, node_id, node_iri

if TYPE_CHECKING:
    from graph.prerequisites import PrerequisiteGraph

MOST_KEPT: Final = 20_000
"""Nodes that are kept for the next question."""

KEPT_SECONDS: Final = 600.0
"""What was fetched is taken for true this long."""


class FetchedMap:
    """A map over a source.

    Parameters
    ----------
    requires : IRIs of the properties that state a prerequisite without a reason.
    """

    def __init__(self, source: Source, *, requires: tuple[str, ...] = REQUIRES) -> None:
        self.source = source
        self._requires = requires
        self._kept: dict[str, dict[str, Properties]] = {}
        self._nodes: dict[str, Node] = {}
        self._records: dict[str, Record] = {}
        self._known: dict[str, bool] = {}
        self._mentioned: dict[str, None] = {}
        self._since = time.monotonic()

    def __contains__(self, identifier: str) -> bool:
        return self._held([identifier])[identifier]

    def node(self, identifier: str) -> Node:
        """Return one node; raises `NodeNotFound`."""
        return self.describe([identifier])[identifier]

    def describe(self, ids: Iterable[str]) -> dict[str, Node]:
        """Return the nodes by id, in the order given; see `Map.describe`."""
        self._forget()
        wanted = list(dict.fromkeys(ids))
        kept = self._nodes
        read = {identifier: kept[identifier] for identifier in wanted if identifier in kept}
        if len(read) < len(wanted):
            fresh = self._read([identifier for identifier in wanted if identifier not in read])
            kept.update(fresh)
            read.update(fresh)
        return {identifier: read[identifier] for identifier in wanted}

    def _read(self, ids: Sequence[str]) -> dict[str, Node]:
        found = self._recorded(ids, ahead=True)
        for identifier, held in self._held(ids).items():
            if not held:
                raise NodeNotFound(identifier, near=[match.id for match in self.search(identifier, limit=5)])
        # Of all that was fetched: who names them next need not ask again.
        known = self._held([other for record in found.values() for other in record.description.mentioned()])
        return {identifier: found[identifier].description.finished(known.__getitem__) for identifier in ids}

    def prerequisites(self, ids: Iterable[str]) -> list[Prerequisite]:
        """Return what the nodes directly need; see `Map.prerequisites`."""
        wanted = list(ids)
        found = self._recorded(wanted)
        return [edge for identifier in wanted for edge in found[identifier].needs]

    def dependents(self, identifier: str) -> tuple[str, ...]:
        """Return the ids of what directly needs a node; see `Map.dependents`."""
        return tuple(sorted({node_id(user) for user, _ in self.source.users(_iris([identifier]))}))

    def uses(self, ids: Iterable[str]) -> list[Prerequisite]:
        """Return what directly needs the nodes; see `Map.uses`."""
        wanted = list(ids)
        users = sorted({node_id(user) for user, _ in self.source.users(_iris(wanted))})
        by: dict[str, list[Prerequisite]] = {}
        for edge in self.prerequisites(users):
            by.setdefault(edge.on, []).append(edge)
        return [edge for identifier in wanted for edge in by.get(identifier, ())]

    def links_to(self, ids: Iterable[str], link: str) -> dict[str, tuple[str, ...]]:
        """Return who points at the nodes by a property; see `Map.links_to`."""
        wanted = list(ids)
        pointing: dict[str, set[str]] = {identifier: set() for identifier in wanted}
        for subject, _, object_ in self.source.pointing(_iris(wanted), link):
            pointing[node_id(object_)].add(node_id(subject))
        passages: Mapping[str, Sequence[str]] = {}
        if link == "teaches":
            passages = {identifier: record.passages for identifier, record in self._recorded(wanted).items()}
        self._note(other for others in pointing.values() for other in others)
        return {
            identifier: tuple(dict.fromkeys([*passages.get(identifier, ()), *sorted(others)]))
            for identifier, others in pointing.items()
        }

    def links_of(self, identifier: str) -> dict[str, tuple[str, ...]]:
        """Return the ids that point at a node, by property; see `Map.links_of`."""
        links: dict[str, set[str]] = {}
        for subject, property_, _ in self.source.pointing(_iris([identifier]), None):
            if property_ != TYPE and local_name(property_) not in _HANGING:
                links.setdefault(local_name(property_), set()).add(node_id(subject))
        passages = self._recorded([identifier])[identifier].passages
        if passages:
            links.setdefault("teaches", set())
        self._note(other for others in links.values() for other in others)
        return {
            link: tuple(dict.fromkeys([*(passages if link == "teaches" else ()), *sorted(others)]))
            for link, others in sorted(links.items())
        }

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
        place = node_iri(of) if of is not None else None
        found = [node_id(iri) for iri in self.source.page(kind, link, place, node_iri(after) if after else "", limit)]
        self._note(found)
        return found

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return nodes by kind and edges by property; see `Map.counts`."""
        return self.source.counts()

    def resolve(self, name: str) -> str:
        """Return the id of the node that goes by `name`; see `Map.resolve`."""
        return name if name in self else self._names(name, 200).resolve(name)

    def search(self, text: str, *, limit: int = 20) -> list[Match]:
        """Return the nodes nearest to `text`; see `Map.search`."""
        return self._names(text, max(self.source.candidates, 3 * limit)).search(text, limit=limit)

    def data(self) -> MapData:
        """Return what queries are run on; see `Map.data`."""
        return self.source.data()

    def triples_of(self, *ids: str) -> list[Triple]:
        """Return what the map says of some nodes; see `Map.triples_of`."""
        found = self._fetched(ids)
        return [
            Triple(NamedNode(subject) if ":" in subject else BlankNode(subject), NamedNode(property_), value)
            for identifier in ids
            for subject, said in found[identifier].items()
            for property_, objects in said.items()
            for value in objects
        ]

    def quads_of(self, *ids: str) -> list[Quad]:
        """Return the same with the graphs that state it; see `Map.quads_of`."""
        return list(dict.fromkeys(self.source.quads(_iris(ids))))

    def graph_at_hand(self) -> PrerequisiteGraph | None:
        """Return the arrays where they are at hand; see `Map.graph_at_hand`."""
        return self.source.graph_at_hand()

    def graph(self) -> PrerequisiteGraph:
        """Return all nodes and what each requires as arrays; see `Map.graph`."""
        return self.source.graph()

    def _names(self, text: str, limit: int) -> NameIndex:
        ids = list(dict.fromkeys(node_id(iri) for iri in self.source.named(text, limit)))
        found = self._recorded(ids)
        return NameIndex(
            (identifier, record.names, record.others, rank(record.description.node.kind))
            for identifier, record in found.items()
        )

    def _recorded(self, ids: Iterable[str], *, ahead: bool = False) -> dict[str, Record]:
        """Return the record of each node: what the source holds ready, else made of its triples; `ahead` as for `_fetched`."""
        self._forget()
        wanted = list(dict.fromkeys(ids))
        records = self._records
        missing = [identifier for identifier in wanted if identifier not in records]
        also: Iterable[str] = ()
        if missing:
            ready = {node_id(iri): record for iri, record in self.source.records(_iris(missing)).items()}
            records.update(ready)
            self._known.update(dict.fromkeys(ready, True))
            if unready := [identifier for identifier in missing if identifier not in ready]:
                also = fetched = self._fetched(unready, ahead=ahead)
                records.update({key: read_record(about, key, self._requires) for key, about in fetched.items()})
                self._known.update((key, True) for key, about in fetched.items() if self._is_node(key, about))
        return {identifier: records[identifier] for identifier in (*wanted, *also)}

    def _is_node(self, identifier: str, index: Mapping[str, Properties]) -> bool:
        iri = node_iri(identifier)
        return is_node(iri, index.get(iri, {}), self._requires)

    def _fetched(self, ids: Iterable[str], *, ahead: bool = False) -> dict[str, dict[str, Properties]]:
        """Return the triples of each node, by subject and property; those not kept are fetched together.

        Parameters
        ----------
        ahead : whether to fetch, and return, also some that were mentioned and not yet fetched: whoever lists names asks
            for them one by one, and a question to a server costs more than what it brings.
        """
        self._forget()
        wanted = list(dict.fromkeys(ids))
        found = {identifier: self._kept[identifier] for identifier in wanted if identifier in self._kept}
        missing = [identifier for identifier in wanted if identifier not in found]
        if missing:
            if ahead:
                missing += self._mentioned_beside(missing)
            index = by_subject(dict.fromkeys(self.source.about(_iris(missing))))
            fetched = {identifier: hanging(index, node_iri(identifier))[0] for identifier in missing}
            self._kept.update(fetched)
            found.update(fetched)
        return found

    def _held(self, ids: Sequence[str]) -> dict[str, bool]:
        """Tell of each id whether it is a node."""
        self._forget()
        known = {identifier: self._known[identifier] for identifier in dict.fromkeys(ids) if identifier in self._known}
        unknown = [identifier for identifier in ids if identifier not in known]
        if unknown:
            held = self.source.held(_iris(unknown))
            asked = {identifier: node_iri(identifier) in held for identifier in unknown}
            self._known.update(asked)
            known.update(asked)
        return known

    def _note(self, ids: Iterable[str]) -> None:
        """Remember what was just mentioned: it is what will be named next."""
        self._mentioned = dict.fromkeys(list(dict.fromkeys([*ids, *self._mentioned]))[:PAGE])

    def _mentioned_beside(self, missing: Sequence[str]) -> list[str]:
        beside = [identifier for identifier in self._mentioned if identifier not in self._kept]
        room = max(0, self.source.ahead - len(missing))
        return [identifier for identifier in beside if identifier not in missing][:room]

    def _forget(self) -> None:
        if (
            max(len(self._kept), len(self._records)) > MOST_KEPT
            or len(self._known) > 10 * MOST_KEPT
            or time.monotonic() - self._since > KEPT_SECONDS
        ):
            self._kept, self._known, self._since = {}, {}, time.monotonic()
            self._nodes, self._records, self._mentioned = {}, {}, {}


_HANGING: Final = frozenset(("on", "resource", "first"))
"""Properties by which statements about other nodes point at a node."""


def _iris(ids: Iterable[str]) -> list[str]:
    """Return the IRIs of ids, those left out that can be none."""
    found = []
    for identifier in ids:
        try:
            found.append(NamedNode(node_iri(identifier)).value)
        except ValueError:
            continue
    return found
