"""What all parts of a page look at: the map, the selection, the plan; and how they name and link nodes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import streamlit as st

from explorer.address import address, checked
from explorer.area_label import area_label
from explorer.markup import Child, Element, element
from explorer.navigation import asked
from explorer.state import Event, Selection, after, centre
from explorer.text import say
from graph.errors import LearnmapError
from graph.knowledge import knowledge
from graph.map import Map
from graph.model import Language, Node
from graph.path import Plan
from graph.vocabulary import kind_label


@dataclass(frozen=True)
class Scenery:
    """A selection, checked against its map, and the plan it asks for; None without targets.

    `left_out` holds the steps of the plan for which a budget does not suffice.
    """

    map: Map
    selection: Selection
    plan: Plan | None = None
    left_out: frozenset[str] = frozenset()

    @property
    def language(self) -> Language:
        """Language of all text."""
        return self.selection.language

    @cached_property
    def known(self) -> frozenset[str]:
        """Ids of all that is known: what was stated, and what that requires."""
        return knowledge(self.map, self.selection.known).known

    def say(self, key: str, **values: object) -> str:
        """Return a string of the page."""
        return say(key, self.language, **values)

    def name(self, identifier: str) -> str:
        """Return a node's label; for what the map does not hold, its id."""
        return self.map.node(identifier).label.in_language(self.language) if identifier in self.map else identifier

    def area_name(self, identifier: str) -> str:
        """Return what an area is called, or what stands for one (see `graph.areas`)."""
        return area_label(identifier, self.map).in_language(self.language)

    def link(self, event: Event, *children: Child, tag: str = "a", **attributes: str | bool | None) -> Element:
        """Return a link that does what `event` does: opened in another tab, it shows the same."""
        return element(tag, *children, event=event, href=address(after(self.selection, event)), **attributes)

    def node_link(self, identifier: str, *, tag: str = "a.node") -> Element:
        """Return a link that opens a node's details, marked by its kind."""
        if identifier not in self.map:
            return element("span.node", identifier)
        shown = (mark(self.map.node(identifier)), element("span.name", self.name(identifier)))
        if self.selection.page == "path" and self.selection.targets:
            return light_link(identifier, *shown, tag=tag)
        return self.link(Event("select", identifier), *shown, tag=tag)

    def query_link(self, text: str | None, of: str) -> Element | None:
        """Return a link that shows a query in the editor; it runs only when its reader says so. None without a query.

        Parameters
        ----------
        of : what the query gives, by the heading above it.
        """
        if text is None:
            return None
        # Its address, longer than its text, is completed by the browser when someone turns to it.
        said = self.say("query.show.of", of=of)
        label = self.say("query.show")
        return element("a.query-link", label, event=Event("ask", text), href="?page=query", aria_label=said, title=said)

    def titled(self, level: str, title: str, query: str | None) -> Element:
        """Return a heading, and beside it the link to the query that gives what it stands over."""
        heading = element(level, title)
        link = self.query_link(query, title)
        return element("div.titled", heading, link) if link else heading

    def over_list(self, title: str, query: str | None, *, drawing: str) -> Element:
        """Return the heading of a drawing's list; on a phone, where the drawing follows, it leads there.

        Parameters
        ----------
        drawing : key of the drawing.
        """
        jump = element("button.jump", self.say("to.drawing"), type="button", data_jump=drawing)
        return element("div.titled", element("h2", title), jump, self.query_link(query, title))

    def failed(self, level: str, title: str, error: LearnmapError, *further: Element | None) -> Element:
        """Return what stands in place of what cannot be shown: a heading, what went wrong, and what leads on."""
        said = element(level, title), element("p", error.text(self.language))
        return element("section.failed", *said, *further, role="alert")

    def kind(self, node: Node) -> str:
        """Return what a node's kind is called."""
        return kind_label(node.kind, self.language)

    def hours(self, node: Node) -> str | None:
        """Return a node's hours, or None where it takes none."""
        return self.say("hours", hours=node.hours) if node.hours else None


def light_link(identifier: str, *children: Child, tag: str = "a") -> Element:
    """Return a link that opens a node's details; what it does, and where it leads, `frontend/panel.js` adds."""
    return element(tag, *children, data_node=identifier)


def mark(node: Node) -> Element:
    """Return the small shape that stands for a node's kind, as in the drawing."""
    return element(f"span.mark.{node.kind.replace('.', '-')}", aria_hidden="true")


def unselected(selection: Selection) -> Selection:
    """Return what a page shows whichever node's details are open.

    Examples
    --------
    >>> unselected(Selection(page="path", targets=("bert",), selected="softmax")).selected is None
    True

    Around a node alone, the map is drawn; and without targets, the page of a path:

    >>> unselected(Selection(selected="softmax")).around, unselected(Selection(page="path", selected="softmax")).selected
    ('softmax', 'softmax')
    """
    if selection.page == "path" and not selection.targets:
        return selection
    return replace(selection, selected=None, around=centre(selection))


def as_now(scenery: Scenery) -> Scenery:
    """Return a fragment's scenery with the node that is selected now; where anything else has changed, begin the page anew.

    A fragment runs again with what it was given when the page was made. Of all that its clicks can change, it shows only
    which node is selected.
    """
    selection, _ = checked(asked()[0], scenery.map)
    if unselected(selection) != unselected(scenery.selection):
        st.rerun()
    return replace(scenery, selection=selection)


class View(Protocol):
    """A module of `explorer.views` that shows a page."""

    def title(self, scenery: Scenery) -> str:
        """Return the document's title."""
        ...

    def page(self, scenery: Scenery) -> None:
        """Show what stands below the top."""
        ...
