"""Analyses say what they measure, and agree with what can be counted by hand or by another algorithm."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from small_maps import MapOf
from test_plan_properties import Needs, dags

from graph import LocalMap, open_map
from graph.betweenness import betweenness
from graph.errors import PrerequisiteCycle
from graph.insight import Insight, Ranking
from graph.measures import MEASURES
from graph.partitions import adjusted_rand

WriteMap = Callable[[str], Path]

PAPERS = """
:root a lm:Topic ; skos:prefLabel "Root"@en ; lm:hours 1 .
:side a lm:Topic ; skos:prefLabel "Side"@en ; lm:hours 5 .
:neck a lm:Topic ; skos:prefLabel "Neck"@en ; lm:hours 2 ; lm:prerequisite [ lm:on :root ] , [ lm:on :side ] .
:p1 a lm:Paper ; skos:prefLabel "P1"@en ; lm:hours 3 ; lm:prerequisite [ lm:on :neck ] .
:p2 a lm:Paper ; skos:prefLabel "P2"@en ; lm:hours 3 ; lm:prerequisite [ lm:on :neck ] , [ lm:on :p1 ; lm:strength lm:helpful ] .
:p3 a lm:Paper ; skos:prefLabel "P3"@en ; lm:hours 3 ; lm:prerequisite [ lm:on :side ] .
:book a lm:Book ; skos:prefLabel "Book"@en ; schema:teaches :neck .
"""


@pytest.fixture
def papers(turtle_file: WriteMap) -> Insight:
    return Insight(open_map(turtle_file(PAPERS)))


@pytest.fixture(scope="module")
def whole(bundled: LocalMap) -> nx.DiGraph:
    """The required prerequisites of the bundled map, read from its triples and not by the code under test."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    kinds = {"Topic", "Paper", "Project", "Model", "Tool", "Career"}
    for node in bundled.nodes():
        if node.kind.capitalize() in kinds:
            graph.add_node(node.id, kind=node.kind, hours=node.hours)
    for edge in bundled.all_prerequisites:
        if edge.strength == "required" and edge.on in graph and edge.dependent in graph:
            graph.add_edge(edge.on, edge.dependent)
    return graph


def listed(ranking: Ranking) -> list[tuple[str, float]]:
    return [(row.nodes[-1].id, row.value) for row in ranking.rows]


def test_every_chain_to_two_papers_passes_the_neck(papers: Insight) -> None:
    assert listed(papers.dominators()) == [("neck", 2), ("side", 1)]


def test_papers_need_the_hours_of_all_below_them(papers: Insight) -> None:
    assert listed(papers.need_most()) == [("p1", 8), ("p2", 8), ("p3", 5)]


def test_topics_are_counted_by_what_requires_them_in_the_end(papers: Insight) -> None:
    assert listed(papers.unlock_most()) == [("side", 4), ("root", 3), ("neck", 2)]


def test_what_nothing_teaches_is_listed_by_how_much_rests_on_it(papers: Insight) -> None:
    assert listed(papers.without_resource()) == [("side", 4), ("root", 3)]


def test_the_longest_chain_is_in_learning_order_and_stands_for_those_that_end_alike(papers: Insight) -> None:
    found = papers.longest_chains()
    assert [[node.id for node in row.nodes] for row in found.rows] == [["root", "neck", "p1"], ["side", "p3"]]
    assert [row.value for row in found.rows] == [3, 2]


def test_the_longest_chain_of_the_bundled_map_is_as_long_as_networkx_says(bundled: LocalMap, whole: nx.DiGraph) -> None:
    best = Insight(bundled).longest_chains().rows[0]
    assert best.value == len(best.nodes) == len(nx.dag_longest_path(whole))
    assert all(whole.has_edge(one.id, other.id) for one, other in pairwise(best.nodes))


def test_a_dominator_cut_out_leaves_its_targets_without_any_beginning(bundled: LocalMap, whole: nx.DiGraph) -> None:
    ranking = Insight(bundled, limit=5).dominators()
    beginnings = {node for node in whole if not whole.in_degree(node)}
    targets = {node for node, kind in whole.nodes(data="kind") if kind in ("paper", "model", "project", "career")}
    for node, value in listed(ranking):
        cut = whole.subgraph(whole.nodes - {node})
        reached = set(beginnings).union(*(nx.descendants(cut, start) for start in beginnings if start in cut))
        assert value == len(targets - reached - {node})


def test_rankings_of_the_bundled_map_agree_with_networkx(bundled: LocalMap, whole: nx.DiGraph) -> None:
    found = Insight(bundled, limit=5)
    for node, value in listed(found.unlock_most()):
        assert value == len(nx.descendants(whole, node))
    for node, value in listed(found.need_most()):
        assert value == pytest.approx(sum(whole.nodes[on]["hours"] for on in nx.ancestors(whole, node)))
    for node, _ in listed(found.without_resource()):
        assert bundled.links_to([node], "teaches")[node] == ()


