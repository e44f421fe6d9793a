"""The schema as a drawing: a box a class, a line a property. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from explorer.scene import Scene, drawn_layered
from explorer.scene_edges import SceneEdge
from explorer.text import say
from graph.model import RESOURCE_KINDS, Label, Language, Node
from graph.schema import Schema, SchemaLink
from graph.vocabulary import kind_label, property_label

_NOT_DRAWN: Final = frozenset(("requires", "isRequiredBy", "strength"))
"""Derived from others, or of no class that has nodes."""

_BY_KIND: Final = frozenset(kind.capitalize() for kind in RESOURCE_KINDS)


def schema_scene(schema: Schema, language: Language) -> Scene:
    """Return the drawing of a schema: classes that a link leaves or reaches, resources as one.

    Examples
    --------
    >>> from graph.schema import schema
    >>> scene = schema_scene(schema(), "en")
    >>> {"Topic", "Paper", "Model"} <= {node.id for node in scene.nodes}
    True
    """
    links = [link for link in drawn_links(schema) if link.source != link.target]
    names = dict.fromkeys(name for link in links for name in (link.source, link.target))
    nodes = {name: _node(name, schema, language) for name in names}
    by_pair: dict[tuple[str, str], list[SchemaLink]] = {}
    for link in links:
        by_pair.setdefault((link.source, link.target), []).append(link)
    edges = [
        SceneEdge(source, target, "\n".join(link_text(link, language) for link in between), False, between[0].property)
        for (source, target), between in by_pair.items()
        if (target, source) not in by_pair or source < target
    ]
    return drawn_layered(nodes, edges, language, {}, ())


def drawn_links(schema: Schema) -> list[SchemaLink]:
    """Return the links to show, the five kinds of resource taken as one."""
    found = {
        SchemaLink(link.property, _general(link.source), _general(link.target), link.least, link.most): None
        for link in schema.links
        if link.property not in _NOT_DRAWN
    }
    return list(found)


def link_text(link: SchemaLink, language: Language) -> str:
    """Return a link in words: what it leads from and to, and how many there are."""
    name = property_label(link.property, language)
    source, target = (kind_label(kind.lower(), language) for kind in (link.source, link.target))
    return say("schema.link", language, source=source, property=name, target=target, number=_number(link, language))


def must_have(names: Iterable[str], language: Language) -> str:
    """Return what a node of a class must have, in words; empty where that is nothing."""
    listed = [property_label(name, language) for name in names]
    return say("schema.must", language, names=say("list.joint", language).join(listed)) if listed else ""


def _node(name: str, schema: Schema, language: Language) -> Node:
    label = Label(kind_label(name.lower(), "en"), kind_label(name.lower(), "ja"))
    required = schema.classes.get(name) or schema.classes.get("Book" if name == "Resource" else name, ())
    text = must_have(required, language)
    return Node(name, name.lower() if name != "Resource" else "book", label, definition=Label(text, text))


def _general(name: str) -> str:
    return "Resource" if name in _BY_KIND else name


def _number(link: SchemaLink, language: Language) -> str:
    if link.most is not None and link.least == link.most:
        return say("schema.exactly", language, n=link.most)
    if link.least:
        return say("schema.least", language, n=link.least)
    return say("schema.most", language, n=link.most) if link.most is not None else say("schema.any", language)
