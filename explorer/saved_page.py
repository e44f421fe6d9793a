"""A part of the map as one page that opens without a network (stub; being written)."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Language
from graph.store import LocalMap


def saved_page(map_: LocalMap, ids: Sequence[str], *, language: Language, targets: Sequence[str] = ()) -> str:
    """Return one self-contained page."""
    return ""
