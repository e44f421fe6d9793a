"""A plan as a piece of HTML, for notebooks: self-contained, without a script, light and dark."""

from __future__ import annotations

import locale
from collections.abc import Mapping
from html import escape
from typing import Final

from graph.exchange.plan_markdown import node_url
from graph.model import Label, Language
from graph.path import Plan, Step
from graph.vocabulary import kind_label

# Colours are the page's own, at most thinned: so it is readable on whatever a notebook's theme lies on.
_STYLE: Final = """
.learnmap { font: 14px/1.5 system-ui, sans-serif; max-width: 60em; color: inherit; }
.learnmap ol { padding-left: 2.5em; margin: .5em 0; }
.learnmap li { margin: .3em 0; }
.learnmap .dim { opacity: .7; }
.learnmap .because { margin: 0; padding-left: 1em; list-style: "← "; }
.learnmap summary { cursor: pointer; }
""".replace("\n", " ").strip()
_WORDS: Final[Mapping[str, Label]] = {
    "path": Label("Path to {targets}", "{targets} への道のり"),
    "sum": Label(
        "{steps} steps, {hours:g} h, {weeks:.1f} weeks at {pace:g} h a week",
        "{steps}ステップ・{hours:g}時間・週{pace:g}時間で{weeks:.1f}週間",
    ),
    "nothing": Label("Nothing is left to learn: you know it already.", "学ぶことは残っていません。すべて既知です。"),
    "hours": Label("{hours:g} h", "{hours:g}時間"),
    "known": Label("known", "既知"),
}


def plan_html(plan: Plan, language: Language | None = None) -> str:
    """Return the plan as HTML: a numbered list, each step unfolding into its reasons.

    Parameters
    ----------
    language : that of the locale where None.
    """
    spoken = language or _locale_language()
    names = {step.node.id: step.node.label.in_language(spoken) for step in plan.steps}
    targets = ", ".join(names.get(target, target) for target in plan.targets)
    parts = [
        f'<div class="learnmap" lang="{spoken}"><style>{_STYLE}</style>',
        f"<strong>{escape(_say('path', spoken, targets=targets))}</strong>",
    ]
    if plan.steps:
        sums = {"hours": round(plan.hours, 2), "weeks": plan.weeks, "pace": plan.hours_per_week}
        parts.append(f'<div class="dim">{escape(_say("sum", spoken, steps=len(plan.steps), **sums))}</div>')
        parts += ["<ol>", *(_step(step, plan, names, spoken) for step in plan.steps), "</ol>"]
    else:
        parts.append(f"<div>{escape(_say('nothing', spoken))}</div>")
    return "\n".join((*parts, "</div>"))


def _step(step: Step, plan: Plan, names: Mapping[str, str], language: Language) -> str:
    heading = f"{_linked(step, language)} <span class='dim'>{escape(_about(step, language))}</span>"
    if not step.because:
        return f"<li>{heading}</li>"
    reasons = "".join(
        f"<li>{escape(names.get(edge.on, edge.on))} <span class='dim'>({_place(edge.on, plan, language)})</span>: "
        f"{escape(edge.because.in_language(language))}</li>"
        for edge in step.because
    )
    return f"<li><details><summary>{heading}</summary><ul class='because'>{reasons}</ul></details></li>"


def _about(step: Step, language: Language) -> str:
    hours = _say("hours", language, hours=step.node.hours)
    return hours if step.node.kind == "topic" else f"{hours} · {kind_label(step.node.kind, language)}"


def _place(identifier: str, plan: Plan, language: Language) -> str:
    place = plan.positions.get(identifier)
    return _say("known", language) if place is None else str(place + 1)


def _linked(step: Step, language: Language) -> str:
    name = escape(step.node.label.in_language(language))
    url = node_url(step.node)
    if url is None or not url.startswith(("https://", "http://")):
        return name
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{name}</a>'


def _locale_language() -> Language:
    return "ja" if (locale.getlocale()[0] or "").lower().startswith("ja") else "en"


def _say(key: str, language: Language, **values: object) -> str:
    return _WORDS[key].in_language(language).format(**values)
