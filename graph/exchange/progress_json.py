"""What comes next, what a node unlocks and why it is there, as JSON, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.exchange.plan_json import label_json, number
from graph.path import Plan
from graph.progress import NextStep, Unlocked
from graph.reasons import Chain


def next_steps_json(steps: Sequence[NextStep], *, total: int) -> dict[str, Any]:
    """Return the next steps, best first; `total` counts those left out too."""
    return {
        "total": total,
        "next": [
            {
                "id": step.node.id,
                "label": label_json(step.node.label),
                "hours": number(step.node.hours),
                "gain_per_hour": number(step.gain),
                "leaning_hours": number(step.leaning_hours),
                "opens": list(step.opens),
                "begun": step.begun,
                "chain": chain_json(step.chain),
            }
            for step in steps
        ],
    }


def unlocked_json(found: Unlocked) -> dict[str, Any]:
    """Return what a node unlocks, all by id."""
    return {
        "id": found.node.id,
        "first": list(found.first),
        "at_once": [node.id for node in found.at_once],
        "with_more": [{"id": node.id, "missing": list(missing)} for node, missing in found.with_more],
        "finally": [node.id for node in found.finally_],
        "total": found.total,
    }


def chains_json(plan: Plan, identifier: str, found: Sequence[Chain], *, total: int) -> dict[str, Any]:
    """Return chains of reasons from a node to the plan's targets; `total` counts those left out too."""
    return {
        "id": identifier,
        "targets": list(plan.targets),
        "in_plan": identifier in plan.positions,
        "total": total,
        "chains": [chain_json(chain) for chain in found],
    }


def chain_json(chain: Chain) -> list[dict[str, Any]]:
    """Return a chain as its edges, each with what of it is used."""
    return [
        {"on": edge.on, "dependent": edge.dependent, "because": label_json(edge.because), "strength": edge.strength}
        for edge in chain
    ]
