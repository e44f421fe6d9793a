"""`learnmap study-plan`: the map's phases, and whether each fits into its months."""

from __future__ import annotations

import json

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.study_plan import study_plan


@click.command("study-plan", help=say("help.study-plan"))
@click.option("--know", "known", multiple=True, metavar=say("metavar.node"), help=say("option.know"))
@click.option("--hours-per-week", type=float, metavar=say("metavar.hours"), help=say("option.own-hours"))
@click.option("--steps", is_flag=True, help=say("option.steps"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(known: tuple[str, ...], hours_per_week: float | None, steps: bool, form: str) -> None:
    """Write each phase with its hours, those that its months give, and what it reaches."""
    session = Session.now()
    phases = study_plan(session.map, known=known, hours_per_week=hours_per_week)
    if form == "json":
        from graph.exchange.planning_json import study_plan_json

        click.echo(json.dumps(study_plan_json(phases), ensure_ascii=False, indent=2))
        return
    if not phases:
        click.echo(say("study-plan.none"))
        return
    from explorer.plan_views import phase_lines, total_line

    for line in phase_lines(phases, session.language, steps=steps):
        line.print_on(session.console)
    total_line(phases, session.language).print_on(session.console)
