"""The lineage of models: which builds on which, in families, over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.map import Map
from graph.model import Node
from graph.whole import all_nodes

_LINK: Final = "buildsOn"


@dataclass(frozen=True, slots=True)
class Family:
    """A model and all that descends from it by what each builds on first.

    Attributes
    ----------
    founder : id.
    members : ids, the oldest first; the founder among them.
    """

    founder: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """All dated models that build on another or are built on.

    Attributes
    ----------
    models : by id, the oldest first.
    parents : what each builds on, of those in `models`, the first one first.
    families : each model is in one; the family with the oldest founder first.
    """

    models: Mapping[str, Node]
    parents: Mapping[str, tuple[str, ...]]
    families: tuple[Family, ...]


def lineage_of(map_: Map) -> Lineage:
    """Return the lineage of a map's models; those without a date, and those that nothing ties to another, are left out.

    Examples
    --------
    >>> from graph.store import open_map
    >>> lineage = lineage_of(open_map())
    >>> lineage.parents["gpt-2"]
    ('gpt-1',)
    """
    dated = {node.id: node for node in all_nodes(map_, kind="model") if when(node) is not None}
    ties = {id_: tuple(on for on in node.links.get(_LINK, ()) if on in dated) for id_, node in dated.items()}
    tied = {end for id_, on in ties.items() if on for end in (id_, *on)}
    models = {node.id: node for node in sorted(dated.values(), key=_age) if node.id in tied}
    parents = {id_: ties[id_] for id_ in models}
    return Lineage(models, parents, _families(models, parents))


def when(node: Node) -> float | None:
    """Return a node's date as a year and its fraction, in the middle of what is stated; None without a date.

    >>> from graph.model import Label
    >>> when(Node("x", "model", Label("X", ""), date="2017-06"))
    2017.45
    """
    if node.year is None:
        return None
    parts = [int(part) for part in (node.date or str(node.year)).split("-")[:3] if part.isdecimal()]
    if len(parts) < 2 or not 1 <= parts[1] <= 12:
        return node.year + 0.5
    day = parts[2] if len(parts) > 2 and 1 <= parts[2] <= 28 else 15
    return round(node.year + (date(2001, parts[1], day).timetuple().tm_yday) / 365, 2)


def _age(node: Node) -> tuple[float, str]:
    return when(node) or 0.0, node.id


def _families(models: Iterable[str], parents: Mapping[str, tuple[str, ...]]) -> tuple[Family, ...]:
    by_founder: dict[str, list[str]] = {}
    for identifier in models:
        by_founder.setdefault(_founder(identifier, parents), []).append(identifier)
    return tuple(Family(founder, tuple(members)) for founder, members in by_founder.items())


def _founder(identifier: str, parents: Mapping[str, tuple[str, ...]]) -> str:
    seen = [identifier]
    while parents[seen[-1]] and parents[seen[-1]][0] not in seen:
        seen.append(parents[seen[-1]][0])
    # In a circle the first by name stands for it, wherever one enters.
    return min(seen) if parents[seen[-1]] else seen[-1]
