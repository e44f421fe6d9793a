"""Alternatives are plans to the same targets that teach different things; choices fall on the cheapest."""

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import MapOf

from explorer.cli import main
from graph import LocalMap, open_map
from graph.alternatives import EMPHASES, Alternative, alternatives, plan_with_emphasis
from graph.choice_costs import CombinationCosts
from graph.choices import choose
from graph.errors import InvalidInput
from graph.model import Prerequisite
from graph.path import Plan

FIELD = """
:a a lm:Topic ; skos:prefLabel "A"@en ; lm:hours 2 ; lm:introducedIn :paper , :hard-paper .
:h a lm:Topic ; skos:prefLabel "H"@en ; lm:hours 1 .
:t a lm:Topic ; skos:prefLabel "T"@en ; lm:hours 2 ;
    lm:prerequisite [ lm:on :a ] , [ lm:on :h ; lm:strength lm:helpful ] , [ lm:oneOf ( :p :q ) ] .
:p a lm:Tool ; skos:prefLabel "P"@en ; lm:hours 1 .
:q a lm:Tool ; skos:prefLabel "Q"@en ; lm:hours 2 .
:z a lm:Topic ; skos:prefLabel "Z"@en ; lm:hours 2 .
:board a lm:Topic ; skos:prefLabel "Board"@en ; lm:hours 1 .
:tool a lm:Tool ; skos:prefLabel "Tool"@en ; lm:hours 1 ; lm:prerequisite [ lm:on :board ] .
:paper a lm:Paper ; skos:prefLabel "Paper"@en ; lm:hours 1 ; lm:prerequisite [ lm:on :a ] .
:hard-paper a lm:Paper ; skos:prefLabel "Hard"@en ; lm:hours 1 ; lm:prerequisite [ lm:on :z ] .
:build a lm:Project ; skos:prefLabel "Build"@en ; lm:hours 4 ; lm:practises :a , :t ;
    lm:prerequisite [ lm:on :t ] , [ lm:on :tool ] .
:again a lm:Project ; skos:prefLabel "Again"@en ; lm:hours 9 ; lm:practises :a ; lm:prerequisite [ lm:on :a ] .
:beyond a lm:Project ; skos:prefLabel "Beyond"@en ; lm:hours 1 ; lm:practises :a ; lm:prerequisite [ lm:on :z ] .
"""


@pytest.fixture
def field(turtle_file: Callable[[str], Path]) -> LocalMap:
    return open_map(turtle_file(FIELD))


def taught(plan: Plan) -> set[str]:
    return set(plan.positions)


def test_every_emphasis_adds_or_chooses_what_it_says(field: LocalMap) -> None:
    found = {alternative.emphasis: taught(alternative.plan) for alternative in alternatives(field, "t", 5)}
    assert found == {
        "quickest": {"a", "p", "t"},
        "thorough": {"a", "h", "p", "t"},
        # One project practises both topics, so no second one; its tool comes with what the tool needs.
        "practice": {"a", "p", "t", "build", "tool", "board"},
        "papers": {"a", "p", "t", "paper"},
        "other-choices": {"a", "q", "t"},
    }


def test_what_only_one_of_them_teaches_is_named_in_its_order(field: LocalMap) -> None:
    only = {alternative.emphasis: alternative.only for alternative in alternatives(field, "t", 5)}
    assert only["quickest"] == ()
    assert only["thorough"] == ("h",)
    assert only["practice"] == ("board", "tool", "build")
    assert only["other-choices"] == ("q",)


def test_all_reach_the_targets_and_are_for_them(field: LocalMap) -> None:
    for alternative in alternatives(field, ["t", "z"], 5):
        assert alternative.plan.targets == ("t", "z")
        assert {"t", "z"} <= taught(alternative.plan)


def test_no_more_than_asked_for_come_and_the_quickest_is_first(field: LocalMap) -> None:
    assert [alternative.emphasis for alternative in alternatives(field, "t", 2)] == ["quickest", "thorough"]


def test_plans_that_teach_the_same_count_once(map_of: MapOf) -> None:
    found: tuple[Alternative, ...] = alternatives(map_of({"b": ["a"]}), "b", 5)
    assert [alternative.emphasis for alternative in found] == ["quickest"]


def test_what_is_known_is_in_none_of_them(field: LocalMap) -> None:
    found = alternatives(field, "t", 5, known=["paper", "tool", "h"])
    assert all(taught(alternative.plan).isdisjoint({"paper", "tool", "board", "h", "a"}) for alternative in found)


def test_a_choice_that_offers_nothing_else_is_kept(map_of: MapOf) -> None:
    # p serves one choice and is required besides: there is no other way.
    map_ = map_of({"t": ["p|q", "p"]})
    assert taught(plan_with_emphasis(map_, "t", "other-choices")) == {"p", "t"}


@pytest.mark.parametrize("emphasis", EMPHASES)
def test_on_the_bundled_map_every_plan_puts_prerequisites_first(bundled: LocalMap, emphasis: str) -> None:
    plan = plan_with_emphasis(bundled, "deep-residual-learning", emphasis)  # type: ignore[arg-type]
    for place, step in enumerate(plan.steps):
        assert all(plan.positions[on] < place for on in step.requires)
    assert plan.steps


def test_fewer_than_one_is_refused(field: LocalMap) -> None:
    with pytest.raises(InvalidInput, match="1 alternative or more"):
        alternatives(field, "t", 0)


