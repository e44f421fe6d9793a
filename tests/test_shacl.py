"""Judging one node of each class that the shapes cannot tell apart finds what judging every node finds."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from graph.shacl import Violation, validated, violations
from graph.shape_classes import classes, looking
from graph.triples import by_subject, read_file
from ontology import LM, MAP, NODE, SHAPES

PART = "\n:attention-is-all-you-need a lm:Paper"
"""Where the part of `transformers.ttl` ends that is changed: entries of most kinds are before it."""

MUTATIONS = {
    "a label in a third language": ('skos:prefLabel "ALiBi"@en', 'skos:prefLabel "ALiBi"@fr'),
    "a label too many": ('skos:prefLabel "ALiBi"@en', 'skos:prefLabel "ALiBi"@en , "Alibi"@en'),
    "no definition": ("skos:definition", "skos:note"),
    "hours as text": ("lm:hours 1.0", 'lm:hours "one"'),
    "hours beyond what a topic takes": ("lm:hours 1.0", "lm:hours 13.0"),
    "hours below 0": ("lm:hours 2.0", "lm:hours -2.0"),
    "two hours": ("lm:hours 1.0", "lm:hours 1.0 , 2.0"),
    "no area": ("lm:area :transformers ;", ""),
    "an area that is none": ("lm:area :transformers", "lm:area :alibi"),
    "two areas": ("lm:area :transformers", "lm:area :transformers , :systems"),
    "a stage that is none": ("lm:stage :advanced", "lm:stage :alibi"),
    "no phase": ("lm:phase :phase-3 ;", ""),
    "a reason in one language": ('lm:because "It is the simplest of relative schemes: a fixed bias for each distance."@en ,', "lm:because"),
    "a strength that is none": ("lm:strength lm:helpful", "lm:strength lm:required , lm:helpful"),
    "a strength unheard of": ("lm:strength lm:helpful", "lm:strength lm:vital"),
    "a prerequisite on nothing": ("[ lm:on :softmax ;", "["),
    "a prerequisite on two": ("[ lm:on :softmax ;", "[ lm:on :softmax , :dot-product ;"),
    "an identifier that is none": ('dct:identifier "doi:10.1162/neco.1991.3.1.79"', 'dct:identifier "10.1162/neco"'),
    "a date as text": ('schema:datePublished "1991"^^xsd:gYear', 'schema:datePublished "1991"'),
    "a paper without authors": ('schema:author ( "Robert A. Jacobs" "Michael I. Jordan" "Steven J. Nowlan" "Geoffrey E. Hinton" ) ;', ""),
    "a resource that teaches nothing": ("schema:teaches :state-space-models", "schema:about :state-space-models"),
    "a resource in another language": ('schema:inLanguage "en"', 'schema:inLanguage "de"'),
    "a project that practises nothing": ("lm:practises", "lm:uses"),
    "a starting point said to be false": ("lm:hours 1.0", "lm:hours 1.0 ; lm:startingPoint false"),
    "a model without a maker": ('schema:publisher "Somebody"', 'schema:creator "Somebody"'),
    "parameters as decimals": ("lm:parameters 7", "lm:parameters 1.5"),
    "a whole number with a fraction": ("lm:parameters 7", 'lm:parameters "7.5"^^xsd:integer'),
    "a passage without a place": ('lm:place "', 'lm:remark "'),
}  # fmt: skip

ADDED = """
:one a lm:Topic ; lm:explainedIn [ lm:resource :alibi ; lm:place "§1" ] , [ lm:resource :alibi ; lm:place "§2" ] .
:two a lm:Model ; schema:publisher "Somebody" ; lm:parameters 7 ; lm:hours 2.0 .
"""


@pytest.fixture(scope="module")
def text() -> str:
    texts = [(MAP / "areas.ttl").read_text(encoding="utf-8"), (MAP / "study-plan.ttl").read_text(encoding="utf-8")]
    texts.append((MAP / "transformers.ttl").read_text(encoding="utf-8").partition(PART)[0])
    return "\n".join((*texts, ADDED))


@pytest.fixture(scope="module")
def found_before(text: str) -> set[tuple[str, str | None, str]]:
    return told(validated(triples_of(text), read_file(SHAPES)))


def triples_of(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(text, format=RdfFormat.TURTLE, base_iri=NODE)]


def told(found: Iterable[Violation]) -> set[tuple[str, str | None, str]]:
    return {(violation.focus.value, violation.path, violation.message.en) for violation in found}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_same_is_found_as_by_judging_every_node(
    text: str, found_before: set[tuple[str, str | None, str]], mutation: str
) -> None:
    triples = triples_of(text.replace(*MUTATIONS[mutation]))
    shapes = read_file(SHAPES)
    expected = told(validated(triples, shapes))
    assert expected != found_before
    assert told(violations(triples, shapes)) == expected


def test_there_are_far_fewer_classes_than_nodes() -> None:
    view = looking(read_file(SHAPES))
    assert view is not None
    alike = classes(by_subject(read_file(MAP / "transformers.ttl")), view)
    assert len(alike) * 4 < sum(map(len, alike))


def test_a_constraint_that_looks_further_makes_every_node_its_own_class(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        SHAPES.read_text(encoding="utf-8") + "lm:AreaShape a sh:NodeShape ; sh:closed true .\n", encoding="utf-8"
    )
    assert looking(read_file(path)) is None
    view = looking(read_file(SHAPES))
    assert view is not None
    assert view.pointing == {LM + "prerequisite", LM + "explainedIn"}
