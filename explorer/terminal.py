"""Plans and nodes on a terminal: rich renderables, in colour where there is colour."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from explorer.cli_text import say
from graph.map import Map
from graph.model import Language, Node, Prerequisite
from graph.passages import where_to_learn
from graph.path import Plan, Step
from graph.vocabulary import kind_label, property_label

MOST_LISTED = 12
"""Links of one property listed in full by `show`."""

_PLACES_SHOWN: Final = 2
"""Places to learn a step that a plan names; `show` names all its resources."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to write; `indent` columns to the left stay free, also where a terminal has to break it."""

    text: Text
    indent: int = 0

    def __str__(self) -> str:
        return f"{' ' * self.indent}{self.text.plain}"

    def print_on(self, console: Console) -> None:
        """Write the line; it is broken on a terminal only, a file or pipe gets it whole."""
        if console.is_terminal:
            console.print(Padding(self.text, (0, 0, 0, self.indent), expand=False))
        else:
            console.file.write(f"{self}\n")


def title_line(plan: Plan, map_: Map, language: Language) -> Line:
    """Return what the plan is for."""
    targets = ", ".join(_names(plan.targets, map_, language).values())
    return Line(Text(say("path.title", language, targets=targets), style="bold"))


def heading_lines(plan: Plan, map_: Map, language: Language) -> Iterator[Line]:
    """Yield a plan's sums: steps, hours, weeks, how fresh its prerequisites stay, what was known."""
    if not plan.steps:
        yield Line(Text(say("path.nothing", language)))
        return
    sums = {"steps": len(plan.steps), "hours": round(plan.hours, 2), "weeks": plan.weeks, "pace": plan.hours_per_week}
    yield Line(Text(say("path.sum", language, **sums)))
    yield Line(Text(say("path.order", language, wait=plan.mean_wait, open=plan.held_open), style="dim"))
    if plan.known:
        yield Line(Text(f"{say('path.known', language)}: {', '.join(_names(plan.known, map_, language).values())}"))


def step_lines(plan: Plan, map_: Map, language: Language, *, begun: Collection[str] = ()) -> Iterator[Line]:
    """Yield each step with its reasons and resources; the ids in `begun` are marked as being learned."""
    names = _names(plan.known, map_, language)
    names |= {step.node.id: step.node.label.in_language(language) for step in plan.steps}
    resources = map_.describe(dict.fromkeys(id_ for step in plan.steps for id_ in step.resources))
    width = len(str(len(plan.steps)))
    for number, step in enumerate(plan.steps, 1):
        yield Line(Text(""))
        heading, *reasons = _step_lines(number, step, plan, names, width, language)
        if step.node.id in begun:
            heading.text.append(f" · {say('next.begun', language)}", style="yellow")
        yield heading
        yield from reasons
        if step.resources:
            yield Line(_learning(step, map_, resources, language), indent=width + 2)


def _names(ids: Iterable[str], map_: Map, language: Language) -> dict[str, str]:
    return {identifier: node.label.in_language(language) for identifier, node in map_.describe(ids).items()}


def _step_lines(
    number: int, step: Step, plan: Plan, names: Mapping[str, str], width: int, language: Language
) -> Iterator[Line]:
    kind = "" if step.node.kind == "topic" else f" · {kind_label(step.node.kind, language)}"
    heading = Text.assemble(
        (f"{number:>{width}}  ", "bold cyan"),
        (names[step.node.id], "bold"),
        (f"  {say('path.hours', language, hours=step.node.hours)}{kind}", "dim"),
    )
    yield Line(heading)
    for edge in step.because:
        place = plan.positions.get(edge.on)
        number_of = f"{place + 1}" if place is not None else say("path.known", language)
        if edge.strength == "helpful":
            number_of += f", {say('path.helpful', language)}"
        reason = Text.assemble(
            ("← ", "cyan"), f"{names[edge.on]} ", (f"({number_of})", "dim"), f": {edge.because.in_language(language)}"
        )
        yield Line(reason, indent=width + 2)


