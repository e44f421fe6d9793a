"""What to learn when the hours do not suffice: the most valuable part of a plan that needs nothing outside itself.

A step's value is the share of the whole plan, in hours, that leans on it: its own hours and those of all that needs it, directly
or not. So what carries much comes before what carries little, and a target, on which nothing leans, before nothing else; but
reaching a target is what the learner asked for, so each counts as much as the whole plan besides. The value of a part is the
sum over its steps.

To choose the best part is the knapsack problem with precedence constraints, NP-hard [1]_. Up to a limit all parts that are
closed under prerequisites are met; beyond it the step whose missing prerequisites and itself bring most value an hour is taken
again and again, once from nothing and once from the most valuable of these closures that fits, which keeps one large good from
being missed for many small ones.

References
----------
.. [1] D. S. Johnson, K. A. Niemi, "On knapsacks, partitions, and a new dynamic programming technique for trees", Mathematics of
   Operations Research 8(1), 1983.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.errors import InvalidInput, MapTooLarge, PlanTooLong
from graph.knowledge import Knowledge, knowledge
from graph.map import Map
from graph.model import Prerequisite
from graph.path import DEFAULT_HOURS_PER_WEEK, Plan, assemble, checked_hours, needed_edges, wanted_targets

_MOST_PARTS: Final = 4_000
"""All closed parts are compared up to this many."""

_DUST: Final = 1e-9
"""Hours by which sums of hours may be off."""


@dataclass(frozen=True, slots=True)
class BudgetedPlan:
    """What fits into a budget, and how far from the targets it ends.

    Attributes
    ----------
    budget : hours.
    plan : what to learn, closed under prerequisites, never over the budget.
    whole : the cheapest plan that reaches all targets.
    value : the share of the whole plan's value that `plan` has, from 0 to 1.
    targets_reached : the targets that are known after `plan`.
    reached, missing : what the targets directly require (the targets themselves where they require nothing), as far as it
        is known after `plan`, and as far as it is not.
    beyond : how many steps the way to the targets has beside those of `whole`: not 0 for a plan that is too long to be looked at
        whole; `whole` is then the part of it on which most leans.
    """

    budget: float
    plan: Plan
    whole: Plan
    value: float
    targets_reached: tuple[str, ...]
    reached: tuple[str, ...]
    missing: tuple[str, ...]
    beyond: int = 0

    @property
    def fits(self) -> bool:
        """Whether the plan reaches all targets."""
        return len(self.plan.steps) == len(self.whole.steps) and not self.beyond

    @property
    def hours_left(self) -> float:
        """Hours from the end of `plan` to the targets; those of the steps `beyond` are estimated by the mean of the others."""
        mean = self.whole.hours / len(self.whole.steps) if self.whole.steps else 0.0
        return max(0.0, self.whole.hours + self.beyond * mean - self.plan.hours)

    @property
    def steps_left(self) -> int:
        """Steps from the end of `plan` to the targets."""
        return len(self.whole.steps) + self.beyond - len(self.plan.steps)


def plan_within(
    map_: Map,
    targets: str | Sequence[str],
    budget: float,
    *,
    known: Iterable[str] = (),
    skipped: Iterable[str] = (),
    thorough: bool = False,
    hours_per_week: float = DEFAULT_HOURS_PER_WEEK,
) -> BudgetedPlan:
    """Plan for the targets within a budget; parameters as those of `graph.path.plan_path`.

    Helpful prerequisites are dropped before required ones: where the thorough plan does not fit, the cheapest is tried.

    Parameters
    ----------
    budget : hours, 0 or more; 0 gives a plan without steps that take time.

    Raises
    ------
    NodeNotFound, AmbiguousName, PrerequisiteCycle
    InvalidInput
        For a budget that is negative or no number, and as `plan_path`.

    Examples
    --------
    >>> from graph import open_map
    >>> found = plan_within(open_map(), "attention-is-all-you-need", 40)
    >>> found.fits, found.plan.hours <= 40
    (False, True)
    """
    _check(budget)
    checked_hours(hours_per_week)
    wanted = wanted_targets(map_, targets)
    learner = knowledge(map_, known, skipped=skipped)
    try:
        for with_helpful in (True, False) if thorough else (False,):
            edges = needed_edges(map_, wanted, learner, thorough=with_helpful)
            whole = assemble(map_, wanted, learner, edges, hours_per_week=hours_per_week)
            if whole.hours <= budget + _DUST:
                break
    except PlanTooLong as error:
        return _of_foundation(map_, wanted, learner, budget, hours_per_week, error)
    part, value = most_valuable_part(whole, budget)
    return _budgeted(map_, wanted, learner, edges, whole, part, value, budget)


def cut(whole: Plan, budget: float) -> BudgetedPlan:
    """Return what of a plan fits into a budget: its steps keep their order, so that a drawing of the whole can show the rest.

    Raises
    ------
    InvalidInput
        For a budget that is negative or no number.

    Examples
    --------
    >>> from graph import open_map, plan_path
    >>> found = cut(plan_path(open_map(), "attention-is-all-you-need"), 40)
    >>> found.fits, found.plan.hours <= 40, set(found.plan.positions) < set(found.whole.positions)
    (False, True, True)
    """
    _check(budget)
    part, value = most_valuable_part(whole, budget)
    plan = replace(whole, steps=tuple(step for step in whole.steps if step.node.id in part))
    places = [whole.positions[target] for target in whole.targets if target in whole.positions]
    aims = list(dict.fromkeys(on for place in places for on in whole.steps[place].requires)) or list(whole.targets)
    missing = {step.node.id for step in whole.steps} - part
    return BudgetedPlan(
        budget,
        plan,
        whole,
        value,
        tuple(target for target in whole.targets if target not in missing),
        tuple(aim for aim in aims if aim not in missing),
        tuple(aim for aim in aims if aim in missing),
    )


def most_valuable_part(plan: Plan, budget: float) -> tuple[set[str], float]:
    """Return the ids of the steps to take within a budget, closed under the plan's prerequisites, and their share of value."""
    steps = plan.steps
    if plan.hours <= budget + _DUST:
        return {step.node.id for step in steps}, 1.0
    hours = [step.node.hours for step in steps]
    needs = [[plan.positions[on] for on in step.requires if on in plan.positions] for step in steps]
    users = _users(needs)
    values = _values(hours, users, [plan.positions[target] for target in plan.targets if target in plan.positions])
    chosen = _best_of_all(hours, needs, values, budget)
    if chosen is None:
        chosen = _greedy(hours, needs, users, values, budget)
    return {steps[place].node.id for place in chosen}, math.fsum(values[place] for place in chosen) / math.fsum(values)


