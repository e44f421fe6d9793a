"""Make the pictures of the README anew: `python tests/browser/screenshots.py`. Six small PNGs in `explorer/screenshots`."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from chromium import chromium
from PIL import Image
from playwright.sync_api import Browser, Page
from served import ROOT, served
from visits import SLOW, settled

FOLDER = ROOT / "explorer" / "screenshots"
COLOURS = 256
"""Enough for flat colours and smoothed letters; a palette makes a picture a third as large."""


@dataclass(frozen=True)
class Picture:
    """A page as it is shown in the README."""

    name: str
    query: str
    language: Literal["en", "ja"] = "en"
    tone: Literal["light", "dark"] = "light"
    size: tuple[int, int] = (1280, 800)
    then: Callable[[Page], None] = lambda _: None


def drawn(page: Page) -> None:
    """Wait until the drawing is there and fits its frame."""
    drawing = page.locator(".lm-drawing").first
    drawing.wait_for()
    page.wait_for_function("root => root.drawing?.fitted", arg=drawing.element_handle())
    page.wait_for_timeout(600)


def answered(page: Page) -> None:
    """Run the question in the editor and wait for its answer."""
    page.locator(".editor .run").click()
    page.locator(".answer-head").wait_for()
    drawn(page)
    page.locator(".answer-head").scroll_into_view_if_needed()


PICTURES = (
    Picture("map-en", "", size=(1280, 1000), then=drawn),
    Picture("path-en", "target=attention-is-all-you-need", size=(1280, 960), then=drawn),
    Picture("details-ja-dark", "target=bert&node=self-attention", "ja", "dark", (1280, 960), then=drawn),
    Picture("timeline-en", "page=timeline", size=(1280, 860)),
    Picture("sparql-ja", "page=query&saved=16-a-small-graph", "ja", size=(1280, 1000), then=answered),
    Picture("phone-ja", "target=gpt-2", "ja", size=(390, 844)),
)


def taken(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return a picture as PNG with a palette."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=picture.tone, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.goto(f"{address}/?{picture.query}&lang={picture.language}")
    page.locator("header.top").wait_for()
    settled(page)
    picture.then(page)
    settled(page)
    image = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    buffer = io.BytesIO()
    image.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        buffer, "PNG", optimize=True
    )
    return buffer.getvalue()


def main() -> None:
    """Take all pictures, and say how large each is."""
    with served() as address, chromium() as browser:
        pictures = {picture.name: taken(browser, address, picture) for picture in PICTURES}
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, content in pictures.items():
        (FOLDER / f"{name}.png").write_bytes(content)
        print(f"{name}: {len(content) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
