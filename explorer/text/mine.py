"""Strings of the page of one's own map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    "own.document": Label("Your own map · learnmap", "自分のマップ · learnmap"),
    "own.title": Label("Your own map", "自分のマップ"),
    "own.text": Label(
        "Open a map of any field: RDF, a table of edges, a graph, or an outline in Markdown. See what was understood, mend it in "
        "place, and explore it on all pages. It stays in this session: it is neither stored nor seen by anyone else.",
        "どの分野のマップでも開けます。RDF、エッジの表、グラフ、Markdownのアウトラインに対応しています。読み取った内容を確認し、"
        "その場で直し、すべてのページで探索できます。マップはこのセッションの中だけにあり、保存も共有もされません。",
    ),
    "own.drop": Label("Drop a file here, or choose one", "ファイルをここにドロップするか、選択してください"),
    "own.drop.text": Label(
        "Turtle, N-Triples, JSON-LD, RDF/XML, CSV, GraphML, Markdown; UTF-8, up to {size:g} MB and {nodes:,} nodes",
        "Turtle・N-Triples・JSON-LD・RDF/XML・CSV・GraphML・Markdown。UTF-8で{size:g} MB、{nodes:,}ノードまで",
    ),
    "own.choose": Label("Choose a file", "ファイルを選択"),
    "own.name": Label("Name with extension", "拡張子付きの名前"),
    "own.editor": Label("Text of the map", "マップのテキスト"),
    "own.read": Label("Read it", "読み込む"),
    "own.again": Label("Read it again", "もう一度読み込む"),
    "own.too-large": Label(
        "{name} is larger than {size:g} MB. Open larger maps with learnmap explore --map.",
        "{name} は{size:g} MBを超えています。大きなマップは learnmap explore --map で開いてください。",
    ),
    "own.not-text": Label(
        "{name} is not text in UTF-8. Save it as UTF-8 and open it again.",
        "{name} はUTF-8のテキストではありません。UTF-8で保存し直してから開いてください。",
    ),
    "own.examples": Label("Begin with an example", "例から始める"),
    "own.example.outline": Label("An outline", "アウトライン"),
    "own.example.csv": Label("A table of edges", "エッジの表"),
    "own.example.turtle": Label("Turtle", "Turtle"),
    "own.forms": Label("What a map may look like", "マップの書き方"),
    "own.form.outline": Label(
        "Headings are stages and areas, bullets what one learns; “Needs: …” below a bullet names what comes first.",
        "見出しが段階と領域、箇条書きが学ぶ内容です。その下の「前提: …」に、先に学ぶものを書きます。",
    ),
    "own.form.csv": Label(
        "A line for each prerequisite: what is learned, what it needs, and why.",
        "前提ごとに1行。学ぶもの、それに必要なもの、理由の順に書きます。",
    ),
    "own.form.turtle": Label(
        "Turtle, JSON-LD or RDF/XML, with labels in SKOS or RDFS and the prerequisites of the learnmap’s own vocabulary.",
        "Turtle・JSON-LD・RDF/XML。ラベルはSKOSかRDFS、前提はlearnmapの語彙で表します。",
    ),
    "own.understood": Label("What was understood", "読み取った内容"),
    "own.understood.as": Label(
        "{name}, read as {form}: {nodes:,} nodes, {edges:,} prerequisites.",
        "{name}を{form}として読み込みました: ノード{nodes:,}件、前提{edges:,}件",
    ),
    "own.left-out": Label(
        "{n:,} lines say nothing that a map can hold and were left out: {lines}.",
        "マップに入れられない{n:,}行を省きました: {lines}行目",
    ),
    "own.no-edges": Label(
        "Nothing says yet what must be learned first: paths will have one step. In an outline, write “Needs: …” below an item.",
        "学ぶ順序を示す前提がまだないため、経路は1ステップだけになります。アウトラインでは項目の下に「前提: …」と書いてください。",
    ),
    "own.explore": Label("Explore this map", "このマップを探索"),
    "own.path": Label("Path to {name}", "「{name}」への経路"),
    "own.failed": Label("This is not understood yet.", "まだ読み取れません。"),
    "own.line": Label("Line {line}", "{line}行目"),
    "own.findings": Label("What could be better", "改善できる点"),
    "own.findings.none": Label("Nothing to mend: the map is well-formed.", "直すところはありません。"),
    "own.findings.more": Label("{n:,} more like this", "同様の指摘がほか{n:,}件"),
    "own.findings.text": Label(
        "What the bundled map is checked for. A map can be explored without it.",
        "同梱のマップと同じ検査の結果です。このままでも探索できます。",
    ),
    "own.shown": Label("Your own map: {name}", "自分のマップ: {name}"),
    "own.session": Label("in this session only", "このセッションのみ"),
    "own.leave": Label("Back to the learnmap", "learnmapに戻る"),
}