def _of_foundation(
    map_: Map, wanted: tuple[str, ...], learner: Knowledge, budget: float, pace: float, error: PlanTooLong
) -> BudgetedPlan:
    """Return the best of what a plan that is too long leans on most; the rest is counted, not looked at."""
    try:
        from graph.foundation import foundation

        bases, steps = foundation(map_, wanted, learner.settled)
    except MapTooLarge:
        raise error from None
    edges = needed_edges(map_, bases, learner)
    whole = assemble(map_, bases, learner, edges, hours_per_week=pace)
    part, value = most_valuable_part(replace(whole, targets=()), budget)
    found = _budgeted(map_, wanted, learner, edges, whole, part, value * len(whole.steps) / steps, budget)
    return replace(found, beyond=max(0, steps - len(whole.steps)))


def _budgeted(
    map_: Map,
    wanted: tuple[str, ...],
    learner: Knowledge,
    edges: Sequence[Prerequisite],
    whole: Plan,
    part: set[str],
    value: float,
    budget: float,
) -> BudgetedPlan:
    within = [edge for edge in edges if edge.dependent in part]
    plan = assemble(map_, sorted(part), learner, within, hours_per_week=whole.hours_per_week)
    aims = list(dict.fromkeys(edge.on for edge in edges if edge.dependent in wanted)) or list(wanted)
    done = part | learner.settled
    return BudgetedPlan(
        budget,
        replace(plan, targets=wanted),
        whole,
        value,
        tuple(target for target in wanted if target in done),
        tuple(aim for aim in aims if aim in done),
        tuple(aim for aim in aims if aim not in done),
    )


