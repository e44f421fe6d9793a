"""A hostile map in a real browser: on no page, in no tooltip and in no saved page does a text become markup or run."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.served import served
from browser.visits import SLOW, intruders, settled, watched
from payloads import KINDS, PAYLOADS, hostile_turtle
from playwright.sync_api import Browser, Page, expect

from explorer.saved_page import saved_page
from graph import LocalMap, open_map

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]

LAST = f"n{len(PAYLOADS) - 1}"
STIR = """() => {
  const walk = (root) => root.querySelectorAll("*").forEach((one) => {
    if (one.shadowRoot) walk(one.shadowRoot);
    for (const kind of ["mouseover", "mouseenter", "pointerenter", "pointerover", "focus", "toggle"])
      one.dispatchEvent(new Event(kind, { bubbles: kind === "pointerover" }));
  });
  walk(document);
}"""
"""What a visitor does without a click, done to every element."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "map.ttl"
    path.write_text(hostile_turtle(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def at(hostile: Path) -> Iterator[str]:
    with served("--map", str(hostile)) as address:
        yield address


@pytest.fixture(scope="module")
def map_(hostile: Path) -> LocalMap:
    return open_map(hostile)


def unhurt(page: Page, address: str, name: str) -> None:
    """Go to an address, stir whatever is there, and find nothing that a text brought in."""
    complaints = watched(page, address)
    page.goto(address)
    expect(page.locator(f"header.top[data-page={name}]")).to_be_visible(timeout=SLOW)
    settled(page)
    page.evaluate(STIR)
    assert intruders(page) == [], address
    assert [one for one in complaints if "Content Security Policy" in one or "hurt" in one] == [], address


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("map", "lang=en"),
        ("map", "area=area&lang=ja"),
        ("map", "view=lineage&lang=en"),
        ("path", f"target={LAST}&node=n40&chains=all&lang=ja"),
        ("progress", f"page=progress&target={LAST}&know=n3&learn=n9&skip=n20&lang=en"),
        ("timeline", "page=timeline&from=1943&to=2026&lang=ja"),
        ("insight", "page=insight&lang=en"),
        ("query", "page=query&query=ASK%20%7B%20%3Fa%20%3Fb%20%3Fc%20%7D&lang=ja"),
        ("mine", "page=mine&lang=en"),
    ],
)
def test_no_page_runs_what_a_map_says(page: Page, at: str, name: str, query: str) -> None:
    unhurt(page, f"{at}/?{query}", name)


def test_what_became_markup_would_be_found(page: Page) -> None:
    page.set_content("<p id=here></p>")
    for payload in (
        "<img src=x onerror=window.hurt=1>",
        "<xss onpointerenter=1>x</xss>",
        "<a href=' javascript:1'>x</a>",
    ):
        page.locator("#here").evaluate("(here, text) => { here.innerHTML = text; }", payload)
        assert intruders(page), payload
    page.locator("#here").evaluate(
        "(here, text) => { delete window.hurt; here.textContent = text; }", "".join(PAYLOADS)
    )
    assert intruders(page) == []


def test_no_page_of_any_kind_of_node_runs_what_it_says(page: Page, at: str, map_: LocalMap) -> None:
    for kind in (*KINDS, "area", "stage"):
        identifier = map_.members(kind=kind.lower())[0]
        unhurt(page, f"{at}/?page=node&node={identifier}&lang=en", "node")
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_tooltips_of_nodes_and_edges_are_text(page: Page, at: str) -> None:
    page.goto(f"{at}/?target={LAST}&lang=en")
    page.locator(".lm-drawing").wait_for()
    drawing = page.locator(".lm-drawing").element_handle()
    page.wait_for_function("root => root.drawing?.fitted", arg=drawing)
    # Each tooltip that there is, shown as hovering over its node or edge shows it.
    said = page.locator(".lm-drawing").evaluate(
        """(root) => {
          const drawing = root.drawing;
          drawing.at = { x: 10, y: 10 };
          const texts = [];
          for (const thing of [...drawing.byId.values(), ...drawing.edges]) {
            drawing.showTooltip(thing);
            texts.push(drawing.tooltip.textContent);
            if (drawing.tooltip.querySelector(":not(strong, span, p)")) texts.push("MARKUP");
          }
          return texts;
        }"""
    )
    assert "MARKUP" not in said
    assert len(said) > 2 * len(PAYLOADS) - 10
    assert any("<script>window.hurt=1</script>" in text for text in said)
    assert intruders(page) == []


def test_an_answer_as_table_graph_and_chart_is_text(page: Page, at: str) -> None:
    query = "SELECT%20%3Fnode%20%3Fname%20%3Ftext%20%7B%20%3Fnode%20skos%3AprefLabel%20%3Fname%20%3B%20skos%3Adefinition%20%3Ftext%20%7D"
    page.goto(f"{at}/?page=query&query={query}&lang=en")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("row").nth(3)).to_be_visible(timeout=SLOW)
    page.evaluate(STIR)
    assert intruders(page) == []
    page.get_by_role("button", name="Graph").click()
    page.locator(".lm-drawing").first.wait_for()
    settled(page)
    assert intruders(page) == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_saved_page_opened_from_a_file_is_text(
    browser: Browser, map_: LocalMap, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "saved.html"
    content = saved_page(map_, map_.ids, language=language, targets=[LAST])  # type: ignore[arg-type]
    # Without its policy, which would hide a fault of the page itself.
    content = content.replace('http-equiv="Content-Security-Policy"', 'name="none"')
    path.write_text(content, encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("#drawing[data-ready]")
    page.evaluate(STIR)
    assert intruders(page) == []
    assert page.locator("li[data-node] button").all_text_contents()
    context.close()


def test_a_profile_and_a_map_that_are_hostile_are_text(page: Page, at: str) -> None:
    states = dict.fromkeys(PAYLOADS, "known")
    profiles = [json.dumps({"learnmap": 1, "states": states}), json.dumps(states), PAYLOADS[0], "[" * 5000]
    page.goto(f"{at}/?page=progress&lang=en")
    page.locator("input[type=file]").wait_for(state="attached")
    for text in profiles:
        page.locator("input[type=file]").set_input_files(
            {"name": "<img src=x onerror=window.hurt=1>.json", "mimeType": "application/json", "buffer": text.encode()}
        )
        settled(page)
        assert intruders(page) == []
    page.goto(f"{at}/?page=mine&lang=en")
    page.wait_for_selector(".own-text")
    lines = [payload.replace("\n", " ").replace("\r", " ") for payload in PAYLOADS]
    files = {
        "md": "# A\n" + "\n".join(f"- **{line}**: {line}\n  - Needs: {line}" for line in lines),
        "csv": "topic,needs,because\n"
        + "\n".join('"{0}","{0}x","{0}"'.format(line.replace('"', '""')) for line in lines),
        "ttl": PAYLOADS[0],
        "graphml": f"<graphml>{PAYLOADS[0]}</graphml>",
    }
    for ending, text in files.items():
        name = f"{PAYLOADS[1].replace('/', '')}.{ending}"
        page.locator("input.file").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
        expect(page.locator(".understood, [role=alert]:visible").first).to_be_visible(timeout=SLOW)
        settled(page)
        page.evaluate(STIR)
        assert intruders(page) == [], ending
