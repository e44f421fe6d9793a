"""What of a typed name can be looked for in a store that only knows whether a text contains another."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_RUNS: Final = re.compile(r"[^\W\d_]+|\d+")
_HIRAGANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_KATAKANA: Final = {code + 0x60: code for code in range(0x3041, 0x3097)}


def pieces(text: str) -> list[str]:
    """Return the runs of letters and of digits in a name, in lower case and usual width, each once.

    >>> pieces("ＧＰＴ－２ model")
    ['gpt', '2', 'model']
    """
    return list(dict.fromkeys(_RUNS.findall(unicodedata.normalize("NFKC", text).casefold())))


def written_ways(piece: str) -> list[str]:
    """Return a piece as it may stand in a name: as it is, in katakana, in hiragana.

    >>> written_ways("そふと")
    ['そふと', 'ソフト']
    """
    return list(dict.fromkeys((piece, piece.translate(_HIRAGANA), piece.translate(_KATAKANA))))