def _users(needs: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return, for each step, all that needs it directly or not: the steps are in an order of learning."""
    above: list[int] = [0] * len(needs)
    for step in range(len(needs) - 1, -1, -1):
        reached = above[step] | 1 << step
        for on in needs[step]:
            above[on] |= reached
    return [[step for step in range(len(needs)) if mask >> step & 1] for mask in above]


def _values(hours: Sequence[float], users: Sequence[Sequence[int]], targets: Iterable[int]) -> list[float]:
    total = math.fsum(hours)
    values = [(hours[step] + math.fsum(hours[user] for user in users[step])) / total for step in range(len(hours))]
    whole = math.fsum(values)
    for target in targets:
        values[target] += whole
    return values


def _best_of_all(
    hours: Sequence[float], needs: Sequence[Sequence[int]], values: Sequence[float], budget: float
) -> list[int] | None:
    """Return the most valuable closed part, of equals the shorter; None where there are too many parts."""
    below = [sum(1 << on for on in ons) for ons in needs]
    parts = {0: (0.0, 0.0)}
    for step, needed in enumerate(below):
        for part, (worth, taken) in list(parts.items()):
            if not needed & ~part and taken + hours[step] <= budget + _DUST:
                parts[part | 1 << step] = (worth + values[step], taken + hours[step])
        if len(parts) > _MOST_PARTS:
            return None
    best = max(parts, key=lambda part: (round(parts[part][0], 9), -parts[part][1], -part))
    return [step for step in range(len(hours)) if best >> step & 1]


def _greedy(
    hours: Sequence[float],
    needs: Sequence[Sequence[int]],
    users: Sequence[Sequence[int]],
    values: Sequence[float],
    budget: float,
) -> list[int]:
    """Return a closed part filled up by value an hour, from nothing or from the most valuable closure that fits."""
    count = len(hours)
    # Of each step and all it needs that is not taken yet: hours and value.
    cost, worth = list(hours), list(values)
    for step in range(count):
        for user in users[step]:
            cost[user] += hours[step]
            worth[user] += values[step]
    fitting = [step for step in range(count) if cost[step] <= budget + _DUST]
    firsts = [None, *sorted(fitting, key=lambda step: (worth[step], -cost[step]), reverse=True)[:1]]
    parts = [_filled_up(first, hours, needs, users, values, cost[:], worth[:], budget) for first in firsts]
    return max(parts, key=lambda part: math.fsum(values[step] for step in part))


def _filled_up(
    first: int | None,
    hours: Sequence[float],
    needs: Sequence[Sequence[int]],
    users: Sequence[Sequence[int]],
    values: Sequence[float],
    cost: list[float],
    worth: list[float],
    budget: float,
) -> list[int]:
    taken: set[int] = set()
    best = first
    while True:
        left = budget - math.fsum(hours[step] for step in taken)
        if best is None:
            open_steps = [step for step in range(len(hours)) if step not in taken and cost[step] <= left + _DUST]
            best = max(open_steps, key=lambda step: (worth[step] / max(cost[step], _DUST), -step), default=None)
        if best is None:
            return sorted(taken)
        for step in _with_needs(best, needs, taken):
            taken.add(step)
            for user in users[step]:
                cost[user] -= hours[step]
                worth[user] -= values[step]
        best = None


def _with_needs(step: int, needs: Sequence[Sequence[int]], taken: set[int]) -> list[int]:
    """Return a step and all it needs that is not taken."""
    found = [step]
    seen = {step} | taken
    for node in found:
        fresh = [on for on in needs[node] if on not in seen]
        seen.update(fresh)
        found.extend(fresh)
    return found


def _check(budget: float) -> None:
    if not (math.isfinite(budget) and budget >= 0):
        raise InvalidInput(
            f"A budget must be 0 hours or more, not {budget:g}.",
            f"予算（時間）は0以上の数で指定してください（指定値: {budget:g}）。",
        )
