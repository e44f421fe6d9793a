"""The endpoint keeps the SPARQL 1.1 Protocol, for the clients that exist and for those that misbehave."""

import gzip
import io
import json
import socket
import subprocess
import threading
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

import httpx
import pytest
import rdflib
from pyoxigraph import QuerySolutions, RdfFormat, Store, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import serving
from SPARQLWrapper import CSV, JSON, RDFXML, TURTLE, XML, SPARQLWrapper
from starlette.testclient import TestClient

from explorer.endpoint import GRAPHS, RESULTS, sparql_application
from explorer.negotiation import Form
from explorer.settings import Settings
from explorer.streaming import AT_ONCE
from graph import LocalMap
from graph.query_answers import Limits
from ontology import LM, NODE

STAGES = "SELECT ?s WHERE { ?s a lm:Stage } ORDER BY ?s"
DECLARED = "PREFIX lm: <https://w3id.org/learning-map/ns#> " + STAGES
LABELS = (
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a <https://w3id.org/learning-map/ns#Stage> ; skos:prefLabel ?l }"
)
SPIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PARSERS = {"srj": "json", "srx": "xml", "csv": "csv", "tsv": "tsv"}
JAPANESE = 'SELECT ?s { ?s skos:prefLabel "ソフトマックス関数"@ja }'


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    with serving("--seconds", "3", "--workers", "2", "--rows", "2000") as address:
        yield address


@pytest.fixture(scope="module")
def http(served: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served, timeout=60) as client:
        # The workers have loaded the map once a query is answered.
        while client.get("/sparql", params={"query": "ASK {}"}).status_code == 503:
            continue
        yield client


def ask(http: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return http.get("/sparql", params={"query": query}, headers={k.replace("_", "-"): v for k, v in headers.items()})


# Clients that exist, unchanged


def test_sparqlwrapper_gets_all_it_asks_for(http: httpx.Client, served: str) -> None:
    wrapper = SPARQLWrapper(served + "/sparql")
    wrapper.setQuery(DECLARED)
    for method in ("GET", "POST"):
        wrapper.setMethod(method)
        wrapper.setReturnFormat(JSON)
        rows = wrapper.queryAndConvert()["results"]["bindings"]
        assert [row["s"]["value"].rsplit("/")[-1] for row in rows] == ["advanced", "beginner", "intermediate"]
    wrapper.setReturnFormat(XML)
    assert len(wrapper.queryAndConvert().getElementsByTagName("result")) == 3
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().split()[0] == b"s"
    wrapper.setQuery(LABELS)
    for form in (RDFXML, TURTLE):
        wrapper.setReturnFormat(form)
        converted = wrapper.queryAndConvert()
        graph = converted if isinstance(converted, rdflib.Graph) else rdflib.Graph().parse(data=converted)
        assert len(graph) == 6


def test_rdflib_sees_the_map_as_a_store_of_its_own(http: httpx.Client, served: str) -> None:
    graph = rdflib.Graph(SPARQLStore(served + "/sparql"))
    assert len(list(graph.query(DECLARED))) == 3
    softmax = rdflib.URIRef("https://w3id.org/learning-map/id/softmax")
    labels = {str(label) for label in graph.objects(softmax, rdflib.SKOS.prefLabel)}
    assert labels == {"Softmax function", "ソフトマックス関数"}
    assert bool(graph.query("ASK { ?s a <https://w3id.org/learning-map/ns#Topic> }"))


def test_oxigraph_federates_with_us(http: httpx.Client, served: str) -> None:
    found = Store().query(f"SELECT ?s {{ SERVICE <{served}/sparql> {{ ?s a <{LM}Stage> }} }}")
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) == 3


def test_curl_gets_results_and_the_description(http: httpx.Client, served: str) -> None:
    def curl(*arguments: str) -> str:
        return subprocess.run(["curl", "-sf", *arguments], capture_output=True, text=True, check=True).stdout

    assert "advanced" in curl("-G", served + "/sparql", "--data-urlencode", "query=" + STAGES)
    assert curl("-H", "Accept: text/csv", "--data-urlencode", "query=" + STAGES, served + "/sparql").startswith("s\n")
    assert "sparql-service-description" in curl(served + "/sparql")


