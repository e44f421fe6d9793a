"""`learnmap generate`: a made-up map of any size, for benchmarks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.session import common_options
from graph.synthetic import synthetic_turtle


@click.command("generate", help=say("help.generate"))
@click.option("--topics", type=int, required=True, metavar="N", help=say("option.topics"))
@click.option("--seed", type=int, default=0, show_default=True, metavar="S", help=say("option.seed"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=say("option.output"))
@common_options
def command(topics: int, seed: int, output: Path | None) -> None:
    """Write the map as Turtle; to standard output where no file is named."""
    pieces = synthetic_turtle(topics, seed=seed)
    first = next(pieces)
    if output is None:
        sys.stdout.write(first)
        sys.stdout.writelines(pieces)
        return
    with output.open("w", encoding="utf-8") as file:
        file.write(first)
        file.writelines(pieces)
