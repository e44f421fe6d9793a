"""Every chain of reasons from a step to a target can be had, the shortest first."""

from collections.abc import Sequence
from itertools import islice, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import MapOf
from test_plan_properties import Needs, dags, opened

from graph import LocalMap, Prerequisite, plan_path
from graph.reasons import chains, how_many


def walked(chain: Sequence[Prerequisite]) -> str:
    return " ".join([chain[0].on, *(edge.dependent for edge in chain)])


def every_way(needs: Needs, start: str, target: str) -> list[str]:
    """All ways up, by exhaustion; shares nothing with the code under test."""
    if start == target:
        return [start]
    users = [node for node in needs if start in needs[node]]
    return [f"{start} {way}" for user in users for way in every_way(needs, user, target)]


def test_chains_come_shortest_first_and_each_edge_leads_to_the_next(map_of: MapOf) -> None:
    plan = plan_path(map_of({"t": ["b", "a"], "b": ["a"], "c": ["a"], "d": ["c"]}), "t")
    found = list(chains(plan, "a"))
    assert [walked(chain) for chain in found] == ["a t", "a b t"]
    assert all(one.dependent == other.on for chain in found for one, other in pairwise(chain))
    assert found[1][0].because.en == "b uses a."


def test_a_long_chain_that_is_always_near_the_target_comes_after_a_shorter_one_that_is_not(map_of: MapOf) -> None:
    needs = {"t": ["p", "q", "s", "z"], "p": ["a"], "q": ["p"], "s": ["q"], "y": ["a"], "z": ["y"]}
    plan = plan_path(map_of(needs), "t")
    assert [len(chain) for chain in chains(plan, "a")] == [2, 3, 3, 4]


@settings(max_examples=60, deadline=None)
@given(dags(), st.data())
def test_the_chains_are_all_that_there_are_and_counted_without_walking_them(needs: Needs, data: st.DataObject) -> None:
    target, start = data.draw(st.sampled_from(sorted(needs))), data.draw(st.sampled_from(sorted(needs)))
    plan = plan_path(opened(needs), target)
    expected = every_way(needs, start, target) if start != target else []
    found = list(chains(plan, start))
    assert sorted(map(walked, found)) == sorted(expected)
    assert [len(chain) for chain in found] == sorted(len(chain) for chain in found)
    assert how_many(plan, start) == len(expected)
    assert (found or [()])[0] == plan.why(start)


def test_what_is_stated_as_known_has_its_reasons_too(map_of: MapOf) -> None:
    plan = plan_path(map_of({"t": ["b"], "b": ["a"]}), "t", known=["a"])
    assert [walked(chain) for chain in chains(plan, "a")] == ["a b t"]
    assert how_many(plan, "a") == 1


def test_a_target_and_a_stranger_have_none(map_of: MapOf) -> None:
    plan = plan_path(map_of({"t": ["a"], "x": ["a"]}), "t")
    assert list(chains(plan, "t")) == list(chains(plan, "x")) == []
    assert how_many(plan, "t") == how_many(plan, "x") == 0


def test_the_first_of_a_million_chains_are_had_without_the_others(map_of: MapOf) -> None:
    # A ladder: every rung needs both nodes of the rung below.
    needs = {f"{side}{rung}": [f"l{rung - 1}", f"r{rung - 1}"] for rung in range(1, 20) for side in "lr"}
    plan = plan_path(map_of({**needs, "t": ["l19", "r19"]}), "t")
    assert how_many(plan, "l0") == 2**19
    first = list(islice(chains(plan, "l0"), 50))
    assert len({walked(chain) for chain in first}) == 50


def test_the_shortest_of_all_chains_on_the_bundled_map_is_the_one_that_a_plan_gives(bundled: LocalMap) -> None:
    plan = plan_path(bundled, "gpt-3")
    for step in plan.steps[:-1]:
        assert next(chains(plan, step.node.id)) == plan.why(step.node.id)
