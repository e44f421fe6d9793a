"""A map is what its files say, whatever their format, and what follows from it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize
from small_maps import PREFIXES, MapOf, topics

from graph import LocalMap, open_map, plan_path
from graph.errors import InvalidInput, MapNotFound, MapSyntaxError, NodeNotFound
from graph.triples import statement_iri
from ontology import LM, NODE

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def node(slug: str) -> NamedNode:
    return NamedNode(NODE + slug)


@pytest.mark.parametrize("extension", FORMATS)
def test_the_same_map_opens_from_every_format(map_of: MapOf, tmp_path: Path, extension: str) -> None:
    original = map_of({"c": ["a", "b?", "x|y"]})
    triples = [quad.triple for quad in parse(path=tmp_path / "map.ttl")]
    copy = tmp_path / f"copy.{extension}"
    serialize(triples, copy, format=FORMATS[extension])
    again = open_map(copy)
    assert again.describe(again.ids) == original.describe(original.ids)
    assert {(e.on, e.strength, e.because, e.choice) for e in again.prerequisites(["c"])} == {
        (e.on, e.strength, e.because, e.choice) for e in original.prerequisites(["c"])
    }


def test_a_folder_opens_as_one_map(tmp_path: Path, bundled: LocalMap) -> None:
    for area in ("linear-algebra", "calculus-and-optimization"):
        source = Path(__file__).parent.parent / "ontology" / "map" / f"{area}.ttl"
        (tmp_path / source.name).write_bytes(source.read_bytes())
    both = open_map(tmp_path)
    assert {"dot-product", "chain-rule"} <= set(both.ids) < set(bundled.ids)


def test_no_file_an_unknown_extension_and_an_empty_folder_are_no_maps(tmp_path: Path) -> None:
    (tmp_path / "map.docx").write_text("")
    for location in (tmp_path / "nothing.ttl", tmp_path / "map.docx", tmp_path):
        with pytest.raises(MapNotFound):
            open_map(location)


def test_a_syntax_error_has_file_line_and_column(turtle_file: Callable[[str], Path]) -> None:
    path = turtle_file(":a a lm:Topic\n:b a lm:Topic .")
    with pytest.raises(MapSyntaxError) as raised:
        open_map(path)
    assert raised.value.place == f"{path}:{raised.value.line}:{raised.value.column}"
    assert path.read_text().splitlines()[(raised.value.line or 0) - 1].startswith(":b")


def test_requires_is_derived_from_required_prerequisites_only(map_of: MapOf) -> None:
    triples = set(map_of({"c": ["a", "b?", "x|y"]}).triples())
    required = {t.object.value for t in triples if t.predicate.value == LM + "requires"}  # type: ignore[union-attr]
    assert required == {NODE + "a"}
    assert Triple(node("a"), NamedNode(LM + "isRequiredBy"), node("c")) in triples


def test_a_prerequisite_has_a_stable_iri_and_a_stated_strength(map_of: MapOf) -> None:
    triples = set(map_of({"c": ["a", "x|y"]}).triples())
    statement = NamedNode(statement_iri(NODE + "c", [NODE + "a"]))
    assert Triple(node("c"), NamedNode(LM + "prerequisite"), statement) in triples
    assert Triple(statement, NamedNode(LM + "strength"), NamedNode(LM + "required")) in triples
    assert any(t.subject == NamedNode(NODE + "c/requires/x-or-y") for t in triples)


def test_plain_requires_without_reasons_are_prerequisites_too(turtle_file: Callable[[str], Path]) -> None:
    map_ = open_map(turtle_file(':a skos:prefLabel "A"@en ; lm:requires :b . :b skos:prefLabel "B"@en .'))
    (edge,) = map_.prerequisites(["a"])
    assert (edge.on, edge.strength, bool(edge.because)) == ("b", "required", False)


def test_derived_triples_are_not_taken_for_new_prerequisites(map_of: MapOf, tmp_path: Path) -> None:
    original = map_of({"c": ["a", "b"], "b": ["a"]})
    path = tmp_path / "enriched.nt"
    serialize(original.triples(), path, format=RdfFormat.N_TRIPLES)
    again = open_map(path)
    assert again.ids == original.ids
    assert sorted((e.dependent, e.on) for e in again.all_prerequisites) == [("b", "a"), ("c", "a"), ("c", "b")]


def test_a_book_is_also_a_resource_and_a_node(turtle_file: Callable[[str], Path]) -> None:
    map_ = open_map(turtle_file(':x a lm:Book ; skos:prefLabel "X"@en .'))
    classes = {t.object.value for t in map_.triples() if t.subject == node("x")}  # type: ignore[union-attr]
    assert {LM + "Book", LM + "Resource", LM + "Node"} <= classes
    assert map_.node("x").kind == "book"


def test_an_unknown_id_comes_with_the_nearest(map_of: MapOf) -> None:
    with pytest.raises(NodeNotFound) as raised:
        map_of({"gradient": []}).node("gradeint")
    assert raised.value.near == ("gradient",)


def test_authors_keep_the_order_of_their_list(bundled: LocalMap) -> None:
    assert bundled.node("attention-is-all-you-need").facts["author"][:2] == ("Ashish Vaswani", "Noam Shazeer")


def test_counts_speak_of_kinds_and_properties(map_of: MapOf) -> None:
    kinds, edges = map_of({"c": ["a", "b?"]}).counts()
    assert kinds == {"topic": 3}
    assert edges == {"requires": 1, "helpful": 1}


def test_the_bundled_map_is_large_and_placed(bundled: LocalMap) -> None:
    kinds, _ = bundled.counts()
    assert kinds["topic"] >= 300
    assert len(bundled.all_prerequisites) >= 900
    topics = [node for node in bundled.nodes() if node.kind == "topic"]
    assert all(topic.stage and topic.phase and topic.area for topic in topics)


def test_every_path_of_the_bundled_map_begins_at_starting_points(bundled: LocalMap) -> None:
    has_needs = {edge.dependent for edge in bundled.all_prerequisites if edge.strength == "required"}
    roots = [node for node in bundled.nodes() if node.kind == "topic" and node.id not in has_needs]
    assert [root.id for root in roots if not root.starting_point] == []


def test_a_passage_says_that_its_resource_teaches_the_topic(turtle_file: Callable[[str], Path]) -> None:
    map_ = open_map(
        turtle_file(
            """
            :a a lm:Topic ; skos:prefLabel "A"@en ;
                lm:explainedIn [ lm:resource :book ; lm:place "§1" ] , [ lm:resource :book ; lm:place "§9" ] .
            :book a lm:Book ; skos:prefLabel "Book"@en .
            """
        )
    )
    assert map_.ids == ("a", "book")
    assert map_.links_to(["a"], "teaches") == {"a": ("book",)}
    told = {(t.subject.value, t.predicate.value, t.object.value) for t in map_.triples()}  # type: ignore[union-attr]
    assert (NODE + "book", "https://schema.org/teaches", NODE + "a") in told
    assert (NODE + "a/explained-in/book", LM + "place", "§1") in told
    assert (NODE + "a/explained-in/book-2", LM + "place", "§9") in told


def test_several_files_are_one_map(tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_text(PREFIXES + topics({"b": ["a"]}))
    (tmp_path / "two.ttl").write_text(PREFIXES + topics({"c": ["b"]}))
    both = open_map([tmp_path / "one.ttl", tmp_path / "two.ttl"])
    assert [step.node.id for step in plan_path(both, "c").steps] == ["a", "b", "c"]


@pytest.mark.parametrize("property_", ["http://purl.org/dc/terms/requires", "https://schema.org/coursePrerequisites"])
def test_other_properties_state_prerequisites_where_named(tmp_path: Path, property_: str) -> None:
    path = tmp_path / "courses.nt"
    path.write_text(
        f"<http://example.org/b> <{property_}> <http://example.org/a> .\n"
        '<http://example.org/b> <http://www.w3.org/2000/01/rdf-schema#label> "Course B" .\n'
    )
    plan = plan_path(open_map(path, requires=[property_]), "course b")
    assert [step.node.label.en for step in plan.steps] == ["a", "Course B"]
    assert [step.node.label.en for step in plan_path(open_map(path), "course b").steps] == ["Course B"]


def test_a_property_that_is_no_iri_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no IRI"):
        open_map(requires=["dct:requires or so"])


def test_the_order_of_a_file_changes_nothing(tmp_path: Path, map_of: MapOf) -> None:
    original = map_of({"c": ["b", "a?", "y|x"], "b": ["a"]})
    lines = sorted(str(triple) + " ." for triple in original.triples_of(*original.ids))
    plans = []
    for number, shuffled in enumerate((lines, lines[::-1])):
        (tmp_path / f"{number}.nt").write_text("\n".join(shuffled))
        plans.append(plan_path(open_map(tmp_path / f"{number}.nt"), "c", thorough=True))
    assert plans[0] == plans[1] == plan_path(original, "c", thorough=True)


def test_a_decimal_is_its_value_however_it_is_written(turtle_file: Callable[[str], Path]) -> None:
    map_ = open_map(turtle_file(':a skos:prefLabel "A"@en ; lm:share 10.0 , 0.50 ; lm:version "1.0" .'))
    assert map_.node("a").facts == {"share": ("0.5", "10"), "version": ("1.0",)}
