"""What the map's drawings show, and that nothing in them moves."""

from itertools import combinations, pairwise

import pytest

from explorer.expanding import MOST_EXPANDED, replayed
from explorer.map_scene import (
    MOST_AROUND,
    allowed,
    area_scene,
    around_scene,
    overview_scene,
    with_counts,
    with_progress,
)
from explorer.scene_nodes import Scene
from explorer.state import AROUND_KINDS
from graph import LocalMap
from graph.areas import Areas, areas_of
from graph.facets import Facets, statuses
from graph.model import Language


@pytest.fixture(scope="module")
def areas(bundled: LocalMap) -> Areas:
    return areas_of(bundled)


@pytest.fixture(scope="module")
def overview(areas: Areas, bundled: LocalMap) -> Scene:
    return overview_scene(areas, bundled, "en")


def boxes(scene: Scene) -> dict[str, tuple[float, float, float, float]]:
    return {node.id: (node.x, node.y, node.width, node.height) for node in scene.nodes}


def overlapping(scene: Scene) -> list[tuple[str, str]]:
    return [
        (a, b)
        for (a, (ax, ay, aw, ah)), (b, (bx, by, bw, bh)) in combinations(boxes(scene).items(), 2)
        if abs(ax - bx) < (aw + bw) / 2 and abs(ay - by) < (ah + bh) / 2
    ]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_overview_is_layered_and_no_area_covers_another(
    areas: Areas, bundled: LocalMap, language: Language
) -> None:
    scene = overview_scene(areas, bundled, language)
    at = {node.id: node.x for node in scene.nodes}
    assert all(at[edge.source] < at[edge.target] for edge in scene.edges)
    assert overlapping(scene) == []
    assert scene.ids == {area.id for area in areas.areas}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_line_of_the_overview_passes_an_area_that_it_does_not_join(
    areas: Areas, bundled: LocalMap, language: Language
) -> None:
    scene = overview_scene(areas, bundled, language)
    at = {node.id: (node.x, node.y) for node in scene.nodes}
    for edge in scene.edges:
        if edge.quiet:
            continue
        for (ax, ay), (bx, by) in pairwise([at[edge.source], *edge.bends, at[edge.target]]):
            points = [(ax + (bx - ax) * share / 500, ay + (by - ay) * share / 500) for share in range(501)]
            passed = {
                node.id
                for node in scene.nodes
                for x, y in points
                if abs(x - node.x) < node.width / 2 and abs(y - node.y) < node.height / 2
            }
            assert passed <= {edge.source, edge.target}


def test_the_overview_fits_a_screen_legibly(overview: Scene) -> None:
    """The 14.5 pixels of a label stay at least 8 in a drawing of 850 × 640."""
    right = max(node.x + node.width / 2 for node in overview.nodes) - min(n.x - n.width / 2 for n in overview.nodes)
    high = max(node.y + node.height / 2 for node in overview.nodes) - min(n.y - n.height / 2 for n in overview.nodes)
    assert min(794 / right, 584 / high) * 14.5 >= 8


def test_an_area_with_more_topics_is_larger(areas: Areas, overview: Scene) -> None:
    size = {node.id: node.width * node.height for node in overview.nodes}
    topics = {area.id: area.topics for area in areas.areas}
    by_topics = sorted(topics, key=lambda area: topics[area])
    assert all(size[fewer] <= size[more] for fewer, more in pairwise(by_topics) if topics[fewer] < topics[more])
    assert size["neural-networks"] > size["sequence-models"]


def test_an_edge_of_the_overview_says_how_many_prerequisites_it_stands_for(areas: Areas, overview: Scene) -> None:
    strongest = areas.edges[0]
    edge = next(edge for edge in overview.edges if (edge.source, edge.target) == (strongest.before, strongest.after))
    assert edge.title.startswith(str(strongest.count))
    assert strongest.examples[0].because.en in edge.title


def test_showing_and_hiding_kinds_moves_nothing_in_an_area(areas: Areas, bundled: LocalMap) -> None:
    here = [areas.by_id["language-models"]]
    topics, more, papers = (
        area_scene(here, bundled, "en", kinds) for kinds in (("topic",), ("topic", "model", "paper"), ("paper",))
    )
    assert boxes(topics).items() <= boxes(more).items()
    assert boxes(papers).items() <= boxes(more).items()
    assert {node.kind for node in papers.nodes} == {"paper"}
    assert overlapping(more) == []
    assert all(edge.quiet for edge in more.edges if edge not in topics.edges)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_area_is_drawn_without_overlap(areas: Areas, bundled: LocalMap, language: Language) -> None:
    for area in areas.areas[::4]:
        assert overlapping(area_scene([area], bundled, language, ("topic", "paper", "tool"))) == []


