"""A table of ids in two arrays, so that a million of them open by memory map and cost no object each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from graph.errors import NodeNotFound


@dataclass(frozen=True, slots=True, eq=False)
class IdTable(Sequence[str]):
    """Ids in the order of their UTF-8 bytes; their place is their index.

    Attributes
    ----------
    starts : where each id begins in `text`, and at last where the last one ends.
    text : all ids, one after the other, in UTF-8.

    Examples
    --------
    >>> table = id_table(["b", "a", "b"])
    >>> list(table), table.place("b")
    (['a', 'b'], 1)
    """

    starts: NDArray[np.int64]
    text: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self._bytes(place).decode() for place in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._bytes(index % len(self)).decode()

    def __iter__(self) -> Iterator[str]:
        return (self._bytes(place).decode() for place in range(len(self)))

    def __contains__(self, identifier: object) -> bool:
        return isinstance(identifier, str) and self._find(identifier) is not None

    def place(self, identifier: str) -> int:
        """Return the index of an id; raises `NodeNotFound`."""
        found = self._find(identifier)
        if found is None:
            raise NodeNotFound(identifier)
        return found

    def after(self, identifier: str) -> int:
        """Return how many ids come before `identifier`, itself included where it is there."""
        found = self._lowest(identifier.encode("utf-8", "surrogatepass"))
        return found + (found < len(self) and self[found] == identifier)

    def _find(self, identifier: str) -> int | None:
        wanted = identifier.encode("utf-8", "surrogatepass")
        place = self._lowest(wanted)
        return place if place < len(self) and self._bytes(place) == wanted else None

    def _lowest(self, wanted: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _bytes(self, place: int) -> bytes:
        return self.text[self.starts[place] : self.starts[place + 1]].tobytes()


def id_table(ids: Iterable[str]) -> IdTable:
    """Return the table of some ids, each once."""
    return packed(sorted({identifier.encode() for identifier in ids}))


def packed(ids: Sequence[bytes]) -> IdTable:
    """Return the table of ids in UTF-8 that are sorted already, each once."""
    starts = np.zeros(len(ids) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, ids), np.int64, len(ids)), out=starts[1:])
    return IdTable(starts, np.frombuffer(b"".join(ids), np.uint8))
