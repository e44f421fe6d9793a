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


def plan_csv(plan: Plan) -> str:
    """Return the plan as RFC 4180 CSV with a header row.

    Ids in `requires` and `resources` are parted by spaces; the reasons stand in the order of `requires`, one a line.
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
        writer.writerow([*row, node_url(step.node) or ""])
    return buffer.getvalue()


def _line(text: str) -> str:
    return " ".join(text.split())
