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

from explorer.negotiation import Chosen, Form, choose, prefers_page
from explorer.protocol import asked_query, refuse_busy_client
from explorer.service import HttpError, Service, entity_tag, has_already
from explorer.service_description import DESCRIPTION_PREFIXES, description
from explorer.settings import Settings
from explorer.streaming import AT_ONCE, Flow, Sent
from graph.exchange.query_streams import RESULT_WRITERS, rdf_bytes, write_graph
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

TELLING: Final = frozenset(
    ("application/sparql-results+json", "application/sparql-results+xml", "text/turtle", "application/n-triples",
     "application/trig", "application/n-quads")
)  # fmt: skip
"""Forms that can say at their end that a limit cut the answer: only these are sent before the end is known."""

IN_BODY: Final = "see-end-of-body"
"""What the header says of an answer of which that is not known yet."""

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_VARYING: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)


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
        cancel, flow = threading.Event(), Flow()
        making = asyncio.ensure_future(
            anyio.to_thread.run_sync(partial(self._written, query, accept, cancel, flow), limiter=self._threads)
        )
        watching = asyncio.create_task(_watch(request, cancel))

        def done() -> None:
            cancel.set()
            watching.cancel()
            # Who asks for nothing more takes no notice of how it ended.
            making.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            self._give_back(client)

        try:
            return await self._begun(flow, making, headers, done)
        except QueryCancelled:
            done()
            # Nobody reads what this answers: its client went away, or the server ends.
            raise HttpError(503, "The query was cancelled.", "クエリを中止しました。") from None
        except BaseException:
            done()
            raise

    async def _begun(
        self,
        flow: Flow,
        making: asyncio.Future[tuple[str, dict[str, str]]],
        headers: dict[str, str],
        done: Callable[[], None],
    ) -> Response:
        """Return an answer of which the whole is there, or so much that sending may begin."""
        await flow.until(making, held=AT_ONCE)
        seconds = self.service.settings.send_seconds
        if making.done():
            media_type, said = making.result()
            return Sent(flow.take(), media_type, headers | said, seconds=seconds, finally_=done)
        assert flow.media_type
        headers["learnmap-truncated"] = IN_BODY
        return Sent(flow.take(), flow.media_type, headers, flow=flow, making=making, seconds=seconds, finally_=done)

    def _written(
        self, query: str, accept: str | None, cancel: threading.Event, flow: Flow
    ) -> tuple[str, dict[str, str]]:
        with self.service.pool().ask(query, limits=self.service.settings.limits, cancel=cancel) as running:
            chosen = choose(accept, forms_of(running.kind))
            if chosen is None:
                raise not_acceptable(forms_of(running.kind))
            if chosen.form.media_type in TELLING:
                flow.media_type = chosen.media_type
            _write(running, chosen, flow.put)
        said = {"learnmap-seconds": f"{running.seconds:.4f}"}
        if running.truncated:
            said["learnmap-truncated"] = running.truncated
        return chosen.media_type, said

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


def _write(running: RunningQuery, chosen: Chosen, put: Callable[[bytes], None]) -> None:
    if running.kind != "graph":
        for text in RESULT_WRITERS[chosen.form.media_type](running):
            put(text.encode("utf-8", "replace"))
        return
    try:
        write_graph(running, rdf_format(chosen.form), put)
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
