"""Answers of queries written while they come: SPARQL 1.1 results as JSON, XML, CSV and TSV.

Each writer takes a query at work and yields text; what it yields is whole only when it ends without an error.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Final, Protocol, cast
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from graph.exchange.query_results import binding, plain, row_triples, turtle_term
from graph.query_answers import Kind, Row, Term
from ontology import PREFIXES

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold in any form."""
_NAME_AT_END: Final = re.compile(r"[/#:][^\W\d][\w.-]*$")
"""What a property must end in to be the name of an element."""


class Answer(Protocol):
    """What a writer needs of an answer; `truth` and `truncated` are known after the last row."""

    kind: Kind
    columns: tuple[str, ...]
    truth: bool | None
    truncated: str | None

    def __iter__(self) -> Iterator[list[Row]]:
        """Yield the rows in batches."""
        ...


_PIECE: Final = 1 << 16

Writer = Callable[[Answer], Iterator[str]]


def json_stream(answer: Answer) -> Iterator[str]:
    """Yield SPARQL 1.1 Query Results JSON; an answer that a limit cut has a member `truncated`."""
    if answer.kind == "ask":
        yield f'{{"head": {{}}, "boolean": {json.dumps(_truth(answer))}}}\n'
        return
    # A graph's rows are subject, predicate, object.
    yield f'{{"head": {{"vars": {json.dumps(answer.columns, ensure_ascii=False)}}}, "results": {{"bindings": ['
    between = "\n"
    for batch in answer:
        bound = [
            {name: binding(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
            for row in batch
        ]
        if bound:
            yield between + ",\n".join(json.dumps(row, ensure_ascii=False) for row in bound)
            between = ",\n"
    cut = f', "truncated": {json.dumps(answer.truncated)}' if answer.truncated else ""
    yield f"\n]}}{cut}}}\n"


def xml_stream(answer: Answer) -> Iterator[str]:
    """Yield the SPARQL Query Results XML Format; characters that XML cannot hold become U+FFFD."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if answer.kind == "ask":
        yield f"<head/>\n<boolean>{str(_truth(answer)).lower()}</boolean>\n</sparql>\n"
        return
    yield f"<head>{''.join(f'<variable name={_attribute(name)}/>' for name in answer.columns)}</head>\n<results>\n"
    for batch in answer:
        yield "".join(_xml_row(answer.columns, row) for row in batch)
    yield f"</results>\n{f'<!-- truncated: {answer.truncated} -->' if answer.truncated else ''}</sparql>\n"


def csv_stream(answer: Answer) -> Iterator[str]:
    """Yield SPARQL 1.1 Query Results CSV: plain values, lines end with CR LF."""
    if answer.kind == "ask":
        yield f"boolean\r\n{str(_truth(answer)).lower()}\r\n"
        return
    yield _csv([answer.columns])
    for batch in answer:
        yield _csv([[plain(term) for term in row] for row in batch])


def tsv_stream(answer: Answer) -> Iterator[str]:
    """Yield SPARQL 1.1 Query Results TSV: terms in the syntax of Turtle."""
    if answer.kind == "ask":
        yield f"?boolean\n{str(_truth(answer)).lower()}\n"
        return
    yield "\t".join(f"?{name}" for name in answer.columns) + "\n"
    for batch in answer:
        yield "".join("\t".join("" if term is None else turtle_term(term) for term in row) + "\n" for row in batch)


def write_graph(answer: Answer, form: RdfFormat, put: Callable[[bytes], None]) -> None:
    """Write the graph of a CONSTRUCT or DESCRIBE while it comes; where the format has comments, one at the end tells of a cut.

    Parameters
    ----------
    put : takes the next piece.

    Raises
    ------
    ValueError
        Where the format cannot hold it: RDF/XML needs properties that end in a name. Nothing was written then.
    """
    triples = _once(row_triples(row for batch in answer for row in batch))
    if form == RdfFormat.RDF_XML:
        put(rdf_bytes(triples, form))
        return
    pieces = _Pieces(put)
    serialize(triples, cast("IO[bytes]", pieces), format=form, prefixes=PREFIXES)
    if answer.truncated and form != RdfFormat.JSON_LD:
        pieces.write(f"# truncated: {answer.truncated}\n".encode())
    pieces.flush()


def _once(triples: Iterable[Triple]) -> Iterator[Triple]:
    seen: set[Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


class _Pieces(io.RawIOBase):
    """A file of which each piece is passed on."""

    def __init__(self, put: Callable[[bytes], None]) -> None:
        self._put = put
        self._held = bytearray()

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        """Take bytes."""
        self._held += content
        if len(self._held) >= _PIECE:
            self.flush()
        return len(content)

    def flush(self) -> None:
        """Pass on what is held."""
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()


def rdf_bytes(said: Iterable[Triple | Quad], form: RdfFormat, prefixes: Mapping[str, str] | None = None) -> bytes:
    """Return statements in a format, with prefixes beside the map's own; those with a graph where the format has graphs.

    Raises
    ------
    ValueError
        Where the format cannot hold them: see `write_graph`.
    """
    if form == RdfFormat.RDF_XML:
        said = list(map(_for_xml, said))
    return bytes(
        serialize(cast("Iterable[Triple]", said), format=form, prefixes={**PREFIXES, **(prefixes or {})}) or b""
    )


RESULT_WRITERS: Final[Mapping[str, Writer]] = {
    "application/sparql-results+json": json_stream,
    "application/sparql-results+xml": xml_stream,
    "text/csv": csv_stream,
    "text/tab-separated-values": tsv_stream,
}
"""Writers by media type."""


def _truth(answer: Answer) -> bool | None:
    for _ in answer:
        continue
    return answer.truth


def _for_xml(triple: Triple | Quad) -> Triple | Quad:
    """Return a triple as XML can hold it; the serializer would write what no parser reads."""
    if not _NAME_AT_END.search(triple.predicate.value):
        raise ValueError(triple.predicate.value)
    said = triple.object
    if not isinstance(said, Literal) or not _NO_XML.search(said.value):
        return triple
    text = _NO_XML.sub("\ufffd", said.value)
    if said.language:
        return Triple(triple.subject, triple.predicate, Literal(text, language=said.language))
    return Triple(triple.subject, triple.predicate, Literal(text, datatype=said.datatype))


def _csv(rows: list[tuple[str, ...]] | list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def _xml_row(columns: tuple[str, ...], row: Row) -> str:
    bound = (
        f"<binding name={_attribute(name)}>{_xml_term(term)}</binding>"
        for name, term in zip(columns, row, strict=True)
        if term is not None
    )
    return f"<result>{''.join(bound)}</result>\n"


def _xml_term(term: Term) -> str:
    text = escape(_NO_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if term.kind != "literal":
        return f"<{term.kind}>{text}</{term.kind}>"
    described = binding(term)
    attributes = "".join(
        f" {name}={_attribute(described[name])}" for name in ("xml:lang", "datatype") if name in described
    )
    return f"<literal{attributes}>{text}</literal>"


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", text))
