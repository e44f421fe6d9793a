"""How far it is with what takes minutes: loading a store, or making its index anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad

REPORT_SECONDS: Final = 0.2
"""How often it is said."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is.

    Attributes
    ----------
    stage : "reading" the files, "deriving" what follows, or "indexing"; of an index made anew, "rereading" the store.
    bytes, total : read of all files together; 0 of an index made anew.
    triples : read.
    seconds : since the beginning.
    """

    stage: str
    bytes: int
    total: int
    triples: int
    seconds: float

    @property
    def rate(self) -> float:
        """Triples a second."""
        return self.triples / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float:
        """Seconds that reading the rest takes at the pace so far."""
        return self.seconds * (self.total - self.bytes) / self.bytes if self.bytes else 0.0


Report = Callable[[Progress], None]


def said(quads: Iterable[Quad], report: Report) -> Iterator[Quad]:
    """Yield the quads of a store that is read again, and report how many they are."""
    begun = last = time.monotonic()
    for count, quad in enumerate(quads):
        if not count % 1_000 and (now := time.monotonic()) - last > REPORT_SECONDS:
            last = now
            report(Progress("rereading", 0, 0, count, now - begun))
        yield quad
    report(Progress("indexing", 0, 0, 0, time.monotonic() - begun))
