"""A plan falls into weeks with dates, a project to practise on and something to read."""

import json
import math
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import MapOf

from explorer.cli import main
from graph import LocalMap, open_map, plan_path
from graph.errors import InvalidInput
from graph.model import Label, Node
from graph.path import Plan, Step
from graph.schedule import SEED_ROUTINE, Routine, Schedule, next_monday, parsed_date, schedule, weekly_routine

CHAIN = {"c": ["b"], "b": ["a"]}
PROJECTS = """
:a a lm:Topic ; skos:prefLabel "A"@en ; lm:hours 2 ; lm:introducedIn :old-paper .
:b a lm:Topic ; skos:prefLabel "B"@en ; lm:hours 2 ; lm:prerequisite [ lm:on :a ] ; lm:introducedIn :hard-paper .
:z a lm:Topic ; skos:prefLabel "Z"@en ; lm:hours 2 .
:old-paper a lm:Paper ; skos:prefLabel "Old"@en ; lm:prerequisite [ lm:on :a ] .
:hard-paper a lm:Paper ; skos:prefLabel "Hard"@en ; lm:prerequisite [ lm:on :z ] .
:book a lm:Book ; skos:prefLabel "Book"@en ; schema:teaches :a , :b .
:site a lm:Practice ; skos:prefLabel "Site"@en ; schema:teaches :a .
:tool a lm:Tool ; skos:prefLabel "Tool"@en .
:ready a lm:Project ; skos:prefLabel "Ready"@en ; lm:practises :a , :b ; lm:prerequisite [ lm:on :b ] , [ lm:on :tool ] .
:unready a lm:Project ; skos:prefLabel "Unready"@en ; lm:practises :a , :b ; lm:prerequisite [ lm:on :z ] .
"""


def hours(found: Schedule) -> list[list[tuple[str, float]]]:
    return [[(portion.node.id, portion.hours) for portion in week.portions] for week in found.weeks]


@pytest.fixture
def projects(turtle_file: Callable[[str], Path]) -> LocalMap:
    return open_map(turtle_file(PROJECTS))


def test_a_step_spans_weeks_where_it_does_not_fit_into_one(map_of: MapOf) -> None:
    map_ = map_of(CHAIN, hours={"a": 3, "b": 9, "c": 1})
    found = schedule(plan_path(map_, "c"), map_, hours_per_week=5)
    assert hours(found) == [[("a", 3), ("b", 2)], [("b", 5)], [("b", 2), ("c", 1)]]
    ends = [(portion.begins, portion.ends) for week in found.weeks for portion in week.portions]
    assert ends == [(True, True), (True, False), (False, False), (False, True), (True, True)]


def test_weeks_follow_each_other_from_the_start_given(map_of: MapOf) -> None:
    map_ = map_of(CHAIN, hours={"a": 3, "b": 9, "c": 1})
    found = schedule(plan_path(map_, "c"), map_, hours_per_week=5, start=date(2026, 1, 7))
    assert [week.start for week in found.weeks] == [date(2026, 1, 7), date(2026, 1, 14), date(2026, 1, 21)]
    assert found.end == date(2026, 1, 27)


def test_without_a_start_weeks_have_no_dates(map_of: MapOf) -> None:
    map_ = map_of(CHAIN)
    assert {(week.start, week.end) for week in schedule(plan_path(map_, "c"), map_).weeks} == {(None, None)}


def test_what_takes_no_time_belongs_to_the_week_in_which_it_is_reached(map_of: MapOf) -> None:
    map_ = map_of(CHAIN, hours={"a": 5, "b": 5, "c": 0})
    assert hours(schedule(plan_path(map_, "c"), map_, hours_per_week=5)) == [[("a", 5)], [("b", 5), ("c", 0)]]


def test_hours_divide_as_the_routine_does_and_keeping_up_comes_on_top(map_of: MapOf) -> None:
    map_ = map_of({"a": []}, hours={"a": 40})
    week = schedule(plan_path(map_, "a"), map_, hours_per_week=10, routine=Routine((2, 4), (1, 1), (1, 3))).weeks[0]
    assert (week.theory, week.practice, week.keeping_up) == (7.5, 2.5, 5.0)


def test_the_bundled_map_states_the_seeds_routine(bundled: LocalMap) -> None:
    assert weekly_routine(bundled) == SEED_ROUTINE


def test_a_map_without_a_routine_takes_the_seeds(map_of: MapOf) -> None:
    assert weekly_routine(map_of(CHAIN)) == SEED_ROUTINE


def test_a_project_comes_once_and_only_when_what_it_needs_is_known_tools_aside(projects: LocalMap) -> None:
    weeks = schedule(plan_path(projects, "b"), projects, hours_per_week=1).weeks
    assert [week.companion.practice and week.companion.practice.id for week in weeks] == ["site", "site", None, "ready"]
    assert [tool.id for tool in weeks[-1].companion.tools] == ["tool"]


