"""Strings of the page about the learner, and of what the browser keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

TEXT: Final[Mapping[str, Label]] = {
    "progress.document": Label("Progress · learnmap", "進捗 · learnmap"),
    "progress.title": Label("Where you are", "現在地"),
    "progress.goal-first": Label("Choose a goal", "目標を選んでください"),
    "progress.goal-first.text": Label(
        "Of {n:,} nodes too many could come next. Name a target above, or begin with one of these: then this page says how far "
        "it is, what comes next, and asks what you know already.",
        "{n:,}個のノードがあるため、次に学ぶものの候補が多すぎます。上で目標を指定するか、次の例から選ぶと、残りの道のりと次の一歩を示し、既知のものを質問で確かめます。",
    ),
    "progress.text": Label(
        "What you know, what to learn next, and how far it is to each goal.",
        "知っていること、次に学ぶこと、それぞれの目標までの距離。",
    ),
    # What comes next
    "next": Label("What to learn next", "次に学ぶこと"),
    "next.goal": Label(
        "All that these need is known. First what carries most of your goal for each hour.",
        "前提がすべてそろっているものを、1時間あたりの目標への効果が大きい順に示します。",
    ),
    "next.map": Label(
        "All that these need is known. First what carries most of the map for each hour; with a target it is that which counts.",
        "前提がすべてそろっているものを、1時間あたりの効果が大きい順に示します。目標を選ぶと、その目標への効果で並べます。",
    ),
    "next.about": Label("The first {shown} of {n}.", "{n}件のうち上位{shown}件です。"),
    "next.worth": Label("{hours:g} h of what is left lean on it.", "残りのうち{hours:g}時間分の土台になります。"),
    "next.opens": Label("It opens {n} at once.", "学ぶとすぐに{n}件が学べるようになります。"),
    "next.last": Label("The goal itself.", "目標そのものです。"),
    "next.know": Label("I know it", "知っている"),
    "next.learn": Label("I am learning it", "学習中にする"),
    "next.unlearn": Label("Not learning it", "学習中をやめる"),
    "next.skip": Label("Skip it", "スキップ"),
    # How far it is
    "goals": Label("How far it is", "目標までの距離"),
    "goals.about": Label(
        "Hours known, of all that a goal needs from the very beginning.",
        "目標に必要なすべての時間のうち、すでに身についている分です。",
    ),
    "goals.targets": Label("Your targets", "あなたの目標"),
    "goals.stage": Label("Stages", "段階"),
    "goals.phase": Label("Phases of the study plan", "学習計画のフェーズ"),
    "goals.career": Label("Careers", "キャリア"),
    "goals.of": Label("{known:g} of {hours:g} h", "{hours:g}時間中{known:g}時間"),
    "goals.left": Label("steps left: {n}", "残り{n}ステップ"),
    "goals.reached": Label("reached", "到達"),
    # What is said of nodes
    "states": Label("What you have said", "登録した内容"),
    "states.sum": Label(
        "{stated} stated as known; with all they require you know {known}.",
        "既知として登録したのは{stated}件、その前提を含めて{known}件を知っています。",
    ),
    "states.known": Label("Known: {n}", "既知: {n}件"),
    "states.learning": Label("Learning: {n}", "学習中: {n}件"),
    "states.skipped": Label("Skipped: {n}", "スキップ: {n}件"),
    # What the browser keeps
    "keep.kept": Label(
        "Saved in this browser: {n} entries. Nothing leaves this machine.",
        "このブラウザに{n}件を保存しています。この端末の外には送られません。",
    ),
    "keep.empty": Label(
        "What you say here is saved in this browser. Nothing leaves this machine.",
        "ここで登録した内容はこのブラウザに保存されます。この端末の外には送られません。",
    ),
    "keep.not-kept": Label(
        "This comes from the address and is not saved in this browser.",
        "この内容はアドレスによるもので、このブラウザには保存していません。",
    ),
    "keep.unreadable": Label(
        "What this browser has saved cannot be read, so nothing is written over it. Download it, or forget it.",
        "このブラウザに保存された内容を読み取れないため、上書きしません。ダウンロードするか、消去してください。",
    ),
    "keep.vanished": Label(
        "Saved, yet not on this map: {names}", "保存されていますが、このマップにはないもの: {names}"
    ),
    "keep.download": Label("Download as JSON", "JSONをダウンロード"),
    "keep.open": Label("Open a JSON file", "JSONファイルを開く"),
    "keep.forget": Label("Forget all", "すべて消去"),
    "keep.ask": Label(
        "This link says other things of what is known ({n} entries) than this browser has saved ({mine} entries). What is yours?",
        "このリンクの学習状況（{n}件）は、このブラウザに保存されているもの（{mine}件）と異なります。どちらを使いますか？",
    ),
    "keep.ask.new": Label(
        "This link says what somebody knows, has begun or skips (entries: {n}). Is that about you?",
        "このリンクには既知・学習中・スキップが{n}件含まれています。あなた自身の状況として保存しますか？",
    ),
    "keep.mine": Label("Show mine", "自分の状況を表示"),
    "keep.merge": Label("Add these to mine", "自分の状況に追加"),
    "keep.replace": Label("Replace mine", "自分の状況を置き換え"),
    "keep.save": Label("Save as mine", "自分の状況として保存"),
    "keep.look": Label("Only look", "見るだけ"),
    # Placement
    "placement": Label("What do you know already?", "すでに何を知っていますか？"),
    "placement.target": Label(
        "With a target chosen, a few questions find out what you know of all it needs.",
        "目標を選ぶと、いくつかの質問で、必要なことのうち何を知っているかを見極めます。",
    ),
    "placement.about": Label(
        "{topics} topics are in question; at most {most} answers tell which of them you know.",
        "{topics}トピックのうちどれを知っているかを、最大{most}問で見極めます。",
    ),
    "placement.computing": Label("Choosing questions …", "質問を選んでいます…"),
    "placement.number": Label("Question {number} of at most {most}", "質問 {number}（最大{most}問）"),
    "placement.ask": Label("Could you explain or use this?", "これを説明したり使ったりできますか？"),
    "placement.yes": Label("Yes", "はい"),
    "placement.no": Label("No", "いいえ"),
    "placement.unsure": Label("Not sure", "わからない"),
    "placement.undo": Label("Undo the last answer", "直前の回答を取り消す"),
    "placement.again": Label("Start again", "最初からやり直す"),
    "placement.done": Label("That is enough: no more questions.", "質問は以上です。"),
    "placement.sum": Label(
        "By {n} answers you know {known} of {topics} topics, {hours:g} h of them.",
        "{n}問の回答から、{topics}トピックのうち{known}トピック（{hours:g}時間分）を既知と判断しました。",
    ),
    "placement.doubt": Label(
        "About {wrong:.1f} of them may be judged wrongly.", "そのうち約{wrong:.1f}件は誤っている可能性があります。"
    ),
    "placement.take": Label("Take over: {n} known", "{n}件を既知にする"),
    "placement.contradiction": Label(
        "Your answers disagree: {known} requires {requires}.",
        "回答が食い違っています: {known} には {requires} が必要です。",
    ),
}
