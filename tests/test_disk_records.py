"""What is kept ready of the nodes of a store on disk is what its triples say, in whatever order and however often they were written."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize
from small_maps import PREFIXES, topics

from graph import LocalMap, open_map, plan_path
from graph.described import read_record
from graph.disk_load import load
from graph.disk_map import DiskSource
from graph.fetched_map import FetchedMap
from graph.made_folder import unfinished
from graph.named_graphs import DERIVED
from graph.record import packed, unpacked
from graph.synthetic import synthetic_turtle
from graph.triples import by_subject, node_iri
from ontology import MAP, NODE

PREF_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


def source_of(folder: Path) -> DiskSource:
    map_ = open_map(f"oxigraph:{folder}")
    assert isinstance(map_, FetchedMap)
    assert isinstance(map_.source, DiskSource)
    return map_.source


def test_every_node_of_the_bundled_map_has_a_record_and_it_says_what_the_triples_say(
    tmp_path: Path, bundled: LocalMap
) -> None:
    load(tmp_path / "store", [MAP])
    source = source_of(tmp_path / "store")
    records = source.records([node_iri(identifier) for identifier in bundled.ids])
    assert records.keys() == {node_iri(identifier) for identifier in bundled.ids}
    for identifier in bundled.ids[::10]:
        iri = node_iri(identifier)
        assert records[iri] == read_record(by_subject(dict.fromkeys(source.about([iri]))), identifier)


def test_a_record_comes_back_as_it_was_written(bundled: LocalMap) -> None:
    for identifier in bundled.ids[::20]:
        record = read_record(by_subject(bundled.triples_of(identifier)), identifier)
        assert unpacked(identifier, packed(record)) == record


def scattered(quads: list[Quad], way: str, seed: int) -> list[Quad]:
    """Return statements in another order: all mixed, their subjects mixed, or what hangs on a node before it."""
    random = Random(seed)
    if way == "all":
        return random.sample(quads, len(quads))
    blocks: dict[object, list[Quad]] = {}
    for quad in quads:
        blocks.setdefault(quad.subject, []).append(quad)
    if way == "subjects":
        return [quad for block in random.sample(list(blocks.values()), len(blocks)) for quad in block]
    return [quad for block in reversed(blocks.values()) for quad in block]


@pytest.mark.parametrize("way", ["all", "subjects", "reversed"])
def test_the_order_of_a_file_changes_nothing(tmp_path: Path, way: str) -> None:
    quads = list(parse("".join(synthetic_turtle(120, seed=5)), format=RdfFormat.TURTLE, base_iri=NODE))
    for name, said in (("one", quads), ("other", scattered(quads, way, seed=1))):
        serialize((quad.triple for quad in said), tmp_path / f"{name}.nt", format=RdfFormat.N_TRIPLES)
        load(tmp_path / name, [tmp_path / f"{name}.nt"])
    one, other = (open_map(f"oxigraph:{tmp_path / name}") for name in ("one", "other"))
    ids = one.members(limit=1_000)
    assert other.members(limit=1_000) == ids
    assert other.describe(ids) == one.describe(ids)
    assert other.prerequisites(ids) == one.prerequisites(ids)
    assert other.counts() == one.counts()
    iris = [node_iri(identifier) for identifier in ids]
    assert source_of(tmp_path / "other").records(iris) == source_of(tmp_path / "one").records(iris)
    assert follows(tmp_path / "other") == follows(tmp_path / "one")


def follows(folder: Path) -> set[str]:
    """Return what was derived for a store, with what it hangs on, comparable whatever its blank nodes are called."""
    store = Store.read_only(str(folder / "store"))
    dataset = Dataset(Quad(*quad.triple, DERIVED if quad.graph_name == DERIVED else NamedNode(NODE)) for quad in store)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset if quad.graph_name == DERIVED}


def test_a_node_of_which_two_files_speak_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_text(PREFIXES + topics({"b": ["a"], "c": []}))
    (tmp_path / "two.ttl").write_text(
        PREFIXES + ':b lm:stage :late ; lm:prerequisite [ lm:on :c ; lm:because "As well."@en ] .'
    )
    load(tmp_path / "store", [tmp_path / "one.ttl", tmp_path / "two.ttl"])
    assert node_iri("b") in source_of(tmp_path / "store").records([node_iri("b")])
    map_ = open_map(f"oxigraph:{tmp_path / 'store'}")
    assert (map_.node("b").stage, [edge.on for edge in map_.prerequisites(["b"])]) == ("late", ["a", "c"])


def test_a_statement_to_which_a_later_file_adds_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "one.nt").write_text(
        f'<{NODE}b> <{PREF_LABEL.value}> "B" .\n'
        f"<{NODE}b> <https://w3id.org/learning-map/ns#prerequisite> <{NODE}b/requires/a> .\n"
        f"<{NODE}b/requires/a> <https://w3id.org/learning-map/ns#on> <{NODE}a> .\n"
    )
    (tmp_path / "two.nt").write_text(
        f"<{NODE}b/requires/a> <https://w3id.org/learning-map/ns#strength> <https://w3id.org/learning-map/ns#helpful> .\n"
    )
    load(tmp_path / "store", [tmp_path / "one.nt", tmp_path / "two.nt"])
    assert [edge.strength for edge in open_map(f"oxigraph:{tmp_path / 'store'}").prerequisites(["b"])] == ["helpful"]
    assert not any("requires>" in line for line in follows(tmp_path / "store"))


def test_records_of_changed_data_are_not_believed(tmp_path: Path, turtle_file: Callable[[str], Path]) -> None:
    load(tmp_path / "store", [turtle_file(topics({"b": ["a"]}))])
    change(tmp_path / "store")
    assert open_map(f"oxigraph:{tmp_path / 'store'}").node("b").label.en == "Bee"


def test_of_changed_data_every_record_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "map.ttl").write_text("".join(synthetic_turtle(120, seed=5)) + topics({"b": ["topic-7"]}))
    load(tmp_path / "store", [tmp_path / "map.ttl"])
    iris = [node_iri(identifier) for identifier in open_map(f"oxigraph:{tmp_path / 'store'}").members(limit=1_000)]
    before = source_of(tmp_path / "store").records(iris)
    change(tmp_path / "store")
    after = source_of(tmp_path / "store").records(iris)
    assert after.pop(node_iri("b")).names != before.pop(node_iri("b")).names
    assert after == before
    assert len(after) == len(iris) - 1


def test_of_processes_that_open_changed_data_one_makes_the_index_and_the_others_wait(tmp_path: Path) -> None:
    (tmp_path / "map.ttl").write_text("".join(synthetic_turtle(300, seed=3)) + topics({"b": ["topic-7"]}))
    load(tmp_path / "store", [tmp_path / "map.ttl"])
    change(tmp_path / "store")
    asked = f"from graph import open_map; print(open_map('oxigraph:{tmp_path / 'store'}').node('b').label.en)"
    opening = [subprocess.Popen([sys.executable, "-c", asked], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in opening] == ["Bee"] * 3
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == ["index", "store"]


def change(folder: Path) -> None:
    """Give node b of a store another name, as another program would."""
    store = Store(str(folder / "store"))
    quad = next(iter(store.quads_for_pattern(NamedNode(NODE + "b"), PREF_LABEL, None)))
    store.remove(quad)
    store.add(Quad(quad.subject, PREF_LABEL, Literal("Bee", language="en"), quad.graph_name))
    store.flush()


def test_killed_while_an_index_is_made_anew_the_next_one_reads_what_the_store_says(
    tmp_path: Path, turtle_file: Callable[[str], Path]
) -> None:
    place = tmp_path / "store"
    load(tmp_path / "kept", [turtle_file("".join(synthetic_turtle(300, seed=3)) + topics({"b": ["topic-299"]}))])
    change(tmp_path / "kept")
    whole = [step.node.id for step in plan_path(open_map(f"oxigraph:{tmp_path / 'kept'}"), "b").steps]
    (tmp_path / "kept" / "index" / "manifest.json").unlink()
    asked = f"from graph import open_map; print(open_map('oxigraph:{place}').node('b').label.en)"
    killed, seconds, told = 0, 0.1, ""
    while "Bee" not in told:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(tmp_path / "kept", place)
        process = subprocess.Popen([sys.executable, "-c", asked], stdout=subprocess.PIPE, text=True)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.send_signal(signal.SIGKILL)
        told = process.communicate()[0]
        assert told.strip() in ("", "Bee")
        again = open_map(f"oxigraph:{place}")
        assert [step.node.id for step in plan_path(again, "b").steps] == whole
        assert again.node("b").label.en == "Bee"
        assert not unfinished(place / "index").exists()
        killed, seconds = killed + 1, seconds * 1.4
    assert killed >= 3
