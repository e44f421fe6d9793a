"""A real server, started for tests as an operator starts it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Run `learnmap serve` with options on a port of its own; give its address."""
    command = [sys.executable, "-u", "-m", "explorer.cli", "serve", "--port", "0", "--lang", "en", *options]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        line = server.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
    finally:
        server.terminate()
        server.wait()
