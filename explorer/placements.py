"""A placement under way, from the answers in an address. The assessment before any answer is made once for all sessions."""

from __future__ import annotations

import streamlit as st

from explorer.plans import Aim, aim
from explorer.shared import open_shared, the_location
from explorer.state import Selection
from graph.placement import Assessment, answered, begin
from graph.store import Location


def assessment(selection: Selection) -> Assessment:
    """Return the assessment of what a selection's targets need, after its answers; raises what planning raises.

    Answers about what is not in question any more count for nothing.
    """
    wanted = aim(selection)
    found = _begun(the_location(), Aim(wanted.targets, wanted.known, wanted.skipped))
    for said in selection.answers:
        answer, _, identifier = said.partition(":")
        if identifier in found.index:
            found = answered(found, identifier, answer)  # type: ignore[arg-type]
    return found


# Each holds some megabytes of plausible states.
@st.cache_resource(show_spinner=False, max_entries=8)
def _begun(location: Location, wanted: Aim) -> Assessment:
    return begin(open_shared(location), wanted.targets, known=wanted.known, skipped=wanted.skipped)
