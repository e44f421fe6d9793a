"""The order in which every prerequisite is still fresh when it is needed.

The wait of a prerequisite is the number of steps from learning it to using it. An order's total wait is its sum over all
edges: the cost of a linear arrangement of a DAG, NP-hard to minimise [1]_. Since every edge points forward, it equals the sum
over nodes of position × (prerequisites − dependents): single-machine scheduling of unit jobs under precedence, with those
differences as weights [2]_. Hence swapping two neighbouring blocks A, B that no edge joins changes it by
|B|·weight(A) − |A|·weight(B), whatever is inside them, and a set's cut alone tells the cost of being at that point.

Up to a limit of downsets the optimum is found by dynamic programming over them; beyond it, depth-first orders are improved by
block moves until none helps.

References
----------
.. [1] M. R. Garey, D. S. Johnson, "Computers and Intractability", 1979, problem GT43 (directed optimal linear arrangement).
.. [2] E. L. Lawler, "Sequencing jobs to minimize total weighted completion time subject to precedence constraints", Annals of
   Discrete Mathematics 2, 1978.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.errors import PrerequisiteCycle

_MOST_DOWNSETS: Final = 4_000
"""The optimum is searched for while the downsets looked at stay below this."""

_MOST_EXACT: Final = 24
"""The optimum is searched for up to this many nodes."""

_MOST_LOOKS: Final = 220_000
"""Positions that block moves may try in all; a count, not a time, so that the same input gives the same order."""


_LONGEST_BLOCK: Final = 12
"""Nodes that a block move takes along at most."""


@dataclass(frozen=True, slots=True)
class _Dag:
    """Nodes as 0 … n-1, foundations first, with what each needs and is needed for."""

    needs: list[list[int]]
    users: list[list[int]]
    group: list[int]

    @property
    def weights(self) -> list[int]:
        return [len(needs) - len(users) for needs, users in zip(self.needs, self.users, strict=True)]


def fresh_order(needs: Mapping[str, Sequence[str]], *, groups: Mapping[str, str] | None = None) -> list[str]:
    """Return the nodes so that every prerequisite comes first and is used soon after.

    Parameters
    ----------
    needs : for each node the nodes it needs; those that are no key are taken as known and ignored.
    groups : the area of each node: among orders with equal waits, those that stay in an area are preferred.

    Returns
    -------
    All keys of `needs`; the same input gives the same order, in whatever order its keys come.

    Raises
    ------
    PrerequisiteCycle

    Examples
    --------
    >>> fresh_order({"d": ["b", "c"], "c": [], "b": ["a"], "a": []})
    ['a', 'b', 'c', 'd']
    """
    names = _levelled(needs)
    dag = _dag(names, needs, groups or {})
    best = _optimum(dag) if len(names) <= _MOST_EXACT else None
    if best is None:
        starts = [_depth_first(dag, sign) for sign in (-1, 1)]
        improved = [_BlockMoves(dag, start).improve(_MOST_LOOKS // len(starts)) for start in starts]
        best = min(improved, key=lambda order: (_total_wait(dag, order), _changes(dag, order)))
    return [names[node] for node in best]


def total_wait(order: Sequence[str], needs: Mapping[str, Sequence[str]]) -> int:
    """Return the sum, over all prerequisites within the order, of the steps until each is used.

    >>> total_wait(["a", "b", "c", "d"], {"d": ["b", "c"], "b": ["a"]})
    4
    """
    place = {node: position for position, node in enumerate(order)}
    return sum(place[node] - place[on] for node in order for on in set(needs.get(node, ())) if on in place)


def _levelled(needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the nodes by level, foundations first, then by name."""
    missing = {node: {on for on in ons if on in needs} for node, ons in needs.items()}
    users: dict[str, list[str]] = {node: [] for node in needs}
    for node, ons in missing.items():
        for on in ons:
            users[on].append(node)
    left = {node: len(ons) for node, ons in missing.items()}
    ready = sorted(node for node, count in left.items() if not count)
    names: list[str] = []
    while ready:
        names.extend(ready)
        following = []
        for node in ready:
            for user in users[node]:
                left[user] -= 1
                if not left[user]:
                    following.append(user)
        ready = sorted(following)
    if len(names) < len(needs):
        raise PrerequisiteCycle(_cycle(missing, set(needs) - set(names)))
    return names


def _cycle(needs: Mapping[str, set[str]], stuck: set[str]) -> list[str]:
    """Return a cycle among the nodes that peeling from below left over: each of them needs another of them."""
    walk = [min(stuck)]
    while True:
        following = min(needs[walk[-1]] & stuck)
        if following in walk:
            return walk[walk.index(following) :]
        walk.append(following)


def _dag(names: Sequence[str], needs: Mapping[str, Sequence[str]], groups: Mapping[str, str]) -> _Dag:
    index = {name: place for place, name in enumerate(names)}
    below = [sorted({index[on] for on in needs[name] if on in index}) for name in names]
    above: list[list[int]] = [[] for _ in names]
    for node, ons in enumerate(below):
        for on in ons:
            above[on].append(node)
    numbers: dict[str, int] = {}
    return _Dag(below, above, [numbers.setdefault(groups.get(name, ""), len(numbers)) for name in names])


def _total_wait(dag: _Dag, order: Sequence[int]) -> int:
    weights = dag.weights
    return sum(place * weights[node] for place, node in enumerate(order))


def _changes(dag: _Dag, order: Sequence[int]) -> int:
    return sum(dag.group[one] != dag.group[other] for one, other in zip(order, order[1:], strict=False))


