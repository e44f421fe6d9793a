"""How much room a label takes, before any browser has drawn it.

Widths are counted in columns: a Latin letter is one, a full-width character (kana, kanji) two, as the Unicode
Standard's Annex 11, "East Asian Width", has it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

COLUMNS: Final = 16
"""Columns a line of a label aims at; a single long word may take more."""

MOST_COLUMNS: Final = 20
"""Columns a line takes at most; a longer word is broken."""

MOST_LINES: Final = 3

_NO_START: Final = frozenset(
    ")]}.,:;!?、。，．・：；？！ー々）〕］｝〉》」』】ァィゥェォッャュョぁぃぅぇぉっゃゅょ％ゝ"
)

_NO_END: Final = frozenset("（〔［｛〈《「『【([{")
"""What may not begin, and what may not end a line (JIS X 4051)."""

_SEAM: Final = re.compile(
    "アーキテクチャ|アグリゲーション|アテンション|インジェクション|エージェント|エンコーダ|エンコーディング|"
    "エンジニアリング|オートエンコーダ|オーケストレーション|クラスタリング|コンピューティング|サンプリング|"
    "サイエン|ステアリング|スプラッティング|セグメンテーション|チューニング|データ|トランスフォーマー|"
    "ドロップアウト|ニューラル|ネットワーク|ハンドブック|パッシング|パッチング|パターン|ビジョン|フレームワーク|"
    "ボックス|マシン|マッチング|モデリング|モデル|モンテカルロ|ラーニング|ロボット"
)
"""Words before which a compound in katakana, written without a space, is parted where it is too long for a line."""


def columns(text: str) -> int:
    """Return the columns a text takes.

    >>> columns("GPT-2"), columns("注意機構")
    (5, 8)
    """
    return sum(_columns_of(character) for character in text)


def wrapped(text: str, *, width: int = COLUMNS, most_lines: int = MOST_LINES) -> tuple[str, ...]:
    """Return a text in at most `most_lines` lines of about `width` columns; what does not fit ends in "…".

    Lines break between words; in Japanese, which has no spaces, where katakana, kanji and Latin letters meet.

    >>> wrapped("Backpropagation through time")
    ('Backpropagation', 'through time')
    >>> wrapped("畳み込みニューラルネットワーク")
    ('畳み込み', 'ニューラル', 'ネットワーク')
    """
    pieces = [part for piece in _pieces(text) for part in _broken(piece)]
    lines = [""]
    for piece in pieces:
        # A character or two are not worth a line of their own.
        most = MOST_COLUMNS if columns(piece) < 3 else width
        if lines[-1] and columns((lines[-1] + piece).rstrip()) > most:
            lines.append("")
        lines[-1] = (lines[-1] + piece).lstrip()
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], _cut(lines[most_lines - 1])]
    return tuple(lines)


def _cut(line: str) -> str:
    while columns(line) > MOST_COLUMNS - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _pieces(text: str) -> list[str]:
    """Return what stays on one line: words with the space after them, and in Japanese runs of one script."""
    pieces = [""]
    for character in " ".join(text.split()):
        if pieces[-1] and _may_break(pieces[-1], character):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _may_break(piece: str, following: str) -> bool:
    last = piece[-1]
    if following == " " or following in _NO_START or last in _NO_END or unicodedata.combining(following):
        return False
    if last == " ":
        return True
    if last in "-/" and len(piece) > 3:
        return True
    # Hiragana carries what is before it: particles and endings.
    return _script(last) != _script(following) != "hiragana"


def _script(character: str) -> str:
    if "\u3040" <= character <= "\u309f":
        return "hiragana"
    if "\u30a0" <= character <= "\u30ff":
        return "katakana"
    return "wide" if _columns_of(character) == 2 else "latin"


def _broken(piece: str) -> Iterator[str]:
    """Yield a piece in parts, where it is too long for a line: at a seam of a compound, else of about the same length."""
    parts = math.ceil(columns(piece.rstrip()) / MOST_COLUMNS)
    if parts <= 1:
        yield piece
        return
    seams = [found.start() for found in _SEAM.finditer(piece) if found.start()]
    if seams:
        middle = min(seams, key=lambda at: abs(at - len(piece) / 2))
        yield from _broken(piece[:middle])
        yield from _broken(piece[middle:])
        return
    length = math.ceil(len(piece) / parts)
    start = 0
    while start < len(piece):
        end = start + length
        while end < len(piece) and (piece[end] in _NO_START or unicodedata.combining(piece[end])):
            end += 1
        yield piece[start:end]
        start = end


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc", "Cs"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
