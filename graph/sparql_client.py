"""Asking a SPARQL 1.1 server: whole answers or an error, never a part of one.

Credentials come from the environment alone (`LEARNMAP_SPARQL_USER` and `LEARNMAP_SPARQL_PASSWORD`, or
`LEARNMAP_SPARQL_TOKEN`): an address is typed, logged and shared.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from graph.errors import InvalidInput
from graph.server_errors import ServerFailed, refused
from graph.triples import Object

CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 60.0
RETRIES: Final = 5
"""How often a server that is busy (429, 503) or does not connect is asked again, after 0.5, 1, 2 … s or what it says."""

_LONGEST_WAIT: Final = 30
_MOST_BYTES: Final = 256 << 20
_CHUNK: Final = 1 << 16
_ROUND: Final = 500
"""Servers cut answers at round numbers of rows: one with a multiple of this many is taken for cut."""

Row = Mapping[str, Object]


_GRAPHS: Final = "application/n-triples, text/turtle;q=0.9"
_NOT_KEYWORDS: Final = re.compile(r"#[^\n]*|<[^<>\s]*>|[\w.-]*:[\w.:%-]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_FORMS: Final = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)

_VIRTUOSOS_TRUTH: Final = "__ASK_RETVAL"
"""Name of the one column in which Virtuoso 7 may give an ASK's truth, as 1 or 0, where the standard has a boolean."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of any query: "select", "ask" or "graph", its columns and rows, and an ASK's truth."""

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...]
    rows: Sequence[tuple[Object | None, ...]]
    truth: bool | None


class SparqlClient:
    """One server. Safe to use from many threads; counts what it asks and gets.

    Parameters
    ----------
    endpoint : the address that queries are sent to; its own parameters (`?default-graph-uri=…`) are kept.

    Attributes
    ----------
    requests, received : how many requests were sent, and bytes of answers received as they were sent.
    """

    def __init__(self, endpoint: str) -> None:
        import urllib3

        self.shown = _without_secrets(endpoint)
        self._endpoint = endpoint
        self.requests = 0
        self.received = 0
        self._counting = threading.Lock()
        self._retry = urllib3.Retry(
            total=RETRIES,
            connect=2,
            read=0,
            redirect=0,
            status_forcelist=(429, 503),
            allowed_methods=None,
            backoff_factor=0.5,
            backoff_max=_LONGEST_WAIT,
            backoff_jitter=0.2,
            retry_after_max=_LONGEST_WAIT,
            raise_on_redirect=False,
            raise_on_status=False,
        )
        self._timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        self._pool = urllib3.PoolManager(maxsize=8, block=True)

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT; blank nodes are the same within one answer only.

        Raises
        ------
        ServerFailed
            Where the server does not answer, answers another thing, or stops midway.
        """
        found = self._asked(query)
        try:
            blanks: dict[str, BlankNode] = {}
            return [{name: _term(said, blanks) for name, said in row.items()} for row in found["results"]["bindings"]]
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise self._failed(
                f"its answer is no SPARQL result ({error})", "回答がSPARQLの結果ではありません"
            ) from None

    def answer(self, query: str, *, seconds: float, most: int) -> Answer:
        """Return the answer of any query.

        Parameters
        ----------
        seconds : from asking to the last byte.
        most : bytes of the answer; 0 for `_MOST_BYTES`.

        Raises
        ------
        TimeoutError, ServerFailed
        """
        accept = _GRAPHS if _asks_for_a_graph(query) else "application/sparql-results+json"
        content, kind = self._received(query, accept, time.monotonic() + seconds, most or _MOST_BYTES)
        blanks: dict[str, BlankNode] = {}
        try:
            if "json" not in kind:
                form = RdfFormat.from_media_type(kind.partition(";")[0]) or RdfFormat.N_TRIPLES
                triples = (quad.triple for quad in parse(content, format=form))
                columns = ("subject", "predicate", "object")
                return Answer("graph", columns, [(t.subject, t.predicate, t.object) for t in triples], None)
            found = json.loads(content)
            if "boolean" in found:
                return Answer("ask", (), [], bool(found["boolean"]))
            if found["head"].get("vars") == [_VIRTUOSOS_TRUTH]:
                truth = found["results"]["bindings"][0][_VIRTUOSOS_TRUTH]["value"]
                return Answer("ask", (), [], truth in ("1", "true"))
            columns = tuple(found["head"]["vars"])
            rows = [
                tuple(_term(row[name], blanks) if name in row else None for name in columns)
                for row in found["results"]["bindings"]
            ]
            return Answer("select", columns, rows, None)
        except (KeyError, TypeError, AttributeError, ValueError, SyntaxError) as error:
            raise self._failed(
                f"its answer is no SPARQL result ({error})", "回答がSPARQLの結果ではありません"
            ) from None

    def in_batches(self, values: Sequence[str], query: Callable[[str], str], size: int) -> list[Row]:
        """Ask about many IRIs, `size` at a time, and return all rows.

        Parameters
        ----------
        query : makes a query of the terms of a batch, for `VALUES`.
        """
        rows: list[Row] = []
        for start in range(0, len(values), size):
            rows.extend(self._whole(values[start : start + size], query))
        return rows

    def _whole(self, batch: Sequence[str], query: Callable[[str], str]) -> list[Row]:
        rows = self.select(query(terms(batch)))
        if not rows or len(rows) % _ROUND:
            return rows
        # As many rows as a server's limit may be: it says nothing of having cut them, so less is asked for.
        if len(batch) == 1:
            return self._checked(rows, query(terms(batch)))
        half = len(batch) // 2
        return self._whole(batch[:half], query) + self._whole(batch[half:], query)

    def _checked(self, rows: list[Row], query: str) -> list[Row]:
        if self.select(f"{query} OFFSET {len(rows)}"):
            raise self._failed(
                f"it cuts its answers at {len(rows):,} rows, and one node has more",
                f"回答が{len(rows):,}行で打ち切られましたが、これより行数の多いノードがあります",
            )
        return rows

    def _asked(self, query: str) -> Any:
        content, _ = self._received(query, "application/sparql-results+json", None, _MOST_BYTES)
        try:
            return json.loads(content)
        except ValueError:
            raise self._failed("its answer broke off", "回答が途中で途切れました") from None

    def _received(self, query: str, accept: str, deadline: float | None, most: int) -> tuple[bytes, str]:
        import urllib3

        headers = {
            "Accept": accept,
            "Accept-Encoding": "gzip, deflate",
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": "learnmap",
        } | _credentials()
        try:
            response = self._pool.request(
                "POST",
                self._endpoint,
                body=urlencode({"query": query}),
                headers=headers,
                preload_content=False,
                timeout=self._timeout if deadline is None else max(deadline - time.monotonic(), 0.01),
                retries=self._retry if deadline is None else False,
            )
            with response:
                content = self._read(response, deadline, most)
        except urllib3.exceptions.TimeoutError:
            if deadline is not None:
                raise TimeoutError from None
            raise self._failed(
                f"no answer within {READ_SECONDS:g} s", f"{READ_SECONDS:g}秒以内に回答がありません"
            ) from None
        except urllib3.exceptions.HTTPError as error:
            raise self._failed(*_phrased(error)) from None
        if response.status != 200:
            raise refused(self.shown, response.status, content[:1000].decode("utf-8", "replace"))
        # Virtuoso ends a query that takes too long with a part of its rows, and says so here alone.
        if response.headers.get("X-SQL-State"):
            raise self._failed("it stopped at its time limit", "サーバーの時間制限で打ち切られました")
        return content, response.headers.get("Content-Type", "")

    def _read(self, response: Any, deadline: float | None, most: int) -> bytes:
        parts: list[bytes] = []
        size = 0
        for chunk in response.stream(_CHUNK, decode_content=True):
            size += len(chunk)
            if deadline is not None and time.monotonic() > deadline:
                raise TimeoutError
            if size > most:
                raise self._failed(f"its answer has more than {most:,} bytes", "回答が大きすぎます")
            parts.append(chunk)
        with self._counting:
            self.requests += 1
            self.received += int(response.headers.get("Content-Length") or size)
        return b"".join(parts)

    def _failed(self, why: str, why_ja: str) -> ServerFailed:
        return ServerFailed(self.shown, why, why_ja)


