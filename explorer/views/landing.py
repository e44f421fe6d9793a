"""The page before a target is chosen: what this is, and targets to begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from explorer.markup import Element, element
from explorer.state import Event, EventKind
from explorer.views.scenery import Scenery, mark
from graph.map import Map

_INVITING: Final[Mapping[str, tuple[str, ...]]] = {
    "paper": ("attention-is-all-you-need", "bert-paper"),
    "model": ("gpt-2", "bert"),
    "project": ("gpt-from-scratch", "mnist-digit-classifier"),
    "topic": ("self-attention", "backpropagation"),
    "tool": ("pytorch",),
    "career": ("nlp-researcher",),
}
"""Well-known nodes of the bundled map, by kind; a map without them shows its own best tied ones."""

_LOOKED_AT: Final = 200
"""Nodes of a kind among which an example is looked for."""


def examples(map_: Map) -> tuple[str, ...]:
    """Return ids of inviting targets, one of each kind that a learner has goals of.

    Where the map holds none of the well-known ones, of the first nodes of the kind the one with the most prerequisites
    stands in: the more there is to learn for it, the more a plan helps. Nodes that require nothing are no examples.
    """
    chosen: list[str] = []
    for kind, known in _INVITING.items():
        here = next((identifier for identifier in known if identifier in map_), None)
        if here is None:
            needs = Counter(edge.dependent for edge in map_.prerequisites(map_.members(kind=kind, limit=_LOOKED_AT)))
            here = min(needs, key=lambda node: (-needs[node], node), default=None)
        if here is not None:
            chosen.append(here)
    return tuple(chosen)


def hero(scenery: Scenery) -> Element:
    """Return the question the page asks, above the search field."""
    return element("section.hero", element("h1", scenery.say("hero.title")), element("p", scenery.say("hero.text")))


def chips(scenery: Scenery, ids: Iterable[str], *, event: EventKind = "target") -> Element:
    """Return the examples in one line; each does what `event` does."""
    links = [
        element(
            "li",
            scenery.link(
                Event(event, identifier),
                *(mark(scenery.map.node(identifier)), scenery.name(identifier)),
                tag="a.chip",
            ),
        )
        for identifier in ids
    ]
    return element("div.chips", element("span", scenery.say("examples")), element("ul", links))


def cards(scenery: Scenery, sizes: Mapping[str, tuple[int, float]]) -> Element:
    """Return the examples as cards, and how to go on.

    Parameters
    ----------
    sizes : steps and hours to each example, by id.
    """
    steps = [scenery.say(f"how.{number}") for number in ("first", "second", "third")]
    return element(
        "section.examples",
        element("h2", scenery.say("examples")),
        element("ul.cards", [element("li", _card(scenery, identifier, *size)) for identifier, size in sizes.items()]),
        element("h2", scenery.say("how")),
        element("ol.how", [element("li", element("span", step)) for step in steps]),
    )


def _card(scenery: Scenery, identifier: str, steps: int, hours: float) -> Element:
    node = scenery.map.node(identifier)
    return scenery.link(
        Event("target", identifier),
        element("span.kind", mark(node), scenery.kind(node)),
        element("span.name", scenery.name(identifier)),
        element("span.definition", node.definition.in_language(scenery.language)),
        element("span.size", scenery.say("size", steps=steps, hours=hours)),
        tag="a.card",
    )
