"""What the numbers of an analysis mean, in one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.model import Label


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number means: a name, and one sentence."""

    id: str
    name: Label
    meaning: Label


MEASURES: Final[Mapping[str, Measure]] = {
    measure.id: measure
    for measure in (
        Measure(
            "dominators",
            Label("Bottlenecks: dominators", "ボトルネック: 支配ノード"),
            Label(
                "For how many papers, models, projects and careers every chain of prerequisites, from wherever one "
                "begins, passes through this node.",
                "どこから始めても、前提の連鎖が必ずこのノードを通る論文・モデル・プロジェクト・職業の数。",
            ),
        ),
        Measure(
            "betweenness",
            Label("Bottlenecks: betweenness", "ボトルネック: 媒介中心性"),
            Label(
                "The share of all ordered pairs of topics whose shortest chain of prerequisites passes through this one.",
                "全トピックの順序対のうち、前提の最短の連鎖がこのトピックを通るものの割合。",
            ),
        ),
        Measure(
            "longest-chains",
            Label("Longest chains", "最長の連鎖"),
            Label(
                "How many nodes must be learned strictly one after the other, at the least, to reach the last one.",
                "最後のノードに到達するまでに、必ず1つずつ順に学ばなければならないノードの数。",
            ),
        ),
        Measure(
            "unlock-most",
            Label("Topics that unlock most", "最も多くを可能にするトピック"),
            Label("How many nodes require this one, directly or not.", "直接・間接にこれを必要とするノードの数。"),
        ),
        Measure(
            "need-most",
            Label("Papers that need most", "最も多くを必要とする論文"),
            Label(
                "Hours to learn everything the paper requires, without the paper itself.",
                "論文が必要とするものをすべて学ぶのにかかる時間（論文自体は除く）。",
            ),
        ),
        Measure(
            "without-resource",
            Label("Topics without a resource", "教材のないトピック"),
            Label(
                "Topics that no resource teaches, by the number of nodes that require them.",
                "どの教材でも扱われていないトピック。それを必要とするノードの数の順。",
            ),
        ),
        Measure(
            "communities",
            Label("Communities against the declared areas", "コミュニティと宣言された領域の比較"),
            Label(
                "Topics grouped by the Louvain method, regardless of direction; agreement with the declared areas is "
                "the adjusted Rand index: 1 for the same groups, 0 for what chance would give.",
                "辺の向きを無視してルーヴァン法でトピックを分けた。宣言された領域との一致度は調整ランド指数"
                "（同じ分け方で1、偶然程度で0）。",
            ),
        ),
    )
}
"""All measures, by id."""

DIRECTLY_REQUIRED: Final = Measure(
    "directly-required",
    Label("What most others build on", "最も多くの直接の前提になるもの"),
    Label("How many nodes directly require this one.", "これを直接の前提とするノードの数。"),
)
"""For maps of any size; smaller ones are ranked by what requires a node in the end."""
