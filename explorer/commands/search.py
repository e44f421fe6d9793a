"""`learnmap search`: find nodes by name."""

from __future__ import annotations

import json
import sys

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.exchange.plan_json import label_json
from graph.vocabulary import kind_label


@click.command("search", help=say("help.search"))
@click.argument("text", nargs=-1, required=True, metavar=say("metavar.text"))
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help=say("option.limit-search"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(text: tuple[str, ...], limit: int, form: str) -> None:
    """Write the nodes whose names come closest; ends with 1 where there is none."""
    session = Session.now()
    matches = session.map.search(" ".join(text), limit=limit)
    nodes = session.map.describe(match.id for match in matches)
    if form == "json":
        rows = [
            {
                "id": match.id,
                "kind": nodes[match.id].kind,
                "label": label_json(nodes[match.id].label),
                "matched": match.name,
                "score": round(match.score, 1),
            }
            for match in matches
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif matches:
        from rich.table import Table

        table = Table("id", say("table.kind"), say("table.name"), say("table.matched"), box=None, header_style="dim")
        for match in matches:
            node = nodes[match.id]
            label = node.label.in_language(session.language)
            table.add_row(
                match.id, kind_label(node.kind, session.language), label, match.name if match.name != label else ""
            )
        session.console.print(table)
    else:
        click.echo(say("search.nothing", text=" ".join(text)), err=True)
    if not matches:
        sys.exit(1)