# The protocol


def test_get_form_and_direct_post_are_answered_alike(http: httpx.Client) -> None:
    direct = {"content-type": "application/sparql-query; charset=UTF-8"}
    answers = [
        http.get("/sparql", params={"query": JAPANESE}),
        http.post("/sparql", data={"query": JAPANESE}),
        http.post("/sparql", content=JAPANESE.encode(), headers=direct),
    ]
    assert {answer.status_code for answer in answers} == {200}
    values = [answer.json()["results"]["bindings"] for answer in answers]
    assert values[0] == values[1] == values[2]
    assert len(values[0]) == 1


@pytest.mark.parametrize("form", RESULTS, ids=lambda form: form.media_type)
def test_results_come_in_every_form_and_say_the_same(http: httpx.Client, form: Form) -> None:
    media_type = form.media_type
    answer = ask(http, 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("x,\\"\\n\\t<&>語"@ja UNDEF 2.5) } }', accept=media_type)
    assert answer.headers["content-type"].split(";")[0] == media_type
    parsed = rdflib.query.Result.parse(source=io.BytesIO(answer.content), format=PARSERS[form.extension])
    ((a, b, c),) = parsed
    assert (str(a), b) == ('x,"\n\t<&>語', None)
    assert str(c) == "2.5"
    if form is not RESULTS[2]:
        assert a.language == "ja"


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.media_type)
def test_graphs_come_in_every_form_and_say_the_same(http: httpx.Client, form: Form) -> None:
    media_type = form.media_type
    answer = ask(http, LABELS, accept=media_type)
    assert answer.headers["content-type"].split(";")[0] == media_type
    read = rdflib.Dataset(default_union=True)
    read.parse(data=answer.content, format="turtle" if media_type == "text/turtle" else media_type)
    assert len(list(read.triples((None, None, None)))) == 6


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.4", "application/sparql-results+xml"),
        ("application/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("text/html, application/xml;q=0.9", "application/xml"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("TEXT/CSV ; Q=1.0", "text/csv"),
    ],
)
def test_the_weights_of_accept_choose(http: httpx.Client, accept: str, given: str) -> None:
    answer = ask(http, STAGES, accept=accept)
    assert answer.headers["content-type"].split(";")[0] == given
    assert "accept" in answer.headers["vary"]


def test_what_xml_cannot_hold_leaves_xml_well_formed(http: httpx.Client) -> None:
    answer = ask(http, r'SELECT ("a\u0001\u000D<b>" AS ?x) {}', accept="application/sparql-results+xml")
    assert "".join(ElementTree.fromstring(answer.content).itertext()).strip() == "a\ufffd\r<b>"
    graph = ask(http, 'CONSTRUCT { <a:a> <a:b> "\u0001" } WHERE {}', accept="application/rdf+xml")
    assert "\ufffd" in "".join(ElementTree.fromstring(graph.content).itertext())
    assert ask(http, "CONSTRUCT { <a:a> <a:1> 2 } WHERE {}", accept="application/rdf+xml").status_code == 406


