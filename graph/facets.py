"""Which nodes a reader wants to see: by kind, stage, year, and by how far the reader is with each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from graph.map import Map
from graph.model import ASSUMED_HOURS, Node
from graph.progress import frontier

Status = Literal["known", "learning", "ready", "locked"]
"""How far a learner is: `ready` can be begun now, `locked` still lacks something."""

STATUSES: Final[tuple[Status, ...]] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Facets:
    """What to show; an empty facet restricts nothing.

    Attributes
    ----------
    kinds : of node.
    stages : ids.
    statuses : for this learner.
    first_year, last_year : of the node's date or introduction; what has none is not shown where either is set.
    """

    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    first_year: int | None = None
    last_year: int | None = None

    def allow(self, node: Node, status: Status | None = None) -> bool:
        """Whether to show a node.

        >>> from graph.model import Label
        >>> Facets(first_year=2015).allow(Node("x", "paper", Label("X", ""), date="2017-06"))
        True
        """
        return (
            (not self.kinds or node.kind in self.kinds)
            and (not self.stages or node.stage in self.stages)
            and (not self.statuses or status in self.statuses)
            and self._allow_year(node.year)
        )

    def _allow_year(self, year: int | None) -> bool:
        if self.first_year is None and self.last_year is None:
            return True
        return year is not None and (self.first_year or year) <= year <= (self.last_year or year)

    @property
    def restrict(self) -> bool:
        """Whether anything but the kind is restricted."""
        return bool(self.stages or self.statuses or self.first_year is not None or self.last_year is not None)


def statuses(
    map_: Map, nodes: Mapping[str, Node], known: Collection[str], learning: Iterable[str] = ()
) -> dict[str, Status]:
    """Return how far a learner is with each of `nodes` that one learns; others have no status.

    Parameters
    ----------
    known : ids of all that is known, what that requires included.

    Examples
    --------
    >>> from graph.store import open_map
    >>> map_ = open_map()
    >>> statuses(map_, map_.describe(["school-algebra", "softmax"]), {"school-algebra"})
    {'school-algebra': 'known', 'softmax': 'locked'}
    """
    learned = [identifier for identifier, node in nodes.items() if node.kind in ASSUMED_HOURS]
    begun, ready = frozenset(learning), frozenset(frontier(map_, learned, known))
    found: dict[str, Status] = {}
    for identifier in learned:
        if identifier in known:
            found[identifier] = "known"
        elif identifier in begun:
            found[identifier] = "learning"
        else:
            found[identifier] = "ready" if identifier in ready else "locked"
    return found
