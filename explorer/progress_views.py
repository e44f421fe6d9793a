"""What to learn next, what a node unlocks, and chains of reasons on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from explorer.cli_text import say
from explorer.terminal import Line
from graph.model import Language, Node
from graph.path import Plan
from graph.progress import NextStep, Unlocked
from graph.reasons import Chain
from graph.store import Map
from graph.vocabulary import kind_label

_MOST_NAMED = 8
"""Names in one line."""


def next_lines(steps: Sequence[NextStep], map_: Map, language: Language) -> Iterator[Line]:
    """Yield what can be learned now: what it is good for, what it opens, and the reasons from it to the goal."""
    for number, step in enumerate(steps, 1):
        about = [say("path.hours", language, hours=step.node.hours)]
        about += [kind_label(step.node.kind, language)] if step.node.kind != "topic" else []
        about += [say("next.begun", language)] if step.begun else []
        yield Line(
            Text.assemble(
                (f"{number:>2}  ", "bold cyan"),
                (step.node.label.in_language(language), "bold"),
                (f"  {' · '.join(about)}", "dim"),
            )
        )
        key = "next.gain" if step.leaning_hours else "next.last"
        yield Line(Text(say(key, language, gain=step.gain), style="dim"), indent=4)
        if step.opens:
            yield Line(Text(say("next.opens", language, names=_names(step.opens, map_, language))), indent=4)
        yield from _chain(step.chain, map_, language, indent=4)


def unlocked_lines(found: Unlocked, map_: Map, language: Language) -> Iterator[Line]:
    """Yield what a node unlocks: at once, together with more, and in the end."""
    title = say("unlocks.title", language, name=found.node.label.in_language(language))
    yield Line(Text(title, style="bold"))
    if found.first:
        first = say("unlocks.first", language, names=_names(found.first, map_, language))
        yield Line(Text(first, style="dim"))
    if not found.finally_:
        yield Line(Text(say("unlocks.nothing", language)))
        return
    if found.at_once:
        yield Line(Text(f"\n{say('unlocks.at-once', language)}", style="bold"))
        for node in found.at_once:
            yield _node_line(node, language)
    if found.with_more:
        yield Line(Text(f"\n{say('unlocks.with-more', language)}", style="bold"))
        for node, missing in found.with_more:
            also = say("unlocks.also", language, names=_names(missing, map_, language))
            yield _node_line(node, language, f"  {also}")
    in_the_end = say("unlocks.finally", language, n=found.total)
    yield Line(Text(f"\n{in_the_end}", style="bold"))
    yield Line(Text(_listed(found.finally_, language, total=found.total)), indent=2)


def chain_lines(plan: Plan, identifier: str, found: Sequence[Chain], map_: Map, language: Language) -> Iterator[Line]:
    """Yield chains of reasons from a node to the plan's targets, or why there is none."""
    names = {"name": _names([identifier], map_, language), "targets": _names(plan.targets, map_, language)}
    if not found:
        key = "why.target" if identifier in plan.targets else "why.not-needed"
        yield Line(Text(say(key, language, **names)))
    for number, chain in enumerate(found):
        if number:
            yield Line(Text(""))
        yield Line(Text(names["name"], style="bold"))
        yield from _chain(chain, map_, language, indent=2)


def _chain(chain: Chain, map_: Map, language: Language, *, indent: int) -> Iterator[Line]:
    nodes = map_.describe(edge.dependent for edge in chain)
    for edge in chain:
        name = nodes[edge.dependent].label.in_language(language)
        yield Line(Text.assemble(("→ ", "cyan"), name, f": {edge.because.in_language(language)}"), indent=indent)


def _node_line(node: Node, language: Language, note: str = "") -> Line:
    kind = "" if node.kind == "topic" else f" · {kind_label(node.kind, language)}"
    hours = say("path.hours", language, hours=node.hours)
    return Line(Text.assemble(node.label.in_language(language), (f"  {hours}{kind}{note}", "dim")), indent=2)


def _names(ids: Iterable[str], map_: Map, language: Language) -> str:
    return _listed(list(map_.describe(ids).values()), language)


def _listed(nodes: Sequence[Node], language: Language, *, total: int = 0) -> str:
    left = max(total, len(nodes)) - min(len(nodes), _MOST_NAMED)
    more = f" {say('show.more', language, n=left)}" if left else ""
    return ", ".join(node.label.in_language(language) for node in nodes[:_MOST_NAMED]) + more
