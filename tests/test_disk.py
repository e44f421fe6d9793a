"""A store on disk is the same map; whenever its making is killed, it is whole or not there."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize
from small_maps import PREFIXES, topics

from graph import LocalMap, Map, open_map, plan_path
from graph.atomic_file import written_whole
from graph.disk_load import load
from graph.disk_map import MOST_LINKED
from graph.errors import InvalidInput, MapNotFound, MapSyntaxError, NodeNotFound
from graph.exchange.plan_json import plan_json
from graph.knowledge import knowledge
from graph.load_progress import Progress
from graph.made_folder import unfinished
from graph.map import MOST_STEPS
from graph.prerequisites import dependents
from graph.progress import unlocks
from graph.saved_queries import saved_queries, saved_query
from graph.sparql import Limits, QueryPool, Row
from graph.synthetic import synthetic_turtle, write_synthetic
from ontology import MAP, NODE

SLOW = ("11-what-softmax-unlocks",)
"""Questions that take the engine a minute, in memory and on disk alike."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("disk") / "store"
    load(place, [MAP])
    return place


@pytest.fixture(scope="module")
def on_disk(folder: Path) -> Map:
    return open_map(f"oxigraph:{folder}")


@pytest.mark.parametrize(
    ("target", "known"),
    [("attention-is-all-you-need", ["python"]), ("mnist-digit-classifier", []), ("Stable Diffusion", ["線形変換"])],
)
def test_the_plan_is_the_same_byte_for_byte(on_disk: Map, bundled: LocalMap, target: str, known: list[str]) -> None:
    ours, theirs = (json.dumps(plan_json(plan_path(map_, target, known=known))) for map_ in (bundled, on_disk))
    assert theirs == ours


def test_all_about_every_tenth_node_is_the_same(on_disk: Map, bundled: LocalMap) -> None:
    ids = bundled.ids[::10]
    assert on_disk.describe(ids) == bundled.describe(ids)
    assert on_disk.prerequisites(ids) == bundled.prerequisites(ids)
    assert on_disk.uses(ids) == bundled.uses(ids)
    assert on_disk.links_to(ids, "teaches") == bundled.links_to(ids, "teaches")
    for identifier in ids:
        ours = {link: ids[:MOST_LINKED] for link, ids in bundled.links_of(identifier).items()}
        assert on_disk.links_of(identifier) == ours
        assert on_disk.dependents(identifier) == bundled.dependents(identifier)


def test_counts_pages_and_arrays_are_the_same(on_disk: Map, bundled: LocalMap) -> None:
    assert on_disk.counts() == bundled.counts()
    assert on_disk.members(limit=10_000) == list(bundled.ids)
    for chosen in ({"kind": "phase"}, {"link": "area", "of": "transformers"}, {"link": "usedFor", "of": "chatbots"}):
        assert on_disk.members(**chosen) == bundled.members(**chosen)
    assert on_disk.members(kind="topic", after="bert", limit=5) == bundled.members(kind="topic", after="bert", limit=5)
    ours, theirs = bundled.graph(), on_disk.graph()
    assert list(theirs.ids) == list(ours.ids)
    for side in ("requires", "required_by"):
        for part in ("starts", "neighbours"):
            assert np.array_equal(getattr(getattr(theirs, side), part), getattr(getattr(ours, side), part))


@pytest.mark.parametrize(
    "typed",
    [
        "transfomer",
        "svm",
        "そふとまっくす",
        "ごさぎゃくでんぱほう",
        "学習",
        "GPT2",
        "attension is all you need",
        "backpropogation",
    ],
)
def test_typed_names_find_the_same_node_first(on_disk: Map, bundled: LocalMap, typed: str) -> None:
    assert on_disk.search(typed)[0].id == bundled.search(typed)[0].id


@pytest.mark.parametrize("hostile", ['"', "' OR 1=1 --", "*", "a AND b", "NEAR(", "\0", "\ud800", "", "%", "𝕏" * 500])
def test_hostile_names_are_only_names(on_disk: Map, hostile: str) -> None:
    assert hostile not in on_disk
    with pytest.raises(NodeNotFound):
        on_disk.resolve(hostile)


def test_what_went_in_comes_out_isomorphic(on_disk: Map, bundled: LocalMap) -> None:
    ids = bundled.members(link="area", of="transformers")
    ours, theirs = (Dataset(map(by_value, map_.triples_of(*ids))) for map_ in (bundled, on_disk))
    for dataset in (ours, theirs):
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    assert set(map(str, theirs)) == set(map(str, ours))


def by_value(triple: Triple) -> Quad:
    """Return a triple whose number is written as the store writes it: 3.0 and 3 are the same decimal."""
    value = triple.object
    if isinstance(value, Literal) and value.datatype.value.endswith("#decimal"):
        value = Literal(f"{float(value.value):g}", datatype=value.datatype)
    return Quad(triple.subject, triple.predicate, value)


@pytest.fixture(scope="module")
def pools(on_disk: Map, bundled: LocalMap) -> Iterator[list[QueryPool]]:
    with (
        QueryPool(bundled, limits=Limits(seconds=60.0)) as ours,
        QueryPool(on_disk, limits=Limits(seconds=60.0)) as theirs,
    ):
        yield [ours, theirs]


