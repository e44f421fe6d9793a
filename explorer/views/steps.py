"""A plan's steps as a list, the twin of the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from explorer.markup import Element, element, outside_link
from explorer.query_texts import path_query
from explorer.state import Event
from explorer.views.scenery import Scenery, light_link, mark
from graph.exchange.plan_markdown import node_url
from graph.passages import Passage
from graph.path import Plan, Step

PLACES_SHOWN: Final = 2
"""Places to learn a step that its row shows; its details show all."""


def step_list(scenery: Scenery, plan: Plan, passages: Mapping[str, Sequence[Passage]]) -> Element:
    """Return the ordered steps, each with a box to tick when it is known, where to learn it, and its reasons.

    What is selected is marked by the browser, and links name only their node: the list stays the same from click to click,
    so it is made, sent and shown once.

    Parameters
    ----------
    passages : of each step, the places that explain it.
    """
    if not plan.steps:
        return element("div.nothing", element("h2", scenery.say("nothing.title")), element("p", scenery.say("nothing")))
    items = [_item(scenery, plan, number, step, passages) for number, step in enumerate(plan.steps, 1)]
    return element(
        "section.steps",
        scenery.over_list(scenery.say("steps"), _query(scenery, plan), drawing="drawing"),
        element("ol", items, data_scroll=True, data_marks=True),
        aria_label=scenery.say("steps"),
    )


def _query(scenery: Scenery, plan: Plan) -> str | None:
    return path_query(plan, scenery.selection.known, scenery.selection.skipped, scenery.language)


def _item(scenery: Scenery, plan: Plan, number: int, step: Step, passages: Mapping[str, Sequence[Passage]]) -> Element:
    node = step.node
    is_left_out = node.id in scenery.left_out
    meta = (
        scenery.kind(node),
        scenery.hours(node),
        scenery.say("goal") if node.id in plan.targets else None,
        scenery.say("status.learning") if node.id in scenery.selection.learning else None,
        scenery.say("left.out") if is_left_out else None,
    )
    title = light_link(
        node.id,
        element("span.name", scenery.name(node.id)),
        element("span.meta", mark(node), " · ".join(part for part in meta if part)),
        tag="a.title",
    )
    found = passages.get(node.id, ())
    return element(
        "li.step.locked" if is_left_out else "li.step",
        element("span.number", str(number), aria_hidden="true"),
        element("div.body", title, _places(scenery, found), _reasons(scenery, plan, step)),
        know_box(scenery, node.id),
        data_key=node.id,
        data_show="",
    )


def _places(scenery: Scenery, passages: Sequence[Passage]) -> Element | None:
    """Return the exact places to learn a step: the first ones, and how many more its details hold."""
    items = [_passage(scenery, passage) for passage in passages[:PLACES_SHOWN]]
    if not items:
        return None
    rest = len(passages) - len(items)
    return element("ul.exact", items, element("li", scenery.say("more", n=rest)) if rest > 0 else None)


def _passage(scenery: Scenery, passage: Passage) -> Element:
    resource = scenery.map.node(passage.resource)
    name = " ".join(part for part in (scenery.name(resource.id), passage.place) if part)
    url = passage.url or node_url(resource)
    return element("li", outside_link(url, name) if url else element("span", name))


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
    if not step.because:
        return None
    items = [
        element(
            "li",
            light_link(
                edge.on, mark(scenery.map.node(edge.on)), element("span.name", scenery.name(edge.on)), tag="a.node"
            ),
            element("span.place", _place(scenery, plan, edge.on)),
            element("span.because", edge.because.in_language(scenery.language)),
        )
        for edge in step.because
    ]
    summary = element("summary", scenery.say("reasons", n=len(step.because)))
    return element("details", summary, element("ul.reasons", items))


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
