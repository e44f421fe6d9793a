"""Areas of a map: what they hold, which build on which, and the trees of broader topics."""

from itertools import permutations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from small_maps import PREFIXES

from graph import LocalMap, open_map
from graph.areas import UNPLACED, areas_of, learning_order
from graph.facets import Facets, statuses
from graph.hierarchy import branches

IDS = list("abcdef")
WEIGHTS = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1]), st.integers(1, 9)
)


def small(tmp_path: Path) -> LocalMap:
    path = tmp_path / "map.ttl"
    topics = {"a1": ("one", ""), "a2": ("one", "a1"), "b1": ("two", "a1 a2"), "b2": ("two", "b1 a2"), "c": ("", "b2")}
    entries = [
        f':{name} a lm:Topic ; skos:prefLabel "{name}"@en'
        + (f" ; lm:area :{area}" if area else "")
        + "".join(f' ; lm:prerequisite [ lm:on :{on} ; lm:because "{name} uses {on}."@en ]' for on in needs.split())
        + " ."
        for name, (area, needs) in topics.items()
    ]
    areas = [f':{name} a lm:Area ; skos:prefLabel "Area {name}"@en .' for name in ("one", "two")]
    paper = ':p a lm:Paper ; lm:area :two ; skos:prefLabel "P"@en ; lm:prerequisite [ lm:on :a1 ; lm:because "x"@en ] .'
    path.write_text(PREFIXES + "\n".join([*areas, *entries, paper]), encoding="utf-8")
    return open_map(path)


def test_edges_between_areas_count_the_prerequisites_of_topics_and_say_some(tmp_path: Path) -> None:
    areas = areas_of(small(tmp_path))
    found = {(edge.before, edge.after): edge.count for edge in areas.edges}
    assert found == {("one", "two"): 3, ("two", UNPLACED): 1}
    assert [example.because.en for example in areas.edges[0].examples] == ["b1 uses a1.", "b1 uses a2.", "b2 uses a2."]


def test_what_has_no_area_is_kept_apart_and_every_learnable_node_is_somewhere(tmp_path: Path) -> None:
    areas = areas_of(small(tmp_path))
    assert [area.id for area in areas.areas] == ["one", "two", UNPLACED]
    assert areas.by_id["two"].members == {"topic": ("b1", "b2"), "paper": ("p",)}
    assert areas.by_id[UNPLACED].members == {"topic": ("c",)}


def test_the_main_edges_of_the_bundled_map_are_few_and_without_a_cycle(bundled: LocalMap) -> None:
    areas = areas_of(bundled)
    place = {area.id: number for number, area in enumerate(areas.areas)}
    main = areas.main_edges()
    assert all(place[edge.before] < place[edge.after] for edge in main)
    assert len(main) <= 2 * len(areas.areas)
    joined = {end for edge in main for end in (edge.before, edge.after)}
    assert {area.id for area in areas.areas if area.topics} <= joined


@given(WEIGHTS)
def test_a_learning_order_cannot_be_bettered_by_moving_one_id(weights: dict[tuple[str, str], int]) -> None:
    def reversed_weight(order: list[str]) -> int:
        return sum(weight for (a, b), weight in weights.items() if order.index(a) > order.index(b))

    order = learning_order(IDS, weights)
    assert sorted(order) == IDS
    for moving, place in permutations(range(len(IDS)), 2):
        moved = [*order[:moving], *order[moving + 1 :]]
        moved.insert(place, order[moving])
        assert reversed_weight(order) <= reversed_weight(moved)


def test_a_tree_holds_each_node_once_even_where_broader_ones_go_in_a_circle(tmp_path: Path) -> None:
    path = tmp_path / "map.ttl"
    above = {"a": "b", "b": "a", "c": "b", "d": "c", "e": "gone"}
    path.write_text(
        PREFIXES
        + "\n".join(f':{x} a lm:Topic ; skos:prefLabel "{x}"@en ; skos:broader :{y} .' for x, y in above.items()),
        encoding="utf-8",
    )
    map_ = open_map(path)
    trees = branches(map_.describe("abcde"))
    assert sorted(identifier for tree in trees for identifier in tree.walk()) == list("abcde")
    assert {tree.id for tree in trees} == {"a", "b", "e"}


def test_a_status_follows_from_what_is_known_and_begun(bundled: LocalMap) -> None:
    nodes = bundled.describe(["softmax", "exponentials-and-logarithms", "transformers", "attention-mechanism"])
    needed = {edge.on for edge in bundled.prerequisites(["softmax"]) if edge.strength == "required"}
    found = statuses(bundled, nodes, needed, ["attention-mechanism"])
    assert found["softmax"] == "ready"
    assert found["exponentials-and-logarithms"] == "known"
    assert found["attention-mechanism"] == "learning"
    assert "transformers" not in found


def test_facets_allow_what_fits_all_of_them(bundled: LocalMap) -> None:
    paper = bundled.node("attention-is-all-you-need")
    assert Facets(kinds=("paper",), first_year=2017, last_year=2017).allow(paper)
    assert not Facets(kinds=("paper",), last_year=2016).allow(paper)
    assert not Facets(stages=("beginner",)).allow(paper)
    assert not Facets(statuses=("known",)).allow(paper, "ready")
    assert not Facets(first_year=1900).allow(bundled.node("transformers"))
