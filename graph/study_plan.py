"""The map's study plan: its phases one after the other, each against the hours that its months give.

A phase's targets are its prerequisites. What a phase adds is what they need beyond the phases before it; what it has is its
months, of 52/12 weeks each, times the weekly routine's hours of theory and practice, from least to most.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from graph.errors import InvalidInput
from graph.knowledge import knowledge
from graph.map import Map
from graph.model import Node
from graph.path import Plan, assemble, checked_hours, needed_edges
from graph.schedule import weekly_routine
from graph.whole import all_nodes

WEEKS_A_MONTH: Final = 52 / 12

Verdict = Literal["ample", "fits", "over"]
"""Whether a phase's hours stay within the least hours available, within the most, or go beyond."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the study plan.

    Attributes
    ----------
    node : the phase itself.
    targets : what it has to reach, and is not known before.
    plan : what it adds to the phases before it.
    months : first and last month, from 1.
    available : least and most hours that its months give.
    """

    node: Node
    targets: tuple[Node, ...]
    plan: Plan
    months: tuple[int, int]
    available: tuple[float, float]

    @property
    def over(self) -> float:
        """Hours by which the phase exceeds the most that it has; 0 where it fits."""
        return max(0.0, self.plan.hours - self.available[1])

    @property
    def verdict(self) -> Verdict:
        """How the phase's hours compare with those it has."""
        if self.over:
            return "over"
        return "ample" if self.plan.hours <= self.available[0] else "fits"


def study_plan(map_: Map, *, known: Iterable[str] = (), hours_per_week: float | None = None) -> tuple[Phase, ...]:
    """Return the map's phases in their order; none where the map has no phases.

    Parameters
    ----------
    known : names of what is known before the first phase, with all it requires.
    hours_per_week : to check the phases against; None for the map's weekly routine.

    Raises
    ------
    NodeNotFound, AmbiguousName, PrerequisiteCycle
    InvalidInput
        For hours that are not a positive number, and for a phase without months.

    Examples
    --------
    >>> from graph.store import open_map
    >>> [phase.node.id for phase in study_plan(open_map())]
    ['phase-1', 'phase-2', 'phase-3', 'phase-4', 'phase-5']
    """
    pace = weekly_routine(map_).hours if hours_per_week is None else (checked_hours(hours_per_week),) * 2
    learner = knowledge(map_, known)
    found: list[Phase] = []
    for node in sorted(all_nodes(map_, kind="phase"), key=_months):
        edges = needed_edges(map_, [node.id], learner)
        plan = assemble(map_, [node.id], learner, edges, hours_per_week=sum(pace) / 2)
        aims = (edge.on for edge in edges if edge.dependent == node.id and edge.on not in learner.settled)
        first, last = _months(node)
        weeks = (last - first + 1) * WEEKS_A_MONTH
        targets = tuple(map_.describe(dict.fromkeys(aims)).values())
        found.append(Phase(node, targets, plan, (first, last), (pace[0] * weeks, pace[1] * weeks)))
        # What the phase taught is known from here on, the alternatives that it chose included.
        learner = replace(learner, known=learner.known | plan.positions.keys())
    return tuple(found)


def _months(phase: Node) -> tuple[int, int]:
    try:
        first, last = int(phase.first("monthFrom") or ""), int(phase.first("monthTo") or "")
    except ValueError:
        first, last = 0, -1
    if first > last:
        raise InvalidInput(
            f"The phase {phase.id!r} has no months. Give it lm:monthFrom and lm:monthTo, whole numbers from 1.",
            f"フェーズ「{phase.id}」の月が正しくありません。lm:monthFrom と lm:monthTo を1以上の整数で指定してください。",
        )
    return first, last
