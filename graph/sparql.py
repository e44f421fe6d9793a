"""Running untrusted SPARQL: parse, refuse, limit, kill.

Refusing is for good messages; the wall is a worker process that has given up its rights (`graph.sparql_worker`). A query that
takes too long, takes too much memory or crashes the engine costs one worker, which is replaced; the map is untouched.

Examples
--------
>>> from graph.store import open_map
>>> with QueryPool(open_map()) as pool:
...     result = pool.run("SELECT ?s WHERE { ?s a lm:Stage } ORDER BY ?s")
>>> result.rows[0][0].value
'https://w3id.org/learning-map/id/advanced'
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from graph.map import Map
from graph.query_answers import Kind, Limits, QueryResult, Row, Term, term
from graph.query_errors import (
    QueryBusy,
    QueryCancelled,
    QueryCrashed,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTextTooLong,
    QueryTooLarge,
    QueryTooLong,
)
from graph.query_text import decoded, forbidden, located, refuse, unknown_function
from graph.sparql_process import WorkerProcess
from graph.sparql_remote import remote_parts
from graph.sparql_workers import Workers
from ontology import NODE, PREFIXES

__all__ = [
    "Kind", "Limits", "QueryBusy", "QueryCancelled", "QueryCrashed", "QueryError", "QueryPool", "QueryRefused",
    "QueryResult", "QuerySyntaxError", "QueryTextTooLong", "QueryTooLarge", "QueryTooLong", "Row", "RunningQuery", "Term",
    "ask_once", "without_time_limit",
]  # fmt: skip

_WAITING_SHARE: Final = 0.5
"""Share of its time that a query may wait for a worker; beyond it the pool is busy, and says so."""
_ESCAPED: Final = 8
"""How much longer than its cells the JSON of an answer can be, at most: a control character takes six bytes."""


class RunningQuery:
    """A query at work: iterate over its rows, in batches as they come, or leave the `with` block to stop it.

    The worker is lent until then, and no longer than the time limit: who passes rows on to a slow reader should take
    them first. `truth`, `truncated` and `seconds` are known after the last row.

    Attributes
    ----------
    kind, columns, truth, truncated, seconds : see `QueryResult`.
    """

    def __init__(self, parts: Generator[dict[str, Any], None, None], begun: float) -> None:
        self._parts, self._begun = parts, begun
        head = next(parts)
        self.kind: Kind = head["kind"]
        self.columns: tuple[str, ...] = tuple(head["columns"])
        self.truth: bool | None = None
        self.truncated: str | None = None
        self.seconds = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._parts.close()

    def __iter__(self) -> Iterator[list[Row]]:
        for part in self._parts:
            if "rows" in part:
                yield [tuple(map(term, row)) for row in part["rows"]]
            else:
                self.truth = part["value"]
                self.truncated = part["cut"] or ("cell" if part["shortened"] else None)
        self.seconds = time.monotonic() - self._begun


@dataclass
class QueryPool:
    """Warm workers over one map. Safe to use from many threads; close it, or use it in a `with` statement.

    Parameters
    ----------
    map_ : what is asked.
    workers : how many queries run at the same time.
    waiting : how many more may wait for a worker before `QueryBusy` is raised.
    limits : of each query, unless `run` is given others.

    Attributes
    ----------
    size : of the data, in triples; None where only a server knows.
    version : of the data: it differs where the data does; empty where only a server knows.
    graphs : IRIs of the named graphs; none where only a server knows.
    """

    map_: Map
    workers: int = 1
    waiting: int = 16
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Start the workers; they load while the caller goes on."""
        data = self.map_.data()
        self.size, self.version, self.graphs = data.size, data.version, data.graphs
        self._server = data.held if not isinstance(data.held, bytes | Path) else None
        held = b"store:" + os.fsencode(data.held.resolve()) if isinstance(data.held, Path) else data.held
        # A server runs its queries itself; what is ours then is to understand or refuse them, to wait no longer than allowed, and
        # to cut: the workers, with no data, only parse.
        content = held if isinstance(held, bytes) else b""
        self._workers = Workers(
            content,
            count=1 if self._server else self.workers,
            waiting=self.waiting,
            memory=self.limits.memory,
            united=data.united,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers; a query at work ends with `QueryCancelled`."""
        self._workers.close()

    def missing_walls(self) -> tuple[str, ...]:
        """Wait until the map is loaded; return which limits this system cannot enforce on workers: none on Linux."""
        return self._workers.ready()

    def run(self, query: str, *, limits: Limits | None = None, cancel: threading.Event | None = None) -> QueryResult:
        """Answer a query within the limits; parameters and errors are those of `ask`."""
        with self.ask(query, limits=limits, cancel=cancel) as running:
            rows = tuple(chain.from_iterable(running))
        return QueryResult(
            running.kind, running.columns, rows, running.truth, running.truncated, running.seconds
        )  # fmt: skip

    def ask(self, query: str, *, limits: Limits | None = None, cancel: threading.Event | None = None) -> RunningQuery:
        """Begin to answer a query; returns when the engine has understood it.

        Parameters
        ----------
        query : SPARQL 1.1; the prefixes of `ontology.PREFIXES` are known without being declared.
        cancel : when set by another thread, the query stops within 0.1 s.

        Raises
        ------
        QueryTextTooLong
        QueryForbidden : for SERVICE, FROM and updates.
        QueryRefused : for text too deeply nested, or that is no text.
        QuerySyntaxError : with line and column.
        QueryTooLong, QueryTooLarge, QueryCrashed : where a limit or the engine ended it; also while iterating.
        QueryBusy : where too many wait already, or no worker was free within half the time limit.
        QueryCancelled
        """
        begun = time.monotonic()
        allowed = limits or self.limits
        text = decoded(query)
        refuse(text, longest=allowed.text)
        return RunningQuery(self._parts(text, allowed, begun, cancel), begun)

    def _parts(
        self, text: str, limits: Limits, begun: float, cancel: threading.Event | None
    ) -> Generator[dict[str, Any], None, None]:
        if self._server is not None:
            # What a server would make of a text that is no SPARQL 1.1 is not to be found out.
            for _ in self._local_parts(text, limits, begun, cancel):
                pass
            yield from remote_parts(self._server, text, limits, begun + limits.seconds)
            return
        yield from self._local_parts(text, limits, begun, cancel)

    def _local_parts(
        self, text: str, limits: Limits, begun: float, cancel: threading.Event | None
    ) -> Generator[dict[str, Any], None, None]:
        patience = begun + limits.seconds * _WAITING_SHARE
        worker = self._workers.take(patience, cancel, retry_after=max(1, round(limits.seconds)))
        whole = False
        try:
            for part in self._answered(worker, text, limits, begun + limits.seconds, cancel):
                # What ends an answer or refuses it leaves the worker ready for the next query.
                whole = not part.get("worn", False) if "end" in part else part.get("error") in ("syntax", "failed")
                if "error" in part:
                    raise _refusal(part, text, limits)
                yield part
        finally:
            if whole:
                self._workers.give_back(worker)
            else:
                self._workers.replace(worker)

    def _answered(
        self, worker: WorkerProcess, text: str, limits: Limits, deadline: float, cancel: threading.Event | None
    ) -> Iterator[dict[str, Any]]:
        request = {
            "query": text,
            "rows": limits.rows,
            "bytes": limits.bytes,
            "cell": limits.cell,
            "memory": limits.memory,
            "seconds": max(deadline - time.monotonic(), 0.01),
            "base": NODE,
            "prefixes": PREFIXES,
            "run": self._server is None,
        }
        most = _ESCAPED * (limits.bytes + (1 << 20)) if limits.bytes else 0
        try:
            yield from worker.ask(request, deadline, cancel, most=most)
        except TimeoutError:
            raise QueryTooLong(limits.seconds) from None
        except QueryCrashed as error:
            if self._workers.closed:
                raise QueryCancelled from None
            raise _ended(error, limits) from None


def ask_once(
    map_: Map, query: str, limits: Limits, *, unguarded: Callable[[tuple[str, ...]], None] = lambda _: None
) -> QueryResult:
    """Answer one query with a worker of its own; see `QueryPool.ask`. Loading the map takes none of the query's time.

    Parameters
    ----------
    unguarded : told which limits this system cannot enforce, where there are any.
    """
    refuse(decoded(query), longest=limits.text)
    with QueryPool(map_, limits=limits) as pool:
        if missing := pool.missing_walls():
            unguarded(missing)
        return pool.run(query)


def without_time_limit(limits: Limits) -> Limits:
    """Return the limits with a day for each query: the command line's `--timeout 0`."""
    return replace(limits, seconds=86_400.0)


def _ended(error: QueryCrashed, limits: Limits) -> QueryError:
    # The engine aborts when memory ends; the kernel's own timers are the second to notice that the time is over.
    if error.signal in ("SIGABRT", "SIGKILL"):
        return QueryTooLarge(limits.memory)
    return QueryTooLong(limits.seconds) if error.signal in ("SIGALRM", "SIGXCPU") else error


def _refusal(part: Mapping[str, str], text: str, limits: Limits) -> QueryError:
    if part["error"] == "memory":
        return QueryTooLarge(limits.memory)
    if part["error"] == "syntax":
        return QuerySyntaxError(*located(part["message"], text))
    if refusal := unknown_function(part["message"], text):
        return refusal
    # "SERVICE:x" is a name to `refuse`, and may be a call to the engine; then it is this worker's walls that stopped it.
    return forbidden("SERVICE", 1, 1) if "SERVICE" in text.upper() else QueryCrashed(part["message"])
