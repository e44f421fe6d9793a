"""The entries of a hand-written Turtle file as pieces of text: to sort them, to add one, and to leave all else as it is.

A serializer would lose comments, the order of statements and where lines break. Here a file is cut between its entries, and
what an entry says is never touched.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from graph.errors import InvalidInput, MapSyntaxError
from graph.turtle_lines import TOKEN
from ontology import NODE


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the subject as it is written, and the text from it to its full stop, with the comments above it."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file: what stands above its entries, the entries, and the comments below the last one."""

    header: str
    entries: tuple[Entry, ...]
    footer: str = ""

    def text(self) -> str:
        """Return the file's text in the house form: an empty line between entries, one line's end at the end."""
        parts = (self.header, *(entry.text for entry in self.entries), self.footer)
        return "\n\n".join(part for part in parts if part) + "\n"


def read_entries(text: str, name: str = "the text") -> EntryFile:
    """Cut a Turtle text into its entries.

    Raises
    ------
    MapSyntaxError
        Where it is not Turtle.
    InvalidInput
        Where a prefix is declared below the first entry: entries could not be moved.

    Examples
    --------
    >>> file = read_entries("@prefix : <http://x/> .  # names\\n:b a :T .\\n# about a\\n:a a :T .")
    >>> [(entry.subject, entry.text) for entry in file.entries]
    [(':b', ':b a :T .'), (':a', '# about a\\n:a a :T .')]
    """
    _statements(text, name)
    header, pieces, footer = _cut(text)
    for subject, piece in pieces:
        if subject.lower() in ("@prefix", "prefix", "@base", "base"):
            line = text[: text.index(piece) + piece.index(subject)].count("\n") + 1
            raise InvalidInput(
                f"{name}:{line}: a prefix is declared below an entry. Move it to the top of the file.",
                f"{name}:{line}: エントリより下で接頭辞が宣言されています。ファイルの先頭に移してください。",
            )
    return EntryFile(_trimmed(header), tuple(Entry(subject, _trimmed(piece)) for subject, piece in pieces), footer)


def in_house_form(text: str, name: str = "the text") -> str:
    """Return a map file's text with its entries sorted by slug, an empty line between them, and no stray white space.

    What the entries say, how their lines break, and every comment stay; a comment above an entry moves with it. The meaning
    is compared before and after.

    Raises
    ------
    MapSyntaxError, InvalidInput
        As `read_entries`.
    """
    file = read_entries(text, name)
    formatted = replace(file, entries=tuple(sorted(file.entries, key=lambda entry: entry.subject))).text()
    if _statements(formatted) != _statements(text):
        raise AssertionError(f"formatting {name} would change its meaning")
    return formatted


def with_entry(text: str, entry: Entry, name: str = "the text") -> str:
    """Return a file's text with one more entry at its place in the order; of a file in the house form no other line changes.

    Raises
    ------
    InvalidInput
        Where the subject has an entry already.
    MapSyntaxError
    """
    file = read_entries(text, name)
    if any(other.subject == entry.subject for other in file.entries):
        raise InvalidInput(
            f"{entry.subject.lstrip(':')} has an entry in {name} already.",
            f"{entry.subject.lstrip(':')} は {name} にすでにあります。",
        )
    place = bisect([other.subject for other in file.entries], entry.subject)
    added = replace(file, entries=(*file.entries[:place], entry, *file.entries[place:])).text()
    _statements(added, name)
    return added


def _cut(text: str) -> tuple[str, list[tuple[str, str]], str]:
    """Return the header, the subject and text of each statement below it, and what follows the last one."""
    statements: list[tuple[str, int, int]] = []
    depth, subject, begun, end = 0, "", 0, 0
    for match in TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if kind == "skip":
            continue
        if not subject:
            subject, begun = token, match.start()
        if kind == "mark":
            depth += (token in "[({") - (token in "])}")
        sparql_prefix = subject.lower() in ("prefix", "base") and kind == "iri"
        if (token == "." and kind == "mark" and not depth) or sparql_prefix:
            statements.append((subject, begun, match.end()))
            subject, end = "", match.end()
    directives = 0
    while directives < len(statements) and statements[directives][0].lower() in ("@prefix", "prefix", "@base", "base"):
        directives += 1
    top = statements[directives - 1][2] if directives else 0
    top += len(_same_line(text, top))
    pieces = []
    for name, _, close in statements[directives:]:
        close += len(_same_line(text, close))
        pieces.append((name, text[top:close]))
        top = close
    header = text[: len(text) - sum(len(piece) for _, piece in pieces) - len(text[top:])]
    return header, pieces, _trimmed(text[max(top, end) :])


def _same_line(text: str, place: int) -> str:
    """Return the comment that follows `place` on its line, if one does."""
    match = re.compile(r"[ \t]*#[^\n]*").match(text, place)
    return match.group() if match else ""


def _trimmed(text: str) -> str:
    """Return a piece without empty lines around it and white space at its lines' ends, unless a string spans lines."""
    if '"""' in text or "'''" in text:
        return text.strip("\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _statements(text: str, name: str = "the text") -> Sequence[str]:
    try:
        quads = list(parse(text, format=RdfFormat.TURTLE, base_iri=NODE))
    except SyntaxError as error:
        raise MapSyntaxError(name, error.lineno, error.offset, str(error.msg).split(": ", 1)[-1]) from None
    # Blank nodes are told apart by where they stand, which sorting changes: what they say is compared without their names.
    return sorted(re.sub(r"_:[0-9a-z]+", "_:", str(quad)) for quad in quads)


def read_text(path: Path) -> str:
    """Return a map file's text; raises `InvalidInput` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} cannot be read: {error}.", f"{path} を読めません: {error}") from None
