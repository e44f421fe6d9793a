"""A plan leaves in six forms; each is read back here by a reader that is not ours."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from icalendar import Calendar
from small_maps import MapOf

from graph import LocalMap, Plan, open_map, plan_path
from graph.exchange.plan_formats import PLAN_FORMATS, written
from graph.exchange.plan_html import plan_html
from graph.schedule import schedule

START = date(2026, 1, 5)
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
HOSTILE = """
:a a lm:Topic ; skos:prefLabel "A <script>alert(1)</script> \\"q\\" ] | ` ,;\\n--> & {{Name}}"@en ; lm:hours 1 ;
    skos:definition "<img src=x onerror=alert(1)>"@en .
:b a lm:Paper ; skos:prefLabel "B"@en ; lm:hours 2 ; schema:url "javascript:alert(1)" ;
    lm:prerequisite [ lm:on :a ; lm:because "<b>bold</b>, \\"quoted\\";\\nline"@en ] .
:r a lm:Book ; skos:prefLabel "<i>R</i>"@en ; schema:teaches :a ; schema:url "javascript:alert(2)" .
"""


@pytest.fixture(scope="module")
def plan(bundled: LocalMap) -> Plan:
    return plan_path(bundled, "attention-is-all-you-need", known=["matrix-multiplication"])


@pytest.fixture
def hostile(turtle_file: Callable[[str], Path]) -> LocalMap:
    return open_map(turtle_file(HOSTILE))


def exported(plan: Plan, map_: LocalMap, form: str, language: str = "en") -> bytes:
    return written(plan, map_, form, language, start=START, stamp=STAMP)  # type: ignore[arg-type]


def anki_notes(content: bytes, folder: Path) -> list[tuple[int, str, list[str]]]:
    """Due number, guid and fields of each card, as Anki itself would read them."""
    (folder / "deck.apkg").write_bytes(content)
    with zipfile.ZipFile(folder / "deck.apkg") as package:
        assert package.testzip() is None
        package.extract("collection.anki2", folder)
        assert json.loads(package.read("media")) == {}
    connection = sqlite3.connect(folder / "collection.anki2")
    rows = connection.execute("select c.due, n.guid, n.flds from cards c join notes n on n.id = c.nid order by c.due")
    found = [(due, guid, fields.split("\x1f")) for due, guid, fields in rows]
    connection.close()
    return found


@pytest.mark.parametrize("form", PLAN_FORMATS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_same_plan_gives_the_same_bytes(plan: Plan, bundled: LocalMap, form: str, language: str) -> None:
    assert exported(plan, bundled, form, language) == exported(plan, bundled, form, language)


@pytest.mark.parametrize("form", PLAN_FORMATS)
def test_a_plan_without_steps_is_a_well_formed_file_too(bundled: LocalMap, form: str) -> None:
    empty = plan_path(bundled, "softmax", known=["softmax"])
    assert exported(empty, bundled, form)


def test_a_calendar_has_one_event_a_week_that_is_not_busy(plan: Plan, bundled: LocalMap) -> None:
    calendar = Calendar.from_ical(exported(plan, bundled, "ics"))
    weeks = schedule(plan, bundled, start=START).weeks
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [week.start for week in weeks]
    for event, week in zip(events, weeks, strict=True):
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=7)
        assert event["transp"] == "TRANSPARENT"
        assert event.decoded("dtstamp") == STAMP
        assert all(portion.node.label.en in event["description"] for portion in week.portions)
        assert all(item.label.en in event["description"] for item in week.companion.reading)
    assert calendar["version"] == "2.0"
    assert "Transformer paper" in calendar["x-wr-calname"] or "Attention" in calendar["x-wr-calname"]


def test_a_calendar_keeps_the_line_rules_of_rfc_5545_in_japanese_too(plan: Plan, bundled: LocalMap) -> None:
    lines = exported(plan, bundled, "ics", "ja").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
    events = Calendar.from_ical(exported(plan, bundled, "ics", "ja")).walk("VEVENT")
    assert events[0]["summary"].startswith("第1週: ")


def test_events_keep_their_identity_between_exports(plan: Plan, bundled: LocalMap) -> None:
    def uids(content: bytes) -> list[str]:
        return [str(event["uid"]) for event in Calendar.from_ical(content).walk("VEVENT")]

    english, japanese = uids(exported(plan, bundled, "ics")), uids(exported(plan, bundled, "ics", "ja"))
    assert english == japanese
    assert len(set(english)) == len(english)


def test_csv_holds_each_step_with_its_reasons(plan: Plan, bundled: LocalMap) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(plan, bundled, "csv").decode(), newline="")))
    assert [row["id"] for row in rows] == [step.node.id for step in plan.steps]
    assert float(rows[-1]["hours_so_far"]) == pytest.approx(plan.hours)
    for row, step in zip(rows, plan.steps, strict=True):
        assert row["name_ja"] == step.node.label.ja
        assert row["requires"].split() == list(step.requires)
        assert row["because_en"].split("\n") == ([edge.because.en for edge in step.because] or [""])


def test_mermaid_draws_each_step_once_and_each_prerequisite_as_an_arrow(plan: Plan, bundled: LocalMap) -> None:
    lines = exported(plan, bundled, "mermaid").decode().splitlines()
    assert lines[0] == "flowchart LR"
    boxes = dict(
        match.groups() for line in lines if (match := re.fullmatch(r' {4}(s\d+)\["\d+\. ([^"\[\]<>`]+)"\]', line))
    )
    arrows = {match.groups() for line in lines if (match := re.fullmatch(r" {4}(s\d+) --> (s\d+)", line))}
    numbers = {step.node.id: f"s{number}" for number, step in enumerate(plan.steps, 1)}
    assert set(boxes) == set(numbers.values())
    assert arrows == {
        (numbers[on], numbers[step.node.id]) for step in plan.steps for on in step.requires if on in numbers
    }
    assert len(lines) == 1 + len(boxes) + len(arrows) + 2
    assert lines[-1] == f"    class {numbers['attention-is-all-you-need']} target"


def test_an_anki_deck_has_one_card_a_step_in_the_order_of_the_plan(
    plan: Plan, bundled: LocalMap, tmp_path: Path
) -> None:
    notes = anki_notes(exported(plan, bundled, "anki"), tmp_path)
    assert [fields[0] for _, _, fields in notes] == [
        step.node.label.en.replace("&", "&amp;").replace("'", "&#x27;") for step in plan.steps
    ]
    assert [due for due, _, _ in notes] == list(range(1, len(plan.steps) + 1))
    step = plan.steps[-1]
    back = notes[-1][2][4]
    assert back.count("<b>") == len(step.because)
    assert step.because[0].because.en.replace("'", "&#x27;") in back


def test_a_card_keeps_its_identity_in_another_plan(plan: Plan, bundled: LocalMap, tmp_path: Path) -> None:
    other = plan_path(bundled, "self-attention")
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    before = {fields[0]: guid for _, guid, fields in anki_notes(exported(plan, bundled, "anki"), tmp_path / "1")}
    after = {fields[0]: guid for _, guid, fields in anki_notes(exported(other, bundled, "anki"), tmp_path / "2")}
    shared = before.keys() & after.keys()
    assert len(shared) > 20
    assert all(before[name] == after[name] for name in shared)


def test_hostile_names_are_text_in_every_form(hostile: LocalMap, tmp_path: Path) -> None:
    plan = plan_path(hostile, "b")
    name = hostile.node("a").label.en
    mermaid = exported(plan, hostile, "mermaid").decode()
    assert not re.search(r"[<>`|]|\].*\]", mermaid.splitlines()[1])
    event = Calendar.from_ical(exported(plan, hostile, "ics")).walk("VEVENT")[0]
    assert event["summary"] == f"Week 1: {name}, B"
    row = next(csv.DictReader(io.StringIO(exported(plan, hostile, "csv").decode(), newline="")))
    assert row["name_en"] == name
    fields = anki_notes(exported(plan, hostile, "anki"), tmp_path)[0][2]
    for text in (*fields, plan_html(plan, "en"), plan_html(plan, "ja")):
        assert tags(text) <= {"div", "style", "strong", "ol", "li", "span", "details", "summary", "ul", "b", "a"}
        assert "javascript:" not in text
        assert "<b>bold" not in text


def test_a_plan_shows_itself_in_a_notebook(plan: Plan) -> None:
    shown = plan._repr_html_()
    assert shown.count("<li>") == len(plan.steps) + sum(len(step.because) for step in plan.steps)
    assert "<script" not in shown
    english, japanese = plan_html(plan, "en"), plan_html(plan, "ja")
    assert "at 20 h a week" in english
    assert "週20時間" in japanese
    assert plan.steps[-1].because[0].because.ja in japanese


def test_what_is_known_already_says_so_in_a_notebook(map_of: MapOf) -> None:
    map_ = map_of({"b": ["a"]})
    assert "you know it already" in plan_html(plan_path(map_, "b", known=["b"]), "en")


def tags(text: str) -> set[str]:
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(tag)
            assert not any(name.startswith("on") for name, _ in attrs)

    Reader().feed(text)
    return found
