"""A map on a SPARQL server, Oxigraph's or Virtuoso, is the same map; a server that fails gives an error, never less of it."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import Request, urlopen

import pytest
import servers_install
from pyoxigraph import NamedNode, RdfFormat, serialize
from servers import Server, oxigraph, virtuoso
from small_maps import PREFIXES, topics

from graph import LocalMap, Map, open_map, plan_path
from graph.described import SKOS
from graph.errors import InvalidInput, LearnmapError, NodeNotFound
from graph.exchange.plan_json import plan_json
from graph.fetched_map import FetchedMap
from graph.query_errors import QueryError, QueryRefused, QuerySyntaxError, QueryTooLong
from graph.query_text import for_server
from graph.server_errors import MapHidden, ServerFailed
from graph.server_map import ServerSource
from graph.sparql import Limits, ask_once
from graph.sparql_client import Row, SparqlClient
from graph.triples import map_files, read_file
from ontology import MAP, NODE

pytestmark = pytest.mark.xdist_group("servers")

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


def n_triples(folder: Path, source: Path = MAP) -> Path:
    path = folder / "map.nt"
    serialize([triple for file in map_files(source) for triple in read_file(file)], path, format=RdfFormat.N_TRIPLES)
    return path


@pytest.fixture(scope="module")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("oxigraph")
    server = oxigraph(folder, [n_triples(folder)])
    yield server
    server.kill()


@pytest.fixture(scope="module")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not servers_install.is_there():
        how = "Debian's virtuoso-opensource-7 is missing; tests/servers_install.py installs it as root"
        (pytest.fail if servers_install.can_install() else pytest.skip)(how)
    folder = tmp_path_factory.mktemp("virtuoso")
    server = virtuoso(folder, [n_triples(folder)])
    yield server
    server.kill()


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def remote(request: pytest.FixtureRequest) -> Map:
    server: Server = request.getfixturevalue(f"{request.param}_server")
    return open_map(server.endpoint)


def test_a_map_in_named_graphs_that_the_default_graph_leaves_out_is_no_empty_map(tmp_path: Path) -> None:
    (tmp_path / "map.nq").write_text(f'<{NODE}a> <{SKOS}prefLabel> "A"@en <https://example.org/map> .')
    server = oxigraph(tmp_path, [tmp_path / "map.nq"])
    try:
        hidden = open_map(server.endpoint)
        for asked in (hidden.counts, hidden.members, lambda: hidden.resolve("A")):
            with pytest.raises(MapHidden, match="union"):
                asked()
    finally:
        server.kill()


@pytest.mark.parametrize(
    ("target", "known"),
    [("attention-is-all-you-need", ["python"]), ("mnist-digit-classifier", []), ("Stable Diffusion", ["線形変換"])],
)
def test_the_plan_is_the_same_byte_for_byte(remote: Map, bundled: LocalMap, target: str, known: list[str]) -> None:
    ours, theirs = (json.dumps(plan_json(plan_path(map_, target, known=known))) for map_ in (bundled, remote))
    assert theirs == ours


@pytest.mark.parametrize("node", ["bert", "transformers", "adam", "attention-is-all-you-need", "vae-on-mnist"])
def test_all_about_a_node_is_the_same(remote: Map, bundled: LocalMap, node: str) -> None:
    assert remote.node(node) == bundled.node(node)
    assert remote.prerequisites([node]) == bundled.prerequisites([node])
    assert remote.dependents(node) == bundled.dependents(node)
    assert remote.uses([node]) == bundled.uses([node])
    assert remote.links_of(node) == bundled.links_of(node)
    assert remote.links_to([node], "teaches") == bundled.links_to([node], "teaches")


def test_counts_and_pages_are_the_same(remote: Map, bundled: LocalMap) -> None:
    assert remote.counts() == bundled.counts()
    assert remote.members(kind="phase") == bundled.members(kind="phase")
    assert remote.members(link="area", of="transformers") == bundled.members(link="area", of="transformers")
    assert remote.members(after="bert", limit=5) == bundled.members(after="bert", limit=5)


def test_the_arrays_hold_the_same_edges(remote: Map, bundled: LocalMap) -> None:
    def pairs(map_: Map) -> set[tuple[str, str]]:
        graph = map_.graph()
        return {
            (graph.ids[node], graph.ids[int(on)])
            for node in range(len(graph))
            for on in graph.requires.neighbours[graph.requires.starts[node] : graph.requires.starts[node + 1]]
        }

    assert pairs(remote) == pairs(bundled)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("transfomer", "transformer"),
        ("svm", "support-vector-machine"),
        ("そふとまっくす", "softmax"),
        ("ごさぎゃくでんぱほう", "backpropagation"),
        ("GPT2", "gpt-2"),
    ],
)
def test_typed_names_find_the_same_node_first(remote: Map, typed: str, meant: str) -> None:
    assert remote.search(typed, limit=3)[0].id == meant


@pytest.mark.parametrize("hostile", ['x" } DROP ALL #', "a> <b", "\\", "'''", "?n", "\n", "", "𝕏" * 500])
def test_hostile_names_are_only_names(remote: Map, hostile: str) -> None:
    assert hostile not in remote
    with pytest.raises(NodeNotFound):
        remote.resolve(hostile)


def test_a_path_takes_few_requests(oxigraph_server: Server) -> None:
    client = SparqlClient(oxigraph_server.endpoint)
    plan = plan_path(FetchedMap(ServerSource(client)), "attention-is-all-you-need")
    assert client.requests < len(plan.steps) / 2


def test_a_question_is_answered_by_the_server(remote: Map, bundled: LocalMap) -> None:
    query = (
        "SELECT ?paper ?date { ?paper a lm:Paper ; schema:datePublished ?date . FILTER(STRSTARTS(STR(?date), '2017')) }"
    )
    ours, theirs = (ask_once(map_, query, Limits(seconds=30.0)) for map_ in (bundled, remote))
    assert sorted(row[0].value for row in theirs.rows if row[0]) == sorted(row[0].value for row in ours.rows if row[0])
    assert ask_once(remote, "ASK { :adam a lm:Topic }", Limits(seconds=30.0)).truth is True
    graph = ask_once(remote, "CONSTRUCT { ?s lm:area ?o } { ?s lm:area ?o }", Limits(seconds=30.0, rows=7))
    assert (graph.kind, len(graph.rows), graph.truncated) == ("graph", 7, "rows")


def test_what_a_server_says_of_a_node_comes_with_its_graph(remote: Map, bundled: LocalMap) -> None:
    quads = remote.quads_of("adam", "softmax")
    ours = {(str(t.subject), str(t.predicate)) for t in bundled.triples_of("adam") if isinstance(t.subject, NamedNode)}
    assert ours <= {(str(quad.subject), str(quad.predicate)) for quad in quads}
    assert len(quads) >= len(remote.triples_of("adam", "softmax"))


def test_a_server_is_not_waited_for_beyond_the_limit(remote: Map) -> None:
    product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?c)) + STRLEN(STR(?i)) = 7) }"
    with pytest.raises((QueryTooLong, ServerFailed, QuerySyntaxError)):
        ask_once(remote, product, Limits(seconds=1.0))


def test_what_is_refused_here_does_not_reach_a_server(remote: Map) -> None:
    for text in ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "DROP ALL", "CLEAR DEFAULT"):
        with pytest.raises(QueryError):
            ask_once(remote, text, Limits())


OWN = [
    'DEFINE input:grab-all "yes" SELECT * { ?s ?p ?o }',
    "define get:soft 'replace' SELECT * { GRAPH <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o OPTION (transitive) }",
    "SELECT `1` { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?o . FILTER(bif:contains(?o, 'x')) }",
    "PREFIX bif: <bif:> SELECT ?s { ?s ?p ?o . FILTER(bif:contains(?o, 'x')) }",
    "PREFIX harmless: <bif:> ASK { FILTER(false && harmless:sys_stat('x')) }",
    "SELECT (<sql:anything>(1) AS ?x) {}",
    "SELECT (<http://example.org/of-the-server>(1) AS ?x) {}",
    "SELECT * { ?s <bif:contains> 'x' }",
    "SELECT * { ?s <http://www.openlinksw.com/schemas/bif#contains> 'x' }",
    "SELECT * { ?s <java:org.example.Property> ?o }",
    "SELECT * { ?s a lm:Topic LATERAL { SELECT ?o { ?s ?p ?o } LIMIT 1 } }",
]


@pytest.mark.parametrize("text", OWN)
def test_what_is_a_servers_own_is_not_passed_on(text: str) -> None:
    client = SparqlClient("http://127.0.0.1:1/sparql")
    with pytest.raises(QueryRefused) as refused:
        ask_once(FetchedMap(ServerSource(client)), text, Limits(seconds=60))
    assert refused.value.english() != refused.value.japanese()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s skos:prefLabel 'bif:contains sql:x DEFINE <bif:x>'@en } # bif:contains(<sql:x>)",
        "PREFIX x: <http://x/> SELECT ?s { ?s x:bif x:sql ; x:define 'it''s' OPTIONAL { ?s x:lateral ?lateral } }".replace("''", ""),
        "ASK { BIND(xsd:integer('1') AS ?x) FILTER(?x<2) }",
    ],
)  # fmt: skip
def test_names_that_look_like_a_servers_own_are_passed_on(remote: Map, text: str) -> None:
    assert ask_once(remote, text, Limits(seconds=60)).kind in ("select", "ask")


def test_a_server_gets_no_comment() -> None:
    assert for_server("ASK { ?s ?p '#no' } # yes") == "ASK { ?s ?p '#no' }  "


class KillingClient(SparqlClient):
    """A client whose server dies after some queries."""

    def __init__(self, server: Server, after: int) -> None:
        super().__init__(server.endpoint)
        self._server, self._left = server, after

    def select(self, query: str) -> list[Row]:
        self._left -= 1
        if self._left < 0:
            self._server.kill()
        return super().select(query)


@pytest.mark.parametrize("after", [1, 3, 5])
def test_a_server_killed_in_the_middle_gives_an_error(tmp_path: Path, after: int) -> None:
    needs = {f"t{number}": [f"t{number - 1}"] for number in range(1, 20)}
    (tmp_path / "map.ttl").write_text(PREFIXES + topics(needs))
    server = oxigraph(tmp_path, [n_triples(tmp_path, tmp_path / "map.ttl")])
    with pytest.raises(ServerFailed):
        plan_path(FetchedMap(ServerSource(KillingClient(server, after))), "t19")


@pytest.fixture
def between(oxigraph_server: Server) -> Iterator[Callable[[Answer], str]]:
    """A function that starts a server before Oxigraph's, which answers as it is told; returns its address."""
    running: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name: self.headers[name] for name in ("Accept", "Content-Type")}
                with urlopen(Request(oxigraph_server.endpoint, asked, headers)) as found:
                    answer(self, found.read())

            def log_message(self, format: str, *args: object) -> None:
                pass

        running.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        Thread(target=running[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{running[-1].server_port}/sparql"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def respond(handler: BaseHTTPRequestHandler, content: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(content))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


def test_a_busy_server_is_asked_again(between: Callable[[Answer], str], bundled: LocalMap) -> None:
    statuses = iter([503, 429, 503])

    def busy_at_first(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        status = next(statuses, 200)
        respond(handler, content, status, **({} if status == 200 else {"Retry_After": "0"}))

    assert open_map(between(busy_at_first)).node("adam") == bundled.node("adam")
    assert next(statuses, None) is None


def test_a_server_that_cuts_answers_at_a_round_number_is_asked_for_less(
    between: Callable[[Answer], str], bundled: LocalMap
) -> None:
    def cut(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        found = json.loads(content)
        found["results"]["bindings"] = found["results"]["bindings"][:500]
        respond(handler, json.dumps(found).encode())

    plans = [plan_path(map_, "mnist-digit-classifier") for map_ in (open_map(between(cut)), bundled)]
    assert plans[0] == plans[1]


def broken_off(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    respond(handler, content[: len(content) // 2], Content_Length=str(len(content)))


def half(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    respond(handler, content[: len(content) // 2])


def stopped(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    respond(handler, content, X_SQL_State="S1TAT")


def moved(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    respond(handler, b"", 302, Location="http://127.0.0.1:1/elsewhere")


def page(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    respond(handler, b"<html>It works!</html>")


def other_json(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    respond(handler, b'{"boolean": true}')


def forbidden(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    respond(handler, b"no", 401)


@pytest.mark.parametrize("failure", [broken_off, half, stopped, moved, page, other_json, forbidden])
def test_what_is_no_whole_answer_is_an_error_in_both_languages(
    between: Callable[[Answer], str], failure: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEARNMAP_SPARQL_USER", "someone")
    monkeypatch.setenv("LEARNMAP_SPARQL_PASSWORD", "hunter2")
    with pytest.raises(ServerFailed) as raised:
        plan_path(open_map(between(failure)), "mnist-digit-classifier")
    for language in ("en", "ja"):
        assert "127.0.0.1" in raised.value.text(language)
        assert "hunter2" not in raised.value.text(language)


def test_credentials_come_from_the_environment(
    between: Callable[[Answer], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str | None] = []

    def note(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        seen.append(handler.headers.get("Authorization"))
        respond(handler, content)

    map_ = open_map(between(note))
    monkeypatch.setenv("LEARNMAP_SPARQL_TOKEN", "abc")
    assert "adam" in map_
    assert seen == ["Bearer abc"]


def test_credentials_in_the_address_are_refused_unseen() -> None:
    with pytest.raises(InvalidInput) as raised:
        open_map("http://someone:hunter2@example.org/sparql")
    assert "hunter2" not in raised.value.text("en") + raised.value.text("ja")


def test_an_address_where_nothing_listens_is_an_error() -> None:
    with pytest.raises(LearnmapError, match="nothing answers"):
        open_map("http://127.0.0.1:9/sparql").resolve("x")
