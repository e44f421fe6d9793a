"""`learnmap profile`: a file of what one knows, learns and skips."""

from __future__ import annotations

import json
from pathlib import Path

import click

from explorer.cli_text import say
from explorer.learner import report
from explorer.session import Session, common_options
from graph.errors import NodeNotFound
from graph.profile import Profile, State, applied, profile_text, read_profile, write_profile
from graph.store import Map

_STATES: tuple[State, ...] = ("known", "alone", "learning", "skipped")


@click.command("profile", help=say("help.profile"))
@click.argument("file", type=click.Path(path_type=Path), metavar=say("metavar.file"))
@click.option("--know", "known", multiple=True, metavar=say("metavar.node"), help=say("option.mark-known"))
@click.option("--learn", "learning", multiple=True, metavar=say("metavar.node"), help=say("option.mark-learning"))
@click.option("--skip", "skipped", multiple=True, metavar=say("metavar.node"), help=say("option.mark-skipped"))
@click.option("--forget", "forgotten", multiple=True, metavar=say("metavar.node"), help=say("option.forget"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(
    file: Path,
    known: tuple[str, ...],
    learning: tuple[str, ...],
    skipped: tuple[str, ...],
    forgotten: tuple[str, ...],
    form: str,
) -> None:
    """Change a profile where asked to, then write what it says."""
    session = Session.now()
    changing = bool(known or learning or skipped or forgotten)
    profile = read_profile(file, new=changing)
    for name in forgotten:
        profile = profile.without(_forgettable(profile, name, session.map))
    for state, names in (("learning", learning), ("skipped", skipped)):
        for name in names:
            profile = profile.with_state(session.map.resolve(name), "learning" if state == "learning" else "skipped")
    profile = profile.stating(session.map, known)
    if changing:
        write_profile(profile, file)
    if form == "json":
        click.echo(profile_text(profile), nl=False)
    else:
        _write_text(profile, session)
    report(applied(profile, session.map))


def _forgettable(profile: Profile, name: str, map_: Map) -> str:
    """Return the profile's entry that a name means: as it stands there, for the map may have lost it, or resolved."""
    if name in profile.states:
        return name
    identifier = map_.resolve(name)
    if identifier not in profile.states:
        raise NodeNotFound(name, near=tuple(profile.states)[:5])
    return identifier


def _write_text(profile: Profile, session: Session) -> None:
    if not profile.states:
        click.echo(say("profile.empty"))
    for state in _STATES:
        ids = profile.ids(state)
        if ids:
            click.echo(say(f"profile.{state}", names=", ".join(_named(identifier, session) for identifier in ids)))


def _named(identifier: str, session: Session) -> str:
    try:
        return session.map.node(identifier).label.in_language(session.language)
    except NodeNotFound:
        return json.dumps(identifier, ensure_ascii=False)
