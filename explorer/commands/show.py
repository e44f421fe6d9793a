"""`learnmap show`: all about one node."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from explorer.cli_text import say
from explorer.session import Session, common_options


@click.command("show", help=say("help.show"))
@click.argument("node", metavar=say("metavar.node"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(node: str, form: str) -> None:
    """Write what the map says of a node."""
    session = Session.now()
    found = session.map.node(session.map.resolve(node))
    if form == "json":
        needs = [asdict(edge) for edge in session.map.prerequisites([found.id])]
        linked_from = session.map.links_of(found.id)
        click.echo(
            json.dumps(
                {**asdict(found), "prerequisites": needs, "linked_from": linked_from}, ensure_ascii=False, indent=2
            )
        )
        return
    from explorer.terminal import node_lines

    for line in node_lines(found, session.map, session.language):
        line.print_on(session.console)
