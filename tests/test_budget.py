"""Within a budget a plan is the most valuable part that needs nothing outside itself."""

import json
import math
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import PREFIXES, MapOf, topics

from explorer.cli import main
from graph import LocalMap, open_map, plan_path
from graph.budget import BudgetedPlan, cut, plan_within
from graph.errors import InvalidInput, PlanTooLong
from graph.map import MOST_STEPS
from graph.synthetic import synthetic_turtle

Needs = Mapping[str, list[str]]


@st.composite
def weighted_dags(draw: st.DrawFn, largest: int = 14) -> tuple[Needs, dict[str, float]]:
    """Topics n0 … n-1, each needing some of those before it, with hours in quarters, some of them 0."""
    size = draw(st.integers(1, largest))
    needs = {
        f"n{node}": sorted(f"n{on}" for on in draw(st.sets(st.integers(0, node - 1), max_size=3))) if node else []
        for node in range(size)
    }
    return needs, {node: draw(st.integers(0, 20)) / 4 for node in needs}


def opened(needs: Needs, hours: Mapping[str, float]) -> LocalMap:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "map.ttl"
        path.write_text(PREFIXES + topics(needs, hours), encoding="utf-8")
        return open_map(path)


def ids(found: BudgetedPlan) -> list[str]:
    return [step.node.id for step in found.plan.steps]


def value(part: set[str], needs: Needs, hours: dict[str, float], target: str) -> float:
    """The value of a part as the documentation states it, written without the code under test."""
    members = closure(target, needs)
    above = {node: [user for user in members if node in closure(user, needs)] for node in members}
    each = {node: sum(hours[user] for user in above[node]) for node in members}
    return sum(each[node] for node in part) + (sum(each.values()) if target in part else 0)


def closure(node: str, needs: Needs) -> set[str]:
    return {node}.union(*(closure(on, needs) for on in needs[node]))


def test_a_target_that_fits_is_reached_by_the_whole_plan(map_of: MapOf) -> None:
    map_ = map_of({"c": ["b"], "b": ["a"]})
    found = plan_within(map_, "c", 3)
    assert found.fits
    assert (ids(found), found.hours_left, found.steps_left) == (["a", "b", "c"], 0, 0)


def test_what_does_not_fit_says_how_far_it_is_and_what_is_missing(map_of: MapOf) -> None:
    map_ = map_of({"t": ["x", "y"], "x": ["a"]}, hours={"a": 2, "x": 1, "y": 4, "t": 1})
    found = plan_within(map_, "t", 3)
    assert not found.fits
    assert ids(found) == ["a", "x"]
    assert (found.hours_left, found.steps_left, found.reached, found.missing) == (5, 2, ("x",), ("y",))


def test_what_carries_more_comes_first(map_of: MapOf) -> None:
    # base carries four steps, side only the target; both cost the same.
    map_ = map_of({"t": ["u", "v", "w", "side"], "u": ["base"], "v": ["base"], "w": ["base"]})
    assert ids(plan_within(map_, "t", 1)) == ["base"]


def test_of_several_targets_one_that_can_be_reached_is(map_of: MapOf) -> None:
    map_ = map_of({"far": ["f1"], "f1": ["f2"], "f2": ["f3"], "near": ["n1"]})
    found = plan_within(map_, ["far", "near"], 2)
    assert ids(found) == ["n1", "near"]
    assert found.targets_reached == ("near",)


def test_the_cheapest_of_alternatives_decides_whether_the_target_fits(map_of: MapOf) -> None:
    map_ = map_of({"t": ["p|q"], "p": ["x"]}, hours={"p": 1, "q": 3, "x": 5})
    assert plan_within(map_, "t", 4).fits


def test_helpful_prerequisites_are_dropped_before_required_ones(map_of: MapOf) -> None:
    map_ = map_of({"t": ["a", "h?"]}, hours={"h": 9})
    assert set(ids(plan_within(map_, "t", 11, thorough=True))) == {"a", "h", "t"}
    assert set(ids(plan_within(map_, "t", 5, thorough=True))) == {"a", "t"}


def test_what_is_known_costs_nothing_and_counts_as_reached(map_of: MapOf) -> None:
    map_ = map_of({"t": ["x", "y"]}, hours={"x": 9, "y": 9})
    found = plan_within(map_, "t", 5, known=["x"])
    assert (ids(found), found.reached, found.missing) == ([], ("x",), ("y",))


def test_a_budget_of_nothing_gives_an_empty_plan(map_of: MapOf) -> None:
    found = plan_within(map_of({"b": ["a"]}), "b", 0)
    assert (ids(found), found.steps_left) == ([], 2)


def test_a_known_target_leaves_nothing_to_learn(map_of: MapOf) -> None:
    found = plan_within(map_of({"b": ["a"]}), "b", 0, known=["b"])
    assert found.fits
    assert found.targets_reached == ("b",)


@pytest.mark.parametrize("budget", [-1, math.nan, math.inf, -math.inf])
def test_a_budget_that_is_no_amount_of_hours_is_refused(map_of: MapOf, budget: float) -> None:
    with pytest.raises(InvalidInput, match="0 hours or more"):
        plan_within(map_of({"b": ["a"]}), "b", budget)


