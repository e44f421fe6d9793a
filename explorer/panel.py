"""Panels: trees of elements shown by the browser, whose clicks come back as events.

Two parts, so that a click costs little: the panel itself, whose script and styles never change and are sent once; and a
message with what it shows, sent when that changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import streamlit as st

from explorer.markup import Element
from explorer.state import Event
from explorer.theme import base_style
from graph.model import Language

_FRONTEND: Final = Path(__file__).with_name("frontend")

Handler = Callable[[Event], None]


class _Mount(Protocol):
    def __call__(self, *, key: str, data: Mapping[str, Any], on_event_change: Callable[[], None]) -> object: ...


def panel(content: Sequence[Element | None], *, key: str, language: Language, handle: Handler) -> None:
    """Show elements.

    Parameters
    ----------
    key : the same in every run, so that focus, scrolling and opened details stay.
    language : of the text, for screen readers and for the right Chinese characters.
    handle : called with each event before the page is made anew.
    """
    prepared_panel(prepared(content, key=key, language=language), key=key, handle=handle)


def prepared(content: Sequence[Element | None], *, key: str, language: Language) -> bytes:
    """Return elements as they are sent to the panel `key`: what costs much to make can be kept."""
    shown = [part.to_json() for part in content if part is not None]
    said = {"key": key, "language": language, "content": shown}
    # Bytes, because Streamlit would escape each Japanese character of a text into six.
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def prepared_panel(content: bytes, *, key: str, handle: Handler) -> None:
    """Show elements that `prepared` made; see `panel`."""
    _mounted("panel", key, {"key": key}, handle)
    _message()(key=f"said-{key}", data=content)


def picker(data: Mapping[str, Any], *, key: str, handle: Handler) -> None:
    """Show a field that searches the map's names while one types; see `frontend/picker.js` for its data."""
    _mounted("picker", key, data, handle)


def timeline(data: Mapping[str, Any], *, key: str, handle: Handler) -> None:
    """Show milestones in lanes over years; see `explorer.timeline_data` for what it shows."""
    _mounted("timeline", key, data, handle)


def editor(data: Mapping[str, Any], *, key: str, handle: Handler) -> None:
    """Show the editor of a query; see `frontend/editor.js` for its data."""
    _mounted("editor", key, data, handle)


def own_file(data: Mapping[str, Any], *, key: str, handle: Handler) -> None:
    """Show the field that takes one's own map, as a file or as text; see `frontend/own.js` for its data."""
    _mounted("own", key, data, handle)


_SCRIPTS: Final[Mapping[str, Sequence[str]]] = {
    "editor": ("mounted.js", "sparql_tokens.js", "completion.js", "editor.js"),
    **{name: ("mounted.js", f"{name}.js") for name in ("own", "picker", "timeline")},
}
"""The files of those components whose script is in several, in the order in which they need each other."""


def _mounted(name: str, key: str, data: Mapping[str, Any], handle: Handler) -> None:
    def heard() -> None:
        event = Event.from_json(st.session_state[key].get("event"))
        if event is not None:
            handle(event)

    _component(name)(key=key, data=data, on_event_change=heard)


class _Say(Protocol):
    def __call__(self, *, key: str, data: bytes) -> object: ...


@cache
def _message() -> _Say:
    return st.components.v2.component(
        "learnmap_panel_message", js=(_FRONTEND / "message.js").read_text(encoding="utf-8")
    )


@cache
def _component(name: str) -> _Mount:
    return st.components.v2.component(
        f"learnmap_{name}",
        js="\n".join((_FRONTEND / file).read_text(encoding="utf-8") for file in _SCRIPTS.get(name, (f"{name}.js",))),
        css="\n".join(
            (base_style(), *(file.read_text(encoding="utf-8") for file in sorted(_FRONTEND.glob(f"{name}*.css"))))
        ),
    )
