"""The bundled map: how much it covers, and facts in it that can be held against each other."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from pyoxigraph import BlankNode

from graph import LocalMap, Node
from graph.described import SKOS
from graph.fact_rules import preprint_month
from graph.health import is_free
from graph.passages import passages
from ontology import LM

LEAST = {"topic": 1000, "paper": 350, "model": 300, "tool": 120, "dataset": 60, "project": 60}
RESOURCES = {"book", "course", "video", "blog", "practice"}

PUBLISHED_ELSEWHERE_FIRST = {
    "classifier-free-diffusion-guidance": "a workshop of NeurIPS 2021",
    "scikit-learn-machine-learning-in-python": "JMLR 2011",
    "smote": "JAIR 2002",
}
"""Papers that reached arXiv more than some days after they appeared, and where they had appeared."""


DESCRIBED_LATER = {"rinna-gpt": "published in 2021 with a press release; its paper came with its successors"}
"""Models that were there years before the paper that the map ties them to."""


def months(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7])


def papers_with_preprint(map_: LocalMap) -> Iterator[tuple[Node, str]]:
    for node in map_.nodes():
        for identifier in node.facts.get("identifier", ()):
            if month := preprint_month(identifier):
                yield node, month


def test_the_map_is_as_large_as_the_field_asks(bundled: LocalMap) -> None:
    kinds = Counter(node.kind for node in bundled.nodes())
    assert {kind: kinds[kind] for kind, least in LEAST.items() if kinds[kind] < least} == {}
    assert sum(kinds[kind] for kind in RESOURCES) >= 250
    assert sum(edge.strength == "required" for edge in bundled.all_prerequisites) >= 3000


def test_a_reading_is_in_kana_and_never_shown(bundled: LocalMap) -> None:
    read = [triple for triple in bundled.triples() if triple.predicate.value == SKOS + "hiddenLabel"]
    assert len(read) > 4000
    texts = {f"{triple.object.value}@{triple.object.language}" for triple in read}  # type: ignore[union-attr]
    assert {text for text in texts if not re.fullmatch(r"[^\u3400-\u9fff]+@ja-Hrkt", text, re.IGNORECASE)} == set()
    shown = {name for node in bundled.nodes() for name in (*node.aliases, *node.facts)}
    assert "hiddenLabel" not in shown
    assert "きょうかがくしゅう" not in shown


def test_a_paper_is_dated_with_its_preprint_unless_it_appeared_elsewhere_first(bundled: LocalMap) -> None:
    apart = {
        node.id
        for node, month in papers_with_preprint(bundled)
        if node.date and (abs(months(node.date) - months(month)) > 1 if len(node.date) > 4 else node.date != month[:4])
    }
    assert sorted(apart) == sorted(PUBLISHED_ELSEWHERE_FIRST)


def test_no_model_is_dated_long_before_what_introduced_it(bundled: LocalMap) -> None:
    early = [
        node.id
        for node in bundled.nodes()
        if node.kind == "model" and node.date
        for paper in bundled.describe(node.links.get("introducedIn", ())).values()
        if paper.date and int(paper.date[:4]) - int(node.date[:4]) > 2
    ]
    assert early == list(DESCRIBED_LATER)


def test_every_topic_says_where_exactly_it_is_explained_for_free(bundled: LocalMap) -> None:
    without = [
        node.id
        for node in bundled.nodes()
        if node.kind == "topic"
        and not any(is_free(bundled.node(passage.resource)) and passage.place for passage in passages(bundled, node.id))
    ]
    assert without == []


@pytest.mark.parametrize("fact", ["publisher", "access"])
def test_every_model_says_who_made_it_and_how_one_gets_it(bundled: LocalMap, fact: str) -> None:
    assert [node.id for node in bundled.nodes() if node.kind == "model" and not node.first(fact)] == []


def test_every_topic_goes_by_names_in_both_languages(bundled: LocalMap) -> None:
    topics = [node for node in bundled.nodes() if node.kind == "topic"]
    assert [node.id for node in topics if not (node.label.en and node.label.ja and node.definition.ja)] == []
    assert sum(bool(node.aliases) for node in topics) / len(topics) > 0.95


def test_no_blank_node_is_left_for_those_who_query(bundled: LocalMap) -> None:
    statements = {LM + "prerequisite", LM + "explainedIn"}
    assert not any(isinstance(t.object, BlankNode) for t in bundled.triples() if t.predicate.value in statements)
