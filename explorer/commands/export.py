"""`learnmap export`: the map, or a part of it, as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.atomic_file import write_atomically
from graph.exchange.rdf import FORMATS as RDF_FORMATS
from graph.exchange.rdf import map_rdf
from graph.map import Map
from graph.model import Language
from graph.neighbourhood import around, leading_to
from graph.whole import all_ids

FORMATS = (*RDF_FORMATS, "csv", "graphml", "gexf", "cytoscape", "html")


@click.command("export", help=say("help.export"))
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help=say("option.format"))
@click.option("--around", "centre", metavar=say("metavar.node"), help=say("option.around"))
@click.option("--hops", type=click.IntRange(min=0), default=1, show_default=True, help=say("option.hops"))
@click.option("--path-to", "target", metavar=say("metavar.node"), help=say("option.path-to"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=say("option.output"))
@common_options
def command(form: str, centre: str | None, hops: int, target: str | None, output: Path | None) -> None:
    """Write the chosen part; to standard output where no file is named."""
    if centre and target:
        raise click.UsageError(say("export.either"))
    session = Session.now()
    ids = _chosen(session.whole_map, centre, hops, target)
    if form == "csv":
        _write_pair(session.whole_map, ids, output)
        return
    content = _written(session.whole_map, ids, form, session.language, target)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    write_atomically(output, content)
    click.echo(say("export.done", file=output, n=len(ids), size=f"{len(content):,}"), err=True)


def _write_pair(map_: Map, ids: list[str], output: Path | None) -> None:
    from graph.exchange.table_files import csv_pair

    if output is None:
        raise click.UsageError(say("export.pair"))
    stem = output.with_suffix("")
    for part, content in zip(("nodes", "edges"), csv_pair(map_, ids), strict=True):
        path = stem.with_name(f"{stem.name}-{part}.csv")
        write_atomically(path, content)
        click.echo(say("export.done", file=path, n=len(ids), size=f"{len(content):,}"), err=True)


def _chosen(map_: Map, centre: str | None, hops: int, target: str | None) -> list[str]:
    if centre:
        return around(map_, map_.resolve(centre), hops)
    return leading_to(map_, map_.resolve(target)) if target else list(all_ids(map_))


def _written(map_: Map, ids: list[str], form: str, language: Language, target: str | None) -> bytes:
    if form == "html":
        from explorer.saved_page import saved_page

        return saved_page(map_, ids, language=language, targets=[map_.resolve(target)] if target else []).encode()
    if form not in RDF_FORMATS:
        from graph.exchange import table_files

        content: bytes = getattr(table_files, form)(map_, ids)
        return content
    return map_rdf(map_, ids, form)
