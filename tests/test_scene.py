"""What a drawing shows, and where."""

import json
import os
import subprocess
import sys
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_maps import MapOf

from explorer.layered import Layout, isotonic, layered
from explorer.node_label import MOST_COLUMNS, MOST_LINES, columns, wrapped
from explorer.scene import MOST_EXPANDED, Scene, neighbourhood_scene, path_scene, scene_network
from explorer.scene_edges import reduced
from graph import LocalMap, plan_path
from graph.model import Language, Prerequisite

TARGET = "attention-is-all-you-need"

NODES = [f"n{number}" for number in range(14)]
DAGS = st.lists(
    st.tuples(st.sampled_from(range(14)), st.sampled_from(range(14))).filter(lambda pair: pair[0] < pair[1]),
    max_size=40,
    unique=True,
).map(lambda pairs: [(NODES[low], NODES[high]) for low, high in pairs])
SIZES = st.fixed_dictionaries(
    {node: st.tuples(st.integers(20, 180).map(float), st.integers(20, 70).map(float)) for node in NODES}
)


@pytest.fixture(scope="session")
def scene(bundled: LocalMap) -> Scene:
    return path_scene(plan_path(bundled, TARGET), bundled, "en")


def overlapping(boxes: dict[str, tuple[float, float, float, float]]) -> list[tuple[str, str]]:
    return [
        (a, b)
        for (a, (ax, ay, aw, ah)), (b, (bx, by, bw, bh)) in combinations(boxes.items(), 2)
        if abs(ax - bx) < (aw + bw) / 2 - 1e-6 and abs(ay - by) < (ah + bh) / 2 - 1e-6
    ]


def boxes_of(scene: Scene) -> dict[str, tuple[float, float, float, float]]:
    return {node.id: (node.x, node.y, node.width, node.height) for node in scene.nodes}


def laid(layout: Layout, sizes: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float, float, float]]:
    return {node: (*layout.centres[node], *sizes[node]) for node in sizes}


HOLED = [(1, 2), (1, 6), (1, 9), (1, 13), (2, 6), (2, 9), (3, 4), (6, 12), (8, 12), (8, 13), (11, 13)]
"""Two parts and boxes that nothing joins: from these the layering library makes one number two things."""


@given(SIZES, DAGS)
@example(dict.fromkeys(NODES, (20.0, 20.0)), [(NODES[low], NODES[high]) for low, high in HOLED])
def test_boxes_of_a_layered_drawing_never_overlap(
    sizes: dict[str, tuple[float, float]], edges: list[tuple[str, str]]
) -> None:
    assert overlapping(laid(layered(sizes, edges), sizes)) == []


@given(SIZES, DAGS)
def test_every_edge_runs_from_left_to_right_past_the_boxes_between(
    sizes: dict[str, tuple[float, float]], edges: list[tuple[str, str]]
) -> None:
    layout = layered(sizes, edges)
    boxes = laid(layout, sizes)
    for source, target in edges:
        assert layout.levels[source] < layout.levels[target]
        way = [layout.centres[source], *layout.bends[source, target], layout.centres[target]]
        assert [x for x, _ in way] == sorted(x for x, _ in way)
        hit = [
            node
            for x, y in layout.bends[source, target]
            for node, (bx, by, bw, bh) in boxes.items()
            if abs(x - bx) <= bw / 2 and abs(y - by) < bh / 2
        ]
        assert hit == []


@given(DAGS)
def test_the_reduction_is_the_transitive_reduction(edges: list[tuple[str, str]]) -> None:
    kept = {(edge.on, edge.dependent) for edge in reduced([Prerequisite(high, low) for low, high in edges], NODES)}
    graph = nx.DiGraph(edges)
    assert kept == set(nx.transitive_reduction(graph).edges)


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0.1, 10)), min_size=1, max_size=30))
def test_isotonic_numbers_do_not_fall_and_keep_the_weighted_mean(pairs: list[tuple[float, float]]) -> None:
    wanted, weights = zip(*pairs, strict=True)
    found = isotonic(wanted, weights)
    assert all(low <= high + 1e-9 for low, high in pairwise(found))
    total = sum(value * weight for value, weight in pairs)
    assert sum(value * weight for value, weight in zip(found, weights, strict=True)) == pytest.approx(total, abs=1e-6)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("target", [TARGET, "linear-regression"])
def test_a_plan_of_the_map_is_drawn_without_overlap_in_both_languages(
    bundled: LocalMap, target: str, language: Language
) -> None:
    drawn = path_scene(plan_path(bundled, target), bundled, language)
    assert overlapping(boxes_of(drawn)) == []


def test_steps_carry_their_numbers_and_the_target_is_marked(bundled: LocalMap, scene: Scene) -> None:
    plan = plan_path(bundled, TARGET)
    numbers = {step.node.id: number for number, step in enumerate(plan.steps, 1)}
    assert {node.id: node.number for node in scene.nodes} == numbers
    assert all(node.label.split()[0] == str(node.number) for node in scene.nodes)
    assert [node.id for node in scene.nodes if node.status == "target"] == [TARGET]


