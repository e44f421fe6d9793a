"""`learnmap check`: whether a map is well-formed."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.check import Finding, check
from graph.exchange.plan_json import label_json


@click.command("check", help=say("help.check"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(paths: tuple[Path, ...], form: str) -> None:
    """Write each finding with file and line and how to mend it; ends with 1 where there is any."""
    # What a check reads it needs to its end: looking for garbage among it only takes time, a quarter of the whole.
    gc.disable()
    session = Session.now()
    locations: tuple[Path | None, ...] = paths or tuple(map(Path, session.location.places)) or (None,)
    findings = [finding for location in locations for finding in check(location)]
    if form == "json":
        click.echo(json.dumps([_row(finding) for finding in findings], ensure_ascii=False, indent=2))
    for finding in findings if form == "text" else ():
        message, mend = (text.in_language(session.language) for text in (finding.message, finding.mend))
        click.echo(f"{finding.place}: {finding.rule}: {message} {mend}")
    if form == "text":
        click.echo(say("check.findings", n=len(findings)) if findings else say("check.clean"))
    sys.exit(1 if findings else 0)


def _row(finding: Finding) -> dict[str, object]:
    return {
        "file": finding.file,
        "line": finding.line,
        "rule": finding.rule,
        "node": finding.node,
        "message": label_json(finding.message),
        "mend": label_json(finding.mend),
    }
