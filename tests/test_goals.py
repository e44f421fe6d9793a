"""How far it is to a goal."""

import pytest

from graph import LocalMap, plan_path
from graph.goals import ways
from graph.whole import all_nodes

GOALS = ["bert", "phase-1", "beginner", "data-scientist"]


@pytest.mark.parametrize("goal", GOALS)
def test_what_is_left_is_the_plan_and_the_whole_is_the_plan_of_who_knows_nothing(bundled: LocalMap, goal: str) -> None:
    known = ["probability-distributions", "matrix-multiplication"]
    way = ways(bundled, [goal], known=known)[0]
    whole, left = plan_path(bundled, goal), plan_path(bundled, goal, known=known)
    assert (way.steps, way.hours) == (len(whole.steps), pytest.approx(whole.hours))
    assert (way.steps_left, way.hours_left) == (len(left.steps), pytest.approx(left.hours))
    assert 0 < way.share < 1


def test_who_knows_the_goal_has_arrived_and_who_knows_nothing_has_not_begun(bundled: LocalMap) -> None:
    assert [way.share for way in ways(bundled, GOALS)] == [0.0] * len(GOALS)
    for way in ways(bundled, GOALS, known=GOALS):
        assert (way.share, way.steps_left) == (1.0, 0)


def test_what_is_skipped_is_no_part_of_the_way(bundled: LocalMap) -> None:
    with_it, without = (ways(bundled, ["bert"], skipped=skipped)[0] for skipped in ([], ["gradient-descent"]))
    assert without.hours < with_it.hours
    assert without.share == 0.0


def test_every_stage_phase_and_career_of_the_map_is_some_way_off(bundled: LocalMap) -> None:
    for kind in ("stage", "phase", "career"):
        found = ways(bundled, [node.id for node in all_nodes(bundled, kind=kind)])
        assert found
        assert all(way.hours > 0 for way in found)
