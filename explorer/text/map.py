"""Strings of the map page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    "map.document": Label("{name} · learnmap", "{name} · learnmap"),
    "map.areas": Label("All areas", "すべての領域"),
    "map.lineage": Label("Model lineage", "モデルの系譜"),
    "map.way": Label("Where you are on the map", "マップ上の現在地"),
    "map.around": Label("Around {name}", "{name} の周辺"),
    "map.unplaced": Label("Without an area", "領域なし"),
    "map.large": Label(
        "This map has {nodes:,} nodes. Its {told} areas through which most prerequisites run are drawn; find anything by its name.",
        "このマップには{nodes:,}個のノードがあります。前提関係の多い{told}の領域を描いています。ほかは名前で探せます。",
    ),
    "map.large.bare": Label(
        "This map has {nodes:,} nodes. Find anything by its name: what lies around it, and the way to it, open at once.",
        "このマップには{nodes:,}個のノードがあります。名前で探せば、その周辺と、そこまでの学習経路がすぐに開きます。",
    ),
    "map.counting": Label("Counting what builds on what …", "領域どうしの関係を集計しています…"),
    "map.counting.reading": Label("{share:.0%} · reading", "{share:.0%}・読み込み中"),
    "map.counting.grouping": Label("{share:.0%} · finding what hangs together", "{share:.0%}・まとまりを検出中"),
    "map.counting.telling": Label("{share:.0%} · choosing what to draw", "{share:.0%}・描く領域を選択中"),
    "map.uncounted": Label("Its areas could not be counted: {why}", "領域を集計できませんでした: {why}"),
    "map.topics": Label("{n:,} topics", "{n:,}トピック"),
    "map.nodes": Label("{n:,} nodes", "{n:,}ノード"),
    "map.whole": Label(
        "{kind}: {n:,} in the whole map, the first of them", "{kind}: マップ全体で{n:,}件（先頭のもの）"
    ),
    "map.found": Label("{n:,} found", "{n:,}件が該当"),
    "map.between": Label("{n} prerequisites lead from one to the other", "前提関係 {n}件"),
    "map.left-out": Label("{n:,} more are not drawn", "ほか{n:,}件は省略"),
    "map.empty": Label("Nothing here fits these filters.", "この条件に合うものはここにありません。"),
    "map.empty.text": Label(
        "Widen the years, allow more kinds, or show everything again.",
        "年の範囲を広げる、種類を増やす、または条件を解除してください。",
    ),
    "map.everything": Label("Clear the filters", "条件を解除"),
    "map.list": Label("What the drawing shows", "図の内容"),
    "map.builds-on": Label("Builds on", "基礎になる領域"),
    "map.leads-to": Label("Leads to", "次に進む領域"),
    "map.known-of": Label("{known:,} of {n:,} topics known", "{n:,}トピック中{known:,}件が既知"),
    "map.centre": Label("In the middle", "中心"),
    "map.rest": Label("Other ties", "その他の関係"),
    "map.added": Label("Added by expanding", "展開で追加"),
    # Search and facets
    "find": Label("Find on the map", "マップから探す"),
    "find.placeholder": Label("Find anything on the map", "マップから名前で探す"),
    "facets": Label("Filters", "絞り込み"),
    "facet.kind": Label("Kind", "種類"),
    "facet.area": Label("Area", "領域"),
    "facet.stage": Label("Stage", "段階"),
    "facet.years": Label("Years", "年"),
    "facet.from": Label("from", "開始"),
    "facet.to": Label("to", "終了"),
    "facet.status": Label("Status", "学習状況"),
    "facet.ready": Label("Ready for me", "いま学べるもの"),
    "status.known": Label("known", "既知"),
    "status.learning": Label("learning", "学習中"),
    "status.ready": Label("ready", "学習可能"),
    "status.locked": Label("locked", "前提が不足"),
    "legend": Label("Legend", "凡例"),
    # Expanding
    "expand.title": Label("Show its neighbours", "周辺を表示"),
    "expand.all": Label("All ({n})", "すべて（{n}）"),
    "expand.needs": Label("Prerequisites ({n})", "前提（{n}）"),
    "expand.unlocks": Label("Dependents ({n})", "これを前提とするもの（{n}）"),
    "expand.missing": Label("Missing ones ({n})", "足りない前提（{n}）"),
    # Lineage
    "lineage.family": Label("{name} and its kin", "{name} の系統"),
}
