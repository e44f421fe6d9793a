"""`learnmap explore`: the map in the browser."""

from __future__ import annotations

import click

from explorer.cli_text import missing_walls, say
from explorer.session import Session, common_options


@click.command("explore", help=say("help.explore"))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8501, show_default=True, help=say("option.port"), metavar="N"
)
@click.option("--host", default="127.0.0.1", show_default=True, help=say("option.host"), metavar=say("metavar.host"))
@click.option("--no-browser", is_flag=True, help=say("option.no-browser"))
@common_options
def command(port: int, host: str, no_browser: bool) -> None:
    """Serve the explorer until interrupted, and open it."""
    session = Session.now()
    from explorer.server import serve

    def unguarded(walls: tuple[str, ...]) -> None:
        click.echo(missing_walls(walls), err=True)

    def started(address: str) -> None:
        click.echo(say("explore.started", address=address))

    serve(
        host=host,
        port=port,
        location=session.location,
        open_browser=not no_browser,
        started=started,
        unguarded=unguarded,
    )
    click.echo(say("explore.ended"))
