"""The commands about a learner: place, profile, next, why, unlocks; and plans as files."""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from small_maps import topics

from explorer.cli import main
from graph.exchange.plan_formats import PLAN_FORMATS

WriteMap = Callable[[str], Path]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs the command line and returns exit code, standard output and standard error."""

    def running(*arguments: str, text: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["learnmap", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return int(ended.value.code or 0), out.decode(errors="replace"), err.decode()

    return running


@pytest.fixture
def small(turtle_file: WriteMap) -> str:
    return str(turtle_file(topics({"t": ["b", "s"], "b": ["a"], "s": ["a"], "u": ["b", "x"]}, {"a": 2, "s": 3})))


def steps(out: str) -> list[str]:
    return [step["id"] for step in json.loads(out)["steps"]]


def test_next_lists_the_frontier_with_its_gain_and_its_reasons(run: Run, small: str) -> None:
    code, out, _ = run("next", "t", "--map", small, "--know", "a", "--format", "json")
    found = json.loads(out)
    assert (code, found["total"]) == (0, 2)
    assert [step["id"] for step in found["next"]] == ["b", "s"]
    assert found["next"][0]["chain"][0]["because"]["ja"] == "tはbを使う。"
    _, out, _ = run("next", "t", "--map", small, "--know", "a", "--limit", "1")
    assert " 1  B  1 h" in out
    assert "1 h of the goal lean on each hour of it" in out
    assert "→ T: t uses b." in out
    assert "1 more" in out
    _, out, _ = run("next", "t", "--map", small, "--know", "t", "--lang", "ja")
    assert "すべて既知" in out


def test_unlocks_names_what_opens_and_what_else_is_needed(run: Run, small: str) -> None:
    _, out, _ = run("unlocks", "b", "--map", small, "--know", "s", "--format", "json")
    assert json.loads(out) == {
        "id": "b",
        "first": [],
        "at_once": ["t"],
        "with_more": [{"id": "u", "missing": ["x"]}],
        "finally": ["t", "u"],
        "total": 2,
    }
    _, out, _ = run("unlocks", "b", "--map", small, "--lang", "ja")
    assert "「b」 を学ぶと" in out
    assert "ほかに必要: 「x」" in out
    assert "Nothing requires it" in run("unlocks", "t", "--map", small)[1]


def test_why_shows_the_shortest_chain_and_all_on_demand(run: Run, small: str) -> None:
    _, out, _ = run("why", "a", "t", "--map", small)
    assert out.splitlines()[:3] == ["A", "  → B: b uses a.", "  → T: t uses b."]
    assert "1 more" in out
    _, out, _ = run("why", "a", "t", "--map", small, "--limit", "0", "--format", "json")
    found = json.loads(out)
    assert (found["total"], [[edge["dependent"] for edge in chain] for chain in found["chains"]]) == (
        2,
        [["b", "t"], ["s", "t"]],
    )
    assert "does without X" in run("why", "x", "t", "--map", small)[1]
    assert "目標そのもの" in run("why", "t", "t", "--map", small, "--lang", "ja")[1]


def test_insight_says_which_measure_each_result_is(run: Run, small: str) -> None:
    code, out, _ = run("insight", "--map", small, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == [
        "dominators", "betweenness", "longest-chains", "unlock-most", "need-most", "without-resource", "communities",
    ]  # fmt: skip
    assert all(result["meaning"]["en"] and result["meaning"]["ja"] for result in found.values())
    assert found["longest-chains"]["rows"][0] == {"nodes": ["a", "b", "t"], "value": 3.0}
    _, out, _ = run("insight", "unlock-most", "communities", "--map", small, "--lang", "ja")
    assert "最も多くを可能にするトピック" in out
    assert "調整ランド指数" in out


def test_a_profile_is_written_read_and_changed(run: Run, small: str, tmp_path: Path) -> None:
    file = str(tmp_path / "me.json")
    code, out, _ = run("profile", file, "--map", small, "--know", "A", "--know", "b!", "--learn", "s", "--skip", "x")
    assert code == 0
    assert "known, with all they require: A" in out
    written = json.loads((tmp_path / "me.json").read_text())
    assert written == {
        "version": 1,
        "known": {"a": "with-prerequisites", "b": "alone"},
        "learning": ["s"],
        "skipped": ["x"],
    }
    run("profile", file, "--map", small, "--forget", "B", "--know", "s")
    assert json.loads(run("profile", file, "--map", small, "--format", "json")[1])["known"].keys() == {"a", "s"}
    code, _, err = run("profile", file, "--map", small, "--forget", "t")
    assert (code, "no node called 't'" in err) == (1, True)
    assert (
        list(tmp_path.iterdir()) == [tmp_path / "map.ttl", tmp_path / "me.json"] or len(list(tmp_path.iterdir())) == 2
    )


def test_path_and_next_read_the_profile_and_report_what_the_map_has_lost(run: Run, small: str, tmp_path: Path) -> None:
    file = tmp_path / "me.json"
    file.write_text('{"version": 1, "known": {"b": "with-prerequisites", "gone": "alone"}, "learning": ["s"]}')
    code, out, err = run("path", "t", "--map", small, "--profile", str(file), "--format", "json")
    assert (code, steps(out)) == (0, ["s", "t"])
    assert "they stay in the file: gone" in err
    _, out, _ = run("path", "t", "--map", small, "--profile", str(file))
    assert [line for line in out.splitlines() if "begun" in line] == ["1  S  3 h · begun"]
    _, out, _ = run("next", "t", "--map", small, "--profile", str(file), "--format", "json")
    assert json.loads(out)["next"][0]["begun"] is True
    assert "gone" in file.read_text()


def test_the_command_line_overrules_the_profile(run: Run, small: str, tmp_path: Path) -> None:
    file = tmp_path / "me.json"
    file.write_text('{"version": 1, "known": {"b": "with-prerequisites"}, "skipped": ["a"]}')
    _, out, err = run("path", "t", "--map", small, "--profile", str(file), "--format", "json")
    assert steps(out) == ["s", "t"]
    assert "taken as known: a" in err
    _, out, _ = run("path", "t", "--map", small, "--profile", str(file), "--know", "b!", "--format", "json")
    assert steps(out) == ["s", "t"]
    _, out, _ = run("path", "t", "--map", small, "--profile", str(file), "--skip", "b", "--format", "json")
    assert steps(out) == ["s", "t"]


def test_place_asks_concludes_and_keeps(run: Run, small: str, tmp_path: Path) -> None:
    file = tmp_path / "me.json"
    everything = ("place", "t", "--map", small, "--questions", "4")
    code, out, err = run(*everything, "--format", "json", text="y\n" * 9)
    assert code == 0
    assert json.loads(out)["stated"] == ["t"]
    assert "1. Could you explain or use this" in err
    assert "Go on with: learnmap path t --know=t" in run(*everything, text="y\n" * 9)[1]
    code, out, _ = run(*everything, "--profile", str(file), text="はい\n" * 9)
    assert f"--profile={file}" in out
    assert json.loads(file.read_text())["known"] == {"t": "with-prerequisites"}


def test_place_ends_when_the_learner_ends_and_asks_again_what_it_does_not_understand(run: Run, small: str) -> None:
    _, out, err = run("place", "t", "--map", small, "--format", "json", text="perhaps\nq\n")
    assert json.loads(out)["answers"] == []
    assert "Please answer y, n, Enter or q." in err
    assert json.loads(run("place", "t", "--map", small, "--format", "json", text="")[1])["answers"] == []
    assert "know it already" in run("place", "t", "--map", small, "--know", "t")[1]


@pytest.mark.parametrize("form", PLAN_FORMATS)
def test_every_form_can_be_written_to_a_file(run: Run, form: str, tmp_path: Path) -> None:
    file = tmp_path / f"plan{PLAN_FORMATS[form].ending}"
    code, out, err = run("path", "softmax", "--format", form, "-o", str(file))
    assert (code, out) == (0, "")
    assert f"steps to {file}" in err
    content = file.read_bytes()
    if form == "anki":
        assert zipfile.is_zipfile(io.BytesIO(content))
    elif form == "ics":
        assert Calendar.from_ical(content).walk("VEVENT")
    else:
        assert "softmax" in content.decode().casefold()
    assert {path.name for path in tmp_path.iterdir()} == {file.name}


def test_a_calendar_begins_on_the_day_asked_for_and_keeps_to_the_budget(run: Run, small: str) -> None:
    code, out, err = run(
        "path", "t", "--map", small, "--format", "ics", "--start", "2026-01-05", "--budget-hours", "3",
        "--hours-per-week", "2",
    )  # fmt: skip
    assert code == 0
    events = Calendar.from_ical(out).walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == ["2026-01-05", "2026-01-12"]
    assert "do not suffice" in err


def test_text_goes_to_a_file_too(run: Run, small: str, tmp_path: Path) -> None:
    run("path", "t", "--map", small, "-o", str(tmp_path / "plan.txt"))
    assert (tmp_path / "plan.txt").read_text() == run("path", "t", "--map", small)[1]


def test_csv_of_the_command_line_opens_in_a_spreadsheet(run: Run, small: str) -> None:
    rows = list(csv.reader(io.StringIO(run("path", "t", "--map", small, "--format", "csv")[1], newline="")))
    assert [len(row) for row in rows] == [12] * 5


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("path", "t", "--profile", "/nowhere/me.json"), 1, "There is no profile at /nowhere/me.json"),
        (("next", "nonsense-xyz"), 1, "There is no node called 'nonsense-xyz'"),
        (("unlocks", "nonsense-xyz"), 1, "There is no node called 'nonsense-xyz'"),
        (("why", "t"), 2, "Missing argument"),
        (("place",), 2, "Missing argument"),
        (("place", "t", "--questions", "0"), 2, "0 is not in the range"),
        (("insight", "beauty"), 2, "'beauty' is not one of"),
        (("path", "t", "--know", "b", "--skip", "a"), 1, "'a' is skipped, yet it is known or needed"),
        (("path", "t", "--format", "csv", "--start", "2026-01-05"), 2, "do not go together"),
        (("path", "t", "--format", "ics", "--alternatives", "2"), 2, "do not go together"),
        (("path", "t", "--format", "ics", "--start", "yesterday"), 1, "'yesterday' is not a date"),
        (("path", "t", "--format", "csv", "-o", "/nowhere/plan.csv"), 1, "cannot be written"),
    ],
)
def test_a_mistake_gets_one_sentence_and_an_exit_code(
    run: Run, small: str, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    failed, out, err = run(*arguments, "--map", small)
    assert (failed, out) == (code, "")
    assert sentence in err
    assert "Traceback" not in err
