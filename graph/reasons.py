"""Why a step is in a plan: all chains of reasons from it to the targets, the shortest first.

There can be more chains than anyone will read, so they are found one by one, as they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count

from graph.model import Prerequisite
from graph.path import Plan

Chain = tuple[Prerequisite, ...]


def chains(plan: Plan, identifier: str) -> Iterator[Chain]:
    """Yield every chain of reasons from a step, or from what is stated as known, to a target, the shortest first.

    Each edge's dependent is the next one's `on`; a chain ends at the first target it meets. Nothing is yielded for a target
    and for a node that no step of the plan builds on. Chains of equal length come in the order of the plan.

    Examples
    --------
    >>> from graph import open_map, plan_path
    >>> plan = plan_path(open_map(), "gradient-descent")
    >>> found = list(chains(plan, "functions-and-graphs"))
    >>> found[0] == plan.why("functions-and-graphs"), len(found) == how_many(plan, "functions-and-graphs")
    (True, True)
    """
    users = _users(plan)
    distance = _distances(plan, users)
    if identifier in plan.targets or identifier not in distance:
        return
    order = count()
    # Best first by the length that a chain will have at the least, which its distance tells exactly.
    waiting: list[tuple[int, int, str, Chain]] = [(distance[identifier], next(order), identifier, ())]
    while waiting:
        _, _, node, chain = heappop(waiting)
        if node in plan.targets:
            yield chain
            continue
        for edge in users.get(node, ()):
            length = len(chain) + 1 + distance[edge.dependent]
            heappush(waiting, (length, next(order), edge.dependent, (*chain, edge)))


def how_many(plan: Plan, identifier: str) -> int:
    """Return how many chains of reasons lead from a node to the targets, without going through them."""
    users = _users(plan)
    paths: dict[str, int] = {}
    for step in reversed(plan.steps):
        node = step.node.id
        paths[node] = 1 if node in plan.targets else sum(paths[edge.dependent] for edge in users.get(node, ()))
    if identifier in plan.targets:
        return 0
    return paths.get(identifier, sum(paths[edge.dependent] for edge in users.get(identifier, ())))


def _users(plan: Plan) -> Mapping[str, Sequence[Prerequisite]]:
    users: dict[str, list[Prerequisite]] = {}
    for step in plan.steps:
        for edge in step.because:
            users.setdefault(edge.on, []).append(edge)
    return users


def _distances(plan: Plan, users: Mapping[str, Sequence[Prerequisite]]) -> dict[str, int]:
    """Return, for each node from which a target is reached, the length of its shortest chain."""
    distance = dict.fromkeys((target for target in plan.targets if target in plan.positions), 0)
    known = [on for on in users if on not in plan.positions]
    for node in (*(step.node.id for step in reversed(plan.steps)), *known):
        lengths = [1 + distance[edge.dependent] for edge in users.get(node, ()) if edge.dependent in distance]
        if lengths:
            distance.setdefault(node, min(lengths))
    return distance
