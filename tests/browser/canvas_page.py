"""A Streamlit page that holds a canvas and nothing else of the explorer; `test_canvas_browser.py` drives it."""

import streamlit as st

from explorer.canvas import CanvasEvent, canvas
from explorer.scene import path_scene
from graph import open_map, plan_path

map_ = st.cache_resource(open_map)()
state = st.session_state
state.setdefault("selected", None)
state.setdefault("expanded", [])
state.setdefault("events", [])
target = st.query_params.get("target", "attention-is-all-you-need")
language = "ja" if st.query_params.get("language") == "ja" else "en"

st.button("Choose softmax", on_click=lambda: state.update(selected="softmax"))
shorter = st.checkbox("Another plan")
plan = plan_path(map_, "linear-regression" if shorter else target)


def handle(event: CanvasEvent) -> None:
    state.events = [*state.events, f"{event.kind} {event.id}"]
    if event.kind == "expand":
        state.expanded = [*state.expanded, event.id]
    else:
        state.selected = event.id


scene = path_scene(plan, map_, language, expanded=state.expanded)
canvas(scene, key="canvas", selected=state.selected, language=language, handle=handle)
st.text(f"events: {', '.join(state.events)};")
