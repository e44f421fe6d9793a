"""The vocabulary, the shapes and the saved prefixes speak both languages and agree with each other."""

from pyoxigraph import Literal, NamedNode

from graph import LocalMap
from graph.triples import by_subject, local_name, read_file
from graph.vocabulary import kind_label, property_label
from ontology import LM, PREFIXES, SHAPES, VOCABULARY

RDFS = PREFIXES["rdfs"]
SH = PREFIXES["sh"]


def languages(values: list[object]) -> set[str | None]:
    return {value.language for value in values if isinstance(value, Literal)}


def test_every_term_has_label_and_comment_in_both_languages() -> None:
    for iri, said in by_subject(read_file(VOCABULARY)).items():
        if iri.startswith(LM) and iri != LM.rstrip("#"):
            assert languages(said[RDFS + "label"]) == {"en", "ja"}, iri
            assert languages(said[RDFS + "comment"]) == {"en", "ja"}, iri


def test_every_message_of_the_shapes_is_in_both_languages() -> None:
    for iri, said in by_subject(read_file(SHAPES)).items():
        if SH + "message" in said:
            assert languages(said[SH + "message"]) == {"en", "ja"}, iri


def test_the_shapes_use_terms_of_the_vocabulary_only() -> None:
    terms = set(by_subject(read_file(VOCABULARY)))
    used = {
        t.object.value for t in read_file(SHAPES) if isinstance(t.object, NamedNode) and t.object.value.startswith(LM)
    }
    shapes = {iri for iri in by_subject(read_file(SHAPES)) if iri.startswith(LM)}
    assert sorted(used - shapes - terms) == []


def test_every_kind_and_property_of_the_map_has_a_name_in_both_languages(bundled: LocalMap) -> None:
    for node in bundled.nodes():
        assert kind_label(node.kind, "ja") != node.kind
        for name in (*node.facts, *node.links):
            assert property_label(name, "ja") != name, name


def test_local_names_of_kinds_are_those_of_classes(bundled: LocalMap) -> None:
    classes = {local_name(iri).lower() for iri in by_subject(read_file(VOCABULARY)) if iri.startswith(LM)}
    assert {node.kind for node in bundled.nodes()} <= classes
