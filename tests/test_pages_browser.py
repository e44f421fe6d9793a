"""What holds of all pages of the explorer together, in a real Chromium."""

import pytest
from browser.visits import barriers, settled, watched
from playwright.sync_api import Page, expect

SLOW = 120_000
"""Milliseconds: the first look at the whole map's insight takes some on a busy machine."""

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


QUERIES = (
    "",
    "area=transformers&node=self-attention",
    "around=softmax&know=probability-distributions",
    "view=lineage",
    "page=node&node=attention-is-all-you-need",
    "page=path",
    "target=bert&budget=60&know=python&learn=softmax&node=softmax",
    "page=progress",
    "page=progress&target=softmax&know=school-algebra&answer=yes:sigmoid",
    "page=timeline&area=transformers",
    "page=insight",
    "page=query&saved=16-a-small-graph",
    "page=mine",
    "target=nobody-knows-it&pace=-3",
)
"""Every page, and the notices of an address that says what cannot be."""

OPEN_ALL = """() => {
  const open = (root) => root.querySelectorAll("*").forEach((one) => {
    if (one.matches("details:not(.menu)")) one.open = true;
    if (one.shadowRoot) open(one.shadowRoot);
  });
  open(document);
}"""


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("query", QUERIES)
def test_no_page_has_a_barrier_in_either_theme_with_all_its_parts_open(
    page: Page, address: str, query: str, language: str
) -> None:
    complaints = watched(page, address)
    for tone in ("light", "dark"):
        page.emulate_media(color_scheme=tone)
        page.goto(f"{address}/?{query}&lang={language}")
        expect(page.locator("header.top")).to_be_visible(timeout=SLOW)
        settled(page)
        page.evaluate(OPEN_ALL)
        assert barriers(page) == [], tone
    assert complaints == []


def test_a_drawing_shown_whole_stays_whole_in_another_window_until_one_moves_it(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    drawing = page.locator(".lm-drawing")
    drawing.evaluate("async root => { while (!root.drawing?.fitted) await new Promise(requestAnimationFrame); }")
    whole = """async (root) => {
      const { drawing } = root, width = drawing.stage.clientWidth;
      const is = () => { const view = drawing.view(); return drawing.boxes.every((box) => Math.abs(box.x - view.x) <= (view.w - box.w) / 2); };
      for (let frame = 0; frame < 600 && !is(); frame += 1) await new Promise(requestAnimationFrame);
      return is();
    }"""
    page.set_viewport_size({"width": 900, "height": 900})
    assert drawing.evaluate(whole)
    page.set_viewport_size({"width": 900, "height": 1400})
    assert drawing.evaluate(whole)
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    page.set_viewport_size({"width": 800, "height": 900})
    assert not drawing.evaluate(whole.replace("600", "60"))
