"""A few answers tell what someone knows, because knowledge is closed under prerequisites."""

from collections.abc import Collection
from random import Random

import pytest
from small_maps import MapOf

from graph import LocalMap, plan_path
from graph.knowledge import requirements
from graph.placement import Assessment, answered, begin, concluded, next_question


def asked_out(assessment: Assessment, knows: Collection[str]) -> Assessment:
    """The assessment of someone who knows `knows` and says so."""
    while question := next_question(assessment):
        assessment = answered(assessment, question, "yes" if question in knows else "no")
    return assessment


def chain(length: int) -> dict[str, list[str]]:
    return {f"n{place:02}": [f"n{place - 1:02}"] if place else [] for place in range(length)}


@pytest.mark.parametrize("known", [0, 1, 7, 15, 16])
def test_in_a_chain_every_question_halves_what_is_uncertain(map_of: MapOf, known: int) -> None:
    map_ = map_of(chain(16))
    knows = {f"n{place:02}" for place in range(known)}
    assessment = asked_out(begin(map_, "n15", limit=16), knows)
    # 17 states: five yes-no questions tell them apart; a few more make up for answers that could be slips.
    assert len(assessment.answers) <= 8
    assert concluded(assessment).known == knows


def test_what_follows_from_an_answer_is_not_asked(map_of: MapOf) -> None:
    assessment = begin(map_of(chain(10)), "n09", limit=10)
    said = answered(assessment, "n04", "yes")
    assert concluded(said).decided == {f"n0{place}" for place in range(5)}
    said = answered(said, "n06", "no")
    assert next_question(said) == "n05"


def test_the_conclusion_is_closed_and_stated_by_its_uppermost(bundled: LocalMap) -> None:
    target = "attention-is-all-you-need"
    random = Random(3)
    assessment = begin(bundled, target)
    while question := next_question(assessment):
        assessment = answered(assessment, question, random.choice(["yes", "no", "unsure"]))  # type: ignore[arg-type]
        found = concluded(assessment)
        assert requirements(bundled, found.known) == found.known
        assert requirements(bundled, found.stated) == found.known
    # The stated few mean the same to the planner; an alternative that only known topics use is not needed any more.
    left = {step.node.id for step in plan_path(bundled, target, known=found.stated).steps}
    unneeded = {node.id for node in assessment.nodes} - found.known - left
    assert not left & found.known
    assert unneeded <= {edge.on for edge in bundled.prerequisites(found.known) if edge.choice}


def test_no_question_comes_twice_and_there_are_no_more_than_a_fifth(bundled: LocalMap) -> None:
    assessment = begin(bundled, "attention-is-all-you-need")
    while question := next_question(assessment):
        assessment = answered(assessment, question, "unsure")
    asked = [identifier for identifier, _ in assessment.answers]
    assert len(asked) == len(set(asked)) <= len(assessment.nodes) / 5


def test_one_slip_does_not_settle_everything_below(bundled: LocalMap) -> None:
    nothing = begin(bundled, "attention-is-all-you-need")
    # Someone who knows nothing at all says yes to the very last topic, by mistake.
    last = nothing.nodes[-1].id
    assessment = asked_out(answered(nothing, last, "yes"), ())
    assert len(concluded(assessment).known) <= 2
    assert {pair[0] for pair in concluded(assessment).contradictions} == {last}


def test_contradictions_are_named(map_of: MapOf) -> None:
    assessment = begin(map_of(chain(6)), "n05", limit=6)
    assessment = answered(answered(assessment, "n04", "yes"), "n01", "no")
    assert concluded(assessment).contradictions == (("n04", "n01"),)
    assert concluded(assessment).decided == frozenset()


def test_the_same_answers_lead_to_the_same_questions(bundled: LocalMap) -> None:
    knows = requirements(bundled, ["matrix-multiplication", "gradient-descent"])
    one, other = (asked_out(begin(bundled, "gpt-3"), knows) for _ in range(2))
    assert one.answers == other.answers


def test_about_what_is_known_or_skipped_nothing_is_asked(map_of: MapOf) -> None:
    map_ = map_of({"t": ["a", "b", "c"], "a": ["x"]})
    assert {node.id for node in begin(map_, "t", known=["a"], skipped=["b"]).nodes} == {"c", "t"}
    nothing = begin(map_, "t", known=["t"])
    assert next_question(nothing) is None
    assert concluded(nothing).known == frozenset()


def test_of_alternatives_knowing_the_dependent_says_nothing(map_of: MapOf) -> None:
    assessment = begin(map_of({"t": ["p|q"], "p": ["x"]}), "t", limit=4)
    assert concluded(answered(assessment, "t", "yes")).decided == {"t"}
