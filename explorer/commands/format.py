"""`learnmap format`: the house form of map files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.session import common_options
from graph.atomic_file import write_atomically
from graph.checked_files import shown
from graph.triples import map_files
from graph.turtle_entries import in_house_form, read_text
from ontology import MAP


@click.command("format", help=say("help.format"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--check", "only_check", is_flag=True, help=say("option.format-check"))
@common_options
def command(paths: tuple[Path, ...], only_check: bool) -> None:
    """Rewrite each Turtle file that is not in the house form; all are read before the first is written."""
    files = [file for path in paths or (MAP,) for file in map_files(path) if file.suffix == ".ttl"]
    texts = {file: read_text(file) for file in files}
    formatted = {file: in_house_form(text, shown(file)) for file, text in texts.items()}
    changed = [file for file in files if formatted[file] != texts[file]]
    for file in changed:
        if not only_check:
            write_atomically(file, formatted[file].encode())
        click.echo(say("format.unformatted" if only_check else "format.changed", file=shown(file)))
    if not changed:
        click.echo(say("format.clean", all=len(files)))
    elif not only_check:
        click.echo(say("format.done", n=len(changed), all=len(files)))
    sys.exit(1 if changed and only_check else 0)
