"""How complete a map is, and how old what it holds: shares and counts, with what is missing by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.map import Map
from graph.model import Node
from graph.whole import all_nodes

_DATED: Final = ("paper", "model")
_FREE: Final = ("true", "1")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many nodes of a kind have something.

    Attributes
    ----------
    what : key of `COVERED`.
    have, all : numbers of nodes.
    missing : ids of the others, sorted.
    """

    what: str
    have: int
    all: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there is nothing to cover."""
        return self.have / self.all if self.all else 1.0


COVERED: Final[Mapping[str, str]] = {
    "resource": "topic",
    "free": "topic",
    "japanese": "topic",
    "origin": "topic",
    "alias": "topic",
    "identifier": "paper",
    "parameters": "model",
    "access": "model",
}
"""What is looked for, and at which kind of node."""


def coverage(map_: Map) -> tuple[Coverage, ...]:
    """Return how complete a map is, in the order of `COVERED`.

    Raises
    ------
    MapTooLarge
    """
    nodes = {node.id: node for node in all_nodes(map_)}
    topics = [node.id for node in nodes.values() if node.kind == "topic"]
    teaching = {
        topic: [nodes[resource] for resource in found if resource in nodes]
        for topic, found in map_.links_to(topics, "teaches").items()
    }
    tests: Mapping[str, Callable[[Node], object]] = {
        "resource": lambda node: teaching[node.id],
        "free": lambda node: any(is_free(resource) for resource in teaching[node.id]),
        "japanese": lambda node: any("ja" in resource.facts.get("inLanguage", ()) for resource in teaching[node.id]),
        "origin": lambda node: node.links.get("introducedIn") or node.first("introducedYear"),
        "alias": lambda node: node.aliases,
        "identifier": lambda node: node.first("identifier"),
        "parameters": lambda node: node.first("parameters"),
        "access": lambda node: node.first("access"),
    }
    return tuple(_covered(what, tests[what], nodes.values()) for what in COVERED)


def is_free(resource: Node) -> bool:
    """Whether one can read something without paying: a free resource, or a paper on arXiv."""
    on_arxiv = any(identifier.startswith("arXiv:") for identifier in resource.facts.get("identifier", ()))
    return on_arxiv or resource.first("isAccessibleForFree") in _FREE


def ages(map_: Map) -> Mapping[int, int]:
    """Return how many papers and models the map holds of each year, from the first to the last, none left out."""
    years = Counter(node.year for kind in _DATED for node in all_nodes(map_, kind=kind) if node.year)
    if not years:
        return {}
    return {year: years[year] for year in range(min(filter(None, years)), max(filter(None, years)) + 1)}


def _covered(what: str, has: Callable[[Node], object], nodes: Iterable[Node]) -> Coverage:
    of_kind = [node for node in nodes if node.kind == COVERED[what]]
    missing = tuple(node.id for node in of_kind if not has(node))
    return Coverage(what, len(of_kind) - len(missing), len(of_kind), missing)
