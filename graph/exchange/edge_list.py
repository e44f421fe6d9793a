"""Edges of any origin as a map: a CSV with a column for either end, and GraphML of any program."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import BytesIO, StringIO
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.described import SKOS
from graph.errors import MapSyntaxError
from graph.exchange.outline import Outline, slug
from graph.exchange.table_files import read_graphml
from graph.triples import TYPE, node_iri
from ontology import LM

_DEPENDENT: Final = ("dependent", "topic", "node", "source", "to", "項目", "トピック", "学ぶこと")
_ON: Final = ("prerequisite", "requires", "needs", "on", "target", "from", "前提", "必要")
_REASON: Final = {
    "because": "en",
    "reason": "en",
    "lm:because@en": "en",
    "because_ja": "ja",
    "reason_ja": "ja",
    "理由": "ja",
    "lm:because@ja": "ja",
}
_PREREQUISITES: Final = ("lm:prerequisite", "lm:requires", "prerequisite", "requires", "needs", "")
"""What a column `property` says of an edge that is a prerequisite; other edges are left out."""


def read_edges(name: str, text: str) -> Outline:
    """Return the map that a CSV of edges says.

    The header names the column of what is learned (topic, dependent, source …) and of what it needs (prerequisite, needs,
    target …); with `from` and `to`, the arrow points from the prerequisite. `because` and `because_ja` hold reasons. Where a
    column `property` says that an edge is something else, it is left out.

    Raises
    ------
    MapSyntaxError
        With the line that is not as it should be.

    Examples
    --------
    >>> sorted(read_edges("x.csv", "topic,needs\\nMatrices,Vectors\\n").lines)
    ['matrices', 'vectors']
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [column.strip().lower() for column in next(reader, [])]
        dependent, on = _column(header, _DEPENDENT), _column(header, _ON)
        if dependent is None or on is None:
            found = ", ".join(header)
            raise MapSyntaxError(
                name,
                1,
                None,
                f"the header needs the columns topic and prerequisite, not {found}",
                f"見出しの行に列 topic と prerequisite が必要です（現在の列: {found}）",
            )
        made = _Made()
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                raise MapSyntaxError(
                    name,
                    reader.line_num,
                    None,
                    f"the header has {len(header)} columns, this line {len(row)}",
                    f"見出しは{len(header)}列ですが、この行は{len(row)}列です",
                )
            said = row[header.index("property")].strip() if "property" in header else ""
            if said not in _PREREQUISITES:
                made.left_out.append(reader.line_num)
                continue
            reasons = {_REASON[column]: cell for column, cell in zip(header, row, strict=True) if column in _REASON}
            made.edge(row[dependent], row[on], reasons, reader.line_num)
    except csv.Error as error:
        raise MapSyntaxError(name, reader.line_num, None, str(error)) from None
    return Outline(made.triples, made.lines, made.left_out)


def _delimiter(text: str) -> str:
    """Return what parts the cells: a comma, or what spreadsheets write in its place where the header has none."""
    header = text.partition("\n")[0]
    return next((mark for mark in ",;\t" if mark in header), ",")


def read_graph(name: str, content: bytes) -> list[Triple]:
    """Return the map that GraphML says: an edge points from what is learned to what it needs, as `learnmap export` has it.

    Raises
    ------
    MapSyntaxError
    """
    import networkx as nx

    try:
        graph = nx.read_graphml(BytesIO(content), force_multigraph=True)
        if any("property" in data for *_, data in graph.edges(data=True)):
            return read_graphml(BytesIO(content))
        made = _Made()
        names = {each: str(data.get("label") or data.get("name") or each) for each, data in graph.nodes(data=True)}
        for each, label in names.items():
            made.node(label, 0, identifier=str(each))
        for source, target, data in graph.edges(data=True):
            reasons = {language: str(data[key]) for key, language in _REASON.items() if data.get(key)}
            made.edge(names[source], names[target], reasons, 0, ids=(str(source), str(target)))
    except MapSyntaxError as error:
        raise MapSyntaxError(name, error.line, error.column, error.message) from None
    except (KeyError, ValueError, SyntaxError, AttributeError, TypeError, nx.NetworkXException) as error:
        line = getattr(error, "position", (None, None))
        raise MapSyntaxError(name, line[0], line[1], f"this is no GraphML ({error})") from None
    return made.triples


class _Made:
    def __init__(self) -> None:
        self.triples: list[Triple] = []
        self.lines: dict[str, int] = {}
        self.left_out: list[int] = []

    def node(self, name: str, line: int, *, identifier: str | None = None) -> NamedNode:
        plain = name.strip()
        key = slug(identifier or plain)
        iri = NamedNode(node_iri(key))
        if key not in self.lines:
            self.lines[key] = line
            language = "en" if plain.isascii() else "ja"
            self.triples += [
                Triple(iri, NamedNode(TYPE), NamedNode(LM + "Topic")),
                Triple(iri, NamedNode(SKOS + "prefLabel"), Literal(plain or key, language=language)),
            ]
        return iri

    def edge(
        self,
        dependent: str,
        on: str,
        reasons: Mapping[str, str],
        line: int,
        *,
        ids: tuple[str | None, str | None] = (None, None),
    ) -> None:
        ends = [self.node(end, line, identifier=key) for end, key in ((dependent, ids[0]), (on, ids[1])) if end.strip()]
        if len(ends) < 2 or ends[0] == ends[1]:
            return
        statement = BlankNode()
        self.triples += [
            Triple(ends[0], NamedNode(LM + "prerequisite"), statement),
            Triple(statement, NamedNode(LM + "on"), ends[1]),
        ]
        for language, text in reasons.items():
            if text.strip():
                self.triples.append(Triple(statement, NamedNode(LM + "because"), Literal(text, language=language)))


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)
