"""Laws of every plan, over random maps."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import PREFIXES, topics

from graph import LocalMap, open_map, plan_path
from graph.path import Plan

Needs = Mapping[str, list[str]]


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
