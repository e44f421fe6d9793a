"""Strings of the insight page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    "page.insight": Label("Insight", "分析"),
    "insight.document": Label("Insight · learnmap", "分析 · learnmap"),
    "insight.title": Label("What the shape of the map says", "マップの構造からわかること"),
    "insight.intro": Label(
        "Computed from {nodes:,} nodes and {edges:,} required prerequisites. Each list says which measure it is.",
        "{nodes:,}個のノードと{edges:,}本の必須の前提から計算しています。各一覧に指標の意味を示します。",
    ),
    "insight.computing": Label("Analysing the map …", "マップを分析しています…"),
    "insight.kinds": Label("Nodes by kind", "種類ごとのノード数"),
    "insight.large": Label(
        "What takes a look at every node (betweenness, dominators, coverage) is computed for maps of at most {n:,} nodes.",
        "すべてのノードを調べる分析（媒介中心性、支配ノード、充足度）は{n:,}ノード以下のマップで計算します。",
    ),
    "insight.more": Label("{n:,} more", "ほか{n:,}件"),
    "insight.hours": Label("{n:,.0f} h", "{n:,.0f}時間"),
    "insight.count": Label("{n:,.0f}", "{n:,.0f}"),
    "insight.share": Label("{n:.2%}", "{n:.2%}"),
    "insight.chain": Label("Chain of {n} nodes to {name}", "{name} までの{n}ノードの連鎖"),
    "insight.none": Label("None.", "ありません。"),
    "insight.communities": Label(
        "{n} communities; agreement with the declared areas {agreement:.2f}, modularity {modularity:.2f}.",
        "コミュニティは{n}個。宣言された領域との一致度は{agreement:.2f}、モジュラリティは{modularity:.2f}です。",
    ),
    "insight.community": Label("Community", "コミュニティ"),
    "insight.topics": Label("Topics", "トピック数"),
    "insight.purity": Label("From that area", "その領域の割合"),
    "insight.strangers": Label("From elsewhere", "ほかの領域から"),
    "insight.too-large": Label("This page cannot be shown.", "このページは表示できません。"),
    "health.title": Label("Health of the map", "マップの状態"),
    "health.checks": Label("Checks", "検査"),
    "health.checking": Label("Checking the map’s files …", "マップのファイルを検査しています…"),
    "health.clean": Label(
        "The map is well-formed: every shape and every rule of learnmap check holds.",
        "マップは正しく書かれています。learnmap check のすべての形式と規則を満たします。",
    ),
    "health.findings": Label("learnmap check finds {n} things to mend:", "learnmap check の指摘が{n}件あります。"),
    "health.no-files": Label(
        "This map is not kept in files, so its lines cannot be checked.",
        "このマップはファイルではないため、行ごとの検査はできません。",
    ),
    "health.coverage": Label("Coverage", "充足度"),
    "health.of": Label("{have:,} of {all:,}", "{all:,}件中{have:,}件"),
    "health.missing": Label("Missing: {n}", "不足 {n}件"),
    "health.resource": Label("Topics with a resource", "教材のあるトピック"),
    "health.free": Label("Topics with a free resource", "無料の教材のあるトピック"),
    "health.japanese": Label("Topics with a Japanese resource", "日本語の教材のあるトピック"),
    "health.origin": Label("Topics with a known origin", "初出のわかるトピック"),
    "health.alias": Label("Topics with other names", "別名のあるトピック"),
    "health.identifier": Label("Papers with an identifier", "識別子のある論文"),
    "health.parameters": Label("Models with published parameters", "パラメータ数が公表されたモデル"),
    "health.access": Label("Models that say how one gets them", "利用条件のわかるモデル"),
    "health.ages": Label("Papers and models by year", "年ごとの論文とモデル"),
    "health.year": Label("Year", "年"),
    "health.number": Label("Number", "件数"),
    "schema.title": Label("Schema", "スキーマ"),
    "schema.intro": Label(
        "Kinds of node and the links between them, as the vocabulary and the shapes state them. Hover over a box for what a node "
        "of the kind must have, and over a line for its property.",
        "語彙と形式（SHACL）にもとづくノードの種類と関係です。箱にポインタを合わせると必須の項目、線に合わせるとプロパティを表示します。",
    ),
    "schema.list": Label("The same as a list", "一覧"),
    "schema.link": Label("{source} — {property} → {target} ({number})", "{source} — {property} → {target}（{number}）"),
    "schema.must": Label("Must have: {names}", "必須: {names}"),
    "schema.any": Label("any number", "任意の数"),
    "schema.least": Label("at least {n}", "{n}個以上"),
    "schema.exactly": Label("exactly {n}", "ちょうど{n}個"),
    "schema.most": Label("at most {n}", "{n}個以下"),
}
