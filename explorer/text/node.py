"""Strings of the node page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    "node.document": Label("{name} · learnmap", "{name} · learnmap"),
    "node.page": Label("Open its page", "ページを開く"),
    "node.map": Label("Show on the map", "マップで見る"),
    "node.missing": Label("Which node?", "ノードが指定されていません"),
    "node.missing.text": Label(
        "Find one on the map, or take one of these.", "マップから探すか、次のどれかを選んでください。"
    ),
    "node.places": Label("Read exactly here", "この箇所で学ぶ"),
    "node.resources": Label("Learn from", "教材"),
    "node.any-stage": Label("Any stage", "段階の指定なし"),
    "node.turtle": Label("The Turtle behind it", "元になったTurtle"),
    "node.turtle.where": Label("Lines {first} to {last} of {file}", "{file} の{first}〜{last}行目"),
    "node.turtle.none": Label(
        "This map is not kept in Turtle files, so there are no lines to point at; this is what it says.",
        "このマップはTurtleファイルではないため、該当する行はありません。マップの内容は次のとおりです。",
    ),
    "mend": Label("Report or mend this", "報告・修正する"),
    "mend.text": Label(
        "Something wrong here? Mend the lines below. You get a patch to paste into a report, or to apply with git apply.",
        "誤りがあれば下の行を直してください。報告に貼り付けるか git apply で適用できるパッチを作ります。",
    ),
    "mend.editor": Label("{place}, to be mended", "{place} を修正"),
    "mend.unchanged": Label("Change the lines to get a patch.", "行を変更するとパッチが表示されます。"),
    "mend.download": Label("Download the patch", "パッチをダウンロード"),
    "mend.wrong": Label(
        "With this change the file would not be Turtle any more.", "この変更ではTurtleとして読めなくなります。"
    ),
    "skip": Label("skip", "スキップ"),
    "skip.node": Label("I skip {name}", "{name} をスキップする"),
    "learn.node": Label("I am learning {name}", "{name} を学習中"),
}
