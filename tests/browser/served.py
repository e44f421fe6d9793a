"""An explorer that serves while a test runs."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
