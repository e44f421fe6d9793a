"""`learnmap why`: the chains of reasons from a step to what it is learned for."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.learner import learner, learner_options
from explorer.session import Session, common_options
from graph.path import plan_path
from graph.reasons import chains, how_many


@click.command("why", help=say("help.why"))
@click.argument("node", metavar=say("metavar.node"))
@click.argument("targets", nargs=-1, required=True, metavar=say("metavar.target") + "…")
@learner_options
@click.option("--thorough", is_flag=True, help=say("option.thorough"))
@click.option("--limit", type=click.IntRange(min=0), default=1, show_default=True, help=say("option.limit-chains"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(
    node: str,
    targets: tuple[str, ...],
    known: tuple[str, ...],
    skipped: tuple[str, ...],
    profile: Path | None,
    thorough: bool,
    limit: int,
    form: str,
) -> None:
    """Write the shortest chains of reasons; says so where the plan does without the node."""
    session = Session.now()
    told = learner(session.map, known, skipped, profile)
    identifier = session.map.resolve(node)
    plan = plan_path(session.map, targets, thorough=thorough, **told.settled())
    found = list(islice(chains(plan, identifier), limit or None))
    total = how_many(plan, identifier)
    if form == "json":
        from graph.exchange.progress_json import chains_json

        click.echo(json.dumps(chains_json(plan, identifier, found, total=total), ensure_ascii=False, indent=2))
        return
    from explorer.progress_views import chain_lines

    for line in chain_lines(plan, identifier, found, session.map, session.language):
        line.print_on(session.console)
    if len(found) < total:
        click.echo(say("why.more", n=f"{total - len(found):,}"))
