"""The areas of a large map are those that looking at every node finds, and communities stand in where there are none."""

import itertools
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from small_maps import PREFIXES

from graph import open_map
from graph.areas import areas_of
from graph.atlas import LargeAreas, Listed, read_atlas
from graph.atlas_making import MOST_TOLD, make_atlas
from graph.communities import communities
from graph.disk_load import load
from graph.disk_map import open_disk_map
from graph.fetched_map import FetchedMap
from graph.insight import Insight
from graph.large_insight import large_rankings
from graph.synthetic import synthetic_turtle
from ontology import MAP


def counted(tmp_path: Path, *places: Path) -> LargeAreas:
    load(tmp_path / "store", places)
    map_ = open_disk_map(tmp_path / "store")
    steps: list[tuple[str, float]] = []
    make_atlas(map_, map_.source.index_folder, lambda *said: steps.append(said))  # type: ignore[attr-defined]
    assert steps == sorted(steps, key=lambda said: said[1])
    found = read_atlas(map_, map_.source.index_folder)  # type: ignore[attr-defined]
    assert found is not None
    return found


def rings(number: int, size: int) -> str:
    """Rings of topics, each with a few links to the next ring, in no area."""
    lines = [PREFIXES]
    for ring in range(number):
        for place in range(size):
            needs = [f":r{ring}n{place - back}" for back in range(1, place + 1)]
            needs += [f":r{ring - 1}n0"] if ring and not place else []
            stated = f" ; lm:requires {' , '.join(needs)}" if needs else ""
            lines.append(f':r{ring}n{place} a lm:Topic ; skos:prefLabel "R{ring} {place}"@en{stated} .')
    return "\n".join(lines)


def test_areas_members_and_edges_are_those_that_looking_at_every_node_finds(tmp_path: Path) -> None:
    found, wanted = counted(tmp_path, MAP), areas_of(open_map())
    placed = [area for area in wanted.areas if area.id != "-"]
    assert {area.id for area in found.areas} == {area.id for area in placed}
    assert found.left_out == 0
    for area in placed:
        here = found.by_id[area.id].members
        assert {kind: len(ids) for kind, ids in here.items()} == {kind: len(ids) for kind, ids in area.members.items()}
        assert {kind: tuple(ids) for kind, ids in here.items()} == area.members
    # Arrays hold what is required and no choice.
    counts = Counter[tuple[str, str]]()
    map_ = open_map()
    area_by_topic = {topic: area.id for area in placed for topic in area.members.get("topic", ())}
    for edge in map_.prerequisites(area_by_topic):
        if edge.strength == "required" and edge.choice is None and edge.on in area_by_topic:
            counts[area_by_topic[edge.on], area_by_topic[edge.dependent]] += 1
    assert {(edge.before, edge.after): edge.count for edge in found.edges} == {
        pair: count for pair, count in counts.items() if pair[0] != pair[1]
    }
    strongest = found.edges[0]
    assert all(area_by_topic[example.on] == strongest.before and example.because for example in strongest.examples)
    assert found.count(["softmax", "self-attention"]) == wanted.count(["softmax", "self-attention"])
    stage = {node.id: node.stage for node in map_.nodes()}
    for area, ids in found.found(["topic", "paper"], ["beginner"]).items():
        members = (id_ for kind in ("topic", "paper") for id_ in wanted.by_id[area].members.get(kind, ()))
        beginners = [identifier for identifier in members if stage[identifier] == "beginner"]
        assert (len(ids), list(ids), ids[:3]) == (len(beginners), beginners, beginners[:3])


def test_of_many_areas_a_connected_part_is_told_and_any_other_still_opens(tmp_path: Path) -> None:
    file = tmp_path / "map.ttl"
    file.write_text("".join(synthetic_turtle(80 * (MOST_TOLD + 20))), encoding="utf-8")
    found = counted(tmp_path, file)
    assert (len(found.areas), found.left_out) == (MOST_TOLD, 20)
    reached = {found.areas[0].id}
    for _ in found.areas:
        reached |= {
            end for edge in found.edges if {edge.before, edge.after} & reached for end in (edge.before, edge.after)
        }
    assert reached == set(found.by_id)
    other = next(area for area in (f"area-{n}" for n in range(MOST_TOLD + 20)) if area not in found.by_id)
    opened = found.of(other)
    assert opened is not None
    assert (opened.id, opened.topics) == (other, 80)
    assert found.of("topic-1") is None
    assert found.of("~topic-1") is None
    assert found.of("no such area") is None


def test_without_areas_what_hangs_together_stands_for_them(tmp_path: Path) -> None:
    file = tmp_path / "map.ttl"
    file.write_text(rings(5, 8), encoding="utf-8")
    found = counted(tmp_path, file)
    assert {area.id for area in found.areas} == {f"~r{ring}n0" for ring in range(5)}
    for area in found.areas:
        assert {identifier.split("n")[0] for identifier in area.members["topic"]} == {area.id[1:-2]}
        assert area.topics == 8
        # What most others require comes first.
        assert area.members["topic"][0] == area.id[1:]
    assert {(edge.before, edge.after) for edge in found.edges} == {(f"~r{n}n0", f"~r{n + 1}n0") for n in range(4)}


def test_an_atlas_that_cannot_be_read_is_none(tmp_path: Path, bundled: FetchedMap) -> None:
    assert read_atlas(bundled, tmp_path) is None
    for broken in ("", "{", "{}", '{"version": 0}'):
        (tmp_path / "atlas.json").write_text(broken, encoding="utf-8")
        assert read_atlas(bundled, tmp_path) is None


def test_communities_are_found_again_after_clusters_were_joined() -> None:
    random = np.random.default_rng(1)
    parts = np.repeat(np.arange(20), 200)
    pairs = np.concatenate([part * 200 + random.integers(200, size=(1200, 2)) for part in range(20)])
    between = random.integers(4000, size=(100, 2))
    one, other = np.concatenate((pairs, between)).T
    shares: list[float] = []
    found = communities(4000, one, other, report=shares.append, few=300)
    assert shares == sorted(shares)
    sizes = np.bincount(found)
    assert (np.diff(sizes) <= 0).all()
    pure = sum(np.bincount(parts[found == community]).max() for community in range(len(sizes)))
    assert pure / 4000 > 0.9
    assert (sizes > 1).sum() < 40
    assert np.array_equal(found, communities(4000, one, other, few=300))


def test_listing_looks_no_farther_than_it_is_asked_for() -> None:
    looked: list[int] = []

    def ids():  # type: ignore[no-untyped-def]
        for number in range(10):
            looked.append(number)
            yield str(number)

    listed = Listed(10, ids)
    assert (len(listed), looked) == (10, [])
    assert listed[2:4] == ["2", "3"]
    assert looked == [0, 1, 2, 3]
    assert listed[-1] == "9"
    with pytest.raises(IndexError):
        listed[10]


def test_the_longest_chain_of_a_large_map_is_as_long_as_that_of_a_small_one() -> None:
    map_ = open_map()
    _, chains = large_rankings(map_)
    steps = chains.rows[0].nodes
    needs = {(edge.dependent, edge.on) for edge in map_.prerequisites(node.id for node in steps)}
    assert all((after.id, before.id) in needs for before, after in itertools.pairwise(steps))
    assert len(steps) <= Insight(map_).longest_chains().rows[0].value
