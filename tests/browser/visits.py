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


def intruders(page: Page) -> list[str]:
    """What of a page can only have come of a text that became markup, whether or not a policy kept it from running."""
    found: list[str] = page.evaluate(
        """() => {
          const found = [];
          const address = /^(href|src|action|formaction|data|background|xlink:href|srcdoc)$/i;
          const walk = (root) => {
            for (const one of root.querySelectorAll("*")) {
              if (one.shadowRoot) walk(one.shadowRoot);
              const bad = [...one.attributes].some(({ name, value }) =>
                /^on/i.test(name) || (address.test(name) && /^\\s*(javascript|vbscript|data:text)/i.test(value)));
              const strange = /^(xss|marquee|object|embed|animate)$/.test(one.localName);
              const script = one.localName === "script" && one.type !== "application/json" && one.textContent.includes("window.hurt");
              if (bad || strange || script) found.push(one.outerHTML.slice(0, 200));
            }
          };
          walk(document);
          if (window.hurt !== undefined) found.push("a script ran");
          return found;
        }"""
    )
    return found
