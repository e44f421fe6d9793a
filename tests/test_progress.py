"""What can be learned now, in the order of what it is good for; and what a node opens."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import MapOf
from test_plan_properties import Needs, below, dags, opened

from graph import LocalMap, plan_path
from graph.progress import NextStep, frontier, next_steps, unlocks


def by_id(steps: tuple[NextStep, ...]) -> Mapping[str, NextStep]:
    return {step.node.id: step for step in steps}


def test_what_carries_most_of_the_goal_an_hour_comes_first(map_of: MapOf) -> None:
    map_ = map_of(
        {"t": ["u", "v", "side"], "u": ["base"], "v": ["base"]},
        hours={"base": 2, "side": 1, "u": 3, "v": 3, "t": 4},
    )
    found = next_steps(map_, "t")
    assert [(step.node.id, step.leaning_hours, step.gain) for step in found] == [("base", 10, 5), ("side", 4, 4)]
    assert found[0].opens == ("u", "v")
    assert found[1].opens == ()
    assert [edge.dependent for edge in found[0].chain] in (["u", "t"], ["v", "t"])


def test_what_is_begun_comes_before_everything_else(map_of: MapOf) -> None:
    map_ = map_of({"t": ["base", "side"]}, hours={"side": 9})
    assert [step.node.id for step in next_steps(map_, "t")] == ["base", "side"]
    assert [step.node.id for step in next_steps(map_, "t", learning=["side"])] == ["side", "base"]


def test_the_frontier_moves_with_what_is_known(map_of: MapOf) -> None:
    map_ = map_of({"t": ["b"], "b": ["a"]})
    assert [[step.node.id for step in next_steps(map_, "t", known=known)] for known in ([], ["a"], ["b"], ["t"])] == [
        ["a"],
        ["b"],
        ["t"],
        [],
    ]


def test_a_topic_of_no_hours_has_a_finite_gain(map_of: MapOf) -> None:
    found = by_id(next_steps(map_of({"t": ["a"]}, hours={"a": 0, "t": 3}), "t"))
    assert found["a"].gain == pytest.approx(12)


def test_without_a_goal_the_whole_map_is_the_goal(map_of: MapOf) -> None:
    map_ = map_of({"t": ["a"], "u": ["a"], "v": ["b"]})
    found = next_steps(map_, known=["v"])
    assert [(step.node.id, step.leaning_hours) for step in found] == [("a", 2)]


@settings(max_examples=60, deadline=None)
@given(dags(), st.data())
def test_the_frontier_is_all_that_needs_nothing_unknown_and_leaning_hours_are_those_of_its_dependents(
    needs: Needs, data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(sorted(needs)))
    known = data.draw(st.sets(st.sampled_from(sorted(needs)), max_size=3))
    mastered = set().union(*(below(needs, node) for node in known))
    goal = below(needs, target) - mastered
    found = by_id(next_steps(opened(needs), target, known=known))
    assert found.keys() == {node for node in goal if set(needs[node]) <= mastered}
    for node, step in found.items():
        assert step.leaning_hours == len([user for user in goal if node in below(needs, user)]) - 1
        assert set(step.opens) == {user for user in goal if set(needs[user]) - mastered == {node}}


@settings(max_examples=60, deadline=None)
@given(dags(), st.data())
def test_what_a_node_unlocks_is_what_can_be_learned_once_it_and_its_prerequisites_are_known(
    needs: Needs, data: st.DataObject
) -> None:
    node = data.draw(st.sampled_from(sorted(needs)))
    known = data.draw(st.sets(st.sampled_from(sorted(needs)), max_size=3))
    before = set().union(*(below(needs, name) for name in known))
    after = before | below(needs, node)
    found = unlocks(opened(needs), node, known=known)
    users = {user for user in needs if node in needs[user]} - before
    assert set(found.first) == below(needs, node) - before - {node}
    assert {user.id for user in found.at_once} == {user for user in users if set(needs[user]) <= after}
    assert {user.id: set(missing) for user, missing in found.with_more} == {
        user: set(needs[user]) - after for user in users if not set(needs[user]) <= after
    }
    assert {user.id for user in found.finally_} == {
        user for user in needs if node in below(needs, user) and user != node
    } - before


def test_an_alternative_unlocks_what_any_one_of_them_suffices_for(map_of: MapOf) -> None:
    map_ = map_of({"t": ["p|q", "a"], "s": ["p", "q"]})
    found = unlocks(map_, "p", known=["a"])
    assert [node.id for node in found.at_once] == ["t"]
    assert [(node.id, missing) for node, missing in found.with_more] == [("s", ("q",))]
    assert frontier(map_, ["t", "s"], {"q", "a"}) == ("t",)


def test_helpful_prerequisites_hold_nothing_up(map_of: MapOf) -> None:
    map_ = map_of({"t": ["h?", "a"]})
    assert [step.node.id for step in next_steps(map_, "t")] == ["a"]
    assert frontier(map_, ["t"], {"a"}) == ("t",)
    assert unlocks(map_, "h").at_once == ()


def test_following_the_best_next_step_reaches_the_goal_in_as_many_steps_as_the_plan(bundled: LocalMap) -> None:
    goal = "self-attention"
    known: list[str] = []
    while found := next_steps(bundled, goal, known=known):
        known.append(found[0].node.id)
    assert sorted(known) == sorted(plan_path(bundled, goal).positions)
    assert known[-1] == goal
