"""What the map's drawing shows, as a list: its twin for the keyboard, for screen readers and for phones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from explorer import expansions, shared
from explorer.looks import legend_place
from explorer.markup import Element, element
from explorer.query_texts import area_query, areas_query, around_query, whole_query
from explorer.scene_nodes import Scene, SceneNode
from explorer.state import Event, centre, kinds_shown
from explorer.views.scenery import Scenery, mark
from graph.areas import COMMUNITY, Area, AreaEdge
from graph.facets import Status
from graph.hierarchy import Branch, branches
from graph.vocabulary import kind_label

Statuses = Mapping[str, Status]

MOST_FOUND = 8
"""Nodes found that are listed below each area of the overview."""


def listed(scenery: Scenery, scene: Scene, statuses: Statuses, found: Mapping[str, Sequence[str]]) -> Element:
    """Return the list of what is drawn.

    Parameters
    ----------
    statuses : how far the learner is with each node.
    found : on the overview, the ids that the filters allow, by area; empty where there are none.
    """
    selection = scenery.selection
    middle = centre(selection)
    if selection.view == "lineage":
        content = _families(scenery, scene, statuses)
    elif middle:
        content = _around(scenery, scene, statuses, middle)
    elif selection.areas:
        content = _inside(scenery, scene, statuses)
    else:
        content = _overview(scenery, found)
    return element(
        "section.steps.listing",
        scenery.over_list(scenery.say("map.list"), _query(scenery, middle), drawing="map-drawing"),
        element("div.scroll", content, data_scroll=True),
        aria_label=scenery.say("map.list"),
    )


def _query(scenery: Scenery, middle: str | None) -> str | None:
    """Return the query that gives what is listed; what an area or a neighbourhood leaves out for want of room too."""
    selection, language = scenery.selection, scenery.language
    facets = replace(selection.facets, kinds=kinds_shown(selection))
    if selection.view == "lineage":
        return whole_query("lineage", language)
    if middle:
        added = (expansions.read(token).id for token in selection.expanded)
        centres = [id_ for id_ in dict.fromkeys((middle, *added)) if id_ in scenery.map]
        return around_query(centres, language, facets)
    if any(area.startswith(COMMUNITY) for area in selection.areas):
        # The map states no communities; they were computed.
        return None
    areas = [area for area in selection.areas if area in scenery.map and shared.the_areas().of(area)]
    return area_query(areas, language, facets) if areas else areas_query(language, facets)


def _overview(scenery: Scenery, found: Mapping[str, Sequence[str]]) -> list[Element]:
    areas = shared.the_areas()
    known = areas.count(scenery.known)
    listed_areas = element("ol.areas", [_area(scenery, area, found, known) for area in areas.areas])
    return [*_of_the_whole(scenery), listed_areas]


def _of_the_whole(scenery: Scenery) -> list[Element]:
    """Return, of a large map, the first nodes of the kinds that the filters name: most lie in no area that is drawn."""
    facets = scenery.selection.facets
    if not shared.the_atlas().is_large or not facets.kinds or facets.stages:
        return []
    counts, _ = scenery.map.counts()
    parts = []
    for kind in facets.kinds:
        ids = scenery.map.members(kind=kind, limit=MOST_FOUND)
        title = scenery.say("map.whole", kind=kind_label(kind, scenery.language), n=counts.get(kind, 0))
        parts.append(element("div.group", element("h3", title), element("ul.nodes", _rows(scenery, ids))))
    return parts


def _area(scenery: Scenery, area: Area, found: Mapping[str, Sequence[str]], known_topics: Mapping[str, int]) -> Element:
    name = scenery.area_name(area.id)
    known = known_topics.get(area.id)
    said = scenery.say("map.topics", n=area.topics) if area.topics else scenery.say("map.nodes", n=area.size)
    if known:
        said = scenery.say("map.known-of", known=known, n=area.topics)
    ids = found.get(area.id, ())
    if found:
        said = scenery.say("map.found", n=len(ids))
    return element(
        "li.area" if ids or not found else "li.area.none",
        scenery.link(
            Event("enter", area.id),
            element("span.mark.area", aria_hidden="true"),
            element("span.name", name),
            element("span.meta", said),
            tag="a.title",
        ),
        _found(scenery, area, ids) if ids else None,
        data_key=area.id,
    )


def _found(scenery: Scenery, area: Area, ids: Sequence[str]) -> Element:
    rows = _rows(scenery, ids[:MOST_FOUND])
    if len(ids) > MOST_FOUND:
        more = scenery.say("more", n=len(ids) - MOST_FOUND)
        rows.append(element("li", scenery.link(Event("enter", area.id), more)))
    return element("ul.nodes", rows)


def _rows(scenery: Scenery, ids: Iterable[str]) -> list[Element]:
    return [element("li", scenery.link(Event("find", id_), *_labelled(scenery, id_), tag="a.node")) for id_ in ids]


def _inside(scenery: Scenery, scene: Scene, statuses: Statuses) -> list[Element]:
    parts: list[Element] = []
    for area in scenery.selection.areas:
        if area not in scenery.map or shared.the_areas().of(area) is None:
            continue
        node = scenery.map.node(area)
        into, out = shared.the_areas().beside(area)
        parts.append(
            element(
                "div.about",
                element("h3", scenery.area_name(area)),
                element("p", node.definition.in_language(scenery.language)) if node.definition else None,
                _beside(scenery, "map.builds-on", into, "before"),
                _beside(scenery, "map.leads-to", out, "after"),
            )
        )
    # In the order of the drawing, from what comes first to what needs it.
    ordered = sorted(scene.nodes, key=lambda node: (node.level, node.name))
    nodes = scenery.map.describe(node.id for node in ordered)
    topics = {identifier: node for identifier, node in nodes.items() if node.kind == "topic"}
    if topics:
        parts.append(_titled(scenery, "topic", element("ul.tree", _tree(scenery, branches(topics), statuses))))
    others = [node for node in scene.nodes if node.kind != "topic"]
    return parts + _by_kind(scenery, others, statuses)


def _beside(scenery: Scenery, key: str, edges: Iterable[AreaEdge], end: str) -> Element | None:
    links = []
    for edge in edges:
        area = edge.before if end == "before" else edge.after
        links.append(
            element(
                "li",
                scenery.link(Event("enter", area), scenery.area_name(area)),
                element("span.count", str(edge.count)),
            )
        )
    shown, rest = links[:3], links[3:]
    if not shown:
        return None
    more = (
        element("details", element("summary", scenery.say("more", n=len(rest))), element("ul", rest)) if rest else None
    )
    return element("div.area-ties", element("span", scenery.say(key)), element("ul", shown), more)


def _tree(scenery: Scenery, trees: Iterable[Branch], statuses: Statuses) -> list[Element]:
    return [
        element(
            "li",
            _row(scenery, tree.id, statuses),
            element("ul", _tree(scenery, tree.narrower, statuses)) if tree.narrower else None,
            data_key=tree.id,
        )
        for tree in trees
    ]


def _around(scenery: Scenery, scene: Scene, statuses: Statuses, middle: str) -> list[Element]:
    needs = {edge.source for edge in scene.edges if edge.link == "requires" and edge.target == middle}
    unlocks = {edge.target for edge in scene.edges if edge.link == "requires" and edge.source == middle}
    joined = {edge.other(middle) for edge in scene.edges if middle in edge.pair}
    groups: list[tuple[str, set[str]]] = [
        ("map.centre", {middle}),
        ("needs", needs),
        ("unlocks", unlocks - needs),
        ("map.rest", joined - needs - unlocks),
        ("map.added", set(scene.ids - joined - {middle})),
    ]
    return [
        element(
            "div.group",
            element("h3", scenery.say(key)),
            element("ul.nodes", [element("li", _row(scenery, node.id, statuses), data_key=node.id) for node in scene.nodes if node.id in ids]),
            data_key=key,
        )
        for key, ids in groups
        if ids & scene.ids
    ]  # fmt: skip


def _families(scenery: Scenery, scene: Scene, statuses: Statuses) -> list[Element]:
    """Return the families of models, the largest first, as the drawing has them from above; the oldest model first."""
    found = []
    for family in sorted(shared.the_lineage().families, key=lambda family: -len(family.members)):
        here = [member for member in family.members if member in scene.ids]
        if not here:
            continue
        rows = [element("li", _row(scenery, member, statuses, dated=True), data_key=member) for member in here]
        title = scenery.say("lineage.family", name=scenery.name(family.founder))
        found.append(element("div.group", element("h3", title), element("ul.nodes", rows), data_key=family.founder))
    # What was added by expanding belongs to no family.
    members = shared.the_lineage().models
    return found + _by_kind(scenery, [node for node in scene.nodes if node.id not in members], statuses)


def _by_kind(scenery: Scenery, nodes: Iterable[SceneNode], statuses: Statuses) -> list[Element]:
    ordered = sorted(nodes, key=lambda node: legend_place(node.kind))
    return [
        _titled(
            scenery,
            kind,
            element("ul.nodes", [element("li", _row(scenery, node.id, statuses), data_key=node.id) for node in group]),
        )
        for kind, group in groupby(ordered, key=lambda node: node.kind)
    ]


def _titled(scenery: Scenery, kind: str, content: Element) -> Element:
    return element("div.group", element("h3", kind_label(kind, scenery.language)), content, data_key=f"kind {kind}")


def _row(scenery: Scenery, identifier: str, statuses: Statuses, *, dated: bool = False) -> Element:
    status = statuses.get(identifier)
    said = scenery.say(f"status.{status}") if status and status != "locked" else None
    return scenery.link(
        Event("select", identifier),
        *_labelled(scenery, identifier),
        element("span.meta", str(scenery.map.node(identifier).year or "")) if dated else None,
        element(f"span.status.is-{status}", said) if said else None,
        tag="a.node",
        data_names=identifier,
    )


def _labelled(scenery: Scenery, identifier: str) -> tuple[Element, Element]:
    return mark(scenery.map.node(identifier)), element("span.name", scenery.name(identifier))
