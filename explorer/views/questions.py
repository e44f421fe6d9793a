"""The saved questions as a course: a list by level, what each teaches, its places to fill, and the next one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from explorer.markup import Element, element
from explorer.state import Event
from explorer.views.scenery import Scenery
from graph.saved_queries import SavedQuery


def questions(scenery: Scenery, saved: Sequence[SavedQuery]) -> Element:
    """Return the saved questions, grouped by level and counted through."""
    place = {query.name: number for number, query in enumerate(saved, 1)}
    groups = []
    for level, of_level in groupby(saved, key=lambda query: query.level):
        items = [element("li", _question(scenery, query, place[query.name])) for query in of_level]
        groups.append(element("li", element("h3", scenery.say(f"level.{min(level, 5)}")), element("ul", items)))
    return element(
        "nav.questions",
        element("h2", scenery.say("questions")),
        element("ol", groups, data_scroll=True),
        aria_label=scenery.say("questions"),
    )


def _question(scenery: Scenery, query: SavedQuery, place: int) -> Element:
    is_chosen = query.name == scenery.selection.saved
    return scenery.link(
        Event("saved", query.name),
        element("span.nth", str(place), aria_hidden="true"),
        element("span.name", query.title.in_language(scenery.language)),
        element("span.description", query.description.in_language(scenery.language)),
        tag="a.question",
        aria_current="true" if is_chosen else None,
        data_show="chosen" if is_chosen else "",
    )


def introduction(scenery: Scenery, saved: SavedQuery | None) -> Element:
    """Return what stands above the editor: the page's title and what is asked."""
    title = saved.title.in_language(scenery.language) if saved else scenery.say("query.own")
    text = saved.description.in_language(scenery.language) if saved else scenery.say("query.own.text")
    level = scenery.say("query.level", level=saved.level, name=scenery.say(f"level.{saved.level}")) if saved else None
    return element(
        "section.asking",
        element("h1", scenery.say("query.title")),
        element("p.level", level) if level else None,
        element("h2", title),
        element("p", text),
    )


def next_question(scenery: Scenery, all_: Sequence[SavedQuery], saved: SavedQuery | None) -> Element | None:
    """Return the link to the question after this one, or None after the last."""
    names = [query.name for query in all_]
    place = names.index(saved.name) + 1 if saved else 0
    if place >= len(all_):
        return None
    following = all_[place]
    return element(
        "p.next",
        scenery.say("query.next"),
        " ",
        scenery.link(Event("saved", following.name), following.title.in_language(scenery.language)),
    )


def typed_fields(scenery: Scenery, saved: SavedQuery, values: dict[str, str]) -> Element | None:
    """Return the fields for a question's numbers and texts; nodes have search fields of their own."""
    fields = []
    for each in saved.parameters:
        if each.kind == "node":
            continue
        is_number = each.kind == "number"
        field = element(
            "input",
            type="number" if is_number else "text",
            value=values.get(each.name, each.default),
            min="0" if is_number else None,
            event=Event("fill", each.name),
            data_key=f"fill-{each.name}",
        )
        fields.append(element("label.fill", element("span", each.label.in_language(scenery.language)), field))
    return element("div.fills", fields) if fields else None
