"""What a visitor's browser keeps of the learner, and how that goes together with an address. Pure.

The browser holds a profile, the same JSON as `learnmap profile` writes. An address says what is known too, and is often
someone else's: what it says is shown, and becomes the visitor's own only where it was so already, or is taken over.
Changes are written into the profile one by one, so that what an address has no room for, what this map does not hold and
what a newer version wrote stay in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from explorer.address import MOST_IDS
from explorer.state import Selection
from graph.errors import LearnmapError
from graph.map import Map
from graph.profile import Profile, State, applied, parsed_profile, profile_text

States = Mapping[str, State]
"""What is said of nodes, by id."""

SAVED: Final = Path("saved profile")
"""What errors call the profile that the browser keeps."""
MOST_CHARACTERS: Final = 2_000_000
"""Of a profile's text."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a browser's memory.

    Attributes
    ----------
    text : what the browser holds; None for nothing, as far as it has said.
    profile : what that says.
    shown : what the page said of nodes when last compared.
    own : whether what the page says is the visitor's own, so that changes are kept.
    looking : whether the visitor chose to look at what a link says without taking it over.
    heard : whether the browser has said what it holds.
    problem : why what the browser holds cannot be read; it is then never written over.
    """

    text: str | None = None
    profile: Profile = field(default_factory=Profile)
    shown: States = field(default_factory=dict)
    own: bool = False
    looking: bool = False
    heard: bool = False
    problem: LearnmapError | None = None

    @property
    def asks(self) -> bool:
        """Whether to ask what to do with what a link says."""
        differs = bool(self.shown or self.profile.states) and not self.own
        return differs and self.heard and not self.looking and self.problem is None


def said(selection: Selection) -> dict[str, State]:
    """Return what a selection says of nodes.

    >>> said(Selection(known=("a", "b!"), skipped=("c",)))
    {'a': 'known', 'b': 'alone', 'c': 'skipped'}
    """
    states: dict[str, State] = {}
    for name in selection.known:
        states[name.removesuffix("!")] = "alone" if name.endswith("!") else "known"
    states.update(dict.fromkeys(selection.learning, "learning"))
    states.update(dict.fromkeys(selection.skipped, "skipped"))
    return states


def saying(selection: Selection, states: States) -> Selection:
    """Return the selection that says this of nodes, as much of it as an address has room for."""

    def ids(*wanted: State) -> tuple[str, ...]:
        named = (id_ + ("!" if state == "alone" else "") for id_, state in states.items() if state in wanted)
        return tuple(named)[:MOST_IDS]

    return replace(selection, known=ids("known", "alone"), learning=ids("learning"), skipped=ids("skipped"))


def fitting(profile: Profile, map_: Map) -> dict[str, State]:
    """Return what a profile says of a map's nodes, as much of it as an address has room for."""
    found = applied(profile, map_)
    selection = Selection(known=found.known, learning=found.learning, skipped=(*found.skipped, *found.needed_after_all))
    return said(saying(selection, said(selection)))


def opened(shown: States) -> Kept:
    """Return what is known when a page opens: nothing of the browser yet."""
    return Kept(shown=shown, own=not shown)


def told(kept: Kept, text: str, shown: States, map_: Map) -> tuple[Kept, States | None]:
    """Return what is known once a browser has said what it holds, "" for nothing, and what the page shall say; None for as it is."""
    if not text:
        return Kept(shown=shown, own=not shown, heard=True), None
    try:
        profile = read(text, SAVED)
    except LearnmapError as error:
        return Kept(text, shown=shown, heard=True, problem=error), None
    mine = fitting(profile, map_)
    if not shown and not kept.text:
        return Kept(text, profile, mine, own=True, heard=True), mine or None
    return Kept(text, profile, shown, own=shown == mine, heard=True), None


def moved(kept: Kept, shown: States) -> tuple[Kept, bool]:
    """Return what is known after the page has come to say something else, and whether the browser has to write."""
    if shown == kept.shown or not kept.own:
        return replace(kept, shown=shown), False
    profile = kept.profile
    for identifier in kept.shown.keys() - shown.keys():
        profile = profile.without(identifier)
    for identifier, state in shown.items():
        if kept.shown.get(identifier) != state:
            profile = profile.with_state(identifier, state)
    return replace(kept, profile=profile, text=profile_text(profile), shown=shown), True


def settled(kept: Kept, choice: str, map_: Map) -> tuple[Kept, States | None, bool]:
    """Return what follows from a visitor's choice: what is known, what the page shall say, whether the browser has to write.

    Parameters
    ----------
    choice : "mine" (say what the browser keeps), "merge" (add what the link says of other nodes), "replace" (keep what the
        link says), "look" (leave both as they are), "forget" (keep nothing).
    """
    match choice:
        case "mine":
            mine = fitting(kept.profile, map_)
            return replace(kept, shown=mine, own=True, looking=False), mine, False
        case "merge" | "replace":
            mine = fitting(kept.profile, map_)
            profile = kept.profile
            for identifier in () if choice == "merge" else mine:
                profile = profile.without(identifier)
            for identifier, state in kept.shown.items():
                if choice == "replace" or identifier not in mine:
                    profile = profile.with_state(identifier, state)
            return _taken(profile, map_)
        case "look":
            return replace(kept, looking=True), None, False
        case "forget":
            return _taken(Profile(), map_)
    return kept, None, False


def taken_in(text: str, source: Path, map_: Map) -> tuple[Kept, States | None, bool]:
    """Return what follows from a profile read from a file, which takes the place of the one kept; raises `ProfileError`."""
    return _taken(read(text, source), map_)


def read(text: str, source: Path) -> Profile:
    """Return the profile that a text holds; raises `ProfileError`."""
    return parsed_profile(text[:MOST_CHARACTERS], source)


def _taken(profile: Profile, map_: Map) -> tuple[Kept, States, bool]:
    mine = fitting(profile, map_)
    return Kept(profile_text(profile), profile, mine, own=True, heard=True), mine, True
