"""The top of every page: name, pages, languages; and notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from explorer.markup import Element, element
from explorer.navigation import follow
from explorer.own import explored
from explorer.panel import panel
from explorer.state import PAGES, Event
from explorer.views.scenery import Scenery, unselected
from graph.model import LANGUAGES, Label

LANGUAGE_NAMES: Final = {"en": "EN", "ja": "日本語"}
"""What a language calls itself."""


def show(scenery: Scenery, warned: Iterable[Label]) -> None:
    """Show the top: before all else and at the same place on every page, so that it stays while pages change.

    Parameters
    ----------
    warned : a notice for each thing in the address that could not be understood.
    """
    if scenery.selection.page in ("map", "path"):
        # Without what is selected, which changes in a fragment of its own.
        scenery = replace(scenery, selection=unselected(scenery.selection))
    panel([_header(scenery), _notices(scenery, warned)], key="top", language=scenery.language, handle=follow)


def _header(scenery: Scenery) -> Element:
    """Return the product's name, links to the pages, and the language switch."""
    selection = scenery.selection
    pages = [
        scenery.link(
            Event("page", page), scenery.say(f"page.{page}"), aria_current="page" if page == selection.page else None
        )
        for page in PAGES
        if page != "node"
    ]
    languages = [
        scenery.link(
            Event("language", language),
            LANGUAGE_NAMES[language],
            lang=language,
            aria_current="true" if language == selection.language else None,
        )
        for language in LANGUAGES
    ]
    return element(
        "header.top",
        scenery.link(Event("restart"), element("span.glyph", aria_hidden="true"), "learnmap", tag="a.brand"),
        element("nav.pages", pages, aria_label=scenery.say("pages"), data_keeps="node"),
        element("nav.languages", languages, aria_label=scenery.say("language"), data_keeps="node"),
        _own_map(scenery),
        data_page=selection.page,
    )


def _own_map(scenery: Scenery) -> Element | None:
    """Return what says that the pages show one's own map, and the way back."""
    shown = explored()
    if shown is None:
        return None
    return element(
        "p.own-map",
        element("strong", scenery.say("own.shown", name=shown.name)),
        element("span", scenery.say("own.session")),
        element("button.button.small", scenery.say("own.leave"), type="button", event=Event("leave")),
    )


def _notices(scenery: Scenery, labels: Iterable[Label]) -> Element | None:
    """Return what of the address could not be shown, or None."""
    texts = [label.in_language(scenery.language) for label in labels]
    if not texts:
        return None
    return element(
        "section.notices",
        element("strong", scenery.say("notice.title")),
        element("ul", [element("li", text) for text in texts]),
        role="status",
    )
