"""The timeline and the insight page in a real browser: zoom, choose, open, read."""

import pytest
from browser.visits import SLOW, watched
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("whole-map")]


def milestone(page: Page, identifier: str) -> str:
    return f".timeline [data-id='{identifier}']"


def test_a_milestone_opens_its_node_and_back_leads_to_the_same_years(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=timeline&area=transformers&from=2014&to=2018&lang=en")
    page.locator(milestone(page, "attention-is-all-you-need")).click()
    page.wait_for_url("**page=node**node=attention-is-all-you-need**")
    page.go_back()
    expect(page.locator(milestone(page, "attention-is-all-you-need"))).to_be_visible(timeout=SLOW)
    expect(page.locator(".timeline .bar strong")).to_have_text("2014 – 2018")


def test_zooming_names_more_and_goes_into_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=timeline&lang=en")
    expect(page.locator(".timeline .bar strong")).to_have_text("2010 – 2024", timeout=SLOW)
    before = page.locator(".timeline .item").count() / 15
    page.get_by_role("button", name="Fewer years").click()
    page.wait_for_url("**from=20**to=20**")
    expect(page.locator(".timeline .bar strong")).not_to_have_text("2010 – 2024")
    assert page.locator(".timeline .item").count() / 9 > before


def test_arrow_keys_go_from_milestone_to_milestone_and_enter_opens(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=timeline&area=transformers&from=2017&to=2017&lang=en")
    page.locator(milestone(page, "attention-is-all-you-need")).wait_for()
    page.locator(".timeline .frame").focus()
    said = page.locator(".timeline .bar strong")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        if "Attention Is All You Need" in said.inner_text():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**node=attention-is-all-you-need**")
    assert "page=node" in page.url


def test_the_seeds_charts_stand_beside_those_of_the_map(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=timeline&lang=en")
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_have_count(4, timeout=SLOW)
    page.get_by_text("The numbers as a table").click()
    expect(page.get_by_role("row", name="GPT-3 175").first).to_be_visible()


def test_insight_ranks_checks_and_draws_the_schema(page: Page, address: str) -> None:
    complaints = watched(page, address)
    page.goto(f"{address}/?page=insight&lang=en")
    expect(page.get_by_role("heading", name="Bottlenecks: dominators")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("The map is well-formed")).to_be_visible(timeout=120_000)
    expect(page.locator(".lm-drawing")).to_be_visible()
    assert complaints == []
