"""`learnmap load`: a store on disk, made of files."""

from __future__ import annotations

from pathlib import Path

import click

from explorer.cli_text import say
from explorer.load_bar import load_bar
from explorer.session import Session, common_options
from graph.described import REQUIRES
from graph.disk_load import load


@click.command("load", help=say("help.load"))
@click.argument("folder", type=click.Path(path_type=Path), metavar=say("metavar.folder"))
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=say("metavar.file") + "…")
@click.option("--replace", is_flag=True, help=say("option.replace"))
@common_options
def command(folder: Path, places: tuple[Path, ...], replace: bool) -> None:
    """Load the files, with a bar that shows how far it is, and say how to use the store."""
    session = Session.now()
    requires = tuple(dict.fromkeys((*REQUIRES, *session.location.requires)))
    with load_bar() as report:
        count = load(folder, places, requires=requires, replace=replace, report=report)
    click.echo(say("load.done", n=f"{count:,}", folder=folder))
