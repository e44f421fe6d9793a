"""`learnmap query`: ask the map a SPARQL question."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from explorer.cli_text import missing_walls, say
from explorer.session import Session, common_options
from graph.errors import InvalidInput
from graph.model import Language
from graph.saved_queries import saved_queries, saved_query
from graph.sparql import Limits, QueryResult, Term, ask_once, without_time_limit
from ontology import PREFIXES

FORMATS = ("table", "json", "csv", "tsv", "turtle")


@click.command("query", help=say("help.query"))
@click.argument("query", required=False, metavar="[SPARQL|FILE.rq|-]")
@click.option("--saved", metavar=say("metavar.name"), help=say("option.saved"))
@click.option("--list", "list_saved", is_flag=True, help=say("option.list-saved"))
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help=say("option.format"))
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=Limits().seconds, show_default=True, help=say("option.timeout")
)
@click.option("--limit", type=click.IntRange(min=0), default=Limits().rows, show_default=True, help=say("option.limit"))
@common_options
def command(query: str | None, saved: str | None, list_saved: bool, form: str, timeout: float, limit: int) -> None:
    """Write the answer; what a limit cut is said on standard error."""
    session = Session.now()
    if list_saved:
        _write_list(session)
        return
    if (query is None) == (saved is None):
        raise click.UsageError(say("query.one"))
    text = saved_query(saved).text if saved else _text(query or "")
    limits = replace(Limits(), seconds=timeout, rows=limit, bytes=0 if limit == 0 else Limits().bytes)
    result = ask_once(
        session.whole_map,
        text,
        limits if timeout else without_time_limit(limits),
        unguarded=lambda walls: click.echo(missing_walls(walls), err=True),
    )
    _write(result, form, session)
    if result.truncated == "cell":
        click.echo(say("query.shortened", n=limits.cell), err=True)
    elif result.truncated:
        click.echo(say("query.truncated", n=len(result.rows), limit=result.truncated), err=True)


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    path = Path(query)
    if not query.endswith(".rq"):
        return query
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        why = error.strerror or str(error)
        raise InvalidInput(f"{path} cannot be read: {why}.", f"{path} を読み込めません: {why}。") from None
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"{path} is not UTF-8 (byte {error.start}).", f"{path} はUTF-8ではありません（{error.start}バイト目）。"
        ) from None


def _write(result: QueryResult, form: str, session: Session) -> None:
    from graph.exchange import query_results

    if form == "table":
        _write_table(result, session)
    else:
        written = getattr(query_results, f"results_{form}")(result)
        click.echo(written, nl=form == "json")


def _write_table(result: QueryResult, session: Session) -> None:
    if result.kind == "ask":
        click.echo(say("query.yes" if result.truth else "query.no"))
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(*result.columns, box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for row in result.rows:
        table.add_row(*(Text(short(term)) for term in row))
    session.console.print(table)
    click.echo(say("query.rows", n=len(result.rows), seconds=result.seconds), err=True)


def short(term: Term | None) -> str:
    """Return a term as a reader wants it: an IRI by its prefix, a literal by its text."""
    if term is None:
        return ""
    if term.kind != "uri":
        return term.value
    for prefix, iri in PREFIXES.items():
        if term.value.startswith(iri) and "/" not in term.value[len(iri) :]:
            return f"{prefix}:{term.value[len(iri) :]}"
    return f"<{term.value}>"


def _write_list(session: Session) -> None:
    from rich.table import Table

    language: Language = session.language
    table = Table(say("query.level"), say("table.name"), say("query.question"), box=None, header_style="dim")
    for saved in saved_queries():
        table.add_row(str(saved.level), saved.name, saved.title.in_language(language))
    session.console.print(table)
