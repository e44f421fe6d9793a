"""Strings of the commands about the learner and about the whole map, in both languages: next, why, unlocks, place, profile, insight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

LEARNER_TEXT: Final[Mapping[str, Label]] = {
    "help.next": Label(
        "Show what you can learn now, what carries most of the goal first.",
        "今すぐ学べることを、目標への効果が大きい順に示す。",
    ),
    "help.why": Label("Show why a node is needed for a target.", "あるノードが目標になぜ必要かを示す。"),
    "help.unlocks": Label(
        "Show what a node makes learnable, and what depends on it.",
        "そのノードを学ぶと何が学べるようになるか、何がそれに依存するかを示す。",
    ),
    "help.place": Label(
        "Find out with few questions what you know already.", "少ない質問で、既に知っていることを見極める。"
    ),
    "help.profile": Label(
        "Keep in a file what you know, learn and skip.", "既知・学習中・スキップをファイルに記録する。"
    ),
    "help.insight": Label(
        "Show bottlenecks, longest chains, communities and gaps of the map.",
        "マップのボトルネック・最長の連鎖・コミュニティ・教材の欠落を示す。",
    ),
    "option.profile": Label(
        "File of what you know, learn and skip (see `learnmap profile`).",
        "既知・学習中・スキップを記録したファイル（`learnmap profile` を参照）。",
    ),
    "option.mark-known": Label(
        "Mark as known, with all it requires; X! for X alone. May be repeated.",
        "既知にする（その前提も含む）。X! ならXだけ。繰り返し可。",
    ),
    "option.mark-learning": Label("Mark as begun. May be repeated.", "学習中にする。繰り返し可。"),
    "option.mark-skipped": Label("Mark as not wanted. May be repeated.", "スキップにする。繰り返し可。"),
    "option.forget": Label("Say nothing of it any more. May be repeated.", "記録から消す。繰り返し可。"),
    "option.questions": Label(
        "Questions at most (default: a fifth of the topics).", "質問数の上限（既定: トピック数の5分の1）。"
    ),
    "option.limit-chains": Label("How many chains to show; 0 for all.", "表示する連鎖の数。0ですべて。"),
    "metavar.file": Label("FILE", "ファイル"),
    "path.done": Label(
        "Wrote {steps} steps to {file} ({size} bytes).", "{steps}ステップを {file} に書き出しました（{size}バイト）。"
    ),
    "path.binary": Label(
        "An Anki deck is no text: name a file with -o.",
        "Ankiデッキはテキストではありません。-o でファイルを指定してください。",
    ),
    "next.gain": Label(
        "{gain:.3g} h of the goal lean on each hour of it", "1時間あたり、目標のうち{gain:.3g}時間分の土台になる"
    ),
    "next.opens": Label("opens at once: {names}", "すぐに学べるようになるもの: {names}"),
    "next.begun": Label("begun", "学習中"),
    "next.last": Label("the goal itself", "目標そのもの"),
    "unlocks.title": Label("What {name} unlocks", "{name} を学ぶと学べるようになるもの"),
    "unlocks.first": Label("Needed before it: {names}", "先に必要なもの: {names}"),
    "unlocks.at-once": Label("Learnable at once", "すぐに学べるもの"),
    "unlocks.with-more": Label("Learnable together with more", "ほかの前提もそろえば学べるもの"),
    "unlocks.also": Label("also needs {names}", "ほかに必要: {names}"),
    "unlocks.finally": Label("In the end {n:,} nodes depend on it", "最終的にこれに依存するノード: {n:,}件"),
    "unlocks.nothing": Label("Nothing requires it.", "これを前提とするものはありません。"),
    "why.target": Label("{name} is what the plan is for.", "{name} は目標そのものです。"),
    "why.not-needed": Label(
        "The plan for {targets} does without {name}.", "{targets} への計画に {name} は必要ありません。"
    ),
    "why.more": Label(
        "{n} more lead there; --limit 0 shows all.",
        "そこへ至る連鎖はあと{n}本あります。--limit 0 ですべて表示します。",
    ),
    "place.how": Label(
        "At most {most} questions. Answer y (yes), n (no), Enter (not sure) or q (enough).",
        "質問は最大{most}問です。y（はい）・n（いいえ）・Enter（わからない）・q（終了）で答えてください。",
    ),
    "place.question": Label(
        "{number}. Could you explain or use this: {name}? {definition}",
        "{number}. 説明したり使ったりできますか: {name} — {definition}",
    ),
    "place.again": Label("Please answer y, n, Enter or q.", "y・n・Enter・q のいずれかで答えてください。"),
    "place.sum": Label(
        "You know {known} of {topics} topics, by {asked} answers.",
        "{asked}問の回答から、{topics}トピックのうち{known}トピックを既知と判断しました。",
    ),
    "place.doubt": Label(
        "About {wrong:.1f} of them may be judged wrongly.",
        "そのうち約{wrong:.1f}トピックは判断を誤っている可能性があります。",
    ),
    "place.contradiction": Label(
        "Your answers disagree: {known} requires {requires}.",
        "回答が食い違っています: {known} には {requires} が必要です。",
    ),
    "place.known": Label("Known, with all they require: {names}", "既知（その前提も含む）: {names}"),
    "place.go-on": Label("Go on with: {command}", "続けるには: {command}"),
    "place.kept": Label("Kept in {file}.", "{file} に保存しました。"),
    "profile.vanished": Label(
        "The map has no node, or several, for these entries of the profile; they stay in the file: {names}",
        "プロファイルの次の項目は、このマップに該当するノードがないか複数あります（ファイルには残します）: {names}",
    ),
    "profile.needed-after-all": Label(
        "Skipped in the profile, yet required by what is known, so taken as known: {names}",
        "プロファイルではスキップですが、既知のものの前提なので既知として扱います: {names}",
    ),
    "profile.empty": Label("The profile says nothing yet.", "プロファイルはまだ空です。"),
    "profile.known": Label("known, with all they require: {names}", "既知（その前提も含む）: {names}"),
    "profile.alone": Label("known alone: {names}", "それだけ既知: {names}"),
    "profile.learning": Label("learning: {names}", "学習中: {names}"),
    "profile.skipped": Label("skipped: {names}", "スキップ: {names}"),
    "insight.of": Label("{shown} of {total}", "{total}件中{shown}件"),
    "insight.agreement": Label(
        "Agreement with the declared areas: {agreement:.2f}; modularity: {modularity:.2f}",
        "宣言された領域との一致度: {agreement:.2f}、モジュラリティ: {modularity:.2f}",
    ),
    "insight.topics": Label("Topics", "トピック"),
    "insight.area": Label("Mostly declared as", "多数派の領域"),
    "insight.purity": Label("Share", "割合"),
    "insight.strangers": Label("Declared elsewhere", "ほかの領域のもの"),
}
