"""A click on a node shows its details ahead of the page's run, and in the end what the run says."""

from __future__ import annotations

import re

import pytest
from browser.visits import SLOW as SLOW
from browser.visits import settled
from playwright.sync_api import Page, WebSocketRoute

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("opened")]

PATH = "?target=attention-is-all-you-need&lang=en&node=softmax"
SHOWN = "aside.details .content[data-show={}]"
RECORD = """aside => {
    globalThis.shown = [];
    new MutationObserver(() => globalThis.shown.push(aside.querySelector('.content').dataset.show))
        .observe(aside, { subtree: true, childList: true, attributes: true });
}"""


class Slow:
    """What a server says over its websocket, held back for as long as one likes."""

    def __init__(self, page: Page) -> None:
        self.is_held = False
        self.held: list[str | bytes] = []
        page.route_web_socket(re.compile("_stcore/stream"), self._connect)

    def _connect(self, browser: WebSocketRoute) -> None:
        self._browser = browser
        browser.connect_to_server().on_message(self._said)

    def _said(self, message: str | bytes) -> None:
        if self.is_held:
            self.held.append(message)
        else:
            self._browser.send(message)

    def release(self) -> None:
        self.is_held = False
        for message in self.held:
            self._browser.send(message)


def clicked(page: Page, step: str) -> None:
    page.locator(f"li.step[data-key={step}] a.title").click()


@pytest.fixture
def wide(page: Page, address: str) -> Page:
    """A page wide enough for list and details side by side."""
    page.set_viewport_size({"width": 1700, "height": 900})
    return page


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}/{PATH}")
    page.locator(SHOWN.format("softmax")).wait_for()
    settled(page)


def test_details_do_not_wait_for_the_run_of_the_page(wide: Page, address: str) -> None:
    slow = Slow(wide)
    opened(wide, address)
    slow.is_held = True
    clicked(wide, "self-attention")
    wide.locator(SHOWN.format("self-attention")).wait_for()
    assert "node=softmax" in wide.url
    slow.release()
    wide.wait_for_url(re.compile("node=self-attention"))
    settled(wide)
    wide.locator(SHOWN.format("self-attention")).wait_for()


def test_a_run_that_is_late_does_not_bring_back_what_was_clicked_before(wide: Page, address: str) -> None:
    slow = Slow(wide)
    opened(wide, address)
    slow.is_held = True
    for step in ("self-attention", "matrix-multiplication"):
        clicked(wide, step)
        wide.locator(SHOWN.format(step)).wait_for()
    wide.locator("aside.details").evaluate(RECORD)
    slow.release()
    wide.wait_for_url(re.compile("node=matrix-multiplication"))
    settled(wide)
    assert "self-attention" not in wide.evaluate("() => globalThis.shown")
    wide.locator(SHOWN.format("matrix-multiplication")).wait_for()


def test_where_nothing_can_be_had_ahead_the_run_shows_the_details(wide: Page, address: str) -> None:
    wide.route("**/part/details?*", lambda route: route.abort())
    opened(wide, address)
    clicked(wide, "self-attention")
    wide.locator(SHOWN.format("self-attention")).wait_for()


def test_a_click_sends_neither_list_nor_header_again(wide: Page, address: str) -> None:
    received: list[bytes | str] = []
    wide.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(frame)))
    opened(wide, address)
    received.clear()
    clicked(wide, "self-attention")
    wide.wait_for_url(re.compile("node=self-attention"))
    settled(wide)
    said = b"".join(frame for frame in received if isinstance(frame, bytes))
    assert b"self-attention" in said
    assert b"nav.pages" not in said
    assert b'"class":"top"' not in said
    assert b'"class":"steps' not in said


def test_links_made_before_a_click_lead_to_the_node_that_is_selected(wide: Page, address: str) -> None:
    opened(wide, address)
    clicked(wide, "self-attention")
    wide.wait_for_url(re.compile("node=self-attention"))
    link = wide.get_by_role("link", name="日本語")
    link.hover()
    for said in ("node=self-attention", "lang=ja", "target=attention-is-all-you-need"):
        assert said in (link.get_attribute("href") or "")


def test_back_shows_the_details_of_before(wide: Page, address: str) -> None:
    opened(wide, address)
    clicked(wide, "self-attention")
    wide.wait_for_url(re.compile("node=self-attention"))
    wide.go_back()
    wide.locator(SHOWN.format("softmax")).wait_for()


def test_what_is_no_node_is_refused_in_both_languages(page: Page, address: str) -> None:
    for select in ("no-such-node", "", "<script>"):
        answer = page.request.get(f"{address}/part/details", params={"select": select})
        assert answer.status == 404
        assert {"en", "ja"} <= answer.json()["error"].keys()
