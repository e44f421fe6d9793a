"""The study plan's phases follow each other, and each is checked against the hours that its months give."""

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.cli import main
from graph import LocalMap, open_map, plan_path
from graph.errors import InvalidInput
from graph.study_plan import study_plan

PHASES = """
:a a lm:Topic ; skos:prefLabel "A"@en ; lm:hours 100 .
:b a lm:Topic ; skos:prefLabel "B"@en ; lm:hours 500 ; lm:prerequisite [ lm:on :a ] .
:p a lm:Tool ; skos:prefLabel "P"@en ; lm:hours 1 .
:q a lm:Tool ; skos:prefLabel "Q"@en ; lm:hours 2 .
:second a lm:Phase ; skos:prefLabel "Second"@en ; lm:monthFrom 3 ; lm:monthTo 4 ;
    lm:prerequisite [ lm:on :b ] , [ lm:oneOf ( :q :p ) ] .
:first a lm:Phase ; skos:prefLabel "First"@en ; lm:monthFrom 1 ; lm:monthTo 2 ;
    lm:prerequisite [ lm:on :a ] , [ lm:oneOf ( :p :q ) ] .
"""


@pytest.fixture
def phases(turtle_file: Callable[[str], Path]) -> LocalMap:
    return open_map(turtle_file(PHASES))


def test_phases_come_by_month_and_add_what_the_former_ones_did_not_teach(phases: LocalMap) -> None:
    found = study_plan(phases)
    assert [phase.node.id for phase in found] == ["first", "second"]
    assert set(found[0].plan.positions) == {"a", "p", "first"}
    # The tool chosen in the first phase is known in the second.
    assert set(found[1].plan.positions) == {"b", "second"}
    assert [[target.id for target in phase.targets] for phase in found] == [["a", "p"], ["b"]]


def test_a_phase_has_its_months_times_the_routines_hours(phases: LocalMap) -> None:
    first, second = study_plan(phases)
    weeks = 2 * 52 / 12
    assert first.available == pytest.approx((15 * weeks, 25 * weeks))
    assert (first.verdict, first.over) == ("ample", 0)
    assert second.verdict == "over"
    assert second.over == pytest.approx(500 - 25 * weeks)


def test_own_hours_a_week_take_the_routines_place(phases: LocalMap) -> None:
    assert study_plan(phases, hours_per_week=60)[1].verdict == "ample"
    assert study_plan(phases, hours_per_week=12)[0].available == pytest.approx((104, 104))


def test_what_is_known_is_in_no_phase(phases: LocalMap) -> None:
    assert all("a" not in phase.plan.positions for phase in study_plan(phases, known=["a"]))


def test_a_map_without_phases_has_no_study_plan(turtle_file: Callable[[str], Path]) -> None:
    assert study_plan(open_map(turtle_file(':a a lm:Topic ; skos:prefLabel "A"@en .'))) == ()


def test_a_phase_without_months_is_refused_by_name(turtle_file: Callable[[str], Path]) -> None:
    with pytest.raises(InvalidInput, match="'timeless' has no months"):
        study_plan(open_map(turtle_file(':timeless a lm:Phase ; skos:prefLabel "X"@en .')))


@pytest.mark.parametrize("hours", [0, -1, math.nan])
def test_hours_a_week_must_be_positive(phases: LocalMap, hours: float) -> None:
    with pytest.raises(InvalidInput, match="above 0"):
        study_plan(phases, hours_per_week=hours)


def test_the_bundled_five_phases_fit_into_their_months_and_teach_each_thing_once(bundled: LocalMap) -> None:
    found = study_plan(bundled)
    assert [phase.months for phase in found] == [(1, 2), (3, 4), (5, 6), (7, 9), (10, 12)]
    assert [phase.node.id for phase in found if phase.verdict == "over"] == []
    steps = [node for phase in found for node in phase.plan.positions]
    assert len(steps) == len(set(steps))


@pytest.mark.parametrize("target", ["phase-3", "beginner", "nlp-researcher"])
def test_a_phase_a_stage_and_a_career_are_targets_as_any_other(bundled: LocalMap, target: str) -> None:
    plan = plan_path(bundled, target)
    assert plan.steps[-1].node.id == target
    assert plan.hours > 0


def test_the_command_line_writes_the_check_in_text_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["study-plan", "--lang", "ja"])
    assert ended.value.code == 0
    assert "1〜2ヶ月目" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["study-plan", "--format", "json"])
    written = json.loads(capsys.readouterr().out)
    assert [phase["verdict"] in ("ample", "fits", "over") for phase in written] == [True] * len(written)
    assert written[0]["hours"] == sum(step["hours"] for step in written[0]["plan"]["steps"])
