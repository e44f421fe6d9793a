"""The drawing of the models' lineage: time from left to right, families kept together, the offspring near its parent. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Final

from explorer.scene_edges import SceneEdge
from explorer.scene_nodes import Scene, SceneNode, node_box
from graph.lineage import Family, Lineage, when
from graph.model import Language
from graph.vocabulary import property_label

_QUIET_YEAR: Final = 26.0
_YEAR: Final = 170.0
_MODEL: Final = 22.0
"""Pixels of a year in which nothing came, of one in which something did, and more for each model: time runs as fast as work."""

_LANE: Final = 64.0
_GAP: Final = 9.0
_Stretch = tuple[float, float]
"""From where to where something reaches in a lane."""


def lineage_scene(lineage: Lineage, language: Language) -> Scene:
    """Return the drawing of a lineage.

    Examples
    --------
    >>> from graph import open_map
    >>> from graph.lineage import lineage_of
    >>> scene = lineage_scene(lineage_of(open_map()), "en")
    >>> at = {node.id: node.x for node in scene.nodes}
    >>> at["gpt-1"] < at["gpt-2"] < at["gpt-3"]
    True
    """
    begins = _years(lineage)
    boxes = {
        id_: replace(node_box(node, language), x=_across(when(node) or 0.0, begins), level=node.year or 0)
        for id_, node in lineage.models.items()
    }
    taken: list[list[_Stretch]] = []
    lanes: dict[str, int] = {}
    for family in sorted(lineage.families, key=lambda family: -len(family.members)):
        lanes |= _set_down(_laid(family, boxes, lineage.parents), boxes, taken)
    nodes = tuple(replace(box, y=lanes[id_] * _LANE) for id_, box in boxes.items())
    said = property_label("buildsOn", language)
    edges = tuple(
        SceneEdge(parent, id_, said, place > 0, "buildsOn" if place else "requires")
        for id_, parents in lineage.parents.items()
        for place, parent in enumerate(parents)
    )
    rulers = tuple((x, str(year)) for year, x in begins.items())
    return Scene(nodes, edges, f"lineage {language}", rulers=rulers)


def _years(lineage: Lineage) -> dict[int, float]:
    """Return where each year begins, from the first to the one after the last."""
    crowd = Counter(math.floor(when(node) or 0.0) for node in lineage.models.values())
    begins: dict[int, float] = {}
    x = 0.0
    for year in range(min(crowd, default=0), max(crowd, default=0) + 2):
        begins[year] = x
        x += _YEAR + _MODEL * crowd[year] if crowd[year] else _QUIET_YEAR
    return begins


def _across(moment: float, begins: Mapping[int, float]) -> float:
    year = math.floor(moment)
    return begins[year] + (moment - year) * (begins[year + 1] - begins[year])


def _laid(family: Family, boxes: Mapping[str, SceneNode], parents: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return the lane of each member of a family: the free one nearest to its parent's."""
    ends: list[float] = []
    lanes: dict[str, int] = {}
    for member in family.members:
        left, right = _stretch(boxes[member])
        near = lanes.get(parents[member][0], 0) if parents[member] else 0
        free = [lane for lane, end in enumerate(ends) if end <= left]
        lane = min(free, key=lambda lane: abs(lane - near), default=len(ends))
        ends[lane : lane + 1] = [right]
        lanes[member] = lane
    return lanes


def _set_down(lanes: Mapping[str, int], boxes: Mapping[str, SceneNode], taken: list[list[_Stretch]]) -> dict[str, int]:
    """Return a family's lanes moved down until the whole of it, from its first day to its last, covers no other."""
    rows: dict[int, _Stretch] = {}
    for member, lane in lanes.items():
        left, right = _stretch(boxes[member])
        before = rows.get(lane, (left, right))
        rows[lane] = (min(before[0], left), max(before[1], right))

    def is_free(offset: int) -> bool:
        return all(
            right <= begun or ended <= left
            for lane, (left, right) in rows.items()
            if offset + lane < len(taken)
            for begun, ended in taken[offset + lane]
        )

    offset = next(number for number in count() if is_free(number))
    taken.extend([] for _ in range(offset + len(rows) - len(taken)))
    for lane, stretch in rows.items():
        taken[offset + lane].append(stretch)
    return {member: offset + lane for member, lane in lanes.items()}


def _stretch(box: SceneNode) -> _Stretch:
    return box.x - box.width / 2 - _GAP, box.x + box.width / 2 + _GAP
