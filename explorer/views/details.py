"""What is said of a node beside a drawing."""

from __future__ import annotations

from typing import Final

from explorer.expanding import neighbour_counts
from explorer.expansions import Expansion, Way, open_ways
from explorer.markup import Element, element, outside_link
from explorer.scene_edges import edges_at
from explorer.state import Event
from explorer.views.node_parts import (
    facts,
    heading,
    learner,
    linked,
    linked_from,
    note,
    origin,
    teaching,
    unlocks,
)
from explorer.views.node_reasons import prerequisites, why
from explorer.views.scenery import Scenery
from graph.exchange.plan_markdown import node_url
from graph.model import Node

WAYS_OFFERED: Final[tuple[Way, ...]] = ("needs", "unlocks", "missing", "all")
"""Ways to expand a node, in the order of their buttons."""


def details(scenery: Scenery, identifier: str, *, asks_ahead: bool = False) -> Element:
    """Return the details of a node; raises `NodeNotFound`.

    Parameters
    ----------
    asks_ahead : whether the browser may ask for the next node's details itself, see `explorer.views.opened`.
    """
    node = scenery.map.node(identifier)
    return element(
        "aside.details",
        _bar(scenery, node),
        element(
            "div.content",
            heading(scenery, node),
            element("p.definition", node.definition.in_language(scenery.language)) if node.definition else None,
            _actions(scenery, node),
            why(scenery, node),
            prerequisites(scenery, node),
            origin(scenery, node),
            linked(scenery, node),
            unlocks(scenery, node),
            teaching(scenery, node),
            linked_from(scenery, node),
            facts(scenery, node),
            note(scenery, node),
            data_scroll=True,
            data_show=node.id,
        ),
        aria_label=scenery.say("details"),
        data_ahead=node.id if asks_ahead else None,
    )


def _bar(scenery: Scenery, node: Node) -> Element:
    back = scenery.say("back" if scenery.plan else "close")
    parts: list[Element] = [scenery.link(Event("clear"), element("span", back), tag="a.back", aria_label=back)]
    plan = scenery.plan
    if plan and node.id in plan.positions:
        place = plan.positions[node.id]
        of = scenery.say("step.of", number=place + 1, steps=len(plan.steps))
        parts.append(element("span.place", of))
        for shift, key in ((-1, "previous"), (1, "next")):
            if 0 <= place + shift < len(plan.steps):
                beside = plan.steps[place + shift].node
                named = scenery.say(f"step.{key}", name=scenery.name(beside.id))
                parts.append(
                    scenery.link(Event("select", beside.id), tag=f"a.turn.{key}", aria_label=named, title=named)
                )
    return element("div.bar", parts)


def _actions(scenery: Scenery, node: Node) -> list[Element]:
    url = node_url(node)
    page = scenery.link(Event("open", node.id), scenery.say("node.page"), tag="a.button")
    return [
        element("div.actions", *learner(scenery, node), page, outside_link(url, scenery.say("open")) if url else None),
        _expanding(scenery, node),
    ]


def _expanding(scenery: Scenery, node: Node) -> Element:
    """Return what can be drawn around the node, with how much it would be, and what takes it away again."""
    counts = neighbour_counts(edges_at(scenery.map, node.id, scenery.language), node.id, scenery.known)
    ways = open_ways(scenery.selection.expanded, node.id)
    offered: list[Way] = [way for way in WAYS_OFFERED if counts[way] and way not in ways]
    if not scenery.known and "missing" in offered:
        offered.remove("missing")
    buttons = [
        element(
            "button.button.small",
            scenery.say(f"expand.{way}", n=counts[way]),
            type="button",
            event=Event("expand", Expansion(node.id, way).token),
        )
        for way in offered
    ]
    if ways:
        fold = element("button.button.small", scenery.say("collapse"), type="button", event=Event("collapse", node.id))
        buttons.append(fold)
    title = scenery.say("expand.title")
    return element("div.expanding", element("span", title, aria_hidden="true"), buttons, role="group", aria_label=title)
