"""What of a drawing was expanded and collapsed, in that order: an address holds it, and so determines every position.

A token "softmax" expands a node, "softmax~needs" only its prerequisites, "softmax~fold" takes what it added away again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

Way = Literal["all", "needs", "unlocks", "missing", "fold"]

WAYS: Final[tuple[Way, ...]] = get_args(Way)
_MARK: Final = "~"


@dataclass(frozen=True, slots=True)
class Expansion:
    """One token.

    Attributes
    ----------
    id : of the node.
    way : "all" neighbours, what it "needs", what it "unlocks", what it needs and is "missing" (not known); or "fold".
    """

    id: str
    way: Way = "all"

    @property
    def token(self) -> str:
        """What stands for it in an address."""
        return self.id if self.way == "all" else f"{self.id}{_MARK}{self.way}"


def read(token: str) -> Expansion:
    """Return what a token means; one with an unheard-of ending is an id.

    >>> read("softmax~needs"), read("a~b")
    (Expansion(id='softmax', way='needs'), Expansion(id='a~b', way='all'))
    """
    identifier, mark, way = token.rpartition(_MARK)
    return Expansion(identifier, way) if mark and way in WAYS else Expansion(token)


def open_ways(tokens: Sequence[str], identifier: str) -> tuple[Way, ...]:
    """Return the ways in which a node is expanded and not collapsed again.

    >>> open_ways(["a", "b~needs", "a~fold", "b"], "b"), open_ways(["a", "a~fold"], "a")
    (('needs', 'all'), ())
    """
    ways: list[Way] = []
    for expansion in map(read, tokens):
        if expansion.id == identifier:
            ways = [] if expansion.way == "fold" else [*ways, expansion.way]
    return tuple(ways)


def expanded(tokens: tuple[str, ...], token: str) -> tuple[str, ...]:
    """Return the tokens after one more; what is expanded in that way already stays as it is.

    >>> expanded(("a",), "a"), expanded(("a",), "b~needs")
    (('a',), ('a', 'b~needs'))
    """
    expansion = read(token)
    if not expansion.id or expansion.way in open_ways(tokens, expansion.id):
        return tokens
    return (*tokens, expansion.token)


def collapsed(tokens: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    """Return the tokens after a node is collapsed: what nothing was expanded after needs no trace.

    >>> collapsed(("a", "b"), "b"), collapsed(("a", "b"), "a")
    (('a',), ('a', 'b', 'a~fold'))
    """
    if not open_ways(tokens, identifier):
        return tokens
    left = tokens
    while left and read(left[-1]).id == identifier and read(left[-1]).way != "fold":
        left = left[:-1]
    return (*left, f"{identifier}{_MARK}fold") if open_ways(left, identifier) else left
