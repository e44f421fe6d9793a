"""What triples say of a node: a `Record` made from them, the same from whatever store they come.

RDF has no order, so neither has what is read here: values are sorted, but for the items of RDF lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.model import ASSUMED_HOURS, RESOURCE_KINDS, Label, Node, Prerequisite, Strength
from graph.record import Description, Record, Values
from graph.search import LAST_RANK
from graph.triples import TYPE, Object, Properties, list_items, local_name, node_id, node_iri, statement_iri
from ontology import LM

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
DCT: Final = "http://purl.org/dc/terms/"
SCHEMA: Final = "https://schema.org/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

REQUIRES: Final = (LM + "requires",)
"""Properties that state a prerequisite without a reason, unless others are named."""

LABELS: Final = (SKOS + "prefLabel", RDFS + "label", SCHEMA + "name", DCT + "title")
NAMING: Final = LABELS[:2]
"""Who has one of these is a node."""

OTHER_NAMES: Final = (SKOS + "altLabel", SKOS + "hiddenLabel")
"""What a node is found by beside its labels: aliases, and what is never shown, such as how a Japanese name is read."""

READING: Final = "ja-Hrkt"
"""Language tag of how a Japanese name is read, in kana."""

_DEFINITIONS: Final = (SKOS + "definition", RDFS + "comment", SCHEMA + "description", DCT + "description")
NAMED_FIRST: Final = ("topic", "model", "paper", "tool", "dataset", "project", *RESOURCE_KINDS)
"""Kinds in the order in which a name that several nodes share is understood: "強化学習" is the topic, not the area."""

NOT_NODES: Final = frozenset(
    (
        LM + "Prerequisite",
        LM + "Passage",
        RDFS + "Class",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
        LM + "Strength",
    )
)
"""Classes whose members have labels and yet no place in a map."""

_PLACED: Final = frozenset(
    (
        *LABELS[:2],
        *_DEFINITIONS[:2],
        TYPE,
        *OTHER_NAMES,
        SKOS + "editorialNote",
        LM + "area",
        LM + "stage",
        LM + "phase",
        LM + "hours",
        LM + "startingPoint",
        LM + "prerequisite",
        LM + "requires",
        LM + "isRequiredBy",
        LM + "explainedIn",
        SCHEMA + "datePublished",
    )
)
"""Properties that have an attribute of their own in `Node`; all others go to `facts` or `links`."""

STATEMENTS: Final = frozenset((LM + "prerequisite", LM + "explainedIn"))
"""Properties whose objects hang on a node even where they have a name."""

Index = Mapping[str, Properties]


def is_statement(iri: str) -> bool:
    """Tell whether an IRI is one that a statement gets, which hangs on a node as a blank node does.

    >>> is_statement("https://w3id.org/learning-map/id/self-attention/requires/softmax")
    True
    """
    return any(part in iri for part in ("/requires/", "/explained-in/"))


def is_node(iri: str, said: Properties, requires: Iterable[str] = REQUIRES) -> bool:
    """Tell whether what is said of `iri` makes it a node: it has a label or a prerequisite, and is no class or statement."""
    return (
        not is_statement(iri)
        and any(name in said for name in (*NAMING, LM + "prerequisite", *requires))
        and not any(kind.value in NOT_NODES for kind in said.get(TYPE, ()))
    )


def read_record(index: Index, identifier: str, requires: Collection[str] = REQUIRES) -> Record:
    """Return all that the triples of `index` say of a node.

    Parameters
    ----------
    index : what is said of each subject, as `graph.triples.by_subject` gives it.
    """
    said = index.get(node_iri(identifier), {})
    return Record(
        read_description(index, identifier, requires),
        tuple(read_needs(index, identifier, requires)),
        tuple(read_passages(index, identifier)),
        _names(said, LABELS),
        _names(said, OTHER_NAMES),
    )


def read_description(index: Index, identifier: str, requires: Collection[str] = REQUIRES) -> Description:
    """Return the node that the triples of `index` describe."""
    said = index.get(node_iri(identifier), {})
    kind = read_kind(said)
    hours = _first(said, LM + "hours")
    node = Node(
        id=identifier,
        kind=kind,
        label=_label(said, LABELS) or Label(local_name(identifier), ""),
        definition=_label(said, _DEFINITIONS),
        aliases=tuple(sorted(value.value for value in said.get(SKOS + "altLabel", ()))),
        area=_first_id(said, LM + "area"),
        stage=_first_id(said, LM + "stage"),
        phase=_first_id(said, LM + "phase"),
        hours=_hours(hours) if hours is not None else ASSUMED_HOURS.get(kind, 0.0),
        date=_first(said, SCHEMA + "datePublished"),
        starting_point=_first(said, LM + "startingPoint") in ("true", "1"),
        note=_label(said, (SKOS + "editorialNote",)),
    )
    return Description(node, _values(index, said, requires))


def read_needs(index: Index, identifier: str, requires: Iterable[str] = REQUIRES) -> list[Prerequisite]:
    """Return what a node directly needs, in the order that `Map.prerequisites` promises."""
    dependent = node_iri(identifier)
    said = index.get(dependent, {})
    found: list[Prerequisite] = []
    for statement in said.get(LM + "prerequisite", ()):
        about = index.get(statement.value, {})
        because = _label(about, (LM + "because",))
        helpful = any(value.value == LM + "helpful" for value in about.get(LM + "strength", ()))
        strength: Strength = "helpful" if helpful else "required"
        found.extend(Prerequisite(identifier, node_id(on.value), because, strength) for on in about.get(LM + "on", ()))
        for head in about.get(LM + "oneOf", ()):
            options = [item.value for item in list_items(index, head)]
            choice = statement_iri(dependent, options)
            found.extend(Prerequisite(identifier, node_id(on), because, strength, choice) for on in options)
    reasoned = {prerequisite.on for prerequisite in found}
    plain = {node_id(on.value): None for name in requires for on in said.get(name, ()) if not isinstance(on, Literal)}
    found.extend(Prerequisite(identifier, on) for on in plain if on not in reasoned)
    # Sorting is stable, so the options of a choice stay as the map lists them.
    return sorted(found, key=lambda edge: (edge.strength == "helpful", edge.choice or node_iri(edge.on)))


def read_passages(index: Index, identifier: str) -> list[str]:
    """Return the ids of the resources that hold the passages in which a node is explained, sorted."""
    passages = index.get(node_iri(identifier), {}).get(LM + "explainedIn", ())
    found = {value.value for passage in passages for value in index.get(passage.value, {}).get(LM + "resource", ())}
    return sorted(map(node_id, found))


def _names(said: Properties, properties: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for name in properties for text in sorted(value.value for value in said.get(name, ())))


def read_names(identifier: str, said: Properties) -> tuple[str, list[str], list[str], int]:
    """Return a node's entry in a `NameIndex`: id, labels, other names, rank."""
    kind = read_kind(said)
    return (
        identifier,
        [value.value for name in LABELS for value in said.get(name, ())],
        [value.value for name in OTHER_NAMES for value in said.get(name, ())],
        rank(kind),
    )


