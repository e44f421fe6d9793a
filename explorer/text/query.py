"""Strings of the query page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    # The query page
    "query.title": Label("Ask the map", "マップに質問する"),
    "query.document": Label("Ask the map · learnmap", "マップに質問する · learnmap"),
    "query.own": Label("Your own question", "自分の質問"),
    "query.own.text": Label(
        "SPARQL 1.1 over the whole map. The prefixes :, lm:, skos:, dct: and schema: are known.",
        "マップ全体に対するSPARQL 1.1です。接頭辞 :, lm:, skos:, dct:, schema: は宣言なしで使えます。",
    ),
    "query.editor": Label("SPARQL query", "SPARQLクエリ"),
    "query.run": Label("Run", "実行"),
    "query.keys": Label("Ctrl + Enter runs it, Ctrl + Space completes", "Ctrl + Enter で実行、Ctrl + Space で入力補完"),
    "query.running": Label(
        "Asking the map … {seconds:.1f} of at most {limit:g} s", "問い合わせ中… {seconds:.1f}秒（上限{limit:g}秒）"
    ),
    "query.stop": Label("Stop", "中止"),
    "query.revert": Label("Undo my changes", "変更を元に戻す"),
    "query.show": Label("Query", "クエリ"),
    "query.show.of": Label("Show the query: {of}", "クエリを表示: {of}"),
    "query.level": Label("Level {level} · {name}", "レベル{level}・{name}"),
    "query.next": Label("Next question:", "次の質問:"),
    "query.fill": Label("{name}: type to choose another", "{name}（入力して別のものを選択）"),
    "editor.offers": Label("Completions", "入力候補"),
    "editor.class": Label("class", "クラス"),
    "editor.property": Label("property", "プロパティ"),
    "editor.fault.prefix": Label("the prefix {name} is not declared.", "接頭辞 {name} は宣言されていません。"),
    "editor.fault.bracket": Label("this bracket has no partner.", "対応する括弧がありません。"),
    "editor.fault.string": Label("this string does not end.", "文字列が閉じていません。"),
    "editor.fault.word": Label(
        "“{name}” is neither a keyword nor a name with a prefix.",
        "「{name}」はキーワードでも接頭辞付きの名前でもありません。",
    ),
    "editor.fault.twice": Label("“{name}” stands here twice.", "「{name}」が2つ続いています。"),
    "editor.place": Label("Line {line}: {message}", "{line}行目: {message}"),
    "forms": Label("Show as", "表示形式"),
    "form.table": Label("Table", "表"),
    "form.graph": Label("Graph", "グラフ"),
    "form.chart": Label("Chart", "チャート"),
    "form.graph.hint": Label(
        "Click a node for its name and link, double-click for its page. The table holds the same.",
        "ノードをクリックすると名前とリンクが、ダブルクリックでページが開きます。表にも同じ内容があります。",
    ),
    "form.chart.said": Label(
        "{value} by {name}. The table holds the same.", "{name}ごとの{value}。表にも同じ内容があります。"
    ),
    "form.chart.left-out": Label("{n:,} rows are not drawn.", "ほか{n:,}行は省略しています。"),
    "triples": Label("{rows:,} triples in {seconds:.3f} s", "{rows:,}トリプル（{seconds:.3f}秒）"),
    "query.ready": Label(
        "Choose a question or write your own, then run it. Nothing runs by itself.",
        "質問を選ぶか自分で書いて、実行してください。自動では実行されません。",
    ),
    "query.not-in-address": Label(
        "This query is too long for the address bar; a copied link will not hold it.",
        "このクエリは長すぎてアドレスバーに入りません。リンクをコピーしても含まれません。",
    ),
    "questions": Label("Saved questions", "保存済みの質問"),
    "level.1": Label("First steps", "はじめの一歩"),
    "level.2": Label("Joining and filtering", "結合と絞り込み"),
    "level.3": Label("Counting and grouping", "集計とグループ化"),
    "level.4": Label("Paths", "プロパティパス"),
    "level.5": Label("All together", "総合"),
    "answer": Label("Answer", "回答"),
    "failed": Label("The query did not run.", "クエリを実行できませんでした。"),
    "rows": Label("{rows:,} rows in {seconds:.3f} s", "{rows:,}行（{seconds:.3f}秒）"),
    "seconds": Label("in {seconds:.3f} s", "{seconds:.3f}秒"),
    "rows.none": Label(
        "No row matches. The query is right, but nothing in the map fits it.",
        "該当する行はありません。クエリは正しいものの、マップに当てはまるものがありません。",
    ),
    "rows.shown": Label("{first:,}–{last:,} of {rows:,}", "{rows:,}行中 {first:,}–{last:,}"),
    "rows.previous": Label("Previous", "前へ"),
    "rows.next": Label("Next", "次へ"),
    "rows.pages": Label("Pages of the answer", "回答のページ"),
    "cut.rows": Label("Cut at the limit of {limit:,} rows.", "上限の{limit:,}行で打ち切りました。"),
    "cut.cell": Label("Values longer than the limit are shortened (…).", "上限より長い値を省略しました（…）。"),
    "cut.bytes": Label("Cut at the limit of the answer's size.", "回答の大きさの上限で打ち切りました。"),
    "unbound": Label("unbound", "値なし"),
}
