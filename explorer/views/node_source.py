"""What the map's files say of a node, word by word, and where."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.markup import Element, element
from explorer.views.scenery import Scenery
from graph.entries import Entry, turtle_of
from graph.model import Node


def source(scenery: Scenery, node: Node, entries: Sequence[Entry]) -> Element:
    """Return the Turtle behind a node, folded: the lines of the files, or what a map of another kind says."""
    said = [_entry(scenery, entry) for entry in entries]
    if not said:
        said = [
            element("p", scenery.say("node.turtle.none")),
            element("pre", element("code", turtle_of(scenery.map, node.id))),
        ]
    return element(
        "section.source",
        element("details", element("summary", scenery.say("node.turtle")), said),
        element("p.file", element("code", entries[0].place)) if entries else None,
        data_key=node.id,
    )


def _entry(scenery: Scenery, entry: Entry) -> Element:
    last = entry.first + len(entry.text.splitlines()) - 1
    where = scenery.say("node.turtle.where", file=entry.file, first=entry.first, last=last)
    return element(
        "div",
        element("p", where),
        element("pre", element("code", entry.text), tabindex="0", role="region", aria_label=where),
    )
