"""A corpus of hostile queries reaches no server and no file, and costs nobody else an answer."""

import errno
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_queries import CORPUS, DATASETS, SERVICES, Hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_maps import PREFIXES, topics

from explorer.cli_text import TEXT
from graph import LocalMap, open_map, sparql_worker
from graph.disk_load import load
from graph.query_answers import Limits
from graph.query_errors import (
    QueryBusy,
    QueryCancelled,
    QueryCrashed,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTextTooLong,
    QueryTooLarge,
    QueryTooLong,
)
from graph.saved_queries import saved_queries
from graph.sparql import QueryPool
from graph.sparql_process import Template, WorkerProcess
from ontology import NODE
from ontology import PREFIXES as QUERY_PREFIXES

LIMITS = Limits(seconds=1.0, memory=200 << 20, rows=5_000, bytes=2_000_000, cell=10_000)
SECRET = "what no answer may hold"


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[object]]]:
    """The address of a server, and the list of who connected to it."""
    asked: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        try:
            while True:
                asked.append(server.accept()[1])
        except OSError:
            return

    threading.Thread(target=accept, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/", asked
    server.close()


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("private") / "secret.ttl"
    path.write_text(f"<a:a> <a:b> '{SECRET}' .", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> LocalMap:
    path = tmp_path_factory.mktemp("chain") / "map.ttl"
    path.write_text(PREFIXES + topics({f"t{n}": [f"t{n + 1}"] for n in range(500)}), encoding="utf-8")
    return open_map(path)


@pytest.fixture(scope="module")
def pool(chain: LocalMap) -> Iterator[QueryPool]:
    # More workers than queries at a time: one that was ended is replaced meanwhile.
    with QueryPool(chain, workers=5, waiting=64, limits=LIMITS) as pool:
        assert pool.missing_walls() == ()
        yield pool


def outcome(pool: QueryPool, text: str, limits: Limits) -> tuple[str, str]:
    """Return what became of a query, and what was answered or said."""
    try:
        result = pool.run(text, limits=limits)
    except QueryBusy:
        return outcome(pool, text, limits)
    except QuerySyntaxError as error:
        return "syntax", str(error)
    except (QueryRefused, QueryTextTooLong) as error:
        return "refused", str(error)
    except (QueryTooLong, QueryTooLarge, QueryCrashed) as error:
        return "stopped", str(error)
    return "cut" if result.truncated else "answered", str(result.rows)


@pytest.fixture(scope="module")
def outcomes(pool: QueryPool, listener: tuple[str, list[object]], secret: Path) -> dict[Hostile, tuple[str, str]]:
    def run(hostile: Hostile) -> tuple[str, str]:
        text = hostile.text.replace("LISTENER", listener[0]).replace("SECRET", str(secret))
        # What ends by itself may take as long as a busy machine makes it; what does not, shows it soon.
        seconds = 0.6 if hostile.outcome == "stopped" else 60
        return outcome(pool, text, replace(LIMITS, seconds=seconds))

    with ThreadPoolExecutor(2) as two:
        return dict(zip(CORPUS, two.map(run, CORPUS), strict=True))


def test_the_corpus_has_queries_of_every_kind() -> None:
    assert len(CORPUS) == len(set(CORPUS)) >= 150
    assert len({hostile.kind for hostile in CORPUS}) >= 15


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: f"{hostile.kind}: {hostile.text[:60]!r}")
def test_a_hostile_query_ends_as_it_must(hostile: Hostile, outcomes: dict[Hostile, tuple[str, str]]) -> None:
    got, said = outcomes[hostile]
    assert got == hostile.outcome, said[:300]


def test_no_query_of_the_corpus_reached_a_server_or_a_file(
    outcomes: dict[Hostile, tuple[str, str]], listener: tuple[str, list[object]]
) -> None:
    assert listener[1] == []
    assert not [hostile for hostile, (_, said) in outcomes.items() if SECRET in said]


def test_after_the_corpus_the_pool_answers(pool: QueryPool, outcomes: object) -> None:
    assert pool.run("ASK { :t0 lm:requires :t1 }").truth is True


def test_the_walls_hold_where_nothing_was_refused(
    chain: LocalMap, listener: tuple[str, list[object]], secret: Path
) -> None:
    template = Template(LIMITS.memory)
    template.load(b"<a:a> <a:b> <a:c> .\n", 60)
    worker = WorkerProcess(template, 60)
    for hostile in (*SERVICES, *DATASETS):
        text = hostile.text.replace("LISTENER", listener[0]).replace("SECRET", str(secret))
        request = {
            "query": text, "rows": 10, "bytes": 10_000, "cell": 1_000, "memory": LIMITS.memory, "seconds": 20, "run": True,
            "base": NODE, "prefixes": QUERY_PREFIXES,
        }  # fmt: skip
        parts = list(worker.ask(request, time.monotonic() + 20, None, most=0))
        assert SECRET not in str(parts)
        assert worker.alive
    worker.reap()
    template.close()
    assert listener[1] == []


def test_a_wall_that_a_system_lacks_is_named_in_both_languages() -> None:
    # What a system without these limits looks like to a worker.
    script = f"""
import resource, sys
sys.path.insert(0, {str(Path(sparql_worker.__file__).parent)!r})
import sparql_worker
for name in ("RLIMIT_AS", "RLIMIT_NOFILE", "RLIMIT_NPROC"):
    delattr(resource, name)
walls = sparql_worker.Walls([])
walls.close_in(1 << 30)
print(*walls.missing, sep="\\n")
"""
    said = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True).stdout
    walls = said.split("\n")[:-1]
    assert sorted(walls) == ["files and network", "memory", "processes"]
    assert all(TEXT[f"wall.{wall}"].ja and TEXT[f"wall.{wall}"].en for wall in walls)


