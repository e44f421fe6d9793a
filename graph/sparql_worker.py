"""The process that answers untrusted queries: it loads the data, gives up its rights, and then answers until it is killed.

Run by `graph.sparql` as a script; it imports nothing of this package, so that it starts quickly. Over its standard input and
output go frames: four bytes of length, big-endian, then that many bytes. First the data as N-Triples, answered by the JSON
list of walls that could not be built; then, for each query, a JSON object, answered by JSON frames of which the last has the
key "end" or "error".
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

ROWS_PER_FRAME = 200
MIB = 1 << 20


def read_frame(stream: BinaryIO) -> bytes:
    """Return the next frame; empty at the end of the stream."""
    header = stream.read(4)
    return stream.read(struct.unpack(">I", header)[0]) if len(header) == 4 else b""


def write_frame(stream: BinaryIO, content: bytes) -> None:
    """Write a frame and send it off."""
    stream.write(struct.pack(">I", len(content)) + content)
    stream.flush()


def give_up_rights(memory: int) -> list[str]:
    """Take from this process memory beyond `memory` bytes more than it has, all new files and sockets, and core dumps.

    Returns the names of the walls that this system does not offer.
    """
    try:
        import resource
    except ImportError:
        return ["memory", "files and network"]
    missing = []
    limits = {"CORE": 0, "FSIZE": 0, "AS": _address_space() + memory, "NOFILE": 0}
    for name, value in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}", None)
        try:
            resource.setrlimit(kind, (value, value))  # type: ignore[arg-type]
        except (TypeError, ValueError, OSError):
            missing.append({"AS": "memory", "NOFILE": "files and network"}.get(name, name.lower()))
    return missing


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 256 * MIB


def term(value: object, longest: int) -> list[str] | None:
    """Return a term as [kind, text] or [kind, text, language or datatype], its text cut to `longest` characters."""
    if isinstance(value, NamedNode):
        return ["uri", value.value[:longest]]
    if isinstance(value, BlankNode):
        return ["bnode", value.value]
    if isinstance(value, Literal):
        text = value.value
        if len(text) > longest:
            text = text[:longest] + "…"
        if value.language:
            return ["lang", text, value.language]
        return ["literal", text, value.datatype.value]
    return None if value is None else ["literal", str(value)[:longest], ""]


def answer(store: Store, request: dict[str, Any], send: Callable[[dict[str, Any]], None]) -> None:
    """Run one query and send its answer in parts."""
    longest = request["cell"]
    result = store.query(request["query"], base_iri=request["base"], prefixes=request["prefixes"])
    if isinstance(result, QueryBoolean):
        send({"kind": "ask", "columns": []})
        send({"end": True, "value": bool(result), "cut": None})
        return
    if isinstance(result, QuerySolutions):
        send({"kind": "select", "columns": [variable.value for variable in result.variables]})
        rows: Iterator[list[Any]] = ([term(value, longest) for value in solution] for solution in result)
    else:
        assert isinstance(result, QueryTriples)
        send({"kind": "graph", "columns": ["subject", "predicate", "object"]})
        rows = ([term(part, longest) for part in triple] for triple in result)
    send({"end": True, "value": None, "cut": _send_rows(rows, request, send)})


def _send_rows(
    rows: Iterable[list[Any]], request: dict[str, Any], send: Callable[[dict[str, Any]], None]
) -> str | None:
    """Send rows up to the limits; return which limit cut them ("rows", "bytes"), None where all were sent."""
    part: list[list[Any]] = []
    size, cut = 0, None
    for sent, row in enumerate(rows):
        size += sum(len(value[1]) + 16 for value in row if value)
        if request["rows"] and sent >= request["rows"]:
            cut = "rows"
        elif request["bytes"] and size > request["bytes"]:
            cut = "bytes"
        if cut:
            break
        part.append(row)
        if len(part) == ROWS_PER_FRAME:
            send({"rows": part})
            part = []
    send({"rows": part})
    return cut


def main() -> None:
    """Load, lock, answer."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    memory = int(sys.argv[1])
    store = Store()
    store.bulk_load(read_frame(requests), RdfFormat.N_TRIPLES)
    # What a query's error path may still want to import must be loaded before no file can be opened.
    _ = "".encode("idna"), json.dumps({})
    write_frame(answers, json.dumps(give_up_rights(memory)).encode())

    def send(message: dict[str, Any]) -> None:
        write_frame(answers, json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    while request := read_frame(requests):
        try:
            answer(store, json.loads(request), send)
        except MemoryError:
            send({"error": "memory", "message": ""})
        except SyntaxError as error:
            send({"error": "syntax", "message": str(error.msg)})
        except Exception as error:
            send({"error": "failed", "message": str(error)})


if __name__ == "__main__":
    main()
