"""Opening a map: `open_map(location)` gives a `Map`, whatever the map is kept in."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import NodeNotFound
from graph.model import ASSUMED_HOURS, RESOURCE_KINDS, Label, Node, Prerequisite, Strength
from graph.search import LAST_RANK, NameIndex
from graph.triples import (
    TYPE,
    Object,
    Properties,
    by_subject,
    enrich,
    list_items,
    local_name,
    map_files,
    node_id,
    node_iri,
    read_file,
    statement_iri,
    superclasses,
)
from ontology import LM, MAP, VOCABULARY

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
DCT: Final = "http://purl.org/dc/terms/"
SCHEMA: Final = "https://schema.org/"

_LABELS: Final = (SKOS + "prefLabel", RDFS + "label", SCHEMA + "name", DCT + "title")
_DEFINITIONS: Final = (SKOS + "definition", RDFS + "comment", SCHEMA + "description", DCT + "description")
NAMED_FIRST: Final = ("topic", "model", "paper", "tool", "dataset", "project", *RESOURCE_KINDS)
"""Kinds in the order in which a name that several nodes share is understood: "強化学習" is the topic, not the area."""

_PLACED: Final = frozenset(
    (
        *_LABELS[:2],
        *_DEFINITIONS[:2],
        TYPE,
        SKOS + "altLabel",
        SKOS + "editorialNote",
        LM + "area",
        LM + "stage",
        LM + "phase",
        LM + "hours",
        LM + "startingPoint",
        LM + "prerequisite",
        LM + "requires",
        LM + "isRequiredBy",
        SCHEMA + "datePublished",
    )
)
"""Properties that have an attribute of their own in `Node`; all others go to `facts` or `links`."""


class Map(Protocol):
    """What the planner and the faces ask of a map, wherever it is kept."""

    def prerequisites(self, ids: Iterable[str]) -> list[Prerequisite]:
        """Return what the nodes directly need, in the order of `ids`, required and helpful ones, alternatives included."""
        ...

    def describe(self, ids: Iterable[str]) -> dict[str, Node]:
        """Return the nodes by id, in the order given.

        Raises
        ------
        NodeNotFound
            For the first id that the map does not hold.
        """
        ...

    def links_to(self, ids: Iterable[str], link: str) -> dict[str, tuple[str, ...]]:
        """Return, for each id, the ids of the nodes whose property `link` (a local name, "teaches") points at it."""
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

    def search(self, text: str, *, limit: int = 20) -> list[str]:
        """Return the ids of the nodes whose names come closest to `text`, best first."""
        ...


class LocalMap:
    """A map in memory, read from files.

    Nodes and prerequisites are made from the triples when asked for: opening the map and planning one path touches a
    hundred nodes of thousands, and the command line should answer before one notices.
    """

    def __init__(self, triples: list[Triple]) -> None:
        self._triples = triples
        self._index: dict[str, dict[str, list[Object]]] = by_subject(triples)
        self._nodes: dict[str, Node] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of all nodes, sorted."""
        described = (key for key, said in self._index.items() if ":" in key and self._is_node(key, said))
        return tuple(sorted(node_id(key) for key in described))

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
                raise NodeNotFound(identifier, near=self.search(identifier, limit=5))
            self._nodes[identifier] = self._make_node(identifier)
        return self._nodes[identifier]

    def prerequisites(self, ids: Iterable[str]) -> list[Prerequisite]:
        """Return what the nodes directly need; see `Map.prerequisites`."""
        return [found for identifier in ids for found in self._needs(identifier)]

    @cached_property
    def all_prerequisites(self) -> tuple[Prerequisite, ...]:
        """Every prerequisite of the map, by dependent, then in the order of the file."""
        return tuple(self.prerequisites(self.ids))

    def dependents(self, identifier: str) -> tuple[str, ...]:
        """Return the ids of what directly needs a node, required or helpful or as an alternative, sorted."""
        return self._dependents.get(identifier, ())

    @cached_property
    def _dependents(self) -> dict[str, tuple[str, ...]]:
        by: dict[str, dict[str, None]] = {}
        for edge in self.all_prerequisites:
            by.setdefault(edge.on, {})[edge.dependent] = None
        return {on: tuple(sorted(users)) for on, users in by.items()}

    def links_to(self, ids: Iterable[str], link: str) -> dict[str, tuple[str, ...]]:
        """Return who points at the nodes by a property; see `Map.links_to`."""
        pointing = self._inverse.get(link, {})
        return {identifier: tuple(pointing.get(identifier, ())) for identifier in ids}

    def links_of(self, identifier: str) -> dict[str, tuple[str, ...]]:
        """Return all ids that point at a node, by property."""
        return {link: tuple(by[identifier]) for link, by in sorted(self._inverse.items()) if identifier in by}

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many nodes there are of each kind, and how many edges between nodes of each property.

        Prerequisites count once each by strength: "requires" and "helpful"; alternatives count each.
        """
        kinds = Counter(node.kind for node in self.nodes())
        edges = Counter({link: sum(len(ids) for ids in by.values()) for link, by in self._inverse.items()})
        edges.pop("requires", None)
        edges.update("requires" if edge.strength == "required" else "helpful" for edge in self.all_prerequisites)
        return dict(sorted(kinds.items())), dict(sorted(edges.items()))

    def resolve(self, name: str) -> str:
        """Return the id of the node that goes by `name`; see `Map.resolve`."""
        # What is an id is meant as one; then the table of all names need not be made.
        return name if name in self else self.names.resolve(name)

    def search(self, text: str, *, limit: int = 20) -> list[str]:
        """Return the ids of the nodes nearest to `text`; see `Map.search`."""
        return [match.id for match in self.names.search(text, limit=limit)]

    @cached_property
    def names(self) -> NameIndex:
        """All names of all nodes, for finding."""
        return NameIndex((identifier, *self._names_of(identifier)) for identifier in self.ids)

    def triples(self) -> list[Triple]:
        """Return the map's triples with what follows from them: see `graph.triples.enrich`."""
        return enrich(self._triples, superclasses(read_file(VOCABULARY)))

    def triples_of(self, identifier: str) -> list[Triple]:
        """Return the triples said of one node, with those of the blank nodes that hang on it."""
        found, open_, seen = list[Triple](), [node_iri(identifier)], set[str]()
        own = self._triples_by_subject
        while open_:
            key = open_.pop()
            if key in seen:
                continue
            seen.add(key)
            found.extend(own.get(key, ()))
            open_.extend(t.object.value for t in own.get(key, ()) if not isinstance(t.object, Literal | NamedNode))  # type: ignore[union-attr]
        return found

    @cached_property
    def _triples_by_subject(self) -> dict[str, list[Triple]]:
        index: dict[str, list[Triple]] = {}
        for triple in self._triples:
            index.setdefault(triple.subject.value, []).append(triple)  # type: ignore[union-attr]
        return index

    def _is_node(self, key: str, said: Properties) -> bool:
        return (
            not any(part in key for part in ("/requires/", "/explained-in/"))
            and any(name in said for name in (SKOS + "prefLabel", RDFS + "label", LM + "prerequisite", LM + "requires"))
            and not any(kind.value in _NOT_NODES for kind in said.get(TYPE, ()))
        )

    def _names_of(self, identifier: str) -> tuple[list[str], list[str], int]:
        said = self._index[node_iri(identifier)]
        kind = _kind(said)
        return (
            [value.value for name in _LABELS for value in said.get(name, ())],
            [value.value for value in said.get(SKOS + "altLabel", ())],
            min(NAMED_FIRST.index(kind), LAST_RANK - 1) if kind in NAMED_FIRST else LAST_RANK,
        )

    def _needs(self, identifier: str) -> list[Prerequisite]:
        dependent = node_iri(identifier)
        said = self._index.get(dependent, {})
        found: list[Prerequisite] = []
        for statement in said.get(LM + "prerequisite", ()):
            about = self._index.get(statement.value, {})
            because = _label(about, (LM + "because",))
            helpful = any(value.value == LM + "helpful" for value in about.get(LM + "strength", ()))
            strength: Strength = "helpful" if helpful else "required"
            found.extend(
                Prerequisite(identifier, node_id(on.value), because, strength) for on in about.get(LM + "on", ())
            )
            for head in about.get(LM + "oneOf", ()):
                options = [item.value for item in list_items(self._index, head)]
                choice = statement_iri(dependent, options)
                found.extend(Prerequisite(identifier, node_id(on), because, strength, choice) for on in options)
        reasoned = {prerequisite.on for prerequisite in found}
        plain = (node_id(on.value) for on in said.get(LM + "requires", ()))
        found.extend(Prerequisite(identifier, on) for on in plain if on not in reasoned)
        return found

    @cached_property
    def _inverse(self) -> dict[str, dict[str, list[str]]]:
        # What holds the exact passage comes first among what teaches a topic.
        inverse = {"teaches": {topic: self._passage_resources(topic) for topic in self.ids}}
        for identifier in self.ids:
            for property_, objects in self._index[node_iri(identifier)].items():
                for value in objects:
                    if isinstance(value, NamedNode) and property_ != TYPE:
                        by = inverse.setdefault(local_name(property_), {})
                        by.setdefault(node_id(value.value), []).append(identifier)
        inverse["teaches"] = {topic: list(dict.fromkeys(by)) for topic, by in inverse["teaches"].items() if by}
        return {link: by for link, by in inverse.items() if by}

    def _passage_resources(self, topic: str) -> list[str]:
        passages = self._index[node_iri(topic)].get(LM + "explainedIn", ())
        found = (value for passage in passages for value in self._index.get(passage.value, {}).get(LM + "resource", ()))
        return [node_id(resource.value) for resource in found]

    def _make_node(self, identifier: str) -> Node:
        said = self._index[node_iri(identifier)]
        kind = _kind(said)
        facts, links = self._facts_and_links(said)
        hours = _first(said, LM + "hours")
        return Node(
            id=identifier,
            kind=kind,
            label=_label(said, _LABELS) or Label(local_name(identifier), ""),
            definition=_label(said, _DEFINITIONS),
            aliases=tuple(value.value for value in said.get(SKOS + "altLabel", ())),
            area=_first_id(said, LM + "area"),
            stage=_first_id(said, LM + "stage"),
            phase=_first_id(said, LM + "phase"),
            hours=_hours(hours) if hours is not None else ASSUMED_HOURS.get(kind, 0.0),
            date=_first(said, SCHEMA + "datePublished"),
            starting_point=_first(said, LM + "startingPoint") in ("true", "1"),
            note=_label(said, (SKOS + "editorialNote",)),
            facts=facts,
            links=links,
        )

    def _facts_and_links(self, said: Properties) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        facts: dict[str, tuple[str, ...]] = {}
        links: dict[str, tuple[str, ...]] = {}
        for property_, objects in said.items():
            if property_ in _PLACED:
                continue
            name = local_name(property_)
            flat = [item for value in objects for item in self._flattened(value)]
            values = tuple(value.value for value in flat if isinstance(value, Literal) or not self._known(value))
            ids = tuple(node_id(value.value) for value in flat if not isinstance(value, Literal) and self._known(value))
            if values:
                facts[name] = values
            if ids:
                links[name] = ids
        return facts, links

    def _flattened(self, value: Object) -> Collection[Object]:
        if isinstance(value, Literal | NamedNode):
            return (value,)
        return list(list_items(self._index, value))

    def _known(self, value: Object) -> bool:
        return isinstance(value, NamedNode) and node_id(value.value) in self._members


