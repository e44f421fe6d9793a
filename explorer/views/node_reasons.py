"""Why a node is needed, and what it needs: chains of reasons and prerequisites."""

from __future__ import annotations

from itertools import islice
from typing import Final

from explorer.markup import Element, element
from explorer.query_texts import chains_query, node_query
from explorer.state import Event
from explorer.views.scenery import Scenery
from explorer.views.sections import asked_section, section
from graph.model import Node, Prerequisite
from graph.path import Plan
from graph.reasons import Chain, chains, how_many

MOST_CHAINS: Final = 12
"""Chains of reasons shown at most: beyond them they tell nothing new."""


def why(scenery: Scenery, node: Node) -> Element | None:
    """Return the shortest chain of reasons from a node to the targets, or all of them; None without a plan."""
    plan = scenery.plan
    if plan is None:
        return None
    if node.id in plan.targets:
        return section(scenery.say("why"), element("p", scenery.say("why.target")))
    if node.id in scenery.known:
        return section(scenery.say("why"), element("p", scenery.say("why.known")))
    shortest = plan.why(node.id)
    if not shortest:
        return section(scenery.say("why"), element("p", scenery.say("why.outside")))
    count = how_many(plan, node.id)
    query = chains_query(node.id, plan, scenery.language)
    if count == 1:
        return asked_section(scenery, scenery.say("why"), query, _chain(scenery, plan, shortest))
    every = scenery.selection.chains
    found = list(islice(chains(plan, node.id), MOST_CHAINS)) if every else [shortest]
    toggle = scenery.say("why.fewer") if every else scenery.say("why.all", n=count)
    return asked_section(
        scenery,
        scenery.say("why"),
        query,
        [_chain(scenery, plan, chain) for chain in found],
        element("p.meta", scenery.say("why.more", n=count - len(found))) if every and count > len(found) else None,
        element("button.button.small", toggle, type="button", event=Event("chains")),
    )


def _chain(scenery: Scenery, plan: Plan, chain: Chain) -> Element:
    links = [
        element(
            "li",
            element("span.because", edge.because.in_language(scenery.language)),
            scenery.node_link(edge.dependent),
            element("span.goal", scenery.say("goal")) if edge.dependent in plan.targets else None,
        )
        for edge in chain
    ]
    return element("ol.chain", links)


def prerequisites(scenery: Scenery, node: Node) -> Element | None:
    """Return what a node needs, each with its reason; None where the map says nothing of it."""
    needs = scenery.map.prerequisites([node.id])
    if not needs:
        return (
            section(scenery.say("needs"), element("p", scenery.say("starting.point"))) if node.starting_point else None
        )
    reasons = element("ul.reasons", [_reason(scenery, edge) for edge in needs])
    return asked_section(scenery, scenery.say("needs"), node_query("needs", node.id, scenery.language), reasons)


def _reason(scenery: Scenery, edge: Prerequisite) -> Element:
    marks = [scenery.say("helpful")] if edge.strength == "helpful" else []
    marks += [scenery.say("one.of")] if edge.choice else []
    place = scenery.plan.positions.get(edge.on) if scenery.plan else None
    if edge.on in scenery.known:
        marks.append(scenery.say("known"))
    elif place is not None:
        marks.append(scenery.say("step", number=place + 1))
    return element(
        "li",
        scenery.node_link(edge.on),
        [element("span.place", text) for text in marks],
        element("span.because", edge.because.in_language(scenery.language)),
    )
