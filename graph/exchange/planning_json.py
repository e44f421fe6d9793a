"""Schedules, budgets, alternatives and the study plan as JSON, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.alternatives import Alternative
from graph.budget import BudgetedPlan
from graph.exchange.plan_json import label_json, number, plan_json
from graph.schedule import Schedule, Week
from graph.study_plan import Phase


def schedule_json(schedule: Schedule) -> dict[str, Any]:
    """Return a schedule as a value that `json.dump` takes; dates are ISO dates, or null without a start."""
    return {
        "start": schedule.start.isoformat() if schedule.start else None,
        "end": schedule.end.isoformat() if schedule.end else None,
        "hours_per_week": number(schedule.hours_per_week),
        "weeks": [_week(week) for week in schedule.weeks],
    }


def budget_json(budgeted: BudgetedPlan) -> dict[str, Any]:
    """Return what a budget reaches; the plan within it stands beside this, as `plan_json` gives it."""
    return {
        "hours": number(budgeted.budget),
        "fits": budgeted.fits,
        "value": number(budgeted.value),
        "hours_left": number(budgeted.hours_left),
        "steps_left": budgeted.steps_left,
        "targets_reached": list(budgeted.targets_reached),
        "reached": list(budgeted.reached),
        "missing": list(budgeted.missing),
    }


def alternatives_json(found: Sequence[Alternative], *, asked: int) -> dict[str, Any]:
    """Return plans beside each other, each whole; `asked` is how many were wanted."""
    return {
        "asked": asked,
        "alternatives": [
            {"emphasis": alternative.emphasis, "only": list(alternative.only), "plan": plan_json(alternative.plan)}
            for alternative in found
        ],
    }


def study_plan_json(phases: Sequence[Phase]) -> list[dict[str, Any]]:
    """Return the phases in order, each with its check and its plan."""
    return [
        {
            "id": phase.node.id,
            "label": label_json(phase.node.label),
            "months": list(phase.months),
            "targets": [target.id for target in phase.targets],
            "hours": number(phase.plan.hours),
            "hours_available": [number(hours) for hours in phase.available],
            "verdict": phase.verdict,
            "over": number(phase.over),
            "plan": plan_json(phase.plan),
        }
        for phase in phases
    ]


def _week(week: Week) -> dict[str, Any]:
    practice = week.companion.practice
    return {
        "number": week.number,
        "start": week.start.isoformat() if week.start else None,
        "end": week.end.isoformat() if week.end else None,
        "hours": number(week.hours),
        "theory_hours": number(week.theory),
        "practice_hours": number(week.practice),
        "keeping_up_hours": number(week.keeping_up),
        "steps": [
            {
                "id": portion.node.id,
                "hours": number(portion.hours),
                "begins": portion.begins,
                "ends": portion.ends,
            }
            for portion in week.portions
        ],
        "practice": practice.id if practice else None,
        "tools": [tool.id for tool in week.companion.tools],
        "reading": [item.id for item in week.companion.reading],
    }
