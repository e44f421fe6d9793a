"""Queries on a map that is on a server: refused and cut as ours are, run by the server, within our time limit."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.query_answers import Limits
from graph.query_errors import QuerySyntaxError, QueryTooLong
from graph.query_text import for_server, located
from graph.server_errors import ServerFailed
from graph.sparql_client import SparqlClient
from graph.triples import Object
from ontology import PREFIXES

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())


def remote_parts(
    client: SparqlClient, text: str, limits: Limits, deadline: float
) -> Generator[dict[str, Any], None, None]:
    """Yield the parts of an answer, as a worker sends them.

    Raises
    ------
    QueryTooLong
        Beyond the deadline.
    QueryForbidden
        For what is the server's own, beside SPARQL 1.1.
    QuerySyntaxError
        Where the server cannot read the query.
    ServerFailed
    """
    left = max(deadline - time.monotonic(), 0.01)
    try:
        found = client.answer(_PROLOGUE + for_server(text), seconds=left, most=limits.bytes * 8)
    except TimeoutError:
        raise QueryTooLong(limits.seconds) from None
    except ServerFailed as error:
        if error.status == 400:
            raise QuerySyntaxError(*located(error.why, text)) from None
        raise
    columns = list(found.columns)
    yield {"kind": found.kind, "columns": columns}
    size, cut, rows, shortened = 0, None, [], 0
    for number, row in enumerate(found.rows):
        cells = [_cell(value, limits.cell) for value in row]
        shortened += sum(cell is not None and len(cell[1]) > limits.cell for cell in cells)
        size += sum(len(cell[1]) + 40 if cell else 5 for cell in cells)
        cut = (
            "rows"
            if limits.rows and number >= limits.rows
            else "bytes"
            if limits.bytes and size > limits.bytes
            else None
        )
        if cut:
            break
        rows.append(cells)
    yield {"rows": rows}
    yield {"end": True, "value": found.truth, "cut": cut, "shortened": shortened}


def _cell(value: Object | None, longest: int) -> list[str] | None:
    if value is None:
        return None
    text = value.value if len(value.value) <= longest else value.value[:longest] + "…"
    if isinstance(value, NamedNode):
        return ["uri", text]
    if isinstance(value, BlankNode):
        return ["bnode", text]
    if isinstance(value, Literal) and value.language:
        return ["lang", text, value.language]
    return ["literal", text, value.datatype.value]
