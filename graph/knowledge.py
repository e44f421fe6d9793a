"""What a learner knows: closed under prerequisites, unless told otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import InvalidInput
from graph.map import Map


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a learner knows and does not want to learn, as ids.

    Attributes
    ----------
    stated : what the learner said to know, in that order, without repetition.
    known : that and everything it requires.
    skipped : what the learner does not want in a plan.
    """

    stated: tuple[str, ...]
    known: frozenset[str]
    skipped: frozenset[str] = frozenset()

    @property
    def settled(self) -> frozenset[str]:
        """What no plan needs to hold: known or skipped."""
        return self.known | self.skipped


def knowledge(map_: Map, known: Iterable[str] = (), *, skipped: Iterable[str] = ()) -> Knowledge:
    """Return what someone knows who states `known`.

    Parameters
    ----------
    known : names of nodes; knowing one means knowing all that it requires, but for names ending in "!", which stand
        for that node alone. An area stands for its topics.
    skipped : names of nodes that the learner does not want to learn.

    Raises
    ------
    NodeNotFound, AmbiguousName
    InvalidInput
        Where a known node requires a skipped one.

    Examples
    --------
    >>> from graph.store import open_map
    >>> "functions-and-graphs" in knowledge(open_map(), ["derivatives"]).known
    True
    >>> sorted(knowledge(open_map(), ["derivatives!"]).known)
    ['derivatives']
    """
    with_needs: dict[str, None] = {}
    alone: dict[str, None] = {}
    stated: dict[str, None] = {}
    for name in known:
        identifier = map_.resolve(name.removesuffix("!"))
        stated[identifier] = None
        (alone if name.endswith("!") else with_needs)[identifier] = None
    for area, topics in topics_of_areas(map_, stated).items():
        (alone if area in alone else with_needs).update(dict.fromkeys(topics))
    left_out = frozenset(map_.resolve(name) for name in skipped)
    below = requirements(map_, with_needs)
    _refuse_contradiction(stated, below | alone.keys(), left_out)
    return Knowledge(tuple(stated), frozenset(below | alone.keys()), left_out)


def topics_of_areas(map_: Map, ids: Iterable[str]) -> dict[str, list[str]]:
    """Return, of those `ids` that are areas, the ids of their topics."""
    areas = [identifier for identifier, node in map_.describe(ids).items() if node.kind == "area"]
    return {
        area: [node.id for node in map_.describe(held).values() if node.kind == "topic"]
        for area, held in map_.links_to(areas, "area").items()
    }


def requirements(map_: Map, ids: Iterable[str], *, stop: Iterable[str] = ()) -> set[str]:
    """Return the nodes and everything they require, level by level; `stop` is neither entered nor returned."""
    ignored = set(stop)
    found = set(ids) - ignored
    graph = map_.graph_at_hand()
    if graph is not None:
        # Imported here: arrays are for maps whose closures may be too long to be plans.
        from graph.prerequisites import closure

        starts, known = ([identifier for identifier in some if identifier in graph.ids] for some in (found, ignored))
        return found | set(graph.names(closure(graph, starts, known=known)))
    level = sorted(found)
    while level:
        needed = {edge.on for edge in map_.prerequisites(level) if edge.strength == "required" and edge.choice is None}
        level = sorted(needed - found - ignored)
        found.update(level)
    return found


def _refuse_contradiction(stated: Iterable[str], known: set[str], skipped: frozenset[str]) -> None:
    clash = sorted(skipped & known)
    if not clash:
        return
    said = ", ".join(stated)
    raise InvalidInput(
        f"{clash[0]!r} is skipped, yet it is known or needed by what is known ({said}). "
        f"Drop it from the skipped nodes, or state what is known alone with a trailing '!'.",
        f"「{clash[0]}」はスキップ指定ですが、既知（{said}）であるか、その前提に含まれます。"
        "スキップから外すか、末尾に「!」を付けてそのノードだけを既知にしてください。",
    )