def test_a_worker_that_was_stopped_costs_no_more_than_the_time_limit(chain: LocalMap) -> None:
    with QueryPool(chain, limits=LIMITS) as pool:
        pool.missing_walls()
        (stopped,) = pool._workers._idle
        os.kill(stopped.pid, signal.SIGSTOP)
        # More text than a pipe holds: neither writing to nor reading from a stopped worker may wait for it.
        with pytest.raises(QueryTooLong):
            pool.run("ASK {} #" + "x" * 190_000)
        assert pool.run("ASK {}", limits=Limits(seconds=60)).truth is True


def test_a_worker_that_ended_while_idle_is_replaced_unnoticed(chain: LocalMap) -> None:
    with QueryPool(chain, limits=Limits(seconds=60)) as pool:
        pool.missing_walls()
        (ended,) = pool._workers._idle
        os.kill(ended.pid, signal.SIGKILL)
        select.select([ended._from], [], [])
        assert pool.run("ASK {}").truth is True


def processes_of(pool: QueryPool) -> list[int]:
    """Return the numbers of the template and of all workers."""
    template = pool._workers._templates[0].process.pid
    children = Path(f"/proc/{template}/task/{template}/children").read_text(encoding="ascii")
    return [template, *map(int, children.split())]


def test_workers_are_forked_from_one_thread_and_share_no_random_numbers(chain: LocalMap) -> None:
    with QueryPool(chain, workers=2, limits=Limits(seconds=60)) as pool:
        pool.missing_walls()
        template, *_ = processes_of(pool)
        assert len(list(Path(f"/proc/{template}/task").iterdir())) == 1
        said = set()
        for _ in range(4):
            said.add(pool.run("SELECT (CONCAT(STR(RAND()), STR(UUID())) AS ?u) (BNODE() AS ?b) {}").rows[0])
            worker = pool._workers.take(time.monotonic() + 60, None, retry_after=1)
            pool._workers.replace(worker)
        assert len(said) == 4


def test_a_template_that_ended_is_replaced(chain: LocalMap) -> None:
    with QueryPool(chain, limits=Limits(seconds=60)) as pool:
        pool.missing_walls()
        (idle,) = pool._workers._idle
        pool._workers._templates[0].process.kill()
        pool._workers._templates[0].process.wait()
        # On Linux its workers end with it.
        select.select([idle._from], [], [], 60)
        assert pool.run("ASK { :t0 lm:requires :t1 }").truth is True


def test_closing_the_pool_ends_a_query_at_work_and_all_workers(chain: LocalMap) -> None:
    pool = QueryPool(chain, workers=2, limits=Limits(seconds=600))
    pool.missing_walls()
    running = pool.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ", limits=Limits(seconds=600, rows=0, bytes=0))
    handles = [os.pidfd_open(pid) for pid in processes_of(pool)]
    pool.close()
    with pytest.raises(QueryCancelled):
        list(running)
    ended, _, _ = select.select(handles, [], [], 0)
    assert sorted(ended) == sorted(handles)


