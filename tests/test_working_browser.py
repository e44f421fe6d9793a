"""Whatever takes the server more than 0.3 s shows that it is being done, on every page; and no longer than that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.visits import SLOW, settled
from playwright.sync_api import Page, Route, WebSocketRoute

pytestmark = pytest.mark.browser
__all__ = ["SLOW"]

PATH = "?target=attention-is-all-you-need&lang=en"
IS_WORKING = """wanted => new Promise((done, fail) => {
    const until = performance.now() + 20_000;
    const look = () => {
        const element = document.querySelector('[data-testid="stApp"]') ?? document.querySelector("#root");
        const bar = element && getComputedStyle(element, "::before");
        const seen = Boolean(bar) && bar.content !== "none" && bar.opacity === "1" && parseFloat(bar.height) >= 2;
        if (seen === wanted) done();
        else if (performance.now() > until) fail(new Error(`the bar is ${seen ? "still" : "not"} shown`));
        else requestAnimationFrame(look);
    };
    look();
})"""


class SlowServer:
    """What a page's server says, held back as long as it is asked to be."""

    def __init__(self, page: Page) -> None:
        self._is_holding = False
        self._held: list[Callable[[], None]] = []
        page.route_web_socket("**/_stcore/stream", self._between)

    def _between(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        server.on_message(lambda said: self._pass(lambda: page.send(said)))

    def _pass(self, send: Callable[[], None]) -> None:
        if self._is_holding:
            self._held.append(send)
        else:
            send()

    def hold(self) -> None:
        self._is_holding = True

    def let_go(self) -> None:
        self._is_holding = False
        held, self._held = self._held, []
        for send in held:
            send()


def working(page: Page, wanted: bool) -> None:
    """Wait until a page shows, or no longer shows, that it works."""
    page.evaluate(IS_WORKING, wanted)


def slide(page: Page) -> None:
    page.locator("input[type=range]").press("ArrowLeft")


def drawing(page: Page) -> None:
    page.locator(".lm-stage").press("End")


ACTIONS: list[tuple[str, str, Callable[[Page], object]]] = [
    ("a step ticked", PATH, lambda page: page.locator("li.step input").first.check()),
    ("the budget slid", PATH, slide),
    ("another emphasis", PATH, lambda page: page.get_by_role("link", name="Thorough", exact=True).click()),
    ("a node chosen in the drawing", PATH, drawing),
    ("an area entered", "?lang=en", lambda page: page.locator("li.area a.title").first.click()),
    ("the other language", "?lang=en", lambda page: page.locator("nav.languages a[lang=ja]").click()),
    ("years further on", "?page=timeline&lang=en", lambda page: page.get_by_role("button", name="Earlier").click()),
    ("another page", "?page=mine&lang=en", lambda page: page.get_by_role("link", name="Insight", exact=True).click()),
    ("a question asked", "?page=query&lang=en", lambda page: page.get_by_role("button", name="Run").first.click()),
]


@pytest.mark.parametrize(("query", "act"), [it[1:] for it in ACTIONS], ids=[it[0] for it in ACTIONS])
def test_what_takes_long_shows_it_until_it_is_done(
    page: Page, address: str, query: str, act: Callable[[Page], object]
) -> None:
    server = SlowServer(page)
    page.goto(f"{address}/{query}")
    settled(page)
    working(page, False)
    server.hold()
    act(page)
    working(page, True)
    server.let_go()
    settled(page)
    working(page, False)


def test_a_page_that_comes_into_being_shows_it_from_its_first_moment(page: Page, address: str) -> None:
    server = SlowServer(page)
    server.hold()
    waiting: list[Route] = []
    page.route("**/static/js/index.*.js", lambda route: waiting.append(route))
    page.goto(f"{address}/?lang=en", wait_until="commit")
    working(page, True)
    for route in waiting:
        route.continue_()
    page.locator('[data-testid="stApp"]').wait_for()
    working(page, True)
    server.let_go()
    settled(page)
    working(page, False)
