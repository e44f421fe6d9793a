"""Pages of an explorer that notice what no visitor should meet: errors, other hosts, barriers."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SLOW = 40_000
"""Milliseconds that a page may take on a busy machine."""


def settled(page: Page) -> None:
    """Wait until a page's script has run to its end and the browser has painted what it said."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def watched(page: Page, address: str) -> list[str]:
    """A list into which goes whatever a page complains of, and every request to another host."""
    complaints: list[str] = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
            else complaints.append(asked.url)
        ),
    )
    return complaints


def barriers(page: Page) -> list[str]:
    """What axe finds on a page of serious or critical barriers; Streamlit's own page around it has none either."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
