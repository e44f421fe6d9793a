"""A plan as a Markdown checklist with links, for notes and issue trackers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from graph.map import Map
from graph.model import Label, Language, Node
from graph.passages import Passage, where_to_learn
from graph.path import Plan, Step

_IN_ADDRESS: Final = "%/:?#@!$&'*+,;=~"
"""What of an address stands for itself in a Markdown link; brackets and spaces would end it."""

_WORDS: Final[Mapping[str, Label]] = {
    "path": Label("Path to {targets}", "{targets} への道のり"),
    "sum": Label(
        "{steps} steps, {hours:g} h, {weeks:.1f} weeks at {pace:g} h a week",
        "{steps}ステップ・{hours:g}時間・週{pace:g}時間で{weeks:.1f}週間",
    ),
    "known": Label("Known already: {known}", "既知: {known}"),
    "hours": Label("{hours:g} h", "{hours:g}時間"),
    "learn": Label("learn from", "教材"),
}


def plan_markdown(plan: Plan, map_: Map, language: Language) -> str:
    """Return the plan as Markdown in one language: a heading, the sums, one checkbox a step with its reasons."""
    names = map_.describe([*plan.targets, *plan.known])
    labels = {identifier: node.label.in_language(language) for identifier, node in names.items()}
    labels.update({step.node.id: step.node.label.in_language(language) for step in plan.steps})

    def listed(ids: tuple[str, ...]) -> str:
        return ", ".join(_escaped(labels[identifier]) for identifier in ids)

    lines = [f"# {_word('path', language).format(targets=listed(plan.targets))}", ""]
    sums = {"steps": len(plan.steps), "hours": plan.hours, "weeks": plan.weeks, "pace": plan.hours_per_week}
    lines += [_word("sum", language).format(**sums), ""]
    if plan.known:
        lines += [_word("known", language).format(known=listed(plan.known)), ""]
    resources = map_.describe(dict.fromkeys(taught for step in plan.steps for taught in step.resources))
    for number, step in enumerate(plan.steps, 1):
        lines += _step_lines(number, step, labels, language)
        if step.resources:
            found = where_to_learn(step, map_, resources, language)
            places = "; ".join(_place(passage, resources[passage.resource], language) for passage in found)
            lines.append(f"  - {_word('learn', language)}: {places}")
    return "\n".join(lines).rstrip() + "\n"


def node_url(node: Node) -> str | None:
    """Return where a node can be read on the web: its stated address, its arXiv page or its DOI; None without any.

    >>> node_url(Node("x", "paper", Label("X", ""), facts={"identifier": ("arXiv:1706.03762",)}))
    'https://arxiv.org/abs/1706.03762'
    """
    if stated := on_web(node.first("url")):
        return stated
    for identifier in node.facts.get("identifier", ()):
        scheme, _, value = identifier.partition(":")
        if scheme.lower() == "arxiv":
            return f"https://arxiv.org/abs/{value}"
        if scheme.lower() == "doi":
            return f"https://doi.org/{value}"
    return None


def on_web(address: str | None) -> str | None:
    """Return an address where it is one of the web, else None: a map may be anyone's, and javascript: must become no link.

    >>> on_web("https://arxiv.org/abs/1706.03762"), on_web("javascript:alert(1)")
    ('https://arxiv.org/abs/1706.03762', None)
    """
    return address if address and address.lower().startswith(("https://", "http://")) else None


def _step_lines(number: int, step: Step, labels: Mapping[str, str], language: Language) -> list[str]:
    hours = _word("hours", language).format(hours=step.node.hours)
    lines = [f"- [ ] **{number}. {_linked(step.node.label.in_language(language), node_url(step.node))}** ({hours})"]
    reasons = (
        f"  - {_escaped(labels[edge.on])}: {_escaped(edge.because.in_language(language))}" for edge in step.because
    )
    return [*lines, *reasons]


def _place(passage: Passage, resource: Node, language: Language) -> str:
    name = ", ".join(filter(None, (resource.label.in_language(language), passage.place)))
    return _linked(name, on_web(passage.url) or node_url(resource))


def _linked(text: str, url: str | None) -> str:
    name = _escaped(text)
    return f"[{name}]({quote(url, safe=_IN_ADDRESS)})" if url else name


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&$~|])", r"\\\1", " ".join(text.split()))


def _word(key: str, language: Language) -> str:
    return _WORDS[key].in_language(language)
