"""Strings of the commands for who writes a map, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

AUTHOR_TEXT: Final[Mapping[str, Label]] = {
    "help.new": Label(
        "Add a node to the map's files, in the house form and at its place.",
        "マップのファイルに、書式に沿ったノードを正しい位置に追加する。",
    ),
    "help.format": Label(
        "Put map files into the house form, without touching what they say.",
        "マップのファイルを、内容を変えずに書式どおりに整える。",
    ),
    "metavar.name": Label("NAME", "名前"),
    "metavar.text": Label("TEXT", "文"),
    "metavar.need": Label("NODE REASON REASON", "ノード 理由 理由"),
    "option.new-ja": Label("Its Japanese name.", "日本語の名前。"),
    "option.new-definition": Label("One sentence that defines it, in English.", "定義する1文（英語）。"),
    "option.new-definition-ja": Label("The same sentence in Japanese.", "定義する1文（日本語）。"),
    "option.new-id": Label("Its id (default: made from the name).", "ID（既定: 名前から作る）。"),
    "option.new-area": Label("Its area: the file it goes into.", "領域。追加先のファイルになる。"),
    "option.new-stage": Label("beginner, intermediate or advanced.", "beginner・intermediate・advanced のいずれか。"),
    "option.new-phase": Label(
        "The phase of the study plan, phase-1 to phase-5.", "学習計画のフェーズ（phase-1〜phase-5）。"
    ),
    "option.new-hours": Label(
        "Hours for who has the prerequisites (topics: 1 to 12).", "前提を満たす人に必要な時間（トピックは1〜12）。"
    ),
    "option.new-alias": Label("Another English name. May be repeated.", "英語の別名。繰り返し可。"),
    "option.new-alias-ja": Label("Another Japanese name. May be repeated.", "日本語の別名。繰り返し可。"),
    "option.new-reading": Label(
        "A Japanese name in kana, as it is read; found, never shown. May be repeated.",
        "日本語名の読み（かな）。検索にだけ使う。繰り返し可。",
    ),
    "option.new-needs": Label(
        "A prerequisite, and what of it is used, in English and in Japanese. May be repeated.",
        "前提と、その何を使うか（英語・日本語）。繰り返し可。",
    ),
    "option.new-helpful": Label("The same for what is only helpful.", "あると役立つだけの前提。"),
    "option.new-start": Label("Nothing is required.", "前提がない出発点とする。"),
    "option.new-fact": Label("The node's {name}. May be repeated.", "{name} の値。繰り返し可。"),
    "option.new-link": Label("A node it points to by {name}. May be repeated.", "{name} で結ぶノード。繰り返し可。"),
    "option.dry-run": Label("Only show the entry.", "エントリを表示するだけにする。"),
    "option.format-check": Label(
        "Change nothing; end with 1 where a file is not in the house form.",
        "変更せず、整っていないファイルがあれば終了コード1で終わる。",
    ),
    "new.added": Label(
        "Added to {file}:{line}. Now run: learnmap check",
        "{file}:{line} に追加しました。次は learnmap check を実行してください。",
    ),
    "format.changed": Label("{file}: put into the house form", "{file}: 整えました"),
    "format.unformatted": Label("{file}: not in the house form", "{file}: 整っていません"),
    "format.done": Label("{n} of {all} files changed.", "{all}件中{n}件を変更しました。"),
    "format.clean": Label("All {all} files are in the house form.", "{all}件すべてが整っています。"),
}
