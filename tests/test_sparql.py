"""The guard answers what may be asked, and ends what may not, costing one query only."""

import threading
from collections.abc import Iterator

import pytest
from small_maps import MapOf

from graph import LocalMap
from graph.query_errors import (
    QueryBusy,
    QueryCancelled,
    QueryRefused,
    QuerySyntaxError,
    QueryTextTooLong,
    QueryTooLarge,
    QueryTooLong,
)
from graph.query_text import decoded, refuse
from graph.sparql import Limits, QueryPool, Term

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def pool(bundled: LocalMap) -> Iterator[QueryPool]:
    with QueryPool(bundled, limits=Limits(seconds=20)) as pool:
        assert pool.missing_walls() == ()
        yield pool


def test_rows_are_typed_and_unbound_values_are_none(pool: QueryPool) -> None:
    result = pool.run(
        'SELECT ?iri ?text ?number ?nothing { BIND(:a AS ?iri) BIND("x"@ja AS ?text) BIND(2.5 AS ?number) }'
    )
    ((iri, text, number, nothing),) = result.rows
    assert iri is not None
    assert (iri.kind, iri.value) == ("uri", "https://w3id.org/learning-map/id/a")
    assert text is not None
    assert (text.value, text.language) == ("x", "ja")
    assert number is not None
    assert number.datatype == "http://www.w3.org/2001/XMLSchema#decimal"
    assert nothing is None


def test_ask_and_construct_are_answered(pool: QueryPool) -> None:
    assert pool.run("ASK { :self-attention a lm:Topic }").truth is True
    graph = pool.run("CONSTRUCT { ?s a lm:Node } WHERE { ?s a lm:Stage }")
    assert graph.kind == "graph"
    assert len(graph.rows) == 3


def test_the_row_limit_cuts_and_says_so(pool: QueryPool) -> None:
    result = pool.run("SELECT * { ?s ?p ?o }", limits=Limits(rows=7))
    assert (len(result.rows), result.truncated) == (7, "rows")


def test_exactly_as_many_rows_as_the_limit_are_not_cut(pool: QueryPool) -> None:
    result = pool.run("SELECT * { VALUES ?x { 1 2 3 } }", limits=Limits(rows=3))
    assert (len(result.rows), result.truncated) == (3, None)


def test_the_byte_limit_cuts_and_says_so(pool: QueryPool) -> None:
    result = pool.run("SELECT * { ?s ?p ?o }", limits=Limits(bytes=5_000))
    assert result.truncated == "bytes"
    assert 0 < len(result.rows) < 100


def test_a_long_cell_ends_in_an_ellipsis(pool: QueryPool) -> None:
    result = pool.run('SELECT ("aaaaaaaaaa" AS ?x) {}', limits=Limits(cell=4))
    assert result.rows[0][0] is not None
    assert result.rows[0][0].value == "aaaa…"


def test_a_query_over_time_is_stopped_and_the_next_one_answered(pool: QueryPool) -> None:
    with pytest.raises(QueryTooLong):
        pool.run(PRODUCT, limits=Limits(seconds=0.3))
    assert pool.run("ASK {}").truth is True


def test_cancelling_from_another_thread_stops_the_query(pool: QueryPool) -> None:
    cancel = threading.Event()
    threading.Timer(0.2, cancel.set).start()
    with pytest.raises(QueryCancelled):
        pool.run(PRODUCT, cancel=cancel)
    assert pool.run("ASK {}").truth is True


def test_beyond_the_queue_the_pool_says_busy(bundled: LocalMap) -> None:
    with QueryPool(bundled, workers=1, waiting=0) as pool:
        pool.missing_walls()
        started, cancel = threading.Event(), threading.Event()

        def occupy() -> None:
            started.set()
            with pytest.raises(QueryCancelled):
                pool.run(PRODUCT, cancel=cancel)

        thread = threading.Thread(target=occupy)
        thread.start()
        started.wait()
        while pool._workers.idle:
            continue
        with pytest.raises(QueryBusy) as raised:
            pool.run("ASK {}")
        cancel.set()
        thread.join()
    assert raised.value.retry_after >= 1


