"""A node's own page, the same for all kinds: what it is, what it needs and unlocks, where to learn it, and the lines behind it."""

from __future__ import annotations

import streamlit as st

from explorer import shared
from explorer.markup import Element, element, outside_link
from explorer.navigation import follow
from explorer.panel import panel, picker
from explorer.state import Event
from explorer.views import landing
from explorer.views.mending import mend
from explorer.views.node_parts import (
    facts,
    heading,
    learner,
    linked,
    linked_from,
    note,
    origin,
    unlocks_by_kind,
)
from explorer.views.node_reasons import prerequisites
from explorer.views.node_resources import places, resources_by_stage
from explorer.views.node_source import source
from explorer.views.pickers import finder_data
from explorer.views.scenery import Scenery
from graph.exchange.plan_markdown import node_url
from graph.model import Node


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    selected = scenery.selection.selected
    return scenery.say("node.document", name=scenery.name(selected) if selected else scenery.say("node.missing"))


def page(scenery: Scenery) -> None:
    """Show the page."""
    with st.container(key="tools"):
        left, right = st.columns(2, gap="small")
    with right:
        picker(finder_data(scenery, event="open"), key="find", handle=follow)
    selected = scenery.selection.selected
    if selected is None:
        with left:
            panel([_missing(scenery)], key="node", language=scenery.language, handle=follow)
        return
    node = scenery.map.node(selected)
    with left:
        panel([_way(scenery, node)], key="where", language=scenery.language, handle=follow)
    entries = shared.the_entries().of(node.id)
    panel([article(scenery, node)], key="node", language=scenery.language, handle=follow)
    panel([source(scenery, node, entries)], key="source", language=scenery.language, handle=follow)
    if entries:
        mend(scenery, entries[0])


def article(scenery: Scenery, node: Node) -> Element:
    """Return all that the map says of a node, in two columns: what it is and why; where to learn it and what it is tied to."""
    definition = node.definition.in_language(scenery.language)
    return element(
        "article.node-page",
        element(
            "div.content",
            heading(scenery, node, level="h1"),
            element("p.definition", definition) if definition else None,
            _actions(scenery, node),
            note(scenery, node),
            prerequisites(scenery, node),
            unlocks_by_kind(scenery, node),
        ),
        element(
            "div.content.aside",
            origin(scenery, node),
            places(scenery, node),
            resources_by_stage(scenery, node),
            linked(scenery, node),
            linked_from(scenery, node),
            facts(scenery, node),
        ),
        data_show=node.id,
    )


def _actions(scenery: Scenery, node: Node) -> Element:
    url = node_url(node)
    shown = scenery.link(Event("find", node.id), scenery.say("node.map"), tag="a.button")
    return element(
        "div.actions", learner(scenery, node), shown, outside_link(url, scenery.say("open")) if url else None
    )


def _way(scenery: Scenery, node: Node) -> Element:
    """Return the way to the node: its area, and what is broader."""
    above: list[str] = []
    broader = next(iter(node.links.get("broader", ())), None)
    while broader is not None and broader not in above and broader in scenery.map:
        above.insert(0, broader)
        broader = next(iter(scenery.map.node(broader).links.get("broader", ())), None)
    area = [scenery.link(Event("enter", node.area), scenery.name(node.area))] if node.area else []
    steps = [
        scenery.link(Event("enter"), scenery.say("map.areas")),
        *area,
        *(scenery.link(Event("open", identifier), scenery.name(identifier)) for identifier in above),
    ]
    return element(
        "nav.where",
        element("div.way", [element("span.step-to", step) for step in steps]),
        aria_label=scenery.say("map.way"),
    )


def _missing(scenery: Scenery) -> Element:
    return element(
        "section.nothing",
        element("h1", scenery.say("node.missing")),
        element("p", scenery.say("node.missing.text")),
        landing.chips(scenery, shared.the_examples(), event="open"),
    )
