"""A query run for a page: in a thread, so that the page shows how long it takes and whoever asked can stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass

from graph.errors import LearnmapError
from graph.sparql import Limits, QueryPool, QueryResult

STEP: float = 0.1
"""Seconds between two looks at whether the answer is there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of running a query.

    Attributes
    ----------
    text : the query.
    result : the answer, or the error that ended it.
    limits : what was allowed.
    """

    text: str
    result: QueryResult | LearnmapError
    limits: Limits


def asked_of(pool: QueryPool, text: str, limits: Limits, passing: Callable[[float], None]) -> Answer:
    """Run a query and return its answer.

    Parameters
    ----------
    pool : the workers.
    passing : called every `STEP` seconds with the seconds that passed. Where it raises, the query is stopped: so does the
        script of a page that is left, or asked for something else.
    """
    cancel = threading.Event()
    work: Future[QueryResult] = Future()
    begun = time.monotonic()

    def run() -> None:
        try:
            # Loading the map takes none of a query's time.
            pool.missing_walls()
            work.set_result(pool.run(text, limits=limits, cancel=cancel))
        except Exception as error:
            work.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        while not wait([work], timeout=STEP).done:
            passing(time.monotonic() - begun)
        return Answer(text, work.result(), limits)
    except LearnmapError as error:
        return Answer(text, error, limits)
    finally:
        cancel.set()
