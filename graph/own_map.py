"""A map that somebody brings, in one of many forms: read from memory, counted, checked. Nothing of it is kept here.

Whatever it holds is taken as text. How much may be brought is limited, so that one reader's map cannot slow another's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse

from graph.checked_files import CheckedFiles, Finding
from graph.described import DCT, REQUIRES
from graph.errors import InvalidInput, MapSyntaxError, MapTooLarge
from graph.exchange.edge_list import read_edges, read_graph
from graph.exchange.outline import read_outline
from graph.local_map import LocalMap
from graph.map_rules import RULES
from ontology import NODE

MOST_BYTES: Final = 3_000_000
MOST_NODES: Final = 3_000
MOST_TRIPLES: Final = 100_000

FORMS: Final[Mapping[str, str]] = {
    ".ttl": "Turtle",
    ".nt": "N-Triples",
    ".nq": "N-Quads",
    ".trig": "TriG",
    ".jsonld": "JSON-LD",
    ".json": "JSON-LD",
    ".rdf": "RDF/XML",
    ".xml": "RDF/XML",
    ".owl": "RDF/XML",
    ".csv": "CSV",
    ".graphml": "GraphML",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".txt": "Markdown",
}
"""What an extension stands for."""

_RDF: Final = {
    "Turtle": RdfFormat.TURTLE,
    "N-Triples": RdfFormat.N_TRIPLES,
    "N-Quads": RdfFormat.N_QUADS,
    "TriG": RdfFormat.TRIG,
    "JSON-LD": RdfFormat.JSON_LD,
    "RDF/XML": RdfFormat.RDF_XML,
}


@dataclass(frozen=True)
class OwnMap:
    """A map that was understood.

    Attributes
    ----------
    name : of its file.
    form : "Turtle", "Markdown" …
    text : as it was brought.
    map : what it says.
    triples : the same as statements.
    lines : the line, from 1, on which a node is named first, by id; where the form has such lines.
    left_out : lines that say nothing that a map can hold.
    """

    name: str
    form: str
    text: str
    map: LocalMap
    triples: list[Triple]
    lines: Mapping[str, int] = field(default_factory=dict)
    left_out: Sequence[int] = ()


def read_own(name: str, text: str) -> OwnMap:
    """Return the map that a text says; its form follows from the name's extension.

    Raises
    ------
    InvalidInput
        For an extension that stands for no form, for nothing, and for a text that is too long.
    MapSyntaxError
        With the line that is not as it should be.
    MapTooLarge
        For more than `MOST_NODES` nodes.

    Examples
    --------
    >>> own = read_own("maths.md", "# Algebra\\n- Vectors\\n- Matrices\\n  - Needs: Vectors")
    >>> [edge.on for edge in own.map.prerequisites(["matrices"])]
    ['vectors']
    """
    plain = PureWindowsPath(PurePosixPath(name).name).name[:120] or "map.ttl"
    form = FORMS.get(PurePosixPath(plain).suffix.lower())
    if form is None:
        raise InvalidInput(
            f"{plain}: the extension stands for no form of a map. These do: {', '.join(FORMS)}.",
            f"{plain}: この拡張子のマップは読み込めません。使える拡張子: {', '.join(FORMS)}",
        )
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise InvalidInput(
            f"{plain} has {size:,} bytes; {MOST_BYTES:,} are allowed here. Open larger maps with learnmap explore --map.",
            f"{plain} は{size:,}バイトです。ここでの上限は{MOST_BYTES:,}バイトです。大きなマップは learnmap explore --map で開いてください。",
        )
    triples, lines, left_out = _read(plain, form, text)
    map_ = LocalMap(triples, requires=(*REQUIRES, DCT + "requires"))
    if len(triples) > MOST_TRIPLES or len(map_.ids) > MOST_NODES:
        raise MapTooLarge(MOST_NODES)
    if not map_.ids:
        raise InvalidInput(
            f"{plain} was read as {form}, but names nothing that a map can hold: no node with a label, no edge.",
            f"{plain} を{form}として読み込みましたが、ラベルのあるノードもエッジもありません。",
        )
    return OwnMap(plain, form, text, map_, triples, lines, left_out)


def check_own(own: OwnMap) -> list[Finding]:
    """Return what is to be mended, by line; see `graph.check`."""
    checked = CheckedFiles.of_text(own.name, own.triples, own.text if own.form == "Turtle" else None)
    found = {finding for rule in RULES for finding in rule(checked)}
    placed = [replace(finding, file=own.name, line=finding.line or own.lines.get(finding.node, 0)) for finding in found]
    return sorted(placed)


def _read(name: str, form: str, text: str) -> tuple[list[Triple], Mapping[str, int], Sequence[int]]:
    if form == "Markdown":
        outline = read_outline(text)
        return outline.triples, outline.lines, outline.left_out
    if form == "CSV":
        edges = read_edges(name, text)
        return edges.triples, edges.lines, edges.left_out
    content = text.encode("utf-8", "surrogatepass")
    if form == "GraphML" or (form == "RDF/XML" and "<graphml" in text[:2000]):
        return read_graph(name, content), {}, ()
    try:
        quads = parse(content, format=_RDF[form], base_iri=NODE, rename_blank_nodes=True)
        found: list[Triple] = []
        for quad in quads:
            found.append(quad.triple)
            if len(found) > MOST_TRIPLES:
                raise MapTooLarge(MOST_NODES)
    except SyntaxError as error:
        raise MapSyntaxError(name, error.lineno, error.offset, str(error.msg).split(": ", 1)[-1]) from None
    except ValueError as error:
        raise MapSyntaxError(name, None, None, str(error)) from None
    return found, {}, ()
