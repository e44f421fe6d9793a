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

import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from pyoxigraph import RdfFormat, serialize

from graph.map import Map
from graph.query_errors import QueryBusy, QueryCancelled, QueryCrashed, QuerySyntaxError, QueryTooLarge, QueryTooLong
from graph.query_text import decoded, located, refuse
from ontology import NODE, PREFIXES

_WORKER: Final = Path(__file__).with_name("sparql_worker.py")
_LOAD_SECONDS: Final = 120.0

Kind = Literal["select", "ask", "graph"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use.

    Attributes
    ----------
    seconds : from sending it to its last row.
    memory : bytes that the worker may take beyond the loaded data.
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
    truncated : the limit that cut the rows ("rows" or "bytes"), or None.
    seconds : from asking to the last row.
    """

    kind: Kind
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    truth: bool | None
    truncated: str | None
    seconds: float


class _Worker:
    """One process that answers queries, one at a time."""

    def __init__(self, data: bytes, memory: int) -> None:
        # -P keeps the script's folder off the import path, where our `search.py` could shadow another package's.
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.sep,
            start_new_session=True,
        )
        assert self.process.stdout
        os.set_blocking(self.process.stdout.fileno(), False)
        self._buffer = bytearray()
        self._send(data)
        self.missing_walls: tuple[str, ...] | None = None

    def ready(self) -> tuple[str, ...]:
        """Wait until the data is loaded; return the walls that this system does not offer."""
        if self.missing_walls is None:
            self.missing_walls = tuple(self._receive(time.monotonic() + _LOAD_SECONDS))
        return self.missing_walls

    def ask(
        self, request: Mapping[str, Any], deadline: float, cancel: threading.Event | None
    ) -> Iterator[dict[str, Any]]:
        """Send a query and yield the parts of its answer."""
        self._send(json.dumps(request).encode())
        while True:
            part: dict[str, Any] = self._receive(deadline, cancel)
            yield part
            if "end" in part or "error" in part:
                return

    def kill(self) -> None:
        """End the process at once."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    continue

    def _send(self, content: bytes) -> None:
        assert self.process.stdin
        try:
            self.process.stdin.write(struct.pack(">I", len(content)) + content)
            self.process.stdin.flush()
        except OSError:
            raise QueryCrashed(self._signal()) from None

    def _receive(self, deadline: float, cancel: threading.Event | None = None) -> Any:
        stream = self.process.stdout
        assert stream
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while (frame := self._frame()) is None:
                left = deadline - time.monotonic()
                if cancel is not None and cancel.is_set():
                    raise QueryCancelled
                if left <= 0:
                    raise TimeoutError
                # Cancelling is noticed within this step; reading wakes up at once.
                if selector.select(min(left, 0.05) if cancel is not None else left):
                    chunk = stream.read(1 << 20)
                    if not chunk:
                        self.process.wait()
                        raise QueryCrashed(self._signal())
                    self._buffer += chunk
        return json.loads(frame)

    def _frame(self) -> bytes | None:
        if len(self._buffer) < 4:
            return None
        size = struct.unpack_from(">I", self._buffer)[0]
        if len(self._buffer) < 4 + size:
            return None
        frame = bytes(self._buffer[4 : 4 + size])
        del self._buffer[: 4 + size]
        return frame

    def _signal(self) -> str:
        code = self.process.poll()
        return signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"


@dataclass
class QueryPool:
    """Warm workers over one map. Safe to use from many threads; close it, or use it in a `with` statement.

    Parameters
    ----------
    map_ : what is asked.
    workers : how many queries run at the same time.
    waiting : how many more may wait for a worker before `QueryBusy` is raised.
    limits : of each query, unless `run` is given others.
    """

    map_: Map
    workers: int = 1
    waiting: int = 16
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Start the workers; they load while the caller goes on."""
        self._data = bytes(serialize(self.map_.triples(), format=RdfFormat.N_TRIPLES) or b"")
        self._idle = [self._started() for _ in range(self.workers)]
        self._turn = threading.Condition()
        self._queue = 0
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all idle workers; those at work end with their query."""
        with self._turn:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    def missing_walls(self) -> tuple[str, ...]:
        """Return which limits this system cannot enforce on workers: none on Linux."""
        worker = self._taken(self.limits.seconds)
        try:
            return worker.ready()
        finally:
            self._give_back(worker)

    def run(self, query: str, *, limits: Limits | None = None, cancel: threading.Event | None = None) -> QueryResult:
        """Answer a query within the limits.

        Parameters
        ----------
        query : SPARQL 1.1; the prefixes of `ontology.PREFIXES` are known without being declared.
        cancel : when set by another thread, the query stops within 0.1 s.

        Raises
        ------
        QueryRefused : for SERVICE, FROM, updates, and text too long or too deeply nested.
        QuerySyntaxError : with line and column.
        QueryTooLong, QueryTooLarge, QueryCrashed : where a limit or the engine ended it.
        QueryBusy : where too many wait already.
        QueryCancelled
        """
        allowed = limits or self.limits
        text = decoded(query)
        refuse(text, longest=allowed.text)
        worker = self._taken(allowed.seconds)
        intact = False
        try:
            worker.ready()
            found = self._answered(worker, text, allowed, cancel)
            intact = True
            return found
        except QuerySyntaxError:
            intact = True
            raise
        finally:
            if intact:
                self._give_back(worker)
            else:
                worker.kill()
                self._give_back(self._started())

    def _answered(self, worker: _Worker, text: str, limits: Limits, cancel: threading.Event | None) -> QueryResult:
        begun = time.monotonic()
        request = {
            "query": text,
            "rows": limits.rows,
            "bytes": limits.bytes,
            "cell": limits.cell,
            "base": NODE,
            "prefixes": PREFIXES,
        }
        head: dict[str, Any] = {}
        rows: list[Row] = []
        try:
            for part in worker.ask(request, begun + limits.seconds, cancel):
                if "error" in part:
                    raise _refusal(part, text, limits)
                head.update(part)
                rows.extend(tuple(map(_term, row)) for row in part.get("rows", ()))
        except TimeoutError:
            raise QueryTooLong(limits.seconds) from None
        except QueryCrashed as error:
            # The engine aborts when memory ends; every other signal is a fault of its own.
            raise QueryTooLarge(limits.memory) if error.signal in ("SIGABRT", "SIGKILL") else error from None
        return QueryResult(
            head["kind"], tuple(head["columns"]), tuple(rows), head["value"], head["cut"], time.monotonic() - begun
        )

    def _started(self) -> _Worker:
        return _Worker(self._data, self.limits.memory)

    def _taken(self, patience: float) -> _Worker:
        with self._turn:
            if self._queue >= self.waiting and not self._idle:
                raise QueryBusy(retry_after=max(1, round(patience)))
            self._queue += 1
            try:
                if not self._turn.wait_for(lambda: self._idle or self._closed, timeout=patience * (self.waiting + 1)):
                    raise QueryBusy(retry_after=max(1, round(patience)))
            finally:
                self._queue -= 1
            if self._closed:
                raise QueryCancelled
            return self._idle.pop()

    def _give_back(self, worker: _Worker) -> None:
        with self._turn:
            if self._closed:
                worker.kill()
            else:
                self._idle.append(worker)
                self._turn.notify()


def ask_once(map_: Map, query: str, limits: Limits) -> QueryResult:
    """Answer one query with a worker of its own; see `QueryPool.run`."""
    refuse(decoded(query), longest=limits.text)
    with QueryPool(map_, limits=limits) as pool:
        return pool.run(query)


def without_time_limit(limits: Limits) -> Limits:
    """Return the limits with a day for each query: the command line's `--timeout 0`."""
    return replace(limits, seconds=86_400.0)


def _term(cell: list[str] | None) -> Term | None:
    if cell is None:
        return None
    if cell[0] == "lang":
        return Term("literal", cell[1], language=cell[2])
    if cell[0] == "literal":
        return Term("literal", cell[1], datatype=cell[2] or None)
    return Term("bnode" if cell[0] == "bnode" else "uri", cell[1])


def _refusal(part: Mapping[str, str], text: str, limits: Limits) -> Exception:
    if part["error"] == "memory":
        return QueryTooLarge(limits.memory)
    if part["error"] == "syntax":
        return QuerySyntaxError(*located(part["message"], text))
    return QueryCrashed(part["message"])
