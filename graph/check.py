"""Whether a map is well-formed: each finding with its place and the way to mend it."""

from __future__ import annotations

from pathlib import Path

from graph.checked_files import CheckedFiles, Finding, shown
from graph.map_rules import RULES
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
    findings = list(checked.broken)
    for rule in RULES:
        findings.extend(rule(checked))
    return sorted({finding for finding in findings if finding.file in part or not finding.file})
