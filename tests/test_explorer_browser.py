"""A learner's trip through the explorer, in a real Chromium against a real server."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("explorer")]
SLOW = 20_000


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


def test_typing_a_target_and_choosing_it_shows_the_path_and_a_step_its_details(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    page.get_by_role("combobox").first.fill("attension is all you need")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", name="Path to Attention Is All You Need")).to_be_visible(timeout=SLOW)
    page.get_by_text("Linear combination and span", exact=True).first.click()
    page.wait_for_url("**node=linear-combination-and-span**")
    expect(page.get_by_role("heading", name="Linear combination and span").first).to_be_visible(timeout=SLOW)


def place_in_drawing(page: Page, identifier: str) -> tuple[float, float]:
    """Where a node of the drawing is, in pixels of the window, once it is drawn."""
    root = page.locator(".lm-drawing").element_handle()
    page.wait_for_function("([root, id]) => root.drawing?.fitted && root.drawing.byId.has(id)", arg=[root, identifier])
    place = page.locator(".lm-drawing").evaluate("(root, id) => root.drawing.placeOf(id)", identifier)
    return place["x"], place["y"]


def test_a_click_on_a_drawn_node_opens_its_details_and_a_double_click_draws_what_is_around_it(
    page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")  # the view moves at once
    page.goto(f"{address}/?target=softmax&lang=en")
    place_in_drawing(page, "softmax")
    page.get_by_role("button", name="Go to the goal").click()
    page.mouse.click(*place_in_drawing(page, "softmax"))
    page.wait_for_url("**node=softmax**")
    expect(page.get_by_role("heading", name="Why it is needed")).to_be_visible(timeout=SLOW)
    page.mouse.dblclick(*place_in_drawing(page, "softmax"))
    page.wait_for_url("**expand=softmax**")
    place_in_drawing(page, "attention-mechanism")


def test_a_copied_link_shows_the_same_again(page: Page, address: str) -> None:
    page.goto(f"{address}/?target=bert&know=python&lang=ja")
    page.locator("li.step[data-key=school-geometry] input").check()
    page.wait_for_url("**know=school-geometry**")
    expect(page.locator("li.step[data-key=school-geometry]")).to_have_count(0, timeout=SLOW)
    steps = "items => items.map(item => item.dataset.key)"
    shown = page.locator("li.step").evaluate_all(steps)
    assert page.context.browser
    copy = page.context.browser.new_page()
    copy.goto(page.url)
    expect(copy.locator("li.step")).to_have_count(len(shown), timeout=SLOW)
    assert copy.locator("li.step").evaluate_all(steps) == shown
    copy.close()


def test_ticking_a_step_as_known_shortens_the_path(page: Page, address: str) -> None:
    page.goto(f"{address}/?target=softmax&lang=en")
    page.get_by_role("checkbox").first.check()
    page.wait_for_url("**know=**")
    expect(page.get_by_role("heading", name="Path to Softmax function")).to_be_visible(timeout=SLOW)
    assert "know=" in page.url


def test_a_query_in_a_link_is_shown_in_the_editor(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=query&query=ASK%20%7B%20%3Asoftmax%20a%20lm%3ATopic%20%7D&lang=en")
    expect(page.get_by_role("textbox").first).to_have_value("ASK { :softmax a lm:Topic }", timeout=SLOW)


def test_a_saved_question_is_answered_when_run(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=query&saved=08-most-needed-topics&lang=en")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(11, timeout=SLOW)
