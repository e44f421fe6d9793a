"""How long prerequisites wait in our order, against other orders and against the optimum; and how long ordering takes.

Total waits are compared as ratios in one run. `networkx.topological_sort` depends on the order in which nodes and edges are
added: here as one would who reads the map, nodes sorted by id, then each node's edges as its file states them.
"""

import math
import statistics
import time
from collections.abc import Mapping, Sequence
from random import Random

import networkx as nx
import pytest

from graph import LocalMap
from graph.knowledge import knowledge
from graph.order import fresh_order, total_wait
from graph.path import needed_edges

Needs = Mapping[str, Sequence[str]]

ANNEALED = 6
"""Closures of the map that annealing is tried on: it takes seconds each."""

PROVED = 40
MOST_SETS = 60_000
"""Closures of 30 and more steps whose optimum is computed, and the closed sets that may take."""


@pytest.fixture(scope="module")
def closures(bundled: LocalMap) -> dict[str, Needs]:
    """What each target of the bundled map needs, by target, every target once, smallest first."""
    found: dict[str, Needs] = {}
    nobody = knowledge(bundled)
    for target in bundled.ids:
        needs: dict[str, list[str]] = {target: []}
        for edge in needed_edges(bundled, [target], nobody):
            needs.setdefault(edge.on, [])
            needs.setdefault(edge.dependent, []).append(edge.on)
        found[target] = {node: needs[node] for node in sorted(needs)}
    return dict(sorted(found.items(), key=lambda item: (len(item[1]), item[0])))


@pytest.fixture(scope="module")
def areas(bundled: LocalMap) -> dict[str, str]:
    return {node.id: node.area or "" for node in bundled.nodes()}


@pytest.mark.timeout(1_800)
def test_waits_on_all_targets_of_the_map(closures: dict[str, Needs], areas: dict[str, str]) -> None:
    large = {target: needs for target, needs in closures.items() if len(needs) >= 30}
    to_networkx, to_depth_first, seconds = [], [], []
    for needs in large.values():
        start = time.process_time()
        order = fresh_order(needs, groups=areas)
        seconds.append(time.process_time() - start)
        ours = total_wait(order, needs)
        to_networkx.append(ours / total_wait(networkx_order(needs), needs))
        to_depth_first.append(ours / total_wait(depth_first(needs), needs))
    print(f"\n{len(large)} targets of 30 to {max(map(len, large.values()))} steps. Our total wait, as a ratio:")
    print(f"  to networkx.topological_sort  {spread(to_networkx)}   (asked: 0.50)")
    print(f"  to depth-first post-order     {spread(to_depth_first)}")
    print(f"  CPU time: median {1e3 * statistics.median(seconds):.0f} ms, most {1e3 * max(seconds):.0f} ms")
    assert max(to_depth_first) <= 1
    assert statistics.median(to_networkx) <= 0.66


