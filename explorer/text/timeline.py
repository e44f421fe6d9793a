"""Strings of the timeline page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    "page.timeline": Label("Timeline", "年表"),
    "timeline.document": Label("Timeline · learnmap", "年表 · learnmap"),
    "timeline.title": Label("What was new when", "いつ何が登場したか"),
    "timeline.intro": Label(
        "Papers and what they introduced, by date and area. The more of the map depends on something, the sooner it is named; "
        "zoom in and more names fit.",
        "論文と、そこで登場したものを年代と領域で並べています。マップの多くが依存するものから名前を表示し、拡大すると名前が増えます。",
    ),
    "timeline.computing": Label("Putting dates in order …", "年代順に並べています…"),
    "timeline.label": Label(
        "Timeline. Arrow keys go from milestone to milestone, plus and minus zoom, Enter opens. The same milestones are in the "
        "list below.",
        "年表。左右の矢印キーで次の出来事へ移り、＋と－で拡大・縮小、Enterで開きます。同じ内容は下の一覧にもあります。",
    ),
    "timeline.controls": Label("Years shown", "表示する期間"),
    "timeline.earlier": Label("Earlier", "前の期間へ"),
    "timeline.later": Label("Later", "次の期間へ"),
    "timeline.zoomIn": Label("Fewer years", "期間を狭める"),
    "timeline.zoomOut": Label("More years", "期間を広げる"),
    "timeline.all": Label("All years", "全期間"),
    "timeline.usual": Label("{first}–{last}", "{first}–{last}年"),
    "timeline.weight": Label("{n:,} depend on it", "依存 {n:,}件"),
    "timeline.areas": Label("Areas", "領域"),
    "timeline.everything": Label("All areas", "すべての領域"),
    "timeline.list": Label("The same as a list, {first}–{last}", "一覧（{first}–{last}年）"),
    "timeline.list.more": Label(
        "{n:,} more in these years: choose an area or fewer years.",
        "この期間にはほかに{n:,}件あります。領域か期間を絞ってください。",
    ),
    "timeline.older": Label("Before {first}", "{first}年より前"),
    "timeline.none": Label(
        "Nothing of these areas is dated in these years. Choose more years or other areas.",
        "この期間・領域に該当するものはありません。期間を広げるか、領域を変えてください。",
    ),
    "timeline.undated": Label(
        "This map states no dates, so it has no timeline.", "このマップには日付がないため、年表はありません。"
    ),
    "timeline.too-large": Label(
        "The page of each node says when it was new and what builds on it.",
        "各ノードのページで、登場した時期とその後の発展がわかります。",
    ),
    "charts.title": Label("Growth in numbers", "数字で見る発展"),
    "charts.seed": Label("As the seed document draws it", "元文書のグラフ"),
    "charts.map": Label("As the map knows it", "マップのデータ"),
    "charts.parameters": Label("Parameters (billions, log scale)", "パラメータ数（10億単位・対数目盛）"),
    "charts.error": Label("ImageNet top-5 error (%)", "ImageNet Top-5 誤り率（%）"),
    "charts.year": Label("Year", "年"),
    "charts.model": Label("Model", "モデル"),
    "charts.value": Label("Value", "値"),
    "charts.table": Label("The numbers as a table", "数値の表"),
    "charts.note": Label(
        "Left, the numbers of the document from which this map grew. Right, the published sizes of the map's own models, and the "
        "errors of ImageNet's winners; unconfirmed numbers are left out.",
        "左はこのマップの元になった文書の数値、右はマップに収めたモデルの公表パラメータ数とImageNet優勝記録の誤り率です。確認できない値は除いています。",
    ),
}
