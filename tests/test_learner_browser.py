"""Trips of a learner: to a plan and its calendar, through a placement, and back another day; in a real Chromium."""

import json
from datetime import date
from pathlib import Path

import pytest
from browser.visits import SLOW, watched
from icalendar import Calendar
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("explorer")]
HELD = "() => localStorage.getItem('learnmap.profile')"
"""A function, since the page's policy forbids to evaluate a text."""


def kept(page: Page) -> dict[str, object]:
    """What the browser keeps of the learner, once it keeps anything."""
    page.wait_for_function(f"{HELD} !== null")
    found: dict[str, object] = json.loads(page.evaluate(HELD))
    return found


def test_from_a_first_visit_to_a_calendar(page: Page, address: str) -> None:
    complaints = watched(page, address)
    page.goto(f"{address}/?page=path&start=2027-01-04&lang=en")
    page.get_by_role("combobox").first.fill("scaled dot product attention")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", name="Path to Scaled dot-product attention")).to_be_visible(timeout=SLOW)
    steps = page.locator("li.step")
    expect(steps.first).to_be_visible(timeout=SLOW)
    before = steps.count()
    page.locator("li.step[data-key=matrix-multiplication] input").check()
    page.wait_for_url("**know=matrix-multiplication**")
    expect(page.locator("li.step[data-key=matrix-multiplication]")).to_have_count(0, timeout=SLOW)
    assert steps.count() < before
    expect(page.get_by_role("heading", name="Week by week")).to_be_visible(timeout=SLOW)
    with page.expect_download() as begun:
        page.get_by_role("link", name="Calendar").click()
    assert begun.value.suggested_filename == "learnmap-scaled-dot-product-attention.ics"
    calendar = Calendar.from_ical(Path(begun.value.path()).read_bytes())
    starts = [event["dtstart"].dt for event in calendar.walk("VEVENT")]
    assert starts[0] == date(2027, 1, 4)
    expect(page.locator("li.week")).to_have_count(len(starts), timeout=SLOW)
    assert complaints == []


def test_what_one_knows_is_there_another_day_and_a_link_does_not_change_it(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=progress&target=softmax&lang=en")
    page.get_by_role("button", name="I know it").first.click()
    page.wait_for_url("**know=**")
    mine = kept(page)["known"]
    assert page.context.browser
    later = page.context.browser.new_context(storage_state=page.context.storage_state())
    other = later.new_page()
    other.set_default_timeout(SLOW)
    other.goto(f"{address}/?page=progress&lang=en")
    other.wait_for_url("**know=**")
    expect(other.get_by_text("Saved in this browser: 1 entries")).to_be_visible(timeout=SLOW)
    other.goto(f"{address}/?page=progress&know=gpt-2&lang=en")
    expect(other.get_by_text("What is yours?")).to_be_visible(timeout=SLOW)
    assert kept(other)["known"] == mine
    other.get_by_role("button", name="Add these to mine").click()
    other.wait_for_function(f"{HELD}.includes('gpt-2')")
    assert list(kept(other)["known"]) == [*mine, "gpt-2"]  # type: ignore[call-overload,misc]
    later.close()


def test_a_profile_goes_out_as_a_file_and_comes_in_and_a_wrong_one_says_where(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/?page=progress&lang=en")
    wrong, right = tmp_path / "wrong.json", tmp_path / "right.json"
    wrong.write_text('{"version": 1,\n "known": []}')
    right.write_text('{"version": 1, "known": {"softmax": "with-prerequisites"}, "learning": ["bert"], "mine": 1}')
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(wrong)
    expect(page.get_by_role("alert")).to_contain_text("profile.json:2", timeout=SLOW)
    chooser.set_input_files(right)
    page.wait_for_url("**know=softmax**")
    expect(page.get_by_text("Saved in this browser: 2 entries")).to_be_visible(timeout=SLOW)
    assert kept(page)["mine"] == 1
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download as JSON").click()
    assert json.loads(Path(begun.value.path()).read_bytes()) == kept(page)


def test_a_placement_asks_takes_answers_back_and_is_taken_over(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=progress&target=attention-is-all-you-need&lang=en")
    asked = page.locator(".question-card .subject strong")
    first = asked.inner_text()
    page.get_by_role("button", name="Yes", exact=True).click()
    page.wait_for_url("**answer=yes**")
    expect(asked).not_to_have_text(first, timeout=SLOW)
    page.get_by_role("button", name="Undo the last answer").first.click()
    expect(asked).to_have_text(first, timeout=SLOW)
    page.get_by_role("button", name="Yes", exact=True).click()
    page.get_by_role("button", name="Take over").click()
    page.wait_for_url("**know=**")
    assert "answer=" not in page.url
    assert kept(page)["known"]


def test_on_a_phone_the_list_leads_and_the_drawing_follows(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/?target=softmax&lang=ja")
    expect(page.locator("li.step").first).to_be_visible(timeout=SLOW)
    page.locator(".lm-drawing").wait_for()
    last, drawing = page.locator("li.step").last.bounding_box(), page.locator(".lm-drawing").bounding_box()
    assert last
    assert drawing
    assert last["y"] + last["height"] <= drawing["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
