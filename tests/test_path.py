"""A plan holds what the targets need beyond what is known, every prerequisite first."""

import pytest
from small_maps import MapOf

from graph import LocalMap, plan_path
from graph.errors import InvalidInput, NodeNotFound, PrerequisiteCycle
from graph.knowledge import knowledge
from graph.path import Plan

DIAMOND = {"d": ["b", "c"], "b": ["a"], "c": ["a"]}


def ids(plan: Plan) -> list[str]:
    return [step.node.id for step in plan.steps]


def test_plan_holds_the_closure_and_ends_with_the_target(map_of: MapOf) -> None:
    plan = plan_path(map_of(DIAMOND), "d")
    assert set(ids(plan)) == set("abcd")
    assert ids(plan)[-1] == "d"


def test_knowing_a_topic_means_knowing_what_it_requires(map_of: MapOf) -> None:
    assert ids(plan_path(map_of(DIAMOND), "d", known=["b"])) == ["c", "d"]


def test_a_trailing_mark_means_that_topic_alone(map_of: MapOf) -> None:
    assert set(ids(plan_path(map_of(DIAMOND), "d", known=["b!"]))) == {"a", "c", "d"}


def test_a_known_area_means_its_topics_and_what_they_require(bundled: LocalMap) -> None:
    area = "probability-and-statistics"
    topics = {node.id for node in bundled.nodes() if node.kind == "topic" and node.area == area}
    assert topics & plan_path(bundled, "naive-bayes").positions.keys()
    plan = plan_path(bundled, "naive-bayes", known=[area])
    assert plan.known == (area,)
    assert not plan.positions.keys() & (topics | knowledge(bundled, topics).known)
    assert knowledge(bundled, [f"{area}!"]).known == topics | {area}


def test_a_known_target_leaves_nothing_to_learn(map_of: MapOf) -> None:
    plan = plan_path(map_of(DIAMOND), "b", known=["d"])
    assert plan.steps == ()
    assert plan.hours == 0
    assert plan.mean_wait == 0


def test_helpful_prerequisites_come_only_when_thorough(map_of: MapOf) -> None:
    map_ = map_of({"b": ["a", "h?"]})
    assert set(ids(plan_path(map_, "b"))) == {"a", "b"}
    assert set(ids(plan_path(map_, "b", thorough=True))) == {"a", "h", "b"}


def test_of_alternatives_the_cheapest_overall_is_chosen(map_of: MapOf) -> None:
    # p costs less by itself, but needs x.
    map_ = map_of({"t": ["p|q"], "p": ["x"]}, hours={"p": 1, "q": 3, "x": 5})
    assert ids(plan_path(map_, "t")) == ["q", "t"]


def test_of_alternatives_the_known_one_is_chosen(map_of: MapOf) -> None:
    map_ = map_of({"t": ["p|q"], "p": ["x"]}, hours={"p": 1, "q": 3, "x": 5})
    assert ids(plan_path(map_, "t", known=["p"])) == ["t"]


def test_alternatives_are_chosen_together_where_that_is_cheaper(map_of: MapOf) -> None:
    # Each choice alone would take its own cheap option; the shared one serves both.
    map_ = map_of({"t": ["s1", "s2"], "s1": ["a|shared"], "s2": ["b|shared"]}, hours={"a": 3, "b": 3, "shared": 4})
    assert set(ids(plan_path(map_, "t"))) == {"shared", "s1", "s2", "t"}


def test_shared_parts_of_several_targets_come_once(map_of: MapOf) -> None:
    plan = plan_path(map_of({"x": ["a"], "y": ["a"]}), ["x", "y"])
    assert sorted(ids(plan)) == ["a", "x", "y"]
    assert plan.targets == ("x", "y")


def test_a_skipped_node_and_what_only_it_needs_are_left_out(map_of: MapOf) -> None:
    assert ids(plan_path(map_of({"d": ["b", "c"], "b": ["a"]}), "d", skipped=["b"])) == ["c", "d"]


