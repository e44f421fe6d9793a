"""Which language a user reads."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping

from graph.model import Language


def from_locale(environment: Mapping[str, str] | None = None) -> Language:
    """Return the language of the user's locale: Japanese where it says so, else English.

    >>> from_locale({"LANG": "ja_JP.UTF-8"})
    'ja'
    >>> from_locale({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"})
    'en'
    """
    variables = os.environ if environment is None else environment
    stated = next((variables[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if variables.get(name)), "")
    if not stated and environment is None:
        stated = locale.getlocale()[0] or ""
    return from_tag(stated)


def from_tag(tag: str | None) -> Language:
    """Return the language of a tag such as "ja-JP" or "en_GB.UTF-8"; English for any other.

    >>> from_tag("ja-JP"), from_tag("fr"), from_tag(None)
    ('ja', 'en', 'en')
    """
    return "ja" if (tag or "").lower().startswith("ja") else "en"
