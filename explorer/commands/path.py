"""`learnmap path`: what to learn for a target, in order, with reasons."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.alternatives import EMPHASES, Emphasis, alternatives, plan_with_emphasis
from graph.budget import BudgetedPlan, plan_within
from graph.path import DEFAULT_HOURS_PER_WEEK, Plan
from graph.schedule import Schedule, next_monday, parsed_date, schedule


@click.command("path", help=say("help.path"))
@click.argument("targets", nargs=-1, required=True, metavar=say("metavar.target") + "…")
@click.option("--know", "known", multiple=True, metavar=say("metavar.node"), help=say("option.know"))
@click.option("--skip", "skipped", multiple=True, metavar=say("metavar.node"), help=say("option.skip"))
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
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help=say("option.format")
)
@common_options
def command(
    targets: tuple[str, ...],
    known: tuple[str, ...],
    skipped: tuple[str, ...],
    hours_per_week: float,
    by_weeks: bool,
    start: str | None,
    budget_hours: float | None,
    thorough: bool,
    emphasis: Emphasis | None,
    count: int | None,
    form: str,
) -> None:
    """Plan a path and write it."""
    session = Session.now()
    first_day = parsed_date(start) if start else next_monday(date.today()) if by_weeks else None
    _refuse_together(
        {"--alternatives": count is not None, "--format markdown": form == "markdown"},
        {"--weeks": first_day is not None, "--budget-hours": budget_hours is not None},
    )
    _refuse_together(
        {"--alternatives": count is not None, "--emphasis": emphasis is not None}, {"--thorough": thorough}
    )
    _refuse_together({"--emphasis": emphasis is not None}, {"--budget-hours": budget_hours is not None})
    learner: dict[str, Any] = {"known": known, "skipped": skipped, "hours_per_week": hours_per_week}
    if count is not None:
        _write_alternatives(session, targets, count, form, learner)
        return
    budgeted: BudgetedPlan | None = None
    if budget_hours is not None:
        budgeted = plan_within(session.map, targets, budget_hours, thorough=thorough, **learner)
        plan = budgeted.plan
    else:
        chosen: Emphasis = emphasis or ("thorough" if thorough else "quickest")
        plan = plan_with_emphasis(session.map, targets, chosen, **learner)
    weeks = schedule(plan, session.map, start=first_day) if first_day else None
    _write(session, plan, form, weeks, budgeted)


def _refuse_together(some: dict[str, bool], others: dict[str, bool]) -> None:
    for one, given in some.items():
        for other, also_given in others.items():
            if given and also_given:
                raise click.UsageError(say("path.not-together", one=one, other=other))


def _write(session: Session, plan: Plan, form: str, weeks: Schedule | None, budgeted: BudgetedPlan | None) -> None:
    if form == "json":
        from graph.exchange.plan_json import plan_json
        from graph.exchange.planning_json import budget_json, schedule_json

        written = plan_json(plan)
        if budgeted:
            written["budget"] = budget_json(budgeted)
        if weeks:
            written["schedule"] = schedule_json(weeks)
        click.echo(json.dumps(written, ensure_ascii=False, indent=2))
    elif form == "markdown":
        from graph.exchange.plan_markdown import plan_markdown

        click.echo(plan_markdown(plan, session.map, session.language), nl=False)
    else:
        _write_text(session, plan, weeks, budgeted)


def _write_text(session: Session, plan: Plan, weeks: Schedule | None, budgeted: BudgetedPlan | None) -> None:
    from explorer.plan_views import budget_lines, week_lines
    from explorer.terminal import heading_lines, step_lines, title_line

    language = session.language
    lines = [title_line(plan, session.map, language)]
    if budgeted:
        lines += budget_lines(budgeted, session.map, language)
    if plan.steps or not budgeted:
        lines += heading_lines(plan, session.map, language)
    lines += week_lines(weeks, language) if weeks else step_lines(plan, session.map, language)
    for line in lines:
        line.print_on(session.console)


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
