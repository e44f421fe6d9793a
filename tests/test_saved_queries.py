"""Each saved question parses, says what it asks in both languages, and gets the answer that the Python API gives."""

from collections.abc import Iterator

import pytest

from graph import LocalMap
from graph.errors import NodeNotFound
from graph.knowledge import requirements
from graph.model import Node
from graph.saved_queries import saved_queries, saved_query
from graph.sparql import Limits, QueryPool
from ontology import LM, NODE

Rows = list[tuple[str | None, ...]]
EVERYTHING = Limits(seconds=60, rows=0, bytes=0)


@pytest.fixture(scope="module")
def pool(bundled: LocalMap) -> Iterator[QueryPool]:
    with QueryPool(bundled) as pool:
        yield pool


def answer(pool: QueryPool, name: str) -> Rows:
    """Return the rows of a saved question, IRIs of nodes as ids."""
    result = pool.run(saved_query(name).text, limits=EVERYTHING)
    return [tuple(None if term is None else term.value.removeprefix(NODE) for term in row) for row in result.rows]


def of_kind(map_: LocalMap, *kinds: str) -> list[Node]:
    return [node for node in map_.nodes() if node.kind in kinds]


def below(map_: LocalMap, identifier: str) -> set[str]:
    return requirements(map_, [identifier]) - {identifier}


def above(map_: LocalMap, identifier: str) -> set[str]:
    found, level = set[str](), {identifier}
    required = [(e.dependent, e.on) for e in map_.all_prerequisites if e.strength == "required" and e.choice is None]
    while level:
        level = {dependent for dependent, on in required if on in level} - found
        found |= level
    return found


def test_there_are_at_least_twelve_graded_from_1_to_5() -> None:
    levels = [query.level for query in saved_queries()]
    assert len(levels) >= 12
    assert levels == sorted(levels)
    assert set(levels) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_it_has_titles_descriptions_and_an_answer(pool: QueryPool, query) -> None:
    assert all((query.title.en, query.title.ja, query.description.en, query.description.ja))
    assert query.title.en != query.title.ja
    assert pool.run(query.text, limits=EVERYTHING).rows


def test_an_unknown_name_lists_the_saved_ones() -> None:
    with pytest.raises(NodeNotFound, match="01-topics"):
        saved_query("nope")


def test_topics(pool: QueryPool, bundled: LocalMap) -> None:
    expected = sorted((node.label.en, node.id) for node in of_kind(bundled, "topic"))
    assert sorted((name, topic) for topic, name in answer(pool, "topics")) == expected


def test_english_and_japanese(pool: QueryPool, bundled: LocalMap) -> None:
    expected = {(node.id, node.label.en, node.label.ja) for node in of_kind(bundled, "model")}
    assert set(answer(pool, "english-and-japanese")) == expected


def test_direct_prerequisites(pool: QueryPool, bundled: LocalMap) -> None:
    expected = {
        (edge.on, bundled.node(edge.on).label.en, edge.because.en)
        for edge in bundled.prerequisites(["self-attention"])
        if edge.strength == "required"
    }
    assert set(answer(pool, "direct-prerequisites")) == expected


def test_papers_by_year(pool: QueryPool, bundled: LocalMap) -> None:
    rows = answer(pool, "papers-by-year")
    assert {row[1] for row in rows} == {node.id for node in of_kind(bundled, "paper")}
    assert [row[0] for row in rows] == sorted(str(row[0]) for row in rows)


def test_where_topics_were_introduced(pool: QueryPool, bundled: LocalMap) -> None:
    expected = {(node.id, paper) for node in of_kind(bundled, "topic") for paper in node.links.get("introducedIn", ())}
    assert {(topic, paper) for topic, _, paper, _ in answer(pool, "where-topics-were-introduced")} == expected


def taught_by(map_: LocalMap) -> dict[str, set[str]]:
    """The topics that each resource teaches, be it stated or because a passage of it explains them."""
    topics = [node.id for node in map_.nodes() if not node.is_resource]
    found: dict[str, set[str]] = {node.id: set() for node in map_.nodes()}
    for topic, resources in map_.links_to(topics, "teaches").items():
        for resource in resources:
            found[resource].add(topic)
    return found


