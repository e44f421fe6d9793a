"""Names are found in both languages, by alias and abbreviation, and with typing errors."""

import pytest

from graph import LocalMap
from graph.errors import AmbiguousName
from graph.search import NameIndex, folded


def found(map_: LocalMap, text: str, *, limit: int) -> list[str]:
    return [match.id for match in map_.search(text, limit=limit)]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("attention-is-all-you-need", "attention-is-all-you-need"),
        ("Attention Is All You Need", "attention-is-all-you-need"),
        ("svm", "support-vector-machine"),
        ("セルフアテンション", "self-attention"),
        ("自己注意", "self-attention"),
        ("GPT2", "gpt-2"),
        ("gpt 2", "gpt-2"),
        ("ＧＰＴ－２", "gpt-2"),
        ("正解率", "accuracy"),
        ("LSTM", "lstm"),
        ("rlhf", "rlhf"),
        ("pytorch", "pytorch"),
        ("誤差逆伝播法", "backpropagation"),
        ("きょうかがくしゅう", "reinforcement-learning"),
        ("サイユウスイテイ", "maximum-likelihood-estimation"),
        ("じこちゅうい", "self-attention"),
    ],
)
def test_what_people_type_names_the_node(bundled: LocalMap, name: str, identifier: str) -> None:
    assert bundled.resolve(name) == identifier


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("transfomer", "transformer"),
        ("backpropogation", "backpropagation"),
        ("attension is all you need", "attention-is-all-you-need"),
        ("ソフトマックス", "softmax"),
        ("そふとまっくす", "softmax"),
        ("grad descent", "gradient-descent"),
    ],
)
def test_typing_errors_still_find_the_node_among_the_first(bundled: LocalMap, typed: str, identifier: str) -> None:
    assert identifier in found(bundled, typed, limit=5)


def test_an_id_beats_a_label_and_a_label_an_alias() -> None:
    index = NameIndex([("x", ["y"], [], 0), ("y", ["other"], [], 0), ("z", ["third"], ["other"], 0)])
    assert index.resolve("y") == "y"
    assert index.resolve("other") == "y"


def test_an_empty_or_marks_only_text_finds_nothing(bundled: LocalMap) -> None:
    assert bundled.search("") == []
    assert bundled.search("—!?") == []


def test_folding_ignores_script_width_case_and_long_vowels() -> None:
    assert folded("コンピュータ") == folded("コンピューター") == folded("こんぴゅーたー")
    assert folded("Q-Learning") == folded("ｑ learning")


def test_at_most_the_limit_is_found_and_each_node_once(bundled: LocalMap) -> None:
    ids = found(bundled, "learning", limit=7)
    assert len(ids) == len(set(ids)) == 7


def test_every_node_is_found_by_its_own_labels(bundled: LocalMap) -> None:
    for node in bundled.nodes()[::25]:
        for label in (node.label.en, node.label.ja):
            assert node.id in found(bundled, label, limit=8), label


def test_of_nodes_that_share_a_name_the_topic_is_meant(bundled: LocalMap) -> None:
    for name in ("強化学習", "Q-learning", "自然言語処理", "RLHF", "Scaling laws", "Object detection"):
        assert bundled.node(bundled.resolve(name)).kind == "topic", name


def test_an_alias_of_two_nodes_of_a_rank_is_ambiguous() -> None:
    index = NameIndex([("x", ["X"], ["both"], 0), ("y", ["Y"], ["both"], 0), ("z", ["Z"], ["both"], 1)])
    with pytest.raises(AmbiguousName) as raised:
        index.resolve("both")
    assert raised.value.candidates == ("x", "y")
