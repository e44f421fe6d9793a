"""`learnmap mcp`: the map as tools of an assistant."""

from __future__ import annotations

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.errors import InvalidInput


@click.command("mcp", help=say("help.mcp"))
@common_options
def command() -> None:
    """Answer an assistant until it closes the connection."""
    session = Session.now()
    try:
        from explorer.assistant import assistant_server
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "mcp":
            raise
        raise InvalidInput(
            "This command needs the official mcp SDK. Install it: pip install 'learnmap[mcp]'.",
            "このコマンドには公式のmcp SDKが必要です。インストール: pip install 'learnmap[mcp]'",
        ) from None
    with assistant_server(session.map) as server:
        server.run("stdio")
