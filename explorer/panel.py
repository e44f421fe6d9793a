"""Panels: trees of elements shown by the browser, whose clicks come back as events."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import streamlit as st

from explorer.component_code import mounting
from explorer.markup import Element
from explorer.state import Event
from graph.model import Language

Handler = Callable[[Event], None]


class _Mount(Protocol):
    def __call__(self, *, key: str, data: bytes, on_event_change: Callable[[], None]) -> object: ...


def panel(content: Sequence[Element | None], *, key: str, language: Language, handle: Handler) -> None:
    """Show elements.

    Parameters
    ----------
    key : the same in every run, so that focus, scrolling and opened details stay.
    language : of the text, for screen readers and for the right Chinese characters.
    handle : called with each event before the page is made anew.
    """
    prepared_panel(prepared(content, language=language), key=key, handle=handle)


def prepared(content: Sequence[Element | None], *, language: Language) -> bytes:
    """Return elements as they are sent to a panel: what costs much to make can be kept."""
    shown = [part.to_json() for part in content if part is not None]
    return _encoded({"language": language, "content": shown})


def prepared_panel(content: bytes, *, key: str, handle: Handler) -> None:
    """Show elements that `prepared` made; see `panel`."""
    _mounted("panel", key, content, handle)


def picker(data: Mapping[str, Any], *, key: str, handle: Handler) -> None:
    """Show a field that searches the map's names while one types; see `frontend/picker.js` for its data."""
    _mounted("picker", key, _encoded(data), handle)


def timeline(data: Mapping[str, Any], *, key: str, handle: Handler) -> None:
    """Show milestones in lanes over years; see `explorer.timeline_data` for what it shows."""
    _mounted("timeline", key, _encoded(data), handle)


def editor(data: Mapping[str, Any], *, key: str, handle: Handler) -> None:
    """Show the editor of a query; see `frontend/editor.js` for its data."""
    _mounted("editor", key, _encoded(data), handle)


def own_file(data: Mapping[str, Any], *, key: str, handle: Handler) -> None:
    """Show the field that takes one's own map, as a file or as text; see `frontend/own.js` for its data."""
    _mounted("own", key, _encoded(data), handle)


def _encoded(data: Mapping[str, Any]) -> bytes:
    """Return what a component is told, as bytes.

    Of anything else Streamlit would look for tables in each list, for which it loads pandas, and would escape each Japanese
    character into six.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _mounted(name: str, key: str, data: bytes, handle: Handler) -> None:
    def heard() -> None:
        event = Event.from_json(st.session_state[key].get("event"))
        if event is not None:
            handle(event)

    _component(name)(key=key, data=data, on_event_change=heard)


@cache
def _component(name: str) -> _Mount:
    return st.components.v2.component(f"learnmap_{name}", js=mounting(name))
