"""The page that runs SPARQL: saved questions, an editor, and the answer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import streamlit as st

from explorer import shared
from explorer.address import LONGEST_QUERY
from explorer.markup import element
from explorer.navigation import asked, follow, show
from explorer.panel import panel
from explorer.state import Selection
from explorer.views.header import header, notices
from explorer.views.query import Answer, answered, introduction, questions
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError
from graph.exchange.query_results import results_csv, results_json
from graph.model import Label
from graph.saved_queries import SavedQuery, saved_query

_EDITOR, _SOURCE, _ANSWER, _WANTED, _FIRST = "editor", "source", "answer", "wanted", "first_row"
"""Keys of the session: the editor's text, the text it began with, the last answer, the query to run, the table's first row."""


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    return scenery.say("query.document")


def page(scenery: Scenery, warned: Iterable[Label]) -> None:
    """Show the page. A query that an address brings is shown, and runs only when its reader says so."""
    panel([header(scenery), notices(scenery, warned)], key="top", language=scenery.language, handle=follow)
    saved = saved_query(scenery.selection.saved) if scenery.selection.saved else None
    _fill_editor(scenery.selection, saved)
    with st.container(key="asking"):
        side, main = st.columns([1, 2], gap="large")
    with main:
        panel([introduction(scenery, saved)], key="introduction", language=scenery.language, handle=follow)
        _editor(scenery)
        _answer(scenery)
    with side:
        panel([questions(scenery, shared.the_questions())], key="questions", language=scenery.language, handle=follow)
    with suppress(LearnmapError):
        shared.the_pool()


def after_run(selection: Selection, text: str) -> Selection:
    """Return the selection whose address holds a query that was run: a saved one by its name, too long a one not at all.

    >>> after_run(Selection(page="query"), "ASK {}").query
    'ASK {}'
    """
    from dataclasses import replace

    saved = saved_query(selection.saved) if selection.saved else None
    if saved and text.strip() == saved.text.strip():
        return replace(selection, query=None)
    return replace(selection, saved=None, query=text if len(text) <= LONGEST_QUERY else None)


def _fill_editor(selection: Selection, saved: SavedQuery | None) -> None:
    """Put the address's query into the editor, once: what is typed afterwards stays."""
    source = saved.text if saved else selection.query
    first = shared.the_questions()[0].text if shared.the_questions() else ""
    if source is None:
        st.session_state.setdefault(_EDITOR, first)
    elif st.session_state.get(_SOURCE) != source:
        st.session_state[_EDITOR] = source
        st.session_state[_SOURCE] = source
        if not isinstance(answer := st.session_state.get(_ANSWER), Answer) or answer.text != source:
            st.session_state.pop(_ANSWER, None)


def _editor(scenery: Scenery) -> None:
    with st.form("query", border=False, enter_to_submit=True):
        st.text_area(scenery.say("query.editor"), key=_EDITOR, height=300)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(scenery.say("query.run"), type="primary", on_click=_run)
            panel([element("p.keys", scenery.say("query.keys"))], key="keys", language=scenery.language, handle=follow)


def _run() -> None:
    text = str(st.session_state[_EDITOR])
    selection = after_run(asked()[0], text)
    st.session_state[_WANTED] = st.session_state[_SOURCE] = text
    st.session_state[_FIRST] = 0
    show(selection)


def _answer(scenery: Scenery) -> None:
    wanted = st.session_state.pop(_WANTED, None)
    if wanted is not None:
        with st.spinner(scenery.say("query.running")):
            st.session_state[_ANSWER] = asked_of_map(wanted)
    answer = st.session_state.get(_ANSWER)
    if not isinstance(answer, Answer):
        ready = element("section.ready", element("p", scenery.say("query.ready")))
        panel([ready], key="answer-shown", language=scenery.language, handle=follow)
        return
    long = element("p.long", scenery.say("query.not-in-address")) if len(answer.text) > LONGEST_QUERY else None
    first = int(st.session_state.get(_FIRST, 0))
    panel([answered(scenery, answer, first), long], key="answer-shown", language=scenery.language, handle=follow)
    if not isinstance(answer.result, LearnmapError):
        _downloads(scenery, answer)


def asked_of_map(text: str) -> Answer:
    """Run a query with the workers that all sessions share."""
    limits = shared.page_limits()
    try:
        pool = shared.the_pool()
        # Loading the map takes none of a query's time.
        pool.missing_walls()
        return Answer(text, pool.run(text, limits=limits), limits.rows)
    except LearnmapError as error:
        return Answer(text, error, limits.rows)


def _downloads(scenery: Scenery, answer: Answer) -> None:
    result = answer.result
    assert not isinstance(result, LearnmapError)
    with st.container(horizontal=True, key="answer-downloads", vertical_alignment="center"):
        st.download_button(
            "JSON",
            lambda: results_json(result),
            "learnmap-answer.json",
            "application/sparql-results+json",
            on_click="ignore",
            help=scenery.say("download"),
        )
        st.download_button(
            "CSV",
            lambda: results_csv(result),
            "learnmap-answer.csv",
            "text/csv",
            on_click="ignore",
            help=scenery.say("download"),
        )
