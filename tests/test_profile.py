"""A profile is a file that is never lost, never half written, and means the same on a newer map."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import MapOf

from graph import plan_path
from graph.errors import InvalidInput
from graph.profile import Profile, ProfileError, applied, profile_text, read_profile, write_profile

STATES = st.sampled_from(["known", "alone", "learning", "skipped"])


@settings(max_examples=60, deadline=None)
@given(states=st.dictionaries(st.text(min_size=1), STATES), extra=st.dictionaries(st.text(), st.integers()))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, states: dict[str, str], extra: dict[str, int]
) -> None:
    path = tmp_path_factory.mktemp("profile") / "me.json"
    rest = {key: value for key, value in extra.items() if key not in ("version", "known", "learning", "skipped")}
    profile = Profile(states, rest)  # type: ignore[arg-type]
    write_profile(profile, path)
    again = read_profile(path)
    assert dict(again.states) == states
    assert again.rest == rest
    assert profile_text(again) == profile_text(profile)


def test_a_node_has_one_state() -> None:
    profile = Profile().with_state("a", "known").with_state("a", "skipped")
    assert (profile.ids("known"), profile.ids("skipped"), profile.without("a").states) == ((), ("a",), {})


def test_the_file_says_what_it_is_and_keeps_what_this_version_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    path.write_text('{"version": 1, "known": {"a": "alone"}, "colour": "blue"}')
    write_profile(read_profile(path).with_state("b", "learning"), path)
    assert json.loads(path.read_text()) == {
        "version": 1,
        "known": {"a": "alone"},
        "learning": ["b"],
        "skipped": [],
        "colour": "blue",
    }


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "me.json"
    target.mkdir()
    with pytest.raises(InvalidInput, match="cannot be written"):
        write_profile(Profile(), target)
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_is_replaced_whole_and_never_written_in_place(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    write_profile(Profile({"a": "known"}), path)
    with path.open() as before:
        write_profile(Profile({"b": "known"}), path)
        # Who has the old file open still reads the old file, whole.
        assert '"a"' in before.read()
    assert '"b"' in path.read_text()
    assert list(tmp_path.iterdir()) == [path]


def test_ids_that_the_map_has_lost_are_reported_and_kept(map_of: MapOf, tmp_path: Path) -> None:
    profile = Profile({"gone": "known", "a": "known", "lost": "skipped"})
    found = applied(profile, map_of({"b": ["a"]}))
    assert (found.known, found.vanished) == (("a",), ("gone", "lost"))
    write_profile(profile.with_state("b", "learning"), tmp_path / "me.json")
    assert set(read_profile(tmp_path / "me.json").states) == {"gone", "a", "lost", "b"}


def test_known_alone_leaves_open_what_it_requires(map_of: MapOf) -> None:
    map_ = map_of({"c": ["b"], "b": ["a"]})
    alone, whole = applied(Profile({"b": "alone"}), map_), applied(Profile({"b": "known"}), map_)
    assert set(plan_path(map_, ["c", "a"], known=alone.known).positions) == {"a", "c"}
    assert set(plan_path(map_, ["c", "a"], known=whole.known).positions) == {"c"}


def test_what_is_skipped_and_yet_required_by_what_is_known_counts_as_known(map_of: MapOf) -> None:
    found = applied(Profile({"b": "known", "a": "skipped", "x": "skipped"}), map_of({"b": ["a"], "x": []}))
    assert (found.skipped, found.needed_after_all) == (("x",), ("a",))


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("{", 1, "not JSON"),
        ("[]", 1, "begins with"),
        ('{"known": {}}', 1, "begins with"),
        ('{\n"version": 2}', 2, "Update learnmap"),
        ('{"version": "1"}', 1, "reads version 1"),
        ('{"version": true}', 1, "reads version 1"),
        ('{"version": 1,\n"known": []}', 2, "must be an object"),
        ('{"version": 1,\n"known": {\n"a": "yes"}}', 3, "with-prerequisites"),
        ('{"version": 1, "learning": {}}', 1, "list of ids"),
        ('{"version": 1, "skipped": [1]}', 1, "list of ids"),
        ('{"version": 1, "learning": ["a"],\n"skipped": ["a"]}', 2, "two places"),
        ("[" * 100_000, 1, "nested too deeply"),
    ],
)
def test_a_file_that_is_no_profile_is_named_with_its_line_and_left_alone(
    tmp_path: Path, text: str, line: int, sentence: str
) -> None:
    path = tmp_path / "me.json"
    path.write_text(text)
    with pytest.raises(ProfileError, match=sentence) as raised:
        read_profile(path, new=True)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert raised.value.text("ja").endswith("変更していません。")
    assert path.read_text() == text


def test_bytes_that_are_no_text_are_named_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "me.json").write_bytes(b'{"version": 1,\n"known": {"\xff": "alone"}}')
    with pytest.raises(ProfileError, match=r"me\.json:2: This is not UTF-8"):
        read_profile(tmp_path / "me.json")


def test_a_missing_profile_is_an_error_unless_it_may_be_new(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no profile at"):
        read_profile(tmp_path / "me.json")
    assert read_profile(tmp_path / "me.json", new=True).states == {}
    with pytest.raises(InvalidInput, match="There is no profile at"):
        read_profile(tmp_path / "no folder" / "me.json", new=True)
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_profile(tmp_path)
