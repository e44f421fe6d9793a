"""Trees of page elements, made in Python and built in the browser by `frontend/panel.js`, text as text.

No string is ever read as markup: a label `<script>` shows as these eight characters. Tags, attributes and addresses that could
do more than show are refused here, and again in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from explorer.state import Event

TAGS: Final = frozenset(
    [
        "a",
        "article",
        "aside",
        "button",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "header",
        "input",
        "label",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES: Final = frozenset(
    [
        "class",
        "id",
        "href",
        "lang",
        "title",
        "role",
        "type",
        "name",
        "value",
        "min",
        "max",
        "step",
        "checked",
        "disabled",
        "open",
        "download",
        "rel",
        "target",
        "for",
        "tabindex",
        "scope",
        "colspan",
        "inputmode",
        "accept",
    ]
)

Child: TypeAlias = "Element | str | Iterable[Child] | None"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag, its attributes, and its children, elements or text."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Element | str, ...]

    def to_json(self) -> list[Any]:
        """Return `[tag, attributes, children]` for the browser."""
        children = [child if isinstance(child, str) else child.to_json() for child in self.children]
        return [self.tag, dict(self.attributes), children]

    def text(self) -> str:
        """Return all text in it, pieces parted by spaces."""
        return " ".join(child if isinstance(child, str) else child.text() for child in self.children).strip()

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


def element(tag: str, *children: Child, event: Event | None = None, **attributes: str | bool | None) -> Element:
    """Return an element.

    Parameters
    ----------
    tag : with classes after dots, "li.step.known".
    children : elements and text; None is left out, iterables are flattened.
    event : what a click, or a change of an input, tells the page.
    attributes : `data_key` gives `data-key`, `for_` gives `for`; True gives an empty value, None and False none.

    Raises
    ------
    ValueError
        For a tag or an attribute that may not be.

    Examples
    --------
    >>> element("p.note", "2 < 3", lang="en").to_json()
    ['p', {'class': 'note', 'lang': 'en'}, ['2 < 3']]
    """
    name, *classes = tag.split(".")
    said = {"class": " ".join(classes)} if classes else {}
    for key, value in attributes.items():
        attribute = key.strip("_").replace("_", "-")
        if value is not None and value is not False:
            said[attribute] = "" if value is True else value
    if event is not None:
        said["data-event"] = json.dumps(event.to_json(), ensure_ascii=False)
    _refuse(name, said)
    return Element(name, said, tuple(_flat(children)))


def outside_link(url: str, *children: Child, **attributes: str | bool | None) -> Element:
    """Return a link to another site, opened beside the page; where the address is none of the web, a plain span.

    >>> outside_link("javascript:alert(1)", "paper").tag
    'span'
    """
    if not is_web(url):
        return element("span", *children)
    return element("a.out", *children, event=None, href=url, target="_blank", rel="noopener noreferrer", **attributes)


def is_web(url: str) -> bool:
    """Whether an address is an absolute one of the web."""
    return url.lower().startswith(("https://", "http://"))


def _refuse(tag: str, attributes: Mapping[str, str]) -> None:
    if tag not in TAGS:
        raise ValueError(f"<{tag}> is no element of a panel")
    for name, value in attributes.items():
        if name not in ATTRIBUTES and not name.startswith(("aria-", "data-")):
            raise ValueError(f"{name!r} is no attribute of a panel")
        inside = value.startswith(("?", "#")) or (value.startswith("/") and not value.startswith(("//", "/\\")))
        if name == "href" and not (inside or is_web(value)):
            raise ValueError(f"{value!r} is no address to link to")


def _flat(children: Iterable[Child]) -> Iterator[Element | str]:
    for child in children:
        if isinstance(child, (str, Element)):
            if child != "":
                yield child
        elif child is not None:
            yield from _flat(child)
