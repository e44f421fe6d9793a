"""Milestones are dated, known by what they brought, and weighed by what depends on it; the seed's chart is in the map."""

from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.charts import confirmed_marks, parameter_marks, seed_marks
from explorer.timeline_data import MOST_LISTED, Window, listed, timeline_json
from graph import LocalMap, open_map
from graph.history import Milestone, milestones, series

SEED_PARAMETERS = [0.01, 0.06, 0.1, 0.3, 1.5, 175, 540, 1000]
SEED_ERROR = [28, 15.3, 7.3, 3.57, 2.25, 1.5, 1.0, 0.8]
SEED_YEARS = list(range(2010, 2025, 2))

PAPERS = """
:old a lm:Topic ; lm:area :x ; skos:prefLabel "Old"@en ; lm:introducedYear "1950"^^xsd:gYear .
:new a lm:Topic ; lm:area :x ; skos:prefLabel "New"@en ; lm:introducedIn :p ; lm:prerequisite [ lm:on :old ] .
:other a lm:Topic ; lm:area :x ; skos:prefLabel "Other"@en ; lm:introducedIn :p ; lm:prerequisite [ lm:on :new ] .
:m a lm:Model ; lm:area :x ; skos:prefLabel "M"@en ; lm:introducedIn :q ; lm:buildsOn :new ; lm:parameters 2000000000 ;
    schema:datePublished "2003-02"^^xsd:gYearMonth .
:p a lm:Paper ; lm:area :x ; skos:prefLabel "P"@en ; schema:datePublished "2001"^^xsd:gYear .
:q a lm:Paper ; lm:area :x ; skos:prefLabel "Q"@en ; schema:datePublished "2003-02-01"^^xsd:date .
:undated a lm:Paper ; lm:area :x ; skos:prefLabel "U"@en .
"""


@pytest.fixture
def papers(turtle_file: Callable[[str], Path]) -> LocalMap:
    return open_map(turtle_file(PAPERS + ':x a lm:Area ; skos:prefLabel "X"@en .'))


@pytest.fixture(scope="module")
def of_the_map(bundled: LocalMap) -> tuple[Milestone, ...]:
    return milestones(bundled)


def test_a_paper_is_known_by_its_model_or_its_one_topic_and_by_its_title_where_it_brought_several(
    papers: LocalMap,
) -> None:
    found = {one.id: one for one in milestones(papers)}
    assert list(found) == ["old", "p", "m"]
    assert (found["p"].introduced, found["m"].paper) == (("new", "other"), "q")


def test_weight_counts_what_requires_it_or_was_developed_from_it(papers: LocalMap) -> None:
    weights = {one.id: one.weight for one in milestones(papers)}
    assert weights == {"old": 2, "p": 2, "m": 0}


def test_lineage_leads_from_paper_to_paper(papers: LocalMap) -> None:
    assert {one.id: one.after for one in milestones(papers)} == {"old": (), "p": (), "m": ("p",)}


def test_milestones_come_by_date(of_the_map: tuple[Milestone, ...]) -> None:
    years = [one.year for one in of_the_map]
    assert years == sorted(years)
    assert len(years) > 1000


def test_the_seeds_chart_is_in_the_map_as_the_seed_states_it(bundled: LocalMap) -> None:
    found = {one.node.id: seed_marks(one) for one in series(bundled)}
    for name, values in (("series-model-parameters", SEED_PARAMETERS), ("series-imagenet-top5-error", SEED_ERROR)):
        assert [(mark.year, mark.value) for mark in found[name]] == list(zip(SEED_YEARS, values, strict=True))


def test_only_confirmed_values_stand_beside_it(bundled: LocalMap) -> None:
    error = next(one for one in series(bundled) if one.node.id == "series-imagenet-top5-error")
    marks = {mark.year: mark for mark in confirmed_marks(error, {"resnet": "ResNet"})}
    assert (marks[2015].value, marks[2015].name) == (3.57, "ResNet")
    assert not marks.keys() & {2018, 2020, 2022, 2024}


def test_sizes_of_models_are_in_billions(papers: LocalMap) -> None:
    (mark,) = parameter_marks([papers.node("m")], "en")
    assert (mark.value, mark.name, int(mark.year)) == (2.0, "M", 2003)


def test_every_item_lies_in_a_lane_and_within_the_bounds(bundled: LocalMap, of_the_map: tuple[Milestone, ...]) -> None:
    made = timeline_json(of_the_map, bundled, "ja", window=Window.of(None, None), areas=())
    lanes = {lane["id"] for lane in made["lanes"]}
    first, last = made["bounds"]
    assert all(item["lane"] in lanes and first <= item["at"] < last for item in made["items"])
    assert made["window"] == [2010, 2025]


def test_choosing_areas_leaves_their_lanes_alone(bundled: LocalMap, of_the_map: tuple[Milestone, ...]) -> None:
    made = timeline_json(of_the_map, bundled, "en", window=Window(1990, 2000), areas=("transformers",))
    assert [lane["id"] for lane in made["lanes"]] == ["transformers"]


def test_the_list_names_the_most_needed_and_counts_the_rest(of_the_map: tuple[Milestone, ...]) -> None:
    window = Window(1943, 2024)
    chosen, more = listed(of_the_map, window)
    assert (len(chosen), len(chosen) + more) == (MOST_LISTED, sum(one.year in window for one in of_the_map))
    least = min(one.weight for one in chosen)
    rest = {one.id for one in of_the_map if one.year in window} - {one.id for one in chosen}
    assert all(one.weight <= least for one in of_the_map if one.id in rest)
