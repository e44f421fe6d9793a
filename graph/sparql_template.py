"""The process that workers are forked from: it loads the map once, and what a worker then costs is a few milliseconds.

Run by `graph.sparql_process` as a script. It runs one thread, so that a fork copies all there is of it; the map is loaded by
another, long ended, lest the workers inherit that one's random numbers. Workers share the pages of the map.

Over its socket come, first, eight bytes of length, big-endian, and that many of data: TriG, or "store:PATH" for a store on disk,
which each worker opens for itself. Loaded, it answers with one byte. Then come requests of nine bytes, a letter and a number:

- "f" with a pipe's end to read from and one to write to: forks a worker on them and answers its process number;
- "k" and a worker's number: ends it, and answers nothing;
- "s" and a worker's number: answers how it ended, as `os.waitpid` has it, when it has; -1 where it has not.

When the socket closes, all workers end.
"""

from __future__ import annotations

import ctypes
import gc
import importlib.util
import os
import select
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

REQUEST = struct.Struct(">cq")
NUMBER = struct.Struct(">q")
DYING_SECONDS = 0.2
"""In which a process whose pipes are closed has ended, or does not."""


def load_worker() -> object:
    """Import the worker's module beside this file; this script's package is not on the import path, and stays off it."""
    place = Path(__file__).with_name("sparql_worker.py")
    spec = importlib.util.spec_from_file_location("sparql_worker", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["sparql_worker"] = module
    spec.loader.exec_module(module)
    return module


class Children:
    """The workers; only one that was not waited for yet is sent a signal, since its number is still its own."""

    def __init__(self) -> None:
        self._running: set[int] = set()
        self._ended: dict[int, int] = {}

    def add(self, pid: int) -> None:
        """Count a worker in."""
        self._ended.pop(pid, None)
        self._running.add(pid)

    def kill(self, pid: int) -> None:
        """End a worker, unless it has ended."""
        self.reap()
        self._ended.pop(pid, None)
        if pid in self._running:
            os.kill(pid, signal.SIGKILL)

    def status(self, pid: int) -> int:
        """Return how a worker ended."""
        until = time.monotonic() + DYING_SECONDS
        while pid in self._running and time.monotonic() < until:
            self.reap()
            time.sleep(0.001)
        return self._ended.pop(pid, -1)

    def reap(self) -> None:
        """Wait for those that have ended."""
        for pid in tuple(self._running):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self._running.discard(pid)
                self._ended[pid] = status

    def end(self) -> None:
        """End all, and wait for them."""
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)
        for pid in self._running:
            os.waitpid(pid, 0)


def received(control: socket.socket, size: int) -> bytes:
    """Return so many bytes of the socket; fewer where it was closed."""
    content = bytearray(size)
    view, have = memoryview(content), 0
    while have < size and (more := control.recv_into(view[have:])):
        have += more
    return bytes(view[:have])


def forked(control: socket.socket, ends: list[int], work: Callable[[], None]) -> int:
    """Fork a worker whose standard input and output are the pipes' ends; return its process number."""
    parent = os.getpid()
    if pid := os.fork():
        for end in ends:
            os.close(end)
        return pid
    try:
        control.close()
        for number, end in enumerate(ends):
            os.dup2(end, number)
            os.close(end)
        end_with(parent)
        work()
    finally:
        os._exit(0)


def end_with(parent: int) -> None:
    """Have the kernel end this process with its parent; elsewhere the closed pipes do."""
    if sys.platform == "linux":
        die_with_parent = 1
        ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(0)


def main() -> None:
    """Load, then fork as asked."""
    control = socket.socket(fileno=int(sys.argv[1]))
    worker = load_worker()
    opened: list[object] = []
    data = received(control, NUMBER.unpack(received(control, NUMBER.size))[0])
    folder = worker.folder_of(data)  # type: ignore[attr-defined]
    on_disk = folder is not None
    if not on_disk:
        loading = threading.Thread(target=lambda: opened.append(worker.opened(data)))  # type: ignore[attr-defined]
        loading.start()
        loading.join()
        del data
    children = Children()

    def work() -> None:
        store = worker.opened(data) if on_disk else opened[0]  # type: ignore[attr-defined]
        worker.serve(store, memory=int(sys.argv[2]), united="united" in sys.argv, folder=folder)  # type: ignore[attr-defined]

    worker.prepare()  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()
    control.sendall(b"+" if on_disk or opened else b"-")
    while True:
        select.select([control], [], [], 1.0)
        children.reap()
        ready, _, _ = select.select([control], [], [], 0)
        if not ready:
            continue
        content, ends, _, _ = socket.recv_fds(control, REQUEST.size, 2, socket.MSG_WAITALL)
        if len(content) < REQUEST.size:
            children.end()
            # Without freeing the map piece by piece.
            os._exit(0)
        letter, number = REQUEST.unpack(content)
        if letter == b"f":
            number = forked(control, ends, work)
            children.add(number)
            control.sendall(NUMBER.pack(number))
        elif letter == b"k":
            children.kill(number)
        else:
            control.sendall(NUMBER.pack(children.status(number)))


if __name__ == "__main__":
    main()