def test_an_area_as_a_target_means_all_its_topics(bundled: LocalMap) -> None:
    area = "linear-algebra"
    plan = plan_path(bundled, area)
    topics = {node.id for node in bundled.nodes() if node.kind == "topic" and node.area == area}
    assert topics <= plan.positions.keys()
    assert ids(plan)[-1] == area
    # Only what leads to no other topic of the area is a reason of its own.
    assert len(topics) > len(plan.steps[-1].because) > 1
    assert topics <= plan_path(bundled, ["matrices", area]).positions.keys()


@pytest.mark.parametrize("kind", ["career", "stage", "phase"])
def test_careers_stages_and_phases_are_targets(bundled: LocalMap, kind: str) -> None:
    found = [node.id for node in bundled.nodes() if node.kind == kind]
    assert found
    for target in found:
        plan = plan_path(bundled, target)
        assert ids(plan)[-1] == target
        assert len(plan.steps) > 30
    # Shared parts come once; of alternatives the plans may share one that each alone would not take.
    together = plan_path(bundled, found)
    alone = set().union(*(plan_path(bundled, target).positions for target in found))
    assert len(together.steps) <= len(alone)
    assert set(found) <= together.positions.keys()


def test_of_alternatives_a_skipped_one_is_not_chosen_and_the_other_is_learned(map_of: MapOf) -> None:
    map_ = map_of({"t": ["p|q"]}, hours={"q": 9})
    assert ids(plan_path(map_, "t")) == ["p", "t"]
    assert ids(plan_path(map_, "t", skipped=["p"])) == ["q", "t"]
    assert ids(plan_path(map_, "t", skipped=["p", "q"])) == ["t"]


def test_knowing_what_needs_a_skipped_node_is_a_contradiction(map_of: MapOf) -> None:
    with pytest.raises(InvalidInput, match="'a' is skipped"):
        plan_path(map_of(DIAMOND), "d", known=["b"], skipped=["a"])


def test_a_cycle_is_named_with_its_edges(map_of: MapOf) -> None:
    with pytest.raises(PrerequisiteCycle) as raised:
        plan_path(map_of({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}), "d")
    assert sorted(raised.value.cycle) == ["a", "b", "c"]
    assert " → " in str(raised.value)


@pytest.mark.parametrize("hours", [0, -1, float("nan"), float("inf")])
def test_hours_a_week_must_be_a_positive_number(map_of: MapOf, hours: float) -> None:
    with pytest.raises(InvalidInput, match="above 0"):
        plan_path(map_of(DIAMOND), "d", hours_per_week=hours)


def test_an_unknown_name_comes_with_the_nearest(map_of: MapOf) -> None:
    with pytest.raises(NodeNotFound) as raised:
        plan_path(map_of({"perceptron": ["dot-product"]}), "perzeptron")
    assert raised.value.near[0] == "perceptron"


def test_no_target_is_refused(map_of: MapOf) -> None:
    with pytest.raises(InvalidInput, match="target"):
        plan_path(map_of(DIAMOND), [])


def test_why_is_the_shortest_chain_of_reasons_to_the_target(map_of: MapOf) -> None:
    plan = plan_path(map_of({"t": ["m", "a"], "m": ["a"], "a": ["z"]}), "t")
    assert [(edge.on, edge.dependent) for edge in plan.why("z")] == [("z", "a"), ("a", "t")]
    assert plan.why("t") == ()


def test_waits_and_held_open_count_steps(map_of: MapOf) -> None:
    plan = plan_path(map_of({"c": ["b", "a"], "b": ["a"]}), "c")
    assert ids(plan) == ["a", "b", "c"]
    assert sorted(plan.waits) == [1, 1, 2]
    assert plan.held_open == 2


def test_reasons_speak_of_the_plan_and_of_what_was_stated_as_known(map_of: MapOf) -> None:
    plan = plan_path(map_of({"d": ["b", "c"], "b": ["a"], "c": ["a"]}), "d", known=["b"])
    steps = {step.node.id: step.requires for step in plan.steps}
    assert steps == {"c": (), "d": ("b", "c")}


def test_labels_aliases_and_ids_name_the_same_node(bundled: LocalMap) -> None:
    names = ["support-vector-machine", "svm", "SVM", "サポートベクターマシン", "Support Vector Machine"]
    assert {bundled.resolve(name) for name in names} == {"support-vector-machine"}
