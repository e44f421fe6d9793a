"""The script that Streamlit runs for each visit and each click: from the address to a page. Navigation only."""

from __future__ import annotations

import streamlit as st

from explorer import shared
from explorer.navigation import asked
from explorer.state import checked
from explorer.text import say
from explorer.theme import page_style
from explorer.views import path, sparql
from explorer.views.scenery import Scenery


def main() -> None:
    """Show the page that the address asks for."""
    wanted, unreadable = asked()
    selection, unknown = checked(wanted, shared.the_map())
    scenery = Scenery(shared.the_map(), selection)
    st.set_page_config(page_title=_title(scenery), layout="wide", initial_sidebar_state="collapsed")
    st.html(page_style())
    page = sparql.page if selection.page == "query" else path.page
    page(scenery, (*unreadable, *unknown))


def _title(scenery: Scenery) -> str:
    selection, language = scenery.selection, scenery.language
    if selection.page == "query":
        return say("query.document", language)
    names = [scenery.name(target) for target in selection.targets[:2]]
    if not names:
        return f"learnmap · {say('tagline', language)}"
    return say("path.document", language, targets=say("list.joint", language).join(names))


if __name__ == "__main__":
    main()
