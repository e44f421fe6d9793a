"""A plan over one's own map as files: made for this session, because no address of the server leads to its map."""

from __future__ import annotations

from datetime import date

import streamlit as st

from explorer.plan_files import FILES, file_name, written_plan
from explorer.views.scenery import Scenery
from graph.path import Plan


def own_plan_files(scenery: Scenery, plan: Plan) -> None:
    """Show a button for each form of a plan's file."""
    map_, selection, today = scenery.map, scenery.selection, date.today()
    with st.container(horizontal=True, key="own-files"):
        for form in FILES.values():
            st.download_button(
                scenery.say(f"file.{form.name}"),
                lambda form=form: written_plan(map_, plan, selection, form, today=today),  # type: ignore[misc]
                file_name(selection, form),
                form.media_type,
                on_click="ignore",
                help=scenery.say(f"file.{form.name}.means"),
            )
