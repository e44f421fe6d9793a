"""Where a map says what it says of a node, and patches that change it. Only a map kept in Turtle files has such places."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from graph.checked_files import shown
from graph.errors import MapNotFound, MapSyntaxError
from graph.map import Map
from graph.triples import local_name, map_files, node_iri
from graph.turtle_lines import TurtleLines
from ontology import LM, MAP, NODE

PREFIXES = {
    "": NODE,
    "lm": LM,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""What the map's own files call the vocabularies."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of a Turtle file that speak of a node.

    Attributes
    ----------
    path : of the file.
    file : how a patch names it: relative to the project for the bundled map, else as a user would type it.
    first : line, counted from 1.
    text : the lines, with their ends.
    """

    path: Path
    file: str
    first: int
    text: str

    @property
    def place(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.first}"


_BEGINS: Final = re.compile(r"^\s*(?:[\w.-]*:)?<?([^\s>]+)>?\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _File:
    text: str
    lines: TurtleLines
    begins: frozenset[str]
    changed: int


class Entries:
    """The entries of a map.

    Parameters
    ----------
    places : paths as `open_map` takes them, empty for the bundled map; what is not kept in files has no entries.
    """

    def __init__(self, places: Sequence[str] = ()) -> None:
        self._places = [Path(place) for place in places] or [MAP]
        self._read: dict[Path, _File] = {}

    def of(self, identifier: str) -> tuple[Entry, ...]:
        """Return the entries about a node, in the order of the files.

        Examples
        --------
        >>> entry = Entries().of("softmax")[0]
        >>> entry.file.startswith("ontology/map/"), entry.text.startswith(":softmax a lm:Topic")
        (True, True)
        """
        iri = node_iri(identifier)
        found = (self._in(path, iri) for path in self._files())
        return tuple(entry for entry in found if entry)

    def _files(self) -> Iterator[Path]:
        for place in self._places:
            try:
                yield from (path for path in map_files(place) if path.suffix == ".ttl")
            except (MapNotFound, OSError):
                continue

    def _in(self, path: Path, iri: str) -> Entry | None:
        changed = path.stat().st_mtime_ns
        if path not in self._read or self._read[path].changed != changed:
            text = path.read_text(encoding="utf-8", errors="replace")
            self._read[path] = _File(
                text, TurtleLines(path), frozenset(map(local_name, _BEGINS.findall(text))), changed
            )
        read = self._read[path]
        # Names at the beginning of a line are found in a thousandth of the time that reading Turtle takes.
        span = read.lines.span_of(iri) if local_name(iri) in read.begins else None
        if span is None:
            return None
        first, last = span
        named = path.relative_to(MAP.parent.parent).as_posix() if path.is_relative_to(MAP) else shown(path)
        return Entry(path, named, first, "".join(read.text.splitlines(keepends=True)[first - 1 : last]))


def patch(entry: Entry, text: str) -> str:
    """Return the unified diff that puts `text` in an entry's place, as `git apply` and `patch -p1` take it; "" without a change.

    Raises
    ------
    MapSyntaxError
        Where the file would no longer be Turtle: with its line and column.
    """
    before = entry.path.read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = text.replace("\r\n", "\n").rstrip("\n").splitlines(keepends=True)
    if wanted:
        wanted[-1] += "\n"
    count = len(entry.text.splitlines())
    after = [*before[: entry.first - 1], *wanted, *before[entry.first - 1 + count :]]
    _refuse_what_is_not_turtle("".join(after), entry.file)
    return "".join(difflib.unified_diff(before, after, f"a/{entry.file}", f"b/{entry.file}"))


def turtle_of(map_: Map, identifier: str) -> str:
    """Return what a map says of a node as Turtle, wherever the map is kept.

    Examples
    --------
    >>> from graph.store import open_map
    >>> "skos:prefLabel" in turtle_of(open_map(), "softmax")
    True
    """
    triples = map_.triples_of(identifier)
    used = " ".join(part.value for triple in triples for part in triple if isinstance(part, NamedNode))
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if iri in used}
    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    return (data or b"").decode()


def _refuse_what_is_not_turtle(text: str, file: str) -> None:
    try:
        for _ in parse(input=text, format=RdfFormat.TURTLE, base_iri=NODE):
            pass
    except SyntaxError as error:
        raise MapSyntaxError(file, error.lineno, error.offset, str(error.msg).split(": ", 1)[-1]) from None
