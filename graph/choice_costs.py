"""What combinations of alternatives cost, weighed without walking through the whole closure for each."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.model import Prerequisite

Cost = tuple[float, int]
"""Hours and number of nodes."""


class CombinationCosts:
    """Gives the cost of a combination: of all that must be learned where each group of choices falls on one alternative.

    What no choice can change is walked through once. Of each alternative a set stays, as the bits of an integer: what taking it
    adds to that, up to where another choice is met. A combination costs what the union of its alternatives' sets does.

    Parameters
    ----------
    by_dependent : all prerequisites by the node that states them.
    goals : ids of what is wanted and not known.
    decided : the alternative on which each choice falls that is open no more.
    groups : the other choices; those that fall together in one group.
    known : ids of what need not be learned.
    hours : of every node that may have to be.
    """

    def __init__(
        self,
        by_dependent: Mapping[str, Sequence[Prerequisite]],
        goals: Iterable[str],
        *,
        decided: Mapping[str, str],
        groups: Sequence[Sequence[str]],
        known: Collection[str],
        hours: Mapping[str, float],
    ) -> None:
        self._by_dependent, self._decided, self._known = by_dependent, decided, known
        self._group = {choice: number for number, choices in enumerate(groups) for choice in choices}
        self._common, self._first_groups = self._reach(goals, frozenset())
        self._bits: dict[str, int] = {}
        self._added: dict[str, tuple[int, frozenset[int]]] = {}
        self._hours = hours
        self._common_hours = [hours.get(node, 0.0) for node in self._common]
        self._costs: dict[int, Cost] = {}

    def __call__(self, combination: Sequence[str]) -> Cost:
        """Return the cost where each group, by its place, falls on the alternative at the same place."""
        groups = list(self._first_groups)
        met = set(groups)
        union = 0
        for group in groups:
            added, beyond = self._adds(combination[group])
            union |= added
            if not beyond <= met:
                groups.extend(beyond - met)
                met |= beyond
        if union not in self._costs:
            self._costs[union] = self._cost(union)
        return self._costs[union]

    def _adds(self, alternative: str) -> tuple[int, frozenset[int]]:
        """Return the bits of what an alternative adds, and the groups of choices met there."""
        if alternative not in self._added:
            nodes, groups = self._reach([alternative], self._common)
            bits = [self._bits.setdefault(node, len(self._bits)) for node in nodes]
            self._added[alternative] = sum(1 << bit for bit in bits), groups
        return self._added[alternative]

    def _cost(self, union: int) -> Cost:
        added = [self._hours.get(node, 0.0) for node, bit in self._bits.items() if union >> bit & 1]
        return math.fsum(self._common_hours + added), len(self._common) + len(added)

    def _reach(self, start: Iterable[str], there: Collection[str]) -> tuple[dict[str, None], frozenset[int]]:
        """Return what is needed from `start` on, `there` and known left out, and the groups of choices met on the way."""
        found = {node: None for node in start if node not in there}
        queue = list(found)
        groups: set[int] = set()
        for node in queue:
            for edge in self._by_dependent.get(node, ()):
                group = self._group.get(edge.choice or "")
                if group is not None:
                    groups.add(group)
                elif edge.choice and self._decided[edge.choice] != edge.on:
                    continue
                elif edge.on not in found and edge.on not in there and edge.on not in self._known:
                    found[edge.on] = None
                    queue.append(edge.on)
        return found, frozenset(groups)
