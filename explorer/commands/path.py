"""`learnmap path`: what to learn for a target, in order, with reasons."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from explorer.cli_text import say
from explorer.learner import learner, learner_options
from explorer.session import Session, common_options
from graph.alternatives import EMPHASES, Emphasis, alternatives, plan_with_emphasis
from graph.atomic_file import write_atomically
from graph.budget import BudgetedPlan, plan_within
from graph.exchange.plan_formats import PLAN_FORMATS
from graph.path import DEFAULT_HOURS_PER_WEEK, Plan
from graph.schedule import next_monday, parsed_date, schedule

if TYPE_CHECKING:
    from explorer.terminal import Line

_WITHOUT_WEEKS: Final = ("markdown", "csv", "mermaid", "anki")
"""Forms that say nothing of weeks."""


@click.command("path", help=say("help.path"))
@click.argument("targets", nargs=-1, required=True, metavar=say("metavar.target") + "…")
@learner_options
@click.option(
    "--hours-per-week",
    type=float,
    default=DEFAULT_HOURS_PER_WEEK,
    show_default=True,
    metavar=say("metavar.hours"),
    help=say("option.hours-per-week"),
)
@click.option("--weeks", "by_weeks", is_flag=True, help=say("option.weeks"))
@click.option("--start", metavar=say("metavar.date"), help=say("option.start"))
@click.option("--budget-hours", type=float, metavar=say("metavar.hours"), help=say("option.budget-hours"))
@click.option("--thorough", is_flag=True, help=say("option.thorough"))
@click.option("--emphasis", type=click.Choice(EMPHASES), help=say("option.emphasis"))
@click.option("--alternatives", "count", type=int, metavar="N", help=say("option.alternatives"))
@click.option("--format", "form", type=click.Choice(["text", *PLAN_FORMATS]), default="text", help=say("option.format"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=say("option.output"))
@common_options
def command(
    targets: tuple[str, ...],
    known: tuple[str, ...],
    skipped: tuple[str, ...],
    profile: Path | None,
    hours_per_week: float,
    by_weeks: bool,
    start: str | None,
    budget_hours: float | None,
    thorough: bool,
    emphasis: Emphasis | None,
    count: int | None,
    form: str,
    output: Path | None,
) -> None:
    """Plan a path and write it."""
    session = Session.now()
    first_day = parsed_date(start) if start else next_monday(date.today()) if by_weeks or form == "ics" else None
    _refuse_together(
        {"--alternatives": count is not None},
        {"--weeks": first_day is not None, "--budget-hours": budget_hours is not None, "-o": output is not None},
    )
    _refuse_together(
        {"--alternatives": count is not None, "--emphasis": emphasis is not None}, {"--thorough": thorough}
    )
    _refuse_together({"--emphasis": emphasis is not None}, {"--budget-hours": budget_hours is not None})
    _refuse_together(
        {f"--format {form}": form in _WITHOUT_WEEKS},
        {"--weeks": by_weeks, "--start": start is not None, "--alternatives": count is not None},
    )
    _refuse_together({f"--format {form}": form == "ics"}, {"--alternatives": count is not None})
    told = learner(session.map, known, skipped, profile)
    planned: dict[str, Any] = {**told.settled(), "hours_per_week": hours_per_week}
    if count is not None:
        _write_alternatives(session, targets, count, form, planned)
        return
    budgeted: BudgetedPlan | None = None
    if budget_hours is not None:
        budgeted = plan_within(session.map, targets, budget_hours, thorough=thorough, **planned)
        plan = budgeted.plan
    else:
        chosen: Emphasis = emphasis or ("thorough" if thorough else "quickest")
        plan = plan_with_emphasis(session.map, targets, chosen, **planned)
    _write(session, _Planned(plan, first_day, budgeted, frozenset(told.learning)), form, output)


@dataclass(frozen=True, slots=True)
class _Planned:
    """What is to be written: a plan, the first day of its first week where it has weeks, the budget it keeps to, what is begun."""

    plan: Plan
    start: date | None
    budgeted: BudgetedPlan | None
    begun: frozenset[str]


def _refuse_together(some: dict[str, bool], others: dict[str, bool]) -> None:
    for one, given in some.items():
        for other, also_given in others.items():
            if given and also_given:
                raise click.UsageError(say("path.not-together", one=one, other=other))


def _write(session: Session, planned: _Planned, form: str, output: Path | None) -> None:
    if form == "text":
        lines = _text_lines(session, planned)
        if output is None:
            for line in lines:
                line.print_on(session.console)
            return
        content = "".join(f"{line}\n" for line in lines).encode()
    else:
        content = _content(session, planned, form)
    if output is None:
        if form == "anki" and sys.stdout.isatty():
            raise click.UsageError(say("path.binary"))
        sys.stdout.buffer.write(content)
    else:
        write_atomically(output, content)
        click.echo(say("path.done", file=output, steps=len(planned.plan.steps), size=f"{len(content):,}"), err=True)
    if planned.budgeted and form not in ("text", "json"):
        # These forms hold the plan alone: how far from the targets it ends is said beside it.
        from explorer.plan_views import budget_lines

        for line in budget_lines(planned.budgeted, session.map, session.language):
            click.echo(str(line), err=True)


def _content(session: Session, planned: _Planned, form: str) -> bytes:
    if form != "json":
        from graph.exchange.plan_formats import written

        return written(planned.plan, session.map, form, session.language, start=planned.start)
    from graph.exchange.plan_json import plan_json
    from graph.exchange.planning_json import budget_json, schedule_json

    made = plan_json(planned.plan)
    if planned.budgeted:
        made["budget"] = budget_json(planned.budgeted)
    if planned.start:
        made["schedule"] = schedule_json(schedule(planned.plan, session.map, start=planned.start))
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def _text_lines(session: Session, planned: _Planned) -> list[Line]:
    from explorer.terminal import heading_lines, step_lines, title_line

    language, plan = session.language, planned.plan
    lines = [title_line(plan, session.map, language)]
    if planned.budgeted:
        from explorer.plan_views import budget_lines

        lines += budget_lines(planned.budgeted, session.map, language)
    if plan.steps or not planned.budgeted:
        lines += heading_lines(plan, session.map, language)
    if planned.start:
        from explorer.plan_views import week_lines

        return lines + list(week_lines(schedule(plan, session.map, start=planned.start), language))
    return lines + list(step_lines(plan, session.map, language, begun=planned.begun))


def _write_alternatives(
    session: Session, targets: tuple[str, ...], count: int, form: str, learner: dict[str, Any]
) -> None:
    found = alternatives(session.map, targets, count, **learner)
    if form == "json":
        from graph.exchange.planning_json import alternatives_json

        click.echo(json.dumps(alternatives_json(found, asked=count), ensure_ascii=False, indent=2))
        return
    from explorer.plan_views import alternatives_table

    nodes = session.map.describe(found[0].plan.targets).values()
    names = ", ".join(node.label.in_language(session.language) for node in nodes)
    click.echo(say("alternatives.title", targets=names))
    session.console.print(alternatives_table(found, session.language))
    if len(found) < count:
        click.echo(say("alternatives.fewer", n=len(found), asked=count))
    if len(found) > 1:
        click.echo(say("alternatives.how", emphasis=found[-1].emphasis))
