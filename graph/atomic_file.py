"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graph.errors import InvalidInput


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that becomes `path` at the end: no reader ever sees a part, and after a failure nothing has changed.

    Raises
    ------
    InvalidInput
        Where the place cannot be written to.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _refused(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        # mkstemp makes the file private; a written export should be as readable as any new file.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        Path(temporary).unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`; see `written_whole`.

    Raises
    ------
    InvalidInput
    """
    with written_whole(path) as file:
        file.write(content)


def _refused(path: Path, error: OSError) -> InvalidInput:
    why = error.strerror or str(error)
    return InvalidInput(f"{path} cannot be written: {why}.", f"{path} に書き込めません: {why}。")
