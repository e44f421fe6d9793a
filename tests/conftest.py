"""What several tests share: the bundled map, and maps written for one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from small_maps import PREFIXES, MapOf, topics

from graph import LocalMap, open_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# How long an example takes says something of the machine, and nothing of the law.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def bundled() -> LocalMap:
    """The map that comes with learnmap."""
    return open_map()


@pytest.fixture
def turtle_file(tmp_path: Path) -> Callable[[str], Path]:
    """A function that writes Turtle (prefixes added) to a file and returns its path."""

    def write(text: str) -> Path:
        path = tmp_path / "map.ttl"
        path.write_text(PREFIXES + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def map_of(turtle_file: Callable[[str], Path]) -> MapOf:
    """A function that makes a map of topics from `{dependent: [prerequisites]}`; hours are 1 unless stated."""

    def make(needs: Mapping[str, Sequence[str]], hours: Mapping[str, float] | None = None) -> LocalMap:
        return open_map(turtle_file(topics(needs, hours)))

    return make


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where an explorer serves the bundled map."""
    from browser.served import served

    with served() as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    from browser.chromium import chromium

    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a laptop's size, of a visitor who has never been here; it waits as long as the test's module says, `SLOW`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(request.module.SLOW)
    yield page
    context.close()
