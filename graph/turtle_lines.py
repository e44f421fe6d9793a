"""Where in a Turtle file something is said. A parser forgets lines; a finding without one cannot be mended quickly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

TOKEN: Final = re.compile(
    r"""
      (?P<skip>\#[^\n]*|\s+)
    | (?P<string>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<iri><[^<>\s]*>)
    | (?P<name>@?[\w.-]*:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*)
    | (?P<word>@?[\w-]+(?:\.[\w-]+)*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""The tokens of Turtle, as far as entries and the names in them are concerned."""


@dataclass(frozen=True, slots=True)
class Token:
    """A name in the file: its full IRI (or the word itself), its line from 1, and whether it begins a statement.

    The dot that ends a statement is one too.
    """

    text: str
    line: int
    is_subject: bool


class TurtleLines:
    """The lines of a Turtle file by what they speak of.

    Parameters
    ----------
    path : of a file that parses.
    text : what it holds, where it is no file; None to read it.
    """

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path, self._text = path, text

    def _content(self) -> str:
        return self.path.read_text(encoding="utf-8", errors="replace") if self._text is None else self._text

    def line_of(self, subject: str, *mentions: str) -> int | None:
        """Return the line on which the statement about `subject` (an IRI) mentions all of `mentions`, one after the other.

        Where they do not stand together, the line of the last one; where that is not there either, the subject's. None
        where the file says nothing of the subject.
        """
        tokens = self._entries.get(subject)
        if not tokens:
            return None
        for wanted in (mentions, mentions[-1:]):
            texts = [token.text for token in tokens]
            for place in range(len(texts) - len(wanted) + 1):
                if wanted and tuple(texts[place : place + len(wanted)]) == wanted:
                    return tokens[place].line
        return tokens[0].line

    def span_of(self, subject: str) -> tuple[int, int] | None:
        """Return the first and the last line of the statements about `subject` (an IRI) that stand together; None without any."""
        tokens = self._entries.get(subject)
        if not tokens:
            return None
        again = next((place for place, token in enumerate(tokens) if place and token.is_subject), len(tokens))
        return tokens[0].line, tokens[again - 1].line

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """IRIs of the statements' subjects, in the order of the file."""
        return tuple(self._entries)

    @cached_property
    def _entries(self) -> dict[str, list[Token]]:
        entries: dict[str, list[Token]] = {}
        entry: list[Token] = []
        for token in self._tokens():
            if token.is_subject:
                entry = entries.setdefault(token.text, [])
            entry.append(token)
        return entries

    def _tokens(self) -> Iterator[Token]:
        prefixes: dict[str, str] = {}
        line, depth, at_start, declaring = 1, 0, True, ""
        for match in TOKEN.finditer(self._content()):
            kind, text = match.lastgroup, match.group()
            if kind in ("iri", "name") or (kind == "word" and depth >= 0 and text not in ("a",)):
                if text.lower() in ("@prefix", "prefix", "@base", "base"):
                    declaring = text.lower().lstrip("@")
                elif declaring == "prefix" and kind == "name":
                    declaring = text
                elif declaring and kind == "iri":
                    prefixes[declaring.removesuffix(":")] = text[1:-1]
                    # SPARQL's PREFIX ends without a dot; a dot that follows changes nothing.
                    declaring, at_start = "", True
                elif kind != "word":
                    yield Token(_expanded(text, prefixes), line, at_start and not depth)
                    at_start = False
            elif kind == "mark":
                depth += (text in "[({") - (text in "])}")
                if text == "." and not depth and not at_start:
                    yield Token(text, line, False)
                at_start = text == "." and not depth
            line += text.count("\n")


def _expanded(text: str, prefixes: dict[str, str]) -> str:
    if text.startswith("<"):
        return text[1:-1]
    prefix, _, local = text.partition(":")
    return prefixes.get(prefix, prefix + ":") + local.replace("\\", "")
