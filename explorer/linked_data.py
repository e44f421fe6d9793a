"""Linked data: `/id/SLUG` a node, `/ns` the vocabulary, `/map.ttl` and others the whole, each for people and for programs.

An address with an extension (`/id/softmax.ttl`) is one form of it; without one, the Accept header chooses, and a browser is
sent to the page.
"""

from __future__ import annotations

import threading
from itertools import islice
from urllib.parse import quote

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from explorer.endpoint import GRAPHS, not_acceptable, rdf_format
from explorer.language import from_tag
from explorer.negotiation import Chosen, Form, choose, prefers_page
from explorer.service import Service, tagged
from explorer.service_description import DESCRIPTION_PREFIXES, data_set
from explorer.vocabulary_page import vocabulary_page
from graph.errors import MapTooLarge, NodeNotFound
from graph.exchange.node_rdf import described_in, node_triples
from graph.exchange.query_streams import rdf_bytes
from graph.triples import read_file
from graph.whole import MOST_NODES, all_ids
from ontology import MAP_LICENCE, VOCABULARY

_LONGEST_NAME = 200
_ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /api/\nDisallow: /map.\n"


def linked_data_routes(service: Service) -> list[Route]:
    """Return the routes of nodes, vocabulary, dumps and robots.txt."""
    linked = LinkedData(service)
    return [
        service.route("/id/{slug:path}", linked.node),
        service.route("/ns", linked.vocabulary),
        service.route("/ns.{extension}", linked.vocabulary),
        service.route("/map", linked.dump),
        service.route("/map.{extension}", linked.dump),
        service.route("/robots.txt", linked.robots),
    ]


class LinkedData:
    """The handlers; dumps are written once and kept."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._dumps: dict[tuple[str, str], bytes] = {}
        self._writing = threading.Lock()

    async def node(self, request: Request) -> Response:
        """Answer what the map says of a node; send a browser to its page."""
        slug, form = self._slug_and_form(request.path_params["slug"])
        accept = request.headers.get("accept")
        if form is None and self._service.with_pages and prefers_page(accept, GRAPHS):
            return self._to_page(request, slug)
        chosen = _chosen(form, accept)
        document = f"{self._service.base(request)}/id/{quote(slug)}.{chosen.form.extension}"

        def written() -> bytes:
            said = node_triples(self._service.map(), slug)
            about = described_in(document, slug, self._service.licence)
            return rdf_bytes([*said, *about], rdf_format(chosen.form), {"foaf": "http://xmlns.com/foaf/0.1/"})

        content = await anyio.to_thread.run_sync(written, limiter=self._service.threads)
        return self._answer(request, content, chosen, document)

    async def vocabulary(self, request: Request) -> Response:
        """Answer the vocabulary; a browser gets a page of it in both languages."""
        form = _form(request.path_params.get("extension"))
        accept = request.headers.get("accept")
        if form is None and prefers_page(accept, GRAPHS):
            language = from_tag(request.query_params.get("lang") or request.headers.get("accept-language"))
            page = vocabulary_page(self._service.base(request), language)
            headers = {"vary": "accept, accept-language", "content-language": language}
            return tagged(request, HTMLResponse(page, headers=headers), page)
        chosen = _chosen(form, accept)
        content = rdf_bytes(await anyio.to_thread.run_sync(read_file, VOCABULARY), rdf_format(chosen.form))
        document = f"{self._service.base(request)}/ns.{chosen.form.extension}"
        return self._answer(request, content, chosen, document, MAP_LICENCE)

    async def dump(self, request: Request) -> Response:
        """Answer the whole map as it was written, with its licence and version; TriG and N-Quads keep its named graphs."""
        chosen = _chosen(_form(request.path_params.get("extension")), request.headers.get("accept"))
        base = self._service.base(request)
        content = await anyio.to_thread.run_sync(self._dumped, base, chosen.form, limiter=self._service.threads)
        return self._answer(request, content, chosen, f"{base}/map.{chosen.form.extension}")

    async def robots(self, _: Request) -> Response:
        """Answer what crawlers may read: pages and nodes, not each query."""
        return PlainTextResponse(_ROBOTS, headers={"cache-control": "max-age=86400"})

    def _slug_and_form(self, path: str) -> tuple[str, Form | None]:
        stem, dot, extension = path.rpartition(".")
        if dot and path not in self._service.map() and any(form.extension == extension for form in GRAPHS):
            return stem, _form(extension)
        return path, None

    def _to_page(self, request: Request, slug: str) -> Response:
        node = slug.split("/requires/")[0]
        if node not in self._service.map():
            near = [match.id for match in self._service.map().search(node[:_LONGEST_NAME], limit=5)]
            raise NodeNotFound(slug, near=near)
        address = f"{self._service.base(request)}/?page=node&node={quote(node)}"
        return RedirectResponse(address, status_code=303, headers={"vary": "accept"})

    def _dumped(self, base: str, form: Form) -> bytes:
        key = (form.extension, base)
        with self._writing:
            if key not in self._dumps:
                # The address is the client's to choose: only the last one's dumps are kept.
                self._dumps = {kept: dump for kept, dump in self._dumps.items() if kept[1] == base}
                map_ = self._service.map()
                ids = list(islice(all_ids(map_), MOST_NODES + 1))
                if len(ids) > MOST_NODES:
                    raise MapTooLarge(MOST_NODES)
                said = map_.quads_of(*ids) if form.extension in ("nq", "trig") else dict.fromkeys(map_.triples_of(*ids))
                about = data_set(base, self._service)
                self._dumps[key] = rdf_bytes([*about, *said], rdf_format(form), DESCRIPTION_PREFIXES)
            return self._dumps[key]

    def _answer(
        self, request: Request, content: bytes, chosen: Chosen, document: str, licence: str | None = None
    ) -> Response:
        headers = {"vary": "accept", "content-location": document}
        if known := licence or self._service.licence:
            headers["link"] = f'<{known}>; rel="license"'
        response = Response(content, media_type=chosen.media_type, headers=headers)
        return tagged(request, response, chosen.media_type, _digest(content))


def _chosen(form: Form | None, accept: str | None) -> Chosen:
    chosen = Chosen(form, form.media_type) if form else choose(accept, GRAPHS)
    if chosen is None:
        raise not_acceptable(GRAPHS)
    return chosen


def _form(extension: str | None) -> Form | None:
    if extension is None:
        return None
    for form in GRAPHS:
        if form.extension == extension:
            return form
    raise NodeNotFound(f".{extension}", near=[f".{form.extension}" for form in GRAPHS])


def _digest(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()
