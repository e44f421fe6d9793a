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
        "hours": _number(plan.hours),
        "hours_per_week": _number(plan.hours_per_week),
        "weeks": _number(plan.weeks),
        "mean_wait": _number(plan.mean_wait),
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
        "hours": _number(step.node.hours),
        "requires": list(step.requires),
        "because": [{"on": edge.on, **label_json(edge.because)} for edge in step.because],
        "resources": list(step.resources),
    }


def _number(value: float) -> float | int:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
