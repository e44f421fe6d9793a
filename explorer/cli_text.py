"""Every string of the command line, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label, Language

COMMAND_HELP: Final = "help.{}"
"""Key of a command's one-line help."""

TEXT: Final[Mapping[str, Label]] = {
    "error": Label("Error", "エラー"),
    "aborted": Label("Stopped.", "中断しました。"),
    "help.commands": Label("Commands", "コマンド"),
    "help.learnmap": Label(
        "What must I learn to read this paper, use this model or build this project, and why each step?",
        "この論文を読む、このモデルを使う、このプロジェクトを作るために、何をなぜ学ぶべきか。",
    ),
    "help.path": Label(
        "Show what to learn for a target, in order, with reasons.", "目標までに学ぶことを、理由とともに順番に示す。"
    ),
    "help.show": Label("Show all about one node.", "1つのノードの詳細を示す。"),
    "help.search": Label("Find nodes by name, in either language.", "名前でノードを探す（日本語・英語）。"),
    "help.stats": Label("Count the map's nodes and edges.", "マップのノードと辺を数える。"),
    "help.query": Label("Ask the map a SPARQL question.", "マップにSPARQLで問い合わせる。"),
    "help.export": Label("Write the map, or a part of it, to a file.", "マップの全体または一部をファイルに書き出す。"),
    "help.check": Label("Check that a map is well-formed.", "マップが正しく書かれているか検査する。"),
    "help.explore": Label("Open the explorer in the browser.", "ブラウザでエクスプローラーを開く。"),
    "option.lang": Label("Language of the output (default: the locale's).", "出力の言語（既定: ロケール）。"),
    "option.map": Label("Another map: a file or a folder of RDF.", "別のマップ: RDFのファイルまたはフォルダ。"),
    "option.format": Label("Form of the output.", "出力の形式。"),
    "option.know": Label(
        "A node you know, with all it requires; X! for X alone. May be repeated.",
        "既に知っているノード（その前提も含む）。X! ならXだけ。繰り返し可。",
    ),
    "option.hours-per-week": Label("Hours you study a week.", "週あたりの学習時間。"),
    "option.limit-search": Label("How many to list.", "表示する件数。"),
    "option.around": Label("Only what lies around this node.", "このノードの周囲だけを書き出す。"),
    "option.hops": Label("How many edges away, with --around.", "--around で何辺先まで含めるか。"),
    "option.path-to": Label("Only this node and everything it requires.", "このノードとその前提だけを書き出す。"),
    "option.output": Label("The file to write; else standard output.", "書き出すファイル（省略時は標準出力）。"),
    "option.saved": Label("A saved question, by name.", "保存済みの質問の名前。"),
    "option.list-saved": Label("List the saved questions.", "保存済みの質問を一覧する。"),
    "option.timeout": Label(
        "Seconds until the query is stopped; 0 for none.", "クエリを停止するまでの秒数。0で無制限。"
    ),
    "option.limit": Label("Rows to answer at most; 0 for all.", "返す行数の上限。0で無制限。"),
    "metavar.name": Label("NAME", "名前"),
    "metavar.location": Label("LOCATION", "場所"),
    "metavar.node": Label("NODE", "ノード"),
    "metavar.target": Label("TARGET", "目標"),
    "metavar.text": Label("TEXT", "語句"),
    "metavar.hours": Label("HOURS", "時間"),
    "path.sum": Label(
        "{steps} steps · {hours:g} h · {weeks:.1f} weeks at {pace:g} h a week",
        "{steps}ステップ · {hours:g}時間 · 週{pace:g}時間で{weeks:.1f}週間",
    ),
    "path.order": Label(
        "A prerequisite is used {wait:.1f} steps after it is learned, on average; at most {open} are held open at once.",
        "前提は平均{wait:.1f}ステップ後に使われ、同時に保持するのは最大{open}個。",
    ),
    "path.title": Label("Path to {targets}", "{targets} への道のり"),
    "path.nothing": Label(
        "Nothing is left to learn: you know it already.", "学ぶことは残っていません。すべて既知です。"
    ),
    "path.known": Label("known", "既知"),
    "path.hours": Label("{hours:g} h", "{hours:g}時間"),
    "path.learn": Label("learn from", "教材"),
    "show.prerequisites": Label("Prerequisites", "前提"),
    "show.helpful": Label("helpful", "あると役立つ"),
    "show.one-of": Label("any one of these", "いずれか1つ"),
    "show.unlocks": Label("Unlocks", "これを前提とするもの"),
    "show.starting-point": Label("A starting point: nothing is required.", "出発点: 前提は必要ありません。"),
    "show.aliases": Label("also called", "別名"),
    "show.note": Label("Note", "注記"),
    "show.more": Label("… and {n} more", "… ほか{n}件"),
    "search.nothing": Label("Nothing is called anything like {text!r}.", "「{text}」に近い名前のノードはありません。"),
    "check.clean": Label("The map is well-formed.", "マップは正しく書かれています。"),
    "check.findings": Label("{n} findings.", "指摘は{n}件です。"),
    "export.done": Label(
        "Wrote {n} nodes to {file} ({size} bytes).", "{n}ノードを {file} に書き出しました（{size}バイト）。"
    ),
    "export.either": Label("Give --around or --path-to, not both.", "--around と --path-to は同時に指定できません。"),
    "query.one": Label(
        "Give one of: a SPARQL query, a file ending in .rq, - for standard input, or --saved NAME.",
        "SPARQLクエリ、.rqファイル、-（標準入力）、--saved 名前 のいずれか1つを指定してください。",
    ),
    "query.yes": Label("yes", "はい"),
    "query.no": Label("no", "いいえ"),
    "query.rows": Label("{n} rows in {seconds:.3f} s", "{n}行（{seconds:.3f}秒）"),
    "query.truncated": Label(
        "Cut after {n} rows by the limit of {limit}; --limit 0 gives all.",
        "上限（{limit}）により{n}行で打ち切りました。--limit 0 ですべて返します。",
    ),
    "query.level": Label("level", "難度"),
    "query.question": Label("question", "質問"),
    "stats.kind": Label("Kind", "種類"),
    "stats.edge": Label("Property", "プロパティ"),
    "stats.count": Label("Count", "件数"),
    "stats.nodes": Label("Nodes", "ノード"),
    "stats.edges": Label("Edges", "辺"),
    "table.id": Label("id", "ID"),
    "table.kind": Label("kind", "種類"),
    "table.name": Label("name", "名前"),
    "table.matched": Label("matched", "一致した名前"),
}


def say(key: str, language: Language | None = None, **values: object) -> str:
    """Return a string of the command line, filled with `values`; the language is the session's where None.

    Raises
    ------
    KeyError
        For a key that has no text.
    """
    from explorer.session import Session

    return TEXT[key].in_language(language or Session.language_now()).format(**values)
