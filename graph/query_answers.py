"""What queries may use, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["select", "ask", "graph"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use.

    Attributes
    ----------
    seconds : from asking to its last row, waiting for a worker included.
    memory : bytes that a worker may take beyond the loaded data; a single query's may be less than its pool's, not more.
    rows, bytes : of the answer; 0 for no limit.
    cell : characters of one value; longer ones end in "…".
    text : bytes of the query itself.
    """

    seconds: float = 5.0
    memory: int = 1 << 30
    rows: int = 10_000
    bytes: int = 20_000_000
    cell: int = 100_000
    text: int = 200_000


@dataclass(frozen=True, slots=True)
class Term:
    """A value of an answer: its kind, its text, and a literal's language or datatype IRI."""

    kind: Literal["uri", "bnode", "literal"]
    value: str
    language: str | None = None
    datatype: str | None = None


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """An answer.

    Attributes
    ----------
    kind : "select", "ask" or "graph" (CONSTRUCT and DESCRIBE, rows of subject, predicate, object).
    columns : names of the variables.
    rows : one tuple a solution, None where unbound.
    truth : of an ASK; None otherwise.
    truncated : the limit that cut the answer ("rows", "bytes", "cell"), the first of these where several did, or None.
    seconds : from asking to the last row.
    """

    kind: Kind
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    truth: bool | None
    truncated: str | None
    seconds: float


def term(cell: list[str] | None) -> Term | None:
    """Return the term that a worker sent as [kind, text] or [kind, text, language or datatype].

    >>> term(["lang", "語", "ja"])
    Term(kind='literal', value='語', language='ja', datatype=None)
    """
    if cell is None:
        return None
    if cell[0] == "lang":
        return Term("literal", cell[1], language=cell[2])
    if cell[0] == "literal":
        return Term("literal", cell[1], datatype=cell[2] or None)
    return Term("bnode" if cell[0] == "bnode" else "uri", cell[1])
