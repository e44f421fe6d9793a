"""Titled parts of what is said of a node, and lists of nodes in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from explorer.markup import Child, Element, element
from explorer.views.scenery import Scenery

_Lister = Callable[[Scenery, Sequence[str]], Element]

MOST_LISTED: Final = 8
"""Links of one list shown at once; the rest opens below them."""


def section(title: str, *children: Child) -> Element:
    """Return a titled part of what is said of a node."""
    return element("section", element("h3", title), children)


def asked_section(scenery: Scenery, title: str, query: str | None, *children: Child) -> Element:
    """Return a titled part of what is said of a node, with the query that gives the same."""
    return element("section", scenery.titled("h3", title, query), children)


def nodes(scenery: Scenery, ids: Sequence[str]) -> list[Element]:
    """Return links to nodes as a list; a long one in two parts."""

    def listed(scenery: Scenery, part: Sequence[str]) -> Element:
        return element("ul.nodes", [element("li", scenery.node_link(identifier)) for identifier in part])

    return more(scenery, ids, listed)


def more(scenery: Scenery, ids: Sequence[str], listed: _Lister) -> list[Element]:
    """Return a list whose rest, where it is long, opens below it; two more are shown rather than hidden."""
    if len(ids) <= MOST_LISTED + 2:
        return [listed(scenery, ids)]
    rest = element("summary", scenery.say("more", n=len(ids) - MOST_LISTED))
    return [listed(scenery, ids[:MOST_LISTED]), element("details", rest, listed(scenery, ids[MOST_LISTED:]))]
