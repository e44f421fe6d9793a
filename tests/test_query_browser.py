"""The query page and one's own map in a real browser: whole trips, hostile maps, no barriers, in both languages."""

import re

import pytest
from browser.visits import SLOW, barriers, settled, watched
from payloads import hostile_turtle
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("query")]

OUTLINE = "# Music\n## Harmony\n- **Interval**: a distance\n- Chord\n  - Needs: Interval\n- Cadence\n  - Needs: Chord\n"


def editor(page: Page) -> None:
    page.wait_for_selector(".editor textarea")


def test_a_question_is_filled_run_and_drawn_and_stays_in_the_link(page: Page, address: str) -> None:
    complaints = watched(page, address)
    page.goto(f"{address}/?page=query&saved=16-a-small-graph&lang=en")
    page.get_by_role("combobox").fill("softmax")
    page.get_by_role("option").first.click()
    expect(page.locator(".editor textarea")).to_have_value(re.compile(r"[\s\S]*  :softmax lm:requires"), timeout=SLOW)
    assert "saved=16-a-small-graph" in page.url
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("button", name="Graph", pressed=True)).to_be_visible(timeout=SLOW)
    drawing = page.locator(".lm-drawing").element_handle()
    page.wait_for_function("root => root.drawing?.byId.has('softmax') && root.drawing.byId.size > 3", arg=drawing)
    page.get_by_role("button", name="Table").click()
    expect(page.get_by_role("row").nth(1)).to_be_visible(timeout=SLOW)
    assert complaints == []


