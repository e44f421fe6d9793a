"""`learnmap path`: what to learn for a target, in order, with reasons."""

from __future__ import annotations

import json

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.path import DEFAULT_HOURS_PER_WEEK, plan_path


@click.command("path", help=say("help.path"))
@click.argument("targets", nargs=-1, required=True, metavar=say("metavar.target") + "…")
@click.option("--know", "known", multiple=True, metavar=say("metavar.node"), help=say("option.know"))
@click.option(
    "--hours-per-week",
    type=float,
    default=DEFAULT_HOURS_PER_WEEK,
    show_default=True,
    metavar=say("metavar.hours"),
    help=say("option.hours-per-week"),
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help=say("option.format")
)
@common_options
def command(targets: tuple[str, ...], known: tuple[str, ...], hours_per_week: float, form: str) -> None:
    """Plan a path and write it."""
    session = Session.now()
    plan = plan_path(session.map, targets, known=known, hours_per_week=hours_per_week)
    if form == "json":
        from graph.exchange.plan_json import plan_json

        click.echo(json.dumps(plan_json(plan), ensure_ascii=False, indent=2))
    elif form == "markdown":
        from graph.exchange.plan_markdown import plan_markdown

        click.echo(plan_markdown(plan, session.map, session.language), nl=False)
    else:
        from explorer.terminal import plan_lines

        for line in plan_lines(plan, session.map, session.language):
            line.print_on(session.console)