@pytest.mark.parametrize("at_work", [True, False], ids=["at work", "idle"])
def test_workers_end_with_a_caller_that_was_killed(at_work: bool) -> None:
    script = f"""
import threading
from graph import open_map
from graph.sparql import Limits, QueryPool
pool = QueryPool(open_map(), limits=Limits(seconds=600))
pool.missing_walls()
print(pool._workers._idle[0].pid, flush=True)
if {at_work}:
    running = pool.ask("SELECT * {{ ?a ?b ?c . ?d ?e ?f FILTER(?c = 'x' && ?f = 'y') }} ORDER BY ?a")
threading.Event().wait()
"""
    caller = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert caller.stdout
    worker = int(caller.stdout.readline())
    handle = os.pidfd_open(worker)
    caller.kill()
    caller.wait()
    # Far below the 600 s that the query might have taken.
    readable, _, _ = select.select([handle], [], [], 60)
    os.close(handle)
    assert readable


def test_good_queries_are_answered_among_a_thousand_of_which_many_are_hostile(chain: LocalMap) -> None:
    hostile = [h.text for h in CORPUS if h.kind in ("product", "deep nesting", "SERVICE", "no SPARQL", "update")]
    good = [query.text for query in saved_queries()] + ["ASK { :t0 lm:requires :t1 }"] * 10
    limits = Limits(seconds=0.5, memory=200 << 20)
    counts = {"good": 0, "bad": 0}
    lock = threading.Lock()

    def client(number: int) -> None:
        for turn in range(number, 1_000, 16):
            bad = turn % 8 == 0
            text = hostile[turn // 8 % len(hostile)] if bad else good[turn % len(good)]
            while True:
                try:
                    pool.run(text, limits=limits if bad else Limits(seconds=120))
                except QueryBusy:
                    if not bad:
                        continue
                except QueryError:
                    if not bad:
                        raise
                break
            with lock:
                counts["bad" if bad else "good"] += 1

    with QueryPool(chain, workers=4, waiting=32) as pool:
        pool.missing_walls()
        with ThreadPoolExecutor(16) as sixteen:
            list(sixteen.map(client, range(16)))
        assert pool.run("ASK {}", limits=Limits(seconds=60)).truth is True
    assert counts["good"] == 875
    assert counts["bad"] == 125


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_text_is_answered_or_refused_and_never_more(pool: QueryPool, data: st.DataObject) -> None:
    short = [hostile.text for hostile in CORPUS if len(hostile.text) < 400]
    text = data.draw(st.sampled_from(short))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        put = data.draw(
            st.one_of(
                st.text(max_size=6),
                st.sampled_from(
                    [*"{}()[]<>\"'\\#;.,?@^!*/|-+", "SERVICE ", " FROM ", "\\u0053", "'''", "\0", "\ud800"]
                ),
            )
        )
        text = text[:start] + put + text[start + length :]
    said = None
    try:
        pool.run(text, limits=Limits(seconds=0.4, memory=200 << 20, rows=100))
    except QueryError as error:
        said = error.text("en"), error.text("ja")
    assert said is None or all(said)


ENCLOSED = f"""
import os, socket, sys
sys.path.insert(0, {str(Path(sparql_worker.__file__).parent)!r})
import sparql_worker
folder, more = sys.argv[1], int(sys.argv[2])
store = sparql_worker.opened(b"store:" + folder.encode())
for number in range(more):
    open(f"{{folder}}/made-{{number}}.sst", "wb").close()
walls = sparql_worker.Walls([])
walls.close_in(1 << 30, folder)
print(*walls.missing, "|", end=" ")
try:
    socket.socket()
except OSError as error:
    print(error.errno, end=" ")
opened = []
try:
    while True:
        opened.append(os.open(f"{{folder}}/made-{{len(opened)}}.sst" if len(opened) < more else "/dev/null", os.O_RDONLY))
except OSError as error:
    print(error.errno, len(opened), len(list(store)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which files are open")
@pytest.mark.parametrize("more", [0, 1, 40])
def test_of_a_store_of_many_tables_each_can_still_be_read_and_no_socket_made(tmp_path: Path, more: int) -> None:
    """An engine opens 16 tables of each of its parts at once and the others when they are asked: to those there is a way."""
    (tmp_path / "map.ttl").write_text(PREFIXES + topics({"b": ["a"], "a": []}))
    load(tmp_path / "store", [tmp_path / "map.ttl"])
    command = [sys.executable, "-P", "-c", ENCLOSED, str(tmp_path / "store" / "store"), str(more)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said[1] in (str(errno.EACCES), str(errno.EMFILE))
    assert (said[0], *said[2:4]) == ("|", str(errno.EMFILE), str(more))
    assert int(said[4]) > 10