def test_waits_against_long_annealing(closures: dict[str, Needs], areas: dict[str, str]) -> None:
    large = [needs for needs in closures.values() if len(needs) >= 30]
    chosen = large[:: len(large) // ANNEALED][:ANNEALED]
    ours, possible = [], []
    for needs in chosen:
        wait = total_wait(fresh_order(needs, groups=areas), needs)
        best = min(wait, annealed_wait(needs, fresh_order(needs)))
        ours.append(wait / best)
        possible.append(best / total_wait(networkx_order(needs), needs))
    print(f"\n{len(chosen)} targets of {', '.join(str(len(needs)) for needs in chosen)} steps:")
    print(f"  our total wait to the best that long annealing finds  {spread(ours)}")
    print(f"  that best to networkx.topological_sort                {spread(possible)}   (no order does better)")
    assert statistics.mean(ours) <= 1.02


def test_waits_against_the_exact_optimum(closures: dict[str, Needs], areas: dict[str, str]) -> None:
    small = [needs for needs in closures.values() if 3 <= len(needs) <= 18]
    ratios = [total_wait(fresh_order(needs, groups=areas), needs) / (least_wait(needs) or 1) for needs in small]
    print(f"\n{len(small)} targets of 3 to 18 steps, our total wait to the optimum: {spread(ratios)}")
    assert statistics.mean(ratios) <= 1.01


def test_the_exact_optimum_against_networkx(closures: dict[str, Needs], areas: dict[str, str]) -> None:
    """How far below networkx any order at all can come: this bounds what may be asked of ours."""
    medium = [needs for needs in closures.values() if 30 <= len(needs) <= 45]
    ours, possible = [], []
    for needs in medium[:: max(1, len(medium) // PROVED)]:
        least = least_wait(needs, MOST_SETS)
        if least is not None:
            ours.append(total_wait(fresh_order(needs, groups=areas), needs) / least)
            possible.append(least / total_wait(networkx_order(needs), needs))
    print(f"\n{len(ours)} targets of 30 to 45 steps whose optimum can be computed:")
    print(f"  our total wait to the optimum              {spread(ours)}")
    print(f"  the optimum to networkx.topological_sort   {spread(possible)}   (no order does better)")
    assert statistics.mean(ours) <= 1.01


@pytest.mark.parametrize(("nodes", "limit"), [(300, 0.05), (5_000, 2.0)])
def test_generated_graphs(nodes: int, limit: float) -> None:
    ratios, seconds = [], []
    for seed, (most, window) in enumerate([(3, 60), (3, nodes), (2, 40), (4, 20), (6, 100)]):
        needs = generated(nodes, most, window, seed)
        start = time.process_time()
        order = fresh_order(needs)
        seconds.append(time.process_time() - start)
        ratios.append(total_wait(order, needs) / total_wait(networkx_order(needs), needs))
    print(f"\n{len(ratios)} generated graphs of {nodes:,} nodes: to networkx.topological_sort {spread(ratios)}")
    print(f"  CPU time: median {statistics.median(seconds):.3f} s, most {max(seconds):.3f} s (asked: {limit} s)")
    assert statistics.median(ratios) <= 0.75
    assert max(ratios) < 0.8


def spread(ratios: Sequence[float]) -> str:
    return (
        f"median {statistics.median(ratios):.3f}, mean {statistics.mean(ratios):.3f}, "
        f"{min(ratios):.3f} to {max(ratios):.3f}"
    )


def generated(nodes: int, most: int, window: int, seed: int) -> Needs:
    """A DAG in which each node needs 1 to `most` of the `window` nodes before it."""
    random = Random(seed)
    return {
        f"n{node:05}": sorted(
            {f"n{random.randrange(max(0, node - window), node):05}" for _ in range(random.randint(1, most))}
        )
        if node
        else []
        for node in range(nodes)
    }


def networkx_order(needs: Needs) -> list[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(needs))
    graph.add_edges_from((on, node) for node in sorted(needs) for on in needs[node])
    return list(nx.topological_sort(graph))


def depth_first(needs: Needs) -> list[str]:
    """Post-order over the prerequisites in the order of the file."""
    order: dict[str, None] = {}
    stack = [(node, False) for node in sorted(needs, reverse=True)]
    while stack:
        node, entered = stack.pop()
        if entered:
            order.setdefault(node)
        elif node not in order:
            stack.append((node, True))
            stack.extend((on, False) for on in reversed(needs[node]) if on not in order)
    return list(order)


def least_wait(needs: Needs, most: int = 1_000_000) -> int | None:
    """The optimum, over all sets that are closed under prerequisites; None where there are more than `most` of them.

    Shares no code with `graph.order`. Every step from a set on makes each edge that leaves the set one step longer.
    """
    nodes = list(needs)
    bit = {node: 1 << place for place, node in enumerate(nodes)}
    required = [sum(bit[on] for on in set(needs[node])) for node in nodes]
    gain = {node: -len(set(needs[node])) for node in nodes}
    for node in nodes:
        for on in set(needs[node]):
            gain[on] += 1
    layer: dict[int, tuple[int, int]] = {0: (0, 0)}
    met = 0
    for _ in nodes:
        following: dict[int, tuple[int, int]] = {}
        for learned, (wait, leaving) in layer.items():
            for place, node in enumerate(nodes):
                if learned >> place & 1 or required[place] & ~learned:
                    continue
                grown, cut = learned | 1 << place, leaving + gain[node]
                if grown not in following or wait + cut < following[grown][0]:
                    following[grown] = (wait + cut, cut)
        layer = following
        met += len(layer)
        if met > most:
            return None
    return layer[(1 << len(nodes)) - 1][0]


def annealed_wait(needs: Needs, order: list[str], moves: int = 300_000) -> int:
    """The least total wait met by simulated annealing with moves of blocks; shares no code with `graph.order`."""
    random = Random(1)
    users = {node: [user for user in needs if node in needs[user]] for node in needs}
    weight = {node: len(set(needs[node])) - len(users[node]) for node in needs}
    order, count = order[:], len(order)
    place = {node: position for position, node in enumerate(order)}
    wait = least = total_wait(order, needs)
    for move in range(moves):
        heat = 0.05 + 10 * (1 - move / moves) ** 2
        length = 1 + int(random.random() ** 2 * count / 3)
        start = random.randrange(count - length + 1)
        block = order[start : start + length]
        first = max((place[on] + 1 for node in block for on in needs[node] if place[on] < start), default=0)
        last = min((place[u] for node in block for u in users[node] if place[u] >= start + length), default=count)
        to = random.randint(first, last - length)
        passed = order[start + length : to + length] if to > start else order[to:start]
        gain = len(passed) * sum(map(weight.__getitem__, block)) - length * sum(map(weight.__getitem__, passed))
        change = gain if to > start else -gain
        if change <= 0 or random.random() < math.exp(-change / heat):
            low, high = min(start, to), max(start, to) + length
            order[low:high] = [*passed, *block] if to > start else [*block, *passed]
            place.update(zip(order[low:high], range(low, high), strict=True))
            wait += change
            least = min(least, wait)
    return least
