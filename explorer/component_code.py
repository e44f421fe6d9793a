"""The code of the page's components, as files that a browser fetches once, not with every element that uses them.

Streamlit writes a component's script and styles into each of its elements; ours are the same for many elements and weigh up
to half a megabyte. So an element carries three lines that import them from an address named after what they hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Final

from explorer.drawing_parts import drawing_script, frontend, named
from explorer.theme import base_style


@dataclass(frozen=True)
class Component:
    """A component: the files of `explorer/frontend` that it is made of.

    Attributes
    ----------
    scripts : in the order in which they need each other.
    styles : as a pattern; those whose name is later hold over the others.
    before : what its script begins with.
    with_base : whether its styles begin with those of all panels.
    """

    scripts: tuple[str, ...]
    styles: str | None = None
    before: Callable[[], str] = field(default=lambda: "")
    with_base: bool = True

    def source(self) -> str:
        """Return the whole module: its default export shows a component, `clothe` gives a root its styles."""
        base = [base_style()] if self.styles and self.with_base else []
        style = "\n".join((*base, *map(frontend, named(self.styles) if self.styles else ())))
        said = f"const STYLE = {json.dumps(style)};"
        return "\n".join((self.before(), *map(frontend, self.scripts), said, frontend("dressed.js")))


COMPONENTS: Final[Mapping[str, Component]] = {
    "canvas": Component(("said.js", "feed.js", "canvas.js"), "drawing.css", before=drawing_script, with_base=False),
    "editor": Component(("said.js", "mounted.js", "sparql_tokens.js", "completion.js", "editor.js"), "editor*.css"),
    "own": Component(("said.js", "mounted.js", "own.js"), "own*.css"),
    "panel": Component(("said.js", "ahead.js", "panel.js"), "panel*.css"),
    "selection": Component(("feed.js", "selection.js")),
    "picker": Component(("said.js", "mounted.js", "picker.js"), "picker*.css"),
    "timeline": Component(("said.js", "mounted.js", "timeline.js"), "timeline*.css"),
}
"""By name."""

FIRST: Final = ("canvas", "panel", "picker", "selection")
"""Those that the first page shows."""


@cache
def address_of(name: str) -> str:
    """Return the path of a component's module: another where its code is another, so that a browser may keep it."""
    return f"code/{name}.{sha256(COMPONENTS[name].source().encode()).hexdigest()[:16]}.js"


@cache
def mounting(name: str) -> str:
    """Return the script that an element carries: it imports a component's module and shows the component.

    >>> mounting("panel").splitlines()[1]
    'export default (component) => { clothe(component.parentElement); return show(component); };'
    """
    return (
        f"const {{ default: show, clothe }} = await import(new URL({json.dumps(address_of(name))}, document.baseURI));\n"
        "export default (component) => { clothe(component.parentElement); return show(component); };"
    )
