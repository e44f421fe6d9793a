"""What a browser keeps of the learner, and how it goes together with an address."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import keeping
from explorer.address import MOST_IDS
from explorer.keeping import Kept, fitting, moved, opened, said, saying, settled, taken_in, told
from explorer.state import Selection
from graph import LocalMap
from graph.profile import Profile, ProfileError, State, parsed_profile, profile_text

IDS = ("softmax", "sigmoid", "bert", "gpt-2", "python")
STATES = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["known", "alone", "learning", "skipped"]))


def text(states: Mapping[str, State]) -> str:
    return profile_text(Profile(states))


def states_in(kept: Kept) -> dict[str, State]:
    assert kept.text is not None
    return dict(parsed_profile(kept.text, Path("x")).states)


@given(STATES)
def test_what_an_address_says_of_nodes_survives_it(states: dict[str, State]) -> None:
    assert said(saying(Selection(), states)) == states


def test_a_visitor_with_a_profile_gets_it_on_an_address_that_says_nothing(bundled: LocalMap) -> None:
    kept, shown = told(opened({}), text({"softmax": "alone", "bert": "skipped"}), {}, bundled)
    assert shown == {"softmax": "alone", "bert": "skipped"}
    assert kept.own
    assert not kept.asks


def test_without_anything_kept_what_one_says_is_written_at_once() -> None:
    kept, writes = moved(opened({}), {"softmax": "known"})
    assert writes
    assert states_in(kept) == {"softmax": "known"}


def test_a_link_with_other_nodes_never_changes_what_is_kept_unless_chosen(bundled: LocalMap) -> None:
    mine = text({"softmax": "known"})
    kept, shown = told(opened({"bert": "known"}), mine, {"bert": "known"}, bundled)
    assert shown is None
    assert kept.asks
    ticked, writes = moved(kept, {"bert": "known", "python": "known"})
    assert not writes
    assert ticked.text == mine
    looking, shown, writes = settled(ticked, "look", bundled)
    assert (shown, writes, looking.asks, looking.text) == (None, False, False, mine)
    back, shown, writes = settled(ticked, "mine", bundled)
    assert (shown, writes, back.own) == ({"softmax": "known"}, False, True)


def test_a_link_is_asked_about_before_it_is_kept_where_nothing_is_kept_yet(bundled: LocalMap) -> None:
    silent = opened({"bert": "known"})
    assert not silent.asks  # the browser has not said yet what it holds
    kept, _ = told(silent, "", {"bert": "known"}, bundled)
    assert kept.asks
    assert not moved(kept, {"bert": "known", "python": "known"})[1]


def test_the_same_address_again_is_ones_own(bundled: LocalMap) -> None:
    kept, _ = told(opened({"softmax": "known"}), text({"softmax": "known"}), {"softmax": "known"}, bundled)
    assert kept.own
    after, writes = moved(kept, {})
    assert writes
    assert states_in(after) == {}


def test_merging_adds_what_mine_does_not_speak_of_and_replacing_takes_all(bundled: LocalMap) -> None:
    mine: dict[str, State] = {"softmax": "known", "sigmoid": "skipped"}
    theirs: dict[str, State] = {"sigmoid": "known", "bert": "learning"}
    kept, _ = told(opened(theirs), text(mine), theirs, bundled)
    merged, shown, writes = settled(kept, "merge", bundled)
    assert writes
    assert states_in(merged) == shown == {"softmax": "known", "sigmoid": "skipped", "bert": "learning"}
    replaced, _, _ = settled(kept, "replace", bundled)
    assert states_in(replaced) == theirs


@given(st.lists(STATES, min_size=1, max_size=5))
def test_what_the_page_cannot_show_stays_whatever_is_said_on_it(steps: list[dict[str, State]]) -> None:
    written = json.dumps(
        {"version": 1, "known": {"of-another-map": "alone"}, "learning": [], "skipped": [], "new-key": [1]}
    )
    kept = Kept(written, parsed_profile(written, Path("x")), {}, own=True, heard=True)
    for states in steps:
        kept, _ = moved(kept, states)
    assert states_in(kept) == {"of-another-map": "alone", **steps[-1]}
    assert json.loads(kept.text or "")["new-key"] == [1]


def test_more_than_an_address_holds_is_kept_though_not_shown(bundled: LocalMap) -> None:
    many: dict[str, State] = dict.fromkeys(list(bundled.members(kind="topic", limit=MOST_IDS + 30)), "known")
    kept, shown = told(opened({}), text(many), {}, bundled)
    assert shown is not None
    assert len(shown) == MOST_IDS
    unticked = dict(list(shown.items())[1:])
    after, _ = moved(kept, unticked)
    assert len(states_in(after)) == len(many) - 1


def test_what_cannot_be_read_is_reported_and_never_written_over(bundled: LocalMap) -> None:
    kept, shown = told(opened({}), '{"version": 99}', {}, bundled)
    assert shown is None
    assert isinstance(kept.problem, ProfileError)
    assert not moved(kept, {"softmax": "known"})[1]
    forgotten, shown, writes = settled(kept, "forget", bundled)
    assert (shown, writes, states_in(forgotten)) == ({}, True, {})


def test_a_file_takes_the_place_of_what_is_kept_and_a_wrong_one_says_where(bundled: LocalMap) -> None:
    kept, shown, writes = taken_in(text({"softmax": "known", "no-such": "known"}), Path("me.json"), bundled)
    assert writes
    assert shown == {"softmax": "known"} == fitting(kept.profile, bundled)
    assert "no-such" in states_in(kept)
    with pytest.raises(ProfileError) as caught:
        keeping.read('{\n"version": 1,\n"known": []}', Path("me.json"))
    assert caught.value.english().startswith("me.json:3:")
