"""SPARQL servers that tests start: Oxigraph's own and Virtuoso 7, each with its own folder and port."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

GRAPH = "https://example.org/map"
_PATIENCE = 90.0

VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
DirsAllowed = {folder}, {data}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxClientConnections = 20
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 20
EnabledGzipContent = 1
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 60
"""


@dataclass
class Server:
    """A running server."""

    endpoint: str
    process: subprocess.Popen[bytes] = field(repr=False)

    def kill(self) -> None:
        """End it as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def oxigraph(folder: Path, files: Sequence[Path]) -> Server:
    """Load files (N-Triples) into an Oxigraph store and serve it."""
    program = str(Path(sys.executable).with_name("oxigraph"))
    store = folder / "oxigraph"
    load = [program, "load", "--location", str(store), *(part for file in files for part in ("--file", str(file)))]
    subprocess.run(load, check=True, capture_output=True)
    port = free_port()
    serve = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return _answering(Server(f"http://127.0.0.1:{port}/query", process))


def virtuoso(folder: Path, files: Sequence[Path], *, buffers: int = 10_000) -> Server:
    """Start a Virtuoso of its own and load files (N-Triples) into one graph."""
    program, client = shutil.which("virtuoso-t") or "", shutil.which("isql-vt") or ""
    place = folder / "virtuoso"
    place.mkdir()
    port, sql_port = free_port(), free_port()
    ini = VIRTUOSO_INI.format(
        folder=place, data=files[0].parent, port=port, sql_port=sql_port, buffers=buffers, dirty=buffers * 6 // 10
    )
    (place / "virtuoso.ini").write_text(ini)
    start = [program, "+foreground", "+configfile", str(place / "virtuoso.ini")]
    process = subprocess.Popen(start, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = _answering(Server(f"http://127.0.0.1:{port}/sparql", process))
    commands = [f"DB.DBA.TTLP_MT(file_to_string_output('{file}'), '', '{GRAPH}', 255);" for file in files]
    sql = "log_enable(2);" + "".join(commands) + "checkpoint;"
    done = subprocess.run(
        [client, f"127.0.0.1:{sql_port}", "dba", "dba", f"exec={sql}"], capture_output=True, text=True
    )
    assert (done.returncode, "Error" in done.stderr) == (0, False), done.stderr
    return server


def _answering(server: Server) -> Server:
    """Wait until the server answers."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            with urllib.request.urlopen(server.endpoint + "?query=ASK%7B%7D", timeout=5):
                return server
        except (OSError, urllib.error.URLError):
            if server.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{server.process.args!r} did not begin to serve") from None
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.process.wait(0.05)
