"""The bundled map needs no network: commands run where none can be reached."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = [
    ("path", "attention-is-all-you-need"),
    ("show", "gpt-2"),
    ("search", "transfomer"),
    ("stats",),
    ("query", "--saved", "topics"),
    ("export", "--format", "graphml", "--around", "softmax"),
    ("export", "--format", "html", "--path-to", "softmax"),
]
NO_SOCKETS = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(refuse)
from explorer.cli import main
main(sys.argv[1:])
"""


def without_network() -> list[str]:
    """Return the command that takes the network away, where this system lets us; nothing else."""
    unshare = shutil.which("unshare")
    allowed = unshare and subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode == 0
    return [str(unshare), "-rn"] if allowed else []


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_the_command_runs_and_tries_no_connection(arguments: tuple[str, ...]) -> None:
    command = [*without_network(), sys.executable, "-c", NO_SOCKETS, *arguments]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout
