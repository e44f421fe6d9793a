"""Good orders of a DAG too large for the optimum; `graph.order` says what is minimised, and why blocks can be weighed.

Three steps: a barycentric order [1]_; descent by carrying a node together with what it must take along; and iterated local
search [2]_, kicks in random places that are kept where the descent after them does not end higher. Work is counted, never
timed: the same input gives the same order on any machine.

Carrying is what makes the difference. To move a node earlier past its own prerequisite, the prerequisite has to come along;
taking it into the carried block the moment it is met keeps every step one of constant cost, and finds moves that no shift of
neighbouring nodes finds. On closures of the bundled map, descents by moves of neighbouring blocks ended 4% above the best
order that long annealing finds, by carrying 1 to 2%, and with kicks 0.1 to 0.3% (`tests/benchmarks/test_order.py`).

References
----------
.. [1] K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE
   Transactions on Systems, Man, and Cybernetics 11(2), 1981: there for the nodes of a level, here for all.
.. [2] H. R. Lourenço, O. C. Martin, T. Stützle, "Iterated local search", Handbook of Metaheuristics, 2003.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import pairwise
from random import Random
from typing import Final

_BARYCENTRIC_ROUNDS: Final = 3
_SWEEPS_A_ROUND: Final = 3

_NEAR: Final = 20
_FAR: Final = 60
"""Places that a node is carried at most, first and last: most of what is won is won near, for a third of the looks. What would
have to go farther is carried in several steps."""

_LOOKS: Final = 50_000
_LOOKS_A_NODE: Final = 165
"""Nodes that the search may look past: the larger of the first, and the second for each node; half as many again for areas."""

_KICKS: Final = 5
"""Random moves before each descent."""


@dataclass(frozen=True)
class Dag:
    """Nodes as 0 … n-1, foundations first, with what each needs and is needed for."""

    needs: list[list[int]]
    users: list[list[int]]
    group: list[int]

    @cached_property
    def weights(self) -> list[int]:
        """Prerequisites less dependents of each node."""
        return [len(needs) - len(users) for needs, users in zip(self.needs, self.users, strict=True)]

    def total_wait(self, order: Sequence[int]) -> int:
        """Return the sum over all edges of the steps from prerequisite to use."""
        weights = self.weights
        return sum(place * weights[node] for place, node in enumerate(order))

    def changes(self, order: Sequence[int]) -> int:
        """Return how often the area changes along the order."""
        return sum(self.group[one] != self.group[other] for one, other in pairwise(order))


def good_order(dag: Dag) -> list[int]:
    """Return an order of small total wait, of equal ones one that changes its area seldom; never worse than depth-first."""
    budget = max(_LOOKS, _LOOKS_A_NODE * len(dag.needs))
    # Depth-first is best where a plan narrows towards its target, by level where thousands of nodes lie side by side.
    starts = _depth_first(dag, -1), _depth_first(dag, 1), list(range(len(dag.needs)))
    best = _Carrying(dag, _barycentric(dag, min(starts, key=dag.total_wait)), budget)
    best.settle()
    if best.looks > budget // 2:
        # A second start costs as much as the first; in a large DAG kicks bring more.
        other = _Carrying(dag, starts[1], best.looks)
        other.settle()
        best.looks = other.looks
        if dag.total_wait(other.order) < dag.total_wait(best.order):
            best = other
    best.kick(Random(0))
    best.looks, best.reach = budget // 2, _NEAR
    best.keep_areas_together()
    return best.order


def _depth_first(dag: Dag, sign: int) -> list[int]:
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


def _barycentric(dag: Dag, order: list[int]) -> list[int]:
    """Return the best of the orders that follow when each node moves to the mean place of itself and its neighbours."""
    near = [[node, *dag.needs[node], *dag.users[node]] for node in range(len(dag.needs))]
    best, least = order, dag.total_wait(order)
    for _ in range(_BARYCENTRIC_ROUNDS):
        place = [0.0] * len(order)
        for position, node in enumerate(order):
            place[node] = position
        for _ in range(_SWEEPS_A_ROUND):
            for node in order:
                place[node] = sum([place[other] for other in near[node]]) / len(near[node])
        order = _topological(dag, place)
        wait = dag.total_wait(order)
        if wait < least:
            best, least = order, wait
    return best


def _topological(dag: Dag, place: Sequence[float]) -> list[int]:
    """Return the order that always goes on with the node of least place among those whose prerequisites are placed."""
    left = [len(ons) for ons in dag.needs]
    ready = [(place[node], node) for node, count in enumerate(left) if not count]
    heapify(ready)
    order = []
    while ready:
        _, node = heappop(ready)
        order.append(node)
        for user in dag.users[node]:
            left[user] -= 1
            if not left[user]:
                heappush(ready, (place[user], user))
    return order


class _Carrying:
    """An order that gets better as nodes are carried earlier with what they need, or later with what needs them."""

    def __init__(self, dag: Dag, order: Sequence[int], looks: int) -> None:
        self.dag = dag
        self.order = list(order)
        self.place = [0] * len(order)
        self.looks = looks
        self.reach = _FAR
        self._number(0, self.order)
        # For each direction: what a node takes along, and the weight that it gains by coming later in that direction.
        self.ways = {-1: (dag.needs, dag.weights), 1: (dag.users, [-weight for weight in dag.weights])}

    def settle(self) -> None:
        """Descend from the order as it is: what little way brings first."""
        for self.reach in (_NEAR, _FAR):
            self.descend(self.order)

    def descend(self, nodes: Iterable[int]) -> None:
        """Carry each of `nodes`, then whatever a move has touched, to where the total wait is least, until nothing moves."""
        queue = list(nodes)[::-1]
        queued = set(queue)
        while queue and self.looks > 0:
            node = queue.pop()
            queued.discard(node)
            earlier, later = self._waits(node, -1), self._waits(node, 1)
            least = min(0, min(earlier, default=0), min(later, default=0))
            if not least:
                continue
            way, waits = (-1, earlier) if least in earlier else (1, later)
            touched = self._carry(node, way, waits.index(least) + 1) - queued
            queued |= touched
            queue.extend(sorted(touched, key=self.place.__getitem__))

    def kick(self, random: Random) -> None:
        """Carry random nodes anywhere and descend; go back where that ends higher; until no looks are left."""
        count = len(self.order)
        wait = self.dag.total_wait(self.order)
        while self.looks > 0:
            before = self.order[:]
            touched: set[int] = set()
            for _ in range(_KICKS):
                # Only `random()` is promised to give the same numbers in every version of Python.
                node, way = int(random.random() * count), 1 if random.random() < 0.5 else -1
                room = self.place[node] if way < 0 else count - 1 - self.place[node]
                touched |= self._carry(node, way, min(room, 1 + int(random.random() * count / 3)))
            # What copying and weighing the order cost, in looks; also the end of orders in which nothing can move.
            self.looks -= 1 + count // 4
            self.descend(sorted(touched, key=self.place.__getitem__))
            reached = self.dag.total_wait(self.order)
            if reached > wait:
                self.order = before
                self._number(0, before)
            else:
                wait = reached

    def keep_areas_together(self) -> None:
        """Carry nodes to others of their area where that leaves the total wait as it is and makes fewer changes of area."""
        moved = True
        while moved:
            moved = False
            for node in range(len(self.order)):
                if self.looks < 0:
                    return
                for way in (-1, 1):
                    if self._area(self.place[node] + way) != self.dag.group[node]:
                        moved |= self._join_area(node, way)

    def _join_area(self, node: int, way: int) -> bool:
        start, area = self.place[node], self.dag.group[node]
        for far, wait in enumerate(self._waits(node, way), 1):
            end = start + way * far
            if wait == 0 and area in (self._area(end), self._area(end + way)):
                # The nodes at both sides of what moves belong to the comparison.
                first = max(0, min(start, end) - 1)
                before = self.order[first : max(start, end) + 2]
                self._carry(node, way, far)
                if self.dag.changes(self.order[first : first + len(before)]) < self.dag.changes(before):
                    return True
                self.order[first : first + len(before)] = before
                self._number(first, before)
        return False

    def _area(self, place: int) -> int:
        return self.dag.group[self.order[place]] if 0 <= place < len(self.order) else -1

    def _waits(self, node: int, way: int) -> list[int]:
        """Return by how much the total wait changes if a node is carried 1, 2, … places earlier (way -1) or later (1)."""
        place = self.place[node]
        ahead = (
            self.order[place + 1 : place + 1 + self.reach]
            if way > 0
            else self.order[max(0, place - self.reach) : place]
        )
        if way < 0:
            ahead.reverse()
        links, gains = self.ways[way]
        taken = set(links[node])
        size, weight, change = 1, gains[node], 0
        changes = []
        for other in ahead:
            if other in taken:
                taken.update(links[other])
                size += 1
                weight += gains[other]
            else:
                change += size * gains[other] - weight
            changes.append(change)
        self.looks -= len(ahead)
        return changes

    def _carry(self, node: int, way: int, far: int) -> set[int]:
        """Carry a node and what it must take along `far` places; return what may now move: those carried and their links."""
        links, _ = self.ways[way]
        start = self.place[node]
        taken, passed = [node], []
        wanted = set(links[node])
        for place in range(start + way, start + way * (far + 1), way):
            other = self.order[place]
            if other in wanted:
                wanted.update(links[other])
                taken.append(other)
            else:
                passed.append(other)
        now = (passed + taken)[::way]
        first = min(start, start + way * far)
        self.order[first : first + far + 1] = now
        self._number(first, now)
        return set(taken).union(*(self.dag.needs[other] + self.dag.users[other] for other in taken))

    def _number(self, first: int, nodes: Sequence[int]) -> None:
        for place, node in enumerate(nodes, first):
            self.place[node] = place