def terms(iris: Iterable[str]) -> str:
    """Return IRIs as SPARQL writes them, for `VALUES`.

    >>> terms(["http://example.org/a", "http://example.org/b"])
    '<http://example.org/a> <http://example.org/b>'
    """
    return " ".join(str(NamedNode(iri)) for iri in iris)


def _term(said: Mapping[str, str], blanks: dict[str, BlankNode]) -> Object:
    value = said["value"]
    if said["type"] == "uri":
        return NamedNode(value)
    if said["type"] == "bnode":
        return blanks.setdefault(value, BlankNode())
    if "xml:lang" in said:
        return pyoxigraph.Literal(value, language=said["xml:lang"])
    datatype = said.get("datatype")
    return pyoxigraph.Literal(value, datatype=NamedNode(datatype)) if datatype else pyoxigraph.Literal(value)


def _credentials() -> dict[str, str]:
    import urllib3

    if token := os.environ.get("LEARNMAP_SPARQL_TOKEN"):
        return {"Authorization": f"Bearer {token}"}
    user, password = os.environ.get("LEARNMAP_SPARQL_USER"), os.environ.get("LEARNMAP_SPARQL_PASSWORD", "")
    return dict(urllib3.make_headers(basic_auth=f"{user}:{password}")) if user else {}


def _without_secrets(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    if "@" in parts.netloc:
        raise InvalidInput(
            "Leave user and password out of the address: set LEARNMAP_SPARQL_USER and LEARNMAP_SPARQL_PASSWORD instead.",
            "URLにユーザー名やパスワードを含めず、環境変数LEARNMAP_SPARQL_USERとLEARNMAP_SPARQL_PASSWORDで指定してください。",
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def _phrased(error: Exception) -> tuple[str, str]:
    import urllib3

    cause = error.reason if isinstance(error, urllib3.exceptions.MaxRetryError) and error.reason else error
    if isinstance(cause, urllib3.exceptions.ConnectTimeoutError | urllib3.exceptions.NewConnectionError):
        return "nothing answers at this address", "このアドレスに接続できません"
    if isinstance(cause, urllib3.exceptions.ReadTimeoutError):
        return f"no answer within {READ_SECONDS:g} s", f"{READ_SECONDS:g}秒以内に回答がありません"
    if isinstance(cause, urllib3.exceptions.ProtocolError):
        return "the connection broke off", "接続が途中で切れました"
    return f"{type(cause).__name__}", f"{type(cause).__name__}"


def _asks_for_a_graph(query: str) -> bool:
    """Whether a query is a CONSTRUCT or a DESCRIBE; Virtuoso gives a table for it to who would take one too.

    >>> _asks_for_a_graph("PREFIX select: <http://x/> # ask\\nCONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    True
    """
    form = _FORMS.search(_NOT_KEYWORDS.sub(" ", query))
    return form is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE")
