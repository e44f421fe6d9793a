"""Between the page and what the browser keeps: hears what it holds, tells it what to write, asks where a link says other things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import streamlit as st

from explorer import keeping, shared
from explorer.address import checked
from explorer.keeping import Kept, States
from explorer.markup import Element, element
from explorer.navigation import asked, follow, show
from explorer.panel import panel
from explorer.state import Event, Selection
from explorer.text import say
from graph.errors import LearnmapError

_SCRIPT: Final = Path(__file__).with_name("frontend") / "keeper.js"
_KEPT: Final = "kept"
_PLACE: Final = "kept-place"
_TURN: Final = "kept-turn"
_BASE: Final = "kept-base"
IMPORTED: Final = Path("profile.json")
"""What errors call a profile that was chosen as a file."""


class _Mount(Protocol):
    def __call__(self, *, key: str, data: Mapping[str, Any], on_stored_change: Callable[[], None]) -> object: ...


def kept() -> Kept:
    """Return what is known of the browser's memory in this session."""
    if _KEPT not in st.session_state:
        st.session_state[_KEPT] = keeping.opened(keeping.said(_selection()))
    found: Kept = st.session_state[_KEPT]
    return found


def mount(selection: Selection) -> None:
    """Keep what the page says of nodes, where it is the visitor's own; ask where it is not."""
    before = _here(selection)
    after, writes = keeping.moved(before, keeping.said(selection))
    _remember(before, after, writes)
    data = {
        "write": after.text,
        "base": st.session_state.get(_BASE),
        "turn": st.session_state.get(_TURN, 0),
        "waits": not after.heard and bool(after.shown),
    }
    # In a place of its own: a question that comes later must not move, and so make anew, all that stands below it.
    with st.container(key="kept-here", gap=None):
        _component()(key="keeper", data=data, on_stored_change=_heard)
        if after.asks:
            panel([_question(selection, after)], key="keeping", language=selection.language, handle=handle)


def _here(selection: Selection) -> Kept:
    """Return what is known; where the session has gone to another map, the page says what is kept of that one's nodes.

    What the address said of nodes that this map does not hold has not been taken back.
    """
    before, place = kept(), shared.the_location()
    if st.session_state.setdefault(_PLACE, place) == place:
        return before
    st.session_state[_PLACE] = place
    shown = keeping.said(selection)
    if not before.own:
        return replace(before, shown=shown)
    found, states, _ = keeping.settled(before, "mine", shared.the_map())
    st.session_state[_KEPT] = found
    if states != shown:
        _say(states)
        st.rerun()
    return found


def handle(event: Event) -> None:
    """Do what an event asks for, those about the browser's memory included."""
    if event.kind != "keep":
        follow(event)
        return
    before = kept()
    st.session_state.pop("import-error", None)
    choice, _, text = event.value.partition(":")
    try:
        if choice == "import":
            after, states, writes = keeping.taken_in(text, IMPORTED, shared.the_map())
        else:
            after, states, writes = keeping.settled(before, choice, shared.the_map())
    except LearnmapError as error:
        st.session_state["import-error"] = error
        return
    _remember(before, after, writes)
    _say(states)


def import_error() -> LearnmapError | None:
    """Return why the last file that was chosen is no profile; None where it was."""
    found: LearnmapError | None = st.session_state.get("import-error")
    return found


def _heard() -> None:
    told = st.session_state["keeper"].get("stored")
    text = told.get("text") if isinstance(told, Mapping) else None
    if not isinstance(text, str):
        return
    before = kept()
    shown = keeping.said(_selection())
    after, states = keeping.told(before, text, shown, shared.the_map())
    st.session_state[_KEPT] = after
    _say(states)


def _remember(before: Kept, after: Kept, writes: bool) -> None:
    st.session_state[_KEPT] = after
    if writes:
        st.session_state[_BASE] = before.text
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _say(states: States | None) -> None:
    if states is not None:
        show(keeping.saying(asked()[0], states))


def _selection() -> Selection:
    return checked(asked()[0], shared.the_map())[0]


def _question(selection: Selection, found: Kept) -> Element:
    """Return what is asked where a link says other things of nodes than the browser keeps."""

    def words(key: str, **values: object) -> str:
        return say(key, selection.language, **values)

    has_own = bool(found.profile.states)
    choices = ("mine", "merge", "replace", "look") if has_own else ("replace", "look")
    buttons = [
        element(
            "button.button.small",
            words(f"keep.{choice}" if has_own or choice == "look" else "keep.save"),
            type="button",
            event=Event("keep", choice),
        )
        for choice in choices
    ]
    key = "keep.ask" if has_own else "keep.ask.new"
    text = words(key, n=len(found.shown), mine=len(found.profile.states))
    return element("section.keeping", element("p", text), element("div.answers", buttons), role="status")


@cache
def _component() -> _Mount:
    return st.components.v2.component("learnmap_keeper", js=_SCRIPT.read_text(encoding="utf-8"))
