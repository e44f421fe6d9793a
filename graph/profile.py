"""What a learner keeps between runs: a small JSON file of what is known, being learned and skipped.

The file is the learner's own. An id that a newer map no longer has is reported and stays in the file; keys that this
version does not know stay too; a file that cannot be understood is never overwritten.

>>> profile = Profile().with_state("softmax", "known").with_state("lstm", "alone")
>>> profile.with_state("softmax", "skipped").ids("known")
()
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args

from graph.atomic_file import write_atomically
from graph.errors import AmbiguousName, InvalidInput, LearnmapError, NodeNotFound
from graph.knowledge import requirements
from graph.store import Map

State = Literal["known", "alone", "learning", "skipped"]
"""`known`: with all it requires; `alone`: known without saying so of what it requires; `learning`: begun; `skipped`: not wanted."""

VERSION: Final = 1

_WITH_PREREQUISITES: Final = "with-prerequisites"
_ALONE: Final = "alone"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a learner says of nodes, each node in one state.

    Attributes
    ----------
    states : the state of each id, in the order in which they were stated.
    rest : what else the file holds, kept as it is.
    """

    states: Mapping[str, State] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)

    def ids(self, *states: State) -> tuple[str, ...]:
        """Return the ids that are in one of `states`, in the order in which they were stated."""
        return tuple(identifier for identifier, state in self.states.items() if state in states)

    def with_state(self, identifier: str, state: State) -> Profile:
        """Return the profile with one node's state changed."""
        return replace(self, states={**self.states, identifier: state})

    def stating(self, map_: Map, known: Iterable[str]) -> Profile:
        """Return the profile of a learner who also knows these nodes, "x!" for x alone; names as `Map.resolve` takes them."""
        profile = self
        for name in known:
            profile = profile.with_state(
                map_.resolve(name.removesuffix("!")), "alone" if name.endswith("!") else "known"
            )
        return profile

    def without(self, identifier: str) -> Profile:
        """Return the profile that says nothing of a node."""
        return replace(self, states={id_: state for id_, state in self.states.items() if id_ != identifier})


@dataclass(frozen=True, slots=True)
class AppliedProfile:
    """What a profile means on one map.

    Attributes
    ----------
    known : names for `plan_path(known=…)`: ids, with a trailing "!" where a node is known alone.
    learning, skipped : ids.
    vanished : ids that the map does not have; the file keeps them.
    needed_after_all : ids that are skipped, yet required by what is known; they count as known.
    """

    known: tuple[str, ...] = ()
    learning: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    needed_after_all: tuple[str, ...] = ()


class ProfileError(LearnmapError):
    """A profile's file cannot be understood; the line counts from 1."""

    def __init__(self, file: Path, line: int, english: str, japanese: str) -> None:
        super().__init__(str(file), line, english, japanese)
        self.file = file
        self.line = line
        self._english = english
        self._japanese = japanese

    def english(self) -> str:
        """Return the message in English."""
        return f"{self.file}:{self.line}: {self._english} The file is left as it is."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"{self.file}:{self.line}: {self._japanese}ファイルは変更していません。"


def read_profile(path: Path, *, new: bool = False) -> Profile:
    """Read a profile.

    Parameters
    ----------
    new : whether a file that does not exist yet is an empty profile.

    Raises
    ------
    InvalidInput
        Where the file cannot be read.
    ProfileError
        Where its content is no profile of this version: with file, line and what would be right.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if new and path.parent.is_dir():
            return Profile()
        raise InvalidInput(
            f"There is no profile at {path}. `learnmap profile {path} --know NODE` begins one.",
            f"{path} にプロファイルがありません。`learnmap profile {path} --know ノード` で作成できます。",
        ) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise InvalidInput(f"{path} cannot be read: {why}.", f"{path} を読み込めません: {why}。") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ProfileError(path, line, "This is not UTF-8.", "UTF-8ではありません。") from None
    return parsed_profile(text, path)


def parsed_profile(text: str, source: Path) -> Profile:
    """Return the profile that a file's content says; `source` is what errors name.

    Raises
    ------
    ProfileError
        With the line, and what would be right.

    Examples
    --------
    >>> parsed_profile(profile_text(Profile({"lstm": "learning"})), Path("me.json")).ids("learning")
    ('lstm',)
    """
    return _Reader(source, text).profile()


def profile_text(profile: Profile) -> str:
    """Return the file's content: JSON, one entry a line, so that versions of it compare well."""
    states: Mapping[str, Any] = {
        "known": {
            identifier: _ALONE if profile.states[identifier] == "alone" else _WITH_PREREQUISITES
            for identifier in profile.ids("known", "alone")
        },
        "learning": list(profile.ids("learning")),
        "skipped": list(profile.ids("skipped")),
    }
    return json.dumps({"version": VERSION, **states, **profile.rest}, ensure_ascii=False, indent=2) + "\n"


