"""`learnmap new`: a new entry in the map's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.atomic_file import write_atomically
from graph.checked_files import shown
from graph.errors import InvalidInput
from graph.map import Map
from graph.model import Label, Strength
from graph.new_entry import FACTS, KINDS, LINKS, Need, NewNode, entry_of, slug_of
from graph.turtle_entries import Entry, read_text, with_entry
from ontology import MAP

Command = TypeVar("Command", bound=Any)


def _facts_and_links(command: Command) -> Command:
    for name in [*LINKS][::-1]:
        option = click.option(
            f"--{name}", multiple=True, metavar=say("metavar.node"), help=say("option.new-link", name=LINKS[name])
        )
        command = option(command)
    for name in [*FACTS][::-1]:
        option = click.option(
            f"--{name}", multiple=True, metavar=say("metavar.text"), help=say("option.new-fact", name=FACTS[name])
        )
        command = option(command)
    return command


@click.command("new", help=say("help.new"))
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("name", metavar=say("metavar.name"))
@click.option("--ja", required=True, metavar=say("metavar.name"), help=say("option.new-ja"))
@click.option("--definition", required=True, metavar=say("metavar.text"), help=say("option.new-definition"))
@click.option("--definition-ja", required=True, metavar=say("metavar.text"), help=say("option.new-definition-ja"))
@click.option("--area", required=True, metavar=say("metavar.node"), help=say("option.new-area"))
@click.option("--stage", metavar=say("metavar.node"), help=say("option.new-stage"))
@click.option("--phase", metavar=say("metavar.node"), help=say("option.new-phase"))
@click.option("--hours", type=click.FloatRange(min=0, max=200), help=say("option.new-hours"))
@click.option("--alias", multiple=True, metavar=say("metavar.name"), help=say("option.new-alias"))
@click.option("--alias-ja", multiple=True, metavar=say("metavar.name"), help=say("option.new-alias-ja"))
@click.option("--reading", "readings", multiple=True, metavar=say("metavar.name"), help=say("option.new-reading"))
@click.option("--needs", nargs=3, multiple=True, metavar=say("metavar.need"), help=say("option.new-needs"))
@click.option("--helpful", nargs=3, multiple=True, metavar=say("metavar.need"), help=say("option.new-helpful"))
@click.option("--start", is_flag=True, help=say("option.new-start"))
@click.option("--id", "slug", metavar=say("metavar.node"), help=say("option.new-id"))
@click.option("--dry-run", is_flag=True, help=say("option.dry-run"))
@_facts_and_links
@common_options
def command(kind: str, name: str, slug: str | None, dry_run: bool, **stated: Any) -> None:
    """Write the entry into its area's file, at its place in the order."""
    session = Session.now()
    entry = entry_of(_new_id(session.whole_map, slug or slug_of(name)), _node(session.whole_map, kind, name, stated))
    if dry_run:
        click.echo(entry.text)
        return
    file = _file_of(session, session.whole_map.resolve(stated["area"]))
    text = with_entry(read_text(file), entry, shown(file))
    write_atomically(file, text.encode())
    click.echo(say("new.added", file=shown(file), line=_line_of(text, entry)))


def _node(map_: Map, kind: str, name: str, stated: dict[str, Any]) -> NewNode:
    return NewNode(
        kind=kind,
        label=Label(name, stated["ja"]),
        definition=Label(stated["definition"], stated["definition_ja"]),
        area=map_.resolve(stated["area"]),
        stage=map_.resolve(stated["stage"]) if stated["stage"] else None,
        phase=map_.resolve(stated["phase"]) if stated["phase"] else None,
        hours=stated["hours"],
        aliases=[*(("en", alias) for alias in stated["alias"]), *(("ja", alias) for alias in stated["alias_ja"])],
        readings=stated["readings"],
        starting_point=stated["start"],
        needs=[*_needs(map_, stated["needs"], "required"), *_needs(map_, stated["helpful"], "helpful")],
        facts={option: stated[option] for option in FACTS},
        links={option: [map_.resolve(value) for value in stated[option.replace("-", "_")]] for option in LINKS},
    )


def _needs(map_: Map, stated: tuple[tuple[str, str, str], ...], strength: Strength) -> list[Need]:
    return [Need(map_.resolve(on), Label(english, japanese), strength) for on, english, japanese in stated]


def _new_id(map_: Map, slug: str) -> str:
    if slug in map_:
        raise InvalidInput(
            f"There is a node {slug} already. Name the new one differently, or state another id with --id.",
            f"{slug} というノードはすでにあります。別の名前にするか、--id で別のIDを指定してください。",
        )
    return slug


def _file_of(session: Session, area: str) -> Path:
    places = session.location.places
    folder = Path(places[0]) if places else MAP
    file = folder if folder.is_file() else folder / f"{area}.ttl"
    if not file.is_file():
        raise InvalidInput(
            f"The map has no file {shown(file)} for the area. New nodes are written to files of Turtle only.",
            f"領域のファイル {shown(file)} がありません。新しいノードはTurtleのファイルにだけ書き込めます。",
        )
    return file


def _line_of(text: str, entry: Entry) -> int:
    return text[: text.index(f"\n{entry.text}")].count("\n") + 2
