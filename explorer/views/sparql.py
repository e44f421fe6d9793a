"""The page that runs SPARQL: saved questions, an editor, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer import shared
from explorer.address import LONGEST_QUERY, checked
from explorer.asking import Answer, asked_of
from explorer.markup import element
from explorer.navigation import asked, follow, show
from explorer.panel import editor, panel, picker
from explorer.state import Event, Selection
from explorer.views.answer import FIRST_ROW, show_answer
from explorer.views.pickers import finder_data, own_names
from explorer.views.questions import introduction, next_question, questions, typed_fields
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError
from graph.query_errors import QueryRefused
from graph.saved_queries import SavedQuery, saved_query
from ontology import PREFIXES

_ANSWER, _WANTED, _TYPED = "answer", "wanted", "typed_query"
"""Keys of the session: the last answer, the query to run, and the last one run, where the address cannot hold it."""


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    return scenery.say("query.document")


def page(scenery: Scenery) -> None:
    """Show the page. A query that an address brings is shown, and runs only when its reader says so."""
    selection = scenery.selection
    saved = saved_query(selection.saved) if selection.saved else None
    text = shown_text(selection, saved)
    with st.container(key="asking"):
        side, main = st.columns([1, 2], gap="large")
    with main:
        panel([introduction(scenery, saved)], key="introduction", language=scenery.language, handle=follow)
        if saved:
            _form(scenery, saved, text)
        editor(_editor_data(scenery, text), key="editor", handle=_edited)
        _answer(scenery, text)
        following = next_question(scenery, shared.the_questions(), saved)
        panel([following], key="next-question", language=scenery.language, handle=follow)
    with side:
        panel([questions(scenery, shared.the_questions())], key="questions", language=scenery.language, handle=follow)
    with suppress(LearnmapError):
        shared.the_pool()


def shown_text(selection: Selection, saved: SavedQuery | None) -> str:
    """Return the query of the editor: the address's, else the saved question's, else what was run last."""
    if selection.query is not None:
        return selection.query
    if saved:
        return saved.text
    return str(st.session_state.get(_TYPED) or shared.the_questions()[0].text)


def after_run(selection: Selection, text: str) -> Selection:
    """Return the selection whose address holds a query that was run: a saved one by its name, too long a one not at all.

    >>> after_run(Selection(page="query"), "ASK {}").query
    'ASK {}'
    """
    saved = saved_query(selection.saved) if selection.saved else None
    if saved and text.strip() == saved.text.strip():
        return replace(selection, query=None)
    is_filled = saved is not None and saved.values(text) is not None
    kept = text if len(text) <= LONGEST_QUERY else None
    return replace(selection, saved=selection.saved if is_filled else None, query=kept)


def with_value(selection: Selection, saved: SavedQuery, values: Mapping[str, str]) -> Selection:
    """Return the selection that asks a saved question about other values; raises `InvalidInput`."""
    text = saved.with_values(values)
    return replace(selection, page="query", saved=saved.name, query=None if text == saved.text else text)


def _form(scenery: Scenery, saved: SavedQuery, text: str) -> None:
    values = saved.values(text) or saved.values(saved.text) or {}

    def fill(name: str, value: str) -> None:
        try:
            show(with_value(asked()[0], saved, {**values, name: value}))
        except LearnmapError as error:
            st.session_state[_ANSWER] = Answer(text, error, shared.page_limits())

    nodes = [each for each in saved.parameters if each.kind == "node"]
    with st.container(key="fills", horizontal=True):
        for each in nodes:
            name = scenery.name(values[each.name])
            data = {
                **finder_data(scenery, event="fill"),
                "compact": False,
                "label": each.label.in_language(scenery.language),
                "placeholder": scenery.say("query.fill", name=name),
            }
            key = f"fill-{saved.name}-{each.name}"
            picker(data, key=key, handle=lambda event, name=each.name: fill(name, event.value))  # type: ignore[misc]
    panel(
        [typed_fields(scenery, saved, values)],
        key="fill-typed",
        language=scenery.language,
        handle=lambda event: fill(*_named(saved, event)),
    )


def _named(saved: SavedQuery, event: Event) -> tuple[str, str]:
    """Return which of a question's typed fields an event is about, and its value."""
    typed = [each.name for each in saved.parameters if each.kind != "node"]
    return typed[0], event.value


def _editor_data(scenery: Scenery, text: str) -> Mapping[str, Any]:
    answer = st.session_state.get(_ANSWER)
    fault = None
    if isinstance(answer, Answer) and isinstance(error := answer.result, QueryRefused):
        fault = {
            "line": error.line,
            "column": error.column,
            "message": error.text(scenery.language),
            "of": answer.text,
        }
    words = {name: scenery.say(f"editor.{name}") for name in ("offers", "class", "property")}
    words |= {
        name: scenery.say(f"editor.fault.{name}", name="{name}")
        for name in ("prefix", "bracket", "string", "word", "twice")
    }
    words["place"] = scenery.say("editor.place", line="{line}", message="{message}")
    language, other = scenery.language, "ja" if scenery.language == "en" else "en"
    terms = [
        {
            "name": term.name,
            "kind": term.kind,
            "label": term.label.in_language(language),
            "other": term.label.en if other == "en" else term.label.ja,
        }
        for term in shared.the_terms()
    ]
    return {
        "language": language,
        "text": text,
        "label": scenery.say("query.editor"),
        "run": scenery.say("query.run"),
        "stop": scenery.say("query.stop"),
        "revert": scenery.say("query.revert"),
        "keys": scenery.say("query.keys"),
        "running": _WANTED in st.session_state,
        "fault": fault,
        "prefixes": list(PREFIXES),
        "terms": terms,
        "words": words,
        "nodes": own_names(scenery),
    }


def _edited(event: Event) -> None:
    if event.kind != "run":
        return
    st.session_state[_WANTED] = st.session_state[_TYPED] = event.value
    st.session_state[FIRST_ROW] = 0
    show(after_run(checked(asked()[0], shared.the_map())[0], event.value))


def _answer(scenery: Scenery, text: str) -> None:
    place = st.empty()
    wanted = st.session_state.pop(_WANTED, None)
    if wanted is not None:
        limits = shared.page_limits()

        def passing(seconds: float) -> None:
            # Here the script also notices that something else was asked for, and ends.
            said = scenery.say("query.running", seconds=seconds, limit=limits.seconds)
            place.progress(min(1.0, seconds / limits.seconds), text=said)

        try:
            # Asked for here, because the query's thread does not know which session it serves.
            pool = shared.the_pool()
            st.session_state[_ANSWER] = asked_of(pool, wanted, limits, passing)
        except LearnmapError as error:
            st.session_state[_ANSWER] = Answer(wanted, error, limits)
        st.rerun()
    answer = st.session_state.get(_ANSWER)
    if not isinstance(answer, Answer) or answer.text.strip() != text.strip():
        ready = element("section.ready", element("p", scenery.say("query.ready")))
        panel([ready], key="ready", language=scenery.language, handle=follow)
        return
    long = element("p.long", scenery.say("query.not-in-address")) if len(answer.text) > LONGEST_QUERY else None
    with place.container():
        show_answer(scenery, answer)
        panel([long], key="long", language=scenery.language, handle=follow)
