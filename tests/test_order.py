"""The order puts every prerequisite first and uses it soon."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import PrerequisiteCycle
from graph.order import fresh_order, total_wait

Needs = Mapping[str, Sequence[str]]


@st.composite
def dags(draw: st.DrawFn, largest: int = 40) -> dict[str, list[str]]:
    """Nodes n0 … n-1, each needing some of those before it."""
    size = draw(st.integers(1, largest))
    return {
        f"n{node}": sorted(f"n{on}" for on in draw(st.sets(st.integers(0, node - 1), max_size=4))) if node else []
        for node in range(size)
    }


def random_dag(nodes: int, seed: int) -> dict[str, list[str]]:
    random = Random(seed)
    return {f"n{n}": [f"n{int(random.random() * n)}" for _ in range(3)] if n else [] for n in range(nodes)}


def depth_first(needs: Needs) -> list[str]:
    """Post-order, by name; written here so that it shares nothing with the code under test."""
    order: dict[str, None] = {}

    def visit(node: str) -> None:
        if node not in order:
            for on in sorted(needs[node]):
                visit(on)
            order[node] = None

    for node in sorted(needs):
        visit(node)
    return list(order)


def is_linear_extension(order: Sequence[str], needs: Needs) -> bool:
    place = {node: position for position, node in enumerate(order)}
    return sorted(order) == sorted(needs) and all(place[on] < place[node] for node in needs for on in needs[node])


def changes(order: Iterable[str], groups: Mapping[str, str]) -> int:
    return sum(groups[one] != groups[other] for one, other in pairwise(order))


@settings(max_examples=50, deadline=None)
@given(dags(), st.integers(1, 5))
def test_every_node_comes_once_and_after_what_it_needs(needs: Needs, areas: int) -> None:
    groups = {node: f"area{place % areas}" for place, node in enumerate(needs)}
    assert is_linear_extension(fresh_order(needs, groups=groups), needs)


@settings(max_examples=30, deadline=None)
@given(dags(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(needs: dict[str, list[str]], random: Random) -> None:
    nodes = list(needs)
    random.shuffle(nodes)
    shuffled = {node: random.sample(needs[node], len(needs[node])) for node in nodes}
    assert fresh_order(shuffled) == fresh_order(needs)


@settings(max_examples=30, deadline=None)
@given(dags())
def test_the_total_wait_is_never_above_that_of_depth_first(needs: Needs) -> None:
    assert total_wait(fresh_order(needs), needs) <= total_wait(depth_first(needs), needs)


@settings(max_examples=30, deadline=None)
@given(dags(largest=7))
def test_of_a_few_nodes_no_order_waits_less(needs: Needs) -> None:
    least = min(total_wait(order, needs) for order in permutations(needs) if is_linear_extension(order, needs))
    assert total_wait(fresh_order(needs), needs) == least


@pytest.mark.parametrize("nodes", [60, 150, 400])
def test_beyond_the_exact_search_the_order_holds_too_and_waits_far_less_than_depth_first(nodes: int) -> None:
    needs = random_dag(nodes, seed=nodes)
    order = fresh_order(needs)
    assert is_linear_extension(order, needs)
    assert total_wait(order, needs) < 0.8 * total_wait(depth_first(needs), needs)


def test_areas_are_kept_together_where_that_costs_no_wait() -> None:
    # Three pairs below one target: whichever area comes first, the waits are the same.
    needs: dict[str, list[str]] = {name: [] for name in "abcdef"} | {"t": list("abcdef")}
    groups = dict(zip("abcdef", "xyxyxy", strict=True)) | {"t": "x"}
    assert changes(fresh_order(needs, groups=groups), groups) == 2


def test_areas_are_kept_together_in_large_plans_and_never_at_the_price_of_waits() -> None:
    needs = random_dag(200, seed=5)
    groups = {node: f"area{int(node[1:]) % 4}" for node in needs}
    order, blind = fresh_order(needs, groups=groups), fresh_order(needs)
    assert total_wait(order, needs) <= total_wait(blind, needs)
    assert changes(order, groups) < changes(blind, groups)


def test_what_is_no_node_is_taken_as_known() -> None:
    assert fresh_order({"b": ["a", "known"], "a": ["known"]}) == ["a", "b"]


def test_nothing_to_order_gives_nothing() -> None:
    assert fresh_order({}) == []


@settings(max_examples=30, deadline=None)
@given(dags(largest=20), st.data())
def test_a_cycle_is_named_by_edges_that_exist(needs: dict[str, list[str]], data: st.DataObject) -> None:
    nodes = sorted(needs)
    length = data.draw(st.integers(1, len(nodes)))
    ring = data.draw(st.permutations(nodes))[:length]
    for node, on in zip(ring, [*ring[1:], ring[0]], strict=True):
        needs[node] = [*needs[node], on]
    with pytest.raises(PrerequisiteCycle) as raised:
        fresh_order(needs)
    cycle = raised.value.cycle
    assert len(set(cycle)) == len(cycle)
    assert all(on in needs[node] for node, on in zip(cycle, [*cycle[1:], cycle[0]], strict=True))