@settings(max_examples=80, deadline=None)
@given(weighted_dags(), st.floats(0, 40))
def test_a_budget_is_respected_and_the_plan_needs_nothing_outside_itself(
    drawn: tuple[Needs, dict[str, float]], budget: float
) -> None:
    needs, hours = drawn
    found = plan_within(opened(needs, hours), f"n{len(needs) - 1}", budget)
    assert found.plan.hours <= budget + 1e-9
    learned: set[str] = set()
    for node in ids(found):
        assert set(needs[node]) <= learned
        learned.add(node)


@settings(max_examples=40, deadline=None)
@given(weighted_dags(largest=8), st.floats(0, 20))
def test_of_a_few_steps_no_other_closed_part_is_worth_more(
    drawn: tuple[Needs, dict[str, float]], budget: float
) -> None:
    needs, hours = drawn
    target = f"n{len(needs) - 1}"
    members = sorted(closure(target, needs))
    best = max(
        value(set(part), needs, hours, target)
        for size in range(len(members) + 1)
        for part in combinations(members, size)
        if sum(hours[node] for node in part) <= budget and all(set(needs[node]) <= set(part) for node in part)
    )
    found = plan_within(opened(needs, hours), target, budget)
    assert value(set(ids(found)), needs, hours, target) == pytest.approx(best)


@settings(max_examples=30, deadline=None)
@given(weighted_dags(largest=11), st.floats(0, 40), st.floats(0, 10))
def test_a_larger_budget_is_never_worth_less(drawn: tuple[Needs, dict[str, float]], budget: float, more: float) -> None:
    needs, hours = drawn
    map_, target = opened(needs, hours), f"n{len(needs) - 1}"
    assert plan_within(map_, target, budget + more).value >= plan_within(map_, target, budget).value - 1e-9


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7, 0.99])
def test_on_the_bundled_map_much_of_the_budget_is_used_and_the_same_input_gives_the_same_plan(
    bundled: LocalMap, share: float
) -> None:
    whole = plan_path(bundled, "attention-is-all-you-need")
    budget = whole.hours * share
    found, again = (plan_within(bundled, "attention-is-all-you-need", budget) for _ in range(2))
    assert ids(found) == ids(again)
    assert 0.9 * budget - 2 <= found.plan.hours <= budget
    assert set(ids(found)) < {step.node.id for step in whole.steps}


def test_the_command_line_says_how_far_from_the_target_the_budget_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["path", "attention-is-all-you-need", "--budget-hours", "20", "--format", "json"])
    written = json.loads(capsys.readouterr().out)
    assert ended.value.code == 0
    assert written["hours"] <= 20
    assert written["budget"]["fits"] is False
    assert written["budget"]["missing"]


def test_a_negative_budget_is_one_sentence_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["path", "gradient-descent", "--budget-hours", "-4"])
    output = capsys.readouterr()
    assert (ended.value.code, output.out) == (1, "")
    assert "-4" in output.err


@pytest.mark.parametrize("budget", [0, 7, 40, 90, 1_000])
def test_cutting_a_plan_takes_what_planning_within_the_budget_takes_in_the_order_of_the_whole(
    bundled: LocalMap, budget: float
) -> None:
    whole = plan_path(bundled, ["attention-is-all-you-need", "random-forest"])
    found, planned = cut(whole, budget), plan_within(bundled, ["attention-is-all-you-need", "random-forest"], budget)
    assert set(found.plan.positions) == set(planned.plan.positions)
    places = [whole.positions[step.node.id] for step in found.plan.steps]
    assert places == sorted(places)
    assert (found.fits, found.hours_left, found.targets_reached) == (
        planned.fits, planned.hours_left, planned.targets_reached
    )  # fmt: skip
    assert (set(found.reached), set(found.missing)) == (set(planned.reached), set(planned.missing))


def test_a_plan_that_is_too_long_says_so_and_its_budgeted_part_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "large.ttl"
    path.write_text("".join(synthetic_turtle(8_000, seed=2)))
    map_ = open_map(path)
    with pytest.raises(PlanTooLong) as raised:
        plan_path(map_, "polymath")
    assert raised.value.steps > 7_000
    for language, said in (("en", "the hours you have"), ("ja", "使える時間")):
        assert said in raised.value.text(language)
    found = plan_within(map_, "polymath", 100)
    assert not found.fits
    assert 0 < found.plan.hours <= 100
    assert found.steps_left > 7_000 - len(found.plan.steps)
    learned: set[str] = set()
    for step in found.plan.steps:
        needs = [
            edge.on for edge in map_.prerequisites([step.node.id]) if edge.strength == "required" and not edge.choice
        ]
        assert set(needs) <= learned
        learned.add(step.node.id)


def test_of_a_path_too_long_the_command_line_says_which_option_plans_a_part(tmp_path: Path) -> None:
    chain = {f"t{number}": [f"t{number - 1}"] if number else [] for number in range(MOST_STEPS + 1)}
    (tmp_path / "map.ttl").write_text(PREFIXES + topics(chain))
    for language, said in (("en", "too many to be a plan"), ("ja", "計画としては長すぎます")):
        command = ["path", f"t{MOST_STEPS}", "--map", str(tmp_path / "map.ttl"), "--lang", language]
        done = subprocess.run([sys.executable, "-m", "explorer.cli", *command], capture_output=True, text=True)
        assert (done.returncode, said in done.stderr, "--budget-hours 200" in done.stderr) == (1, True, True)
