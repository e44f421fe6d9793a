"""The array graph agrees with networkx on random graphs."""

from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import NodeNotFound, PrerequisiteCycle
from graph.model import Prerequisite
from graph.prerequisites import PrerequisiteGraph, build, closure, dependents, find_cycle, frontier, levels, to_networkx

NAMES = [f"n{number}" for number in range(12)]
EDGES = st.sets(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]), max_size=30
)
DOWNWARD = EDGES.map(lambda edges: {(a, b) for a, b in edges if NAMES.index(a) > NAMES.index(b)})


def made(edges: set[tuple[str, str]]) -> tuple[PrerequisiteGraph, nx.DiGraph]:
    """Return both graphs; edges point from the dependent to what it needs."""
    peer = nx.DiGraph()
    peer.add_nodes_from(NAMES)
    peer.add_edges_from(edges)
    return build(NAMES, [Prerequisite(a, b) for a, b in edges]), peer


@settings(deadline=None)
@given(EDGES, st.sampled_from(NAMES))
def test_closure_and_dependents_are_descendants_and_ancestors(edges: set[tuple[str, str]], start: str) -> None:
    graph, peer = made(edges)
    assert set(graph.names(closure(graph, [start]))) == nx.descendants(peer, start) | {start}
    assert set(graph.names(dependents(graph, [start]))) == nx.ancestors(peer, start) | {start}


@pytest.mark.parametrize("fan", [1, 3, 400])
def test_the_closure_of_many_is_the_same_whether_a_level_is_narrow_or_wide(fan: int) -> None:
    """Each node needs some of those up to `fan` before it: levels of a few nodes, of some, and of most of the map."""
    random = Random(fan)
    pairs = {
        (f"n{node}", f"n{random.randrange(max(0, node - fan), node)}") for node in range(1, 2_000) for _ in range(4)
    }
    names = [f"n{node}" for node in range(2_000)]
    graph = build(names, [Prerequisite(a, b) for a, b in sorted(pairs)])
    peer = nx.DiGraph(pairs)
    for start in ("n1999", "n1000", "n3"):
        assert set(graph.names(closure(graph, [start]))) == nx.descendants(peer, start) | {start}
        assert set(graph.names(dependents(graph, [start]))) == nx.ancestors(peer, start) | {start}
    known = nx.descendants(peer, "n900") | {"n900"}
    rest = set(graph.names(closure(graph, ["n1999"], known=known)))
    assert rest == (nx.descendants(peer, "n1999") | {"n1999"}) - known


@settings(deadline=None)
@given(DOWNWARD)
def test_levels_are_longest_distances_to_a_root(edges: set[tuple[str, str]]) -> None:
    graph, peer = made(edges)
    expected = {node: depth for depth, nodes in enumerate(nx.topological_generations(peer.reverse())) for node in nodes}
    assert dict(zip(graph.ids, levels(graph).tolist(), strict=True)) == expected


@settings(deadline=None)
@given(EDGES)
def test_a_cycle_is_found_where_there_is_one_and_is_one(edges: set[tuple[str, str]]) -> None:
    graph, peer = made(edges)
    cycle = find_cycle(graph)
    assert (cycle is None) == nx.is_directed_acyclic_graph(peer)
    if cycle is not None:
        assert all(peer.has_edge(a, b) for a, b in zip(cycle, cycle[1:] + cycle[:1], strict=True))


@settings(deadline=None)
@given(DOWNWARD, st.sets(st.sampled_from(NAMES)))
def test_the_frontier_is_unknown_and_its_prerequisites_known(edges: set[tuple[str, str]], known: set[str]) -> None:
    graph, peer = made(edges)
    expected = {node for node in NAMES if node not in known and set(peer.successors(node)) <= known}
    assert set(graph.names(frontier(graph, known))) == expected


@settings(deadline=None)
@given(EDGES, st.sets(st.sampled_from(NAMES)))
def test_the_networkx_graph_is_the_induced_one_from_prerequisite_to_dependent(
    edges: set[tuple[str, str]], members: set[str]
) -> None:
    graph, peer = made(edges)
    drawn = to_networkx(graph, graph.indices(members).tolist())
    assert set(drawn.edges) == set(peer.subgraph(members).reverse().edges)
    assert set(drawn) == members


def test_closure_does_not_enter_what_is_known() -> None:
    graph, _ = made({("n3", "n2"), ("n2", "n1"), ("n3", "n0")})
    assert graph.names(closure(graph, ["n3"], known=["n2"])) == ["n0", "n3"]


def test_levels_of_a_cyclic_graph_raise_the_cycle() -> None:
    graph, _ = made({("n0", "n1"), ("n1", "n0"), ("n2", "n0")})
    with pytest.raises(PrerequisiteCycle) as raised:
        levels(graph)
    assert sorted(raised.value.cycle) == ["n0", "n1"]


def test_an_unknown_id_is_named() -> None:
    graph, _ = made(set())
    with pytest.raises(NodeNotFound, match="nope"):
        closure(graph, ["nope"])


def test_helpful_edges_and_alternatives_count_only_when_asked_for() -> None:
    edges = [Prerequisite("c", "a"), Prerequisite("c", "b", strength="helpful"), Prerequisite("c", "d", choice="one")]
    assert build("abcd", edges).requires.degrees().tolist() == [0, 0, 1, 0]
    assert build("abcd", edges, helpful=True).requires.degrees().tolist() == [0, 0, 3, 0]
