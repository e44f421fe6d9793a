"""How soon twenty sessions are answered that click at once, and what memory a session takes; beside Streamlit's least page."""

import asyncio
import json
import os
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
from benchmarks.sessions import Session

from graph import open_map, plan_path

SESSIONS = 20
ROUNDS = 5


def memory(pid: int) -> float:
    """Megabytes of a process."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    return int(fields["VmRSS"].split()[0]) / 1024


def serving(command: bytes) -> int:
    """The process that this one has started with a word in its command."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and process.name != str(os.getpid()):
            try:
                status, words = (process / "status").read_text(), (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if f"PPid:\t{os.getpid()}\n" in status and command in words:
                return int(process.name)
    raise LookupError("no such server")


@dataclass(frozen=True)
class Asked:
    """What a click in one of many sessions came to: seconds until details, and until the run of the page had ended."""

    details: float
    finished: float


Click = Callable[[Session, int, int], Awaitable[Asked]]
"""What a session does, by its place among all and the turn."""


def click_on(target: str, browser: httpx.AsyncClient) -> Click:
    """A click on a step of a path, in each session on another: it tells the page, and asks for the details ahead of its run."""
    steps = [step.node.id for step in plan_path(open_map(), target).steps]

    async def ahead(session: Session, node: str) -> float:
        begun = time.perf_counter()
        answer = await browser.get(f"{session.url}part/details?{session.query}", params={"select": node})
        assert node in answer.text
        return time.perf_counter() - begun

    async def click(session: Session, place: int, turn: int) -> Asked:
        node = steps[(place + turn * SESSIONS) % len(steps)]
        event = json.dumps({"kind": "select", "value": node})
        asked, said = await asyncio.gather(
            ahead(session, node), session.click("steps", event, f'"data-show":"{node}"'.encode())
        )
        assert said.shown is not None
        return Asked(min(asked, said.shown), said.finished)

    return click


async def press(session: Session, _: int, turn: int) -> Asked:
    """Press the button of the bare page."""
    said = await session.click("button", "true", f'"times": {turn + 1}'.encode())
    assert said.shown is not None
    return Asked(said.shown, said.finished)


async def at_once(open_: AsyncExitStack, address: str, query: str, drawn: bytes, click: Click) -> list[Asked]:
    """What the clicks of many sessions came to, all in the same moment, several times; the sessions are left open."""
    sessions = [await open_.enter_async_context(Session.opened(f"{address}/", query)) for _ in range(SESSIONS)]
    for session in sessions:
        await session.visit(drawn)
    asked: list[Asked] = []
    for turn in range(ROUNDS):
        asked += await asyncio.gather(*(click(session, place, turn) for place, session in enumerate(sessions)))
    return asked


async def on_a_path(address: str, pid: int) -> tuple[list[Asked], float]:
    """What clicks on a path came to whose details nobody has seen yet; and megabytes of a session."""
    async with AsyncExitStack() as open_:
        browser = await open_.enter_async_context(httpx.AsyncClient(timeout=60))
        # Sessions that have filled the process's memory already, and stay: what others add to it is their own.
        await at_once(open_, address, "target=bert-paper", b"learnmap_canvas", click_on("bert-paper", browser))
        before = memory(pid)
        target = "attention-is-all-you-need"
        asked = await at_once(open_, address, f"target={target}", b"learnmap_canvas", click_on(target, browser))
        return asked, (memory(pid) - before) / SESSIONS


async def on_the_bare_page(address: str, pid: int) -> tuple[list[Asked], float]:
    """What presses of the bare page's button came to; and megabytes of a session."""
    async with AsyncExitStack() as open_:
        await at_once(open_, address, "", b"times", press)
        before = memory(pid)
        return await at_once(open_, address, "", b"times", press), (memory(pid) - before) / SESSIONS


def late(taken: Iterable[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(taken, n=20)[-1]


def test_twenty_sessions_click_at_once(address: str, bare: str) -> None:
    """How soon the server answers learners whose browsers run on machines of their own: here only it and its clients run."""
    ours, our_memory = asyncio.run(on_a_path(address, serving(b"explore")))
    least, least_memory = asyncio.run(on_the_bare_page(bare, serving(b"streamlit")))
    print(f"\n{SESSIONS} sessions click at once, {ROUNDS} times, each another node; no browser runs beside the server:")
    for name, asked, more in (("a path", ours, our_memory), ("a bare page of Streamlit's", least, least_memory)):
        details, finished = [one.details for one in asked], [one.finished for one in asked]
        print(
            f"{name}: {len(asked)} clicks, details after {statistics.median(details):.2f} s (median), {late(details):.2f} s "
            f"(95th percentile, limit 2); run ended after {statistics.median(finished):.2f} s, {late(finished):.2f} s; "
            f"{more:.1f} MB a session"
        )
    ratio = late(one.details for one in ours) / late(one.details for one in least)
    print(f"95th percentile of details: {ratio:.2f} of the bare page's")
    assert len(ours) == len(least) == SESSIONS * ROUNDS
