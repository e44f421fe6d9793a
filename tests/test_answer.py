"""Answers as drawings and charts: what they show is what the rows say."""

import pytest

from explorer.answer_chart import MOST_BARS, answer_chart
from explorer.answer_scene import MOST_DRAWN, answer_scene, node_columns
from explorer.asking import asked_of
from explorer.state import Selection
from explorer.views.sparql import after_run, with_value
from graph import LocalMap
from graph.query_answers import QueryResult, Term
from graph.query_errors import QueryCancelled
from graph.query_terms import query_terms
from graph.saved_queries import saved_query
from graph.sparql import Limits, QueryPool
from ontology import LM, NODE

XSD = "http://www.w3.org/2001/XMLSchema#"


def node(identifier: str) -> Term:
    return Term("uri", NODE + identifier)


def number(value: int) -> Term:
    return Term("literal", str(value), datatype=XSD + "integer")


def table(columns: tuple[str, ...], *rows: tuple[Term | None, ...]) -> QueryResult:
    return QueryResult("select", columns, rows, None, None, 0.1)


def test_one_column_of_nodes_is_joined_by_what_the_map_says(bundled: LocalMap) -> None:
    scene = answer_scene(
        table(("n",), (node("self-attention"),), (node("scaled-dot-product-attention"),)), bundled, "en"
    )
    assert scene is not None
    assert [(edge.source, edge.target, edge.link) for edge in scene.edges] == [
        ("scaled-dot-product-attention", "self-attention", "requires")
    ]


def test_rows_join_the_nodes_of_neighbouring_columns(bundled: LocalMap) -> None:
    rows = table(("a", "name", "b"), (node("bert"), Term("literal", "x"), node("gpt-2")), (node("bert"), None, None))
    scene = answer_scene(rows, bundled, "ja")
    assert scene is not None
    assert {edge.pair for edge in scene.edges} == {frozenset(("bert", "gpt-2"))}
    assert [edge.title for edge in scene.edges] == ["?a → ?b"]


def test_a_column_with_anything_but_nodes_is_none(bundled: LocalMap) -> None:
    mixed = table(("a",), (node("bert"),), (Term("uri", "http://example.org/not-here"),))
    assert node_columns(mixed, bundled) == ()
    assert answer_scene(mixed, bundled, "en") is None


def test_triples_are_drawn_with_the_names_they_state(bundled: LocalMap) -> None:
    foreign = Term("uri", "http://example.org/x")
    label = Term("uri", "http://www.w3.org/2004/02/skos/core#prefLabel")
    rows = (
        (foreign, Term("uri", LM + "requires"), node("softmax")),
        (foreign, label, Term("literal", "<b>X</b>", language="en")),
    )
    scene = answer_scene(QueryResult("graph", ("s", "p", "o"), rows, None, None, 0.1), bundled, "en")
    assert scene is not None
    assert {edge.pair for edge in scene.edges} == {frozenset(("http://example.org/x", "softmax"))}
    assert next(each.name for each in scene.nodes if each.id == "http://example.org/x") == "<b>X</b>"


def test_triples_in_a_circle_are_drawn_too(bundled: LocalMap) -> None:
    requires = Term("uri", LM + "requires")
    rows = tuple((node(a), requires, node(b)) for a, b in [("bert", "gpt-2"), ("gpt-2", "gpt-3"), ("gpt-3", "bert")])
    scene = answer_scene(QueryResult("graph", ("s", "p", "o"), rows, None, None, 0.1), bundled, "en")
    assert scene is not None
    assert len(scene.edges) == 3


def test_of_many_nodes_the_first_are_drawn_and_the_rest_is_counted(bundled: LocalMap) -> None:
    ids = bundled.members(kind="topic", limit=200)
    scene = answer_scene(table(("n",), *((node(each),) for each in ids)), bundled, "en")
    assert scene is not None
    assert (len(scene.nodes), scene.left_out) == (MOST_DRAWN, len(ids) - MOST_DRAWN)


def test_numbers_are_bars_named_by_the_column_that_tells_rows_apart() -> None:
    rows = [(node(f"n{i}"), Term("literal", f"Name {i}"), number(i)) for i in range(70)]
    chart = answer_chart(table(("id", "name", "count"), *rows))
    assert chart is not None
    assert chart.said == ("name", "count")
    assert [bar["value"] for bar in chart.spec["data"]["values"]] == list(range(MOST_BARS))
    assert chart.left_out == 10


def test_dates_and_numbers_are_points_by_year() -> None:
    rows = [(Term("literal", f"{year}-06", datatype=XSD + "gYearMonth"), number(year)) for year in (1999, 2017)]
    chart = answer_chart(table(("date", "n"), *rows))
    assert chart is not None
    assert [(each["year"], each["value"]) for each in chart.spec["data"]["values"]] == [(1999, 1999.0), (2017, 2017.0)]


@pytest.mark.parametrize("rows", [[], [(number(1),)], [(Term("literal", "a"),), (Term("literal", "b"),)]])
def test_without_numbers_to_compare_there_is_no_chart(rows: list[tuple[Term]]) -> None:
    assert answer_chart(table(("x",), *rows)) is None


def test_a_filled_question_keeps_its_name_and_an_edited_one_loses_it() -> None:
    question = saved_query("what-softmax-unlocks")
    at = Selection(page="query", saved=question.name)
    filled = with_value(at, question, {"topic": "bert"})
    assert (filled.saved, filled.query) == (question.name, question.with_values({"topic": "bert"}))
    assert after_run(at, str(filled.query)) == filled
    assert with_value(filled, question, {"topic": "softmax"}).query is None
    edited = after_run(at, "ASK {}")
    assert (edited.saved, edited.query) == (None, "ASK {}")


def test_a_page_that_is_left_stops_its_query(bundled: LocalMap) -> None:
    with QueryPool(bundled) as pool:

        class LeftError(Exception):
            pass

        def leave(seconds: float) -> None:
            raise LeftError

        product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        with pytest.raises(LeftError):
            asked_of(pool, product, Limits(seconds=60), leave)
        # The one worker is free again for the next, long before the minute is over.
        answer = asked_of(pool, "ASK {}", Limits(seconds=20), lambda seconds: None)
        assert isinstance(answer.result, QueryResult)
        assert not isinstance(answer.result, QueryCancelled)


def test_an_editor_is_offered_the_vocabulary_and_what_else_the_map_uses(bundled: LocalMap) -> None:
    terms = {term.name: term for term in query_terms(bundled.triples())}
    assert (terms["lm:Paper"].kind, terms["lm:requires"].kind) == ("class", "property")
    assert {"schema:teaches", "skos:broader", "rdf:type"} <= terms.keys()
    assert all(term.label.en and term.label.ja for term in terms.values())
