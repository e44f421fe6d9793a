"""How far a learner is on the way to a goal: the hours of all it needs, and of that what is known."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from graph.knowledge import Knowledge, knowledge
from graph.map import Map
from graph.model import Node
from graph.path import needed_edges


@dataclass(frozen=True, slots=True)
class Way:
    """The way to one goal.

    Attributes
    ----------
    node : the goal.
    hours, steps : of all that it needs and of itself, for someone who knows nothing.
    hours_left, steps_left : of what is still to be learned.
    chosen : ids of what was chosen on the way where any one of several suffices.
    """

    node: Node
    hours: float
    steps: int
    hours_left: float
    steps_left: int
    chosen: tuple[str, ...] = ()

    @property
    def hours_known(self) -> float:
        """Hours of the way that lie behind the learner."""
        return max(0.0, self.hours - self.hours_left)

    @property
    def share(self) -> float:
        """How much of the way is known, by hours, from 0 to 1; by steps where it takes no hours."""
        if self.hours:
            return min(1.0, self.hours_known / self.hours)
        return 0.0 if self.steps_left else 1.0


def ways(map_: Map, goals: Iterable[str], *, known: Iterable[str] = (), skipped: Iterable[str] = ()) -> tuple[Way, ...]:
    """Return how far it is to each goal.

    Parameters
    ----------
    goals : ids.
    known, skipped : names, as `graph.path.plan_path` takes them; what is skipped is neither needed nor left.

    Raises
    ------
    NodeNotFound, AmbiguousName, InvalidInput
        As `graph.path.plan_path`.

    Examples
    --------
    >>> from graph.store import open_map
    >>> far, near = (ways(open_map(), ["softmax"], known=known)[0] for known in ([], ["probability-distributions"]))
    >>> far.hours == near.hours, far.share, near.hours_left < far.hours_left
    (True, 0.0, True)
    """
    learner, nobody = knowledge(map_, known, skipped=skipped), knowledge(map_, (), skipped=skipped)
    found = []
    for goal in goals:
        steps, hours, chosen = _needed(map_, goal, nobody.settled)
        steps_left, hours_left, _ = _needed(map_, goal, learner.settled)
        found.append(Way(map_.node(goal), hours, steps, hours_left, steps_left, chosen))
    return tuple(found)


def _needed(map_: Map, goal: str, settled: frozenset[str]) -> tuple[int, float, tuple[str, ...]]:
    """Return how many steps a goal takes, itself included, how many hours, and what was chosen among alternatives."""
    if goal in settled:
        return 0, 0.0, ()
    edges = needed_edges(map_, [goal], Knowledge((), settled))
    nodes = map_.describe(({goal} | {edge.on for edge in edges}) - settled)
    chosen = dict.fromkeys(edge.on for edge in edges if edge.choice is not None)
    return len(nodes), math.fsum(node.hours for node in nodes.values()), tuple(chosen)
