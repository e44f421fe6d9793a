"""Each file is a named graph, a data set's own stay as they are, and the default graph is the union of all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, parse
from small_maps import PREFIXES, topics

from graph import LocalMap, open_map
from graph.disk_load import load
from graph.exchange.rdf import FORMATS, map_rdf
from graph.map import Map
from graph.named_graphs import named_files
from graph.sparql import QueryPool
from ontology import LM, NODE

SHARED = ':a skos:prefLabel "A"@en .'
FILES = {
    "one.ttl": PREFIXES + topics({"a": ["b"]}),
    "two.ttl": PREFIXES + SHARED + topics({"c": ["a"]}),
    "own.trig": PREFIXES
    + "<http://example.org/own> { :d a lm:Topic ; skos:prefLabel 'D'@en } :e a lm:Topic ; skos:prefLabel 'E'@en .",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graphs") / "maps"
    (folder / "deep er").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "deep er" / "one.nt").write_text(f"<{NODE}z> <{LM}requires> <{NODE}a> .\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=["files", "disk"])
def opened(request: pytest.FixtureRequest, folder: Path) -> Map:
    if request.param == "files":
        return open_map(folder)
    load(folder.parent / "store", [folder])
    return open_map(f"oxigraph:{folder.parent / 'store'}")


@pytest.fixture(scope="module")
def pool(opened: Map) -> Iterator[QueryPool]:
    with QueryPool(opened) as pool:
        yield pool


def asked(pool: QueryPool, query: str) -> list[tuple[str, ...]]:
    return [tuple(term.value if term else "" for term in row) for row in pool.run(query).rows]


def test_graph_names_say_the_file_and_its_folder(pool: QueryPool) -> None:
    found = asked(pool, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    ours = [NODE + name for name in ("deep%20er/one", "one", "own", "two")]
    assert [name for (name,) in found] == ["http://example.org/own", *ours, f"{LM}derived"]
    assert set(pool.graphs) == {name for (name,) in found}


def test_a_graph_holds_what_its_file_says(pool: QueryPool) -> None:
    for node, graph in {"b": "one", "c": "two", "e": "own", "d": "http://example.org/own"}.items():
        graph = graph if ":" in graph else NODE + graph
        assert asked(pool, f"SELECT ?g {{ GRAPH ?g {{ :{node} a lm:Topic }} }}") == [(graph,)]


def test_the_default_graph_is_the_union_in_which_a_triple_counts_once(pool: QueryPool) -> None:
    assert asked(pool, 'SELECT ?g { GRAPH ?g { :a skos:prefLabel "A"@en } } ORDER BY ?g') == [
        (f"{NODE}one",),
        (f"{NODE}two",),
    ]
    assert asked(pool, 'SELECT (COUNT(*) AS ?n) { :a skos:prefLabel "A"@en }') == [("1",)]
    assert asked(pool, "SELECT ?x { ?x lm:requires+ :b } ORDER BY ?x") == [(NODE + x,) for x in "acz"]


def test_what_follows_stands_in_a_graph_of_its_own(pool: QueryPool) -> None:
    assert asked(pool, "SELECT ?g { GRAPH ?g { :a lm:requires :b } }") == [(f"{LM}derived",)]
    assert asked(pool, "SELECT ?g { GRAPH ?g { :z lm:requires :a } }") == [(f"{NODE}deep%20er/one",)]


@pytest.mark.parametrize("form", ["n-quads", "trig"])
def test_exports_keep_the_graphs_and_read_back_the_same(opened: Map, form: str, tmp_path: Path) -> None:
    written = map_rdf(opened, opened.members(), form)
    (tmp_path / f"map.{FORMATS[form].file_extension}").write_bytes(written)
    again = open_map(tmp_path)
    assert isinstance(again, LocalMap)
    assert by_graph(again.quads_of(*again.ids)) == by_graph(opened.quads_of(*opened.members()))
    assert by_graph(list(parse(written, format=FORMATS[form]))) == {
        f"<{NODE}one>": 12, f"<{NODE}two>": 12, f"<{NODE}own>": 2, f"<{NODE}deep%20er/one>": 1, "<http://example.org/own>": 2
    }  # fmt: skip


def by_graph(quads: list[Quad]) -> dict[str, int]:
    names = [str(quad.graph_name) for quad in quads]
    return {name: names.count(name) for name in names}


def test_an_area_of_the_bundled_map_is_the_graph_of_its_file(bundled: LocalMap) -> None:
    quads = bundled.quads_of("adam", "softmax", "bert")
    areas = {bundled.node(name).area for name in ("adam", "softmax", "bert")}
    assert {quad.graph_name for quad in quads} == {NamedNode(f"{NODE}{area}") for area in areas}


def test_files_of_one_name_get_graphs_of_their_own(tmp_path: Path) -> None:
    paths = [tmp_path / part / "map.ttl" for part in ("a", "b")] + [tmp_path / "map-nodes.csv"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert [name.value for name in named_files(paths).values()] == [f"{NODE}map{end}" for end in ("", "-2", "-3")]


def test_a_dump_with_derived_triples_does_not_state_them(tmp_path: Path) -> None:
    line = f"<{NODE}a> <{LM}requires> <{NODE}b> <{{}}> .\n"
    (tmp_path / "map.nq").write_text(
        line.format(f"{LM}derived") + line.format("http://example.org/g").replace("b>", "c>")
    )
    assert [edge.on for edge in open_map(tmp_path / "map.nq").prerequisites(["a"])] == ["c"]
