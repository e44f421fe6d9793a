"""The visual language: colours, typefaces and measures, for Streamlit's own parts and for ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from explorer.looks import look, shape_svg
from graph.model import RESOURCE_KINDS

_FRONTEND: Final = Path(__file__).with_name("frontend")

FONT: Final = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", '
    '"Hiragino Kaku Gothic ProN", "Yu Gothic UI", Meiryo, sans-serif'
)
"""Typefaces of the reader's own machine: nothing is fetched, and both scripts are carried."""

CODE_FONT: Final = 'ui-monospace, "SF Mono", "Cascadia Code", Consolas, "Noto Sans Mono CJK JP", monospace'

_LIGHT: Final = {
    "primaryColor": "#2457a6",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f4f6f9",
    "textColor": "#1b2330",
    "borderColor": "#dce1e8",
    "linkColor": "#2457a6",
}
_DARK: Final = {
    "primaryColor": "#8db4f0",
    "backgroundColor": "#12161d",
    "secondaryBackgroundColor": "#1b212b",
    "textColor": "#e6eaf1",
    "borderColor": "#323b49",
    "linkColor": "#8db4f0",
}

STREAMLIT_OPTIONS: Final[Mapping[str, object]] = {
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showSidebarNavigation": False,
    "global.developmentMode": False,
    # Bytes from which on a message is not sent again while the browser still has it.
    "global.minCachedMessageSize": 500,
    "runner.magicEnabled": False,
    # Python's own collector of garbage suffices: a look at every object after each run took longer than the run.
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.showEmailPrompt": False,
    "server.maxUploadSize": 20,
    "theme.font": FONT,
    "theme.headingFont": FONT,
    "theme.codeFont": CODE_FONT,
    "theme.baseFontSize": 15,
    "theme.baseRadius": "8px",
    "theme.showWidgetBorder": True,
    **{f"theme.light.{name}": value for name, value in _LIGHT.items()},
    **{f"theme.dark.{name}": value for name, value in _DARK.items()},
}
"""What Streamlit is told in place of a configuration file."""

_MARKED: Final = ("topic", "paper", "model", "tool", "project", "dataset", "area", *RESOURCE_KINDS)


@cache
def page_style() -> str:
    """Return the style element of the page: Streamlit's own parts, and where ours stand.

    It belongs at the end of the page, for it must hold over the styles that Streamlit makes.
    """
    return f"<style>{(_FRONTEND / 'page.css').read_text(encoding='utf-8')}</style>"


@cache
def base_style() -> str:
    """Return what the styles of all panels begin with, and the small shape of each kind."""
    rules = [f'.mark {{ background-image: url("{_shape_address("")}"); }}']
    rules += [f'.mark.{kind} {{ background-image: url("{_shape_address(kind)}"); }}' for kind in _MARKED]
    return "\n".join(((_FRONTEND / "base.css").read_text(encoding="utf-8"), *rules))


def favicon() -> str:
    """Return the address of the product's sign: three joined nodes, drawn in place."""
    colour = look("topic").hue
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<path d="M7 8l18 8L7 24" fill="none" stroke="{colour}" stroke-width="3"/>'
        f'<circle cx="7" cy="8" r="5" fill="{colour}"/><circle cx="7" cy="24" r="5" fill="{colour}"/>'
        f'<circle cx="25" cy="16" r="6" fill="{look("paper").hue}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(drawn)}"


def _shape_address(kind: str) -> str:
    drawn = shape_svg(kind).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 18" ')
    return f"data:image/svg+xml,{quote(drawn)}"