def test_a_neighbourhood_has_prerequisites_left_and_dependents_right(bundled: LocalMap) -> None:
    scene = around_scene("softmax", bundled, "en", AROUND_KINDS)
    at = {node.id: node.x for node in scene.nodes}
    for edge in scene.edges:
        if edge.link == "requires":
            assert at[edge.source] < at[edge.target]
    assert {edge.on for edge in bundled.prerequisites(["softmax"])} <= scene.ids
    assert all(node.kind in AROUND_KINDS for node in scene.nodes)


def test_a_neighbourhood_is_capped_and_says_what_it_left_out(bundled: LocalMap) -> None:
    most = max(bundled.ids, key=lambda identifier: len(bundled.dependents(identifier)))
    scene = around_scene(most, bundled, "en", AROUND_KINDS)
    assert len(scene.nodes) <= 2 * MOST_AROUND + 1
    assert scene.left_out > 0


def test_expanding_and_collapsing_moves_nothing_that_stays(bundled: LocalMap) -> None:
    scene = around_scene("softmax", bundled, "en", AROUND_KINDS)
    tokens: list[str] = []
    for token in ("attention-mechanism", "softmax~needs", "cross-entropy-loss", "attention-mechanism~fold", "softmax"):
        before = replayed(scene, bundled, "en", tokens)
        tokens.append(token)
        now = replayed(scene, bundled, "en", tokens)
        stayed = before.ids & now.ids
        assert {id_: boxes(before)[id_] for id_ in stayed} == {id_: boxes(now)[id_] for id_ in stayed}
        assert len(now.ids - before.ids) <= MOST_EXPANDED
        assert overlapping(now) == []
    assert scene.ids <= now.ids


def test_collapsing_takes_away_what_expanding_added(bundled: LocalMap) -> None:
    scene = around_scene("softmax", bundled, "en", AROUND_KINDS)
    assert replayed(scene, bundled, "en", ["attention-mechanism", "attention-mechanism~fold"]).ids == scene.ids


def test_what_two_expansions_show_stays_until_both_are_collapsed(bundled: LocalMap) -> None:
    scene = around_scene("softmax", bundled, "en", ("topic",))
    both = ["attention-mechanism~needs", "cross-entropy-loss~needs", "attention-mechanism~fold"]
    left = replayed(scene, bundled, "en", both)
    needed = {edge.on for edge in bundled.prerequisites(["cross-entropy-loss"])}
    assert needed <= left.ids


def test_the_ways_of_expanding_add_only_what_they_say(bundled: LocalMap) -> None:
    scene = around_scene("softmax", bundled, "en", ("topic",))
    chosen = "attention-mechanism"
    needs = {edge.on for edge in bundled.prerequisites([chosen])}
    known = {sorted(needs)[0]}
    for way, ids in (("needs", needs), ("unlocks", set(bundled.dependents(chosen))), ("missing", needs - known)):
        added = replayed(scene, bundled, "en", [f"{chosen}~{way}"], known=known).ids - scene.ids
        assert added <= ids


def test_filters_hide_and_move_nothing_and_keep_the_centre(bundled: LocalMap) -> None:
    scene = around_scene("softmax", bundled, "en", AROUND_KINDS)
    nodes = bundled.describe(scene.ids)
    status = statuses(bundled, nodes, {"softmax"})
    narrow = allowed(scene, nodes, status, Facets(stages=("advanced",)), {"softmax"})
    assert "softmax" in narrow.ids
    assert all(nodes[id_].stage == "advanced" for id_ in narrow.ids - {"softmax"})
    assert boxes(narrow).items() <= boxes(scene).items()
    assert all({edge.source, edge.target} <= narrow.ids for edge in narrow.edges)


def test_rings_and_shares_tell_how_far_the_learner_is(areas: Areas, overview: Scene, bundled: LocalMap) -> None:
    scene = around_scene("softmax", bundled, "en", AROUND_KINDS)
    ringed = with_progress(scene, {"softmax": "known"})
    assert {node.id: node.ring for node in ringed.nodes if node.ring} == {"softmax": "known"}
    counted = with_counts(overview, {}, {"transformers": 11}, "en")
    share = {node.id: node.share for node in counted.nodes}
    assert share["transformers"] == pytest.approx(11 / areas.by_id["transformers"].topics)
    found = with_counts(overview, {"transformers": 2}, {}, "en")
    assert {node.id for node in found.nodes if node.status == "step"} == {"transformers"}
