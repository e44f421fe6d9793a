"""`/sparql`: the query operation of the SPARQL 1.1 Protocol, guarded.

A Python program may mount it alone:

>>> from graph import open_map
>>> from starlette.testclient import TestClient
>>> with TestClient(sparql_application(open_map())) as client:
...     answer = client.get("/sparql", params={"query": "ASK { :softmax a lm:Topic }"})
>>> answer.json()["boolean"]
True
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Final

import anyio.to_thread
from pyoxigraph import RdfFormat
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from explorer.negotiation import Chosen, Form, choose, prefers_page
from explorer.protocol import asked_query, refuse_busy_client
from explorer.service import HttpError, Service, entity_tag, has_already
from explorer.service_description import DESCRIPTION_PREFIXES, description
from explorer.settings import Settings
from graph.exchange.query_streams import RESULT_WRITERS, graph_bytes, rdf_bytes
from graph.map import Map
from graph.query_answers import Kind, Limits
from graph.query_errors import QueryCancelled
from graph.sparql import QueryPool, RunningQuery

RESULTS: Final = (
    Form("application/sparql-results+json", "srj", ("application/json", "text/json")),
    Form("application/sparql-results+xml", "srx", ("application/xml", "text/xml")),
    Form("text/csv", "csv"),
    Form("text/tab-separated-values", "tsv"),
)
"""Forms of the answers of SELECT and ASK, the first where a client does not care."""

GRAPHS: Final = (
    Form("text/turtle", "ttl", ("application/x-turtle", "application/turtle")),
    Form("application/n-triples", "nt", ("text/plain",)),
    Form("application/rdf+xml", "rdf", ("application/xml", "text/xml")),
    Form("application/ld+json", "jsonld", ("application/json",)),
    Form("application/trig", "trig"),
    Form("application/n-quads", "nq"),
)
"""Forms of graphs: the answers of CONSTRUCT and DESCRIBE, nodes, the vocabulary, and the description of the service."""

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_VARYING: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
_PIECE: Final = 1 << 16


@dataclass
class Endpoint:
    """The handler of `/sparql`; counts what each client has asked and not yet taken."""

    service: Service
    in_flight: Counter[str] = field(default_factory=Counter)

    async def answer(self, request: Request) -> Response:
        """Answer a query, or describe the service where there is none."""
        query = await asked_query(request, longest=self.service.settings.limits.text)
        if query is None:
            return await self._described(request)
        accept = request.headers.get("accept")
        if choose(accept, (*RESULTS, *GRAPHS)) is None:
            raise not_acceptable((*RESULTS, *GRAPHS))
        headers = self._headers()
        # Making the pool takes a second, of which the event loop must spend none.
        version = (await anyio.to_thread.run_sync(self.service.pool)).version
        if version and not _VARYING.search(query):
            headers["etag"] = entity_tag(version, headers["learnmap-limits"], accept or "", query)
            if has_already(request, headers["etag"]):
                return Response(status_code=304, headers=headers)
        client = request.client.host if request.client else ""
        refuse_busy_client(self.in_flight, client, self.service.settings)
        self.in_flight[client] += 1
        given_back = partial(self._give_back, client)
        try:
            body, media_type, said = await self._run(request, query, accept)
        except BaseException:
            given_back()
            raise
        return _Answer(
            body, media_type, headers | said, seconds=self.service.settings.send_seconds, finally_=given_back
        )

    async def _run(self, request: Request, query: str, accept: str | None) -> tuple[bytes, str, dict[str, str]]:
        cancel = threading.Event()
        watching = asyncio.create_task(_watch(request, cancel))
        try:
            work = partial(self._written, query, accept, cancel)
            return await anyio.to_thread.run_sync(work, limiter=self._threads)
        except QueryCancelled:
            # Nobody reads what this answers: its client went away, or the server ends.
            raise HttpError(503, "The query was cancelled.", "クエリを中止しました。") from None
        finally:
            watching.cancel()

    def _written(self, query: str, accept: str | None, cancel: threading.Event) -> tuple[bytes, str, dict[str, str]]:
        with self.service.pool().ask(query, limits=self.service.settings.limits, cancel=cancel) as running:
            chosen = choose(accept, forms_of(running.kind))
            if chosen is None:
                raise not_acceptable(forms_of(running.kind))
            body = _body(running, chosen)
        said = {"learnmap-seconds": f"{running.seconds:.4f}"}
        if running.truncated:
            said["learnmap-truncated"] = running.truncated
        return body, chosen.media_type, said

    async def _described(self, request: Request) -> Response:
        accept = request.headers.get("accept")
        if self.service.with_pages and prefers_page(accept, GRAPHS):
            return RedirectResponse("/?page=query", status_code=303, headers={"vary": "accept"})
        chosen = choose(accept, GRAPHS)
        if chosen is None:
            raise not_acceptable(GRAPHS)
        described = await anyio.to_thread.run_sync(
            lambda: description(self.service.base(request), self.service, RESULTS + GRAPHS)
        )
        content = rdf_bytes(described, rdf_format(chosen.form), DESCRIPTION_PREFIXES)
        return Response(content, media_type=chosen.media_type, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {
            "vary": "accept",
            "cache-control": "no-cache",
            "x-robots-tag": "noindex",
            "learnmap-limits": stated(self.service.settings.limits),
        }

    @cached_property
    def _threads(self) -> anyio.CapacityLimiter:
        # Of its own, so that queries that wait leave Streamlit and the other addresses their threads.
        settings = self.service.settings
        return anyio.CapacityLimiter(settings.workers + settings.waiting + 4)

    def _give_back(self, client: str) -> None:
        self.in_flight[client] -= 1
        if self.in_flight[client] <= 0:
            del self.in_flight[client]


def endpoint_routes(service: Service) -> list[Route]:
    """Return the routes of the endpoint."""

    async def well_known(request: Request) -> Response:
        return RedirectResponse(f"{service.base(request)}/sparql", status_code=303)

    return [
        service.route("/sparql", Endpoint(service).answer, methods=METHODS),
        service.route("/.well-known/void", well_known),
    ]


def sparql_application(map_: Map, *, settings: Settings | None = None) -> Starlette:
    """Return an ASGI application that answers SPARQL about a map at `/sparql`, to be run or mounted.

    Its workers start and end with its lifespan; where it is mounted under another application, which then runs no lifespan
    of it, they start with the first request and end with the process.
    """
    chosen = settings or Settings()
    made: list[QueryPool] = []
    making = threading.Lock()

    def pool() -> QueryPool:
        with making:
            if not made:
                made.append(QueryPool(map_, workers=chosen.workers, waiting=chosen.waiting, limits=chosen.limits))
            return made[0]

    @asynccontextmanager
    async def running(_: object) -> AsyncIterator[None]:
        # Who starts it may ask at once: the map is loaded before it says that it runs.
        await anyio.to_thread.run_sync(lambda: pool().missing_walls())
        yield
        await anyio.to_thread.run_sync(pool().close)
        made.clear()

    return Starlette(routes=endpoint_routes(Service(lambda: map_, pool, chosen)), lifespan=running)


def forms_of(kind: Kind) -> tuple[Form, ...]:
    """Return the forms in which an answer of a kind can be written."""
    return GRAPHS if kind == "graph" else RESULTS


def rdf_format(form: Form) -> RdfFormat:
    """Return the format that pyoxigraph knows by a form's media type."""
    found = RdfFormat.from_media_type(form.media_type)
    assert found is not None
    return found