def test_a_project_that_the_learner_was_ready_for_before_comes_at_once(projects: LocalMap) -> None:
    weeks = schedule(plan_path(projects, "b", known=["z"]), projects, hours_per_week=1).weeks
    assert weeks[0].companion.practice == projects.node("unready")


def test_reading_is_the_paper_that_can_be_read_by_then_else_what_teaches_most(projects: LocalMap) -> None:
    weeks = schedule(plan_path(projects, "b"), projects, hours_per_week=2).weeks
    assert [[item.id for item in week.companion.reading] for week in weeks] == [["old-paper"], ["book"]]


def test_on_the_bundled_map_no_project_or_paper_comes_twice_or_too_early(bundled: LocalMap) -> None:
    plan = plan_path(bundled, "nlp-researcher")
    known: set[str] = set()
    given: list[str] = []
    for week in schedule(plan, bundled).weeks:
        known.update(portion.node.id for portion in week.portions if portion.ends)
        companion = week.companion
        once = [item for item in (companion.practice, *companion.reading) if item and not item.is_resource]
        given += [item.id for item in once]
        for item in once:
            needs = bundled.prerequisites([item.id])
            choices: dict[str, list[str]] = {}
            for edge in needs:
                if edge.strength == "required" and bundled.node(edge.on).kind != "tool":
                    choices.setdefault(edge.choice or edge.on, []).append(edge.on)
            assert item.id in plan.positions or all(known.intersection(ons) for ons in choices.values()), item.id
    assert given
    assert len(given) == len(set(given))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(0, 60).map(lambda value: round(value, 2)), min_size=1, max_size=20),
    st.floats(0.5, 60).map(lambda value: round(value, 2)),
)
def test_every_hour_falls_into_a_week_in_order_and_every_week_but_the_last_is_full(
    bundled: LocalMap, lengths: list[float], pace: float
) -> None:
    nodes = [Node(f"n{place}", "topic", Label("", ""), hours=length) for place, length in enumerate(lengths)]
    # What the map says of these nodes is nothing: only the filling is looked at.
    found = schedule(Plan(("n0",), (), tuple(Step(node, (), ()) for node in nodes), pace), bundled)
    portions = [portion for week in found.weeks for portion in week.portions]
    assert list(dict.fromkeys(portion.node.id for portion in portions)) == [node.id for node in nodes]
    for node in nodes:
        spent = math.fsum(portion.hours for portion in portions if portion.node.id == node.id)
        assert spent == pytest.approx(node.hours, abs=1e-6)
    assert all(week.hours == pytest.approx(pace) for week in found.weeks[:-1])
    assert found.weeks[-1].hours <= pace + 1e-6


@pytest.mark.parametrize("hours_per_week", [0, -3, math.nan, math.inf])
def test_hours_a_week_must_be_a_positive_number(map_of: MapOf, hours_per_week: float) -> None:
    map_ = map_of(CHAIN)
    with pytest.raises(InvalidInput, match="above 0"):
        schedule(plan_path(map_, "c"), map_, hours_per_week=hours_per_week)


def test_a_plan_of_centuries_is_refused(map_of: MapOf) -> None:
    map_ = map_of(CHAIN)
    with pytest.raises(InvalidInput, match="years"):
        schedule(plan_path(map_, "c"), map_, hours_per_week=1e-6)


def test_a_start_at_the_end_of_the_calendar_is_refused(map_of: MapOf) -> None:
    map_ = map_of(CHAIN)
    with pytest.raises(InvalidInput, match="9999"):
        schedule(plan_path(map_, "c"), map_, start=date(9999, 12, 31))


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-30", "5/1/2026", ""])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput, match="2026-01-05"):
        parsed_date(text)


@given(st.dates(max_value=date(9999, 12, 1)))
def test_the_next_monday_is_a_monday_within_a_week(today: date) -> None:
    monday = next_monday(today)
    assert monday.weekday() == 0
    assert timedelta(0) < monday - today <= timedelta(days=7)


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["path", *arguments])
    output = capsys.readouterr()
    return int(ended.value.code or 0), output.out, output.err


def test_the_command_line_writes_weeks_as_json_with_dates(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = written(capsys, "gradient-descent", "--start", "2026-01-05", "--format", "json")
    plan = json.loads(out)
    assert code == 0
    assert plan["schedule"]["weeks"][0]["start"] == "2026-01-05"
    spent = sum(step["hours"] for week in plan["schedule"]["weeks"] for step in week["steps"])
    assert spent == pytest.approx(plan["hours"])


def test_the_command_line_shows_weeks_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = written(capsys, "gradient-descent", "--lang", "ja", "--start", "2026-01-05", "--hours-per-week", "5")
    assert "第2週 · 2026-01-12〜2026-01-18" in out


def test_a_bad_date_is_one_sentence_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = written(capsys, "gradient-descent", "--start", "soon")
    assert (code, out) == (1, "")
    assert "'soon' is not a date" in err or "「soon」" in err
