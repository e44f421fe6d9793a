"""The order in which every prerequisite is still fresh when it is needed.

The wait of a prerequisite is the number of steps from learning it to using it. An order's total wait is its sum over all
edges: the cost of a linear arrangement of a DAG, NP-hard to minimise [1]_. Since every edge points forward, it equals the sum
over nodes of position × (prerequisites − dependents): single-machine scheduling of unit jobs under precedence, with those
differences as weights [2]_. Hence swapping two neighbouring blocks A, B that no edge joins changes it by
|B|·weight(A) − |A|·weight(B), whatever is inside them, and a set's cut alone tells the cost of being at that point.

Up to a limit of downsets the optimum is found by dynamic programming over them; beyond it `graph.arrangement` searches.

References
----------
.. [1] M. R. Garey, D. S. Johnson, "Computers and Intractability", 1979, problem GT43 (directed optimal linear arrangement).
.. [2] E. L. Lawler, "Sequencing jobs to minimize total weighted completion time subject to precedence constraints", Annals of
   Discrete Mathematics 2, 1978.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.arrangement import Dag, good_order
from graph.errors import PrerequisiteCycle

_MOST_EXACT: Final = 28
"""The optimum is searched for up to this many nodes."""

_MOST_DOWNSETS: Final = 4_000
"""The search for the optimum is given up when it has met more downsets."""


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
    return [names[node] for node in (good_order(dag) if best is None else best)]


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
    walk = {min(stuck): None}
    while True:
        following = min(needs[next(reversed(walk))] & stuck)
        if following in walk:
            return list(walk)[list(walk).index(following) :]
        walk[following] = None


def _dag(names: Sequence[str], needs: Mapping[str, Sequence[str]], groups: Mapping[str, str]) -> Dag:
    index = {name: place for place, name in enumerate(names)}
    below = [sorted({index[on] for on in needs[name] if on in index}) for name in names]
    above: list[list[int]] = [[] for _ in names]
    for node, ons in enumerate(below):
        for on in ons:
            above[on].append(node)
    numbers: dict[str, int] = {}
    return Dag(below, above, [numbers.setdefault(groups.get(name, ""), len(numbers)) for name in names])


@dataclass(slots=True)
class _Way:
    """The cheapest way found to a downset: wait and changes of area so far, its cut, its last node, what may follow."""

    wait: int
    changes: int
    cut: int
    last: int
    before: int
    ready: list[int]


def _optimum(dag: Dag) -> list[int] | None:
    """Return an order of least total wait, of those one with few changes of area; None beyond the limit of downsets.

    The total wait is the sum of the cuts of the downsets that the order passes through, so the cheapest way to a downset
    does not depend on how one goes on from it (Held and Karp's principle).
    """
    needs = [sum(1 << on for on in ons) for ons in dag.needs]
    layer = {0: _Way(0, 0, 0, -1, 0, [node for node, ons in enumerate(needs) if not ons])}
    layers = [layer]
    met = 0
    for _ in dag.needs:
        following: dict[int, _Way] = {}
        for downset, way in layer.items():
            for node in way.ready:
                key = downset | 1 << node
                cut = way.cut - dag.weights[node]
                wait = way.wait + cut
                changes = way.changes + (way.last >= 0 and dag.group[way.last] != dag.group[node])
                known = following.get(key)
                if known is None:
                    ready = [other for other in way.ready if other != node]
                    ready += [user for user in dag.users[node] if not needs[user] & ~key]
                    following[key] = _Way(wait, changes, cut, node, downset, ready)
                elif (wait, changes) < (known.wait, known.changes):
                    known.wait, known.changes, known.last, known.before = wait, changes, node, downset
        met += len(following)
        if met > _MOST_DOWNSETS:
            return None
        layer = following
        layers.append(layer)
    order: list[int] = []
    downset = next(iter(layer))
    for layer in reversed(layers[1:]):
        order.append(layer[downset].last)
        downset = layer[downset].before
    return order[::-1]
