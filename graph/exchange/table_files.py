"""Tables as files: a pair of CSV files, GraphML and back; GEXF for Gephi and JSON for Cytoscape."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Triple

from graph.errors import MapSyntaxError
from graph.exchange.tables import Cells, Edge, Tables, to_tables, to_triples
from graph.map import Map
from graph.model import Node

if TYPE_CHECKING:
    import networkx as nx

_NODE: Final = ("id",)
_EDGE: Final = ("source", "property", "target", "via", "choice")
_SHOWN: Final = ("kind", "label", "label_ja")
"""What is written for those who look at a graph, and not read again."""


def csv_pair(map_: Map, ids: Iterable[str]) -> tuple[bytes, bytes]:
    """Return the nodes and the edges as CSV: UTF-8, a header each, as RFC 4180 has it."""
    tables = to_tables(map_, ids)
    nodes = [{"id": identifier, **cells} for identifier, cells in tables.nodes.items()]
    edges = [_row(edge) | edge.cells for edge in tables.edges]
    return _csv(_NODE, nodes), _csv(_EDGE, edges)


def read_csv_pair(nodes: Path, edges: Path) -> list[Triple]:
    """Read a pair of CSV files as `csv_pair` writes them.

    Raises
    ------
    MapSyntaxError
        With the line that is not as it should be.
    """
    found = {row.pop("id"): _filled(row) for row in _rows(nodes, _NODE)}
    rows = [{name: row.pop(name) for name in _EDGE} | {"cells": _filled(row)} for row in _rows(edges, _EDGE)]
    return _made(nodes, Tables(found, [Edge(**row) for row in rows]))  # type: ignore[arg-type]


def graphml(map_: Map, ids: Iterable[str]) -> bytes:
    """Return the nodes and all edges among them as GraphML."""
    import networkx as nx

    buffer = BytesIO()
    nx.write_graphml(to_networkx(map_, ids), buffer)
    return buffer.getvalue()


def read_graphml(path: Path | BytesIO) -> list[Triple]:
    """Read a GraphML file as `graphml` writes it; raises `MapSyntaxError`."""
    import networkx as nx

    try:
        graph = nx.read_graphml(path, force_multigraph=True)
        nodes = {name: _texts(data, _SHOWN) for name, data in graph.nodes(data=True)}
        edges = [
            Edge(
                source, str(data.pop("property")), target, data.pop("via", ""), data.pop("choice", ""), _texts(data, ())
            )
            for source, target, data in graph.edges(data=True)
        ]
    except (KeyError, ValueError, SyntaxError, nx.NetworkXException) as error:
        raise MapSyntaxError(str(path), None, None, f"this is no GraphML of a map ({error})") from None
    return _made(path, Tables(nodes, edges))


def gexf(map_: Map, ids: Iterable[str]) -> bytes:
    """Return the nodes and all edges among them as GEXF, for Gephi."""
    import networkx as nx

    buffer = BytesIO()
    nx.write_gexf(to_networkx(map_, ids), buffer)
    return buffer.getvalue()


def cytoscape(map_: Map, ids: Iterable[str]) -> bytes:
    """Return the nodes and all edges among them as the JSON that Cytoscape and Cytoscape.js read."""
    graph = to_networkx(map_, ids)
    nodes = [{"data": {"id": name, **data}} for name, data in graph.nodes(data=True)]
    edges = [
        {"data": {"id": f"e{number}", "source": source, "target": target, **data}}
        for number, (source, target, data) in enumerate(graph.edges(data=True))
    ]
    return json.dumps({"elements": {"nodes": nodes, "edges": edges}}, ensure_ascii=False, indent=1).encode()


def to_networkx(map_: Map, ids: Iterable[str]) -> nx.MultiDiGraph[str]:
    """Return the nodes and all edges among them as a networkx graph.

    A prerequisite points from the dependent to what it needs. Texts lose characters that XML cannot hold.
    """
    import networkx as nx

    chosen = list(ids)
    tables = to_tables(map_, chosen)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for identifier, node in map_.describe(chosen).items():
        graph.add_node(identifier, **{**_shown(node), **_clean(tables.nodes[identifier])})
    for edge in tables.edges:
        graph.add_edge(edge.source, edge.target, **_clean({**_row(edge), **edge.cells}, ("source", "target")))
    return graph


def _shown(node: Node) -> dict[str, str]:
    texts = {"kind": node.kind, "label": node.label.in_language("en"), "label_ja": node.label.in_language("ja")}
    return _clean(texts)


def _row(edge: Edge) -> dict[str, str]:
    return {name: getattr(edge, name) for name in _EDGE}


def _clean(cells: Mapping[str, str], without: Iterable[str] = ()) -> dict[str, str]:
    return {
        name: "".join(character for character in text if character in "\t\n\r" or character >= " ")
        for name, text in cells.items()
        if text and name not in without
    }


def _texts(data: Mapping[str, object], without: Iterable[str]) -> Cells:
    return {name: str(value) for name, value in data.items() if name not in (*without, "id")}


def _csv(first: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    columns = dict.fromkeys([*first, *sorted({name for row in rows for name in row if name not in first})])
    written = StringIO(newline="")
    writer = csv.DictWriter(written, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def _rows(path: Path, wanted: tuple[str, ...]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        missing = [name for name in wanted if name not in (reader.fieldnames or ())]
        if missing:
            raise MapSyntaxError(str(path), 1, None, f"the column {missing[0]} is missing")
        found = []
        for row in reader:
            if None in row:
                raise MapSyntaxError(str(path), reader.line_num, None, "more cells than columns")
            found.append(row)
        return found


def _filled(row: Mapping[str, str]) -> Cells:
    return {name: cell for name, cell in row.items() if cell}


def _made(path: Path | BytesIO, tables: Tables) -> list[Triple]:
    try:
        return to_triples(tables)
    except ValueError as error:
        raise MapSyntaxError(str(path), None, None, str(error)) from None
