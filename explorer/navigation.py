"""From the address bar to a selection, and from an event to the next address."""

from __future__ import annotations

import streamlit as st

from explorer import own
from explorer.address import from_pairs, to_pairs
from explorer.language import from_tag
from explorer.state import Event, Selection, after
from graph.model import Label


def asked() -> tuple[Selection, tuple[Label, ...]]:
    """Return what the address asks for, in the browser's language where it names none."""
    pairs = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return from_pairs(pairs, language=from_tag(st.context.locale))


def show(selection: Selection) -> None:
    """Make the address that of a selection: a new entry in the browser's history, where it differs."""
    by: dict[str, list[str]] = {}
    for name, value in to_pairs(selection):
        by.setdefault(name, []).append(value)
    st.query_params.from_dict(by)


def follow(event: Event) -> None:
    """Do what an event asks for."""
    if event.kind == "rows":
        st.session_state["first_row"] = int(event.value) if event.value.isdecimal() else 0
        return
    if event.kind == "leave":
        own.leave()
        show(Selection(language=asked()[0].language))
        return
    show(after(asked()[0], event))
