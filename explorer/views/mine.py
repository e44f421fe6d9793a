"""The page of one's own map."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.navigation import follow
from explorer.panel import panel
from explorer.views.header import header, notices
from explorer.views.scenery import Scenery
from graph.model import Label


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    return scenery.say("page.mine")


def page(scenery: Scenery, warned: Iterable[Label]) -> None:
    """Show the page."""
    panel([header(scenery), notices(scenery, warned)], key="top", language=scenery.language, handle=follow)
