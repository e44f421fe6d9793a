"""The files of a map, read so that what is found in them can be placed at a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from pyoxigraph import BlankNode, NamedNode, Triple

from graph.errors import MapSyntaxError
from graph.model import Label
from graph.store import LocalMap
from graph.triples import TYPE, Object, by_subject, node_id, node_iri, read_file
from graph.turtle_lines import TurtleLines


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something to mend.

    Attributes
    ----------
    file, line : its place; the line counts from 1 and is 0 where unknown.
    rule : name of the rule it breaks.
    node : id of the node it is about.
    message, mend : what is wrong, and what to do.
    """

    file: str
    line: int
    rule: str
    node: str
    message: Label
    mend: Label

    @property
    def place(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}" if self.line else self.file


class CheckedFiles:
    """The files of a map, read for checking.

    Attributes
    ----------
    files : the triples of each file that parses.
    broken : a finding for each file that does not.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self.files: dict[Path, list[Triple]] = {}
        self.broken: list[Finding] = []
        self._texts: dict[Path, str] | None = None
        for path in files:
            try:
                self.files[path] = read_file(path)
            except MapSyntaxError as error:
                self.broken.append(_syntax_finding(path, error))

    @classmethod
    def of_text(cls, name: str, triples: list[Triple], turtle: str | None) -> Self:
        """Return what was read from a text that is no file; `turtle` is the text, where it is Turtle and has lines to name."""
        checked = cls(())
        checked.files[Path(name)] = triples
        checked._texts = {Path(name): turtle} if turtle is not None else {}
        return checked

    @cached_property
    def map(self) -> LocalMap:
        """All files as one map."""
        return LocalMap(self.triples, index=self.index)

    @cached_property
    def triples(self) -> list[Triple]:
        """The triples of all files."""
        return [triple for triples in self.files.values() for triple in triples]

    @cached_property
    def homes(self) -> Mapping[str, list[Path]]:
        """The files that say what kind of thing a node is, by id."""
        homes: defaultdict[str, list[Path]] = defaultdict(list)
        for path, triples in self.files.items():
            for triple in triples:
                if triple.predicate.value == TYPE and isinstance(triple.subject, NamedNode):
                    homes[node_id(triple.subject.value)].append(path)
        return homes

    @cached_property
    def index(self) -> dict[str, dict[str, list[Object]]]:
        """What all files together say of each subject."""
        return by_subject(self.triples)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The id of the node that each blank node hangs on, by the blank node's label."""
        parents = {
            value.value: subject
            for subject, properties in self.index.items()
            for objects in properties.values()
            for value in objects
            if isinstance(value, BlankNode)
        }
        owners: dict[str, str] = {}
        for blank in parents:
            above, passed = blank, {blank}
            while above in parents and parents[above] not in passed:
                above = parents[above]
                passed.add(above)
            owners[blank] = node_id(above)
        return owners

    @cached_property
    def _lines(self) -> dict[Path, TurtleLines]:
        if self._texts is not None:
            return {path: TurtleLines(path, text) for path, text in self._texts.items()}
        return {path: TurtleLines(path) for path in self.files if path.suffix == ".ttl"}

    def finding(self, rule: str, node: str, message: Label, mend: Label, *mentions: str) -> Finding:
        """Return a finding about `node`, placed where its entry mentions the IRIs `mentions` one after the other."""
        for path in self.homes.get(node, [])[::-1] or self.files:
            line = self._lines[path].line_of(node_iri(node), *mentions) if path in self._lines else None
            if line is not None or node in self.homes:
                return Finding(shown(path), line or 0, rule, node, message, mend)
        return Finding("", 0, rule, node, message, mend)


def _syntax_finding(path: Path, error: MapSyntaxError) -> Finding:
    column, column_ja = (f" (column {error.column})", f"（{error.column}列）") if error.column else ("", "")
    return Finding(
        shown(path),
        error.line or 0,
        "syntax",
        "",
        Label(f"Syntax error{column}: {error.message}.", f"構文エラー{column_ja}: {error.message}"),
        Label("Mend the syntax at this place, or just before it.", "この位置か、その直前の構文を直してください。"),
    )


def shown(path: Path) -> str:
    """Return a path as a user would type it: relative to the working folder where it lies below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
