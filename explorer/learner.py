"""What several commands ask of the learner: what is known and skipped, on the command line and in a profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from explorer.cli_text import say
from graph.store import Map

if TYPE_CHECKING:
    from graph.profile import AppliedProfile

Function = TypeVar("Function", bound=Callable[..., Any])


class Settled(TypedDict):
    """What no plan needs to hold, as the keyword arguments that all planners take."""

    known: tuple[str, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learner:
    """What the planner is told of a learner: names of nodes; `known` with a trailing "!" where a node is known alone."""

    known: tuple[str, ...]
    skipped: tuple[str, ...]
    learning: tuple[str, ...] = ()

    def settled(self) -> Settled:
        """Return `known` and `skipped` as keyword arguments."""
        return {"known": self.known, "skipped": self.skipped}


def learner_options(command: Function) -> Function:
    """Give a command `--know`, `--skip` and `--profile`, as the arguments `known`, `skipped` and `profile`."""
    node = say("metavar.node")
    for option in (
        click.option("--profile", type=click.Path(path_type=Path), help=say("option.profile")),
        click.option("--skip", "skipped", multiple=True, metavar=node, help=say("option.skip")),
        click.option("--know", "known", multiple=True, metavar=node, help=say("option.know")),
    ):
        command = option(command)
    return command


def learner(map_: Map, known: tuple[str, ...], skipped: tuple[str, ...], profile: Path | None) -> Learner:
    """Return what is stated on the command line and in a profile; what the map has lost is named on standard error.

    Where they differ on a node, the command line counts.

    Raises
    ------
    InvalidInput, ProfileError
        For a profile that cannot be read.
    NodeNotFound, AmbiguousName
        For a name on the command line.
    """
    if profile is None:
        return Learner(known, skipped)
    from graph.profile import applied, read_profile

    kept = read_profile(profile)
    for name in skipped:
        kept = kept.without(map_.resolve(name))
    found = applied(kept.stating(map_, known), map_)
    report(found)
    return Learner(found.known, (*found.skipped, *skipped), found.learning)


def report(found: AppliedProfile) -> None:
    """Say what of a profile the map does not know, and what is skipped in vain."""
    if found.vanished:
        click.echo(say("profile.vanished", names=", ".join(found.vanished)), err=True)
    if found.needed_after_all:
        click.echo(say("profile.needed-after-all", names=", ".join(found.needed_after_all)), err=True)
