"""Every page of a map too large to be looked at node by node, in a real Chromium: something to see, or a clear sentence."""

import re
from collections.abc import Iterator

import pytest
from browser.served import served
from browser.visits import settled, watched
from playwright.sync_api import Page, expect
from small_maps import PREFIXES

from graph.disk_load import load
from graph.whole import MOST_NODES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("explorer")]
SLOW = 60_000

RING = 500
"""Topics that hang together."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An explorer of more topics than are looked at, in no area."""
    folder = tmp_path_factory.mktemp("large")
    with (folder / "map.ttl").open("w", encoding="utf-8") as file:
        file.write(PREFIXES)
        file.writelines(map(topic, range(MOST_NODES + RING)))
        file.write(':all a lm:Career ; skos:prefLabel "All"@en ; lm:requires ')
        file.write(" , ".join(f":t{number}" for number in range(RING - 1, MOST_NODES, RING)) + " .\n")
    load(folder / "store", [folder / "map.ttl"])
    with served("--map", f"oxigraph:{folder / 'store'}") as at:
        yield at


def topic(number: int) -> str:
    ring, place = divmod(number, RING)
    needs = [number - back for back in (1, 7) if place >= back] + ([number - RING] if ring and not place else [])
    stated = " ; lm:requires " + " , ".join(f":t{on}" for on in needs) if needs else ""
    return f':t{number} a lm:Topic ; skos:prefLabel "Topic {number}"@en , "話題{number}"@ja ; lm:hours 1{stated} .\n'


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".top").wait_for()
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_communities_are_counted_in_the_background_and_then_drawn(page: Page, address: str) -> None:
    complaints = watched(page, address)
    opened(page, f"{address}/?lang=en")
    expect(page.get_by_text("This map has 50,501 nodes").first).to_be_visible()
    expect(page.locator(".listing .area").first).to_contain_text("Around Topic", timeout=SLOW)
    expect(page.locator(".lm-drawing")).to_be_visible()
    page.locator(".listing .area a").first.click()
    page.wait_for_url(re.compile("area=(~|%7E)"))
    expect(page.locator(".listing .node").first).to_contain_text("Topic")
    assert complaints == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?around=t7&lang=en", "Around Topic 7"),
        ("?page=node&node=t7&lang=ja", "話題14"),
        ("?page=path&lang=en", "Begin with one of these"),
        ("?target=t499&lang=ja", "話題499"),
        ("?target=all&lang=en", "too many to be a plan"),
        ("?target=all&lang=ja", "計画としては長すぎます"),
        ("?target=all&budget=20&lang=en", "20 h do not suffice"),
        ("?page=progress&lang=en", "Choose a goal"),
        ("?page=progress&lang=ja", "目標を選んでください"),
        ("?page=progress&target=t30&lang=en", "Topic 0"),
        ("?page=timeline&lang=en", "more than 50,000 nodes"),
        ("?page=timeline&lang=ja", "50,000個を超える"),
        ("?page=insight&lang=en", "What most others build on"),
        ("?page=query&lang=ja", "SPARQL"),
        ("?know=t499&lang=en", "This map has 50,501 nodes"),
        ("?kind=career&lang=en", "Career: 1 in the whole map"),
        ("?kind=topic&lang=ja", "トピック: マップ全体で50,500件"),
    ],
)
def test_every_page_shows_something_or_says_why_not(page: Page, address: str, query: str, said: str) -> None:
    complaints = watched(page, address)
    opened(page, f"{address}/{query}")
    expect(page.get_by_text(said).first).to_be_attached(timeout=SLOW)
    assert complaints == []
