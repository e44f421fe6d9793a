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
    "pace": Label("Hours of study a week", "週あたりの学習時間"),
    "pace.before": Label("at", "（週"),
    "pace.after": Label("h a week", "時間）"),
    "waits": Label(
        "What you learn is used {wait:.1f} steps later on average, and at no time do more than {held} steps wait for their use: "
        "the order keeps prerequisites fresh.",
        "学んだことは平均{wait:.1f}ステップ後に使います。使うのを待っているステップは最も多いときで{held}です。"
        "前提を忘れないうちに使える順番になっています。",
    ),
    "emphasis": Label("Emphasis", "方針"),
    "emphasis.quickest": Label("Quickest", "最短"),
    "emphasis.thorough": Label("Thorough", "じっくり"),
    "emphasis.practice": Label("With practice", "実践つき"),
    "emphasis.papers": Label("With papers", "論文つき"),
    "emphasis.other-choices": Label("Other choices", "別の選択肢"),
    "emphasis.quickest.means": Label("Only what is required", "必要なものだけ"),
    "emphasis.thorough.means": Label("What is helpful, too", "あると役立つものも含める"),
    "emphasis.practice.means": Label(
        "With projects that practise what the plan teaches", "学んだことを実践できるプロジェクトを含める"
    ),
    "emphasis.papers.means": Label(
        "With the papers that introduced what the plan teaches", "学ぶことが初めて登場した論文も読む"
    ),
    "emphasis.other-choices.means": Label(
        "Where one of several suffices, another one", "いずれか1つでよい前提に、別のものを選ぶ"
    ),
    "start": Label("Start", "開始日"),
    "budget": Label("Hours I have", "使える時間"),
    "budget.label": Label("Hours that the plan may take", "計画に使える時間"),
    "budget.hours": Label("{hours} h", "{hours}時間"),
    "budget.none": Label("no limit", "制限なし"),
    "budget.remove": Label("No limit", "制限を外す"),
    "budget.fits": Label("That suffices; {spare:g} h are left over.", "時間内に収まります（残り{spare:g}時間）。"),
    "budget.over": Label(
        "{budget:g} h do not suffice: the goal is {hours} h and {steps:,} steps further. These steps bring most within them; "
        "what is left out is drawn as locked.",
        "{budget:g}時間では足りません。目標まであと{hours}時間・{steps:,}ステップです。この時間で最も効果の大きいステップを選び、"
        "残りは鍵付きで示しています。",
    ),
    "budget.targets": Label("Goals reached: {names}", "到達する目標: {names}"),
    "budget.reached": Label(
        "Of what the goal needs you will know: {names}", "目標に必要なもののうち身につくもの: {names}"
    ),
    "budget.missing": Label("Still missing: {names}", "まだ足りないもの: {names}"),
    "weeks": Label("Week by week", "週ごとの計画"),
    "weeks.text": Label(
        "At {hours:g} hours a week you are done by {end}.", "週{hours:g}時間のペースなら、{end}に終わります。"
    ),
    "weeks.week": Label("Week {n}", "第{n}週"),
    "weeks.more": Label("{n} more weeks", "残り{n}週"),
    "weeks.steps": Label("Steps: {n}", "ステップ {n}件"),
    "weeks.split": Label(
        "{theory:g} h of theory and {practice:g} h of practice, and {keeping_up:g} h beside them to keep up with the field",
        "理論{theory:g}時間・実践{practice:g}時間（ほかに最新動向の把握に{keeping_up:g}時間）",
    ),
    "weeks.begun": Label("begun", "途中まで"),
    "weeks.ends": Label("the rest of it", "続き（完了）"),
    "weeks.goes-on": Label("continued", "続き"),
    "weeks.practise": Label("Practise", "実践"),
    "weeks.read": Label("Read", "読むもの"),
    "weeks.tools": Label("with {tools}", "{tools} を使用"),
    "ways": Label("Other ways to the same goal", "同じ目標への別の経路"),
    "ways.text": Label(
        "All of them reach the goal; they differ in what they lay weight on.",
        "どの経路でも目標に到達します。重視する点が異なります。",
    ),
    "ways.none": Label(
        "For this goal all ways teach the same, so there is nothing to choose between.",
        "この目標では、どの方針でも学ぶ内容が同じになります。",
    ),
    "ways.way": Label("Way", "方針"),
    "ways.steps": Label("Steps", "ステップ"),
    "ways.hours": Label("Hours", "時間"),
    "ways.weeks": Label("Weeks", "週"),
    "ways.only": Label("Only this one teaches", "この経路だけで学ぶもの"),
    "ways.choose": Label("Choice", "選択"),
    "ways.chosen": Label("Shown", "表示中"),
    "ways.take": Label("Take this", "これにする"),
    "ways.take.named": Label("Take this: {name}", "これにする: {name}"),
    "ways.nothing": Label("Nothing that the others do not", "なし"),
    "left.out": Label("left out", "時間外"),
    "download": Label("Take along", "持ち出す"),
    "file.markdown": Label("Markdown", "Markdown"),
    "file.ics": Label("Calendar", "カレンダー"),
    "file.csv": Label("CSV", "CSV"),
    "file.json": Label("JSON", "JSON"),
    "file.mermaid": Label("Mermaid", "Mermaid"),
    "file.anki": Label("Anki deck", "Ankiデッキ"),
    "file.html": Label("Web page", "ウェブページ"),
    "file.markdown.means": Label("A checklist with reasons and links", "理由とリンクの付いたチェックリスト"),
    "file.ics.means": Label(
        "One event a week, for any calendar (.ics)", "1週間に1つの予定。どのカレンダーでも使えます（.ics）"
    ),
    "file.csv.means": Label("One row a step, for spreadsheets", "1ステップ1行。表計算ソフト用"),
    "file.json.means": Label("For programs", "プログラム用"),
    "file.mermaid.means": Label("The drawing as text, for Markdown documents", "図をテキストで。Markdown文書用"),
    "file.anki.means": Label("One flash card a step (.apkg)", "1ステップ1枚の暗記カード（.apkg）"),
    "file.html.means": Label(
        "One page with the drawing that opens without a network", "図の入った1ページ。ネットワークなしで開けます"
    ),
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
    "failed.page": Label("This page cannot be shown.", "このページを表示できません。"),
    "failed.part": Label(
        "Plan the {hours:g} hours that most of it leans on", "その土台になる{hours:g}時間分を計画する"
    ),
    "failed.plan": Label("This path cannot be planned.", "この経路は計画できません。"),
}
