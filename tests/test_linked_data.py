"""Nodes, vocabulary and the whole map answer people with pages and programs with RDF."""

from collections.abc import Iterator

import httpx
import pytest
import rdflib
from rdflib.compare import isomorphic
from served import serving

from graph import LocalMap
from graph.triples import local_name
from ontology import LM, MAP, NODE

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORMS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
SOFTMAX = rdflib.URIRef(NODE + "softmax")


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with serving() as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def graph_of(answer: httpx.Response) -> rdflib.Graph:
    media_type = answer.headers["content-type"].split(";")[0]
    known = {
        "text/turtle": "turtle",
        "application/ld+json": "json-ld",
        "application/rdf+xml": "xml",
        "application/n-triples": "nt",
    }
    return rdflib.Graph().parse(data=answer.text, format=known[media_type])


@pytest.mark.parametrize("extension", FORMS)
def test_a_node_comes_by_suffix_and_by_accept_and_says_the_same(http: httpx.Client, extension: str) -> None:
    by_suffix = http.get(f"/id/softmax.{extension}")
    by_accept = http.get("/id/softmax", headers={"accept": FORMS[extension]})
    assert by_suffix.content == by_accept.content
    assert by_accept.headers["content-location"] == str(by_suffix.url)
    graph = graph_of(by_suffix)
    assert {str(label) for label in graph.objects(SOFTMAX, rdflib.SKOS.prefLabel)} == {
        "Softmax function",
        "ソフトマックス関数",
    }
    assert 'rel="license"' in by_suffix.headers["link"]
    assert by_suffix.headers["access-control-allow-origin" if by_suffix.request.headers.get("origin") else "vary"]


def test_a_node_says_what_it_needs_with_reasons_and_what_needs_it(http: httpx.Client, bundled: LocalMap) -> None:
    graph = graph_of(http.get("/id/softmax.ttl"))
    lm = rdflib.Namespace(LM)
    needed = {local_name(str(on)) for on in graph.objects(SOFTMAX, lm.requires)}
    required = {
        edge.on for edge in bundled.prerequisites(["softmax"]) if edge.strength == "required" and not edge.choice
    }
    assert needed == required
    for statement in graph.objects(SOFTMAX, lm.prerequisite):
        assert {reason.language for reason in graph.objects(statement, lm.because)} == {"en", "ja"}  # type: ignore[union-attr]
    users = {edge.dependent for edge in bundled.uses(["softmax"]) if edge.strength == "required" and not edge.choice}
    assert {local_name(str(user)) for user in graph.objects(SOFTMAX, lm.isRequiredBy)} == users


def test_the_stable_iri_of_a_prerequisite_answers_too(http: httpx.Client, bundled: LocalMap) -> None:
    edge = next(edge for edge in bundled.prerequisites(["softmax"]) if not edge.choice)
    graph = graph_of(http.get(f"/id/softmax/requires/{edge.on}"))
    statement = rdflib.URIRef(f"{NODE}softmax/requires/{edge.on}")
    assert (statement, rdflib.URIRef(LM + "on"), rdflib.URIRef(NODE + edge.on)) in graph
    assert http.get("/id/softmax/requires/nothing").status_code == 404


def test_a_browser_is_sent_to_the_page_of_a_node(http: httpx.Client) -> None:
    answer = http.get("/id/softmax", headers={"accept": BROWSER})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/?page=node&node=softmax")
    assert http.get("/id/softmax.ttl", headers={"accept": BROWSER}).status_code == 200


@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_an_unknown_node_is_404_and_names_the_nearest(http: httpx.Client, accept: str) -> None:
    answer = http.get("/id/softmaxx", headers={"accept": accept})
    assert answer.status_code == 404
    assert "softmax" in answer.json()["error"]["near"]


def test_the_vocabulary_is_data_and_a_page_in_both_languages(http: httpx.Client) -> None:
    for extension, media_type in FORMS.items():
        graph = graph_of(http.get("/ns", headers={"accept": media_type}))
        assert isomorphic(graph, graph_of(http.get(f"/ns.{extension}")))
        assert len(list(graph.subjects(rdflib.RDF.type, rdflib.RDFS.Class))) > 10
    japanese = http.get("/ns", headers={"accept": BROWSER, "accept-language": "ja"})
    assert '<html lang="ja">' in japanese.text
    for anchor in ('id="Topic"', 'id="prerequisite"', 'id="because"'):
        assert anchor in japanese.text
    assert "<script" not in japanese.text
    assert '<html lang="en">' in http.get("/ns?lang=en", headers={"accept": BROWSER, "accept-language": "ja"}).text
    assert http.get("/ns.xyz").status_code == 404


def test_dumps_hold_what_was_written_with_licence_and_version(http: httpx.Client, bundled: LocalMap) -> None:
    from pyoxigraph import RdfFormat, Store

    written = set(map(str, bundled.triples_of(*bundled.ids)))
    for extension, form in (("ttl", RdfFormat.TURTLE), ("nq", RdfFormat.N_QUADS)):
        answer = http.get(f"/map.{extension}")
        store = Store()
        store.bulk_load(answer.content, form)
        about = store.query("SELECT ?l ?v { ?d a <http://rdfs.org/ns/void#Dataset> ; <http://purl.org/dc/terms/license> ?l ; "
                            "<http://www.w3.org/2002/07/owl#versionInfo> ?v }")  # fmt: skip
        ((licence, version),) = list(about)  # type: ignore[arg-type]
        assert "creativecommons.org/licenses/by/4.0" in licence.value
        assert version.value
        count = store.query(
            f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(isBlank(?s) || STRSTARTS(STR(?s), '{NODE}')) }}",
            use_default_graph_as_union=True,
        )
        assert len(list(store.named_graphs())) == (len(list(MAP.glob("*.ttl"))) if extension == "nq" else 0)
        blank_of_description = 2 * len(bundled.counts()[0]) + 2
        assert int(next(iter(count))["n"].value) - blank_of_description == len(written)  # type: ignore[arg-type,call-overload]


def test_what_a_client_has_is_not_sent_again(http: httpx.Client) -> None:
    for path in ("/id/softmax.ttl", "/ns.ttl", "/map.nq"):
        tag = http.head(path).headers["etag"]
        assert http.get(path, headers={"if-none-match": tag}).status_code == 304


def test_crawlers_are_told_what_not_to_read(http: httpx.Client) -> None:
    assert "Disallow: /sparql" in http.get("/robots.txt").text
    assert http.options("/id/softmax").headers["allow"] == "GET, HEAD, OPTIONS"
