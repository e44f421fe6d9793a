"""Other ways to the same goal, side by side: hours, steps, and what only each of them teaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from explorer.markup import Child, Element, element
from explorer.state import Event
from explorer.views.scenery import Scenery, light_link, mark
from graph.alternatives import Alternative
from graph.path import Plan

MOST_NAMED: Final = 6
"""Nodes that a cell names; it counts the others."""


def ways_table(scenery: Scenery, ways: Sequence[Alternative], current: Plan) -> Element:
    """Return a table of the ways; `current` is the plan that the page shows."""
    if len(ways) < 2:
        return element("section.ways", element("h2", scenery.say("ways")), element("p.about", scenery.say("ways.none")))
    columns = ("ways.way", "ways.steps", "ways.hours", "ways.weeks", "ways.only", "ways.choose")
    head = [
        element("th", scenery.say(name), scope="col", class_="number" if name in columns[1:4] else None)
        for name in columns
    ]
    rows = [_row(scenery, way, current) for way in ways]
    table = element("table", element("thead", element("tr", head)), element("tbody", rows))
    return element(
        "section.ways",
        element("h2", scenery.say("ways")),
        element("p.about", scenery.say("ways.text")),
        element("div.table", table, tabindex="0", role="group", aria_label=scenery.say("ways")),
    )


def _row(scenery: Scenery, way: Alternative, current: Plan) -> Element:
    plan, name = way.plan, scenery.say(f"emphasis.{way.emphasis}")
    is_chosen = scenery.selection.choices.emphasis == way.emphasis
    more = round(plan.hours - current.hours, 2)
    beside = element("span.more", f"{more:+g}") if more and not is_chosen else None
    choose: Child = (
        element("span.chosen", scenery.say("ways.chosen"))
        if is_chosen
        else scenery.link(
            Event("emphasis", way.emphasis),
            scenery.say("ways.take"),
            tag="a.button.small",
            aria_label=scenery.say("ways.take.named", name=name),
        )
    )
    return element(
        "tr.current" if is_chosen else "tr",
        element(
            "th",
            element("span.way", name),
            element("span.meaning", scenery.say(f"emphasis.{way.emphasis}.means")),
            scope="row",
        ),
        element("td.number", f"{len(plan.steps)}"),
        element("td.number", f"{round(plan.hours, 2):g}", beside),
        element("td.number", f"{plan.weeks:.1f}"),
        element("td", _only(scenery, way)),
        element("td", choose),
    )


def _only(scenery: Scenery, way: Alternative) -> Child:
    # What one comes to last is what a plan is chosen for; the ground beneath it says less.
    nodes = [step.node for step in way.plan.steps if step.node.id in way.only][::-1]
    if not nodes:
        return element("span.meta", scenery.say("ways.nothing"))
    links = [
        light_link(node.id, mark(node), element("span.name", scenery.name(node.id)), tag="a.node")
        for node in nodes[:MOST_NAMED]
    ]
    rest = len(nodes) - MOST_NAMED
    return element("span.nodes", links, element("span.meta", scenery.say("more", n=rest)) if rest > 0 else None)