def rank(kind: str) -> int:
    """Return where a kind stands when several nodes share a name: the lowest is meant."""
    return min(NAMED_FIRST.index(kind), LAST_RANK - 1) if kind in NAMED_FIRST else LAST_RANK


def read_kind(said: Properties) -> str:
    """Return the kind of a node: its own class's local name in lower case.

    A store that holds what follows from a map says of a book that it is a resource and a node, too: those do not count.
    """
    classes = sorted(value.value for value in said.get(TYPE, ()))
    own = [name for name in classes if name.startswith(LM)] or classes
    return (
        next((local_name(name).lower() for name in own if name not in _GENERAL), local_name(own[0]).lower())
        if own
        else "node"
    )


_GENERAL: Final = frozenset((LM + "Node", LM + "Resource"))


def _values(index: Index, said: Properties, requires: Collection[str]) -> Values:
    found = []
    for property_, objects in sorted(said.items()):
        if property_ not in _PLACED and property_ not in requires:
            flat = [item for value in sorted(objects, key=_text) for item in _flattened(index, value)]
            values = tuple((_text(value), isinstance(value, NamedNode)) for value in flat)
            found.append((local_name(property_), values))
    return tuple(found)


def _flattened(index: Index, value: Object) -> Collection[Object]:
    if isinstance(value, Literal | NamedNode):
        return (value,)
    return list(list_items(index, value))


def _text(value: Object) -> str:
    """Return a value's text; a truth value or a decimal as stores write it that keep only its value."""
    if not isinstance(value, Literal):
        return value.value
    if value.datatype.value == XSD + "boolean":
        return {"1": "true", "0": "false"}.get(value.value, value.value)
    if value.datatype.value == XSD + "decimal" and "." in value.value:
        return value.value.rstrip("0").rstrip(".")
    return value.value


def _label(said: Properties, properties: Iterable[str]) -> Label:
    texts: dict[str, str] = {}
    for property_ in properties:
        for value in said.get(property_, ()):
            if isinstance(value, Literal):
                language = (value.language or "").split("-")[0]
                texts[language] = min(texts.get(language, value.value), value.value)
        if texts:
            break
    other = texts.get("", min(texts.values(), default="") if not {"en", "ja"} & set(texts) else "")
    return Label(texts.get("en", other), texts.get("ja", ""))


def _first(said: Properties, property_: str) -> str | None:
    return min((value.value for value in said.get(property_, ())), default=None)


def _first_id(said: Properties, property_: str) -> str | None:
    value = _first(said, property_)
    return node_id(value) if value is not None else None


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        return 0.0
    return hours if 0 <= hours < float("inf") else 0.0
