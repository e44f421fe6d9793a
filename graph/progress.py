"""What comes next: the frontier of what can be learned now, ranked by how much of the goal leans on it, and what a node unlocks."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.knowledge import knowledge, requirements
from graph.map import Map
from graph.model import ASSUMED_HOURS, Node, Prerequisite
from graph.path import Plan, plan_path
from graph.whole import MOST_NODES, all_nodes

LEAST_HOURS: Final = 0.25
"""What takes no time at all, or nearly none, counts as a quarter of an hour, so that a gain an hour stays finite."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A node that can be learned now, and what learning it is good for.

    Attributes
    ----------
    node : what to learn; all it requires is known.
    opens : ids of what becomes learnable at once when it is known.
    leaning_hours : hours of all that is still to be learned and requires it, directly or not; without itself.
    begun : whether the learner said to be learning it.
    chain : the reasons from it to a target, as `Plan.why` gives them; empty for a target and without a goal.
    """

    node: Node
    opens: tuple[str, ...]
    leaning_hours: float
    begun: bool = False
    chain: tuple[Prerequisite, ...] = ()

    @property
    def gain(self) -> float:
        """Hours of the rest that learning this one makes possible, per hour it takes."""
        return self.leaning_hours / max(self.node.hours, LEAST_HOURS)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a node is good for, given what is known.

    Attributes
    ----------
    node : the node itself.
    first : ids of what it requires that is not known yet: to be learned before it.
    at_once : what becomes learnable as soon as the node and all in `first` are known, through the node.
    with_more : what needs the node directly and something else that will not be known then: with those ids, the fewest
        first.
    finally_ : what requires it in the end, the above included: everything, or, of more than `MOST_NODES`, the direct users.
    total : how many require it in the end.
    """

    node: Node
    first: tuple[str, ...]
    at_once: tuple[Node, ...]
    with_more: tuple[tuple[Node, tuple[str, ...]], ...]
    finally_: tuple[Node, ...]
    total: int


def next_steps(
    map_: Map,
    goal: str | Sequence[str] = (),
    *,
    known: Iterable[str] = (),
    skipped: Iterable[str] = (),
    learning: Iterable[str] = (),
) -> tuple[NextStep, ...]:
    """Return what can be learned now, best first: what is begun, then by gain an hour, then the shorter, then by id.

    Parameters
    ----------
    goal : names of targets; the frontier is then that of the plan for them. Without any, the whole map is the goal: all
        nodes of kinds that one learns.
    known, skipped : names, as `plan_path` takes them.
    learning : names of what is begun.

    Raises
    ------
    NodeNotFound, AmbiguousName, PrerequisiteCycle, InvalidInput
        As `plan_path`.

    Examples
    --------
    >>> from graph.store import open_map
    >>> steps = next_steps(open_map(), "gradient-descent", known=["functions-and-graphs"])
    >>> all(step.leaning_hours > 0 for step in steps)
    True
    """
    begun = frozenset(map_.resolve(name) for name in learning)
    targets = [goal] if isinstance(goal, str) else list(goal)
    if targets:
        plan = plan_path(map_, targets, known=known, skipped=skipped)
        nodes = {step.node.id: step.node for step in plan.steps}
        inside = {step.node.id: [on for on in step.requires if on in nodes] for step in plan.steps}
        return _ranked(nodes, inside, begun, plan)
    learner = knowledge(map_, known, skipped=skipped)
    nodes = {node.id: node for node in all_nodes(map_) if node.kind in ASSUMED_HOURS and node.id not in learner.settled}
    needs = {identifier: _missing(map_.prerequisites([identifier]), learner.settled) for identifier in nodes}
    return _ranked(nodes, needs, begun, None)


