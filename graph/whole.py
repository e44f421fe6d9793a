"""All nodes of a map: for what can only be said of the whole, and for exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.errors import MapTooLarge
from graph.map import PAGE, Map
from graph.model import Node

MOST_NODES: Final = 50_000
"""Nodes up to which a map is looked at node by node."""


def all_ids(map_: Map, *, kind: str | None = None) -> Iterator[str]:
    """Yield the ids of all nodes, or of all of a kind, sorted; pulled page by page."""
    after = ""
    while True:
        page = map_.members(kind=kind, after=after, limit=PAGE)
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1]


def all_nodes(map_: Map, *, kind: str | None = None, most: int = MOST_NODES) -> list[Node]:
    """Return all nodes, or all of a kind, sorted by id.

    Raises
    ------
    MapTooLarge
        For more than `most`.

    Examples
    --------
    >>> from graph.store import open_map
    >>> [node.id for node in all_nodes(open_map(), kind="stage")]
    ['advanced', 'beginner', 'intermediate']
    """
    if map_.graph_at_hand() is not None and _count(map_, kind) > most:
        raise MapTooLarge(most)
    ids: list[str] = []
    for identifier in all_ids(map_, kind=kind):
        if len(ids) == most:
            raise MapTooLarge(most)
        ids.append(identifier)
    return list(map_.describe(ids).values())


def _count(map_: Map, kind: str | None) -> int:
    kinds = map_.counts()[0]
    return sum(kinds.values()) if kind is None else kinds.get(kind, 0)
