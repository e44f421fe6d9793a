"""How soon the explorer answers, in a real Chromium: the first drawing, a click, a large neighbourhood."""

import socket
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Self

from browser.visits import settled
from playwright.sync_api import Browser, Page

from explorer.saved_page import saved_page
from graph import open_map
from graph.neighbourhood import around

PATH = "?target=attention-is-all-you-need&lang=en"
STEPS = ("softmax", "self-attention", "matrix-multiplication", "layer-normalization", "positional-encoding")
TIMES = 5
SLOW = 60_000

FITTED = "root => new Promise(done => { const look = () => root.drawing?.fitted ? done() : requestAnimationFrame(look); look(); })"
SHOW = """async data => {
    const drawing = document.querySelector('.lm-drawing').drawing;
    const begun = performance.now();
    drawing.show({ ...data, scene: { ...data.scene, layout: String(begun) } });
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - begun;
}"""


def drawn(page: Page, url: str) -> float:
    """Seconds from navigating until the drawing is fitted."""
    begun = time.perf_counter()
    page.goto(url)
    page.locator(".lm-drawing").evaluate(FITTED)
    return time.perf_counter() - begun


def taken_to_open(browser: Browser, url: str, shown: Callable[[Page], object]) -> list[float]:
    """Seconds of several first visits, the very first of all left out, from navigating until something is shown."""
    taken = []
    for _ in range(TIMES + 1):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(SLOW)
        begun = time.perf_counter()
        page.goto(url)
        shown(page)
        taken.append(time.perf_counter() - begun)
        page.close()
    return taken[1:]


def test_from_navigation_to_the_first_drawing(browser: Browser, address: str, bare: str) -> None:
    def buttoned(page: Page) -> None:
        page.get_by_role("button", name="clicked 0").wait_for()

    def fitted(page: Page) -> None:
        page.locator(".lm-drawing").evaluate(FITTED)

    least = statistics.median(taken_to_open(browser, bare, buttoned))
    print(f"\nfirst button of a bare page of Streamlit: median {least:.2f} s")
    for name, query in (("map", "?lang=en"), ("path", PATH)):
        taken = statistics.median(taken_to_open(browser, f"{address}/{query}", fitted))
        print(f"first drawing, {name}: median {taken:.2f} s (limit 2.5), {taken / least:.2f} of the bare page's")
        assert taken < 10


WATCH = """node => addEventListener("click", happened => {
    const details = () => [...document.querySelectorAll("*")].map(e => e.shadowRoot?.querySelector("aside.details .content")).find(Boolean);
    const begun = happened.timeStamp;
    globalThis.waited = null;
    const look = () => details()?.dataset.show === node ? (globalThis.waited = performance.now() - begun) : requestAnimationFrame(look);
    look();
}, { once: true, capture: true })"""
"""Milliseconds from the browser's click to the frame in which a node's details are there, into `waited`."""


def test_from_a_click_to_details(browser: Browser, address: str, bare: str) -> None:
    least = statistics.median(taken_to_click(browser, bare))
    page = browser.new_page(viewport={"width": 1700, "height": 900})
    page.set_default_timeout(SLOW)
    drawn(page, f"{address}/{PATH}")
    page.locator("li.step").first.wait_for()
    taken, driven = [], []
    for step in STEPS * 4:
        settled(page)
        page.evaluate(WATCH, step)
        begun = time.perf_counter()
        page.locator(f"li.step[data-key={step}] a.title").click()
        page.locator(f"aside.details .content[data-show={step}]").wait_for()
        driven.append(1000 * (time.perf_counter() - begun))
        taken.append(page.evaluate("() => globalThis.waited"))
        page.wait_for_url(f"**node={step}**")
    taken.sort()
    page.close()
    print(
        f"\nclick to details: median {statistics.median(taken):.0f} ms (limit 250), 95th percentile {taken[-2]:.0f} ms (limit 500); "
        f"as the test's driver sees it, its own steps included, {statistics.median(driven):.0f} ms, "
        f"{statistics.median(driven) / least:.2f} of a click on a bare page ({least:.0f} ms)"
    )
    assert statistics.median(taken) < 3000


def test_what_a_click_sends(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1700, "height": 900})
    page.set_default_timeout(SLOW)
    said: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: said.append(len(frame))))
    with Counter(address) as counter:
        drawn(page, f"{counter.address}/{PATH}")
        page.locator("li.step").first.wait_for()
        sent, messages = [], []
        for step in STEPS * 2:
            settled(page)
            before = counter.count
            said.clear()
            page.locator(f"li.step[data-key={step}] a.title").click()
            page.wait_for_url(f"**node={step}**")
            page.locator(f"aside.details .content[data-show={step}]").wait_for()
            settled(page)
            sent.append(counter.count - before)
            messages.append(sum(said))
        page.close()
    print(
        f"\na click sends: median {statistics.median(sent) / 1000:.1f} kB on the wire, at most {max(sent) / 1000:.1f} (limit 20); "
        f"messages of the run before compression {statistics.median(messages) / 1000:.1f} kB"
    )


class Counter:
    """A way to a server that counts the bytes that come back from it."""

    def __init__(self, address: str) -> None:
        self._port = int(address.rpartition(":")[2])
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.count = 0

    def __enter__(self) -> Self:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._port))
                Thread(target=self._pass, args=(browser, server, 0), daemon=True).start()
                Thread(target=self._pass, args=(server, browser, 1), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, weight: int) -> None:
        with suppress(OSError), source, target:
            while data := source.recv(65536):
                self.count += weight * len(data)
                target.sendall(data)


def taken_to_click(browser: Browser, bare: str) -> list[float]:
    """Milliseconds of clicks on the bare page, as the test's driver sees them."""
    page = browser.new_page(viewport={"width": 1700, "height": 900})
    page.goto(bare)
    taken = []
    for times in range(20):
        button = page.get_by_role("button", name=f"clicked {times}", exact=True)
        button.wait_for()
        begun = time.perf_counter()
        button.click()
        page.get_by_role("button", name=f"clicked {times + 1}", exact=True).wait_for()
        taken.append(1000 * (time.perf_counter() - begun))
    page.close()
    return taken


def test_a_neighbourhood_of_300_nodes_is_drawn(browser: Browser, tmp_path: Path) -> None:
    map_ = open_map()
    ids = around(map_, "machine-learning", 2)[:300]
    path = tmp_path / "page.html"
    path.write_text(saved_page(map_, ids, language="en"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    page.locator(".lm-drawing").evaluate(FITTED)
    data = page.locator("#drawing-data").evaluate("element => JSON.parse(element.textContent)")
    taken = [page.evaluate(SHOW, data) for _ in range(TIMES)]
    page.close()
    print(f"\n300 nodes drawn: median {statistics.median(taken):.0f} ms (limit 300), {len(ids)} nodes")
    assert statistics.median(taken) < 3000
