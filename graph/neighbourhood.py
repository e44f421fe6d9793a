"""Parts of a map: what lies around a node, and what leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.errors import InvalidInput
from graph.knowledge import requirements
from graph.map import Map


def around(map_: Map, centre: str, hops: int = 1) -> list[str]:
    """Return the ids within `hops` edges of a node, along any link in either direction, nearest first.

    Area, stage and phase are no edges here: over them everything is near everything.

    Parameters
    ----------
    centre : the id of a node.
    hops : 0 for the node alone.

    Raises
    ------
    InvalidInput
        For fewer than 0 hops.
    """
    if hops < 0:
        raise InvalidInput(
            f"Hops must be 0 or more, not {hops}.", f"ホップ数は0以上で指定してください（指定値: {hops}）。"
        )
    found = {centre: None}
    level: Sequence[str] = [centre]
    for _ in range(hops):
        level = list(dict.fromkeys(near for node in level for near in neighbours(map_, node) if near not in found))
        found.update(dict.fromkeys(level))
    return list(found)


def neighbours(map_: Map, identifier: str) -> list[str]:
    """Return the ids one edge away: prerequisites, dependents, and what other links join; sorted, without repetition."""
    node = map_.node(identifier)
    ways: list[Iterable[str]] = [(edge.on for edge in map_.prerequisites([identifier])), map_.dependents(identifier)]
    ways += node.links.values()
    ways += (ids for link, ids in map_.links_of(identifier).items() if link not in ("area", "stage", "phase"))
    return sorted({near for way in ways for near in way if near in map_} - {identifier})


def leading_to(map_: Map, target: str) -> list[str]:
    """Return the ids of a node and everything it requires, sorted."""
    return sorted(requirements(map_, [target]))
