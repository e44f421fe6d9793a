"""Finding nodes by what people type: labels in both languages, aliases, abbreviations, typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.errors import AmbiguousName, NodeNotFound

_IGNORED: Final = re.compile(r"[\W_ー]+")
_HIRAGANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_SEARCH_FLOOR: Final = 62.0
"""Least similarity, 0 to 100, at which a name still counts as near."""


def folded(name: str) -> str:
    """Return `name` without what people vary: case, width, spaces, punctuation, long vowels, kana script.

    >>> folded("GPT-2") == folded("gpt２")
    True
    >>> folded("Ｋ近傍法") == folded("k近傍法")
    True
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _IGNORED.sub("", plain).translate(_HIRAGANA)


LAST_RANK: Final = 9
"""Rank of nodes that are hardly ever meant where another one has the name too."""


@dataclass(frozen=True, slots=True)
class Match:
    """A node found: its id, the name that matched, and how well, 0 to 100."""

    id: str
    name: str
    score: float


class NameIndex:
    """All names of a map's nodes.

    Parameters
    ----------
    entries : (id, labels, aliases, rank) of each node; where a name belongs to several nodes, the one of the lowest rank is meant.

    Examples
    --------
    >>> names = NameIndex([("support-vector-machine", ["Support vector machine", "サポートベクターマシン"], ["SVM"], 0)])
    >>> names.resolve("svm")
    'support-vector-machine'
    >>> names.search("suport vector machin")[0].id
    'support-vector-machine'
    """

    def __init__(self, entries: Iterable[tuple[str, Collection[str], Collection[str], int]]) -> None:
        self._entries: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        self._rank: dict[str, int] = {}
        for identifier, labels, aliases, rank in entries:
            self._entries.append((identifier, tuple(labels), tuple(aliases)))
            self._rank[identifier] = rank

    def resolve(self, name: str) -> str:
        """Return the id that goes by `name`.

        An id beats a label, a label an alias, what is typed exactly what differs in case or punctuation, and of nodes
        that share the name the one of the lowest rank.

        Raises
        ------
        NodeNotFound, AmbiguousName
        """
        asked = name.strip()
        if asked in self._ids:
            return asked
        meant: list[str] = []
        for ids in self._candidates(asked):
            lowest = min((self._rank[identifier] for identifier in ids), default=LAST_RANK)
            if ids and (not meant or lowest < self._rank[meant[0]]):
                meant = [identifier for identifier in ids if self._rank[identifier] == lowest]
            # A trend called "RLHF" does not hide the topic that has it as an alias; a paper's exact title is meant.
            if meant and self._rank[meant[0]] < LAST_RANK:
                break
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise AmbiguousName(name, meant)
        raise NodeNotFound(name, near=[match.id for match in self.search(asked, limit=5)])

    def search(self, text: str, *, limit: int = 20) -> list[Match]:
        """Return the nodes whose names come closest to `text`, best first, one match a node.

        An empty text finds nothing. Ties go to the shorter name, then to the lower rank.
        """
        asked = folded(text)
        if not asked:
            return []
        best: dict[str, Match] = {}
        for row, score in scores(asked, [key for _, _, key in self._rows]):
            identifier, name, _ = self._rows[row]
            if identifier not in best or score > best[identifier].score:
                best[identifier] = Match(identifier, name, score)
        ranked = sorted(
            best.values(), key=lambda match: (-match.score, len(match.name), self._rank[match.id], match.id)
        )
        return ranked[:limit]

    def _candidates(self, name: str) -> Iterator[Sequence[str]]:
        # One table after the other: most names are found in the first, and each costs a pass over all names.
        yield self._exact.get(name, ())
        yield self._folded_labels.get(folded(name), ())
        yield self._folded_aliases.get(folded(name), ())

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(identifier for identifier, _, _ in self._entries)

    @cached_property
    def _exact(self) -> dict[str, list[str]]:
        labels: dict[str, list[str]] = {}
        for identifier, names, _ in self._entries:
            for label in dict.fromkeys(names):
                labels.setdefault(label, []).append(identifier)
        return labels

    @cached_property
    def _folded_labels(self) -> dict[str, list[str]]:
        return _table((identifier, (identifier, *labels)) for identifier, labels, _ in self._entries)

    @cached_property
    def _folded_aliases(self) -> dict[str, list[str]]:
        return _table((identifier, aliases) for identifier, _, aliases in self._entries)

    @cached_property
    def _rows(self) -> list[tuple[str, str, str]]:
        return [
            (identifier, name, folded(name))
            for identifier, labels, aliases in self._entries
            for name in dict.fromkeys((*labels, *aliases, identifier))
        ]


def scores(asked: str, keys: Sequence[str]) -> list[tuple[int, float]]:
    """Return which of the folded names come close to a folded text, by their places in `keys`, and how close, 0 to 100."""
    # Imported here: exact names, the common case of the command line, need no fuzzy matching.
    from rapidfuzz import fuzz, process

    near = process.extract(asked, keys, scorer=fuzz.ratio, limit=None, score_cutoff=_SEARCH_FLOOR)
    found = {row: score for _, score, row in near}
    for row, key in enumerate(keys):
        if asked in key:
            at_start = 4.0 if key.startswith(asked) else 0.0
            found[row] = max(found.get(row, 0.0), 90.0 + at_start + 5.0 * len(asked) / len(key))
    return list(found.items())


def _table(entries: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for identifier, names in entries:
        for key in dict.fromkeys(folded(name) for name in names):
            if key:
                table.setdefault(key, []).append(identifier)
    return table
