"""Drawings of the map: its areas, what one of them holds, and what lies around a node. Pure, as all of `explorer.scene`."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from explorer.area_label import area_label
from explorer.expanding import importance
from explorer.layered import ROW_GAP
from explorer.scene import drawn_layered
from explorer.scene_edges import SceneEdge, edges_among, edges_at
from explorer.scene_nodes import Scene, SceneNode, node_box
from explorer.staggered import levels, staggered, ways_round
from explorer.text import say
from graph.areas import Area, AreaEdge, Areas
from graph.facets import Facets, Status
from graph.map import Map
from graph.model import RESOURCE_KINDS, Language, Node

MOST_DRAWN: Final = 240
"""Topics of an area drawn at most; of a larger one those that most depends on."""

MOST_LOOKED_AT: Final = 2_000
"""Nodes of a kind in an area among which those to draw are chosen."""

MOST_ON_SHELF: Final = 120
"""Nodes of another kind drawn below an area's topics, the newest."""

MOST_POINTED_AT: Final = 3
"""Edges into an area that show when one points at it."""

MOST_AROUND: Final = 24
"""Prerequisites, and as many others, drawn around a node at first."""

_SHELVES: Final = ("project", "application", "trend", "career", "model", "tool", "dataset", *RESOURCE_KINDS)
"""Kinds below an area's topics, from above; all others follow, papers, the most numerous, at the end."""

_SHELF_WIDTH: Final = 1500.0


def overview_scene(areas: Areas, map_: Map, language: Language) -> Scene:
    """Return the drawing of the areas: as large as they hold topics, left of what builds on them, joined where it tells most.

    Examples
    --------
    >>> from graph import open_map
    >>> from graph.areas import areas_of
    >>> scene = overview_scene(areas_of(open_map()), open_map(), "en")
    >>> at = {node.id: node.x for node in scene.nodes}
    >>> at["linear-algebra"] < at["neural-networks"] < at["transformers"]
    True
    """
    boxes = _never_smaller_with_more({area.id: _area_box(area, map_, language) for area in areas.areas})
    main = areas.main_edges(most=1)
    pairs = [(edge.before, edge.after) for edge in main]
    # One line into each area can be followed by eye; the next strongest show at the area that is pointed at.
    more = [edge for edge in areas.main_edges(most=MOST_POINTED_AT) if edge not in main]
    hidden = [(edge.before, edge.after) for edge in more]
    layer = levels(list(boxes), [*pairs, *hidden])
    sizes = {identifier: (box.width, box.height) for identifier, box in boxes.items()}
    places = staggered(sizes, pairs, unseen=hidden)
    bends = ways_round(sizes, places, pairs)
    nodes = tuple(
        replace(box, x=places[identifier][0], y=places[identifier][1], level=layer[identifier])
        for identifier, box in boxes.items()
    )
    edges = tuple(
        SceneEdge(
            edge.before,
            edge.after,
            area_edge_title(edge, language),
            False,
            "requires",
            bends=bends.get((edge.before, edge.after), ()),
            weight=max(1.0, edge.count**0.5 / 2),
            quiet=quiet,
        )
        for edges, quiet in ((main, False), (more, True))
        for edge in edges
    )
    return Scene(nodes, edges, f"areas {language}", enters=True, left_out=areas.left_out)


def area_edge_title(edge: AreaEdge, language: Language) -> str:
    """Return how many prerequisites an edge between areas stands for, and what some of them say."""
    reasons = [example.because.in_language(language) for example in edge.examples]
    return "\n".join((say("map.between", language, n=edge.count), *(f"– {reason}" for reason in reasons if reason)))


def area_scene(areas: Sequence[Area], map_: Map, language: Language, kinds: Sequence[str]) -> Scene:
    """Return the drawing of what some areas hold: topics in layers, other kinds on shelves below them.

    A node's place depends on the areas alone, so that nothing moves where a kind is shown or hidden. Edges of the nodes on
    shelves are quiet.
    """
    topics, too_many = _most_needed(_members(areas, "topic"), map_)
    scene = drawn_layered(
        map_.describe(topics),
        [edge for edge in edges_among(map_.describe(topics), map_, language) if edge.link == "requires"],
        language,
        {},
        (),
    )
    nodes, left_out = list(scene.nodes), too_many if "topic" in kinds else 0
    top = max((node.y + node.height / 2 for node in nodes), default=0.0) + 4 * ROW_GAP
    present = {kind for area in areas for kind in area.members} - {"topic"}
    for kind in sorted(present, key=_shelf_place):
        ids = _members(areas, kind)
        shelf = sorted(map_.describe(ids).values(), key=lambda node: (-(node.year or 0), node.id))[:MOST_ON_SHELF]
        boxes, top = _laid_on_shelf([node_box(node, language) for node in shelf], top)
        if kind in kinds:
            nodes += boxes
            left_out += len(ids) - len(shelf)
    drawn = [node.id for node in nodes if node.kind in kinds]
    among = edges_among(map_.describe(drawn), map_, language) if set(kinds) - {"topic"} else []
    layered = {edge.pair for edge in scene.edges}
    topic_ids = frozenset(topics)
    quiet = [replace(edge, quiet=True) for edge in among if edge.pair not in layered and not edge.pair <= topic_ids]
    whole = replace(scene, nodes=tuple(nodes), edges=(*scene.edges, *quiet), left_out=left_out)
    name = f"area {' '.join(area.id for area in areas)} {language}"
    return replace(whole.only(frozenset(drawn)), layout=name)


