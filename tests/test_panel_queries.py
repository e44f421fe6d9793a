"""What a panel shows is what its query gives: each is run over the bundled map, and compared with the panel itself."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from explorer import analyses, query_texts, shared
from explorer.markup import Element
from explorer.query_texts import milestones_query, whole_query
from explorer.state import Selection
from explorer.timeline_data import shown
from explorer.views.details import details
from explorer.views.insight import _covered, _ranking
from explorer.views.map import shown_now
from explorer.views.map_list import listed
from explorer.views.node import article
from explorer.views.progress_parts import MOST_NEXT, comes_next, goals
from explorer.views.scenery import Scenery
from explorer.views.steps import step_list
from graph import LocalMap, plan_path
from graph.alternatives import plan_with_emphasis
from graph.facets import Facets
from graph.goals import ways
from graph.measures import MEASURES
from graph.progress import next_steps
from graph.reasons import chains
from graph.sparql import Limits, QueryPool
from graph.store import Location
from graph.whole import all_nodes
from ontology import NODE, PANELS

Rows = list[tuple[str | None, ...]]

NODES = ("self-attention", "attention-is-all-you-need", "gpt-2", "pytorch", "mnist", "gpt-from-scratch", "transformers",
         "deep-learning-book", "nlp-researcher", "neurips", "beginner", "naive-bayes")  # fmt: skip
"""Nodes of every kind of panel; those that the bundled map does not hold are passed over."""


@pytest.fixture(scope="module")
def pool(bundled: LocalMap) -> Iterator[QueryPool]:
    shared.use(Location())
    with QueryPool(bundled) as pool:
        yield pool


def answer(pool: QueryPool, query: str | None) -> Rows:
    """The rows of an answer, IRIs of nodes as ids."""
    assert query is not None
    rows = pool.run(query, limits=Limits(seconds=120, rows=0, bytes=0)).rows
    return [tuple(None if term is None else term.value.removeprefix(NODE) for term in row) for row in rows]


def first(pool: QueryPool, query: str | None) -> list[str | None]:
    return [row[0] for row in answer(pool, query)]


def events(part: Element, kind: str) -> list[str]:
    """What the links of a part tell the page, of one kind."""
    said = [json.loads(one.attributes["data-event"]) for one in part.walk() if "data-event" in one.attributes]
    return [event["value"] for event in said if event["kind"] == kind]


def asked(part: Element) -> str | None:
    return next(iter(events(part, "ask")), None)


def sections(part: Element) -> Iterator[Element]:
    return (one for one in part.walk() if one.tag == "section" and events(one, "ask"))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("node", NODES)
def test_every_part_of_a_nodes_page_gives_its_nodes_when_asked(
    pool: QueryPool, bundled: LocalMap, node: str, language: str
) -> None:
    if node not in bundled:
        pytest.skip("the map no longer holds it")
    scenery = Scenery(bundled, Selection(page="node", selected=node, language=language))  # type: ignore[arg-type]
    for page in (article(scenery, bundled.node(node)), details(scenery, node)):
        parts = list(sections(page))
        assert parts
        for part in parts:
            links, rows = set(events(part, "select")), answer(pool, asked(part))
            if links:
                assert links == {row[0] for row in rows}, part.text()[:80]
            else:
                facts = bundled.node(node).facts
                stated = facts["author"] if "author" in facts and len(rows[0]) == 1 else _plain(facts)
                assert {row[-1] for row in rows} >= set(stated)


def _plain(facts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    return (value for name, values in facts.items() for value in values if name != "author")


def test_every_part_with_links_to_nodes_has_its_query(bundled: LocalMap) -> None:
    for node in NODES:
        if node in bundled:
            page = article(Scenery(bundled, Selection(page="node", selected=node)), bundled.node(node))
            parts = [one for one in page.walk() if one.tag == "section" and events(one, "select")]
            assert all(asked(part) for part in parts), node


def test_the_chains_of_reasons_are_made_of_what_their_query_gives(pool: QueryPool, bundled: LocalMap) -> None:
    plan = plan_path(bundled, "bert")
    scenery = Scenery(bundled, Selection(page="path", targets=("bert",), selected="softmax", chains=True), plan)
    part = next(one for one in sections(details(scenery, "softmax")) if "needed" in one.text())
    every = {(edge.dependent, edge.on) for chain in chains(plan, "softmax") for edge in chain}
    assert {(row[0], row[1]) for row in answer(pool, asked(part))} == every


@pytest.mark.parametrize(
    "selection",
    [
        Selection(areas=("transformers",)),
        Selection(areas=("transformers", "causality"), facets=Facets(kinds=("topic", "model"), first_year=2015)),
        Selection(areas=("transformers",), facets=Facets(kinds=("topic",), stages=("intermediate",))),
        Selection(around="self-attention"),
        Selection(around="bahdanau-attention", facets=Facets(kinds=("paper",), last_year=2016)),
    ],
)
def test_an_area_and_a_neighbourhood_list_what_their_query_gives(
    pool: QueryPool, bundled: LocalMap, selection: Selection
) -> None:
    scenery = Scenery(bundled, selection)
    now = shown_now(scenery)
    assert now.scene.left_out == 0
    part = listed(scenery, now.scene, now.statuses, now.found)
    drawn = set(now.scene.ids) - {selection.around}
    assert drawn
    assert set(first(pool, asked(part))) == drawn


@pytest.mark.parametrize("known", [(), ("linear-regression", "python")])
def test_how_far_it_is_to_each_goal_is_what_its_query_gives(
    pool: QueryPool, bundled: LocalMap, known: tuple[str, ...]
) -> None:
    selection = Selection(page="progress", targets=("bert", "gpt-from-scratch"), known=known)
    goal_ids = [
        *selection.targets,
        *(node.id for kind in ("stage", "phase", "career") for node in all_nodes(bundled, kind=kind)),
    ]
    found = ways(bundled, dict.fromkeys(goal_ids), known=known)
    rows = answer(pool, asked(goals(Scenery(bundled, selection), {"targets": found})))
    said = {row[0]: tuple(float(str(value)) for value in row[2:]) for row in rows}
    assert said == {way.node.id: (way.hours, way.hours_left, way.steps_left) for way in found}
    assert len(said) > 10


@pytest.mark.parametrize(
    "facets", [Facets(), Facets(kinds=("topic", "paper"), stages=("advanced",)), Facets(first_year=2020)]
)
def test_the_overview_counts_what_its_query_counts(pool: QueryPool, bundled: LocalMap, facets: Facets) -> None:
    scenery = Scenery(bundled, Selection(facets=facets))
    now = shown_now(scenery)
    counts = {str(row[0]): int(str(row[2])) for row in answer(pool, asked(listed(scenery, now.scene, {}, now.found)))}
    if now.found:
        assert counts == {area: len(ids) for area, ids in now.found.items() if ids}
    else:
        assert counts == {area.id: area.topics for area in shared.the_areas().areas if area.topics}


def test_what_depends_on_the_learner_has_no_query(bundled: LocalMap) -> None:
    scenery = Scenery(bundled, Selection(areas=("transformers",), facets=Facets(statuses=("ready",))))
    now = shown_now(scenery)
    assert asked(listed(scenery, now.scene, now.statuses, now.found)) is None


def test_the_lineage_is_what_its_query_gives(pool: QueryPool, bundled: LocalMap) -> None:
    scenery = Scenery(bundled, Selection(view="lineage"))
    now = shown_now(scenery)
    pairs = {(model, parent) for model, parents in shared.the_lineage().parents.items() for parent in parents}
    rows = answer(pool, asked(listed(scenery, now.scene, now.statuses, {})))
    assert {(row[1], row[3]) for row in rows} == pairs


PLANS = [
    (("bert",), (), (), "quickest"),
    (("attention-is-all-you-need", "gpt-2"), ("linear-regression",), (), "quickest"),
    (("bert",), ("softmax!",), (), "quickest"),
    (("bert",), (), ("python",), "quickest"),
    (("attention-is-all-you-need",), (), (), "thorough"),
    (("attention-is-all-you-need",), (), (), "practice"),
]


@pytest.mark.parametrize(("targets", "known", "skipped", "emphasis"), PLANS)
def test_a_path_is_what_its_query_gives(
    pool: QueryPool,
    bundled: LocalMap,
    targets: tuple[str, ...],
    known: tuple[str, ...],
    skipped: tuple[str, ...],
    emphasis: str,
) -> None:
    plan = plan_with_emphasis(bundled, targets, emphasis, known=known, skipped=skipped)  # type: ignore[arg-type]
    scenery = Scenery(bundled, Selection(page="path", targets=targets, known=known, skipped=skipped), plan)
    rows = answer(pool, asked(step_list(scenery, plan, {})))
    assert {row[1] if str(row[0]).isdigit() else row[0] for row in rows} == set(plan.positions)
    assert sum(float(str(row[-1])) for row in rows) == pytest.approx(plan.hours)


@pytest.mark.parametrize(("targets", "known", "skipped", "_"), PLANS[:4])
def test_what_comes_next_is_what_its_query_gives_in_the_same_order(
    pool: QueryPool,
    bundled: LocalMap,
    targets: tuple[str, ...],
    known: tuple[str, ...],
    skipped: tuple[str, ...],
    _: str,
) -> None:
    steps = next_steps(bundled, targets, known=known, skipped=skipped)
    plan = plan_path(bundled, targets, known=known, skipped=skipped)
    selection = Selection(page="progress", targets=targets, known=known, skipped=skipped)
    rows = answer(pool, asked(comes_next(Scenery(bundled, selection), steps, plan)))
    assert [row[1] if str(row[0]).isdigit() else row[0] for row in rows] == [step.node.id for step in steps]


def test_without_a_goal_what_comes_next_names_what_is_shown(pool: QueryPool, bundled: LocalMap) -> None:
    steps = next_steps(bundled)
    rows = answer(pool, asked(comes_next(Scenery(bundled, Selection(page="progress")), steps, None)))
    assert [row[1] for row in rows] == [step.node.id for step in steps[:MOST_NEXT]]


def test_the_milestones_of_a_window_are_those_of_its_query(pool: QueryPool) -> None:
    found = {str(row[0]): str(row[3]) for row in answer(pool, milestones_query((), 2012, 2017, "en"))}
    within = [one for one in analyses.the_milestones() if 2012 <= one.year < 2018]
    dated = {id_: one.date for one in within for id_ in (one.id, one.paper, *one.introduced) if id_ in found}
    assert {one.id for one in within} <= set(found)
    assert set(found) == set(dated)
    assert all(found[one.id] == one.date for one in within)


def test_the_milestones_of_some_lanes_are_in_their_query(pool: QueryPool) -> None:
    areas = ("transformers", "computer-vision")
    found = set(first(pool, milestones_query(areas, 2000, 2024, "ja")))
    within = {one.id for one in shown(analyses.the_milestones(), areas) if 2000 <= one.year < 2025}
    assert within
    assert within <= found


def test_the_charts_show_the_numbers_of_their_queries(pool: QueryPool) -> None:
    points = {
        (one.node.id, point.year, point.value, point.seed_value, point.attained_by)
        for one in analyses.the_series()
        for point in one.points
    }
    rows = {
        (row[0], int(str(row[1])), float(row[2]) if row[2] else None, float(row[3]) if row[3] else None, row[4])
        for row in answer(pool, whole_query("series", "en"))
    }
    assert rows == points
    sizes = {
        (node.id, node.first("parameters")) for node in analyses.the_models() if node.first("parameters") and node.date
    }
    assert {(row[1], row[3]) for row in answer(pool, whole_query("parameters", "en"))} == sizes


def test_papers_and_models_by_year_are_counted_alike(pool: QueryPool) -> None:
    _, years = analyses.the_health()
    counted = {int(str(row[0])): int(str(row[1])) for row in answer(pool, whole_query("ages", "en"))}
    assert counted == {year: n for year, n in years.items() if n}


def test_a_ranking_has_the_values_and_the_order_of_its_query(pool: QueryPool, bundled: LocalMap) -> None:
    rankings, _ = analyses.the_analysis()
    scenery = Scenery(bundled, Selection(page="insight"))
    told = {ranking.measure.id: asked(_ranking(scenery, ranking)) for ranking in rankings if ranking.rows}
    values = {ranking.measure.id: ranking for ranking in rankings}
    assert {measure for measure, query in told.items() if query} >= {"unlock-most", "need-most"}
    for measure, query in told.items():
        if query is None:
            continue
        rows = answer(pool, query)
        assert {row[0] for row in rows} >= {row.nodes[0].id for row in values[measure].rows}
        if len(rows[0]) > 2:
            assert [float(str(row[2])) for row in rows] == [row.value for row in values[measure].rows]


def test_what_the_map_lacks_is_what_the_queries_of_its_health_give(pool: QueryPool, bundled: LocalMap) -> None:
    health, _ = analyses.the_health()
    scenery = Scenery(bundled, Selection(page="insight"))
    lacking = [one for one in health if one.missing]
    assert lacking
    for one in lacking:
        assert sorted(map(str, first(pool, asked(_covered(scenery, one))))) == list(one.missing), one.what


def test_every_text_of_a_query_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(query_texts.__file__).parent.rglob("*.py"))
    for path in PANELS.glob("*.rq"):
        assert f'"{path.stem}"' in code or path.stem.replace("_", "-") in MEASURES, path.name


def test_a_plan_too_long_to_name_has_no_query(bundled: LocalMap) -> None:
    plan = plan_path(bundled, "bert", known=["softmax!"])
    long = replace(plan, steps=plan.steps * 20)
    scenery = Scenery(bundled, Selection(page="path", targets=("bert",), known=("softmax!",)), long)
    assert asked(step_list(scenery, long, {})) is None
