"""What makes no sense gets one clear sentence or a sensible empty plan; never a traceback, never half an answer."""

import io
import math
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_maps import topics

from explorer.cli import main
from graph import LocalMap, open_map, plan_path
from graph.errors import AmbiguousName, LearnmapError
from graph.order import total_wait

WriteMap = Callable[[str], Path]

TWINS = """
:one a lm:Topic ; skos:prefLabel "Kernel"@en , "カーネル"@ja ; lm:hours 1 .
:two a lm:Topic ; skos:prefLabel "Kernel"@en , "カーネル"@ja ; lm:hours 1 .
"""
NONSENSE_HOURS = """
:a a lm:Topic ; skos:prefLabel "A"@en ; lm:hours "-5"^^xsd:decimal .
:b a lm:Topic ; skos:prefLabel "B"@en ; lm:hours "NaN"^^xsd:double ; lm:prerequisite [ lm:on :a ] .
:c a lm:Topic ; skos:prefLabel "C"@en ; lm:hours "soon" ; lm:prerequisite [ lm:on :b ] .
"""


@pytest.fixture
def small(turtle_file: WriteMap) -> str:
    return str(turtle_file(topics({"d": ["b", "c"], "b": ["a"], "c": ["a"], "x": ["y"], "y": ["z"], "z": ["x"]})))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    def running(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["learnmap", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        output = capsys.readouterr()
        return int(ended.value.code or 0), output.out, output.err

    return running


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["path", "nonsense"], "There is no node called 'nonsense'"),
        (["path", ""], "There is no node called ''"),
        (["path", "d", "--know", "nonsense"], "There is no node called 'nonsense'"),
        (["path", "d", "--skip", "nonsense"], "There is no node called 'nonsense'"),
        (["path", "x"], "form a cycle, so nothing in it can be learned first"),
        (["next", "x"], "form a cycle"),
        (["place", "x"], "form a cycle"),
        (["insight"], "form a cycle"),
        (["path", "d", "--know", "b", "--skip", "a"], "'a' is skipped, yet it is known or needed by what is known (b)"),
        (["path", "d", "--know", "a!", "--skip", "a"], "'a' is skipped, yet it is known"),
        (["path", "d", "--hours-per-week", "-3"], "must be a number above 0, not -3"),
        (["path", "d", "--hours-per-week", "0"], "must be a number above 0, not 0"),
        (["path", "d", "--hours-per-week", "nan"], "must be a number above 0, not nan"),
        (["path", "d", "--hours-per-week", "inf"], "must be a number above 0, not inf"),
        (["path", "d", "--hours-per-week", "1e-9", "--weeks"], "Give more hours a week"),
        (["path", "d", "--budget-hours", "-1"], "A budget must be 0 hours or more, not -1"),
        (["path", "d", "--budget-hours", "nan"], "A budget must be 0 hours or more, not nan"),
        (["path", "d", "--alternatives", "0"], "Ask for 1 alternative or more"),
        (["path", "d", "--start", "2026-02-30"], "'2026-02-30' is not a date"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_mistake_is_one_sentence_in_the_language_asked_for(
    run: Callable[..., tuple[int, str, str]], small: str, arguments: list[str], sentence: str, language: str
) -> None:
    code, out, err = run(*arguments, "--map", small, "--lang", language)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    if language == "en":
        assert sentence in err
    else:
        assert err.startswith("エラー: ")
        assert err.strip().endswith("。") or "近い候補: " in err


def test_a_cycle_is_named_by_its_edges(small: str) -> None:
    with pytest.raises(LearnmapError) as raised:
        plan_path(open_map(small), "z")
    assert any(ring in str(raised.value) for ring in ("x → y → z → x", "y → z → x → y", "z → x → y → z"))


def test_an_ambiguous_name_lists_the_candidates(turtle_file: WriteMap) -> None:
    map_ = open_map(turtle_file(TWINS))
    for name in ("Kernel", "カーネル"):
        with pytest.raises(AmbiguousName) as raised:
            plan_path(map_, name)
        assert raised.value.candidates == ("one", "two")
    assert len(plan_path(map_, ["one", "two"]).steps) == 2


@pytest.mark.parametrize("budget", [[], ["--budget-hours", "0"], ["--budget-hours", "7"]])
def test_what_is_known_already_is_an_empty_plan(
    run: Callable[..., tuple[int, str, str]], small: str, budget: list[str]
) -> None:
    code, out, err = run("path", "b", "--know", "d", *budget, "--map", small)
    assert (code, err) == (0, "")
    assert "Path to B" in out


def test_no_budget_is_an_empty_plan_that_says_how_far_the_target_is(
    run: Callable[..., tuple[int, str, str]], small: str
) -> None:
    code, out, _ = run("path", "d", "--budget-hours", "0", "--map", small)
    assert code == 0
    assert "another 4 h (4 steps) are needed" in out
    assert "No step fits into 0 h." in out


def test_skipping_the_target_itself_leaves_nothing_to_learn(small: str) -> None:
    assert plan_path(open_map(small), "d", skipped=["d"]).steps == ()


def test_hours_in_a_foreign_map_that_are_none_count_as_nothing(turtle_file: WriteMap) -> None:
    plan = plan_path(open_map(turtle_file(NONSENSE_HOURS)), "c")
    assert [step.node.hours for step in plan.steps] == [0, 0, 0]
    assert math.isfinite(plan.weeks)


def test_a_closure_of_everything_is_one_plan(bundled: LocalMap) -> None:
    plan = plan_path(bundled, bundled.ids)
    assert sorted(plan.positions) == list(bundled.ids)
    needs = {step.node.id: step.requires for step in plan.steps}
    assert all(plan.positions[on] < plan.positions[node] for node, ons in needs.items() for on in ons)
    assert sum(plan.waits) == total_wait([step.node.id for step in plan.steps], needs)
