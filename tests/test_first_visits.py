"""A server visits its own pages when it starts, so that nobody waits for what is made once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from queue import Queue
from threading import Event

import pytest
from browser.served import served

from explorer.first_visits import first_pages, visit
from explorer.server import application


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as at:
        yield at


@pytest.mark.parametrize("query", first_pages())
def test_a_visit_runs_a_page_to_its_end(address: str, query: str) -> None:
    assert visit(address, query)


def test_where_nobody_answers_a_visit_is_none() -> None:
    assert not visit("http://127.0.0.1:9", "")


def test_an_application_that_begins_has_all_its_first_pages_visited_the_one_of_this_machines_language_first() -> None:
    visited: Queue[str] = Queue()
    is_ready = Event()

    async def run() -> list[str]:
        app = application(ready=is_ready.set, visited=visited.put)
        async with app.lifespan()(app):
            return [await asyncio.to_thread(visited.get, timeout=60) for _ in first_pages()]

    logging.getLogger("streamlit").setLevel(logging.ERROR)
    assert asyncio.run(run()) == first_pages()
    assert is_ready.is_set()
