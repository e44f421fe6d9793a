"""A plan as CSV, one row a step, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from typing import Final

from graph.exchange.plan_markdown import node_url
from graph.model import LANGUAGES
from graph.path import Plan

COLUMNS: Final = (
    "step",
    "id",
    "kind",
    "name_en",
    "name_ja",
    "hours",
    "hours_so_far",
    "requires",
    "because_en",
    "because_ja",
    "resources",
    "url",
)

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a formula begins with, in full width as Japanese spreadsheets take it too."""


def plan_csv(plan: Plan) -> str:
    """Return the plan as RFC 4180 CSV with a header row.

    Ids in `requires` and `resources` are parted by spaces; the reasons stand in the order of `requires`, one a line.

    A text that begins with one of ``= + - @`` gets an apostrophe before it: a spreadsheet would run it as a formula, and a map
    may be anyone's. This form is for people; those that are read again (`graph.exchange.table_files`, answers of queries) keep
    every character, as their standards ask for.

    >>> _inert("=1+1"), _inert("F = ma")
    ("'=1+1", 'F = ma')

    References
    ----------
    OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    so_far = 0.0
    for number, step in enumerate(plan.steps, 1):
        so_far += step.node.hours
        reasons = [[_line(edge.because.in_language(language)) for edge in step.because] for language in LANGUAGES]
        names = [step.node.label.in_language("en"), step.node.label.in_language("ja")]
        row = [number, step.node.id, step.node.kind, *names, f"{step.node.hours:g}", f"{so_far:.10g}"]
        row += [" ".join(step.requires), *("\n".join(lines) for lines in reasons), " ".join(step.resources)]
        writer.writerow(
            [_inert(value) if isinstance(value, str) else value for value in (*row, node_url(step.node) or "")]
        )
    return buffer.getvalue()


def _inert(text: str) -> str:
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _line(text: str) -> str:
    return " ".join(text.split())
