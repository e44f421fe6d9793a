"""Trips over the map and a node's page, in a real Chromium against a real server."""

import re
from pathlib import Path
from typing import Any

import pytest
from browser.served import served
from browser.visits import settled
from playwright.sync_api import Browser, Page, expect
from small_maps import PREFIXES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("explorer")]
SLOW = 30_000

PLACES = (
    """root => Object.fromEntries(root.drawing.boxes.map(box => [box.id, [Math.round(box.x), Math.round(box.y)]]))"""
)

PAYLOADS = (
    "<script>window.hurt = 1</script>",
    "<img src=x onerror='window.hurt = 1'>",
    "</style><svg onload=window.hurt=1>",
    "javascript:window.hurt=1",
    "{{constructor.constructor('window.hurt=1')()}}",
    "[x](javascript:window.hurt=1)",
    "<details open ontoggle=window.hurt=1>",
    "&lt;script&gt;window.hurt=1&lt;/script&gt;",
)


def shown(page: Page) -> None:
    """Wait for what every page holds beside its drawing."""
    page.locator(".listing:visible, .details:visible, .node-page:visible").first.wait_for(timeout=SLOW)


def drawn(page: Page, *ids: str) -> dict[str, Any]:
    """Where all nodes of the drawing are, once those of `ids` are drawn."""
    root = page.locator(".lm-drawing").element_handle(timeout=SLOW)
    page.wait_for_function(
        "([root, ids]) => root.drawing?.fitted && ids.every(id => root.drawing.byId.has(id))", arg=[root, list(ids)]
    )
    places: dict[str, Any] = page.locator(".lm-drawing").evaluate(PLACES)
    return places


def on_screen(page: Page, identifier: str) -> tuple[float, float]:
    drawn(page, identifier)
    place = page.locator(".lm-drawing").evaluate("(root, id) => root.drawing.placeOf(id)", identifier)
    return place["x"], place["y"]


def test_a_first_visit_shows_the_question_and_all_areas_and_a_click_enters_one(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    expect(page.get_by_role("heading", name="What must I learn first, and why?")).to_be_visible(timeout=SLOW)
    page.mouse.click(*on_screen(page, "linear-algebra"))
    page.wait_for_url("**area=linear-algebra**")
    expect(page.get_by_text("Vectors, matrices and what they do to space.").first).to_be_visible(timeout=SLOW)
    drawn(page, "matrix-multiplication")
    page.go_back()
    expect(page.get_by_role("heading", name="What must I learn first, and why?")).to_be_visible(timeout=SLOW)
    drawn(page, "linear-algebra")


def test_searching_expanding_and_going_back_undoes_and_moves_nothing(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1700, "height": 900})
    page.goto(f"{address}/?lang=en")
    page.get_by_role("combobox", name="Find on the map").fill("softmaks")
    page.get_by_role("option").first.click()
    page.wait_for_url("**around=softmax**")
    before = drawn(page, "softmax", "attention-mechanism")
    page.get_by_role("region", name="What the drawing shows").get_by_role("link", name="Attention mechanism").click()
    page.wait_for_url("**node=attention-mechanism**")
    expect(page.get_by_role("heading", level=2, name="Attention mechanism")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name=re.compile(r"Prerequisites \(\d+\)")).click()
    page.wait_for_url("**expand=attention-mechanism*needs**")
    more = drawn(page, "sequence-to-sequence")
    assert {identifier: more[identifier] for identifier in before} == before
    page.go_back()
    page.wait_for_function("() => !location.search.includes('expand')")
    root = page.locator(".lm-drawing").element_handle()
    page.wait_for_function("root => !root.drawing.byId.has('sequence-to-sequence')", arg=root, timeout=SLOW)
    assert drawn(page, "softmax") == before
    page.go_forward()
    assert drawn(page, "sequence-to-sequence") == more


def test_a_dragged_node_stays_where_it_was_put_when_more_is_drawn(page: Page, address: str) -> None:
    page.goto(f"{address}/?around=softmax&lang=en")
    x, y = on_screen(page, "exponentials-and-logarithms")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 90, steps=5)
    page.mouse.up()
    moved = drawn(page, "exponentials-and-logarithms")["exponentials-and-logarithms"]
    page.mouse.dblclick(*on_screen(page, "softmax"))
    page.wait_for_url("**expand=softmax**")
    assert drawn(page, "softmax")["exponentials-and-logarithms"] == moved


