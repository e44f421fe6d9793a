"""A folder that is there whole or not at all, whenever the process that makes it is killed.

It is filled beside its place, made durable, and renamed: whoever looks sees the old one, the new one, or none. What a killed
process leaves behind is swept away by the next.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


class BeingMade(Exception):
    """Another process is making the folder right now."""


def unfinished(folder: Path) -> Path:
    """Return the folder in which one is made before it becomes `folder`."""
    return folder.with_name(f".{folder.name}.loading")


@contextmanager
def made_beside(folder: Path, *, waiting: bool = False) -> Iterator[Path]:
    """Give an empty folder beside the wanted one, that no other process uses; gone afterwards, unless it was put in place.

    Parameters
    ----------
    waiting : whether to wait for another process that makes the same.

    Raises
    ------
    BeingMade
        Where another process makes it, and this one shall not wait.
    OSError
        Where it cannot be written.
    """
    making = unfinished(folder)
    making.parent.mkdir(parents=True, exist_ok=True)
    with _locked(making.with_suffix(".lock"), waiting):
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        try:
            yield making
        finally:
            shutil.rmtree(making, ignore_errors=True)


def put(making: Path, folder: Path) -> None:
    """Put a finished folder in its place; what was there before goes away after it."""
    _durable(making)
    before = folder.with_name(f".{folder.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.rename(before)
    making.rename(folder)
    _sync(folder.parent)
    shutil.rmtree(before, ignore_errors=True)


@contextmanager
def _locked(path: Path, waiting: bool) -> Iterator[None]:
    # The lock goes with the process that holds it: the file that a killed one left behind locks nobody out.
    lock = _lock(path, waiting)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        lock.close()


def _lock(path: Path, waiting: bool) -> IO[str]:
    while True:
        lock = path.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if waiting else fcntl.LOCK_NB))
            # Who had it before has taken the file away: a lock on what has no name keeps nobody out.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                    return lock
        except BlockingIOError:
            lock.close()
            raise BeingMade from None
        lock.close()


def _durable(folder: Path) -> None:
    for place, _, names in os.walk(folder):
        for name in names:
            _sync(Path(place) / name)
        _sync(Path(place))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
