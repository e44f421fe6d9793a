"""A saved question's places are filled with terms, and nothing a reader types can become more than a term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from graph.errors import InvalidInput
from graph.model import Label
from graph.query_parameters import Parameter, filled, read_parameters, read_values
from graph.saved_queries import saved_queries
from ontology import PREFIXES

TOPIC = Parameter("topic", "node", "softmax", Label("Topic", "トピック"))
AUTHOR = Parameter("author", "text", "Yoshua Bengio", Label("Author", "著者"))
MOST = Parameter("most", "number", "10", Label("How many", "件数"))
TEMPLATE = "SELECT * WHERE { $topic ?p ?o ; schema:author $author . FILTER(?o != $topic) } LIMIT $most"
ALL = (TOPIC, AUTHOR, MOST)


def test_a_header_announces_name_kind_default_and_label() -> None:
    header = '# level: 4\n# param: author text "Yoshua Bengio" "Author"@en "著者"@ja\n# param: x node softmax "X"@en "エックス"@ja\n'
    assert [(each.name, each.kind, each.default, each.label.ja) for each in read_parameters(header)] == [
        ("author", "text", "Yoshua Bengio", "著者"),
        ("x", "node", "softmax", "エックス"),
    ]


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_text_stays_one_string_and_is_read_back(author: str) -> None:
    query = filled(TEMPLATE, ALL, {"author": author})
    # The engine reads it: were the text more than a term, it would see another query or none.
    found = Store().query(
        f"SELECT ({filled('$author', [AUTHOR], {'author': author})} AS ?x) WHERE {{}}", prefixes=PREFIXES
    )
    assert next(iter(found))[0].value == author  # type: ignore[union-attr, index]
    assert read_values(TEMPLATE, ALL, query) == {"topic": "softmax", "author": author, "most": "10"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("topic", "softmax } DROP ALL {"),
        ("topic", "http://example.org/> ?p ?o } #"),
        ("topic", ""),
        ("most", "10 } OFFSET 3"),
        ("most", "1e9999"),
        ("most", "１０"),
        ("author", "a\x00b"),
        ("author", "x" * 201),
    ],
)
def test_what_its_kind_does_not_allow_is_refused(name: str, value: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        filled(TEMPLATE, ALL, {name: value})
    assert caught.value.english() != caught.value.japanese()


def test_a_node_of_another_namespace_is_its_whole_iri() -> None:
    query = filled("ASK { $topic ?p ?o }", [TOPIC], {"topic": "http://example.org/x"})
    assert query == "ASK { <http://example.org/x> ?p ?o }"
    assert read_values("ASK { $topic ?p ?o }", [TOPIC], query) == {"topic": "http://example.org/x"}


def test_the_same_place_must_be_filled_alike() -> None:
    other = filled(TEMPLATE, ALL).replace(":softmax)", ":bert)")
    assert read_values(TEMPLATE, ALL, other) is None


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_every_saved_question_reads_back_its_defaults(query) -> None:
    assert query.values(query.text) == {each.name: each.default for each in query.parameters}
    assert "$" not in query.text
    assert all(each.label.en and each.label.ja for each in query.parameters)


def test_at_least_six_saved_questions_have_places_to_fill() -> None:
    assert len([query for query in saved_queries() if query.parameters]) >= 6
