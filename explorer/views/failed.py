"""In place of a page: why it cannot be shown, such as a server that failed midway."""

from __future__ import annotations

from explorer.navigation import follow
from explorer.panel import panel
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError


def show(scenery: Scenery, error: LearnmapError) -> None:
    """Say what went wrong, in the reader's language."""
    content = [scenery.failed("h1", scenery.say("failed.page"), error)]
    panel(content, key="failed", language=scenery.language, handle=follow)
