"""An explorer that serves while a test runs."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The address of an explorer on a port of its own, in English unless a page says otherwise."""
    command = [sys.executable, "-u", "-m", "explorer.cli", "explore", "--port", "0", "--no-browser", "--lang", "en"]
    server = subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    line = server.stdout.readline()
    try:
        yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
    finally:
        server.terminate()
        server.wait()


@contextmanager
def streamlit_page(script: Path) -> Iterator[str]:
    """The address of a script that Streamlit's own command serves, without anything of the explorer's server."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"headless": "true", "port": port, "address": "127.0.0.1", "fileWatcherType": "none"}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--browser.gatherUsageStats=false"]
    server = subprocess.Popen(
        [*command, *(f"--server.{name}={value}" for name, value in options.items())],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout
        for line in server.stdout:
            if str(port) in line:
                break
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
