"""Answers of queries as SPARQL 1.1 JSON, CSV and TSV results, and as Turtle."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from graph.errors import InvalidInput
from graph.query_answers import QueryResult, Term
from ontology import PREFIXES

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def results_json(result: QueryResult) -> str:
    """Return SPARQL 1.1 Query Results JSON; a cut answer says so in `head.link`'s place as `"truncated"` beside `head`."""
    if result.kind == "ask":
        return json.dumps({"head": {}, "boolean": result.truth})
    bindings = [
        {name: binding(term) for name, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.rows
    ]
    document: dict[str, Any] = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    if result.truncated:
        document["truncated"] = result.truncated
    return json.dumps(document, ensure_ascii=False, indent=2)


def results_csv(result: QueryResult) -> str:
    """Return SPARQL 1.1 Query Results CSV: plain values, lines end with CR LF."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    if result.kind == "ask":
        writer.writerows([["boolean"], [str(result.truth).lower()]])
    else:
        writer.writerow(result.columns)
        writer.writerows([plain(term) for term in row] for row in result.rows)
    return buffer.getvalue()


def results_tsv(result: QueryResult) -> str:
    """Return SPARQL 1.1 Query Results TSV: terms in the syntax of Turtle."""
    if result.kind == "ask":
        return f"?boolean\n{str(result.truth).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join("" if term is None else turtle_term(term) for term in row) for row in result.rows]
    return "\n".join(lines) + "\n"


def results_turtle(result: QueryResult) -> str:
    """Return a graph as Turtle.

    Raises
    ------
    InvalidInput
        For an answer that is no graph.
    """
    if result.kind != "graph":
        raise InvalidInput(
            "Only CONSTRUCT and DESCRIBE give a graph; choose table, json, csv or tsv.",
            "グラフを返すのはCONSTRUCTとDESCRIBEだけです。table・json・csv・tsvから選んでください。",
        )
    content = serialize(row_triples(result.rows), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return (content or b"").decode()


def row_triples(rows: Iterable[tuple[Term | None, ...]]) -> Iterator[Triple]:
    """Yield the triples of a graph's rows."""
    for row in rows:
        subject, predicate, object_ = (_oxigraph(term) for term in row if term is not None)
        yield Triple(subject, predicate, object_)  # type: ignore[arg-type]


def _oxigraph(term: Term) -> NamedNode | BlankNode | Literal:
    if term.kind == "uri":
        return NamedNode(term.value)
    if term.kind == "bnode":
        return BlankNode(term.value)
    if term.language:
        return Literal(term.value, language=term.language)
    return Literal(term.value, datatype=NamedNode(term.datatype or XSD_STRING))


def binding(term: Term) -> dict[str, str]:
    """Return a term as SPARQL 1.1 Query Results JSON has it."""
    found = {"type": term.kind, "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype and term.datatype != XSD_STRING:
        found["datatype"] = term.datatype
    return found


def plain(term: Term | None) -> str:
    """Return a term's bare text, as SPARQL 1.1 Query Results CSV has it; empty where unbound."""
    if term is None:
        return ""
    return f"_:{term.value}" if term.kind == "bnode" else term.value


def turtle_term(term: Term) -> str:
    """Return a term in the syntax of Turtle, on one line."""
    # rdflib and others read a line a row: N-Triples syntax escapes line ends and tabs in literals.
    return str(_oxigraph(term)).replace("\t", "\\t")
