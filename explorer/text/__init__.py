"""Every string of the pages, in both languages, one file a page. The command line has its own in `explorer.cli_text`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from explorer.text import common, details, insight, map, mine, node, path, progress, query, timeline
from graph.model import Label, Language

PARTS: Final = (common, map, node, path, progress, details, timeline, insight, query, mine)
"""The files that hold strings; no key is in two of them."""

TEXT: Final[Mapping[str, Label]] = {key: label for part in PARTS for key, label in part.TEXT.items()}


def say(key: str, language: Language, **values: object) -> str:
    """Return a string of the pages, filled with `values`.

    Raises
    ------
    KeyError
        For a key that has no text.

    Examples
    --------
    >>> say("step", "ja", number=3)
    'ステップ3'
    """
    return TEXT[key].in_language(language).format(**values)


def phrase(key: str, **values: object) -> Label:
    """Return a string in both languages."""
    return Label(say(key, "en", **values), say(key, "ja", **values))