@pytest.mark.parametrize("name", [saved.name for saved in saved_queries() if saved.name not in SLOW])
def test_a_saved_question_has_the_same_answer(pools: list[QueryPool], name: str) -> None:
    ours, theirs = (pool.run(saved_query(name).text) for pool in pools)
    assert (theirs.columns, sorted(map(values, theirs.rows))) == (ours.columns, sorted(map(values, ours.rows)))


def values(row: Row) -> list[str]:
    return [term.value.removesuffix(".0") if term else "" for term in row]


def test_progress_reaches_the_end(tmp_path: Path, turtle_file: Callable[[str], Path]) -> None:
    seen: list[Progress] = []
    path = turtle_file(topics({"b": ["a"]}))
    load(tmp_path / "store", [path], report=seen.append)
    assert (seen[-1].stage, seen[-1].bytes, seen[-1].total) == ("indexing", path.stat().st_size, path.stat().st_size)
    assert seen[-1].seconds_left == 0


def test_several_files_keep_their_blank_nodes_apart(tmp_path: Path) -> None:
    for name, needs in (("one", {"b": ["a", "x|y"]}), ("two", {"c": ["b?", "y|x"]})):
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + topics(needs))
        serialize(open_map(tmp_path / f"{name}.ttl").triples_of("a", "b", "c", "x", "y"), tmp_path / f"{name}.nt")
    load(tmp_path / "store", [tmp_path / "one.nt", tmp_path / "two.nt"])
    both = [open_map(f"oxigraph:{tmp_path / 'store'}"), open_map([tmp_path / "one.ttl", tmp_path / "two.ttl"])]
    assert both[0].prerequisites(["b", "c"]) == both[1].prerequisites(["b", "c"])


def test_a_broken_file_leaves_nothing_behind(tmp_path: Path, turtle_file: Callable[[str], Path]) -> None:
    with pytest.raises(MapSyntaxError):
        load(tmp_path / "store", [turtle_file(":a a lm:Topic ; .. .")])
    assert not list(tmp_path.glob("*store*")) + list(tmp_path.glob(".*store*"))


def test_what_is_there_is_not_overwritten_unless_asked(tmp_path: Path, turtle_file: Callable[[str], Path]) -> None:
    path = turtle_file(topics({"b": ["a"]}))
    load(tmp_path / "store", [path])
    with pytest.raises(InvalidInput, match="exists already"):
        load(tmp_path / "store", [path])
    path.write_text(PREFIXES + topics({"b": []}))
    load(tmp_path / "store", [path], replace=True)
    assert open_map(f"oxigraph:{tmp_path / 'store'}").prerequisites(["b"]) == []
    (tmp_path / "mine").mkdir()
    with pytest.raises(InvalidInput, match="exists already"):
        load(tmp_path / "mine", [path], replace=True)


def test_an_index_of_changed_data_is_made_anew(tmp_path: Path, turtle_file: Callable[[str], Path]) -> None:
    place = tmp_path / "store"
    load(place, [turtle_file(topics({"b": ["a"]}))])
    changed = Store(str(place / "store"))
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    changed.remove(next(iter(changed.quads_for_pattern(NamedNode(NODE + "b"), label, None))))
    changed.load(f'<{NODE}b> <{label.value}> "Bee"@en .'.encode(), RdfFormat.N_TRIPLES)
    changed.flush()
    del changed
    again = open_map(f"oxigraph:{place}")
    assert again.resolve("bee") == "b"


def test_a_store_of_another_program_opens_too(tmp_path: Path, turtle_file: Callable[[str], Path]) -> None:
    store = Store(str(tmp_path / "theirs"))
    store.load(
        path=turtle_file(topics({"b": ["a"]})), format=RdfFormat.TURTLE, to_graph=NamedNode("http://example.org/g")
    )
    store.flush()
    del store
    before = sorted(path.name for path in (tmp_path / "theirs").iterdir() if path.suffix == ".sst")
    opened = open_map(f"oxigraph:{tmp_path / 'theirs'}")
    assert [step.node.id for step in plan_path(opened, "b").steps] == ["a", "b"]
    assert sorted(path.name for path in (tmp_path / "theirs").iterdir() if path.suffix == ".sst") == before


def test_a_made_up_map_is_the_same_in_every_form(tmp_path: Path) -> None:
    names = ["map.ttl", "map.nt", "map.nq"]
    for name in names:
        with written_whole(tmp_path / name) as file:
            write_synthetic(file, 50, form=Path(name).suffix, seed=4)
    turtle, *others = (open_map(tmp_path / name) for name in names)
    for other in others:
        assert other.describe(turtle.ids) == turtle.describe(turtle.ids)
        assert other.prerequisites(turtle.ids) == turtle.prerequisites(turtle.ids)
    with pytest.raises(InvalidInput, match=r"as \.ttl, \.nt or \.nq, not as \.csv"):
        write_synthetic(BytesIO(), 50, form=".csv")


