"""The process that answers untrusted queries: it gives up its rights, and then answers until it is killed.

Forked by `graph.sparql_template`, which has loaded the map. It imports nothing of this package, so that it starts quickly. Over
its standard input and output go frames: eight bytes of length, big-endian, then that many bytes. First it tells the JSON list of
walls that could not be built; then, for each query, a JSON object is answered by JSON frames of which the last has the key "end"
or "error".

The parent kills this process when a query's time is over. It does not rely on that: before each query the kernel is told to
end it half a second later than the parent would, and at once when the parent is gone.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

try:
    import fcntl
    import resource
except ImportError:  # Windows
    fcntl = resource = None  # type: ignore[assignment]

ROWS_PER_FRAME = 200
BYTES_PER_FRAME = 1 << 18
CELL_OVERHEAD = 40
"""What a value takes in an answer beside its text: about what SPARQL's JSON writes around it."""
WORN_BYTES = 1 << 28
"""A worker that grew by so much is replaced: what it once took, it may keep."""
MIB = 1 << 20


def read_frame(stream: BinaryIO) -> bytes:
    """Return the next frame; empty at the end of the stream."""
    header = stream.read(8)
    return stream.read(struct.unpack(">Q", header)[0]) if len(header) == 8 else b""


def write_frame(stream: BinaryIO, content: bytes) -> None:
    """Write a frame and send it off."""
    stream.write(struct.pack(">Q", len(content)) + content)
    stream.flush()


@dataclass
class Walls:
    """What holds this process; `missing` names what this system does not offer."""

    missing: list[str]
    space: int = 0
    peak: int = 0

    def close_in(self, memory: int, folder: str | None = None) -> None:
        """Take from this process memory beyond `memory` bytes more than it has, new files, sockets, processes and core dumps.

        Parameters
        ----------
        folder : of a store on disk: its engine opens only the first tables at once, and each of the others when it is asked.
        """
        if resource is None or fcntl is None:
            self.missing += ["memory", "files and network", "processor time", "end with the caller"]
            return
        self._no_new_privileges()
        unopened = _unopened(folder) if folder else 0
        if not self._no_sockets() and unopened:
            self.missing.append("files and network")
        self.space, self.peak = _address_space(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        limits = {"CORE": 0, "FSIZE": 0, "NPROC": 0, "AS": self.space + memory, "NOFILE": _room_for(unopened)}
        named = {"AS": "memory", "NOFILE": "files and network", "NPROC": "processes"}
        for name, value in limits.items():
            try:
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
            except (AttributeError, ValueError, OSError):
                self.missing.append(named.get(name, name.lower()))
        for name in ("SIGALRM", "SIGXCPU", "SIGIO"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        if not hasattr(fcntl, "F_SETOWN") or not hasattr(os, "O_ASYNC"):
            self.missing.append("end with the caller")

    def arm(self, seconds: float, memory: int) -> None:
        """Have the kernel end this process when a query takes `seconds` and a half more, or its caller is gone."""
        if resource is None:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds + 0.5)
        used = resource.getrusage(resource.RUSAGE_SELF)
        processor = int(used.ru_utime + used.ru_stime + seconds) + 2
        self._limit(resource.RLIMIT_CPU, processor)
        self._limit(resource.RLIMIT_AS, self.space + memory)
        self._die_with_caller(True)

    def disarm(self) -> None:
        """Undo `arm`: an idle worker waits as long as it must."""
        if resource is None:
            return
        self._die_with_caller(False)
        signal.setitimer(signal.ITIMER_REAL, 0)

    def worn(self) -> bool:
        """Return whether this process has grown so much that it should be replaced."""
        if resource is None:
            return False
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self.peak
        return grown * (1 if sys.platform == "darwin" else 1024) > WORN_BYTES

    def _limit(self, kind: int, value: int) -> None:
        _, most = resource.getrlimit(kind)
        resource.setrlimit(kind, (value if most == resource.RLIM_INFINITY else min(value, most), most))

    def _die_with_caller(self, wanted: bool) -> None:
        # Nothing is sent to this process during a query: a signal that input can be read means that the other end closed.
        if "end with the caller" in self.missing:
            return
        flags = fcntl.fcntl(0, fcntl.F_GETFL)
        if wanted:
            fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC if wanted else flags & ~os.O_ASYNC)

    def _no_new_privileges(self) -> None:
        if sys.platform != "linux":
            return
        no_new_privileges = 38
        ctypes.CDLL(None).prctl(no_new_privileges, 1, 0, 0, 0)

    def _no_sockets(self) -> bool:
        """Have the kernel refuse new sockets, whatever files may still be opened; return whether it does (`man 2 seccomp`)."""
        audited, socket_call = _SOCKET_CALLS.get(platform.machine(), (0, 0))
        if sys.platform != "linux" or not socket_call:
            return False
        load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
        refuse, allow, end = 0x00050000 | errno.EACCES, 0x7FFF0000, 0x80000000
        instructions = [
            (load, 0, 0, 4), (equal, 1, 0, audited), (answer, 0, 0, end),
            (load, 0, 0, 0), (at_least, 3, 0, 0x40000000), (equal, 2, 0, socket_call), (equal, 1, 0, _IO_URING_SETUP),
            (answer, 0, 0, allow), (answer, 0, 0, refuse),
        ]  # fmt: skip
        code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in instructions))
        program = ctypes.create_string_buffer(struct.pack("@HP", len(instructions), ctypes.addressof(code)))
        set_seccomp, filtering = 22, 2
        return bool(ctypes.CDLL(None).prctl(set_seccomp, filtering, program, 0, 0) == 0)