@pytest.mark.parametrize(
    ("status", "method", "options"),
    [
        (400, "GET", {"params": {"query": "SELECT"}}),
        (400, "GET", {"params": {"query": ""}}),
        (400, "GET", {"params": [("query", "ASK {}"), ("query", "ASK {}")]}),
        (400, "GET", {"params": {"query": "ASK {}", "default-graph-uri": "http://example.org/"}}),
        (400, "POST", {"data": {"query": "ASK {}", "named-graph-uri": "http://example.org/"}}),
        (400, "POST", {"data": {}, "headers": {"content-type": "application/x-www-form-urlencoded"}}),
        (400, "POST", {"content": b"ASK { ?s ?p '\xff' }", "headers": {"content-type": "application/sparql-query"}}),
        (400, "POST", {"content": b"query=%FF", "headers": {"content-type": "application/x-www-form-urlencoded"}}),
        (403, "GET", {"params": {"query": "DROP ALL"}}),
        (403, "GET", {"params": {"update": "DROP ALL"}}),
        (403, "POST", {"data": {"update": "DROP ALL"}}),
        (403, "POST", {"content": b"DROP ALL", "headers": {"content-type": "application/sparql-update"}}),
        (403, "GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}}),
        (403, "GET", {"params": {"query": "SELECT * FROM <file:///etc/passwd> {}"}}),
        (405, "PUT", {}),
        (405, "DELETE", {}),
        (406, "GET", {"params": {"query": "ASK {}"}, "headers": {"accept": "image/png"}}),
        (406, "GET", {"params": {"query": "ASK {}"}, "headers": {"accept": "text/turtle"}}),
        (406, "GET", {"params": {"query": LABELS}, "headers": {"accept": "text/csv"}}),
        (413, "POST", {"content": b"ASK {} #" + b"x" * 300_000, "headers": {"content-type": "application/sparql-query"}}),
        (413, "POST", {"data": {"query": "ASK {} #" + "x" * 300_000}}),
        (415, "POST", {"content": b"ASK {}", "headers": {"content-type": "text/plain"}}),
        (415, "POST", {"content": b"ASK {}"}),
        (415, "POST", {"content": b"ASK {}", "headers": {"content-type": "application/sparql-query; charset=utf-16"}}),
        (504, "GET", {"params": {"query": SPIN}}),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_has_its_status_and_says_why(
    http: httpx.Client, status: int, method: str, options: dict[str, object]
) -> None:
    while (answer := http.request(method, "/sparql", **options)).status_code == 503:  # type: ignore[arg-type]
        continue
    assert answer.status_code == status
    if status == 405:
        assert "GET" in answer.headers["allow"]
    else:
        said = answer.json()["error"]
        assert said["en"]
        assert said["ja"] != said["en"]
        assert answer.headers["cache-control"] == "no-store"


def test_a_syntax_error_says_where(http: httpx.Client) -> None:
    said = ask(http, "SELECT ?x\nWHERE { ?x unknown:thing ?y }").json()["error"]
    assert said["line"] == 2
    assert "prefix is not declared" in said["en"]


def test_a_bare_url_describes_the_service_and_the_map(http: httpx.Client, served: str) -> None:
    sd, void = (
        rdflib.Namespace(n) for n in ("http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#")
    )
    for accept in ("text/turtle", "application/rdf+xml", "application/ld+json"):
        answer = http.get("/sparql", headers={"accept": accept})
        graph = rdflib.Graph().parse(data=answer.text, format="turtle" if "turtle" in accept else accept)
        assert graph.value(predicate=sd.endpoint, object=rdflib.URIRef(served + "/sparql"))
        assert len(list(graph.objects(None, sd.resultFormat))) == len(RESULTS) + len(GRAPHS)
        (data,) = graph.subjects(rdflib.RDF.type, void.Dataset)
        assert int(graph.value(data, void.triples)) > 10_000  # type: ignore[arg-type]
        graphs = {str(name) for name in graph.objects(None, sd.name)}
        assert {f"{NODE}transformers", f"{LM}derived"} < graphs
        assert str(graph.value(data, rdflib.DCTERMS.license)).startswith("https://creativecommons.org/")
    page = http.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status_code, page.headers["location"]) == (303, "/?page=query")
    assert http.get("/.well-known/void").headers["location"] == served + "/sparql"


def test_head_options_and_preflight(http: httpx.Client) -> None:
    head = http.head("/sparql", params={"query": STAGES})
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(ask(http, STAGES, accept_encoding="identity").content)
    options = http.options("/sparql")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    asked = {
        "origin": "https://yasgui.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    preflight = http.options("/sparql", headers=asked)
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]


def test_pages_elsewhere_may_read_answers_and_errors(http: httpx.Client) -> None:
    for query in (STAGES, "SELECT"):
        answer = ask(http, query, origin="https://yasgui.example")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "Learnmap-Truncated" in answer.headers["access-control-expose-headers"]


def test_an_answer_the_client_has_is_not_sent_again(http: httpx.Client) -> None:
    tag = ask(http, STAGES).headers["etag"]
    again = ask(http, STAGES, if_none_match=f'"other", {tag}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert ask(http, STAGES + " LIMIT 2", if_none_match=tag).status_code == 200
    assert ask(http, STAGES, if_none_match=tag, accept="text/csv").status_code == 200
    assert "etag" not in ask(http, "SELECT (NOW() AS ?now) {}").headers


def test_long_answers_are_compressed_where_the_client_takes_it(http: httpx.Client) -> None:
    query = "SELECT * { ?s a lm:Topic ; skos:prefLabel ?l }"
    with http.stream("GET", "/sparql", params={"query": query}, headers={"accept-encoding": "gzip"}) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        content = gzip.decompress(b"".join(packed.iter_raw()))
    refused = ask(http, query, accept_encoding="gzip;q=0, identity")
    assert "content-encoding" not in refused.headers
    assert content == refused.content


def test_limits_and_what_they_cut_stand_in_headers_and_body(http: httpx.Client) -> None:
    answer = ask(http, "SELECT * { ?s ?p ?o }")
    assert "seconds=3, rows=2000" in answer.headers["learnmap-limits"]
    assert answer.headers["learnmap-truncated"] == answer.json()["truncated"] == "rows"
    assert len(answer.json()["results"]["bindings"]) == 2_000
    assert "learnmap-truncated" not in ask(http, STAGES).headers
    assert "<!-- truncated: rows -->" in ask(http, "SELECT * { ?s ?p ?o }", accept="application/xml").text


@pytest.fixture(scope="module")
def generous() -> Iterator[httpx.Client]:
    """A server that answers many rows."""
    with serving("--rows", "30000", "--seconds", "8") as served, httpx.Client(base_url=served, timeout=120) as client:
        while ask(client, "ASK {}").status_code == 503:
            continue
        yield client


ALL = "SELECT * { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("accept", "end"),
    [
        ("application/sparql-results+json", b']}, "truncated": "rows"}'),
        ("application/sparql-results+xml", b"<!-- truncated: rows --></sparql>"),
        ("text/turtle", b"# truncated: rows"),
        ("application/n-triples", b"# truncated: rows"),
        ("application/trig", b"# truncated: rows"),
        ("application/n-quads", b"# truncated: rows"),
    ],
)
def test_a_large_answer_is_sent_in_chunks_and_says_at_its_end_what_cut_it(
    generous: httpx.Client, accept: str, end: bytes
) -> None:
    results = "sparql-results" in accept
    query = ALL if results else "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    answer = ask(generous, query, accept=accept, accept_encoding="gzip")
    assert answer.headers["transfer-encoding"] == "chunked"
    assert answer.headers["learnmap-truncated"] == "see-end-of-body"
    assert answer.content.rstrip().endswith(end)
    if "json" in accept:
        assert len(answer.json()["results"]["bindings"]) == 30_000
    if not results:
        form = RdfFormat.from_media_type(accept)
        assert form
        assert len(set(parse(answer.content, format=form))) == 30_000


@pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values", "application/ld+json"])
def test_a_form_that_cannot_say_so_is_sent_whole_with_a_header(generous: httpx.Client, accept: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }" if "json" in accept else ALL
    answer = ask(generous, query, accept=accept, accept_encoding="identity")
    assert int(answer.headers["content-length"]) == len(answer.content) > AT_ONCE
    assert answer.headers["learnmap-truncated"] == "rows"


def test_a_large_answer_begins_before_its_end_and_breaks_off_at_the_time_limit() -> None:
    # A busy machine may need longer for the first of it.
    assert any(breaks_off(seconds) for seconds in (5, 20, 80))


def breaks_off(seconds: int) -> bool:
    """Return whether an answer without end begins, and then ends with the connection; it must not end otherwise."""
    limits = ("--rows", "1000000000", "--bytes", "1000000000", "--seconds", str(seconds))
    headers = {"accept-encoding": "identity", "accept": "application/sparql-results+json"}
    size = 0
    with serving(*limits) as served, httpx.Client(base_url=served, timeout=240) as client:
        while ask(client, "ASK {}").status_code == 503:
            continue
        endless = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}
        with client.stream("GET", "/sparql", params=endless, headers=headers) as answer:
            if answer.status_code == 504:
                return False
            try:
                for piece in answer.iter_raw():
                    size += len(piece)
            except httpx.RemoteProtocolError:
                assert size > AT_ONCE
                return ask(client, "ASK {}").json()["boolean"] is True
    raise AssertionError(f"an answer without end ended whole, {size} bytes long")


# Clients that misbehave


def test_a_host_that_is_none_is_refused(alone: TestClient) -> None:
    for host in ('a"<x>', "a b", "", "a?b#c"):
        answer = alone.get("/sparql", headers={"host": host, "accept": "text/turtle"})
        assert answer.status_code in (200, 400)
        assert "<x>" not in answer.text


@pytest.fixture(scope="module")
def alone(bundled: LocalMap) -> Iterator[TestClient]:
    # As many as may run and wait: of more than these, each is one too many of its client, however slowly they come.
    settings = Settings(workers=1, waiting=1, per_client=2, limits=Limits(seconds=4))
    with TestClient(sparql_application(bundled, settings=settings)) as client:
        while client.get("/sparql", params={"query": "ASK {}"}).status_code != 200:
            continue
        yield client


def test_mounted_alone_it_answers_and_says_busy(alone: TestClient) -> None:
    with ThreadPoolExecutor(6) as six:
        answers = list(six.map(lambda _: alone.get("/sparql", params={"query": SPIN}), range(6)))
    statuses = {answer.status_code for answer in answers}
    assert statuses <= {429, 503, 504}
    assert 429 in statuses
    for answer in answers:
        if answer.status_code in (429, 503):
            assert int(answer.headers["retry-after"]) >= 1
    while (last := alone.get("/sparql", params={"query": "ASK {}"})).status_code == 503:
        continue
    assert last.json()["boolean"] is True


def test_clients_that_go_away_leave_the_workers_to_others(http: httpx.Client, served: str) -> None:
    address = urlsplit(served)
    slow = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f && ?f = ?i && ?a = 1) }")
    for _ in range(6):
        with socket.create_connection((address.hostname, address.port)) as connection:
            connection.sendall(f"GET /sparql?query={slow} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    answer = ask(http, "ASK {}")
    while answer.status_code in (429, 503):
        answer = ask(http, "ASK {}")
    assert answer.json()["boolean"] is True


def test_a_client_that_takes_nothing_keeps_no_place() -> None:
    growth = " ".join(f"BIND(CONCAT(?s{n},?s{n},?s{n},?s{n}) AS ?s{n + 1})" for n in range(7))
    large = f'SELECT (CONCAT(?s7, STR(?o)) AS ?x) {{ BIND("aaaa" AS ?s0) {growth} ?s ?p ?o }} LIMIT 200'
    with serving("--send-seconds", "1", "--per-client", "1", "--seconds", "30") as served:
        address = urlsplit(served)
        with httpx.Client(base_url=served, timeout=60) as client:
            while client.get("/sparql", params={"query": "ASK {}"}).status_code == 503:
                continue
            assert len(client.get("/sparql", params={"query": large}).content) > 10_000_000
            with socket.create_connection((address.hostname, address.port)) as unread:
                unread.sendall(f"GET /sparql?query={quote(large)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
                assert unread.recv(12) == b"HTTP/1.1 200"
                statuses = {429}
                # Its place is free again while the connection is still open.
                while 200 not in statuses:
                    statuses.add(client.get("/sparql", params={"query": "ASK {}"}).status_code)
    assert statuses == {200, 429}


def test_sixteen_clients_at_once_are_each_answered_their_own(http: httpx.Client) -> None:
    lock, wrong = threading.Lock(), list[object]()

    def client(number: int) -> None:
        for turn in range(10):
            asked = number * 100 + turn
            answer = ask(http, f"SELECT ({asked} AS ?x) {{}}")
            while answer.status_code in (429, 503):
                answer = ask(http, f"SELECT ({asked} AS ?x) {{}}")
            if answer.json()["results"]["bindings"][0]["x"]["value"] != str(asked):
                with lock:
                    wrong.append((asked, answer.text))

    with ThreadPoolExecutor(16) as sixteen:
        list(sixteen.map(client, range(16)))
    assert wrong == []


def test_json_results_are_what_the_guard_answered(http: httpx.Client) -> None:
    body = json.loads(ask(http, "ASK { :softmax a lm:Topic }").content)
    assert body == {"head": {}, "boolean": True}
