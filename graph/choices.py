"""Choosing among alternatives of which any one suffices."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import Final

from graph.model import Prerequisite

_MOST_COMBINATIONS: Final = 512
"""Up to this many combinations all are tried; beyond it, choices are improved one at a time."""

Selection = Mapping[str, str]


def choose(
    edges: Sequence[Prerequisite],
    targets: Iterable[str],
    *,
    known: Collection[str],
    hours: Mapping[str, float],
) -> list[Prerequisite]:
    """Return the edges that stay when each choice falls on one alternative, with all that is no longer needed left out.

    What is known is chosen first; else the combination with the fewest hours in all, then the one that the map names
    first. Finding the cheapest is NP-hard (it contains set cover): up to 512 combinations are all tried, beyond that
    each choice is improved in turn until none gets cheaper.

    Parameters
    ----------
    edges : prerequisites of everything that the targets may need, all alternatives included.
    hours : of every node that the edges speak of.
    """
    goals = [target for target in targets if target not in known]
    options: dict[str, list[str]] = {}
    for edge in edges:
        if edge.choice is not None:
            options.setdefault(edge.choice, []).append(edge.on)
    open_choices = {
        choice: alternatives for choice, alternatives in options.items() if not set(alternatives) & set(known)
    }
    fixed = {
        choice: next(on for on in options[choice] if on in known) for choice in options.keys() - open_choices.keys()
    }
    by_dependent = _by_dependent(edges)

    def cost(selection: Selection) -> float:
        kept = _kept(by_dependent, goals, selection, known)
        return math.fsum(hours.get(node, 0.0) for node in {edge.on for edge in kept} - set(known))

    best = _cheapest(open_choices, fixed, cost)
    return _kept(by_dependent, goals, best, known)


def _cheapest(options: Mapping[str, Sequence[str]], fixed: Selection, cost: Callable[[Selection], float]) -> Selection:
    choices = list(options)
    if math.prod(len(options[choice]) for choice in choices) <= _MOST_COMBINATIONS:
        combinations = (dict(zip(choices, combination, strict=True)) for combination in product(*options.values()))
        return min(({**fixed, **combination} for combination in combinations), key=cost)
    best: dict[str, str] = {**fixed, **{choice: options[choice][0] for choice in choices}}
    improved = True
    while improved:
        improved = False
        for choice in choices:
            candidate = min(({**best, choice: option} for option in options[choice]), key=cost)
            if cost(candidate) < cost(best):
                best, improved = candidate, True
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
