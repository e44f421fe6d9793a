"""One's own map: kept in the session that brought it, and nowhere else; gone when the session ends."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from graph.errors import LearnmapError
from graph.own_map import OwnMap
from graph.store import Location

_BROUGHT, _EXPLORED = "own_brought", "own_explored"
_SCHEME: Final = "session:"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Brought:
    """What was brought: a map or the error that kept it from being one, and the text as it stands.

    Attributes
    ----------
    location : names the map among this session's; none other can be asked for by it.
    """

    name: str
    text: str
    map: OwnMap | None
    error: LearnmapError | None
    location: Location


def brought() -> Brought | None:
    """Return what this session brought last, or None."""
    found = st.session_state.get(_BROUGHT) if get_script_run_ctx(suppress_warning=True) is not None else None
    return found if isinstance(found, Brought) else None


def bring(name: str, text: str, read: Callable[[str, str], OwnMap]) -> None:
    """Read a map and keep it in this session, in the place of the one before."""
    location = Location((f"{_SCHEME}{secrets.token_hex(8)}",))
    try:
        st.session_state[_BROUGHT] = Brought(name, text, read(name, text), None, location)
    except LearnmapError as error:
        st.session_state[_BROUGHT] = Brought(name, text, None, error, location)
        leave()


def explore() -> None:
    """Let all pages show the map that was brought."""
    found = brought()
    st.session_state[_EXPLORED] = found is not None and found.map is not None


def leave() -> None:
    """Let all pages show the server's map again."""
    st.session_state[_EXPLORED] = False


def explored() -> Brought | None:
    """Return what was brought, where all pages show it."""
    if get_script_run_ctx(suppress_warning=True) is None or not st.session_state.get(_EXPLORED):
        return None
    return brought()


def is_own(location: Location) -> bool:
    """Whether a location is that of a map that only one session has."""
    return location.places[:1] != () and location.places[0].startswith(_SCHEME)


def remembered(
    *, most: int | None = None
) -> Callable[[Callable[Concatenate[Location, P], R]], Callable[Concatenate[Location, P], R]]:
    """Return a decorator that remembers what is made of a map: for all sessions, or, of one's own map, in this one alone.

    Parameters
    ----------
    most : values that are kept.
    """

    def decorate(made: Callable[Concatenate[Location, P], R]) -> Callable[Concatenate[Location, P], R]:
        for_all = st.cache_resource(show_spinner=False, max_entries=most)(made)
        for_one = st.cache_resource(show_spinner=False, max_entries=min(most or 500, 500), scope="session")(made)

        @wraps(made)
        def asked(location: Location, /, *rest: P.args, **named: P.kwargs) -> R:
            return (for_one if is_own(location) else for_all)(location, *rest, **named)

        return asked

    return decorate
