"""`learnmap serve`: the explorer and what programs ask, for others."""

from __future__ import annotations

from typing import Final

import click

from explorer.cli_text import missing_walls, say
from explorer.session import Session, common_options
from explorer.settings import Settings
from graph.errors import InvalidInput
from graph.query_answers import Limits

MIB: Final = 1 << 20
_SETTINGS, _LIMITS = Settings(), Limits()


@click.command("serve", help=say("help.serve"))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8501, show_default=True, help=say("option.port"), metavar="N"
)
@click.option("--host", default="127.0.0.1", show_default=True, help=say("option.host"), metavar=say("metavar.host"))
@click.option("--public-url", metavar="URL", help=say("option.public-url"))
@click.option(
    "--origin", "origins", multiple=True, default=_SETTINGS.origins, show_default=True, metavar="ORIGIN",
    help=say("option.origin"),
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 256), default=_SETTINGS.workers, show_default=True, help=say("option.workers")
)
@click.option(
    "--waiting", type=click.IntRange(0), default=_SETTINGS.waiting, show_default=True, help=say("option.waiting")
)
@click.option(
    "--per-client", type=click.IntRange(1), default=_SETTINGS.per_client, show_default=True,
    help=say("option.per-client"),
)  # fmt: skip
@click.option(
    "--send-seconds", type=click.FloatRange(1), default=_SETTINGS.send_seconds, show_default=True,
    help=say("option.send-seconds"),
)  # fmt: skip
@click.option(
    "--seconds", type=click.FloatRange(0.1, 3_600), default=_LIMITS.seconds, show_default=True,
    help=say("option.limit-seconds"),
)  # fmt: skip
@click.option(
    "--memory", type=click.IntRange(64), default=_LIMITS.memory // MIB, show_default=True, metavar="MiB",
    help=say("option.limit-memory"),
)  # fmt: skip
@click.option("--rows", type=click.IntRange(1), default=_LIMITS.rows, show_default=True, help=say("option.limit-rows"))
@click.option(
    "--bytes", "size", type=click.IntRange(1_000), default=_LIMITS.bytes, show_default=True,
    help=say("option.limit-bytes"),
)  # fmt: skip
@click.option(
    "--cell", type=click.IntRange(100), default=_LIMITS.cell, show_default=True, help=say("option.limit-cell")
)
@click.option(
    "--text", type=click.IntRange(100), default=_LIMITS.text, show_default=True, help=say("option.limit-text")
)
@common_options
def command(
    port: int,
    host: str,
    public_url: str | None,
    origins: tuple[str, ...],
    workers: int,
    waiting: int,
    per_client: int,
    send_seconds: float,
    seconds: float,
    memory: int,
    rows: int,
    size: int,
    cell: int,
    text: int,
) -> None:
    """Serve until interrupted."""
    session = Session.now()
    settings = Settings(
        workers=workers,
        waiting=waiting,
        per_client=per_client,
        limits=Limits(seconds=seconds, memory=memory * MIB, rows=rows, bytes=size, cell=cell, text=text),
        origins=tuple(origin for origin in origins if origin != "none"),
        public_url=_checked_url(public_url),
        send_seconds=send_seconds,
    )
    from explorer.server import serve

    def unguarded(walls: tuple[str, ...]) -> None:
        click.echo(missing_walls(walls), err=True)

    def started(address: str) -> None:
        click.echo(say("serve.started", address=address))

    serve(host=host, port=port, location=session.location, settings=settings, started=started, unguarded=unguarded)
    click.echo(say("serve.ended"))


def _checked_url(url: str | None) -> str | None:
    if url is None:
        return None
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or any(c in url for c in " <>\"'?#"):
        raise InvalidInput(
            f"{url!r} is no address: write it as in https://map.example.org.",
            f"「{url}」はアドレスではありません。https://map.example.org のように書いてください。",
        )
    return url.rstrip("/")
