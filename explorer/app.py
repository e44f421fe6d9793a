"""The script that Streamlit runs for each visit and each click: from the address to a page. Navigation only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from explorer import keeper, shared
from explorer.address import checked
from explorer.navigation import asked
from explorer.state import Page
from explorer.views import failed, header, insight, mine, node, path, progress, sparql, timeline
from explorer.views import map as map_view
from explorer.views.scenery import Scenery, View
from graph.errors import LearnmapError

VIEWS: Final[Mapping[Page, View]] = {
    "map": map_view,
    "node": node,
    "path": path,
    "progress": progress,
    "timeline": timeline,
    "insight": insight,
    "query": sparql,
    "mine": mine,
}
"""The module that shows each page."""


def main() -> None:
    """Show the page that the address asks for."""
    wanted, unreadable = asked()
    selection, unknown = checked(wanted, shared.the_map())
    scenery = Scenery(shared.the_map(), selection)
    view = VIEWS[selection.page]
    st.set_page_config(page_title=view.title(scenery), layout="wide", initial_sidebar_state="collapsed")
    keeper.mount(selection)
    header.show(scenery, (*unreadable, *unknown))
    try:
        view.page(scenery)
    except LearnmapError as error:
        failed.show(scenery, error)


if __name__ == "__main__":
    main()