def not_acceptable(forms: tuple[Form, ...]) -> HttpError:
    """Return the error of an Accept header that allows none of the forms."""
    names = ", ".join(form.media_type for form in forms)
    return HttpError(
        406,
        f"This answer comes as one of: {names}. The Accept header allows none of them.",
        f"この回答の形式は次のいずれかです: {names}。Acceptヘッダーがどれも許可していません。",
    )


def stated(limits: Limits) -> str:
    """Return limits as a header states them.

    >>> stated(Limits(seconds=2.5))
    'seconds=2.5, rows=10000, bytes=20000000, cell=100000, text=200000, memory=1073741824'
    """
    names = ("seconds", "rows", "bytes", "cell", "text", "memory")
    return ", ".join(f"{name}={getattr(limits, name):.12g}" for name in names)


def _body(running: RunningQuery, chosen: Chosen) -> bytes:
    if running.kind != "graph":
        return "".join(RESULT_WRITERS[chosen.form.media_type](running)).encode("utf-8", "replace")
    try:
        return graph_bytes(running, rdf_format(chosen.form))
    except ValueError as error:
        raise HttpError(
            406,
            f"RDF/XML cannot hold the property <{error}>, which ends in no name. Accept text/turtle instead.",
            f"RDF/XMLではプロパティ <{error}> を表せません（名前で終わっていません）。text/turtleを指定してください。",
        ) from None


async def _watch(request: Request, cancel: threading.Event) -> None:
    """Cancel the query when its client goes away."""
    while (await request.receive())["type"] != "http.disconnect":
        continue
    cancel.set()


class _Answer(Response):
    """An answer sent in pieces, within a time: who does not take it keeps no place for others."""

    def __init__(
        self, body: bytes, media_type: str, headers: dict[str, str], *, seconds: float, finally_: Callable[[], None]
    ) -> None:
        super().__init__(body, media_type=media_type, headers=headers)
        self._seconds, self._finally = seconds, finally_

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send."""
        try:
            async with asyncio.timeout(self._seconds):
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                body = memoryview(bytes(self.body))
                for start in range(0, max(len(body), 1), _PIECE):
                    piece = bytes(body[start : start + _PIECE])
                    more = start + _PIECE < len(body)
                    await send({"type": "http.response.body", "body": piece, "more_body": more})
        finally:
            self._finally()