def write_profile(profile: Profile, path: Path) -> None:
    """Write a profile whole or not at all.

    Raises
    ------
    InvalidInput
        Where the place cannot be written to.
    """
    write_atomically(path, profile_text(profile).encode())


def applied(profile: Profile, map_: Map) -> AppliedProfile:
    """Return what a profile means on a map; ids that the map has lost, or gives to several nodes, are `vanished`.

    An entry written by hand may be a label or an alias as well as an id.

    Examples
    --------
    >>> from graph.store import open_map
    >>> applied(Profile({"softmax": "alone", "gone-with-an-update": "known"}), open_map()).vanished
    ('gone-with-an-update',)
    """
    found: dict[State, dict[str, None]] = {state: {} for state in get_args(State)}
    vanished: list[str] = []
    for name, state in profile.states.items():
        try:
            found[state][map_.resolve(name)] = None
        except (NodeNotFound, AmbiguousName):
            vanished.append(name)
    below = requirements(map_, found["known"]) | found["alone"].keys()
    return AppliedProfile(
        known=(*found["known"], *(f"{identifier}!" for identifier in found["alone"])),
        learning=tuple(found["learning"]),
        skipped=tuple(identifier for identifier in found["skipped"] if identifier not in below),
        vanished=tuple(vanished),
        needed_after_all=tuple(identifier for identifier in found["skipped"] if identifier in below),
    )


class _Reader:
    """Reads a profile's text and remembers where, for the errors."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text
        self._states: dict[str, State] = {}

    def profile(self) -> Profile:
        content = self._parsed()
        known = content.get("known", {})
        if not isinstance(known, dict):
            raise self._error("known", '"known" must be an object {"id": "with-prerequisites"}.')
        for identifier, extent in known.items():
            if extent not in (_WITH_PREREQUISITES, _ALONE):
                raise self._error(identifier, f'Say "{_WITH_PREREQUISITES}" or "{_ALONE}" of {identifier!r}.')
            self._add(identifier, "alone" if extent == _ALONE else "known")
        for state in ("learning", "skipped"):
            listed = content.get(state, [])
            if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
                raise self._error(state, f'"{state}" must be a list of ids.')
            for identifier in dict.fromkeys(listed):
                self._add(identifier, "learning" if state == "learning" else "skipped")
        rest = {key: value for key, value in content.items() if key not in ("version", "known", "learning", "skipped")}
        return Profile(self._states, rest)

    def _parsed(self) -> dict[str, Any]:
        try:
            content = json.loads(self._text)
        except json.JSONDecodeError as error:
            raise ProfileError(
                self._path,
                error.lineno,
                f"This is not JSON: {error.msg} (column {error.colno}).",
                f"JSONではありません: {error.msg}（{error.colno}列目）。",
            ) from None
        except RecursionError:
            raise ProfileError(self._path, 1, "This is nested too deeply.", "入れ子が深すぎます。") from None
        if not isinstance(content, dict) or "version" not in content:
            raise ProfileError(
                self._path,
                1,
                'A profile is an object that begins with {"version": 1, "known": {…}}.',
                'プロファイルは {"version": 1, "known": {…}} の形のオブジェクトです。',
            )
        self._refuse_version(content["version"])
        return content

    def _refuse_version(self, version: object) -> None:
        if type(version) is int and version == VERSION:
            return
        newer = isinstance(version, int) and version > VERSION
        raise ProfileError(
            self._path,
            self._line_of("version"),
            f"This profile has version {version!r}; this learnmap reads version {VERSION}."
            + (" Update learnmap." if newer else ""),
            f"このプロファイルのバージョンは{version!r}ですが、このlearnmapが読めるのはバージョン{VERSION}です。"
            + ("learnmapを更新してください。" if newer else ""),
        )

    def _add(self, identifier: str, state: State) -> None:
        if identifier in self._states:
            raise self._error(
                identifier,
                f"{identifier!r} is listed in two places; a node is known, learning or skipped.",
                f"「{identifier}」が2か所にあります。既知・学習中・スキップのいずれか1つにしてください。",
            )
        self._states[identifier] = state

    def _error(self, key: str, english: str, japanese: str | None = None) -> ProfileError:
        plain = f"「{key}」の値の形が正しくありません（{english}）。"
        return ProfileError(self._path, self._line_of(key), english, japanese or plain)

    def _line_of(self, key: str) -> int:
        # The last mention: of an id listed twice it is the second that is wrong.
        for quoted in (json.dumps(key, ensure_ascii=False), json.dumps(key)):
            place = self._text.rfind(quoted)
            if place >= 0:
                return self._text.count("\n", 0, place) + 1
        return 1
