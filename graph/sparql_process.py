"""One worker process, seen from its caller: send it a query, take the parts of its answer, be done at a deadline.

Nothing here waits without a deadline: neither for a worker that does not read (it may have been stopped), nor for one that
does not answer. A worker that missed its deadline is of no use any more: `kill` ends it at once, `reap` waits for its end.
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
from pathlib import Path
from typing import Any, Final

from graph.errors import InvalidInput
from graph.query_errors import QueryCancelled, QueryCrashed

_SCRIPT: Final = Path(__file__).with_name("sparql_worker.py")
_KEPT_VARIABLES: Final = ("HOME", "LD_LIBRARY_PATH", "PATH", "VIRTUAL_ENV")
"""What a worker's environment holds, beside PYTHON…: no password that the caller's may hold."""
_CANCEL_STEP: Final = 0.05


class WorkerProcess:
    """A process that answers queries, one at a time.

    Parameters
    ----------
    data : the map as TriG, or where its store is; see `graph.sparql_worker`.
    memory : bytes that it may take beyond what the loaded map takes.
    united : whether queries see the union of all graphs as their default graph.

    Raises
    ------
    InvalidInput
        On systems without POSIX pipes.
    """

    def __init__(self, data: bytes, memory: int, *, united: bool = False) -> None:
        if os.name != "posix":
            raise InvalidInput(
                "Queries run on Linux and macOS only: here they could not be stopped.",
                "クエリを実行できるのはLinuxとmacOSだけです。この環境ではクエリを停止できません。",
            )
        self._data = data
        # -P keeps the script's folder off the import path, where our `search.py` could shadow another package's.
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(_SCRIPT), str(memory), *(["united"] if united else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.sep,
            env={n: v for n, v in os.environ.items() if n in _KEPT_VARIABLES or n.startswith("PYTHON")},
            start_new_session=True,
            bufsize=0,
        )
        assert self.process.stdin
        assert self.process.stdout
        self._to, self._from = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self._received = bytearray()
        self.missing_walls: tuple[str, ...] = ()

    def load(self, seconds: float) -> None:
        """Hand over the data and wait until it is loaded; raises `TimeoutError` or `QueryCrashed`."""
        deadline = time.monotonic() + seconds
        self._send(self._data, deadline, None)
        self._data = b""
        self.missing_walls = tuple(json.loads(self._receive(deadline, None, most=0)))

    def ask(
        self, request: Mapping[str, Any], deadline: float, cancel: threading.Event | None, *, most: int
    ) -> Iterator[dict[str, Any]]:
        """Send a query and yield the parts of its answer.

        Parameters
        ----------
        deadline : on the clock `time.monotonic`.
        most : bytes that one part may have; 0 for any number.

        Raises
        ------
        TimeoutError, QueryCancelled, QueryCrashed
        """
        self._send(json.dumps(request).encode(), deadline, cancel)
        while True:
            part: dict[str, Any] = json.loads(self._receive(deadline, cancel, most=most))
            yield part
            if "end" in part or "error" in part:
                return

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def kill(self) -> None:
        """End the process; does not wait for it."""
        if self.alive:
            self.process.kill()

    def reap(self) -> None:
        """Kill the process, wait for its end and free what it held."""
        self.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    continue

    def _send(self, content: bytes, deadline: float, cancel: threading.Event | None) -> None:
        left = memoryview(struct.pack(">Q", len(content)) + content)
        while left:
            try:
                left = left[os.write(self._to, left) :]
            except BlockingIOError:
                self._wait(self._to, selectors.EVENT_WRITE, deadline, cancel)
            except OSError:
                raise QueryCrashed(self._ending()) from None

    def _receive(self, deadline: float, cancel: threading.Event | None, *, most: int) -> bytes:
        while (frame := self._frame(most)) is None:
            self._wait(self._from, selectors.EVENT_READ, deadline, cancel)
            try:
                chunk = os.read(self._from, 1 << 20)
            except BlockingIOError:
                continue
            if not chunk:
                raise QueryCrashed(self._ending())
            self._received += chunk
        return frame

    def _frame(self, most: int) -> bytes | None:
        if len(self._received) < 8:
            return None
        size = struct.unpack_from(">Q", self._received)[0]
        if most and size > most:
            raise QueryCrashed("its answer has no end")
        if len(self._received) < 8 + size:
            return None
        frame = bytes(self._received[8 : 8 + size])
        del self._received[: 8 + size]
        return frame

    def _wait(self, descriptor: int, event: int, deadline: float, cancel: threading.Event | None) -> None:
        """Wait until the pipe is ready; cancelling is noticed within a step, the deadline at once."""
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, event)
            while True:
                left = deadline - time.monotonic()
                if cancel is not None and cancel.is_set():
                    raise QueryCancelled
                if left <= 0:
                    raise TimeoutError
                if selector.select(left if cancel is None else min(left, _CANCEL_STEP)):
                    return

    def _ending(self) -> str:
        try:
            code = self.process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            return "its pipes closed"
        return signal.Signals(-code).name if code < 0 else f"exit {code}"
