"""Worker processes, seen from their caller: made of a template that has loaded the map; send it a query, take the parts of its answer, be done at a deadline.

Nothing here waits without a deadline: neither for a worker that does not read (it may have been stopped), nor for one that
does not answer. A worker that missed its deadline is of no use any more: `kill` ends it at once, `reap` waits for its end.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import selectors
import signal
import socket
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

_SCRIPT: Final = Path(__file__).with_name("sparql_template.py")
_KEPT_VARIABLES: Final = ("HOME", "LD_LIBRARY_PATH", "PATH", "VIRTUAL_ENV")
"""What a worker's environment holds, beside PYTHON…: no password that the caller's may hold."""
_CANCEL_STEP: Final = 0.05
_ANSWER_SECONDS: Final = 5.0
"""Within which a template answers: it has nothing else to do."""
_REQUEST: Final = struct.Struct(">cq")
_NUMBER: Final = struct.Struct(">q")


class Template:
    """A process that has loaded a map, and forks workers. Safe to use from many threads.

    Parameters
    ----------
    memory : bytes that a worker may take beyond what the loaded map takes.
    united : whether queries see the union of all graphs as their default graph.

    Raises
    ------
    InvalidInput
        On systems without POSIX pipes.
    """

    def __init__(self, memory: int, *, united: bool = False) -> None:
        if os.name != "posix":
            raise InvalidInput(
                "Queries run on Linux and macOS only: here they could not be stopped.",
                "クエリを実行できるのはLinuxとmacOSだけです。この環境ではクエリを停止できません。",
            )
        self._control, theirs = socket.socketpair()
        # -P keeps the script's folder off the import path, where our `search.py` could shadow another package's.
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(_SCRIPT), str(theirs.fileno()), str(memory), *(["united"] if united else [])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            cwd=os.sep,
            env={n: v for n, v in os.environ.items() if n in _KEPT_VARIABLES or n.startswith("PYTHON")},
            start_new_session=True,
        )
        theirs.close()
        self._turn = threading.Lock()

    def load(self, data: bytes, seconds: float) -> None:
        """Hand over the map, as TriG or "store:PATH"; raises `TimeoutError` or `QueryCrashed`."""
        with self._turn, self._talking(seconds):
            self._control.sendall(_NUMBER.pack(len(data)))
            self._control.sendall(data)
            if self._control.recv(1) != b"+":
                raise QueryCrashed("the map does not load")

    def fork(self, seconds: float) -> tuple[int, int, int]:
        """Return a new worker's process number, and our ends of the pipes to and from it."""
        theirs_in, ours_to = os.pipe()
        ours_from, theirs_out = os.pipe()
        try:
            with self._turn, self._talking(seconds):
                socket.send_fds(self._control, [_REQUEST.pack(b"f", 0)], [theirs_in, theirs_out])
                return self._number(), ours_to, ours_from
        except BaseException:
            os.close(ours_to)
            os.close(ours_from)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    def kill(self, worker: int) -> None:
        """End a worker; does not wait for it, nor for its turn: nothing is answered, and so few bytes are sent at once."""
        with contextlib.suppress(OSError):
            self._control.send(_REQUEST.pack(b"k", worker))

    def status(self, worker: int) -> int | None:
        """Return how a worker ended, as `os.waitpid` has it; None where that is not known."""
        try:
            with self._turn, self._talking(_ANSWER_SECONDS):
                self._control.sendall(_REQUEST.pack(b"s", worker))
                status = self._number()
                return status if status >= 0 else None
        except (QueryCrashed, TimeoutError):
            return None

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def close(self) -> None:
        """End all workers and the process, and wait for their end."""
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        try:
            self.process.wait(_ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _number(self) -> int:
        content = self._control.recv(_NUMBER.size, socket.MSG_WAITALL)
        if len(content) < _NUMBER.size:
            raise QueryCrashed("its template ended")
        return int(_NUMBER.unpack(content)[0])

    @contextlib.contextmanager
    def _talking(self, seconds: float) -> Iterator[None]:
        self._control.settimeout(seconds)
        try:
            yield
        except TimeoutError:
            # What it answers late would be taken for the answer to what is asked next.
            self.process.kill()
            raise
        except OSError:
            raise QueryCrashed("its template ended") from None


class WorkerProcess:
    """A process that answers queries, one at a time.

    Parameters
    ----------
    template : which it is forked from.
    seconds : within which it is ready.

    Attributes
    ----------
    pid : number of the process.
    missing_walls : limits that this system cannot enforce.

    Raises
    ------
    TimeoutError, QueryCrashed
    """

    def __init__(self, template: Template, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        self._template = template
        self._received = bytearray()
        self.pid, self._to, self._from = template.fork(seconds)
        try:
            os.set_blocking(self._to, False)
            os.set_blocking(self._from, False)
            self.missing_walls = tuple[str, ...](json.loads(self._receive(deadline, None, most=0)))
        except BaseException:
            self.reap()
            raise

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
        """Whether the process runs; asked of one that is idle."""
        watched = select.poll()
        watched.register(self._from, 0)
        return not watched.poll(0)

    def kill(self) -> None:
        """End the process; does not wait for it."""
        self._template.kill(self.pid)

    def reap(self) -> None:
        """End the process and free what it held here."""
        self.kill()
        for end in (self._to, self._from):
            os.close(end)

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
        # What has come already is of no use to who may wait no longer: making something of it takes time too.
        if time.monotonic() > deadline:
            raise TimeoutError
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
        status = self._template.status(self.pid)
        if status is None:
            return "its pipes closed"
        return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"
