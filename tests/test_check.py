"""`learnmap check` finds what is wrong in a map, and says where and how to mend it."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small_maps import PREFIXES

from graph.check import Finding, check, judging_shapes
from graph.checked_files import CheckedFiles
from graph.turtle_lines import TurtleLines
from ontology import LM, MAP, NODE

WriteMap = Callable[[str], Path]

PLACES = """
:maths a lm:Area ; skos:prefLabel "Maths"@en , "数学"@ja ; skos:definition "Numbers."@en , "数。"@ja .
:easy a lm:Stage ; lm:area :maths ; skos:prefLabel "Easy"@en , "易"@ja ; skos:definition "First."@en , "最初。"@ja .
:soon a lm:Phase ; lm:area :maths ; skos:prefLabel "Soon"@en , "近"@ja ; skos:definition "Now."@en , "今。"@ja .
"""


def topic(slug: str, *needs: str, extra: str = "", hours: str = "2.0") -> str:
    """Return a well-formed topic, a line for the entry's beginning and one for each prerequisite."""
    statements = " ,\n".join(
        f'    [ lm:on :{on} ; lm:because "{slug} uses {on}."@en , "{slug}は{on}を使う。"@ja ]' for on in needs
    )
    needed = f"lm:prerequisite\n{statements}" if needs else "lm:startingPoint true"
    return (
        f":{slug} a lm:Topic ; lm:area :maths ; lm:stage :easy ; lm:phase :soon ; lm:hours {hours} ;\n"
        f'    skos:prefLabel "{slug}"@en , "「{slug}」"@ja ; skos:definition "A {slug}."@en , "{slug}。"@ja ;\n'
        f"    {extra} {needed} .\n"
    )


def findings(path: Path, rule: str) -> list[Finding]:
    return [finding for finding in check(path) if finding.rule == rule]


def line_with(path: Path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text().splitlines(), 1) if text in line)


def test_the_bundled_map_is_well_formed() -> None:
    assert [f"{finding.place}: {finding.message.en}" for finding in check()] == []


def test_a_well_formed_map_has_no_findings(turtle_file: WriteMap) -> None:
    assert check(turtle_file(PLACES + topic("a") + topic("b", "a"))) == []


def test_a_cycle_is_shown_and_placed_at_one_of_its_edges(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("a", "c") + topic("b", "a") + topic("c", "b"))
    (found,) = findings(path, "cycle")
    assert found.message.en.endswith("a → c → b → a.")
    assert found.line == line_with(path, "lm:on :c")


def test_a_redundant_edge_is_shown_with_the_way_round(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("a") + topic("b", "a") + topic("c", "a", "b"))
    (found,) = findings(path, "redundant")
    assert "c → b → a" in found.message.en
    assert found.line == line_with(path, ":c a lm:Topic") + 3


def test_a_helpful_edge_makes_no_other_redundant(turtle_file: WriteMap) -> None:
    text = (
        topic("a")
        + topic("b", "a")
        + topic("c", "a", "b").replace("[ lm:on :b ;", "[ lm:on :b ; lm:strength lm:helpful ;")
    )
    assert findings(turtle_file(PLACES + text), "redundant") == []


@pytest.mark.parametrize(
    ("cut", "rule", "hint"),
    [
        (' , "「a」"@ja', "shape", "skos:prefLabel in English and one in Japanese"),
        (' , "a。"@ja', "shape", "skos:definition in English and one in Japanese"),
        ("lm:area :maths ;", "shape", "Give one lm:area"),
        ("lm:stage :easy ;", "shape", "Give one lm:stage"),
        ("lm:phase :soon ;", "shape", "Give one lm:phase"),
        ("lm:startingPoint true", "shape", "Give a lm:prerequisite, or lm:startingPoint true"),
    ],
)
def test_what_is_missing_is_named_at_its_entry(turtle_file: WriteMap, cut: str, rule: str, hint: str) -> None:
    path = turtle_file(PLACES + topic("a").replace(cut, "") + topic("b", "a"))
    (found,) = findings(path, rule)
    assert hint in found.mend.en
    assert found.node == "a"
    assert line_with(path, ":a a lm:Topic") <= found.line <= line_with(path, ":b a lm:Topic")


def test_a_reason_without_japanese_is_found_at_its_prerequisite(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("a") + topic("b", "a").replace(' , "bはaを使う。"@ja', ""))
    (found,) = findings(path, "shape")
    assert "lm:because" in found.mend.en
    assert found.line == line_with(path, "lm:on :a")


def test_a_dangling_reference_names_the_nearest_nodes(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("gradient") + topic("b", "gradent"))
    (found,) = findings(path, "dangling")
    assert "gradient" in found.mend.en
    assert found.line == line_with(path, "lm:on :gradent")


def test_a_misspelt_property_names_the_right_one(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("a") + topic("b", "a", extra="lm:usedfor :a ;"))
    (found,) = findings(path, "vocabulary")
    assert "lm:usedFor" in found.mend.en


def test_a_node_tied_to_nothing_is_an_orphan(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("a") + topic("b", "a") + topic("lonely"))
    assert [finding.node for finding in findings(path, "orphan")] == ["lonely"]