def test_an_address_with_an_unknown_question_still_runs_what_is_written(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=query&saved=99-never-asked&lang=en")
    editor(page)
    expect(page.get_by_text("There is no saved question").first).to_be_visible(timeout=SLOW)
    page.locator(".editor .run").click()
    expect(page.locator(".answer-head")).to_be_visible(timeout=SLOW)


def test_a_fault_is_marked_at_its_place(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=query&query=SELECT%20%2A%20WHERE%20%7B%0A%20%20%3Fa%20nope%20%3Fb%0A%7D&lang=en")
    editor(page)
    expect(page.locator(".editor .colours .wrong")).to_have_text("nope", timeout=SLOW)
    expect(page.locator(".editor .gutter .wrong")).to_have_text("2")
    page.locator(".editor textarea").fill("SELECT ?a WHERE {\n  ?a a lm:Topic\n}\nLIMIT lm:x")
    page.keyboard.press("Control+Enter")
    # Only the server's parser knows that LIMIT takes a number.
    expect(page.locator(".editor .gutter .wrong")).to_have_text("4", timeout=SLOW)
    expect(page.get_by_role("alert").first).to_contain_text("Line 4")


def test_a_panel_shows_its_query_and_another_tab_opens_it_too(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=node&node=self-attention&lang=en")
    link = page.get_by_role("link", name="Show the query: What it unlocks")
    link.hover()
    elsewhere = link.get_attribute("href")
    link.click()
    field = page.locator(".editor textarea")
    expect(field).to_have_value(re.compile(r"[\s\S]*\) :self-attention \."), timeout=SLOW)
    asked = field.input_value()
    assert page.get_by_role("row").count() == 0  # it runs only when its reader says so
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("row").nth(3)).to_be_visible(timeout=SLOW)
    page.goto(f"{address}/{elsewhere}")
    expect(page.locator(".editor textarea")).to_have_value(asked, timeout=SLOW)


def test_words_are_completed_by_label_in_either_language(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=query&query=ASK%20%7B%20%7D&lang=ja")
    editor(page)
    field = page.locator(".editor textarea")
    field.fill("ASK { ")
    field.press("End")
    field.type(":ソフトマックス", delay=20)
    page.get_by_role("option").filter(has_text=":softmax").first.click()
    field.type(" lm:isReq", delay=20)
    expect(page.get_by_role("option").first).to_contain_text("lm:isRequiredBy")
    field.press("Tab")
    expect(field).to_have_value("ASK { :softmax lm:isRequiredBy")


def test_a_long_query_is_stopped_and_the_next_one_answered(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=query&query=ASK%20%7B%20%7D&lang=en")
    editor(page)
    field = page.locator(".editor textarea")
    field.fill("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    field.press("Control+Enter")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Run")).to_be_visible(timeout=SLOW)
    field.fill("ASK {}")
    field.press("Control+Enter")
    expect(page.get_by_text("yes", exact=True)).to_be_visible(timeout=SLOW)


def bring(page: Page, address: str, name: str, text: str, language: str = "en") -> None:
    page.goto(f"{address}/?page=mine&lang={language}")
    page.wait_for_selector(".own-text")
    page.locator("input.file").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text.encode("utf-8", "surrogatepass")}
    )


def test_an_outline_is_brought_and_a_path_learned_over_it(page: Page, address: str) -> None:
    complaints = watched(page, address)
    bring(page, address, "music.md", OUTLINE)
    page.get_by_role("button", name="Path to Cadence").click()
    expect(page.get_by_role("heading", name="Path to Cadence")).to_be_visible(timeout=SLOW)
    expect(page.locator("li.step")).to_have_count(3, timeout=SLOW)
    expect(page.get_by_text("Your own map: music.md")).to_be_visible()
    page.get_by_role("button", name="Back to the learnmap").click()
    expect(page.get_by_text("Your own map: music.md")).to_have_count(0, timeout=SLOW)
    assert complaints == []


def test_another_session_sees_nothing_of_it(page: Page, browser: Browser, address: str) -> None:
    bring(page, address, "music.md", OUTLINE)
    page.get_by_role("button", name="Path to Cadence").click()
    expect(page.locator("li.step")).to_have_count(3, timeout=SLOW)
    other = browser.new_page()
    other.goto(page.url)
    expect(other.get_by_text("cadence").first).to_be_visible(timeout=SLOW)
    expect(other.locator("li.step")).to_have_count(0)
    other.close()


def test_a_bad_file_says_what_and_where_and_is_mended_in_place(page: Page, address: str) -> None:
    bring(page, address, "bad.csv", "topic,needs\nChord,Interval\nCadence\n")
    expect(page.get_by_role("alert").filter(has_text="bad.csv:3")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Line 3").click()
    field = page.locator(".own-text")
    page.wait_for_function("field => field.selectionStart === 27", arg=field.element_handle())
    field.fill("topic,needs\nChord,Interval\nCadence,Chord\n")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("3 nodes, 2 prerequisites")).to_be_visible(timeout=SLOW)


def test_what_is_no_text_or_too_large_is_refused_before_it_is_sent(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=mine&lang=en")
    page.wait_for_selector(".own-text")
    for content, said in ((b"\xff\xfe\x00", "is not text in UTF-8"), (b"x" * 3_000_001, "is larger than 3 MB")):
        page.locator("input.file").set_input_files({"name": "x.md", "mimeType": "text/plain", "buffer": content})
        expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible(timeout=SLOW)


def test_a_hostile_map_runs_nothing_on_any_page(page: Page, address: str) -> None:
    complaints = watched(page, address)
    bring(page, address, "<img src=x onerror=window.hurt=1>.ttl", hostile_turtle())
    page.get_by_role("button", name="Explore this map").click()
    expect(page.locator(".own-map")).to_be_visible(timeout=SLOW)
    hover = "all => all.forEach(each => each.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })))"

    def unhurt(name: str) -> None:
        expect(page.locator(f"header.top[data-page={name}]")).to_be_visible(timeout=SLOW)
        settled(page)
        expect(page.locator(".own-map")).to_be_visible()
        page.locator("[title]").evaluate_all(hover)
        assert page.evaluate("window.hurt") is None, name

    unhurt("map")
    page.get_by_role("link", name="Your own map").click()
    page.get_by_role("button", name="Path to").first.click()
    expect(page.locator("li.step").first).to_be_visible(timeout=SLOW)
    unhurt("path")
    page.locator("li.step a.title").nth(3).click()
    expect(page.locator("article.details, section.details, .details").first).to_be_visible(timeout=SLOW)
    unhurt("path")
    for name, link in {"timeline": "Timeline", "insight": "Insight", "mine": "Your own map", "query": "SPARQL"}.items():
        page.get_by_role("link", name=link, exact=True).click()
        unhurt(name)
    editor(page)
    page.locator(".editor textarea").fill("SELECT * { ?node skos:prefLabel ?name ; skos:definition ?text }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("cell").first).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Graph").click()
    expect(page.locator(".lm-drawing").first).to_be_visible(timeout=SLOW)
    assert page.evaluate("window.hurt") is None
    assert [each for each in complaints if "Content Security Policy" in each] == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_neither_page_has_a_barrier(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/?page=query&saved=08-most-needed-topics&lang={language}")
    editor(page)
    page.locator(".editor .run").click()
    expect(page.locator(".answer-head")).to_be_visible(timeout=SLOW)
    assert barriers(page) == []
    bring(page, address, "music.md", OUTLINE, language)
    expect(page.locator(".findings .finding").first).to_be_visible(timeout=SLOW)
    assert barriers(page) == []
