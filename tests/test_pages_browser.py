"""What holds of all pages of the explorer together, in a real Chromium."""

import pytest
from browser.visits import SLOW, settled
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]

HEADERS_IN_EACH_FRAME = """() => {
  const found = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [...(one.matches("header.top") && one.getClientRects().length ? [one] : []), ...(one.shadowRoot ? found(one.shadowRoot) : [])]);
  window.counts = new Set();
  const look = () => { window.counts.add(found(document).length); requestAnimationFrame(look); };
  look();
}"""


def test_the_header_stays_where_it_is_while_pages_change(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    expect(page.locator("header.top")).to_be_visible(timeout=SLOW)
    settled(page)
    page.evaluate(HEADERS_IN_EACH_FRAME)
    for name in ("Learning path", "Progress", "Map", "Your own map", "Learning path", "Timeline"):
        page.locator("nav.pages").get_by_text(name, exact=True).click()
        expect(page.locator("nav.pages a[aria-current=page]")).to_have_text(name)
        settled(page)
    for name in ("Learning path", "Your own map", "Map"):
        page.go_back()
        expect(page.locator("nav.pages a[aria-current=page]")).to_have_text(name)
        settled(page)
    assert page.evaluate("() => [...window.counts]") == [1]
