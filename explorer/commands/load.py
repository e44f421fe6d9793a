"""`learnmap load`: a store on disk, made of files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.described import REQUIRES
from graph.disk_load import Progress, Report, load


@click.command("load", help=say("help.load"))
@click.argument("folder", type=click.Path(path_type=Path), metavar=say("metavar.folder"))
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=say("metavar.file") + "…")
@click.option("--replace", is_flag=True, help=say("option.replace"))
@common_options
def command(folder: Path, places: tuple[Path, ...], replace: bool) -> None:
    """Load the files, with a bar that shows how far it is, and say how to use the store."""
    session = Session.now()
    requires = tuple(dict.fromkeys((*REQUIRES, *session.location.requires)))
    with _bar() as report:
        count = load(folder, places, requires=requires, replace=replace, report=report)
    click.echo(say("load.done", n=f"{count:,}", folder=folder))


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TextColumn("{task.fields[rate]}"))
    with Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def report(progress: Progress) -> None:
            stage, reading = say(f"load.{progress.stage}"), progress.stage == "reading"
            if stage not in tasks:
                for before in tasks.values():
                    bar.update(before, visible=False)
                # How long what follows reading takes is not known: its bar moves to and fro.
                tasks[stage] = bar.add_task(stage, total=progress.total if reading else None, rate="")
            rate = say("load.rate", n=f"{progress.rate:,.0f}")
            bar.update(tasks[stage], completed=progress.bytes, rate=rate if reading else "")

        yield report
