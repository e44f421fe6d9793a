"""Strings of a node's details."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    # Details of a node
    "details": Label("Details", "詳細"),
    "back": Label("All steps", "ステップ一覧"),
    "close": Label("Close details", "詳細を閉じる"),
    "step.of": Label("Step {number} of {steps}", "ステップ {number} / {steps}"),
    "step.previous": Label("Previous step: {name}", "前のステップ: {name}"),
    "step.next": Label("Next step: {name}", "次のステップ: {name}"),
    "aliases": Label("Also called", "別名"),
    "target.add": Label("Make it a target", "目標にする"),
    "target.remove": Label("No longer a target", "目標から外す"),
    "expand": Label("Show its neighbours", "周辺を表示"),
    "collapse": Label("Hide its neighbours", "周辺を隠す"),
    "why": Label("Why it is needed", "なぜ必要か"),
    "why.target": Label("It is your goal.", "これが目標です。"),
    "why.known": Label(
        "You know it already, so the path leaves it out.", "すでに知っているので、経路には含まれません。"
    ),
    "why.all": Label("Show all {n} chains of reasons", "理由の連鎖を{n}本すべて表示"),
    "why.fewer": Label("Show the shortest alone", "最短の連鎖だけを表示"),
    "why.more": Label("{n} more lead there, longer ones.", "ほかに、より長い連鎖が{n}本あります。"),
    "why.outside": Label("It is not part of this path.", "この経路には含まれません。"),
    "needs": Label("Prerequisites", "前提"),
    "starting.point": Label("A starting point: nothing is required.", "出発点です。前提は必要ありません。"),
    "helpful": Label("helpful", "あると役立つ"),
    "one.of": Label("any one of these", "いずれか1つ"),
    "by": Label("Authors", "著者"),
    "introduced": Label("Introduced in", "初出"),
    "and.others": Label("{names} and {n} others", "{names} ほか{n}名"),
    "unlocks": Label("What it unlocks", "これを前提とするもの"),
    "inverse": Label("“{of}” of", "「{of}」の逆"),
    "inverse.introduces": Label("Introduces", "この論文で登場したもの"),
    "inverse.led.to": Label("Led to", "ここから発展したもの"),
    "inverse.tools": Label("Tools", "ツール"),
    "inverse.models": Label("Models trained on it", "これで学習したモデル"),
    "inverse.serves": Label("Served by", "これに使われるもの"),
    "inverse.projects": Label("Projects that practise it", "実践できるプロジェクト"),
    "inverse.used.by": Label("Used by", "これを使うもの"),
    "inverse.narrower": Label("Narrower topics", "下位のトピック"),
    "inverse.said.about": Label("Spoken of in", "言及しているもの"),
    "inverse.papers": Label("Papers that appeared there", "掲載された論文"),
    "inverse.members": Label("Belongs here", "ここに属するもの"),
    "more": Label("{n:,} more", "ほか{n:,}件"),
    "facts": Label("Facts", "基本情報"),
    "note": Label("Editorial note", "編集上の注記"),
    "yes": Label("yes", "はい"),
    "no": Label("no", "いいえ"),
}
