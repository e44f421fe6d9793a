"""Choosing among alternatives of which any one suffices."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import Final

from graph.choice_costs import CombinationCosts, Cost
from graph.model import Prerequisite

_MOST_COMBINATIONS: Final = 512
"""Up to this many combinations all are tried; beyond it, choices are improved one at a time."""

Selection = Mapping[str, str]
"""The alternative chosen, by choice."""


def choose(
    edges: Sequence[Prerequisite],
    targets: Iterable[str],
    *,
    known: Collection[str],
    hours: Mapping[str, float],
) -> list[Prerequisite]:
    """Return the edges that stay when each choice falls on one alternative, with all that is no longer needed left out.

    What is known is chosen first; else the combination with the fewest hours in all, then the fewest nodes, then the one
    that the map names first. Choices among the same alternatives fall on the same one: that never costs more. Finding the cheapest is
    NP-hard (it contains set cover): up to 512 combinations are all tried; beyond that, each choice is improved in turn
    until none gets cheaper, once from every alternative being taken wherever it is offered.

    Parameters
    ----------
    edges : prerequisites of everything that the targets may need, all alternatives included.
    hours : of every node that the edges speak of.
    """
    goals = [target for target in targets if target not in known]
    by_dependent = _by_dependent(edges)
    options: dict[str, list[str]] = {}
    for edge in edges:
        if edge.choice is not None:
            options.setdefault(edge.choice, []).append(edge.on)
    decided: dict[str, str] = {}
    open_choices: dict[frozenset[str], list[str]] = {}
    for choice, alternatives in options.items():
        at_hand = next((on for on in alternatives if on in known), None)
        if at_hand is None:
            open_choices.setdefault(frozenset(alternatives), []).append(choice)
        else:
            decided[choice] = at_hand
    groups = list(open_choices.values())
    cost = CombinationCosts(by_dependent, goals, decided=decided, groups=groups, known=known, hours=hours)
    chosen = zip(groups, _cheapest([options[choices[0]] for choices in groups], cost), strict=True)
    selection = {**decided, **{choice: on for choices, on in chosen for choice in choices}}
    return _kept(by_dependent, goals, selection, known)


def _cheapest(options: Sequence[Sequence[str]], cost: Callable[[Sequence[str]], Cost]) -> Sequence[str]:
    if math.prod(len(alternatives) for alternatives in options) <= _MOST_COMBINATIONS:
        return min(product(*options), key=cost)
    preferred = dict.fromkeys(["", *(on for alternatives in options for on in alternatives)])
    starts = [tuple(on if on in alternatives else alternatives[0] for alternatives in options) for on in preferred]
    return min((_improved(start, options, cost) for start in dict.fromkeys(starts)), key=cost)


def _improved(
    start: Sequence[str], options: Sequence[Sequence[str]], cost: Callable[[Sequence[str]], Cost]
) -> Sequence[str]:
    best, least = start, cost(start)
    improved = True
    while improved:
        improved = False
        for place, alternatives in enumerate(options):
            for on in alternatives:
                candidate = (*best[:place], on, *best[place + 1 :])
                found = cost(candidate)
                if found < least:
                    best, least, improved = candidate, found, True
    return best


def _by_dependent(edges: Iterable[Prerequisite]) -> Mapping[str, list[Prerequisite]]:
    table: defaultdict[str, list[Prerequisite]] = defaultdict(list)
    for edge in edges:
        table[edge.dependent].append(edge)
    return table


def _kept(
    by_dependent: Mapping[str, Sequence[Prerequisite]],
    goals: Iterable[str],
    selection: Selection,
    known: Collection[str],
) -> list[Prerequisite]:
    kept: list[Prerequisite] = []
    queue = list(dict.fromkeys(goals))
    seen = set(queue)
    for node in queue:
        for edge in by_dependent.get(node, ()):
            if edge.choice is not None and selection[edge.choice] != edge.on:
                continue
            kept.append(edge)
            if edge.on not in seen and edge.on not in known:
                seen.add(edge.on)
                queue.append(edge.on)
    return kept
