"""Warm workers: lent one at a time, taken back whole or replaced, ended when their owner is gone."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable
from typing import Final

from graph.query_errors import QueryBusy, QueryCancelled, QueryCrashed
from graph.sparql_process import Template, WorkerProcess

_LOAD_SECONDS: Final = 600.0
_START_SECONDS: Final = 60.0
_ATTEMPTS: Final = 3
_CANCEL_STEP: Final = 0.05


class Workers:
    """Processes over one map, and the queue for them. Safe to use from many threads.

    The map is loaded once, by the process that all are forked from; where that one ends, another loads it again. Starting is
    done by threads of their own, so that who asks waits for no more than the end of its deadline.

    Parameters
    ----------
    data : the map as TriG, or where its store is; see `graph.sparql_worker`.
    count : of processes.
    waiting : how many may wait for one before `QueryBusy` is raised.
    memory : bytes that each may take beyond the loaded data.
    united : whether queries see the union of all graphs as their default graph.
    """

    def __init__(self, data: bytes, *, count: int, waiting: int, memory: int, united: bool) -> None:
        self._data, self._memory, self._waiting, self._united = data, memory, waiting, united
        self._turn = threading.Condition()
        self._idle: list[WorkerProcess] = []
        self._queue = 0
        self._closed = False
        self._failure: Exception | None = None
        self._walls: tuple[str, ...] | None = None
        self._templates: list[Template] = []
        self._loading = threading.Lock()
        self._end_all = weakref.finalize(self, _end, self._templates)
        for _ in range(count):
            self._start()

    def ready(self) -> tuple[str, ...]:
        """Wait until a worker has loaded the data; return the walls that this system does not offer."""
        with self._turn:
            self._turn.wait_for(lambda: self._walls is not None or self._failure or self._closed)
            if self._failure is not None:
                raise self._failure
            return self._walls or ()

    def take(self, deadline: float, cancel: threading.Event | None, *, retry_after: int) -> WorkerProcess:
        """Return an idle worker, to be given back or replaced.

        Raises
        ------
        QueryBusy
            Where too many wait already, or none was free before the deadline.
        QueryCancelled
            Also where the workers were closed.
        QueryCrashed
            Where no worker can be started.
        """
        with self._turn:
            if not self._idle and self._queue >= self._waiting:
                raise QueryBusy(retry_after)
            self._queue += 1
            try:
                self._wait(deadline, cancel, retry_after)
            finally:
                self._queue -= 1
            return self._idle.pop()

    def give_back(self, worker: WorkerProcess) -> None:
        """Make a worker idle again."""
        with self._turn:
            if not self._closed:
                self._idle.append(worker)
                self._walls = worker.missing_walls
                self._turn.notify_all()
                return
        worker.reap()

    def replace(self, worker: WorkerProcess) -> None:
        """End a worker at once, and start another."""
        worker.reap()
        self._start()

    def close(self) -> None:
        """End all workers, those at work too, and wait for their end."""
        with self._turn:
            self._closed = True
            idle, self._idle = self._idle, []
            self._turn.notify_all()
        self._end_all()
        for worker in idle:
            worker.reap()

    @property
    def closed(self) -> bool:
        """Whether the workers were ended."""
        return self._closed

    @property
    def idle(self) -> int:
        """How many workers wait for a query."""
        return len(self._idle)

    def _wait(self, deadline: float, cancel: threading.Event | None, retry_after: int) -> None:
        while True:
            if self._closed or (cancel is not None and cancel.is_set()):
                raise QueryCancelled
            while self._idle and not self._idle[-1].alive:
                # Ended while it was idle, by the system or a user.
                self.replace(self._idle.pop())
            if self._idle:
                return
            if self._failure is not None:
                raise self._failure
            left = deadline - time.monotonic()
            if left <= 0:
                raise QueryBusy(retry_after)
            self._turn.wait(left if cancel is None else min(left, _CANCEL_STEP))

    def _start(self) -> None:
        if not self._closed:
            self._in_background(self._started)

    def _started(self) -> None:
        error: Exception | None = None
        for _ in range(_ATTEMPTS):
            try:
                self.give_back(WorkerProcess(self._template(), _START_SECONDS))
                return
            except Exception as failed:
                error = failed
                if self._closed:
                    return
        self._fail(error or QueryCancelled())

    def _template(self) -> Template:
        with self._loading:
            if not self._templates or not self._templates[-1].alive:
                template = Template(self._memory, united=self._united)
                self._templates[:] = [template]
                # Closed before it was added, nobody else would end it.
                if self._closed:
                    template.close()
                    raise QueryCancelled
                template.load(self._data, _LOAD_SECONDS)
            return self._templates[-1]

    def _fail(self, error: Exception) -> None:
        with self._turn:
            known = isinstance(error, TimeoutError | OSError)
            self._failure = QueryCrashed(f"no worker: {error}") if known else error
            self._turn.notify_all()

    def _in_background(self, task: Callable[[], None]) -> None:
        threading.Thread(target=task, daemon=True).start()


def _end(templates: list[Template]) -> None:
    # Pipes stay open: another thread may be reading from one, and would then read from what gets its number next.
    for template in tuple(templates):
        template.close()
