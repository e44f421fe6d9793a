"""`learnmap`: the command line. This file knows which commands there are; each lives in `explorer/commands`."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final

import click

from explorer.cli_text import COMMAND_HELP, say
from explorer.session import Session, common_options
from graph.errors import LearnmapError, PlanTooLong

COMMANDS: Final = (
    "path", "next", "why", "unlocks", "place", "profile", "study-plan", "show", "search", "insight", "stats", "query",
    "export", "new", "format", "check", "load", "generate", "explore", "serve", "mcp",
)  # fmt: skip
"""Names of the commands, in the order of a learner's day; the command `x-y` is `explorer.commands.x_y.command`."""


class Commands(click.Group):
    """A group that imports a command only when it is called, so that `learnmap path` loads no web framework."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"explorer.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(say("help.commands")):
            formatter.write_dl([(name, say(COMMAND_HELP.format(name))) for name in COMMANDS])


@click.command(cls=Commands, help=say("help.learnmap"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="learnmap", message="learnmap %(version)s")
@common_options
def learnmap() -> None:
    """Hold the commands."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with 0, with 1 for a mistake in the input, with 2 for wrong usage."""
    # A command lives for a moment and makes little garbage; what serves for hours turns collecting on again.
    gc.disable()
    try:
        sys.exit(learnmap.main(args=arguments, prog_name="learnmap", standalone_mode=False) or 0)
    except LearnmapError as error:
        click.echo(f"{say('error')}: {error.text(Session.language_now())}", err=True)
        if isinstance(error, PlanTooLong):
            click.echo(say("path.too-long"), err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("aborted"), err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough; keep Python from complaining while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
