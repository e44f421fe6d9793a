"""Whether a map is well-formed: each finding with its place and the way to mend it."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from graph.checked_files import CheckedFiles, Finding, shown
from graph.map_rules import RULES, shapes
from graph.triples import map_files
from ontology import MAP

__all__ = ["Finding", "check"]


def check(location: Path | None = None) -> list[Finding]:
    """Return all findings about a map, sorted by place; none where it is well-formed.

    Parameters
    ----------
    location : a file or folder; None for the bundled map. A file or folder within the bundled map is checked together with
        the rest of it, and what concerns that part is returned.

    Raises
    ------
    MapNotFound
    """
    asked = (location or MAP).resolve()
    within = asked.is_relative_to(MAP.resolve())
    part = {shown(path) for path in map_files(asked)}
    checked = CheckedFiles(map_files(MAP if within else asked))
    refused_by_shapes = judging_shapes(checked)
    findings = list(checked.broken)
    for rule in RULES:
        if rule is not shapes:
            findings.extend(rule(checked))
    findings.extend(refused_by_shapes())
    return sorted({finding for finding in findings if finding.file in part or not finding.file})


def judging_shapes(checked: CheckedFiles) -> Callable[[], list[Finding]]:
    """Begin to judge by the shapes, which takes as long as all other rules; return what waits for the findings.

    It is done in a process of its own, which inherits what was read, where one can be forked safely: beside no other thread.
    """
    if threading.active_count() > 1 or "fork" not in multiprocessing.get_all_start_methods():
        return lambda: list(shapes(checked))
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    _ = checked.index
    process = context.Process(target=_judge_shapes, args=(checked, sender), daemon=True)
    process.start()
    sender.close()

    def judged() -> list[Finding]:
        with receiver:
            try:
                found: list[Finding] = receiver.recv()
            except EOFError:
                # Somebody ended the process: its work is done here.
                found = list(shapes(checked))
        process.join()
        return found

    return judged


def _judge_shapes(checked: CheckedFiles, sender: Connection) -> None:
    sender.send(list(shapes(checked)))
