"""Every string of the pages, in both languages. The command line has its own in `explorer.cli_text`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label, Language

TEXT: Final[Mapping[str, Label]] = {
    "tagline": Label("learning paths with reasons", "理由のわかる学習経路"),
    "pages": Label("Pages", "ページ"),
    "language": Label("Language", "言語"),
    "page.path": Label("Learning path", "学習経路"),
    "page.query": Label("SPARQL", "SPARQL"),
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
    "notice.saved": Label("There is no saved question “{name}”.", "「{name}」という保存済みの質問はありません。"),
    "notice.missing-page": Label("There is no page at {path}.", "{path} というページはありません。"),
    # Search fields
    "search.targets": Label("What do you want to learn for?", "何のために学びますか？"),
    "search.targets.placeholder": Label(
        "A paper, model, project, tool or topic", "論文・モデル・プロジェクト・ツール・トピック"
    ),
    "search.targets.more": Label("Add another target", "目標を追加"),
    "search.known": Label("What I already know", "すでに知っていること"),
    "search.known.placeholder": Label("Nothing stated yet", "未指定"),
    "search.known.more": Label("Add more", "さらに追加"),
    "search.none": Label("Nothing is called anything like “{text}”.", "「{text}」に近い名前は見つかりません。"),
    "search.failed": Label(
        "The search did not answer. Is learnmap still running?", "検索が応答しません。learnmapは起動していますか？"
    ),
    "search.remove": Label("Remove {name}", "{name} を外す"),
    # The page without a target
    "hero.title": Label("What must I learn first, and why?", "何から学べばよい？ それはなぜ？"),
    "hero.text": Label(
        "Name a paper to read, a model to use or a project to build. You get every step from what you know to your goal, "
        "in order, each with its reason.",
        "読みたい論文、使いたいモデル、作りたいプロジェクトを選ぶと、いまの知識から目標までのステップを、理由とともに順番に示します。",
    ),
    "examples": Label("Begin with one of these", "例から始める"),
    "size": Label("{steps} steps · {hours:g} h", "{steps}ステップ · {hours:g}時間"),
    "how": Label("How it works", "使い方"),
    "how.first": Label(
        "Choose one or more targets. Names work in English and Japanese, with abbreviations and typing errors.",
        "目標を1つ以上選びます。日本語でも英語でも、略称でも、多少の打ち間違いがあっても見つかります。",
    ),
    "how.second": Label(
        "Tick what you know. All that it requires counts as known too, and the plan shrinks.",
        "知っていることにチェックを入れます。その前提も既知とみなされ、計画が短くなります。",
    ),
    "how.third": Label(
        "Follow the steps. The address bar holds your plan: copy it to keep or share it.",
        "順番に学びます。計画はアドレスバーに入っているので、コピーすれば保存も共有もできます。",
    ),
    # The plan
    "path.title": Label("Path to {targets}", "{targets} への道のり"),
    "path.document": Label("Path to {targets} · learnmap", "{targets} への道のり · learnmap"),
    "list.joint": Label(", ", "、"),
    "sum.steps": Label("steps", "ステップ"),
    "sum.hours": Label("hours", "時間"),
    "sum.weeks": Label("weeks", "週間"),
    "sum.wait": Label("steps, on average, until a prerequisite is used", "ステップ後に前提を使う（平均）"),
    "pace": Label("Hours of study a week", "週あたりの学習時間"),
    "pace.before": Label("at", "（週"),
    "pace.after": Label("h a week", "時間）"),
    "download": Label("Download", "ダウンロード"),
    "steps": Label("Steps", "ステップ"),
    "drawing": Label("Drawing", "図"),
    "hours": Label("{hours:g} h", "{hours:g}時間"),
    "goal": Label("goal", "目標"),
    "step": Label("step {number}", "ステップ{number}"),
    "known": Label("known", "既知"),
    "know": Label("known", "既知"),
    "know.node": Label("I know {name}", "{name} を知っている"),
    "reasons": Label("Reasons: {n}", "理由 {n}件"),
    "resources": Label("Resources: {n}", "教材 {n}件"),
    "learn.from": Label("Learn from", "教材"),
    "open": Label("Open", "開く"),
    "open.node": Label("Open {name} on the web", "{name} をウェブで開く"),
    "in.en": Label("in English", "英語"),
    "in.ja": Label("in Japanese", "日本語"),
    "nothing.title": Label("Nothing is left to learn", "学ぶことは残っていません"),
    "nothing": Label(
        "You know all that this goal requires. Choose another target, or remove something from what you know.",
        "この目標に必要なことはすべて既知です。別の目標を選ぶか、既知の項目を外してください。",
    ),
    "failed.plan": Label("This path cannot be planned.", "この経路は計画できません。"),
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
    "more": Label("{n} more", "ほか{n}件"),
    "facts": Label("Facts", "基本情報"),
    "note": Label("Editorial note", "編集上の注記"),
    "yes": Label("yes", "はい"),
    "no": Label("no", "いいえ"),
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
    "query.keys": Label("Ctrl + Enter runs it", "Ctrl + Enter でも実行できます"),
    "query.running": Label("Asking the map …", "問い合わせ中…"),
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
    "cut.bytes": Label("Cut at the limit of the answer's size.", "回答の大きさの上限で打ち切りました。"),
    "unbound": Label("unbound", "値なし"),
}


def say(key: str, language: Language, **values: object) -> str:
    """Return a string of the pages, filled with `values`.

    Raises
    ------
    KeyError
        For a key that has no text.

    Examples
    --------
    >>> say("step", "ja", number=3)
    'ステップ3'
    """
    return TEXT[key].in_language(language).format(**values)


def phrase(key: str, **values: object) -> Label:
    """Return a string in both languages."""
    return Label(say(key, "en", **values), say(key, "ja", **values))