def test_what_is_known_and_used_is_drawn_as_known_without_a_number(bundled: LocalMap) -> None:
    plan = plan_path(bundled, "scaled-dot-product-attention", known=["softmax"])
    known = {node.id: node.number for node in path_scene(plan, bundled, "en").nodes if node.status == "known"}
    assert known == {"softmax": None}


def test_an_empty_plan_gives_an_empty_scene(bundled: LocalMap) -> None:
    assert path_scene(plan_path(bundled, "softmax", known=["softmax"]), bundled, "en").nodes == ()


def test_edges_give_reasons_and_helpful_ones_are_dashed(map_of: MapOf) -> None:
    map_ = map_of({"c": ["b", "a?"], "b": []})
    drawn = path_scene(plan_path(map_, "c", thorough=True), map_, "en")
    assert {(edge.source, edge.target, edge.title, edge.dashed) for edge in drawn.edges} == {
        ("b", "c", "c uses b.", False),
        ("a", "c", "c uses a?.", True),
    }


def test_nodes_that_nothing_joins_stand_apart(map_of: MapOf) -> None:
    map_ = map_of({name: [] for name in "abcdefgh"} | {"y": ["x"]})
    drawn = path_scene(plan_path(map_, [*"abcdefgh", "y"]), map_, "en")
    assert len(drawn.nodes) == 10
    assert overlapping(boxes_of(drawn)) == []


def test_expanding_adds_a_capped_number_around_a_node_and_moves_nothing(bundled: LocalMap, scene: Scene) -> None:
    plan = plan_path(bundled, TARGET)
    more = path_scene(plan, bundled, "en", expanded=["softmax"])
    before = boxes_of(scene)
    assert {key: box for key, box in boxes_of(more).items() if key in before} == before
    assert 0 < len(more.nodes) - len(scene.nodes) <= MOST_EXPANDED
    assert more.layout == scene.layout
    added = {node.id for node in more.nodes} - set(before)
    joined = {edge.other("softmax") for edge in more.edges if "softmax" in edge.pair}
    assert added <= joined
    assert overlapping(boxes_of(more)) == []


def test_expanding_says_how_many_neighbours_it_left_out(map_of: MapOf) -> None:
    users = {f"u{number}": ["t"] for number in range(MOST_EXPANDED + 5)}
    map_ = map_of({"t": ["s"], **users})
    assert path_scene(plan_path(map_, "t"), map_, "en", expanded=["t"]).left_out == 5


def test_expanding_what_is_not_drawn_changes_nothing(bundled: LocalMap, scene: Scene) -> None:
    assert path_scene(plan_path(bundled, TARGET), bundled, "en", expanded=["no-such-node"]) == scene


def test_a_neighbourhood_holds_its_centre_and_says_what_the_limit_left_out(bundled: LocalMap) -> None:
    drawn = neighbourhood_scene(bundled, "softmax", "ja", hops=2, limit=30)
    assert len(drawn.nodes) == 30
    assert drawn.left_out > 0
    assert drawn.nodes[0].id == "softmax"
    assert overlapping(boxes_of(drawn)) == []


def test_the_network_of_pyvis_holds_the_scene_without_physics(scene: Scene) -> None:
    network = scene_network(scene)
    assert {node["id"]: (node["x"], node["y"]) for node in network.nodes} == {
        node.id: (round(node.x), round(node.y)) for node in scene.nodes
    }
    assert {(edge["from"], edge["to"]) for edge in network.edges} == {(e.source, e.target) for e in scene.edges}
    assert network.options["physics"]["enabled"] is False


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_scene_sends_less_than_600_bytes_a_node(bundled: LocalMap, language: Language) -> None:
    drawn = path_scene(plan_path(bundled, TARGET), bundled, language)
    sent = json.dumps(drawn.to_json(), ensure_ascii=False, separators=(",", ":")).encode()
    assert len(sent) < 600 * len(drawn.nodes)


def test_the_same_plan_gives_the_same_scene_in_every_process() -> None:
    code = (
        "import json; from graph import open_map, plan_path; from explorer.scene import path_scene; m = open_map();"
        "print(json.dumps(path_scene(plan_path(m, 'softmax'), m, 'ja', expanded=['softmax']).to_json()))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@given(st.text(max_size=80))
def test_a_label_is_wrapped_into_few_short_lines(text: str) -> None:
    lines = wrapped(text)
    assert len(lines) <= MOST_LINES
    # Marks that may not begin a line may hang over its end.
    assert all(columns(line.rstrip("ー。、）)]」")) <= MOST_COLUMNS + 4 for line in lines if "…" not in line[:-1])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_label_of_the_map_loses_a_character_but_those_that_end_in_an_ellipsis(
    bundled: LocalMap, language: Language
) -> None:
    for node in bundled.nodes():
        text = node.label.in_language(language)
        lines = wrapped(text)
        if not lines[-1].endswith("…"):
            assert "".join("".join(lines).split()) == "".join(text.split())
