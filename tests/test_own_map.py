"""A map that somebody brings: each form is read, counted and checked; what is no map says what is wrong and where."""

import pytest
from payloads import PAYLOADS, hostile_turtle

from graph.errors import InvalidInput, LearnmapError, MapSyntaxError, MapTooLarge
from graph.exchange.outline import read_outline, slug
from graph.local_map import LocalMap
from graph.own_map import FORMS, MOST_BYTES, MOST_NODES, check_own, read_own
from graph.path import plan_path

OUTLINE = """---
title: front matter is no outline
---
# Music
## Beginner
### Rhythm
Some words that are left out.
- **Pulse**: the steady beat
- **Metre** (beats in groups)
  - Needs: Pulse
### 和声
- **和音**: 音の積み重ね
  - 前提: Pulse、Interval
- Scales, Modes
- **Resources**:
  - *Book*: "Harmony: a primer" Smith, Jones
- **Tools**: Metronome, Tuner
"""
TURTLE = """@prefix : <https://w3id.org/learning-map/id/> .
@prefix lm: <https://w3id.org/learning-map/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:a a lm:Topic ; skos:prefLabel "A"@en .
:b a lm:Topic ; skos:prefLabel "B"@en ; lm:prerequisite [ lm:on :a ] .
"""
EDGES = "topic,needs,because\nB,A,Because A.\n"
IRI = "https://w3id.org/learning-map/"
SAME = {
    "a.ttl": TURTLE,
    "a.csv": EDGES,
    "a.md": "# X\n- A\n- B\n  - Needs: A\n",
    "a.nt": f'<{IRI}id/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A" .\n<{IRI}id/b> <{IRI}ns#requires> <{IRI}id/a> .\n',
    "a.jsonld": f'{{"@id": "{IRI}id/b", "{IRI}ns#requires": {{"@id": "{IRI}id/a"}}}}',
    "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/">'
    f'<rdf:Description rdf:about="{IRI}id/b"><dct:requires rdf:resource="{IRI}id/a"/></rdf:Description></rdf:RDF>',
    "a.graphml": '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
    '<node id="a"/><node id="b"/><edge source="b" target="a"/></graph></graphml>',
}


@pytest.mark.parametrize("name", SAME)
def test_every_form_says_that_b_needs_a(name: str) -> None:
    own = read_own(name, SAME[name])
    assert [step.node.id for step in plan_path(own.map, "b").steps] == ["a", "b"]


def test_an_outline_names_stages_areas_items_needs_and_what_one_reads() -> None:
    outline = read_outline(OUTLINE)
    map_ = LocalMap(outline.triples)
    assert map_.node("metre").definition.en == "beats in groups"
    assert (map_.node("metre").area, map_.node("metre").stage) == ("rhythm", "beginner")
    assert {edge.on for edge in map_.prerequisites(["和音"])} == {"pulse", "interval"}
    assert {"scales", "modes"} <= set(map_.members(kind="topic"))
    assert map_.members(kind="tool") == ["metronome", "tuner"]
    assert [map_.node(book).label.en for book in map_.members(kind="book")] == ['"Harmony: a primer" Smith, Jones']
    assert outline.left_out == [7]
    assert outline.lines["pulse"] == 8


def test_the_same_name_as_area_and_topic_is_two_nodes() -> None:
    map_ = LocalMap(read_outline("## Rhythm\n- Rhythm\n").triples)
    assert (map_.members(kind="area"), map_.members(kind="topic")) == (["rhythm-area"], ["rhythm"])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_any_name_gives_an_id_of_letters_digits_and_hyphens(payload: str) -> None:
    assert all(character.isalnum() or character in "-_" for character in slug(payload))
    read_own("x.md", f"# {payload}\n- {payload}\n- **{payload}**: {payload}\n")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.ttl", TURTLE + ":c a", 6),
        ("a.csv", "topic,needs\nB,A\nC\n", 3),
        ("a.csv", "one,two\n", 1),
        ("a.nt", "<a> <b> <c> .", 1),
        ("a.graphml", "<graphml>\n<node", 2),
    ],
)
def test_a_bad_file_says_what_and_where(name: str, text: str, line: int) -> None:
    with pytest.raises(MapSyntaxError) as caught:
        read_own(name, text)
    assert (caught.value.file, caught.value.line) == (name, line)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("a.exe", "x", InvalidInput),
        ("a.md", "", InvalidInput),
        ("a.md", "x" * (MOST_BYTES + 1), InvalidInput),
        ("a.md", "# X\n" + "".join(f"- Item {n}\n" for n in range(MOST_NODES + 1)), MapTooLarge),
        ("a.jsonld", '{"@context": "http://127.0.0.1:9/", "a": 1}', MapSyntaxError),
        ("a.rdf", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>', MapSyntaxError),
        ("a.csv", 'topic,needs\n"' + "x" * 200_000 + '",b\n', MapSyntaxError),
    ],
)
def test_what_is_too_much_or_nothing_is_refused_in_both_languages(
    name: str, text: str, error: type[LearnmapError]
) -> None:
    with pytest.raises(error) as caught:
        read_own(name, text)
    assert caught.value.text("en") != caught.value.text("ja")


def test_a_name_keeps_no_folder() -> None:
    assert read_own("../../etc/x.md", "# A\n- b").name == "x.md"
    assert read_own("C:\\Users\\me\\x.md", "# A\n- b").name == "x.md"


def test_findings_have_the_lines_of_the_text() -> None:
    turtle = {finding.line for finding in check_own(read_own("a.ttl", TURTLE)) if finding.node == "b"}
    assert turtle <= {5}
    assert turtle
    outline = [finding for finding in check_own(read_own("a.md", OUTLINE)) if finding.node == "pulse"]
    assert {finding.line for finding in outline} == {8}


def test_other_edges_of_a_table_are_left_out() -> None:
    own = read_own("a.csv", "source,property,target\nb,lm:prerequisite,a\nb,lm:introducedIn,c\n")
    assert (own.map.ids, own.left_out) == (("a", "b"), [3])


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_table_as_spreadsheets_write_it_is_the_same(mark: str) -> None:
    table = "topic,needs\nb,a\nc,b\n"
    assert read_own("a.csv", table.replace(",", mark)).map.ids == read_own("a.csv", table).map.ids == ("a", "b", "c")


@pytest.mark.parametrize(("table", "line"), [("topic,wants\na,b\n", 1), ("topic,needs\na,b\nc\n", 3)])
def test_what_is_wrong_with_a_table_is_said_in_either_language(table: str, line: int) -> None:
    with pytest.raises(MapSyntaxError) as caught:
        read_own("a.csv", table)
    assert caught.value.line == line
    assert "列" in caught.value.text("ja")
    assert "column" in caught.value.text("en")
    assert "[" not in caught.value.text("en")


def test_there_are_at_least_sixty_payloads_and_a_map_holds_them_all() -> None:
    assert len(set(PAYLOADS)) >= 60
    own = read_own("hostile.ttl", hostile_turtle())
    assert {own.map.node(f"n{number}").label.en for number in range(len(PAYLOADS))} == set(PAYLOADS)
    assert check_own(own)


def test_every_form_has_an_extension() -> None:
    assert {"Turtle", "N-Triples", "JSON-LD", "RDF/XML", "CSV", "GraphML", "Markdown"} <= set(FORMS.values())
