"""Mending what the map says of a node: its lines to edit, and the patch that comes of it. Nothing is written to the map."""

from __future__ import annotations

import streamlit as st

from explorer.markup import element
from explorer.navigation import follow
from explorer.panel import panel
from explorer.views.scenery import Scenery
from graph.entries import Entry, patch
from graph.errors import MapSyntaxError


@st.fragment
def mend(scenery: Scenery, entry: Entry) -> None:
    """Show the lines of an entry to edit, folded, and the patch once they are changed."""
    with st.expander(scenery.say("mend")):
        panel([element("p.mend", scenery.say("mend.text"))], key="mend-text", language=scenery.language, handle=follow)
        height = 60 + 24 * min(18, entry.text.count("\n"))
        text = st.text_area(
            scenery.say("mend.editor", place=entry.place), entry.text, key=f"mend {entry.place}", height=height
        )
        try:
            made = patch(entry, text)
        except MapSyntaxError as error:
            said = (scenery.say("mend.wrong"), error.text(scenery.language))
            panel(
                [element("section.failed", [element("p", part) for part in said], role="alert")],
                key="mend-wrong",
                language=scenery.language,
                handle=follow,
            )
            return
        if not made:
            st.caption(scenery.say("mend.unchanged"))
            return
        st.code(made, language="diff", wrap_lines=True)
        st.download_button(
            scenery.say("mend.download"), made, f"{entry.path.stem}.patch", "text/x-patch", on_click="ignore"
        )