def test_a_syntax_error_has_line_and_column(pool: QueryPool) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        pool.run("SELECT ?x\nWHERE { ?x unknown:thing ?y }")
    assert raised.value.line == 2
    assert "prefix is not declared" in str(raised.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { #c\nSERVICE#c\n<http://127.0.0.1:9/> {} }",
        r"SELECT * { \u0053\u0045RVICE <http://127.0.0.1:9/> {} }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "DROP ALL",
        "SELECT * { " + "{" * 5_000 + "}" * 5_000 + " }",
        "ASK { ?s ?p '\0' }",
    ],
)
def test_what_no_query_may_do_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused) as raised:
        refuse(decoded(query), longest=200_000)
    assert raised.value.text("ja") != raised.value.text("en")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?service ?from "SERVICE <x> FROM" }',
        "SELECT * { ?s <http://example.org/SERVICE#FROM> ?o } # SERVICE\n",
        "PREFIX service: <a:> SELECT * { ?s service:from service:LOAD }",
        "SELECT ?insert { ?insert :delete ?drop }",
        "SELECT * { ?s ?p '''SERVICE\nFROM''' }",
    ],
)
def test_words_in_strings_names_and_comments_are_no_reason_to_refuse(query: str) -> None:
    refuse(decoded(query), longest=200_000)
    assert "SERVICE" in query.upper() or "DELETE" in query.upper()


def test_text_beyond_its_limit_is_refused() -> None:
    with pytest.raises(QueryTextTooLong) as raised:
        refuse("ASK {} #" + "é" * 100, longest=200)
    assert (raised.value.size, raised.value.longest) == (208, 200)


def test_escapes_stand_for_what_they_name_once(pool: QueryPool) -> None:
    result = pool.run(r'\u0053ELECT ("\u0022\u0041\\u0041" AS ?x) {}')
    assert result.rows[0][0] is not None
    assert result.rows[0][0].value == r'"A\u0041'


def test_rows_come_in_batches_while_the_query_runs(pool: QueryPool) -> None:
    with pool.ask("SELECT * { ?s ?p ?o }", limits=Limits(rows=1_000, seconds=20)) as running:
        assert sorted(running.columns) == ["o", "p", "s"]
        sizes = [len(batch) for batch in running]
    assert sum(sizes) == 1_000
    assert len(sizes) > 1
    assert running.truncated == "rows"


def test_a_query_left_early_gives_its_worker_back(pool: QueryPool) -> None:
    with pool.ask(PRODUCT.replace("(COUNT(*) AS ?n)", "*")) as running:
        assert running.kind == "select"
    assert pool.run("ASK {}").truth is True


def test_an_iri_or_datatype_too_long_becomes_text_not_another_iri(pool: QueryPool) -> None:
    result = pool.run('SELECT (<a:aaaaaaaaaa> AS ?x) (STRDT("v", <a:aaaaaaaaaa>) AS ?y) {}', limits=Limits(cell=4))
    assert result.rows == ((Term("literal", "a:aa…"), Term("literal", "v")),)
    assert result.truncated == "cell"


def test_a_refusal_points_at_the_place() -> None:
    with pytest.raises(QueryRefused) as raised:
        refuse("SELECT *\nWHERE {\n  SERVICE <a:b> {} }", longest=1_000)
    assert (raised.value.line, raised.value.column) == (3, 3)


def test_a_query_that_takes_too_much_memory_is_told_so(map_of: MapOf) -> None:
    growth = " ".join(f"BIND(CONCAT({','.join([f'?s{n}'] * 20)}) AS ?s{n + 1})" for n in range(7))
    with QueryPool(map_of({"a": ["b"]}), limits=Limits(seconds=120, memory=300 << 20)) as pool:
        for memory in (300, 100):
            with pytest.raises(QueryTooLarge) as raised:
                pool.run(
                    f'SELECT ?s7 {{ BIND("aaaaaaaa" AS ?s0) {growth} }}',
                    limits=Limits(seconds=120, memory=memory << 20),
                )
            assert raised.value.memory == memory << 20
        assert pool.run("ASK {}", limits=Limits(seconds=120)).truth is True
