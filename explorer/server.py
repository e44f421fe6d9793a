"""The composition root of the explorer: one ASGI application of Streamlit's pages, our routes and security headers."""

from __future__ import annotations

import base64
import gc
import hashlib
import logging
import re
import socket
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

import streamlit
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer import kept_files, shared
from explorer.first_visits import first_pages, visit
from explorer.language import from_tag
from explorer.routes import routes
from explorer.service import GzipAsAccepted
from explorer.settings import Settings
from explorer.theme import STREAMLIT_OPTIONS, favicon, page_style
from graph.errors import InvalidInput
from graph.store import Location

_SCRIPT: Final = Path(__file__).with_name("app.py")
_LOOPBACK: Final = ("127.0.0.1", "localhost")
_EMBEDDING: Final = b"cross-origin-resource-policy"


LOCAL: Final = Settings(origins=())
"""How one's own explorer is served: no page elsewhere may read from it through its reader's browser."""


def serve(
    *,
    host: str,
    port: int,
    location: Location,
    started: Callable[[str], None],
    open_browser: bool = False,
    settings: Settings = LOCAL,
    unguarded: Callable[[tuple[str, ...]], None] = lambda _: None,
) -> None:
    """Serve the explorer, and what programs ask, until it is interrupted.

    Parameters
    ----------
    port : 0 for any that is free.
    location : of the map.
    started : told the address once it can be opened.
    settings : of what programs ask.
    unguarded : told which limits of a query this system cannot enforce, where there are any.

    Raises
    ------
    InvalidInput
        Where the address cannot be listened on.
    MapNotFound, MapSyntaxError
    """
    import uvicorn

    gc.enable()
    shared.use(location, settings)
    listening = listen(host, port)
    address = f"http://{_in_address(host)}:{listening.getsockname()[1]}"
    configure(listening.getsockname()[1], host)

    def ready() -> None:
        started(address)
        if open_browser:
            webbrowser.open(address)

    server = uvicorn.Server(
        uvicorn.Config(
            application(host, ready, settings=settings, unguarded=unguarded, visited=partial(visit, address)),
            log_config=None,
            log_level=logging.ERROR,
            access_log=False,
            server_header=False,
            ws="websockets-sansio",
            timeout_graceful_shutdown=2,
        )
    )
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises `InvalidInput` where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Stated to be TCP: asyncio sends the parts of an answer at once only over sockets that say so.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        why = getattr(error, "strerror", None) or str(error)
        raise InvalidInput(
            f"Cannot listen on {host}:{port}: {why}. Choose another port with --port, or 0 for any that is free.",
            f"{host}:{port} で待ち受けできません（{why}）。--port で別のポートを指定してください。0なら空きポートを使います。",
        ) from None
    return listening


def configure(port: int, host: str) -> None:
    """Tell Streamlit what a configuration file would, whatever files lie about."""
    from streamlit.web import bootstrap

    options = {
        **STREAMLIT_OPTIONS,
        "server.port": port,
        "server.address": host,
        "browser.serverAddress": _in_address(host).strip("[]"),
        "browser.serverPort": port,
    }
    bootstrap.load_config_options({name.replace(".", "_"): value for name, value in options.items()})


def application(
    host: str = _LOOPBACK[0],
    ready: Callable[[], None] = lambda: None,
    *,
    settings: Settings = LOCAL,
    unguarded: Callable[[tuple[str, ...]], None] = lambda _: None,
    visited: Callable[[str], object] = lambda _: None,
) -> streamlit.App:
    """Return the whole application.

    Parameters
    ----------
    ready : called when it answers.
    unguarded : as `serve` says.
    visited : visits a page, by its query, so that what is made once is made before others come.
    """

    def warm() -> None:
        # What the first visitor meets comes first.
        kept_files.warm()
        first, *others = first_pages()
        visited(first)
        if missing := shared.warm():
            unguarded(missing)
        for query in others:
            visited(query)

    @asynccontextmanager
    async def running(_: object) -> AsyncIterator[None]:
        # Meanwhile, so that the first page is made already when it is asked for, and the first query finds its workers warm.
        threading.Thread(target=warm, daemon=True).start()
        # Streamlit collects garbage after every run of the script; the map's many objects stay and need no look.
        gc.collect()
        gc.freeze()
        ready()
        try:
            yield
        finally:
            shared.close()

    index = index_page()
    middleware = [Middleware(SecurityHeaders, policy=content_security_policy(index)), Middleware(GzipAsAccepted)]
    middleware.append(Middleware(kept_files.KeptFiles))
    if host in _LOOPBACK:
        # A page elsewhere whose name is made to resolve to this machine must not read the map through the reader's browser.
        middleware.insert(0, Middleware(TrustedHostMiddleware, allowed_hosts=list(_LOOPBACK)))
    return streamlit.App(_SCRIPT, lifespan=running, routes=[_home(index), *routes(settings)], middleware=middleware)


def index_page() -> str:
    """Return Streamlit's own page with our title and sign, and without the typeface it would fetch and we do not use."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    page = page.replace("<title>Streamlit</title>", "<title>learnmap</title>")
    page = re.sub(r'<link rel="shortcut icon"[^>]*>', f'<link rel="icon" href="{favicon()}">', page)
    page = re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*>', "", page)
    # What every page needs is fetched with the rest, not one after the other as it turns out to be needed; our own code is
    # also run before the first element asks for it, while the browser waits for the server.
    early = "".join(f'<link rel="modulepreload" crossorigin href="./{path}">' for path in kept_files.first_modules())
    early += "".join(
        f'<script type="module" async crossorigin src="./{path}"></script>' for path in kept_files.first_code()
    )
    # Our styles stand at the end, for they hold over those that Streamlit makes.
    return page.replace("</head>", f"{early}</head>").replace("</body>", f"{page_style()}</body>")


def content_security_policy(page: str) -> str:
    """Return the policy: scripts, styles, data and images from this server alone, and no frame around it.

    Streamlit hands components' code to the browser as `blob:` addresses, and its styles are made in place; its one script
    written into the page is allowed by its digest.
    """
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
    scripts = " ".join(("'self'", "blob:", *(f"'sha256-{digest}'" for digest in digests)))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self'",
            "worker-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


class SecurityHeaders:
    """Middleware that adds security headers to every answer."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (_EMBEDDING, b"same-origin"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            (b"x-frame-options", b"DENY"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add to its answer."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = list(message.get("headers", ()))
                # Who may embed an answer is for its route to say: some are for other programs.
                chosen = {_EMBEDDING} & {name.lower() for name, _ in said}
                ours = [header for header in self._headers if header[0] not in chosen]
                own = {name for name, _ in ours}
                message = {**message, "headers": [*(h for h in said if h[0].lower() not in own), *ours]}
            await send(message)

        await self._app(scope, receive, dressed)


def _home(index: str) -> Route:
    def home(request: Request) -> HTMLResponse:
        stated = request.query_params.get("lang")
        language = stated if stated in ("en", "ja") else from_tag(request.headers.get("accept-language"))
        page = index.replace('<html lang="en">', f'<html lang="{language}">')
        return HTMLResponse(page, headers={"cache-control": "no-cache"})

    return Route("/", home)


def _in_address(host: str) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)
    return f"[{shown}]" if ":" in shown and not shown.startswith("[") else shown