def _learning(step: Step, map_: Map, resources: Mapping[str, Node], language: Language) -> Text:
    """Return the first places to learn a step, and how many more there are."""
    found = where_to_learn(step, map_, resources, language)
    named = [
        ", ".join(filter(None, (resources[passage.resource].label.in_language(language), passage.place)))
        for passage in found[:_PLACES_SHOWN]
    ]
    more = f" (+{len(found) - len(named)})" if len(found) > len(named) else ""
    return Text(f"{say('path.learn', language)}: {'; '.join(named)}{more}", style="dim")


def node_lines(node: Node, map_: Map, language: Language) -> Iterator[Line]:
    """Yield all about one node: names, definition, facts, prerequisites with reasons, and what it is tied to."""
    yield Line(
        Text.assemble((node.label.in_language(language), "bold"), (f"  {_heading(node, map_, language)}", "dim"))
    )
    other = node.label.in_language("en" if language == "ja" else "ja")
    also = [name for name in dict.fromkeys((other, *node.aliases)) if name != node.label.in_language(language)]
    if also:
        yield Line(Text(f"{say('show.aliases', language)}: {', '.join(also)}", style="dim"))
    if node.definition:
        yield Line(Text(node.definition.in_language(language)))
    for fact, values in node.facts.items():
        yield Line(Text.assemble((f"{property_label(fact, language)}: ", "cyan"), ", ".join(values)))
    for link, ids in node.links.items():
        yield _linked(property_label(link, language), ids, map_, language)
    if node.note:
        yield Line(Text.assemble((f"{say('show.note', language)}: ", "yellow"), node.note.in_language(language)))
    yield from _prerequisite_lines(node, map_, language)
    yield from _inverse_lines(node, map_, language)


def _heading(node: Node, map_: Map, language: Language) -> str:
    places = [place for place in (node.area, node.stage, node.phase) if place and place in map_]
    parts = [node.id, kind_label(node.kind, language)]
    parts += [map_.node(place).label.in_language(language) for place in places]
    if node.date:
        parts.append(node.date)
    if node.hours:
        parts.append(say("path.hours", language, hours=node.hours))
    return " · ".join(parts)


def _prerequisite_lines(node: Node, map_: Map, language: Language) -> Iterator[Line]:
    needs = map_.prerequisites([node.id])
    if node.starting_point:
        yield Line(Text(say("show.starting-point", language), style="green"))
    if needs:
        yield Line(Text(f"\n{say('show.prerequisites', language)}", style="bold"))
    for edge in needs:
        yield Line(_reason(edge, map_, language), indent=2)


def _reason(edge: Prerequisite, map_: Map, language: Language) -> Text:
    marks = [say("show.helpful", language)] if edge.strength == "helpful" else []
    marks += [say("show.one-of", language)] if edge.choice else []
    mark = f" ({', '.join(marks)})" if marks else ""
    name = map_.node(edge.on).label.in_language(language) if edge.on in map_ else edge.on
    return Text.assemble(("← ", "cyan"), name, (mark, "dim"), f": {edge.because.in_language(language)}")


def _inverse_lines(node: Node, map_: Map, language: Language) -> Iterator[Line]:
    users = map_.dependents(node.id)
    if users:
        yield Line(Text(""))
        yield _linked(say("show.unlocks", language), users, map_, language)
    for link, ids in map_.links_of(node.id).items():
        if link not in ("area", "stage", "phase", "requires"):
            yield _linked(f"{property_label(link, language)} ←", ids, map_, language)


def _linked(title: str, ids: Sequence[str], map_: Map, language: Language) -> Line:
    names = [map_.node(identifier).label.in_language(language) for identifier in ids[:MOST_LISTED]]
    more = f" {say('show.more', language, n=len(ids) - MOST_LISTED)}" if len(ids) > MOST_LISTED else ""
    return Line(Text.assemble((f"{title}: ", "cyan"), ", ".join(names), (more, "dim")))