def open_map(location: str | Path | None = None) -> LocalMap:
    """Open a map: the bundled one, a file, or a folder of files.

    Parameters
    ----------
    location : a path of a file (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD) or of a folder of such files; None for
        the map that comes with learnmap.

    Raises
    ------
    MapNotFound
        Where there is no file of a known format.
    MapSyntaxError
        With file, line and column.

    Examples
    --------
    >>> open_map().node("self-attention").label.ja
    'セルフアテンション'
    """
    files = map_files(Path(location) if location is not None else MAP)
    # A hundred thousand small objects are made and none is garbage: collecting meanwhile costs a quarter of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return LocalMap([triple for path in files for triple in read_file(path)])
    finally:
        if collecting:
            gc.enable()


_NOT_NODES: Final = frozenset(
    (
        LM + "Prerequisite",
        LM + "Passage",
        RDFS + "Class",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
        LM + "Strength",
    )
)


def _kind(said: Properties) -> str:
    classes = [value.value for value in said.get(TYPE, ())]
    own = [name for name in classes if name.startswith(LM)] or classes
    return local_name(own[0]).lower() if own else "node"


def _label(said: Properties, properties: Iterable[str]) -> Label:
    texts: Mapping[str, str] = {}
    for property_ in properties:
        values = [value for value in said.get(property_, ()) if isinstance(value, Literal)]
        texts = {(value.language or "").split("-")[0]: value.value for value in reversed(values)}
        if texts:
            break
    other = texts.get("", next(iter(texts.values()), "") if not {"en", "ja"} & set(texts) else "")
    return Label(texts.get("en", other), texts.get("ja", ""))


def _first(said: Properties, property_: str) -> str | None:
    return next((value.value for value in said.get(property_, ())), None)


def _first_id(said: Properties, property_: str) -> str | None:
    value = _first(said, property_)
    return node_id(value) if value is not None else None


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        return 0.0
    return hours if 0 <= hours < float("inf") else 0.0
