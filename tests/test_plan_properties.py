"""Laws of every plan, over random maps."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import PREFIXES, topics

from graph import LocalMap, open_map, plan_path
from graph.knowledge import requirements
from graph.path import Plan

Needs = Mapping[str, list[str]]
ROOT = Path(__file__).parent.parent


@st.composite
def dags(draw: st.DrawFn) -> Needs:
    """Topics n0 … n-1, each needing some of those before it."""
    size = draw(st.integers(min_value=1, max_value=14))
    return {
        f"n{node}": sorted(f"n{on}" for on in draw(st.sets(st.integers(0, node - 1), max_size=4))) if node else []
        for node in range(size)
    }


def opened(needs: Needs) -> LocalMap:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "map.ttl"
        path.write_text(PREFIXES + topics(needs), encoding="utf-8")
        return open_map(path)


def learned(plan: Plan) -> list[str]:
    return [step.node.id for step in plan.steps]


def below(needs: Needs, node: str) -> set[str]:
    return {node}.union(*(below(needs, on) for on in needs[node]))


@settings(max_examples=60, deadline=None)
@given(dags(), st.data())
def test_every_prerequisite_precedes_or_is_known_and_nothing_known_is_repeated(
    needs: Needs, data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(sorted(needs)))
    known = data.draw(st.sets(st.sampled_from(sorted(needs)), max_size=3))
    plan = plan_path(opened(needs), target, known=known)
    mastered = set().union(*(below(needs, node) for node in known))
    for step in plan.steps:
        assert step.node.id not in mastered
        assert set(needs[step.node.id]) <= mastered
        mastered.add(step.node.id)
    assert target in mastered


@settings(max_examples=60, deadline=None)
@given(dags(), st.data())
def test_removing_any_step_breaks_the_plan(needs: Needs, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(sorted(needs)))
    steps = learned(plan_path(opened(needs), target))
    needed = {on for step in steps for on in needs[step]}
    assert all(step in needed or step == target for step in steps)
    assert len(steps) == len(set(steps))


@settings(max_examples=40, deadline=None)
@given(dags(), st.data())
def test_more_knowledge_never_lengthens_the_plan(needs: Needs, data: st.DataObject) -> None:
    map_ = opened(needs)
    target = data.draw(st.sampled_from(sorted(needs)))
    known = sorted(data.draw(st.sets(st.sampled_from(sorted(needs)), max_size=4)))
    shorter = set(learned(plan_path(map_, target, known=known)))
    assert shorter <= set(learned(plan_path(map_, target, known=known[:-1])))


@settings(max_examples=30, deadline=None)
@given(dags(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_change_the_plan(needs: Needs, random: object) -> None:
    target = f"n{len(needs) - 1}"
    shuffled = list(needs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = {node: needs[node] for node in shuffled}
    assert learned(plan_path(opened(needs), target)) == learned(plan_path(opened(again), target))


@st.composite
def rich_maps(draw: st.DrawFn) -> tuple[Needs, dict[str, float]]:
    """Topics with required and helpful prerequisites, a few alternatives, and hours, some of them 0."""
    size = draw(st.integers(min_value=2, max_value=12))
    needs: dict[str, list[str]] = {}
    choices = 0
    for node in range(size):
        earlier = sorted(draw(st.sets(st.integers(0, node - 1), max_size=4))) if node else []
        names = [f"n{on}" for on in earlier]
        if len(names) >= 2 and choices < 4 and draw(st.booleans()):
            choices += 1
            names = ["|".join(names[:2]), *names[2:]]
        needs[f"n{node}"] = [f"{on}?" if "|" not in on and draw(st.integers(0, 4)) == 0 else on for on in names]
    return needs, {node: draw(st.integers(0, 8)) / 2 for node in needs}


def rich(needs: Needs, hours: Mapping[str, float]) -> LocalMap:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "map.ttl"
        path.write_text(PREFIXES + topics(needs, hours), encoding="utf-8")
        return open_map(path)


def met(statements: list[str], mastered: set[str], *, thorough: bool = False) -> bool:
    """Whether all that is required, of alternatives at least one, is mastered."""
    return all(bool(mastered & set(on.rstrip("?").split("|"))) for on in statements if thorough or not on.endswith("?"))


@settings(max_examples=80, deadline=None)
@given(rich_maps(), st.data(), st.booleans())
def test_with_alternatives_and_helpful_ones_every_step_can_be_learned_and_none_can_be_left_out(
    drawn: tuple[Needs, dict[str, float]], data: st.DataObject, thorough: bool
) -> None:
    needs, hours = drawn
    target = data.draw(st.sampled_from(sorted(needs)))
    known = data.draw(st.sets(st.sampled_from(sorted(needs)), max_size=2))
    map_ = rich(needs, hours)
    steps = learned(plan_path(map_, target, known=known, thorough=thorough))
    settled = {node for node in needs if node in known} | requirements(map_, known)
    assert not settled & set(steps)
    for left_out in ["", *steps]:
        mastered = set(settled)
        possible = True
        for step in steps:
            if step != left_out:
                possible &= met(needs[step], mastered, thorough=thorough)
                mastered.add(step)
        assert (possible and target in mastered) == (not left_out)


@settings(max_examples=60, deadline=None)
@given(rich_maps(), st.data())
def test_with_alternatives_more_knowledge_never_takes_more_hours(
    drawn: tuple[Needs, dict[str, float]], data: st.DataObject
) -> None:
    needs, hours = drawn
    map_ = rich(needs, hours)
    target = data.draw(st.sampled_from(sorted(needs)))
    known = sorted(data.draw(st.sets(st.sampled_from(sorted(needs)), min_size=1, max_size=4)))
    more, less = (plan_path(map_, target, known=some).hours for some in (known, known[:-1]))
    assert more <= less + 1e-9


@settings(max_examples=60, deadline=None)
@given(rich_maps(), st.data())
def test_what_is_skipped_is_not_in_the_plan_and_everything_else_it_needs_is(
    drawn: tuple[Needs, dict[str, float]], data: st.DataObject
) -> None:
    needs, hours = drawn
    target = data.draw(st.sampled_from(sorted(needs)))
    skipped = data.draw(st.sets(st.sampled_from(sorted(needs)), max_size=3))
    steps = learned(plan_path(rich(needs, hours), target, skipped=skipped))
    assert not skipped & set(steps)
    mastered = set(skipped)
    for step in steps:
        assert met(needs[step], mastered)
        mastered.add(step)


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    def bytes_of(seed: str, *arguments: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "explorer.cli", *arguments]
        return subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment).stdout

    for arguments in (
        ("path", "gpt-3", "phase-4", "--know", "python", "--format", "json"),
        ("path", "gpt-3", "--budget-hours", "50", "--format", "csv"),
        ("path", "mlops", "--alternatives", "5", "--format", "json"),
        ("insight", "communities", "dominators", "--format", "json"),
    ):
        assert bytes_of("1", *arguments) == bytes_of("2", *arguments)
