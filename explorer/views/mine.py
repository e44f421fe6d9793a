"""The page of one's own map: bring it, see what was understood, mend it, explore it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from explorer import own
from explorer.markup import Element, element
from explorer.navigation import asked, follow, show
from explorer.panel import own_file, panel
from explorer.state import Event, Selection
from explorer.views.findings import examples, failed, findings, forms, understood
from explorer.views.scenery import Scenery
from graph.checked_files import Finding
from graph.own_map import MOST_BYTES, MOST_NODES, check_own, read_own
from graph.store import Location

_LINE, _ASKED = "own_line", "own_line_asked"
"""Keys of the session: the line to go to, and how often one was asked for."""

_MEGABYTE: Final = 1_000_000


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    return scenery.say("own.document")


def page(scenery: Scenery) -> None:
    """Show the page."""

    def put(key: str, *content: Element | None) -> None:
        panel(content, key=key, language=scenery.language, handle=_done)

    intro = element("section.own-intro", element("h1", scenery.say("own.title")), element("p", scenery.say("own.text")))
    put("own-intro", intro, examples(scenery))
    found = own.brought()
    with st.container(key="own"):
        left, right = st.columns(2, gap="large")
    with left:
        own_file(_field(scenery, found), key="own-file", handle=_done)
    with right:
        if found is None:
            put("own-forms", forms(scenery))
            return
        if found.map is None:
            put("own-understood", failed(scenery, found))
            return
        put("own-understood", understood(scenery, found.map))
        with st.spinner(scenery.say("own.findings")):
            checked = _checked(found.location)
        put("own-findings", findings(scenery, checked))


@own.remembered(most=2)
def _checked(_: Location) -> list[Finding]:
    found = own.brought()
    return check_own(found.map) if found is not None and found.map is not None else []


def _done(event: Event) -> None:
    if event.kind == "mend":
        _mend(event.value)
    elif event.kind == "rows":
        st.session_state[_LINE] = int(event.value) if event.value.isdecimal() else 0
        st.session_state[_ASKED] = st.session_state.get(_ASKED, 0) + 1
    elif event.kind == "explore":
        own.explore()
        language = asked()[0].language
        targets = (event.value,) if event.value else ()
        show(Selection(page="path" if targets else "map", language=language, targets=targets))
    else:
        follow(event)


def _mend(said: str) -> None:
    """Read what the field sent: a name and a text."""
    try:
        sent = json.loads(said)
        name, text = str(sent["name"]), str(sent["text"])
    except (ValueError, KeyError, TypeError):
        return
    was_shown = own.explored() is not None
    own.bring(name or "map.ttl", text, read_own)
    if was_shown:
        own.explore()
    st.session_state.pop(_LINE, None)
    show(replace(Selection(page="mine"), language=asked()[0].language))


def _field(scenery: Scenery, found: own.Brought | None) -> Mapping[str, Any]:
    size = MOST_BYTES / _MEGABYTE
    return {
        "language": scenery.language,
        "name": found.name if found else "map.md",
        "text": found.text if found else "",
        "version": found.location.places[0] if found else "",
        "most": MOST_BYTES,
        "line": st.session_state.get(_LINE),
        "asked": st.session_state.get(_ASKED),
        "words": {
            "drop": scenery.say("own.drop"),
            "hint": scenery.say("own.drop.text", size=size, nodes=MOST_NODES),
            "choose": scenery.say("own.choose"),
            "name": scenery.say("own.name"),
            "editor": scenery.say("own.editor"),
            "read": scenery.say("own.read"),
            "again": scenery.say("own.again"),
            "large": scenery.say("own.too-large", name="{name}", size=size),
            "binary": scenery.say("own.not-text", name="{name}"),
        },
    }