def chosen(needs: dict[str, list[str]], hours: dict[str, float], targets: list[str], known: set[str]) -> set[str]:
    edges = [
        Prerequisite(node, on, choice=f"{node}/{need}" if "|" in need else None)
        for node, ons in needs.items()
        for need in ons
        for on in need.split("|")
    ]
    kept = choose(edges, targets, known=known, hours=hours)
    return {*targets, *(edge.on for edge in kept)} - known


def test_a_target_that_is_an_alternative_too_costs_nothing_more() -> None:
    # q is cheaper by itself, but p is wanted anyway.
    assert chosen({"t": ["p|q"]}, {"p": 5, "q": 1}, ["t", "p"], set()) == {"t", "p"}


def test_many_choices_among_the_same_alternatives_fall_on_the_same_one() -> None:
    # Twelve choices of two: one at a time nothing gets cheaper than staying with the first alternative.
    needs = {"t": [f"s{n}" for n in range(12)]} | {f"s{n}": ["dear|cheap"] for n in range(12)}
    assert "cheap" in chosen(needs, {"dear": 5, "cheap": 4}, ["t"], set())


def test_beyond_all_combinations_an_alternative_taken_wherever_it_is_offered_is_found() -> None:
    # Eleven different choices: `shared` pays only if several take it at once.
    needs = {"t": [f"s{n}" for n in range(11)]} | {f"s{n}": [f"own{n}|shared"] for n in range(11)}
    hours = {f"own{n}": 1.0 for n in range(11)} | {"shared": 3.0}
    assert chosen(needs, hours, ["t"], set()) == {"t", "shared"} | {f"s{n}" for n in range(11)}


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_combination_costs_what_walking_through_it_finds(data: st.DataObject) -> None:
    nodes = [f"n{n}" for n in range(data.draw(st.integers(2, 9), label="nodes"))]
    some = st.lists(st.sampled_from(nodes), max_size=2, unique=True)
    edges = [Prerequisite(node, on) for node in nodes for on in data.draw(some, label=node)]
    groups = [[f"c{n}"] for n in range(data.draw(st.integers(0, 3), label="choices"))]
    combination = [data.draw(st.sampled_from(nodes), label="option") for _ in groups]
    stating = [data.draw(st.sampled_from(nodes), label="dependent") for _ in groups]
    edges += [
        Prerequisite(dependent, on, choice=choice)
        for dependent, (choice,), taken in zip(stating, groups, combination, strict=True)
        for on in (taken, nodes[0])
    ]
    by_dependent = {node: [edge for edge in edges if edge.dependent == node] for node in nodes}
    taken = {choice: on for (choice,), on in zip(groups, combination, strict=True)}
    met = [nodes[-1]]
    for node in met:
        ons = [edge.on for edge in by_dependent[node] if edge.choice is None or taken[edge.choice] == edge.on]
        met += [on for on in dict.fromkeys(ons) if on not in met]
    hours = {node: data.draw(st.floats(0, 9), label="hours") for node in nodes}
    cost = CombinationCosts(by_dependent, [nodes[-1]], decided={}, groups=groups, known=(), hours=hours)
    assert cost(combination) == (math.fsum(hours[node] for node in met), len(met))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_other_combination_of_alternatives_is_cheaper(data: st.DataObject) -> None:
    leaves = [f"l{n}" for n in range(5)]
    hours = {leaf: data.draw(st.integers(1, 9), label=leaf) * 1.0 for leaf in leaves}
    options = data.draw(st.lists(st.lists(st.sampled_from(leaves), min_size=2, max_size=3, unique=True), max_size=4))
    needs = {"t": [f"s{n}" for n in range(len(options))]}
    needs |= {f"s{n}": ["|".join(ons)] for n, ons in enumerate(options)}
    found = sum(hours.get(node, 0) for node in chosen(needs, hours, ["t"], set()))
    subsets = [{leaf for bit, leaf in enumerate(leaves) if mask >> bit & 1} for mask in range(32)]
    least = min(sum(hours[leaf] for leaf in part) for part in subsets if all(part & set(ons) for ons in options))
    assert found == least


def test_the_command_line_compares_and_says_when_there_are_fewer(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["path", "attention-is-all-you-need", "--alternatives", "9", "--lang", "en"])
    output = capsys.readouterr().out
    assert ended.value.code == 0
    assert "most thorough" in output
    assert "9" in output.splitlines()[-2]


def test_the_command_line_writes_each_plan_whole_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["path", "deep-residual-learning", "--alternatives", "2", "--format", "json"])
    written = json.loads(capsys.readouterr().out)
    assert [found["emphasis"] for found in written["alternatives"]] == ["quickest", "thorough"]
    assert all(found["plan"]["steps"] for found in written["alternatives"])


@pytest.mark.parametrize(
    "options",
    [
        ("--alternatives", "2", "--weeks"),
        ("--alternatives", "2", "--budget-hours", "9"),
        ("--emphasis", "papers", "--budget-hours", "9"),
        ("--emphasis", "papers", "--thorough"),
        ("--format", "markdown", "--start", "2026-01-05"),
    ],
)
def test_options_that_contradict_each_other_are_wrong_usage(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["path", "gradient-descent", *options])
    assert ended.value.code == 2
    assert "--" in capsys.readouterr().err