def _optimum(dag: _Dag) -> list[int] | None:
    """Return an order of least total wait, of those one with few changes of area; None beyond the limit of downsets.

    The total wait is the sum of the cuts of the downsets that the order passes through, so the cheapest way to a downset
    does not depend on how one goes on from it (Held and Karp's principle).
    """
    count = len(dag.needs)
    needs = [sum(1 << on for on in ons) for ons in dag.needs]
    weights = dag.weights
    # downset -> (wait so far, changes of area, cut, last node, downset before)
    layer: dict[int, tuple[int, int, int, int, int]] = {0: (0, 0, 0, -1, 0)}
    layers = [layer]
    looked_at = 0
    for _ in range(count):
        following: dict[int, tuple[int, int, int, int, int]] = {}
        for downset, (wait, changes, cut, last, _) in layer.items():
            for node in range(count):
                if downset >> node & 1 or needs[node] & ~downset:
                    continue
                new_cut = cut - weights[node]
                change = last >= 0 and dag.group[last] != dag.group[node]
                found = (wait + new_cut, changes + change, new_cut, node, downset)
                key = downset | 1 << node
                if key not in following or found[:2] < following[key][:2]:
                    following[key] = found
        looked_at += len(following)
        if looked_at > _MOST_DOWNSETS:
            return None
        layer = following
        layers.append(layer)
    return _walk_back(layers)


def _walk_back(layers: Sequence[Mapping[int, tuple[int, int, int, int, int]]]) -> list[int]:
    downset = next(iter(layers[-1]))
    order: list[int] = []
    for layer in reversed(layers[1:]):
        _, _, _, node, downset = layer[downset]
        order.append(node)
    return order[::-1]


def _depth_first(dag: _Dag, sign: int) -> list[int]:
    """Return a post-order that enters each node's prerequisites by the size of what lies below: large first for sign -1.

    Large first is what block swaps ask for where everything below is a tree; small first is a different place to begin.
    """
    below: list[int] = []
    for ons in dag.needs:
        # Shared ground counts more than once: an estimate that costs one pass instead of one a node.
        below.append(1 + sum(below[on] for on in ons))

    def last_first(nodes: Iterable[int]) -> list[int]:
        return sorted(nodes, key=lambda node: (sign * below[node], node), reverse=True)

    order: list[int] = []
    placed = [False] * len(dag.needs)
    stack = [(node, False) for node in last_first(node for node, users in enumerate(dag.users) if not users)]
    while stack:
        node, entered = stack.pop()
        if placed[node]:
            continue
        if entered:
            placed[node] = True
            order.append(node)
            continue
        stack.append((node, True))
        stack.extend((on, False) for on in last_first(on for on in dag.needs[node] if not placed[on]))
    return order


class _BlockMoves:
    """An order that is improved by moving blocks of neighbouring nodes to where the total wait is least."""

    def __init__(self, dag: _Dag, order: Sequence[int]) -> None:
        self.dag = dag
        self.weights = dag.weights
        self.order = list(order)
        self.place = [0] * len(order)
        self.looks = 0
        self._number(0, len(order))

    def improve(self, budget: int) -> list[int]:
        """Move blocks, short ones first, until no move helps or `budget` positions have been tried."""
        length = 1
        while length <= min(_LONGEST_BLOCK, len(self.order) - 1) and self.looks < budget:
            # A longer block that moves opens ways for the short, cheap ones again.
            length = 1 if self._pass(length, budget) and length > 1 else length + 1
        return self.order

    def _pass(self, length: int, budget: int) -> bool:
        moved, again = False, True
        while again and self.looks < budget:
            again = False
            for start in range(len(self.order) - length + 1):
                target = self._best_place(start, length)
                if target is not None:
                    self._move(start, length, target)
                    again = moved = True
            again = again and length == 1
        return moved

    def _best_place(self, start: int, length: int) -> int | None:
        """Return where the block would better begin, counted without it; None where it stands best.

        Better is a smaller total wait; with an equal one, fewer changes of area.
        """
        order, weights, place = self.order, self.weights, self.place
        end = start + length
        block = order[start:end]
        own = sum(weights[node] for node in block)
        latest = min(
            (place[user] for node in block for user in self.dag.users[node] if place[user] >= end), default=len(order)
        )
        earliest = max((place[on] + 1 for node in block for on in self.dag.needs[node] if place[on] < start), default=0)
        self.looks += latest - end + start - earliest
        least, target = 0, None
        passed = 0
        for at in range(end, latest):
            passed += weights[order[at]]
            change = (at - end + 1) * own - length * passed
            if change < least or (change == 0 == least and self._joins(start, end, at + 1, target)):
                least, target = change, at + 1 - length
        passed = 0
        for at in range(start - 1, earliest - 1, -1):
            passed += weights[order[at]]
            change = length * passed - (start - at) * own
            if change < least or (change == 0 == least and self._joins(start, end, at, target)):
                least, target = change, at
        return target

    def _joins(self, start: int, end: int, gap: int, target: int | None) -> bool:
        """Tell whether moving the block into `gap` (before the node now there) makes fewer changes of area."""
        if target is not None:
            return False
        before, after = self._group(start - 1), self._group(end)
        first, last = self._group(start), self._group(end - 1)
        left, right = self._group(gap - 1), self._group(gap)
        now = (before != first) + (last != after) + (left != right)
        then = (before != after) + (left != first) + (last != right)
        return then < now

    def _group(self, place: int) -> int:
        return self.dag.group[self.order[place]] if 0 <= place < len(self.order) else -1

    def _move(self, start: int, length: int, target: int) -> None:
        block = self.order[start : start + length]
        del self.order[start : start + length]
        self.order[target:target] = block
        self._number(min(start, target), max(start, target) + length)

    def _number(self, start: int, end: int) -> None:
        for place in range(start, end):
            self.place[self.order[place]] = place
