"""A learner's trip through the explorer, in a real Chromium against a real server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.chromium import chromium
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("explorer")]
SLOW = 20_000


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where an explorer serves, on a port of its own."""
    command = [sys.executable, "-u", "-m", "explorer.cli", "explore", "--port", "0", "--no-browser", "--lang", "en"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    line = server.stdout.readline()
    yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(SLOW)
        yield page


def test_a_link_shows_its_path_and_no_other_host_is_asked(page: Page, address: str) -> None:
    foreign: list[str] = []
    page.on(
        "request", lambda r: None if r.url.startswith((address, "data:", "blob:", "ws:")) else foreign.append(r.url)
    )
    page.goto(f"{address}/?target=attention-is-all-you-need&lang=en")
    expect(page.get_by_role("heading", name="Path to Attention Is All You Need")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Scalars and vectors").first).to_be_visible(timeout=SLOW)
    assert foreign == []


def test_what_is_known_leaves_the_path_and_stays_in_the_link(page: Page, address: str) -> None:
    page.goto(f"{address}/?target=softmax&know=probability-distributions&lang=en")
    expect(page.get_by_role("heading", name="Path to Softmax function")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Random variables")).to_have_count(0, timeout=SLOW)
    assert "know=probability-distributions" in page.url


def test_the_language_switch_keeps_the_place(page: Page, address: str) -> None:
    page.goto(f"{address}/?target=softmax&lang=en")
    expect(page.get_by_role("heading", name="Path to Softmax function")).to_be_visible(timeout=SLOW)
    page.get_by_text("日本語", exact=True).first.click()
    expect(page.get_by_role("heading", name="ソフトマックス関数").first).to_be_visible(timeout=SLOW)
    assert "target=softmax" in page.url
