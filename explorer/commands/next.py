"""`learnmap next`: what can be learned now, best first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.learner import learner, learner_options
from explorer.session import Session, common_options
from graph.progress import NextStep, next_steps


@click.command("next", help=say("help.next"))
@click.argument("goal", nargs=-1, metavar=f"[{say('metavar.target')}]…")
@learner_options
@click.option("--limit", type=click.IntRange(min=1), default=8, show_default=True, help=say("option.limit-search"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(
    goal: tuple[str, ...],
    known: tuple[str, ...],
    skipped: tuple[str, ...],
    profile: Path | None,
    limit: int,
    form: str,
) -> None:
    """Write the frontier of what is known, ranked by how much of the goal leans on each, per hour it takes."""
    session = Session.now()
    told = learner(session.map, known, skipped, profile)
    steps = next_steps(session.map, goal, learning=told.learning, **told.settled())
    if form == "json":
        from graph.exchange.progress_json import next_steps_json

        click.echo(json.dumps(next_steps_json(steps[:limit], total=len(steps)), ensure_ascii=False, indent=2))
    elif not steps:
        click.echo(say("path.nothing"))
    else:
        _write_text(session, steps, limit)


def _write_text(session: Session, steps: Sequence[NextStep], limit: int) -> None:
    from explorer.progress_views import next_lines

    for line in next_lines(steps[:limit], session.map, session.language):
        line.print_on(session.console)
    if len(steps) > limit:
        click.echo(say("show.more", n=len(steps) - limit))