def test_two_nodes_of_a_kind_may_not_share_a_label(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("a") + topic("b", "a").replace('"b"@en', '"A"@en'))
    (found,) = findings(path, "duplicate")
    assert "'A'" in found.message.en


def test_nothing_builds_on_what_came_later(turtle_file: WriteMap) -> None:
    old = topic("old", extra='lm:introducedYear "1990"^^xsd:gYear ; lm:buildsOn :new ;')
    new = topic("new", "old", extra='lm:introducedYear "2000"^^xsd:gYear ;')
    (found,) = findings(turtle_file(PLACES + old + new), "dates")
    assert found.node == "old"


def test_an_isbn_must_add_up(turtle_file: WriteMap) -> None:
    right, wrong = ('dct:identifier "isbn:9780262035613" ;', 'dct:identifier "isbn:9780262035614" ;')
    path = turtle_file(PLACES + topic("a", extra=right) + topic("b", "a", extra=wrong))
    assert [finding.node for finding in findings(path, "isbn")] == ["b"]


def test_a_prerequisite_may_not_be_stated_twice(turtle_file: WriteMap) -> None:
    assert findings(turtle_file(PLACES + topic("a") + topic("b", "a", "a")), "repeated")


def test_hours_of_a_topic_lie_between_1_and_12(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("a", hours="40.0") + topic("b", "a"))
    (found,) = findings(path, "shape")
    assert "1 to 12 hours" in found.mend.en
    assert found.line == line_with(path, "40.0")


def test_a_syntax_error_says_line_column_and_what_was_found(turtle_file: WriteMap) -> None:
    path = turtle_file(':a a lm:Topic ;\n    skos:prefLabel "a"@en , ; .\n')
    (found,) = findings(path, "syntax")
    assert found.line == line_with(path, "skos:prefLabel")
    assert "column 29" in found.message.en
    assert "not a valid RDF object" in found.message.en


def test_a_part_of_the_bundled_map_is_checked_with_the_rest_of_it() -> None:
    assert check(MAP / "areas.ttl") == []


def test_lines_are_found_past_strings_comments_and_both_prefix_styles(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(
        f"PREFIX lm: <{LM}>\n@prefix : <{NODE}> .\n# :c a lm:Topic .\n"
        ':a lm:note """one\n:c two .\n""" ; lm:on :b .\n\n:c lm:on <http://x/y#z> , :b .\n',
        encoding="utf-8",
    )
    lines = TurtleLines(path)
    assert lines.subjects == (NODE + "a", NODE + "c")
    assert lines.line_of(NODE + "a", LM + "on", NODE + "b") == 6
    assert lines.line_of(NODE + "c", LM + "on") == 8
    assert lines.line_of(NODE + "b") is None


def test_prefixes_of_the_tests_are_those_of_the_map() -> None:
    assert f"@prefix : <{NODE}>" in PREFIXES


def paper(slug: str, *, identifier: str, date: str) -> str:
    """Return the entry of a paper."""
    return (
        f":{slug} a lm:Paper ; lm:area :maths ; lm:stage :easy ; lm:hours 2.0 ; lm:prerequisite\n"
        f'    [ lm:on :a ; lm:because "It uses a."@en , "aを使う。"@ja ] ;\n'
        f'    skos:prefLabel "{slug}"@en , "「{slug}」"@ja ; skos:definition "A {slug}."@en , "{slug}。"@ja ;\n'
        f'    schema:name "{slug}" ; schema:author ( "A. Uthor" ) ; schema:datePublished {date} ;\n'
        f'    dct:identifier "{identifier}" .\n'
    )


def test_a_paper_dated_after_its_preprint_is_found(turtle_file: WriteMap) -> None:
    late = paper("late", identifier="arXiv:1706.03762", date='"2017-12-04"^^xsd:date')
    path = turtle_file(
        PLACES + topic("a") + late + paper("fits", identifier="arXiv:1706.03763", date='"2017"^^xsd:gYear')
    )
    (found,) = findings(path, "preprint")
    assert found.message.en == "late is dated 2017-12-04, but arXiv:1706.03762 was there in 2017-06."
    assert found.line == line_with(path, "arXiv:1706.03762")


def test_an_identifier_that_two_papers_share_is_found(turtle_file: WriteMap) -> None:
    both = [paper(slug, identifier="doi:10.1000/abc", date='"2017"^^xsd:gYear') for slug in ("one", "two")]
    (found,) = findings(turtle_file(PLACES + topic("a") + "".join(both)), "identifier")
    assert found.message.en == "two and one share doi:10.1000/abc."


def test_the_shapes_are_judged_also_where_their_process_is_ended_or_none_may_be_forked(turtle_file: WriteMap) -> None:
    path = turtle_file(PLACES + topic("a") + topic("b", "a", hours="99.0"))
    checked = CheckedFiles([path])
    judged = judging_shapes(checked)
    for process in multiprocessing.active_children():
        process.kill()
    (found,) = judged()
    assert found.rule == "shape"
    with ThreadPoolExecutor(1) as beside:
        assert beside.submit(lambda: judging_shapes(checked)()).result() == [found]
    assert findings(path, "shape") == [found]
