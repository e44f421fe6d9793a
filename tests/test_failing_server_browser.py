"""Where a SPARQL server gives no map, each page says why in the reader's language, in a real Chromium."""

from collections.abc import Iterator

import pytest
from browser.served import served
from browser.visits import settled
from playwright.sync_api import Page, expect
from servers import oxigraph

from graph.described import SKOS
from ontology import NODE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("explorer")]
SLOW = 60_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An explorer of a server whose named graph its default graph leaves out."""
    folder = tmp_path_factory.mktemp("hidden")
    (folder / "map.nq").write_text(f'<{NODE}a> <{SKOS}prefLabel> "A"@en <https://example.org/map> .')
    server = oxigraph(folder, [folder / "map.nq"])
    with served("--map", server.endpoint) as at:
        yield at
    server.kill()


@pytest.mark.parametrize("shown", ["map", "progress", "timeline", "insight"])
@pytest.mark.parametrize(("language", "said"), [("en", "from an empty default graph"), ("ja", "空のデフォルトグラフ")])
def test_a_page_says_that_the_server_leaves_out_its_graphs(
    page: Page, address: str, shown: str, language: str, said: str
) -> None:
    page.goto(f"{address}/?page={shown}&lang={language}")
    expect(page.get_by_text(said)).to_be_visible(timeout=60_000)
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
