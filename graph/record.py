"""All that is said of one node, read once: what `graph.described` makes of its triples before it knows which others are nodes.

A store on disk keeps the records of its nodes beside it, as text: that reads a hundred times sooner than the triples are found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from graph.model import Label, Node, Prerequisite
from graph.triples import node_id

Values = tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
"""By property, texts of values, each with whether it is an IRI: a link, where that is a node."""


@dataclass(frozen=True, slots=True)
class Description:
    """A node before it is known which other IRIs are nodes.

    Attributes
    ----------
    node : the node without `facts` and `links`.
    values : what becomes of its facts and links.
    """

    node: Node
    values: Values

    def mentioned(self) -> list[str]:
        """Return the ids of what is linked, if it is a node."""
        return [node_id(text) for _, values in self.values for text, is_iri in values if is_iri]

    def finished(self, known: Callable[[str], bool]) -> Node:
        """Return the node; `known` tells of an id whether it is a node: what points at nodes is a link, what does not a fact."""
        if not self.values:
            return self.node
        facts: dict[str, tuple[str, ...]] = {}
        links: dict[str, tuple[str, ...]] = {}
        for name, values in self.values:
            linked = [is_iri and known(node_id(text)) for text, is_iri in values]
            texts = tuple(text for (text, _), is_link in zip(values, linked, strict=True) if not is_link)
            ids = tuple(node_id(text) for (text, _), is_link in zip(values, linked, strict=True) if is_link)
            if texts:
                facts[name] = texts
            if ids:
                links[name] = ids
        return replace(self.node, facts=facts, links=links)


@dataclass(frozen=True, slots=True)
class Record:
    """What a node's own triples say, and those that hang on them.

    Attributes
    ----------
    needs : what the node directly needs, in the order that `Map.prerequisites` promises.
    passages : ids of the resources that hold the passages in which it is explained.
    names : all its labels; that of the node is chosen from them.
    others : what else it is called or looked for by: its aliases, and how its names are read.
    """

    description: Description
    needs: tuple[Prerequisite, ...]
    passages: tuple[str, ...]
    names: tuple[str, ...]
    others: tuple[str, ...]


def packed(record: Record) -> bytes:
    """Return a record as text, without the node's id.

    >>> described = Description(Node("a", "topic", Label("A", "")), (("date", (("2017", False),)),))
    >>> record = Record(described, (Prerequisite("a", "b"),), (), ("A",), ())
    >>> unpacked("a", packed(record)) == record
    True
    """
    node = record.description.node
    said = [
        node.kind,
        *_texts(node.label),
        *_texts(node.definition),
        *_texts(node.note),
        node.area,
        node.stage,
        node.phase,
        node.hours,
        node.date,
        node.starting_point,
        node.aliases,
        record.description.values,
        [(need.on, *_texts(need.because), need.strength, need.choice) for need in record.needs],
        record.passages,
        record.names,
        record.others,
    ]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(identifier: str, text: bytes) -> Record:
    """Return the record that `packed` wrote; the inverse of it."""
    said: list[Any] = json.loads(text)
    kind, en, ja, defined, defined_ja, note, note_ja, area, stage, phase, hours, date, starting = said[:13]
    aliases, values, needs, passages, names, others = said[13:]
    node = Node(
        identifier, kind, Label(en, ja), Label(defined, defined_ja), tuple(aliases), area, stage, phase, hours, date,
        starting, Label(note, note_ja),
    )  # fmt: skip
    return Record(
        Description(node, tuple((name, tuple(map(tuple, texts))) for name, texts in values)),
        tuple(Prerequisite(identifier, on, Label(en, ja), strength, choice) for on, en, ja, strength, choice in needs),
        tuple(passages),
        tuple(names),
        tuple(others),
    )


def _texts(label: Label) -> tuple[str, str]:
    return label.en, label.ja
