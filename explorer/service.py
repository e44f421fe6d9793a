"""What the addresses for programs share: the map, the workers, the settings; and how every answer of theirs is dressed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import anyio
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.negotiation import Form, choose
from explorer.settings import Settings
from graph.errors import LearnmapError, MapTooLarge, NodeNotFound, PrerequisiteCycle
from graph.map import Map
from graph.model import Label
from graph.sparql import QueryPool

Handler = Callable[[Request], Awaitable[Response]]

READ: Final = ("GET", "HEAD", "OPTIONS")
_ADDRESS: Final = re.compile(r"https?://[\w.:\[\]-]+(?:/[\w./~%-]*)?", re.ASCII)
EXPOSED: Final = ("ETag", "Link", "Retry-After", "Learnmap-Limits", "Learnmap-Truncated", "Learnmap-Seconds")
"""Headers of answers that scripts of other origins may read."""


@dataclass(frozen=True)
class Service:
    """A map served to programs.

    Attributes
    ----------
    map, pool : called when needed: the first request may come before either was made.
    title, licence : of the map; the licence is an IRI; None where it is not known.
    with_pages : whether the explorer's pages are served beside.
    """

    map: Callable[[], Map]
    pool: Callable[[], QueryPool]
    settings: Settings = field(default_factory=Settings)
    title: Label | None = None
    licence: str | None = None
    with_pages: bool = False

    @cached_property
    def threads(self) -> anyio.CapacityLimiter:
        """Threads that make answers, the endpoint's aside: few, so that strangers leave the pages theirs."""
        return anyio.CapacityLimiter(4)

    def base(self, request: Request) -> str:
        """Return the address of this server, without a slash at its end; raises `HttpError` for a Host that is none."""
        stated = self.settings.public_url or str(request.base_url).rstrip("/")
        if not _ADDRESS.fullmatch(stated):
            raise HttpError(400, "The Host header names no host.", "Hostヘッダーがホスト名ではありません。")
        return stated

    def route(self, path: str, handler: Handler, *, methods: Sequence[str] = READ) -> Route:
        """Return a route whose answers are compressed, readable by other origins as far as the settings say, and whose
        errors are JSON."""
        middleware = [
            Middleware(_Readable, everywhere="*" in self.settings.origins),
            Middleware(GzipAsAccepted),
            _COMPRESSED,
        ]
        if self.settings.origins:
            cors = Middleware(
                CORSMiddleware,
                allow_origins=self.settings.origins,
                allow_methods=methods,
                allow_headers=["*"],
                expose_headers=EXPOSED,
                max_age=86_400,
            )
            middleware.insert(0, cors)

        async def handled(request: Request) -> Response:
            if request.method == "OPTIONS":
                return Response(status_code=204, headers={"allow": ", ".join(methods)})
            try:
                return await handler(request)
            except LearnmapError as error:
                return refused(error)

        return Route(path, handled, methods=list(methods), middleware=middleware)


_COMPRESSED: Final = Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)


class HttpError(LearnmapError):
    """A request that cannot be answered, with its status, sentences in both languages, and further headers."""

    def __init__(self, http_status: int, english: str, japanese: str, **headers: str) -> None:
        super().__init__(http_status, english, japanese)
        self.http_status, self._english, self._japanese = http_status, english, japanese
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def english(self) -> str:
        """Return the message in English."""
        return self._english

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return self._japanese


def refused(error: LearnmapError) -> JSONResponse:
    """Return an error as JSON in both languages, under the status that fits it."""
    headers = dict(getattr(error, "headers", {}))
    if (retry := getattr(error, "retry_after", None)) is not None:
        headers["retry-after"] = str(retry)
    headers["cache-control"] = "no-store"
    said: dict[str, object] = {"en": error.text("en"), "ja": error.text("ja")}
    for name in ("line", "column", "near", "candidates"):
        if (value := getattr(error, name, None)) is not None:
            said[name] = value
    return JSONResponse({"error": said}, status_code=status_of(error), headers=headers)


def status_of(error: LearnmapError) -> int:
    """Return the HTTP status of an error: what it states, else 400 for what was asked wrongly."""
    known = {NodeNotFound: 404, MapTooLarge: 501, PrerequisiteCycle: 500}
    return int(getattr(error, "http_status", known.get(type(error), 400)))


def tagged(request: Request, response: Response, *said: str) -> Response:
    """Give an answer an ETag made of what it depends on; answer 304 where the client has it already."""
    tag = entity_tag(*said)
    headers = {"etag": tag, "cache-control": "no-cache"}
    if has_already(request, tag):
        kept = ("vary", "content-location", "link")
        return Response(status_code=304, headers={n: v for n, v in response.headers.items() if n in kept} | headers)
    response.headers.update(headers)
    return response


def entity_tag(*said: str) -> str:
    """Return a weak entity tag of what an answer depends on: compressed or not, it is the same."""
    digest = hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()
    return f'W/"{digest[:24]}"'


def has_already(request: Request, tag: str) -> bool:
    """Return whether the client states to have the answer of a tag."""
    stated = request.headers.get("if-none-match", "")
    opaque = tag.removeprefix("W/")
    return stated.strip() == "*" or any(part.strip().removeprefix("W/") == opaque for part in stated.split(","))


class GzipAsAccepted:
    """Middleware that hides "gzip;q=0" from what compresses further in and takes it for a wish."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            accepted = Request(scope).headers.get("accept-encoding", "")
            if "gzip" in accepted and choose(accepted.replace("gzip", "x/gzip"), [Form("x/gzip", "gz")]) is None:
                kept = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
                scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)


class _Readable:
    """Middleware that lets pages of all origins embed answers."""

    def __init__(self, app: ASGIApp, everywhere: bool) -> None:
        self._app = app
        self._policy = (b"cross-origin-resource-policy", b"cross-origin" if everywhere else b"same-origin")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to its answer."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), self._policy]}
            await send(message)

        await self._app(scope, receive, dressed)
