"""The drawing in the explorer: a two-way component of Streamlit's, without an iframe.

Two parts of one canvas, so that a click costs little: the canvas with its scene, sent when that changes; and the selection,
a hundred bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from explorer.component_code import mounting
from explorer.drawing_parts import Of, drawing_json
from explorer.scene import Scene
from graph.model import Language

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Kind = Literal["select", "expand", "clear"]

_KINDS: Final = get_args(Kind)


@dataclass(frozen=True, slots=True)
class CanvasEvent:
    """What a user did in the drawing.

    Attributes
    ----------
    kind : "select" (a click on a node, or the keyboard), "expand" (a double click, or Enter), "clear" (a click beside).
    id : of the node; None for "clear".
    """

    kind: Kind
    id: str | None


def canvas(
    scene: Scene,
    *,
    key: str,
    selected: str | None,
    language: Language,
    height: int | str = 560,
    dark: bool | None = None,
    of: Of | None = None,
    handle: Callable[[CanvasEvent], None] = lambda _: None,
) -> None:
    """Draw a scene.

    Zoom, and what was dragged, stay from run to run while scenes share their `layout`.

    Parameters
    ----------
    key : names the canvas; one for each on a page.
    selected : id of the node to emphasise with its prerequisites and dependents; brought into sight.
    height : in pixels, or as CSS has it.
    dark : the theme; None to follow Streamlit's.
    handle : called with what the user did in it, once, before the page is made anew.
    of : what is drawn, where it is no part of the map.
    """
    import streamlit as st

    def heard() -> None:
        event = canvas_event(st.session_state[key].get("event"), scene)
        if event is not None:
            handle(event)

    parts = _components()
    said = {"key": key, "height": height, "drawing": drawing_json(scene, language, dark=dark, of=of)}
    with st.container(gap=None):
        # Bytes, because Streamlit would escape each Japanese character of a text into six.
        encoded = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        parts["canvas"](key=key, data=encoded, on_event_change=heard)
        parts["selection"](key=f"{key}-selection", data={"key": key, "selected": selected})


def canvas_event(said: object, scene: Scene) -> CanvasEvent | None:
    """Return what the browser said, where it makes sense for the scene, else None.

    >>> canvas_event({"kind": "clear", "id": None}, Scene((), ()))
    CanvasEvent(kind='clear', id=None)
    >>> canvas_event({"kind": "select", "id": "no-such-node"}, Scene((), ()))
    """
    if not isinstance(said, Mapping) or said.get("kind") not in _KINDS:
        return None
    kind, identifier = cast("Kind", said["kind"]), said.get("id")
    if kind == "clear":
        return CanvasEvent(kind, None)
    return CanvasEvent(kind, identifier) if any(node.id == identifier for node in scene.nodes) else None


@cache
def _components() -> Mapping[str, ComponentRenderer]:
    from streamlit.components import v2

    return {
        "canvas": v2.component("learnmap_canvas", html='<div class="lm-host"></div>', js=mounting("canvas")),
        "selection": v2.component(
            "learnmap_selection", html='<span class="lm-message" hidden></span>', js=mounting("selection")
        ),
    }
