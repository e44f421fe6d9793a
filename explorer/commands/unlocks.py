"""`learnmap unlocks`: what becomes learnable when a node is known, and what depends on it in the end."""

from __future__ import annotations

import json
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.learner import learner, learner_options
from explorer.session import Session, common_options
from graph.progress import unlocks


@click.command("unlocks", help=say("help.unlocks"))
@click.argument("node", metavar=say("metavar.node"))
@learner_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(node: str, known: tuple[str, ...], skipped: tuple[str, ...], profile: Path | None, form: str) -> None:
    """Write what a node opens at once, what it opens together with other nodes, and all that requires it."""
    session = Session.now()
    found = unlocks(session.map, node, **learner(session.map, known, skipped, profile).settled())
    if form == "json":
        from graph.exchange.progress_json import unlocked_json

        click.echo(json.dumps(unlocked_json(found), ensure_ascii=False, indent=2))
        return
    from explorer.progress_views import unlocked_lines

    for line in unlocked_lines(found, session.map, session.language):
        line.print_on(session.console)
