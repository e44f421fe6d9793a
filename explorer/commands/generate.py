"""`learnmap generate`: a made-up map of any size, for benchmarks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.session import common_options
from graph.atomic_file import written_whole
from graph.synthetic import synthetic_turtle, write_synthetic


@click.command("generate", help=say("help.generate"))
@click.option("--topics", type=int, required=True, metavar="N", help=say("option.topics"))
@click.option("--seed", type=int, default=0, show_default=True, metavar="S", help=say("option.seed"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=say("option.generated"))
@common_options
def command(topics: int, seed: int, output: Path | None) -> None:
    """Write the map; to standard output, as Turtle, where no file is named."""
    if output is None:
        sys.stdout.writelines(synthetic_turtle(topics, seed=seed))
        return
    with written_whole(output) as file:
        write_synthetic(file, topics, form=output.suffix, seed=seed)