def test_free_resources(pool: QueryPool, bundled: LocalMap) -> None:
    free = [node for node in bundled.nodes() if node.is_resource and node.first("isAccessibleForFree") == "true"]
    taught = taught_by(bundled)
    expected = {(node.id, LM.lower() + node.kind, topic) for node in free for topic in taught[node.id]}
    assert {(row[0], str(row[2]).lower(), row[3]) for row in answer(pool, "free-resources")} == expected


def test_topics_per_area(pool: QueryPool, bundled: LocalMap) -> None:
    rows = answer(pool, "topics-per-area")
    topics = of_kind(bundled, "topic")
    assert sum(int(str(row[2])) for row in rows) == len(topics)
    assert sum(float(str(row[3])) for row in rows) == pytest.approx(sum(node.hours for node in topics))


def test_most_needed_topics(pool: QueryPool, bundled: LocalMap) -> None:
    needed = [e.on for e in bundled.all_prerequisites if e.strength == "required" and e.choice is None]
    most = sorted((needed.count(on) for on in set(needed)), reverse=True)[:10]
    assert [int(str(row[2])) for row in answer(pool, "most-needed-topics")] == most


def test_everything_below_the_transformer_paper(pool: QueryPool, bundled: LocalMap) -> None:
    rows = answer(pool, "everything-below-the-transformer-paper")
    assert {row[0] for row in rows} == below(bundled, "attention-is-all-you-need")


def test_hours_to_each_model(pool: QueryPool, bundled: LocalMap) -> None:
    rows = {row[0]: row for row in answer(pool, "hours-to-each-model")}
    for model in ("gpt-2", "bert", "alexnet"):
        needed = below(bundled, model)
        assert int(str(rows[model][2])) == len(needed)
        assert float(str(rows[model][3])) == pytest.approx(sum(bundled.node(node).hours for node in needed))


def test_what_softmax_unlocks(pool: QueryPool, bundled: LocalMap) -> None:
    kinds = ("topic", "paper", "model", "project")
    expected = {node for node in above(bundled, "softmax") if bundled.node(node).kind in kinds}
    assert {row[0] for row in answer(pool, "what-softmax-unlocks")} == expected


def test_model_lineage(pool: QueryPool, bundled: LocalMap) -> None:
    ancestors: set[str] = set()
    queue = ["gpt-3"]
    for model in queue:
        new = set(bundled.node(model).links.get("buildsOn", ())) - ancestors
        ancestors |= new
        queue.extend(new)
    assert {row[3] for row in answer(pool, "model-lineage") if row[0] == "gpt-3"} == ancestors
    assert "gpt-2" in ancestors


def test_papers_by_an_author(pool: QueryPool, bundled: LocalMap) -> None:
    expected = {node.id for node in of_kind(bundled, "paper") if "Yoshua Bengio" in node.facts.get("author", ())}
    assert {row[0] for row in answer(pool, "papers-by-an-author")} == expected


def test_topics_without_a_japanese_resource(pool: QueryPool, bundled: LocalMap) -> None:
    japanese = [node.id for node in bundled.nodes() if "ja" in node.facts.get("inLanguage", ())]
    taught = set().union(*(taught_by(bundled)[resource] for resource in japanese))
    expected = {node.id for node in of_kind(bundled, "topic")} - taught
    assert {row[0] for row in answer(pool, "topics-without-a-japanese-resource")} == expected


def test_shared_ground_of_two_papers(pool: QueryPool, bundled: LocalMap) -> None:
    papers = ("attention-is-all-you-need", "denoising-diffusion-probabilistic-models")
    expected = set.intersection(*(below(bundled, paper) for paper in papers))
    assert {row[0] for row in answer(pool, "shared-ground-of-two-papers")} == expected


def test_a_small_graph(pool: QueryPool, bundled: LocalMap) -> None:
    rows = answer(pool, "a-small-graph")
    drawn = {(row[0], row[2]) for row in rows if row[1] == LM + "requires"}
    inside = requirements(bundled, ["self-attention"])
    expected = {
        (edge.dependent, edge.on)
        for edge in bundled.prerequisites(sorted(inside))
        if edge.strength == "required" and edge.choice is None
    }
    assert drawn == expected