def test_betweenness_is_that_of_the_middle_of_a_chain(map_of: MapOf) -> None:
    # Of the 6 ordered pairs of three nodes, one passes b.
    found = Insight(map_of({"c": ["b"], "b": ["a"]})).betweenness()
    # networkx divides by the pairs that do not end at the node: (3-1)(3-2) = 2.
    assert listed(found) == [("b", 0.5)]


@settings(max_examples=60, deadline=None)
@given(dags())
def test_betweenness_is_the_one_of_networkx(needs: Needs) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(needs)
    graph.add_edges_from((on, node) for node in needs for on in needs[node])
    ours = betweenness([[int(on[1:]) for on in ons] for ons in needs.values()])
    assert ours.tolist() == pytest.approx(list(nx.betweenness_centrality(graph).values()))


def test_betweenness_of_more_nodes_than_are_taken_at_a_time_is_the_one_of_networkx() -> None:
    random = Random(5)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(700))
    graph.add_edges_from((random.randrange(max(0, n - 90), n), n) for n in range(1, 700) for _ in range(2))
    ours = betweenness([sorted(graph.predecessors(node)) for node in graph])
    assert ours.tolist() == pytest.approx(list(nx.betweenness_centrality(graph).values()))


def test_every_result_names_its_measure_and_the_limit_does_not_hide_the_total(bundled: LocalMap) -> None:
    for ranking in Insight(bundled, limit=2).rankings():
        assert ranking.measure is MEASURES[ranking.measure.id]
        assert ranking.measure.meaning.en
        assert ranking.measure.meaning.ja
        assert len(ranking.rows) == min(2, ranking.total)
        # A topic without a resource is a gap that the map means to close; every other ranking has more than is shown.
        assert ranking.total > 2 or ranking.measure.id == "without-resource"
        values = [row.value for row in ranking.rows]
        assert values == sorted(values, reverse=True)


def test_communities_that_are_the_areas_agree_fully(turtle_file: WriteMap) -> None:
    def clique(area: str) -> str:
        names = [f"{area}{number}" for number in range(5)]
        return "\n".join(
            f':{name} a lm:Topic ; lm:area :{area} ; skos:prefLabel "{name}"@en '
            + "".join(f"; lm:prerequisite [ lm:on :{on} ] " for on in names[:place])
            + "."
            for place, name in enumerate(names)
        )

    found = Insight(open_map(turtle_file(clique("x") + clique("y")))).communities()
    assert found.agreement == 1
    assert found.modularity == pytest.approx(0.5)
    assert [(community.area, community.purity, len(community.topics)) for community in found.communities] == [
        ("x", 1, 5),
        ("y", 1, 5),
    ]


def test_communities_hold_each_topic_once_and_name_those_from_elsewhere(bundled: LocalMap) -> None:
    found = Insight(bundled).communities()
    topics = [node.id for community in found.communities for node in community.topics]
    assert sorted(topics) == [node.id for node in bundled.nodes() if node.kind == "topic"]
    for community in found.communities:
        assert all(node.area != community.area for node in community.strangers)
    assert Insight(bundled).communities() == found


def test_agreement_of_groupings_is_the_published_example() -> None:
    # Two groupings that agree as by chance, one that agrees fully under other names, one that is half right.
    assert adjusted_rand([0, 0, 1, 1], ["a", "a", "b", "b"]) == 1
    assert adjusted_rand([0, 0, 0, 0], [0, 1, 2, 3]) == 0
    assert adjusted_rand([0, 0, 1, 2], [0, 0, 1, 1]) == pytest.approx(0.5714, abs=1e-4)
    assert adjusted_rand([], []) == 1


def test_a_cycle_in_a_foreign_map_is_named_with_its_edges(map_of: MapOf) -> None:
    needs = {"c": ["b"], "b": ["a"], "a": ["c"], "d": ["a"]}
    with pytest.raises(PrerequisiteCycle) as raised:
        Insight(map_of(needs)).longest_chains()
    cycle = raised.value.cycle
    assert sorted(cycle) == ["a", "b", "c"]
    assert all(on in needs[node] for node, on in zip(cycle, [*cycle[1:], cycle[0]], strict=True))


def test_a_map_of_nothing_to_learn_gives_empty_answers(turtle_file: WriteMap) -> None:
    nothing = Insight(open_map(turtle_file(':x a lm:Area ; skos:prefLabel "X"@en .')))
    assert [ranking.rows for ranking in nothing.rankings()] == [()] * 6
    assert nothing.communities().communities == ()