def around_scene(centre: str, map_: Map, language: Language, kinds: Sequence[str]) -> Scene:
    """Return the drawing of a node between what it needs and what needs it, at most `MOST_AROUND` of either.

    Raises
    ------
    NodeNotFound
    """
    at = edges_at(map_, centre, language)
    near = map_.describe(edge.other(centre) for edge in at)
    at = [edge for edge in at if near[edge.other(centre)].kind in kinds]
    needs = [edge.source for edge in at if edge.target == centre and edge.link == "requires"]
    ranks = importance(map_, (edge.other(centre) for edge in at if edge.other(centre) not in set(needs)))
    others = sorted(ranks, key=lambda identifier: (kinds.index(near[identifier].kind), ranks[identifier]))
    shown = map_.describe([centre, *needs[:MOST_AROUND], *others[:MOST_AROUND]])
    among = [edge for edge in edges_among(shown, map_, language) if edge.link == "requires"]
    drawn = {edge.pair for edge in among}
    edges = [*among, *(edge for edge in at if edge.other(centre) in shown and edge.pair not in drawn)]
    scene = drawn_layered(shown, edges, language, {}, [centre])
    left_out = max(0, len(needs) - MOST_AROUND) + max(0, len(others) - MOST_AROUND)
    return replace(scene, layout=f"around {centre} {language}", left_out=left_out)


def allowed(
    scene: Scene, nodes: Mapping[str, Node], statuses: Mapping[str, Status], facets: Facets, kept: Collection[str]
) -> Scene:
    """Return a drawing without what the facets do not allow; nothing moves. Kinds were chosen when it was drawn.

    Parameters
    ----------
    nodes : the nodes drawn.
    kept : ids that stay in any case.
    """
    wanted = replace(facets, kinds=())
    here = {id_ for id_, node in nodes.items() if id_ in kept or wanted.allow(node, statuses.get(id_))}
    return scene if len(here) == len(scene.nodes) else scene.only(here)


def with_progress(scene: Scene, statuses: Mapping[str, Status]) -> Scene:
    """Return a drawing whose nodes are ringed by how far the learner is with each."""
    return replace(scene, nodes=tuple(replace(node, ring=statuses.get(node.id, "")) for node in scene.nodes))


def with_counts(scene: Scene, found: Mapping[str, int], known: Mapping[str, int], language: Language) -> Scene:
    """Return the overview with what of each area is found, where not all is asked for, and how much of it is known.

    Parameters
    ----------
    found : nodes that the facets allow, by area; empty where nothing is restricted.
    known : topics known, by area.
    """
    nodes = []
    for node in scene.nodes:
        topics = int(node.number or 0)
        note = say("map.found", language, n=found.get(node.id, 0)) if found else node.note
        share = known[node.id] / topics if topics and known.get(node.id) else None
        nodes.append(
            replace(node, note=note, share=share, status="known" if found and not found.get(node.id) else "step")
        )
    return replace(scene, nodes=tuple(replace(node, number=None) for node in nodes))


def _area_box(area: Area, map_: Map, language: Language) -> SceneNode:
    node = map_.node(area.id) if area.id in map_ else Node(area.id, "area", area_label(area.id, map_))
    box = node_box(node, language)
    side = area.topics**0.5
    size = (max(box.width * 1.1, 70 + 11 * side), max(box.height + 20, 30 + 7 * side))
    note = say("map.topics", language, n=area.topics) if area.topics else say("map.nodes", language, n=area.size)
    return replace(box, kind="area", width=round(size[0]), height=round(size[1]), note=note, number=area.topics)


def _never_smaller_with_more(boxes: Mapping[str, SceneNode]) -> dict[str, SceneNode]:
    """Return boxes made higher where a long label gives one with fewer topics more room than they have."""
    grown: dict[str, SceneNode] = {}
    least = 0.0
    for box in sorted(boxes.values(), key=lambda box: box.number or 0):
        grown[box.id] = replace(box, height=max(box.height, math.ceil(least / box.width)))
        least = max(least, grown[box.id].width * grown[box.id].height)
    return {identifier: grown[identifier] for identifier in boxes}


def _members(areas: Iterable[Area], kind: str) -> list[str]:
    return list(
        dict.fromkeys(identifier for area in areas for identifier in area.members.get(kind, ())[:MOST_LOOKED_AT])
    )


def _most_needed(ids: Sequence[str], map_: Map) -> tuple[list[str], int]:
    if len(ids) <= MOST_DRAWN:
        return list(ids), 0
    graph = map_.graph_at_hand()
    if graph is None:
        ranked = sorted(ids, key=importance(map_, ids).__getitem__)
    else:
        uses = graph.required_by.degrees()[graph.indices(ids)]
        ranked = [ids[place] for place in (-uses).argsort(kind="stable").tolist()]
    return sorted(ranked[:MOST_DRAWN]), len(ids) - MOST_DRAWN


def _shelf_place(kind: str) -> tuple[int, str]:
    return (_SHELVES.index(kind) if kind in _SHELVES else len(_SHELVES) + (kind == "paper"), kind)


def _laid_on_shelf(boxes: Sequence[SceneNode], top: float) -> tuple[list[SceneNode], float]:
    """Return boxes in rows, and where the next shelf begins."""
    laid: list[SceneNode] = []
    x, row = 0.0, max((box.height for box in boxes), default=0.0)
    for box in boxes:
        if x and x + box.width > _SHELF_WIDTH:
            x, top = 0.0, top + row + ROW_GAP
        laid.append(replace(box, x=x + box.width / 2, y=top + row / 2))
        x += box.width + 2 * ROW_GAP
    return laid, top + row + 4 * ROW_GAP
