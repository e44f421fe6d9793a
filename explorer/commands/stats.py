"""`learnmap stats`: how many nodes and edges the map has."""

from __future__ import annotations

import json
from collections import Counter

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.vocabulary import kind_label, property_label


@click.command("stats", help=say("help.stats"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(form: str) -> None:
    """Write the counts of nodes by kind and of edges by property."""
    session = Session.now()
    nodes, edges = session.map.counts()
    if form == "json":
        click.echo(json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, indent=2))
        return
    from rich.table import Table

    for title, counts, name in (("stats.nodes", nodes, kind_label), ("stats.edges", edges, property_label)):
        table = Table(say(title), say("stats.count"), box=None, header_style="bold")
        table.columns[1].justify = "right"
        for key, count in Counter(counts).most_common():
            table.add_row(name(key, session.language), f"{count:,}")
        table.add_section()
        table.add_row("", f"{sum(counts.values()):,}", style="bold")
        session.console.print(table)