def unlocks(map_: Map, name: str, *, known: Iterable[str] = (), skipped: Iterable[str] = ()) -> Unlocked:
    """Return what becomes learnable when a node is known, and what depends on it in the end.

    A node with alternatives is learnable when any one of them is known, so an alternative unlocks it too.

    Raises
    ------
    NodeNotFound, AmbiguousName, InvalidInput
    """
    identifier = map_.resolve(name)
    learner = knowledge(map_, known, skipped=skipped)
    first = requirements(map_, [identifier], stop=learner.settled) - {identifier}
    mastered = learner.settled | first | {identifier}
    users = [user for user in map_.dependents(identifier) if user not in learner.settled]
    direct = {edge.dependent for edge in map_.prerequisites(users) if edge.on == identifier and _needed(edge)}
    missing = {user: _missing(map_.prerequisites([user]), mastered) for user in sorted(direct)}
    many = _many_dependents(map_, identifier, learner.settled)
    in_the_end = direct if many else _dependents(map_, identifier) - learner.settled
    nodes = map_.describe(sorted(in_the_end))
    others = sorted((user for user in missing if missing[user]), key=lambda user: (len(missing[user]), user))
    return Unlocked(
        map_.node(identifier),
        tuple(sorted(first)),
        tuple(nodes[user] for user in missing if not missing[user]),
        tuple((nodes[user], missing[user]) for user in others),
        tuple(nodes.values()),
        many or len(nodes),
    )


def frontier(map_: Map, ids: Iterable[str], mastered: Collection[str]) -> tuple[str, ...]:
    """Return which of `ids` are not mastered while all they require is, of alternatives at least one; in the order given."""
    return tuple(
        identifier
        for identifier in ids
        if identifier not in mastered and not _missing(map_.prerequisites([identifier]), mastered)
    )


def _ranked(
    nodes: Mapping[str, Node], needs: Mapping[str, Sequence[str]], begun: frozenset[str], plan: Plan | None
) -> tuple[NextStep, ...]:
    """Rank the nodes that need nothing; `needs` holds what each of `nodes` still needs of `nodes`."""
    users: dict[str, list[str]] = {}
    for dependent, ons in needs.items():
        for on in ons:
            users.setdefault(on, []).append(dependent)
    steps = [
        NextStep(
            node,
            tuple(sorted(user for user in users.get(identifier, ()) if len(needs[user]) == 1)),
            math.fsum(nodes[user].hours for user in _reached(users, identifier)),
            identifier in begun,
            plan.why(identifier) if plan else (),
        )
        for identifier, node in nodes.items()
        if not needs[identifier]
    ]
    return tuple(sorted(steps, key=lambda step: (not step.begun, -step.gain, step.node.hours, step.node.id)))


def _missing(edges: Sequence[Prerequisite], mastered: Collection[str]) -> tuple[str, ...]:
    """Return what is required and not mastered; of alternatives none of which is, the first."""
    met = {edge.choice for edge in edges if edge.choice and edge.on in mastered}
    missing: dict[str, None] = {}
    for edge in edges:
        if not _needed(edge) or edge.on in mastered or (edge.choice and edge.choice in met):
            continue
        if edge.choice:
            met.add(edge.choice)
        missing[edge.on] = None
    return tuple(missing)


def _needed(edge: Prerequisite) -> bool:
    return edge.strength == "required"


def _many_dependents(map_: Map, identifier: str, settled: Collection[str]) -> int:
    """Return how many nodes require one in the end, but for some, where those are too many to be looked at; else 0."""
    # Imported here: arrays are for maps of which more may follow than can be told.
    import numpy as np

    from graph.prerequisites import dependents

    graph = map_.graph_at_hand()
    if graph is None or identifier not in graph.ids:
        return 0
    # What the arrays know of is the least there is: alternatives come on top.
    found = dependents(graph, [identifier])
    if len(found) <= MOST_NODES:
        return 0
    spared = graph.indices(other for other in settled if other in graph.ids and other != identifier)
    return len(found) - 1 - int(np.isin(spared, found).sum())


def _dependents(map_: Map, identifier: str) -> set[str]:
    found: set[str] = set()
    level = [identifier]
    while level:
        level = sorted({edge.dependent for edge in map_.uses(level) if _needed(edge)} - found)
        found.update(level)
    return found - {identifier}


def _reached(users: Mapping[str, Sequence[str]], start: str) -> set[str]:
    found: set[str] = set()
    level = [start]
    while level:
        level = [user for node in level for user in users.get(node, ()) if user not in found]
        found.update(level)
    return found - {start}