def test_from_an_area_to_a_node_page_whose_address_shows_the_same_again(page: Page, address: str) -> None:
    page.goto(f"{address}/?area=transformers&lang=en")
    page.get_by_role("region", name="What the drawing shows").get_by_role("link", name="Self-attention").first.click()
    page.wait_for_url("**node=self-attention**")
    page.get_by_role("link", name="Open its page").click()
    page.wait_for_url("**page=node**")
    heading = page.get_by_role("heading", level=1, name="Self-attention")
    expect(heading).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("heading", name="Read exactly here")).to_be_visible(timeout=SLOW)
    page.reload()
    expect(heading).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name="Show on the map").click()
    page.wait_for_url("**around=self-attention**")
    drawn(page, "self-attention")


def test_mending_a_node_gives_a_patch_of_its_file(page: Page, address: str) -> None:
    page.goto(f"{address}/?page=node&node=softmax&lang=en")
    page.get_by_text("Report or mend this").click()
    editor = page.get_by_role("textbox", name=re.compile("to be mended"))
    editor.fill(editor.input_value().replace('"softmax"@en', '"soft max"@en'))
    editor.press("Control+Enter")
    expect(page.get_by_text("+++ b/ontology/map/neural-networks.ttl")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("button", name="Download the patch")).to_be_visible(timeout=SLOW)


def test_ready_for_me_says_where_to_begin_and_a_filter_can_be_cleared(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en&know=school-algebra")
    page.get_by_role("button", name="Ready for me").click()
    page.wait_for_url("**status=ready**")
    expect(page.get_by_text(re.compile(r"^[1-9]\d* found$")).first).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Clear the filters").click()
    page.wait_for_function("() => !location.search.includes('status')")


def test_kinds_are_chosen_in_a_menu_that_escape_closes(page: Page, address: str) -> None:
    page.goto(f"{address}/?area=transformers&lang=en")
    menu = page.locator("details.menu").first
    menu.locator("summary").click()
    menu.get_by_role("checkbox", name=re.compile("Paper")).check()
    page.wait_for_url("**kind=paper**")
    drawn(page, "attention-is-all-you-need")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", re.compile(".*"))


def test_by_keyboard_alone_one_goes_into_an_area_and_along_its_edges(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    drawn(page, "linear-algebra")
    page.locator(".lm-stage").focus()
    page.keyboard.press("Home")
    chosen = page.locator(".lm-drawing").evaluate("root => root.drawing.selected")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**area={chosen}**")
    page.wait_for_function("root => !root.drawing.enters", arg=page.locator(".lm-drawing").element_handle())
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**node=**")
    expect(page.get_by_role("link", name="Open its page")).to_be_visible(timeout=SLOW)


def test_on_a_phone_the_list_leads_and_nothing_is_wider_than_the_screen(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for query in ("lang=ja", "area=transformers&lang=en", "page=node&node=self-attention&lang=ja"):
        page.goto(f"{address}/?{query}")
        shown(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(f"{address}/?lang=en")
    page.locator(".listing").wait_for(timeout=SLOW)
    drawn(page, "linear-algebra")
    listing, drawing = (page.locator(part).bounding_box() for part in (".listing", ".lm-drawing"))
    assert listing
    assert drawing
    assert listing["y"] < drawing["y"]
    page.close()


def test_hostile_labels_are_shown_as_text_and_run_nothing(page: Page, tmp_path: Path) -> None:
    def quoted(text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"')

    topics = [
        f':t{number} a lm:Topic ; lm:area :area ; skos:prefLabel "{quoted(text)}"@en ; skos:definition "{quoted(text)}"@en ;'
        f' skos:altLabel "{quoted(text)} too"@en ; skos:editorialNote "{quoted(text)}"@en ; schema:url "{quoted(text)}" ;'
        f' lm:prerequisite [ lm:on :t{number - 1} ; lm:because "{quoted(text)}"@en ] .'
        for number, text in enumerate(PAYLOADS)
    ]
    area = f':area a lm:Area ; skos:prefLabel "{quoted(PAYLOADS[0])}"@en ; skos:definition "{quoted(PAYLOADS[1])}"@en .'
    path = tmp_path / "hostile.ttl"
    path.write_text(PREFIXES + "\n".join([area, *topics]), encoding="utf-8")
    with served("--map", str(path)) as address:
        for query in ("", "area=area", "around=t3&node=t3", "page=node&node=t2", "status=ready", "view=lineage"):
            page.goto(f"{address}/?{query}&lang=en")
            shown(page)
            settled(page)
            assert page.evaluate("window.hurt") is None
        page.goto(f"{address}/?page=node&node=t1&lang=en")
        expect(page.get_by_role("heading", level=1, name=PAYLOADS[1])).to_be_visible(timeout=SLOW)
