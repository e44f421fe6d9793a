"""A plan's steps as a list, the twin of the drawing."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.markup import Element, element, outside_link
from explorer.state import Event
from explorer.views.scenery import Scenery, mark
from graph.exchange.plan_markdown import node_url
from graph.path import Plan, Step


def step_list(scenery: Scenery, plan: Plan) -> Element:
    """Return the ordered steps, each with a box to tick when it is known, its reasons and its resources."""
    if not plan.steps:
        return element("div.nothing", element("h2", scenery.say("nothing.title")), element("p", scenery.say("nothing")))
    items = [_item(scenery, plan, number, step) for number, step in enumerate(plan.steps, 1)]
    return element(
        "section.steps",
        element("h2", scenery.say("steps")),
        element("ol", items, data_scroll=True),
        aria_label=scenery.say("steps"),
    )


def _item(scenery: Scenery, plan: Plan, number: int, step: Step) -> Element:
    node, is_selected = step.node, step.node.id == scenery.selection.selected
    label = scenery.name(node.id)
    is_left_out = node.id in scenery.left_out
    meta = (
        scenery.kind(node),
        scenery.hours(node),
        scenery.say("goal") if node.id in plan.targets else None,
        scenery.say("status.learning") if node.id in scenery.selection.learning else None,
        scenery.say("left.out") if is_left_out else None,
    )
    title = scenery.link(
        Event("select", node.id),
        element("span.name", label),
        element("span.meta", mark(node), " · ".join(part for part in meta if part)),
        tag="a.title",
        aria_current="true" if is_selected else None,
    )
    return element(
        ".".join(("li.step", *(["selected"] if is_selected else []), *(["left-out"] if is_left_out else []))),
        element("span.number", str(number), aria_hidden="true"),
        element("div.body", title, _reasons(scenery, plan, step)),
        know_box(scenery, node.id),
        data_key=node.id,
        data_show="selected" if is_selected else "",
    )


def know_box(scenery: Scenery, identifier: str) -> Element:
    """Return a box to tick where a node is known; it is locked where that follows from other known nodes."""
    is_known = identifier in scenery.known
    stated = {identifier, identifier + "!"} & set(scenery.selection.known)
    return element(
        "label.know",
        element(
            "input",
            event=Event("unknow" if is_known else "know", identifier),
            type="checkbox",
            checked=is_known,
            disabled=is_known and not stated,
            aria_label=scenery.say("know.node", name=scenery.name(identifier)),
        ),
        element("span", scenery.say("know")),
    )


def _reasons(scenery: Scenery, plan: Plan, step: Step) -> Element | None:
    parts: list[Element] = []
    if step.because:
        parts.append(
            element(
                "ul.reasons",
                [
                    element(
                        "li",
                        scenery.node_link(edge.on),
                        element("span.place", _place(scenery, plan, edge.on)),
                        element("span.because", edge.because.in_language(scenery.language)),
                    )
                    for edge in step.because
                ],
            )
        )
    if step.resources:
        parts.append(element("p.learn", element("span", scenery.say("learn.from")), resources(scenery, step.resources)))
    if not parts:
        return None
    counts = [scenery.say("reasons", n=len(step.because))] if step.because else []
    counts += [scenery.say("resources", n=len(step.resources))] if step.resources else []
    return element("details", element("summary", " · ".join(counts)), parts)


def _place(scenery: Scenery, plan: Plan, identifier: str) -> str:
    place = plan.positions.get(identifier)
    return scenery.say("step", number=place + 1) if place is not None else scenery.say("known")


def resources(scenery: Scenery, ids: Sequence[str]) -> Element:
    """Return what one learns from as a list: each links to itself on the web, and to its details."""
    items = []
    for identifier in ids:
        node = scenery.map.node(identifier)
        url = node_url(node)
        languages = node.facts.get("inLanguage", ())
        facts = [scenery.kind(node), *(scenery.say(f"in.{tag}") for tag in languages if tag in ("en", "ja"))]
        named = scenery.say("open.node", name=scenery.name(identifier))
        outside = outside_link(url, scenery.say("open"), aria_label=named) if url else None
        items.append(element("li", scenery.node_link(identifier), element("span.meta", " · ".join(facts)), outside))
    return element("ul.resources", items)
