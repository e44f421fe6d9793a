"""Where to learn a node: the exact places first, then whole resources by stage and language."""

from __future__ import annotations

from itertools import groupby

from explorer import shared
from explorer.markup import Element, element, outside_link
from explorer.query_texts import node_query
from explorer.views.scenery import Scenery
from explorer.views.sections import asked_section
from explorer.views.steps import resources
from graph.exchange.plan_markdown import node_url
from graph.model import Node
from graph.passages import Passage, passages_for


def places(scenery: Scenery, node: Node) -> Element | None:
    """Return the passages that explain a node, each with its place and address; None without any."""
    found = passages_for(scenery.map, node.id, scenery.language)
    if not found:
        return None
    query = node_query("places", node.id, scenery.language)
    listed = element("ul.places", [_place(scenery, passage) for passage in found])
    return asked_section(scenery, scenery.say("node.places"), query, listed)


def _place(scenery: Scenery, passage: Passage) -> Element:
    resource = scenery.map.node(passage.resource)
    url = passage.url or node_url(resource)
    named = scenery.say("open.node", name=f"{scenery.name(resource.id)} {passage.place}".strip())
    return element(
        "li",
        element("span.place-in", passage.place) if passage.place else None,
        scenery.node_link(resource.id),
        element("span.meta", _languages(scenery, resource)),
        outside_link(url, scenery.say("open"), aria_label=named) if url else None,
    )


def resources_by_stage(scenery: Scenery, node: Node) -> Element | None:
    """Return what teaches a node, by stage and then by language; None where nothing does."""
    ids = scenery.map.links_to([node.id], "teaches")[node.id]
    if not ids:
        return None
    stages = shared.the_stages()

    def stage_place(resource: Node) -> int:
        return stages.index(resource.stage) if resource.stage in stages else len(stages)

    found = sorted(
        scenery.map.describe(ids).values(), key=lambda resource: (stage_place(resource), _languages(scenery, resource))
    )
    groups = []
    for place, of_stage in groupby(found, key=stage_place):
        stage = scenery.name(stages[place]) if place < len(stages) else scenery.say("node.any-stage")
        # The list says the language of each; sorted by it, those of one stand together.
        listed = resources(scenery, [resource.id for resource in of_stage])
        groups.append(element("div.kinds", element("h4", stage), listed))
    query = node_query("resources", node.id, scenery.language)
    return asked_section(scenery, scenery.say("node.resources"), query, groups)


def _languages(scenery: Scenery, resource: Node) -> str:
    tags = [tag for tag in resource.facts.get("inLanguage", ()) if tag in ("en", "ja")]
    return scenery.say("list.joint").join(scenery.say(f"in.{tag}") for tag in tags)
