"""What is exported comes back the same; other programs read what is written for them."""

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse
from small_maps import topics

from explorer.cli import learnmap
from graph import LocalMap, open_map
from graph.errors import MapNotFound, MapSyntaxError
from graph.exchange.json_ld import CONTEXT
from graph.exchange.rdf import FORMATS, map_rdf
from graph.exchange.table_files import csv_pair, cytoscape, gexf, graphml

AWKWARD = """
:a skos:altLabel "one | two"@en , "back\\\\slash \\\\| bar"@en , "1 < 2 & \\"3\\""@en , "line\\nbreak"@ja ;
    schema:author ( "First | Author" "第二" "First | Author" ) ; schema:datePublished "2017-06"^^xsd:gYearMonth ;
    schema:url <https://example.org/?a=1&b=2> ; lm:explainedIn [ lm:resource :b ; lm:place "ch. 2"@en ] ;
    lm:point [ lm:year 1990 ; lm:value 1.50 ] , [ lm:year 1991 ] ; lm:buildsOn :c , :d .
"""


def canonical(triples: list[Triple]) -> set[str]:
    dataset = Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(map(str, dataset))


def exported(map_: LocalMap, form: str, folder: Path) -> Path:
    ids = list(map_.ids)
    if form == "csv":
        for part, content in zip(("nodes", "edges"), csv_pair(map_, ids), strict=True):
            (folder / f"map-{part}.csv").write_bytes(content)
        return folder / "map-nodes.csv"
    path = folder / f"map.{FORMATS[form].file_extension if form in FORMATS else form}"
    path.write_bytes(graphml(map_, ids) if form == "graphml" else map_rdf(map_, ids, form))
    return path


@pytest.fixture
def awkward(turtle_file: Callable[[str], Path]) -> LocalMap:
    needs = {"a": ["b", "c?", "x|y|z", "x|y"], "b": ["d", "d"], "c": []}
    return open_map(turtle_file(topics(needs) + AWKWARD))


@pytest.mark.parametrize("form", [*FORMATS, "csv", "graphml"])
def test_every_awkward_triple_comes_back(awkward: LocalMap, form: str, tmp_path: Path) -> None:
    (tmp_path / form).mkdir()
    again = open_map(exported(awkward, form, tmp_path / form))
    assert canonical(again.triples_of(*again.ids)) == canonical(awkward.triples_of(*awkward.ids))


@pytest.mark.parametrize("form", ["json-ld", "csv", "graphml"])
def test_the_bundled_map_comes_back(bundled: LocalMap, form: str, tmp_path: Path) -> None:
    again = open_map(exported(bundled, form, tmp_path))
    assert again.nodes() == bundled.nodes()
    assert again.all_prerequisites == bundled.all_prerequisites
    assert again.counts() == bundled.counts()
    assert len(set(again.triples_of(*again.ids))) == len(set(bundled.triples_of(*bundled.ids)))


def test_a_folder_of_a_csv_pair_is_one_map(awkward: LocalMap, tmp_path: Path) -> None:
    (tmp_path / "pair").mkdir()
    exported(awkward, "csv", tmp_path / "pair")
    assert open_map(tmp_path / "pair").nodes() == awkward.nodes()


def test_json_ld_names_everything_by_its_context(bundled: LocalMap) -> None:
    written = json.loads(map_rdf(bundled, ["adam"], "json-ld"))
    assert written["@context"] == CONTEXT
    adam = next(node for node in written["@graph"] if node["@id"] == "id:adam")
    assert (adam["@type"], adam["lm:stage"]) == ("lm:Topic", {"@id": "id:intermediate"})
    assert len(list(parse(json.dumps(written).encode(), format=RdfFormat.JSON_LD))) == len(bundled.triples_of("adam"))


def test_networkx_reads_gexf_and_cytoscape_json(bundled: LocalMap, tmp_path: Path) -> None:
    ids = bundled.members(link="area", of="transformers")
    (tmp_path / "map.gexf").write_bytes(gexf(bundled, ids))
    graph = nx.read_gexf(tmp_path / "map.gexf")
    assert set(graph) == set(ids)
    elements = json.loads(cytoscape(bundled, ids))["elements"]
    assert {node["data"]["id"] for node in elements["nodes"]} == set(ids)
    assert len(elements["edges"]) == graph.number_of_edges()


def test_the_command_writes_both_csv_files(tmp_path: Path) -> None:
    arguments = ["export", "--format", "csv", "--around", "softmax", "-o", str(tmp_path / "near.csv")]
    assert CliRunner().invoke(learnmap, arguments).exit_code == 0
    assert "softmax" in open_map(tmp_path / "near-nodes.csv")
    assert CliRunner().invoke(learnmap, arguments[:5]).exit_code == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("map.graphml", "<graphml"),
        ("map.graphml", "<html></html>"),
        ("map-nodes.csv", "name\nx\n"),
        ("map-nodes.csv", "id\nx,y,z\n"),
        ("map-nodes.csv", "id,schema:url (IRI)\na,no iri\n"),
    ],
)
def test_what_is_no_map_is_a_syntax_error(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "map-edges.csv").write_text("source,property,target,via,choice\n")
    (tmp_path / name).write_text(content)
    with pytest.raises(MapSyntaxError):
        open_map(tmp_path / name)


def test_a_pair_without_its_edges_is_no_map(tmp_path: Path) -> None:
    (tmp_path / "map-nodes.csv").write_text("id\n")
    with pytest.raises(MapNotFound):
        open_map(tmp_path / "map-nodes.csv")
