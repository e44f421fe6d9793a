"""Weeks, budgets, alternatives and phases on a terminal: what stands around a plan's own lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from explorer.cli_text import say
from explorer.terminal import Line
from graph.alternatives import Alternative
from graph.budget import BudgetedPlan
from graph.map import Map
from graph.model import Language, Node
from graph.schedule import Portion, Schedule, Week
from graph.study_plan import Phase

if TYPE_CHECKING:
    from rich.table import Table

_MOST_NAMED = 6
"""Names in a cell of the table of alternatives."""


def week_lines(schedule: Schedule, language: Language) -> Iterator[Line]:
    """Yield a schedule week by week: dates and hours, the steps' portions, what to practise on and to read."""
    for week in schedule.weeks:
        yield Line(Text(""))
        yield _week_heading(week, language)
        for portion in week.portions:
            place = schedule.plan.positions[portion.node.id] + 1
            yield _portion_line(portion, place, language)
        yield from _companion_lines(week, language)


def budget_lines(budgeted: BudgetedPlan, map_: Map, language: Language) -> Iterator[Line]:
    """Yield whether the targets fit into the budget, and if not, how far from them the plan ends."""
    budget = round(budgeted.budget, 2)
    if budgeted.fits:
        spare = round(max(0.0, budgeted.budget - budgeted.plan.hours), 2)
        yield Line(Text(say("budget.fits", language, budget=budget, spare=spare), style="green"))
        return
    left = {"hours": f"{budgeted.hours_left:,.2f}".rstrip("0").rstrip("."), "steps": budgeted.steps_left}
    whole = round(budgeted.whole.hours, 2)
    yield Line(Text(say("budget.over", language, budget=budget, whole=whole, **left), style="yellow"))
    if len(budgeted.plan.targets) > 1 and budgeted.targets_reached:
        names = _names(budgeted.targets_reached, map_, language)
        yield Line(Text(say("budget.reached-targets", language, names=names)), indent=2)
    if budgeted.reached:
        yield Line(Text(say("budget.reached", language, names=_names(budgeted.reached, map_, language))), indent=2)
    if budgeted.missing:
        yield Line(Text(say("budget.missing", language, names=_names(budgeted.missing, map_, language))), indent=2)
    if not budgeted.plan.steps:
        yield Line(Text(say("budget.nothing", language, budget=budget)))


def alternatives_table(found: Sequence[Alternative], language: Language) -> Table:
    """Return a table that compares plans: emphasis, steps, hours, weeks, and what only each of them teaches."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column(say("alternatives.emphasis", language))
    for key in ("steps", "hours", "weeks"):
        table.add_column(say(f"alternatives.{key}", language), justify="right")
    table.add_column(say("alternatives.only", language))
    for alternative in found:
        plan = alternative.plan
        table.add_row(
            say(f"emphasis.{alternative.emphasis}", language),
            f"{len(plan.steps)}",
            f"{round(plan.hours, 2):g}",
            f"{plan.weeks:.1f}",
            Text(_only(alternative, language)),
        )
    return table


def phase_lines(phases: Iterable[Phase], language: Language, *, steps: bool = False) -> Iterator[Line]:
    """Yield the study plan's phases: months, hours against those available, what each reaches, with `steps` all of them."""
    for number, phase in enumerate(phases, 1):
        first, last = phase.months
        heading = Text.assemble(
            (f"{number}  ", "bold cyan"),
            (phase.node.label.in_language(language), "bold"),
            (f"  {say('study-plan.months', language, first=first, last=last)}", "dim"),
        )
        yield Line(heading)
        yield Line(_check(len(phase.plan.steps), phase.plan.hours, phase.available, language), indent=3)
        if phase.targets:
            named = ", ".join(target.label.in_language(language) for target in phase.targets)
            yield Line(Text(f"{say('study-plan.targets', language)}: {named}"), indent=3)
        for step in phase.plan.steps if steps else ():
            hours = say("path.hours", language, hours=step.node.hours)
            yield Line(Text.assemble((f"{hours:>6}  ", "dim"), step.node.label.in_language(language)), indent=3)
        yield Line(Text(""))


def total_line(phases: Sequence[Phase], language: Language) -> Line:
    """Return the sum of all phases."""
    available = (math.fsum(phase.available[0] for phase in phases), math.fsum(phase.available[1] for phase in phases))
    hours = math.fsum(phase.plan.hours for phase in phases)
    check = _check(sum(len(phase.plan.steps) for phase in phases), hours, available, language)
    return Line(Text.assemble((f"{say('study-plan.total', language)}: ", "bold"), check))


def _week_heading(week: Week, language: Language) -> Line:
    dates = f" · {say('path.dates', language, start=week.start, end=week.end)}" if week.start else ""
    hours = {
        name: round(getattr(week, name), 1 if name != "hours" else 2)
        for name in ("hours", "theory", "practice", "keeping_up")
    }
    return Line(
        Text.assemble(
            (say("path.week", language, number=week.number), "bold"),
            dates,
            (f" · {say('path.split', language, **hours)}", "dim"),
        )
    )


def _portion_line(portion: Portion, place: int, language: Language) -> Line:
    part = {(True, True): "", (True, False): "begun", (False, True): "continued", (False, False): "continued-on"}
    key = part[portion.begins, portion.ends]
    note = f"  {say(f'path.{key}', language, hours=portion.node.hours)}" if key else ""
    hours = say("path.hours", language, hours=round(portion.hours, 2))
    return Line(
        Text.assemble(
            (f"{place:>4}  ", "cyan"), portion.node.label.in_language(language), (f"  {hours}", "dim"), (note, "dim")
        )
    )


def _companion_lines(week: Week, language: Language) -> Iterator[Line]:
    companion = week.companion
    if companion.practice:
        tools = ", ".join(tool.label.in_language(language) for tool in companion.tools)
        with_tools = f" ({say('path.with-tools', language, tools=tools)})" if tools else ""
        name = companion.practice.label.in_language(language)
        yield Line(Text(f"{say('path.practise', language)}: {name}{with_tools}", style="green"), indent=6)
    if companion.reading:
        names = ", ".join(item.label.in_language(language) for item in companion.reading)
        yield Line(Text(f"{say('path.read', language)}: {names}", style="green"), indent=6)


def _check(steps: int, hours: float, available: tuple[float, float], language: Language) -> Text:
    least, most = available
    verdict = "over" if hours > most else "ample" if hours <= least else "fits"
    said = say("study-plan.sum", language, steps=steps, hours=round(hours, 2), least=least, most=most)
    over = round(max(0.0, hours - most), 2)
    colour = "red" if verdict == "over" else "green"
    return Text.assemble(said, " · ", (say(f"study-plan.{verdict}", language, over=over), colour))


def _only(alternative: Alternative, language: Language) -> str:
    nodes: list[Node] = [step.node for step in alternative.plan.steps if step.node.id in alternative.only]
    # What one comes to last is what a plan is chosen for; the ground beneath it says less.
    named = [node.label.in_language(language) for node in nodes[::-1][:_MOST_NAMED]]
    more = [say("show.more", language, n=len(nodes) - _MOST_NAMED)] if len(nodes) > _MOST_NAMED else []
    return ", ".join([*named, *more])


def _names(ids: Iterable[str], map_: Map, language: Language) -> str:
    return ", ".join(node.label.in_language(language) for node in map_.describe(ids).values())
