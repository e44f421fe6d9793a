"""Strings of the path page: search fields, the page without a target, the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    # Search fields
    "search.targets": Label("What do you want to learn for?", "何のために学びますか？"),
    "search.targets.placeholder": Label(
        "A paper, model, project, tool or topic", "論文・モデル・プロジェクト・ツール・トピック"
    ),
    "search.targets.more": Label("Add another target", "目標を追加"),
    "search.known": Label("What I already know", "すでに知っていること"),
    "search.known.placeholder": Label("Nothing stated yet", "未指定"),
    "search.known.more": Label("Add more", "さらに追加"),
    "search.none": Label("Nothing is called anything like “{text}”.", "「{text}」に近い名前は見つかりません。"),
    "search.failed": Label(
        "The search did not answer. Is learnmap still running?", "検索が応答しません。learnmapは起動していますか？"
    ),
    "search.remove": Label("Remove {name}", "{name} を外す"),
    # The page without a target
    "hero.title": Label("What must I learn first, and why?", "何から学べばよい？ それはなぜ？"),
    "hero.text": Label(
        "Name a paper to read, a model to use or a project to build. You get every step from what you know to your goal, "
        "in order, each with its reason.",
        "読みたい論文、使いたいモデル、作りたいプロジェクトを選ぶと、いまの知識から目標までのステップを、理由とともに順番に示します。",
    ),
    "examples": Label("Begin with one of these", "例から始める"),
    "size": Label("{steps} steps · {hours:g} h", "{steps}ステップ · {hours:g}時間"),
    "how": Label("How it works", "使い方"),
    "how.first": Label(
        "Choose one or more targets. Names work in English and Japanese, with abbreviations and typing errors.",
        "目標を1つ以上選びます。日本語でも英語でも、略称でも、多少の打ち間違いがあっても見つかります。",
    ),
    "how.second": Label(
        "Tick what you know. All that it requires counts as known too, and the plan shrinks.",
        "知っていることにチェックを入れます。その前提も既知とみなされ、計画が短くなります。",
    ),
    "how.third": Label(
        "Follow the steps. The address bar holds your plan: copy it to keep or share it.",
        "順番に学びます。計画はアドレスバーに入っているので、コピーすれば保存も共有もできます。",
    ),
    # The plan
    "path.title": Label("Path to {targets}", "{targets} への道のり"),
    "path.document": Label("Path to {targets} · learnmap", "{targets} への道のり · learnmap"),
    "list.joint": Label(", ", "、"),
    "sum.steps": Label("steps", "ステップ"),
    "sum.hours": Label("hours", "時間"),
    "sum.weeks": Label("weeks", "週間"),
    "sum.wait": Label("steps, on average, until a prerequisite is used", "ステップ後に前提を使う（平均）"),
    "pace": Label("Hours of study a week", "週あたりの学習時間"),
    "pace.before": Label("at", "（週"),
    "pace.after": Label("h a week", "時間）"),
    "download": Label("Download", "ダウンロード"),
    "steps": Label("Steps", "ステップ"),
    "drawing": Label("Drawing", "図"),
    "hours": Label("{hours:g} h", "{hours:g}時間"),
    "goal": Label("goal", "目標"),
    "step": Label("step {number}", "ステップ{number}"),
    "known": Label("known", "既知"),
    "know": Label("known", "既知"),
    "know.node": Label("I know {name}", "{name} を知っている"),
    "reasons": Label("Reasons: {n}", "理由 {n}件"),
    "resources": Label("Resources: {n}", "教材 {n}件"),
    "learn.from": Label("Learn from", "教材"),
    "open": Label("Open", "開く"),
    "open.node": Label("Open {name} on the web", "{name} をウェブで開く"),
    "in.en": Label("in English", "英語"),
    "in.ja": Label("in Japanese", "日本語"),
    "nothing.title": Label("Nothing is left to learn", "学ぶことは残っていません"),
    "nothing": Label(
        "You know all that this goal requires. Choose another target, or remove something from what you know.",
        "この目標に必要なことはすべて既知です。別の目標を選ぶか、既知の項目を外してください。",
    ),
    "failed.plan": Label("This path cannot be planned.", "この経路は計画できません。"),
}
