"""Strings that every page shares: pages, languages, notices about the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    "tagline": Label("learning paths with reasons", "理由のわかる学習経路"),
    "pages": Label("Pages", "ページ"),
    "language": Label("Language", "言語"),
    "page.map": Label("Map", "マップ"),
    "page.path": Label("Learning path", "学習経路"),
    "page.progress": Label("Progress", "進捗"),
    "page.query": Label("SPARQL", "SPARQL"),
    "page.mine": Label("Your own map", "自分のマップ"),
    "vocabulary.classes": Label("Classes", "クラス"),
    "vocabulary.properties": Label("Properties and values", "プロパティと値"),
    # What the address bar holds and cannot be
    "notice.title": Label("Not everything in the address could be shown.", "アドレスの一部を表示できませんでした。"),
    "notice.value": Label(
        "{name} cannot be “{value}”; it is one of: {allowed}.",
        "{name} に「{value}」は指定できません。指定できる値: {allowed}",
    ),
    "notice.too-many": Label(
        "{name} is given too often; the first {most} were taken.",
        "{name} が多すぎるため、最初の{most}件だけを使います。",
    ),
    "notice.long-query": Label(
        "The query is longer than {most} characters and was left out.",
        "クエリが{most}文字を超えるため読み込みませんでした。",
    ),
    "notice.pace": Label(
        "Hours a week must be a number above 0 and at most {most}, not “{value}”.",
        "週あたりの時間は0より大きく{most}以下の数で指定してください（指定値: {value}）。",
    ),
    "notice.start": Label(
        "A start must be a date such as 2026-01-05, not “{value}”.",
        "開始日は 2026-01-05 のような日付で指定してください（指定値: {value}）。",
    ),
    "notice.budget": Label(
        "A budget must be a number of hours, 0 or more, not “{value}”.",
        "時間の上限は0以上の数で指定してください（指定値: {value}）。",
    ),
    "notice.year": Label(
        "A year must be a number of at most four digits, not “{value}”.",
        "年は4桁以内の数で指定してください（指定値: {value}）。",
    ),
    "to.drawing": Label("To the drawing", "図を見る"),
    "notice.saved": Label("There is no saved question “{name}”.", "「{name}」という保存済みの質問はありません。"),
}
