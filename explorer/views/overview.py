"""In place of the overview's drawing, as long as there is none: how far the counting of a large map is, or why it cannot be."""

from __future__ import annotations

import streamlit as st

from explorer import shared
from explorer.markup import Element, element
from explorer.navigation import follow
from explorer.panel import panel
from explorer.views.scenery import Scenery

_SECONDS = 1.0
"""Between two looks at how far it is."""


def said_of_size(scenery: Scenery) -> str | None:
    """Return how large a map is that is told by some of its areas only; None for others."""
    if not shared.the_atlas().is_large:
        return None
    told = len(shared.the_areas().areas)
    nodes = sum(scenery.map.counts()[0].values())
    return scenery.say("map.large", nodes=nodes, told=told) if told else scenery.say("map.large.bare", nodes=nodes)


def missing(scenery: Scenery) -> None:
    """Say why there is no drawing, and go on saying how far it is while it is being made."""
    atlas = shared.the_atlas()
    if atlas.making is not None:
        st.fragment(_progress, run_every=_SECONDS)(scenery)
    elif atlas.problem is not None:
        size = said_of_size(scenery)
        problem = element("p", atlas.problem.in_language(scenery.language))
        _shown(scenery, element("section.nothing", element("h2", size), problem))
    else:
        empty = element("h2", scenery.say("map.empty")), element("p", scenery.say("map.empty.text"))
        _shown(scenery, element("section.nothing", *empty))


def _progress(scenery: Scenery) -> None:
    making = shared.the_atlas().making
    if making is None:
        st.rerun()
        return
    _shown(
        scenery,
        element(
            "section.nothing",
            element("h2", scenery.say("map.counting")),
            element("p", scenery.say(f"map.counting.{making.stage}", share=making.share), role="status"),
        ),
    )


def _shown(scenery: Scenery, content: Element) -> None:
    panel([content], key="map-empty", language=scenery.language, handle=follow)
