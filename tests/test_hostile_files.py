"""What a hostile map says stays text in every file that learnmap writes: no script, no formula, no line of its own."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt
from payloads import PAYLOADS, hostile_turtle

from graph import LocalMap, Plan, open_map, plan_path
from graph.exchange.plan_formats import written
from graph.exchange.plan_html import plan_html
from graph.exchange.rdf import FORMATS, map_rdf
from graph.exchange.table_files import csv_pair, cytoscape, gexf, graphml, read_csv_pair, read_graphml
from graph.local_map import LocalMap as Local

LAST = f"n{len(PAYLOADS) - 1}"
TAGS = {
    "div",
    "style",
    "strong",
    "ol",
    "ul",
    "li",
    "span",
    "details",
    "summary",
    "b",
    "a",
    "p",
    "em",
    "code",
    "h1",
    "hr",
    "input",
    "label",
    "br",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> LocalMap:
    path = tmp_path_factory.mktemp("hostile") / "map.ttl"
    path.write_text(hostile_turtle(), encoding="utf-8")
    return open_map(path)


@pytest.fixture(scope="module")
def plan(hostile: LocalMap) -> Plan:
    plan = plan_path(hostile, LAST)
    assert len(plan.steps) == len(PAYLOADS)
    return plan


def exported(plan: Plan, map_: LocalMap, form: str) -> bytes:
    return written(plan, map_, form, "en", start=date(2026, 1, 5), stamp=datetime(2026, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]


def refuse_markup(text: str) -> None:
    """Fail where a text holds an element or an address that only a payload can have brought."""

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in TAGS, f"<{tag}> {attrs}"
            for name, value in attrs:
                assert not name.startswith("on"), f"{tag} {name}"
                assert name != "href" or str(value).startswith(("http://", "https://", "#")), value

    Reader().feed(text)


def test_markdown_renders_to_text_and_links_of_the_web(plan: Plan, hostile: LocalMap) -> None:
    text = exported(plan, hostile, "markdown").decode()
    # With raw HTML allowed and links unchecked: the file itself must be harmless, not whoever renders it.
    renderer = MarkdownIt("commonmark", {"html": True})
    renderer.validateLink = lambda _: True  # type: ignore[method-assign]
    refuse_markup(renderer.render(text))
    boxes = [line for line in text.splitlines() if line.startswith("- [ ] ")]
    assert len(boxes) == len(plan.steps)


def test_a_notebooks_html_and_ankis_cards_hold_no_foreign_element(
    plan: Plan, hostile: LocalMap, tmp_path: Path
) -> None:
    refuse_markup(plan_html(plan, "en"))
    (tmp_path / "deck.apkg").write_bytes(exported(plan, hostile, "anki"))
    with zipfile.ZipFile(tmp_path / "deck.apkg") as package:
        package.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    fields = [row[0] for row in connection.execute("select flds from notes")]
    connection.close()
    assert len(fields) == len(plan.steps)
    for text in fields:
        refuse_markup(text)
        # Marks of Anki's own: sounds are fetched, LaTeX is run.
        assert not re.search(r"\[(latex|sound:|\$|anki:)", text)


def test_a_calendar_has_its_own_lines_only(plan: Plan, hostile: LocalMap) -> None:
    content = exported(plan, hostile, "ics")
    calendar = Calendar.from_ical(content)
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    known = re.compile(
        r"(BEGIN|END|PRODID|VERSION|CALSCALE|X-WR-CALNAME|SUMMARY|DTSTART|DTEND|DTSTAMP|UID|DESCRIPTION|TRANSP)[:;]"
    )
    assert all(known.match(line) for line in lines if line)
    assert not re.search("[\r\n]", "".join(lines))
    assert lines.count("BEGIN:VEVENT") == len(calendar.walk("VEVENT"))
    assert lines.count("BEGIN:VCALENDAR") == 1
    assert "hurt" not in [str(event["summary"]) for event in calendar.walk("VEVENT")]


def test_a_spreadsheet_finds_no_formula_in_a_plan(plan: Plan, hostile: LocalMap) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(plan, hostile, "csv").decode(), newline="")))
    assert len(rows) == len(plan.steps)
    assert not [cell for row in rows for cell in row.values() if re.match(r"\s*[=+@＝＋＠-]", cell)]
    # All else is as the map says it.
    said = [step.node.label.en for step in plan.steps]
    assert [row["name_en"] in (text, f"'{text}") for row, text in zip(rows, said, strict=True)] == [True] * len(said)


def test_mermaid_has_its_own_lines_only(plan: Plan, hostile: LocalMap) -> None:
    lines = exported(plan, hostile, "mermaid").decode().splitlines()
    own = re.compile(
        r'flowchart LR| {4}(s\d+\["\d+\. [^"\[\]<>`|{}]*"\]|s\d+ --> s\d+|classDef target [\w:-]+|class [s\d,]+ target)'
    )
    assert [line for line in lines if not own.fullmatch(line)] == []


def test_json_gives_every_label_back(plan: Plan, hostile: LocalMap) -> None:
    said = json.loads(exported(plan, hostile, "json"))
    assert json.dumps(said)
    assert set(PAYLOADS) <= set(_texts(said))


def _texts(said: object) -> set[str]:
    if isinstance(said, dict):
        return set().union(*map(_texts, said.values())) if said else set()
    if isinstance(said, list):
        return set().union(*map(_texts, said)) if said else set()
    return {said} if isinstance(said, str) else set()


@pytest.mark.parametrize("form", ["turtle", "n-triples", "n-quads", "trig", "rdf-xml", "json-ld"])
def test_rdf_in_every_form_comes_back_as_the_same_labels(hostile: LocalMap, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"map.{FORMATS[form].file_extension}"
    path.write_bytes(map_rdf(hostile, hostile.ids, form))  # type: ignore[arg-type]
    same(open_map(path), hostile)


def test_tables_and_graphml_come_back_as_the_same_labels(hostile: LocalMap, tmp_path: Path) -> None:
    nodes, edges = csv_pair(hostile, hostile.ids)
    (tmp_path / "nodes.csv").write_bytes(nodes)
    (tmp_path / "edges.csv").write_bytes(edges)
    same(Local(read_csv_pair(tmp_path / "nodes.csv", tmp_path / "edges.csv")), hostile)
    same(Local(read_graphml(io.BytesIO(graphml(hostile, hostile.ids)))), hostile)


def test_gexf_and_cytoscape_hold_the_labels_as_text(hostile: LocalMap) -> None:
    labels = {
        node.get("label") for node in ElementTree.fromstring(gexf(hostile, hostile.ids)).iter() if node.get("label")
    }
    # XML knows no carriage return within an attribute, and no control character.
    assert {text for text in PAYLOADS if text.isprintable()} <= labels
    said = json.loads(cytoscape(hostile, hostile.ids))
    assert set(PAYLOADS) <= _texts(said)


def same(found: LocalMap, expected: LocalMap) -> None:
    # Within XML a carriage return is written as the line's end that it stands for.
    def plain(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n")

    for identifier in expected.ids:
        one, other = found.node(identifier), expected.node(identifier)
        assert plain(one.label.en) == plain(other.label.en)
        assert plain(one.definition.en) == plain(other.definition.en)
