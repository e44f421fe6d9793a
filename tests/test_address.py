"""A selection, its address, and the events that change it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import expansions
from explorer.address import MOST_IDS, checked, from_pairs, to_pairs
from explorer.plan_choices import MOST_BUDGET, PlanChoices
from explorer.state import Event, Selection, after, centre, kinds_shown
from graph import LocalMap
from graph.alternatives import EMPHASES
from graph.facets import STATUSES, Facets

IDS = st.lists(st.sampled_from(["softmax", "bert", "http://example.org/x", "a~b"]), max_size=3, unique=True).map(tuple)
YEARS = st.none() | st.integers(0, 9999)
TOKENS = st.lists(
    st.sampled_from(["a", "b", "c"]).flatmap(
        lambda id_: st.sampled_from([id_, *(f"{id_}~{way}" for way in expansions.WAYS if way != "all")])
    ),
    max_size=8,
).map(tuple)
SELECTIONS = st.builds(
    Selection,
    page=st.sampled_from(["map", "node", "path", "query"]),
    language=st.sampled_from(["en", "ja"]),
    targets=IDS,
    known=IDS,
    learning=IDS,
    skipped=IDS,
    answers=st.lists(st.sampled_from(["yes:softmax", "no:bert", "unsure:http://example.org/x"]), unique=True).map(
        tuple
    ),
    selected=st.none() | st.just("softmax"),
    expanded=TOKENS,
    view=st.sampled_from(["areas", "lineage"]),
    areas=IDS,
    around=st.none() | st.just("bert"),
    facets=st.builds(
        Facets,
        kinds=st.just(("paper", "topic")),
        stages=IDS,
        statuses=st.lists(st.sampled_from(STATUSES), unique=True).map(tuple),
        first_year=YEARS,
        last_year=YEARS,
    ),
    hours_per_week=st.just(7.5),
    chains=st.booleans(),
    choices=st.builds(
        PlanChoices,
        emphasis=st.sampled_from(EMPHASES),
        start=st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31)),
        budget=st.none() | st.floats(0, MOST_BUDGET),
    ),
)


@given(SELECTIONS)
def test_every_selection_survives_its_address(selection: Selection) -> None:
    assert from_pairs(to_pairs(selection)) == (selection, ())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["page", "know", "from", "status", "expand", "pace", "kind", "start", "budget", "answer"]),
            st.text(),
        )
    )
)
def test_no_address_is_an_exception(pairs: list[tuple[str, str]]) -> None:
    from_pairs(pairs)


def test_an_address_without_a_page_is_the_map_and_with_a_target_the_path() -> None:
    assert from_pairs([("lang", "en")])[0].page == "map"
    assert from_pairs([("target", "bert")])[0].page == "path"
    assert from_pairs([("target", "bert"), ("page", "map")])[0].page == "map"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("start", "soon", "soon"),
        ("budget", "-1", "-1"),
        ("emphasis", "fun", "fun"),
        ("from", "-5", "-5"),
        ("to", "soon", "soon"),
        ("status", "bored", "bored"),
        ("view", "x", "x"),
    ],
)
def test_what_cannot_be_in_an_address_is_named(name: str, value: str, said: str) -> None:
    selection, notices = from_pairs([(name, value)])
    assert selection == Selection()
    assert said in notices[0].en
    assert said in notices[0].ja


def test_too_many_ids_are_cut_with_a_notice() -> None:
    selection, notices = from_pairs([("know", f"n{number}") for number in range(MOST_IDS + 1)])
    assert len(selection.known) == MOST_IDS
    assert len(notices) == 1


def test_names_are_understood_in_every_part_of_an_address(bundled: LocalMap) -> None:
    asked = Selection(around="SVM", expanded=("ソフトマックス関数~needs", "softmax~fold"), areas=("transformers", "-"))
    selection, notices = checked(asked, bundled)
    assert notices == ()
    assert selection.around == "support-vector-machine"
    assert selection.expanded == ("softmax~needs", "softmax~fold")
    assert selection.areas == ("transformers", "-")


def test_what_is_selected_alone_is_the_centre_and_stays_it_when_another_is_selected() -> None:
    first = Selection(selected="softmax")
    assert centre(first) == "softmax"
    second = after(first, Event("select", "sigmoid"))
    assert (centre(second), second.selected) == ("softmax", "sigmoid")
    closed = after(first, Event("clear"))
    assert (centre(closed), closed.selected) == ("softmax", None)


def test_selecting_on_a_page_without_a_drawing_opens_the_node_page() -> None:
    for page in ("query", "node"):
        assert after(Selection(page=page), Event("select", "softmax")).page == "node"  # type: ignore[arg-type]
    assert after(Selection(page="path"), Event("select", "softmax")).page == "path"


def test_the_first_kind_chosen_adds_to_those_shown_and_choosing_it_again_leaves_no_trace() -> None:
    inside = Selection(areas=("transformers",))
    more = after(inside, Event("kind", "paper"))
    assert kinds_shown(more) == ("topic", "paper")
    assert after(more, Event("kind", "paper")) == inside


def test_going_elsewhere_leaves_expansions_behind_and_keeps_what_is_known() -> None:
    here = Selection(around="softmax", expanded=("softmax",), known=("python",), facets=Facets(stages=("beginner",)))
    there = after(here, Event("enter", "transformers"))
    assert (there.areas, there.around, there.expanded, there.known) == (("transformers",), None, (), ("python",))
    assert there.facets == here.facets


@given(TOKENS, st.sampled_from("abc"))
def test_what_is_collapsed_is_open_no_more_and_all_else_as_before(tokens: tuple[str, ...], chosen: str) -> None:
    left = expansions.collapsed(tokens, chosen)
    assert expansions.open_ways(left, chosen) == ()
    for other in set("abc") - {chosen}:
        assert expansions.open_ways(left, other) == expansions.open_ways(tokens, other)


def test_of_a_node_one_thing_holds_known_or_learning_or_skipped() -> None:
    selection = Selection()
    for kind, name in (("know", "known"), ("skip", "skipped"), ("learn", "learning"), ("skip", "skipped")):
        selection = after(selection, Event(kind, "softmax"))  # type: ignore[arg-type]
        held = {part for part in ("known", "learning", "skipped") if "softmax" in getattr(selection, part)}
        assert name in held
        assert len(held) == 1
    assert after(selection, Event("unskip", "softmax")) == Selection()


def test_a_choice_of_a_plan_is_taken_back_by_an_empty_value_and_kept_by_one_that_cannot_be() -> None:
    chosen = after(after(Selection(), Event("budget", "40")), Event("start", "2026-01-05"))
    assert chosen.choices == PlanChoices(budget=40, start=date(2026, 1, 5))
    assert after(chosen, Event("budget", "minus")) == chosen
    assert after(after(chosen, Event("budget", "")), Event("start", "")) == Selection()


def test_what_a_placement_found_is_known_and_neither_begun_nor_skipped_and_its_answers_are_over() -> None:
    before = Selection(known=("a",), learning=("b",), skipped=("c",), answers=("yes:b", "no:d"))
    assert after(before, Event("placed", "b c")) == Selection(known=("a", "b", "c"))
    assert after(before, Event("unanswer")).answers == ("yes:b",)


def test_an_unknown_name_comes_with_the_nearest_in_the_readers_own_words(bundled: LocalMap) -> None:
    _, (notice,) = checked(Selection(targets=("self-atention",)), bundled)
    assert "Self-attention" in notice.en
    assert "セルフアテンション" in notice.ja
    assert "self-attention" not in notice.ja


def test_a_question_of_a_placement_answered_twice_in_haste_has_the_last_answer() -> None:
    said = Selection(answers=("yes:softmax", "no:bert"))
    assert after(said, Event("answer", "unsure:softmax")).answers == ("no:bert", "unsure:softmax")