def test_no_store_is_no_map(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(MapNotFound):
            open_map(f"oxigraph:{place}")


def test_an_unfinished_load_says_so_in_both_languages(tmp_path: Path) -> None:
    unfinished(tmp_path / "store").mkdir()
    with pytest.raises(MapNotFound) as raised:
        open_map(f"oxigraph:{tmp_path / 'store'}")
    assert "run learnmap load again" in raised.value.english()
    assert "learnmap loadをもう一度" in raised.value.japanese()
    assert "loading" not in raised.value.japanese().replace(".store.loading", "")


def test_killed_at_any_moment_it_is_whole_or_not_there(tmp_path: Path) -> None:
    source, place = tmp_path / "map.ttl", tmp_path / "store"
    source.write_text("".join(synthetic_turtle(2_000, seed=3)))
    whole = plan_path(open_map(source), "topic-1999")
    command = [sys.executable, "-m", "explorer.cli", "load", str(place), str(source), "--replace"]
    killed, seconds = 0, 0.2
    while True:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.send_signal(signal.SIGKILL)
        done = process.wait() == 0
        if place.exists():
            assert plan_path(open_map(f"oxigraph:{place}"), "topic-1999") == whole
        else:
            with pytest.raises(MapNotFound, match="again" if unfinished(place).exists() else "no store"):
                open_map(f"oxigraph:{place}")
        if done:
            break
        killed, seconds = killed + 1, seconds * 1.25
    assert killed >= 3
    assert not unfinished(place).exists()


def test_two_loads_at_once_do_not_mix(tmp_path: Path, turtle_file: Callable[[str], Path]) -> None:
    path = turtle_file(topics({"b": ["a"]}))

    def load_again(progress: Progress) -> None:
        with pytest.raises(InvalidInput, match="right now"):
            load(tmp_path / "store", [path])

    load(tmp_path / "store", [path], report=load_again)
    assert "b" in open_map(f"oxigraph:{tmp_path / 'store'}")


def test_named_graphs_are_one_map(tmp_path: Path) -> None:
    path = tmp_path / "map.nq"
    quads = [
        Quad(*triple, NamedNode(f"http://example.org/{n % 2}"))
        for n, triple in enumerate(open_map().triples_of("adam"))
    ]
    serialize(quads, path, format=RdfFormat.N_QUADS)
    load(tmp_path / "store", [path])
    assert open_map(f"oxigraph:{tmp_path / 'store'}").prerequisites(["adam"]) == open_map().prerequisites(["adam"])
    shutil.rmtree(tmp_path / "store")


@pytest.mark.parametrize("most", [20_000, 300_000, 1_500_000, 3_000_000])
def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path, most: int) -> None:
    """Files of a size that the system refuses stand for a full disk: whichever of the store's files meets it first."""
    (tmp_path / "map.ttl").write_text("".join(synthetic_turtle(3_000, seed=3)))
    limited = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}));"
        f"sys.argv = ['learnmap', 'load', {str(tmp_path / 'store')!r}, {str(tmp_path / 'map.ttl')!r}, '--lang', 'en'];"
        "from explorer.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {tmp_path / 'store'} cannot be written: ")
    assert [path.name for path in tmp_path.iterdir()] == ["map.ttl"]


def test_of_a_node_on_which_very_much_depends_its_users_are_named_and_the_rest_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "map.ttl").write_text("".join(synthetic_turtle(MOST_STEPS + 1_000, seed=3)))
    load(tmp_path / "store", [tmp_path / "map.ttl"])
    map_ = open_map(f"oxigraph:{tmp_path / 'store'}")
    graph = map_.graph()
    name = max(map_.members(kind="topic", limit=50), key=lambda identifier: len(dependents(graph, [identifier])))
    whole = unlocks(map_, name)
    assert whole.total == len(whole.finally_)
    for known in ([], [whole.finally_[-1].id]):
        full = unlocks(map_, name, known=known)
        monkeypatch.setattr("graph.progress.MOST_NODES", 10)
        short = unlocks(map_, name, known=known)
        monkeypatch.undo()
        assert (short.at_once, short.with_more) == (full.at_once, full.with_more)
        assert {node.id for node in short.finally_} < {node.id for node in full.finally_}
        settled = knowledge(map_, known).settled
        required = set(graph.names(dependents(graph, [name]))) - {name} - settled
        assert len(short.finally_) < short.total == len(required) <= full.total


def test_the_command_line_tells_of_a_large_map_what_its_arrays_tell(tmp_path: Path) -> None:
    (tmp_path / "map.ttl").write_text("".join(synthetic_turtle(MOST_STEPS + 1_000, seed=3)))
    load(tmp_path / "store", [tmp_path / "map.ttl"])
    asked = (
        "import explorer.commands.insight as insight, sys; insight.MOST_NODES = 100;"
        f"sys.argv = ['learnmap', 'insight', '--map', 'oxigraph:{tmp_path / 'store'}', '--lang', 'en', *sys.argv[1:]];"
        "from explorer.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert (done.returncode, "Chain of" in done.stdout or "longest" in done.stdout.lower()) == (0, True)
    assert "at most 100 nodes" in done.stderr
