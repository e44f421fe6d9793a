"""The drawing in a real browser: what a click, a key and a new run of the page do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.served import streamlit_page
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parent.parent
APP = ROOT / "tests" / "browser" / "canvas_app.py"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("canvas")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with streamlit_page(APP) as at:
        yield at


class Canvas:
    """A page with a canvas on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.received: list[int] = []
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: self.received.append(len(frame))),
        )
        page.goto(address)
        self.root = page.locator(".lm-drawing")
        expect(self.root).to_be_visible(timeout=30_000)
        page.wait_for_function("() => window.document.querySelector('[data-testid=stText]')")
        self.root.evaluate("async root => { while (!root.drawing.fitted) await new Promise(requestAnimationFrame); }")

    def ask(self, expression: str) -> Any:
        return self.root.evaluate(f"root => {expression}")

    def place(self, node: str) -> tuple[float, float]:
        place = self.ask(f"root.drawing.placeOf('{node}')")
        return place["x"], place["y"]

    def view(self) -> tuple[float, float, float]:
        return tuple(self.ask("Object.values(root.drawing.view()).map(Math.round)"))

    def expect_events(self, *events: str) -> None:
        expect(self.page.get_by_text("events:")).to_have_text(f"events: {', '.join(events)};")

    def until(self, condition: str) -> None:
        self.root.evaluate(f"async root => {{ while (!({condition})) await new Promise(requestAnimationFrame); }}")


def assert_in_sight(canvas: Canvas, node: str) -> None:
    x, y = canvas.place(node)
    frame = canvas.root.bounding_box()
    assert frame is not None
    assert frame["x"] < x < frame["x"] + frame["width"]
    assert frame["y"] < y < frame["y"] + frame["height"]


@pytest.fixture
def canvas(browser: Browser, address: str) -> Iterator[Canvas]:
    context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    opened = Canvas(context.new_page(), address)
    yield opened
    assert opened.complaints == []
    context.close()


@pytest.fixture
def first(canvas: Canvas) -> str:
    return str(canvas.ask("root.drawing.boxes.find(box => box.number === 1).id"))


def test_a_click_selects_and_a_click_beside_clears_each_told_once(canvas: Canvas, first: str) -> None:
    canvas.page.mouse.click(*canvas.place(first))
    canvas.expect_events(f"select {first}")
    canvas.page.mouse.click(*canvas.place(first))
    box = canvas.ask("(({left, bottom}) => ({left, bottom}))(root.getBoundingClientRect())")
    canvas.page.mouse.click(box["left"] + 5, box["bottom"] - 40)
    canvas.expect_events(f"select {first}", "clear None")
    assert canvas.ask("root.drawing.selected") is None


def test_a_click_costs_less_than_20_kilobytes(canvas: Canvas, first: str) -> None:
    canvas.received.clear()
    canvas.page.mouse.click(*canvas.place(first))
    canvas.expect_events(f"select {first}")
    assert sum(canvas.received) < 20_000


def test_a_double_click_expands_and_moves_neither_the_view_nor_a_node(canvas: Canvas) -> None:
    canvas.page.get_by_role("button", name="Choose softmax").click()
    canvas.until("root.drawing.selected === 'softmax'")
    nodes, view, place = canvas.ask("root.drawing.boxes.length"), canvas.view(), canvas.place("softmax")
    canvas.page.mouse.dblclick(*place)
    canvas.until(f"root.drawing.boxes.length > {nodes}")
    canvas.expect_events("expand softmax")
    assert canvas.view() == view
    assert canvas.place("softmax") == place


def test_a_node_that_python_selects_comes_into_sight(canvas: Canvas) -> None:
    canvas.page.get_by_role("button", name="Choose softmax").click()
    canvas.until("root.drawing.selected === 'softmax'")
    assert_in_sight(canvas, "softmax")


