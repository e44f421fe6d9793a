"""How much room a label takes, before any browser has drawn it.

Widths are counted in columns: a Latin letter is one, a full-width character (kana, kanji) two, as the Unicode
Standard's Annex 11, "East Asian Width", has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

COLUMNS: Final = 16
"""Columns a line of a label aims at; a single long word may take more."""

MOST_COLUMNS: Final = 22
"""Columns a line takes at most; a longer word is cut."""

MOST_LINES: Final = 3

_CUT: Final = "…"
_WIDE: Final = frozenset("WF")
_NO_START: Final = frozenset("、。，．・：；？！ー々）〕］｝〉》」』】ァィゥェォッャュョぁぃぅぇぉっゃゅょ％")
"""What may not begin a line of Japanese (JIS X 4051, kinsoku)."""


def columns(text: str) -> int:
    """Return the columns a text takes.

    >>> columns("GPT-2"), columns("注意機構")
    (5, 8)
    """
    return sum(_columns_of(character) for character in text)


def wrapped(text: str, *, width: int = COLUMNS, most_lines: int = MOST_LINES) -> tuple[str, ...]:
    """Return a text in at most `most_lines` lines of about `width` columns; what does not fit ends in "…".

    >>> wrapped("Backpropagation through time")
    ('Backpropagation', 'through time')
    >>> wrapped("畳み込みニューラルネットワーク")
    ('畳み込みニューラ', 'ルネットワーク')
    """
    widest = max(width, min(MOST_COLUMNS, max((columns(piece) for piece in _pieces(text)), default=0)))
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and columns((lines[-1] + piece).rstrip()) > (widest if piece in _NO_START else width):
            lines.append("")
        lines[-1] = (lines[-1] + piece).lstrip()
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], lines[most_lines - 1] + _CUT]
    return tuple(_shortened(line, MOST_COLUMNS) for line in lines)


def _shortened(line: str, most: int) -> str:
    if columns(line) <= most:
        return line
    kept = line.removesuffix(_CUT)
    while columns(kept) > most - 1:
        kept = kept[:-1]
    return kept.rstrip() + _CUT


def _pieces(text: str) -> Iterator[str]:
    """Yield what stays on one line: words with the space after them, full-width characters one by one."""
    for word in re.findall(r"\S+\s*|\s+", " ".join(text.split())):
        run = ""
        for character in word:
            if _columns_of(character) == 2:
                if run:
                    yield run
                run = ""
                yield character
            else:
                run += character
                if character in "-/" and len(run) > 3:
                    yield run
                    run = ""
        if run:
            yield run


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc", "Cs"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
