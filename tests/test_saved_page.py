"""The page that is saved and passed on."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.chromium import chromium
from playwright.sync_api import Browser, Page

from explorer.cli import main
from explorer.saved_page import saved_page
from graph import LocalMap, open_map
from graph.neighbourhood import around, leading_to

pytestmark = pytest.mark.xdist_group("saved-page")

HOSTILE = (
    "<script>document.title = 'broken'</script>",
    "</script><script>document.title = 'broken'</script>",
    "<!--<script>",
    "]]><img src=x onerror=\"document.title = 'broken'\">",
    '<a href="javascript:document.title = 1">href</a>',
    "\" onmouseover=\"document.title = 'broken'",
    "' autofocus onfocus='document.title = 1",
    "${constructor.constructor('document.title = 1')()}",
    "{{7*7}} $data $script",
    "\u2028\u2029\u202e & &amp; &lt;",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


class Opened:
    """A page opened from a file without a network, and what it complained of or asked for."""

    def __init__(self, browser: Browser, path: Path, **context: object) -> None:
        self.context = browser.new_context(offline=True, reduced_motion="reduce", **context)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: asked.url == path.as_uri() or self.complaints.append(asked.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("#drawing[data-ready]")


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    contexts: list[Opened] = []

    def open_(content: str, **context: object) -> Opened:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(content, encoding="utf-8")
        contexts.append(Opened(browser, path, **context))
        return contexts[-1]

    yield open_
    for one in contexts:
        one.context.close()


def hostile_map(turtle_file: Callable[[str], Path]) -> LocalMap:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    topics = [
        f":h{number} a lm:Topic ; skos:prefLabel {quoted(text)}@en ; skos:definition {quoted(text)}@en"
        + (f" ; lm:prerequisite [ lm:on :h{number - 1} ; lm:because {quoted(text)}@en ]" if number else "")
        + " ."
        for number, text in enumerate(HOSTILE)
    ]
    return open_map(turtle_file("\n".join(topics)))


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_path_opens_without_a_network_and_draws(
    bundled: LocalMap, opened: Callable[..., Opened], language: str, scheme: str
) -> None:
    target = "linear-regression"
    content = saved_page(bundled, leading_to(bundled, target), language=language, targets=[target])  # type: ignore[arg-type]
    seen = opened(content, color_scheme=scheme)
    painted = seen.page.evaluate(
        """() => { const canvas = document.querySelector('.lm-stage canvas');
        const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
        return new Set(pixels).size; }"""
    )
    assert painted > 20
    assert seen.page.locator("html").get_attribute("lang") == language
    assert seen.complaints == []


@pytest.mark.browser
def test_what_lies_around_a_node_opens_with_it_emphasised(bundled: LocalMap, opened: Callable[..., Opened]) -> None:
    content = saved_page(bundled, around(bundled, "softmax", 1), language="en", centre="softmax")
    seen = opened(content)
    assert seen.page.evaluate("document.getElementById('drawing').drawing.selected") == "softmax"
    assert seen.page.title() == "Around Softmax function"
    assert seen.complaints == []


@pytest.mark.browser
def test_hostile_texts_of_a_map_are_shown_and_never_run(
    turtle_file: Callable[[str], Path], opened: Callable[..., Opened]
) -> None:
    map_ = hostile_map(turtle_file)
    target = f"h{len(HOSTILE) - 1}"
    seen = opened(saved_page(map_, map_.ids, language="en", targets=[target]))
    page = seen.page
    title = page.title()
    for number, text in enumerate(HOSTILE):
        item = page.locator(f'li[data-node="h{number}"]')
        assert item.locator("button").text_content() == text
        item.locator("button").click()
        place = page.evaluate(f"document.getElementById('drawing').drawing.placeOf('h{number}')")
        page.mouse.move(place["x"], place["y"])
        page.wait_for_selector(".lm-tooltip:not([hidden])")
    assert page.title() == title
    assert page.locator(".page script, .page img, .page a").count() == 0
    assert seen.complaints == []


@pytest.mark.browser
def test_a_click_in_the_list_and_a_click_in_the_drawing_mark_the_same_step(
    bundled: LocalMap, opened: Callable[..., Opened]
) -> None:
    target = "linear-regression"
    page = opened(saved_page(bundled, leading_to(bundled, target), language="en", targets=[target])).page
    page.locator("button[data-show=regression]").click()
    assert page.evaluate("document.getElementById('drawing').drawing.selected") == "regression"
    place = page.evaluate(f"document.getElementById('drawing').drawing.placeOf('{target}')")
    page.mouse.click(place["x"], place["y"])
    page.wait_for_selector(f"li.chosen[data-node={target}]")


def test_the_policy_allows_the_pages_own_script_and_style_only(bundled: LocalMap) -> None:
    content = saved_page(bundled, ["softmax"], language="en")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', content)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src 'none'; ")
    for element in ("script", "style"):
        (own,) = re.findall(rf"<{element}>(.*?)</{element}>", content, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy[1]


def test_the_page_refers_to_no_other_file(bundled: LocalMap) -> None:
    content = saved_page(bundled, ["softmax"], language="en")
    assert re.findall(r"<(?:link|iframe|img|script[^>]*\ssrc|base)\b", content) == []
    assert "sourceMappingURL" not in content


def test_the_list_holds_every_step_in_order_with_its_reasons(bundled: LocalMap) -> None:
    ids = leading_to(bundled, "linear-regression")
    content = saved_page(bundled, ids, language="ja", targets=["linear-regression"])
    listed = re.findall(r'<li data-node="([^"]+)"', content)
    assert sorted(listed) == sorted(ids)
    for edge in bundled.prerequisites(ids):
        if edge.on in ids and edge.strength == "required":
            assert listed.index(edge.on) < listed.index(edge.dependent)
            assert edge.because.ja in content


def test_the_command_writes_the_page_and_the_same_page_again(tmp_path: Path) -> None:
    written = []
    for name in ("a.html", "b.html"):
        with pytest.raises(SystemExit) as ended:
            main(["export", "--format", "html", "--path-to", "softmax", "-o", str(tmp_path / name)])
        assert ended.value.code == 0
        written.append((tmp_path / name).read_bytes())
    assert written[0].startswith(b"<!doctype html>")
    assert written[0] == written[1]
