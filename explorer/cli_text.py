"""Every string of the command line, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from explorer.author_text import AUTHOR_TEXT
from explorer.learner_text import LEARNER_TEXT
from explorer.server_text import SERVER_TEXT
from graph.model import Label, Language

COMMAND_HELP: Final = "help.{}"
"""Key of a command's one-line help."""

TEXT: Final[Mapping[str, Label]] = {
    **AUTHOR_TEXT,
    **LEARNER_TEXT,
    **SERVER_TEXT,
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
    "help.study-plan": Label(
        "Show the study plan's phases, and whether each fits into its months.",
        "学習計画の各フェーズと、それが期間に収まるかを示す。",
    ),
    "help.export": Label("Write the map, or a part of it, to a file.", "マップの全体または一部をファイルに書き出す。"),
    "help.load": Label(
        "Load files into a store on disk, to be used with --map oxigraph:FOLDER.",
        "ファイルをディスク上のストアに読み込む（--map oxigraph:フォルダ で使う）。",
    ),
    "help.generate": Label(
        "Write a made-up map of any size, for benchmarks.", "ベンチマーク用に任意の大きさの架空のマップを書き出す。"
    ),
    "option.replace": Label("Replace a store that is there.", "既存のストアを置き換える。"),
    "option.topics": Label("How many topics.", "トピックの数。"),
    "option.seed": Label("The same seed gives the same map.", "同じシードからは同じマップができる。"),
    "export.pair": Label(
        "Name a file with -o: CSV is written as two.",
        "-oでファイル名を指定してください（CSVは2つのファイルになります）。",
    ),
    "load.reading": Label("reading", "読み込み中"),
    "load.rereading": Label("store changed, reading it again", "ストアが変更されたため再読み込み中"),
    "load.deriving": Label("deriving", "導出中"),
    "load.indexing": Label("indexing", "索引を作成中"),
    "load.rate": Label("{n} triples/s", "{n} トリプル/秒"),
    "load.done": Label(
        "{n} triples loaded. Use them with --map oxigraph:{folder}",
        "{n}トリプルを読み込みました。--map oxigraph:{folder} で使えます。",
    ),
    "metavar.folder": Label("FOLDER", "フォルダ"),
    "metavar.file": Label("FILE", "ファイル"),
    "help.check": Label("Check that a map is well-formed.", "マップが正しく書かれているか検査する。"),
    "help.explore": Label("Open the explorer in the browser.", "ブラウザでエクスプローラーを開く。"),
    "option.lang": Label("Language of the output (default: the locale's).", "出力の言語（既定: ロケール）。"),
    "option.map": Label(
        "Another map: a file or folder of RDF (may be repeated), oxigraph:FOLDER, or a SPARQL server's address.",
        "別のマップ: RDFのファイルかフォルダ（繰り返し可）、oxigraph:フォルダ、またはSPARQLサーバーのURL。",
    ),
    "option.requires": Label(
        "A further property that states a prerequisite, as a full IRI. May be repeated.",
        "前提を表すプロパティを追加する（省略しないIRI）。繰り返し可。",
    ),
    "option.format": Label("Form of the output.", "出力の形式。"),
    "option.know": Label(
        "A node you know, with all it requires; X! for X alone; an area for its topics. May be repeated.",
        "既に知っているノード（その前提も含む）。X! ならXだけ、領域ならそのトピックすべて。繰り返し可。",
    ),
    "option.skip": Label(
        "A node to leave out, with what only it needs. May be repeated.",
        "計画から外すノード（それだけに必要な前提も外れる）。繰り返し可。",
    ),
    "option.thorough": Label("Include helpful prerequisites too.", "あると役立つ前提も含める。"),
    "option.emphasis": Label("What the plan lays weight on.", "計画の重点。"),
    "option.alternatives": Label(
        "Compare up to this many plans that teach different things.", "学ぶ内容の異なる計画をこの数まで比較する。"
    ),
    "path.too-long": Label(
        "For the 200 hours that most of it leans on: --budget-hours 200",
        "土台になる部分を200時間分だけ計画するには: --budget-hours 200",
    ),
    "option.budget-hours": Label(
        "The best plan within these hours, closed under prerequisites.",
        "この時間内で最良の計画（前提が欠けない範囲で選ぶ）。",
    ),
    "option.start": Label(
        "First day of the plan, such as 2026-01-05; shows weeks.",
        "開始日（例: 2026-01-05）。週ごとに表示する。",
    ),
    "option.weeks": Label(
        "Show the plan by weeks, from next Monday unless --start is given.",
        "週ごとに表示する（--start がなければ次の月曜から）。",
    ),
    "option.steps": Label("List the steps of each phase.", "各フェーズのステップを一覧する。"),
    "option.own-hours": Label(
        "Check against these hours a week (default: the map's weekly routine).",
        "この週あたりの時間で検査する（既定: マップの週間ルーティン）。",
    ),
    "option.hours-per-week": Label("Hours you study a week.", "週あたりの学習時間。"),
    "option.limit-search": Label("How many to list.", "表示する件数。"),
    "option.around": Label("Only what lies around this node.", "このノードの周囲だけを書き出す。"),
    "option.hops": Label("How many edges away, with --around.", "--around で何辺先まで含めるか。"),
    "option.path-to": Label("Only this node and everything it requires.", "このノードとその前提だけを書き出す。"),
    "option.output": Label("The file to write; else standard output.", "書き出すファイル（省略時は標準出力）。"),
    "option.generated": Label(
        "The file to write, as its extension says (.ttl, .nt, .nq); else Turtle to standard output.",
        "書き出すファイル（形式は拡張子 .ttl・.nt・.nq による）。省略時は標準出力にTurtleで書く。",
    ),
    "option.saved": Label("A saved question, by name.", "保存済みの質問の名前。"),
    "option.list-saved": Label("List the saved questions.", "保存済みの質問を一覧する。"),
    "option.timeout": Label(
        "Seconds until the query is stopped; 0 for none.", "クエリを停止するまでの秒数。0で無制限。"
    ),
    "option.limit": Label("Rows to answer at most; 0 for all.", "返す行数の上限。0で無制限。"),
    "option.port": Label("Port to listen on; 0 for any that is free.", "待ち受けるポート。0なら空きポートを使う。"),
    "option.host": Label("Address to listen on.", "待ち受けるアドレス。"),
    "option.no-browser": Label("Do not open the browser.", "ブラウザを開かない。"),
    "metavar.host": Label("ADDRESS", "アドレス"),
    "metavar.name": Label("NAME", "名前"),
    "metavar.location": Label("LOCATION", "場所"),
    "metavar.node": Label("NODE", "ノード"),
    "metavar.target": Label("TARGET", "目標"),
    "metavar.text": Label("TEXT", "語句"),
    "metavar.date": Label("DATE", "日付"),
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
    "path.helpful": Label("helpful", "あると役立つ"),
    "path.week": Label("Week {number}", "第{number}週"),
    "path.dates": Label("{start} to {end}", "{start}〜{end}"),
    "path.split": Label(
        "{hours:g} h: {theory:g} h theory, {practice:g} h practice; and {keeping_up:g} h keeping up",
        "{hours:g}時間: 理論{theory:g}時間・実践{practice:g}時間、ほかに情報収集{keeping_up:g}時間",
    ),
    "path.begun": Label("of {hours:g} h, goes on next week", "全{hours:g}時間、翌週に続く"),
    "path.continued": Label("of {hours:g} h, goes on from the week before", "全{hours:g}時間、前週の続き"),
    "path.continued-on": Label("of {hours:g} h, goes on before and after", "全{hours:g}時間、前後の週にまたがる"),
    "path.practise": Label("practise", "実践"),
    "path.with-tools": Label("with {tools}", "使うもの: {tools}"),
    "path.read": Label("read", "読むもの"),
    "budget.fits": Label(
        "Fits into {budget:g} h; {spare:g} h are left over.", "{budget:g}時間に収まり、{spare:g}時間余ります。"
    ),
    "budget.over": Label(
        "{budget:g} h do not suffice: another {hours} h ({steps:,} steps) are needed. "
        "Below is the part on which most of the {whole:g} h rest.",
        "{budget:g}時間では足りません。あと{hours}時間（{steps:,}ステップ）必要です。"
        "以下は、全{whole:g}時間のうち最も多くの土台となる部分です。",
    ),
    "budget.reached-targets": Label("targets reached: {names}", "到達する目標: {names}"),
    "budget.reached": Label("reached of what it requires: {names}", "到達する前提: {names}"),
    "budget.missing": Label("still missing: {names}", "まだ足りない前提: {names}"),
    "budget.nothing": Label("No step fits into {budget:g} h.", "{budget:g}時間に収まるステップはありません。"),
    "alternatives.title": Label("Ways to {targets}", "{targets} への道のりの比較"),
    "alternatives.emphasis": Label("Emphasis", "重点"),
    "alternatives.steps": Label("Steps", "ステップ"),
    "alternatives.hours": Label("Hours", "時間"),
    "alternatives.weeks": Label("Weeks", "週"),
    "alternatives.only": Label("What only this one teaches", "この案だけで学ぶこと"),
    "alternatives.fewer": Label(
        "Only {n} of {asked}: no more plans teach anything different.",
        "{asked}案のうち{n}案だけです。学ぶ内容が異なる案はこれ以上ありません。",
    ),
    "alternatives.how": Label(
        "See one with --emphasis, such as --emphasis {emphasis}.",
        "各案は --emphasis で表示できます（例: --emphasis {emphasis}）。",
    ),
    "emphasis.quickest": Label("quickest", "最短"),
    "emphasis.thorough": Label("most thorough", "最も丁寧"),
    "emphasis.practice": Label("most practice", "実践重視"),
    "emphasis.papers": Label("original papers", "原論文重視"),
    "emphasis.other-choices": Label("other choices", "別の選択肢"),
    "path.not-together": Label("{one} and {other} do not go together.", "{one} と {other} は同時に指定できません。"),
    "study-plan.none": Label("The map has no phases.", "このマップにはフェーズがありません。"),
    "study-plan.months": Label("months {first}–{last}", "{first}〜{last}ヶ月目"),
    "study-plan.sum": Label(
        "{steps} steps · {hours:g} h of the {least:.0f} to {most:.0f} h that its months give",
        "{steps}ステップ · {hours:g}時間（期間内に使える時間は{least:.0f}〜{most:.0f}時間）",
    ),
    "study-plan.ample": Label("fits, with time to spare", "余裕をもって収まる"),
    "study-plan.fits": Label("fits", "収まる"),
    "study-plan.over": Label("over by {over:g} h", "{over:g}時間超過"),
    "study-plan.targets": Label("reaches", "到達点"),
    "study-plan.total": Label("In all", "合計"),
    "show.prerequisites": Label("Prerequisites", "前提"),
    "show.helpful": Label("helpful", "あると役立つ"),
    "show.one-of": Label("any one of these", "いずれか1つ"),
    "show.unlocks": Label("Unlocks", "これを前提とするもの"),
    "show.starting-point": Label("A starting point: nothing is required.", "出発点: 前提は必要ありません。"),
    "show.aliases": Label("also called", "別名"),
    "show.note": Label("Note", "注記"),
    "show.more": Label("… and {n:,} more", "… ほか{n:,}件"),
    "explore.started": Label(
        "The explorer is at {address} – Ctrl-C ends it.", "エクスプローラー: {address}（Ctrl-Cで終了）"
    ),
    "explore.ended": Label("The explorer has ended.", "エクスプローラーを終了しました。"),
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
    "query.shortened": Label(
        "Values of more than {n:,} characters are shortened (…).", "{n:,}文字を超える値を省略しました（…）。"
    ),
    "query.level": Label("level", "難度"),
    "query.question": Label("question", "質問"),
    "stats.count": Label("Count", "件数"),
    "stats.nodes": Label("Nodes", "ノード"),
    "stats.edges": Label("Edges", "辺"),
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


def missing_walls(walls: Iterable[str]) -> str:
    """Return the warning of what this system cannot keep queries from, given `QueryPool.missing_walls()`."""
    return say("walls.missing", walls=", ".join(say(f"wall.{wall}") for wall in walls))