def test_zoom_and_dragged_nodes_survive_a_run_of_the_page(canvas: Canvas) -> None:
    goal = "attention-is-all-you-need"
    canvas.page.get_by_role("button", name="Go to the goal").click()
    canvas.page.get_by_role("button", name="Zoom out").click()
    x, y = canvas.place(goal)
    canvas.page.mouse.move(x, y)
    canvas.page.mouse.down()
    canvas.page.mouse.move(x - 20, y + 70, steps=4)
    canvas.page.mouse.up()
    moved, view = canvas.place(goal), canvas.view()
    assert moved[1] > y + 50
    canvas.page.mouse.click(*moved)
    canvas.expect_events(f"select {goal}")
    assert canvas.place(goal) == moved
    assert canvas.view() == view


def test_another_plan_is_fitted_anew(canvas: Canvas) -> None:
    canvas.page.get_by_role("button", name="Go to the goal").click()
    canvas.page.get_by_text("Another plan").click()
    canvas.until("root.drawing.byId.has('linear-regression')")
    assert_in_sight(canvas, str(canvas.ask("root.drawing.beginning().id")))


def test_arrow_keys_move_the_selection_along_prerequisites(canvas: Canvas, first: str) -> None:
    canvas.root.get_by_role("application").focus()
    canvas.page.keyboard.press("Home")
    canvas.expect_events(f"select {first}")
    canvas.page.keyboard.press("ArrowRight")
    canvas.until(f"root.drawing.selected !== '{first}'")
    second = canvas.ask("root.drawing.selected")
    assert canvas.ask(f"root.drawing.edgesOf.get('{first}').some(edge => edge.to.id === '{second}')")
    canvas.expect_events(f"select {first}", f"select {second}")
    canvas.page.keyboard.press("Escape")
    canvas.expect_events(f"select {first}", f"select {second}", "clear None")


def test_enter_expands_and_plus_zooms(canvas: Canvas, first: str) -> None:
    canvas.root.get_by_role("application").focus()
    canvas.page.keyboard.press("Home")
    canvas.expect_events(f"select {first}")
    before = canvas.view()
    canvas.page.keyboard.press("+")
    assert canvas.view()[2] < before[2]
    canvas.page.keyboard.press("Enter")
    canvas.expect_events(f"select {first}", f"expand {first}")


def test_the_first_view_is_legible_and_shows_the_first_step(canvas: Canvas, first: str) -> None:
    assert canvas.ask("root.drawing.network.getScale()") >= 0.66
    assert_in_sight(canvas, first)
    expect(canvas.root.locator(".lm-overview")).to_be_visible()


def test_hovering_tells_the_definition_as_text(canvas: Canvas, first: str) -> None:
    canvas.page.mouse.move(*canvas.place(first))
    tooltip = canvas.root.get_by_role("tooltip")
    expect(tooltip).to_be_visible()
    title = canvas.ask(f"root.drawing.byId.get('{first}').title")
    assert all(line in tooltip.inner_text() for line in title.split("\n"))


def test_the_wheel_scrolls_the_page_until_the_drawing_has_the_focus(canvas: Canvas, first: str) -> None:
    view = canvas.view()
    canvas.page.mouse.move(*canvas.place(first))
    canvas.page.mouse.wheel(0, 120)
    assert canvas.view() == view
    canvas.root.get_by_role("application").focus()
    canvas.page.mouse.wheel(0, -120)
    canvas.until(f"Math.round(root.drawing.view().w) < {view[2]}")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Zoom in", "Zoom out", "Show all", "Go to the first step", "Go to the goal", "Full screen"]),
        ("ja", ["拡大", "縮小", "全体を表示", "最初のステップへ", "目標へ", "全画面"]),
    ],
)
def test_buttons_have_names_in_both_languages(browser: Browser, address: str, language: str, names: list[str]) -> None:
    page = browser.new_page()
    opened = Canvas(page, f"{address}?language={language}&target=linear-regression")
    assert opened.ask("[...root.querySelectorAll('button')].map(button => button.ariaLabel)") == names
    page.close()


def test_the_drawing_follows_a_dark_theme(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    opened = Canvas(page, address)
    assert opened.ask("root.drawing.theme.dark") is True
    page.close()