_SOCKET_CALLS: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine, its number in audits and that of the call that makes a socket."""

_IO_URING_SETUP: Final = 425
"""The other way to one, of the same number on all machines."""


def _unopened(folder: str) -> int:
    """Return how many tables of a store this process has not opened; on Linux it can be known, elsewhere none has been."""
    opened_files = set()
    for link in Path("/proc/self/fd").iterdir() if sys.platform == "linux" else ():
        with suppress(OSError):
            opened_files.add(link.readlink().name)
    return sum(table.name not in opened_files for table in Path(folder).glob("*.sst"))


def _room_for(files: int) -> int:
    """Return the limit of descriptors under which so many files can still be opened."""
    limit = 0
    while files:
        try:
            os.fstat(limit)
        except OSError:
            files -= 1
        limit += 1
    return limit


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 256 * MIB


@dataclass
class Capped:
    """Makes terms whose texts are at most `longest` characters, and counts those that were cut."""

    longest: int
    cut: int = 0

    def term(self, value: object) -> list[str] | None:
        """Return a term as [kind, text] or [kind, text, language or datatype].

        An IRI or datatype that is too long would be another one if it were cut: what is left of it becomes plain text.
        """
        if value is None:
            return None
        if isinstance(value, Literal):
            return self._literal(value)
        if isinstance(value, BlankNode):
            return ["bnode", value.value]
        text = value.value if isinstance(value, NamedNode) else str(value)
        if len(text) > self.longest:
            return ["literal", self._shortened(text), ""]
        return ["uri", text] if isinstance(value, NamedNode) else ["literal", text, ""]

    def triple(self, values: Iterable[object]) -> list[list[str] | None] | None:
        """Return the terms of a triple; None where a subject or predicate is too long to be one."""
        subject, predicate, object_ = map(self.term, values)
        if subject is None or predicate is None or "literal" in (subject[0], predicate[0]):
            return None
        return [subject, predicate, object_]

    def _literal(self, value: Literal) -> list[str]:
        text = value.value if len(value.value) <= self.longest else self._shortened(value.value)
        kind, suffix = ("lang", value.language) if value.language else ("literal", value.datatype.value)
        if len(suffix) > self.longest:
            self.cut += 1
            return ["literal", text, ""]
        return [kind, text, suffix]

    def _shortened(self, text: str) -> str:
        self.cut += 1
        return text[: self.longest] + "…"


def folder_of(data: bytes) -> str | None:
    """Return the path of "store:PATH", None for TriG."""
    return os.fsdecode(data.removeprefix(b"store:")) if data.startswith(b"store:") else None


def opened(data: bytes) -> Store:
    """Return the store of TriG, or the one on disk at "store:PATH"."""
    if folder := folder_of(data):
        return Store.read_only(folder)
    store = Store()
    store.bulk_load(data, RdfFormat.TRIG)
    return store


def answer(store: Store, request: dict[str, Any], walls: Walls, send: Callable[[dict[str, Any]], None]) -> None:
    """Run one query and send its answer in parts; where it is not to be run, only whether it can be understood."""
    capped = Capped(request["cell"])
    result = store.query(
        request["query"],
        base_iri=request["base"],
        prefixes=request["prefixes"],
        use_default_graph_as_union=request["united"],
    )
    truth, cut = None, None
    if not request["run"]:
        send({"kind": "ask", "columns": []})
    elif isinstance(result, QueryBoolean):
        send({"kind": "ask", "columns": []})
        truth = bool(result)
    elif isinstance(result, QuerySolutions):
        send({"kind": "select", "columns": [variable.value for variable in result.variables]})
        cut = _send_rows(([capped.term(value) for value in solution] for solution in result), request, send)
    else:
        assert isinstance(result, QueryTriples)
        send({"kind": "graph", "columns": ["subject", "predicate", "object"]})
        triples = (capped.triple(triple) for triple in result)
        cut = _send_rows((triple for triple in triples if triple), request, send)
    # Told to end from here on, it would end while it is idle.
    walls.disarm()
    send({"end": True, "value": truth, "cut": cut, "shortened": capped.cut, "worn": walls.worn()})


def _send_rows(
    rows: Iterator[list[Any]], request: dict[str, Any], send: Callable[[dict[str, Any]], None]
) -> str | None:
    """Send rows up to the limits; return which limit cut them ("rows", "bytes"), None where all were sent."""
    part: list[list[Any]] = []
    size, sent_size, cut = 0, 0, None
    for sent, row in enumerate(rows):
        size += sum(sum(map(len, value)) + CELL_OVERHEAD if value else 5 for value in row)
        if request["rows"] and sent >= request["rows"]:
            cut = "rows"
        elif request["bytes"] and size > request["bytes"]:
            cut = "bytes"
        if cut:
            break
        part.append(row)
        if len(part) == ROWS_PER_FRAME or size - sent_size > BYTES_PER_FRAME:
            send({"rows": part})
            part, sent_size = [], size
    if part:
        send({"rows": part})
    return cut


def prepare() -> None:
    """Import, once for all workers, what an error's path may still want when no file can be opened any more."""
    _ = "".encode("idna"), json.dumps({})


def serve(store: Store, *, memory: int, united: bool, folder: str | None = None) -> None:
    """Lock this process in, then answer until the input ends; `folder` is that of a store on disk."""
    requests, answers = os.fdopen(0, "rb"), os.fdopen(1, "wb")
    walls = Walls([])
    walls.close_in(memory, folder)
    write_frame(answers, json.dumps(walls.missing).encode())

    def send(message: dict[str, Any]) -> None:
        write_frame(answers, json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    while content := read_frame(requests):
        request = json.loads(content) | {"united": united}
        walls.arm(request["seconds"], request["memory"])
        failure = None
        try:
            answer(store, request, walls, send)
        except MemoryError:
            failure = {"error": "memory", "message": ""}
        except SyntaxError as error:
            failure = {"error": "syntax", "message": str(error.msg)}
        except Exception as error:
            failure = {"error": "failed", "message": str(error)[:1000]}
        if failure:
            walls.disarm()
            send(failure)
