"""The hierarchy of topics by `skos:broader`: a tree to browse, never an order to learn in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model import Node


@dataclass(frozen=True, slots=True)
class Branch:
    """A node and what is narrower than it, in the order given."""

    id: str
    narrower: tuple[Branch, ...] = ()

    def walk(self) -> Iterator[str]:
        """Yield the ids of the branch, broader ones first."""
        yield self.id
        for branch in self.narrower:
            yield from branch.walk()


def branches(nodes: Mapping[str, Node]) -> tuple[Branch, ...]:
    """Return nodes as trees: each once, below the first broader one that is among them.

    What is broader than itself over others (a cycle) begins a tree of its own.

    Examples
    --------
    >>> from graph.store import open_map
    >>> found = branches(open_map().describe(["self-attention", "softmax", "attention-mechanism"]))
    >>> [(branch.id, [narrower.id for narrower in branch.narrower]) for branch in found]
    [('softmax', []), ('attention-mechanism', ['self-attention'])]
    """
    broader = {
        identifier: next((above for above in node.links.get("broader", ()) if above in nodes), None)
        for identifier, node in nodes.items()
    }
    below: dict[str, list[str]] = {}
    roots: list[str] = []
    for identifier, above in broader.items():
        if above is None or _circular(identifier, broader):
            roots.append(identifier)
        else:
            below.setdefault(above, []).append(identifier)
    return tuple(_branch(root, below) for root in roots)


def _circular(start: str, broader: Mapping[str, str | None]) -> bool:
    above, seen = broader[start], set[str]()
    while above is not None and above != start and above not in seen:
        seen.add(above)
        above = broader[above]
    return above == start


def _branch(identifier: str, below: Mapping[str, list[str]]) -> Branch:
    return Branch(identifier, tuple(_branch(child, below) for child in below.get(identifier, ())))
