"""What all commands share: the language, the map, and a terminal to write on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from explorer.language import from_locale
from explorer.load_bar import load_bar
from graph.compiled_map import open_quickly
from graph.map import Map
from graph.model import Language
from graph.store import Location, open_map

if TYPE_CHECKING:
    from rich.console import Console

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Session:
    """One run of a command.

    Attributes
    ----------
    language : of everything written.
    location : of the map.
    """

    language: Language = field(default_factory=from_locale)
    location: Location = field(default_factory=Location)

    @cached_property
    def map(self) -> Map:
        """The map, opened when first needed, in the quickest way."""
        with load_bar() as report:
            return open_quickly(self.location, report)

    @cached_property
    def whole_map(self) -> Map:
        """The map with all its triples at hand, for what looks at every node."""
        with load_bar() as report:
            return open_map(self.location, report=report)

    @cached_property
    def console(self) -> Console:
        """Standard output; in colour on a terminal only."""
        from rich.console import Console

        return Console(highlight=False, soft_wrap=not sys.stdout.isatty())

    @staticmethod
    def now() -> Session:
        """Return the session of the command that runs."""
        context = click.get_current_context(silent=True)
        found = context.find_object(Session) if context else None
        return found or Session(language=Session.language_now())

    @staticmethod
    def language_now() -> Language:
        """Return the language asked for on the command line, else the locale's.

        Read from the arguments themselves: help texts and errors are phrased before, or after, they are parsed.
        """
        for option, value in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
            stated = value if option == "--lang" else option.removeprefix("--lang=")
            if option.startswith("--lang") and stated in ("en", "ja"):
                return "ja" if stated == "ja" else "en"
        return from_locale()


def common_options(command: Function) -> Function:
    """Give a command `--lang`, `--map` and `--requires`; what is stated last, nearest the command's arguments, counts."""
    from explorer.cli_text import say

    for option in (
        click.option(
            "--lang",
            type=click.Choice(["en", "ja"]),
            expose_value=False,
            callback=_set_language,
            help=say("option.lang"),
        ),
        click.option(
            "--map",
            multiple=True,
            metavar=say("metavar.location"),
            expose_value=False,
            callback=_set_places,
            help=say("option.map"),
        ),
        click.option(
            "--requires",
            multiple=True,
            metavar="IRI",
            expose_value=False,
            callback=_set_requires,
            help=say("option.requires"),
        ),
    ):
        command = option(command)
    return command


def _set_language(context: click.Context, _: click.Parameter, value: Language | None) -> None:
    context.obj = context.find_object(Session) or Session()
    if value is not None:
        context.obj = replace(context.obj, language=value)


def _set_places(context: click.Context, _: click.Parameter, value: tuple[str, ...]) -> None:
    context.obj = context.find_object(Session) or Session()
    if value:
        context.obj = replace(context.obj, location=replace(context.obj.location, places=value))


def _set_requires(context: click.Context, _: click.Parameter, value: tuple[str, ...]) -> None:
    context.obj = context.find_object(Session) or Session()
    if value:
        context.obj = replace(context.obj, location=replace(context.obj.location, requires=value))
