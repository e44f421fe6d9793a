"""A plan as JSON, for programs."""

from __future__ import annotations

from typing import Any

from graph.model import Label
from graph.path import Plan, Step


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as a value that `json.dump` takes; ids are slugs, hours and weeks are numbers.

    Every id in a step's `requires` is an earlier step or one of `known`.
    """
    return {
        "targets": list(plan.targets),
        "known": list(plan.known),
        "steps": [_step(step) for step in plan.steps],
        "hours": number(plan.hours),
        "hours_per_week": number(plan.hours_per_week),
        "weeks": number(plan.weeks),
        "mean_wait": number(plan.mean_wait),
        "held_open": plan.held_open,
    }


def label_json(label: Label) -> dict[str, str]:
    """Return a label as `{"en": …, "ja": …}`; where one language is missing the other stands in."""
    return {"en": label.in_language("en"), "ja": label.in_language("ja")}


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.node.id,
        "kind": step.node.kind,
        "label": label_json(step.node.label),
        "hours": number(step.node.hours),
        "requires": list(step.requires),
        "because": [{"on": edge.on, **label_json(edge.because)} for edge in step.because],
        "resources": list(step.resources),
    }


def number(value: float) -> float | int:
    """Return a number of hours, weeks or steps with at most two digits, whole where it is whole."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
