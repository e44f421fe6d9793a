"""The drawing in the explorer: a two-way component of Streamlit's, without an iframe.

Three parts of one canvas, so that a click costs little: the canvas itself, whose half megabyte of script never changes
and is sent once; the scene, sent when it changes; the selection, a hundred bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from explorer.drawing_parts import drawing_json, drawing_script, frontend
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
) -> CanvasEvent | None:
    """Draw a scene; return what the user did in it since the last run, once, else None.

    Zoom, and what was dragged, stay from run to run while scenes share their `layout`.

    Parameters
    ----------
    key : names the canvas; one for each on a page.
    selected : id of the node to emphasise with its prerequisites and dependents; brought into sight.
    height : in pixels, or as CSS has it.
    dark : the theme; None to follow Streamlit's.
    """
    import streamlit as st

    parts = _components()
    with st.container(gap=None):
        result = parts["canvas"](key=key, data={"key": key, "height": height}, on_event_change=_nothing)
        # Bytes, because Streamlit would escape each Japanese character of a text into six.
        parts["scene"](key=f"{key}-scene", data=_encoded(key, "drawing", drawing_json(scene, language, dark=dark)))
        parts["selection"](key=f"{key}-selection", data=_encoded(key, "selected", selected))
    return canvas_event(result.event, scene)


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


def _encoded(key: str, name: str, value: object) -> bytes:
    said: dict[str, Any] = {"key": key, name: value}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _components() -> Mapping[str, ComponentRenderer]:
    from streamlit.components import v2

    feed = frontend("feed.js")
    message = f"{feed}\n{frontend('messages.js')}"
    return {
        "canvas": v2.component(
            "learnmap_canvas",
            html='<div class="lm-host"></div>',
            css=frontend("drawing.css"),
            js=f"{drawing_script()}\n{feed}\n{frontend('canvas.js')}",
        ),
        "scene": v2.component("learnmap_scene", html=_MESSAGE, js=message),
        "selection": v2.component("learnmap_selection", html=_MESSAGE, js=message),
    }


_MESSAGE: Final = '<span class="lm-message" hidden></span>'


def _nothing() -> None:
    """Stand in for a callback: Streamlit returns only those events that have one."""
