"""What to learn, in order, from what is known to the targets, each step with its reasons."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.choices import choose
from graph.errors import InvalidInput
from graph.knowledge import Knowledge, knowledge, topics_of_areas
from graph.map import MOST_STEPS, Map
from graph.model import Label, Node, Prerequisite
from graph.order import fresh_order

DEFAULT_HOURS_PER_WEEK: Final = 20.0
"""Hours a week where none are given: the middle of the study plan's routine, 10–15 h of theory and 5–10 h of practice."""


AREA_REASON: Final = Label("One of the area's topics.", "この領域のトピックだから。")
"""Why an area that is a target needs its topics; the map itself states no prerequisites of areas."""


@dataclass(frozen=True, slots=True)
class Step:
    """One node to learn.

    Attributes
    ----------
    node : what to learn.
    because : its prerequisites that are in the plan or were stated as known, each with what of it is used.
    resources : ids of what teaches it.
    """

    node: Node
    because: tuple[Prerequisite, ...]
    resources: tuple[str, ...]

    @property
    def requires(self) -> tuple[str, ...]:
        """Ids of the prerequisites in `because`."""
        return tuple(edge.on for edge in self.because)


@dataclass(frozen=True)
class Plan:
    """An ordered path to some targets.

    Attributes
    ----------
    targets : ids of what the plan is for.
    known : ids that the learner stated to know.
    steps : what to learn, every prerequisite before what needs it.
    hours_per_week : how much the learner studies.
    """

    targets: tuple[str, ...]
    known: tuple[str, ...]
    steps: tuple[Step, ...]
    hours_per_week: float

    @property
    def hours(self) -> float:
        """Sum of the hours of all steps."""
        return math.fsum(step.node.hours for step in self.steps)

    @property
    def weeks(self) -> float:
        """Weeks the plan takes at `hours_per_week`."""
        return self.hours / self.hours_per_week

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Place of each step's node in the plan, from 0."""
        return {step.node.id: place for place, step in enumerate(self.steps)}

    @cached_property
    def waits(self) -> tuple[int, ...]:
        """For each prerequisite within the plan: after how many steps it is used, 1 for the next."""
        return tuple(
            place - self.positions[on]
            for place, step in enumerate(self.steps)
            for on in step.requires
            if on in self.positions
        )

    @property
    def mean_wait(self) -> float:
        """Mean number of steps between learning a prerequisite and using it; 0 without any."""
        return sum(self.waits) / len(self.waits) if self.waits else 0.0

    @cached_property
    def held_open(self) -> int:
        """The most nodes at any one time that are learned and still wait for a later use."""
        last_use: dict[str, int] = {}
        for place, step in enumerate(self.steps):
            last_use.update({on: place for on in step.requires if on in self.positions})
        most = 0
        for place in range(1, len(self.steps)):
            most = max(most, sum(1 for on, last in last_use.items() if self.positions[on] < place <= last))
        return most

    def why(self, identifier: str) -> tuple[Prerequisite, ...]:
        """Return the shortest chain of reasons from a step to a target: each edge's dependent is the next one's `on`.

        Empty for a target itself and for a node outside the plan.
        """
        users: dict[str, list[Prerequisite]] = {}
        for step in self.steps:
            for edge in step.because:
                users.setdefault(edge.on, []).append(edge)
        chains: dict[str, tuple[Prerequisite, ...]] = {identifier: ()}
        queue = [identifier]
        for node in queue:
            if node in self.targets:
                return chains[node]
            for edge in users.get(node, ()):
                if edge.dependent not in chains:
                    chains[edge.dependent] = (*chains[node], edge)
                    queue.append(edge.dependent)
        return ()

    def _repr_html_(self) -> str:
        """Return the plan as a notebook shows it, in the language of the locale."""
        from graph.exchange.plan_html import plan_html

        return plan_html(self)


def plan_path(
    map_: Map,
    targets: str | Sequence[str],
    *,
    known: Iterable[str] = (),
    skipped: Iterable[str] = (),
    thorough: bool = False,
    hours_per_week: float = DEFAULT_HOURS_PER_WEEK,
) -> Plan:
    """Plan what to learn for the targets, given what is known.

    Parameters
    ----------
    targets : names of nodes of any kind: ids, labels in either language, aliases; an area means all its topics.
    known : names of what is known, with all it requires; a trailing "!" means that node alone, an area all its topics.
    skipped : names of what shall not be in the plan, nor what only it needs.
    thorough : whether to include helpful prerequisites too.
    hours_per_week : hours of study a week, more than 0.

    Raises
    ------
    NodeNotFound, AmbiguousName
        For a name.
    PrerequisiteCycle
        Where the targets cannot be ordered.
    InvalidInput
        For hours that are not a positive number, no target, or contradictory knowledge.

    Examples
    --------
    >>> from graph.store import open_map
    >>> plan = plan_path(open_map(), "scaled-dot-product-attention", known=["matrix-multiplication", "softmax"])
    >>> plan.steps[-1].node.id
    'scaled-dot-product-attention'
    """
    checked_hours(hours_per_week)
    wanted = wanted_targets(map_, targets)
    learner = knowledge(map_, known, skipped=skipped)
    edges = needed_edges(map_, wanted, learner, thorough=thorough)
    return assemble(map_, wanted, learner, edges, hours_per_week=hours_per_week)


def needed_edges(
    map_: Map,
    targets: Sequence[str],
    learner: Knowledge,
    *,
    thorough: bool = False,
    avoided: Collection[str] = (),
) -> list[Prerequisite]:
    """Return the prerequisites of all that must be learned for the targets, one alternative chosen of each choice.

    Parameters
    ----------
    targets : ids.
    thorough : whether to include helpful prerequisites.
    avoided : ids not to choose where any other alternative suffices.
    """
    if map_.graph_at_hand() is not None:
        # Imported here: arrays are for maps whose closures are too long to be plans.
        from graph.foundation import refuse_too_long

        refuse_too_long(map_, targets, learner.settled)
    pulled: list[Prerequisite] = []
    level = [target for target in targets if target not in learner.settled]
    seen = set(level)
    while level:
        found = _of_areas(map_, level) if not pulled else []
        found += [edge for edge in map_.prerequisites(level) if thorough or edge.strength == "required"]
        pulled.extend(found)
        level = list(dict.fromkeys(edge.on for edge in found if edge.on not in seen | learner.settled))
        seen.update(level)
        if len(seen) > MOST_STEPS:
            # Imported here: arrays are for maps whose closures are too long to be plans.
            from graph.foundation import too_long

            raise too_long(map_, targets, learner.settled, len(seen))
    if not any(edge.choice for edge in pulled):
        return pulled
    hours = {identifier: node.hours for identifier, node in map_.describe(sorted(seen)).items()}
    # What is skipped is not known: another alternative has to be learned. A choice that offers nothing else keeps it.
    unwanted = learner.skipped | set(avoided)
    spared = {edge.choice for edge in pulled if edge.choice and edge.on not in unwanted}
    edges = [edge for edge in pulled if edge.choice not in spared or edge.on not in unwanted]
    return choose(edges, targets, known=learner.settled, hours=hours)


def _of_areas(map_: Map, targets: Sequence[str]) -> list[Prerequisite]:
    """Return, for targets that are areas, what learning an area means: those of its topics that lead to no other of them."""
    found: list[Prerequisite] = []
    for area, topics in topics_of_areas(map_, targets).items():
        inner = {edge.on for edge in map_.prerequisites(topics) if edge.strength == "required" and not edge.choice}
        found += [Prerequisite(area, topic, AREA_REASON) for topic in topics if topic not in inner]
    return found


def assemble(
    map_: Map,
    targets: Sequence[str],
    learner: Knowledge,
    edges: Iterable[Prerequisite],
    *,
    hours_per_week: float = DEFAULT_HOURS_PER_WEEK,
) -> Plan:
    """Return the plan of the nodes that `edges` speak of, in the order in which prerequisites are fresh."""
    because: dict[str, list[Prerequisite]] = {target: [] for target in targets if target not in learner.settled}
    stated = set(learner.stated)
    for edge in edges:
        if edge.on not in learner.settled:
            because.setdefault(edge.on, [])
        because.setdefault(edge.dependent, []).append(edge)
    needs = {node: [edge.on for edge in found if edge.on not in learner.settled] for node, found in because.items()}
    nodes = map_.describe(sorted(because))
    groups = {identifier: node.area or "" for identifier, node in nodes.items()}
    teaching = map_.links_to(nodes, "teaches")
    steps = tuple(
        Step(
            nodes[identifier],
            tuple(edge for edge in because[identifier] if edge.on not in learner.settled or edge.on in stated),
            teaching[identifier],
        )
        for identifier in fresh_order(needs, groups=groups)
    )
    return Plan(tuple(targets), learner.stated, steps, hours_per_week)


def checked_hours(hours: float) -> float:
    """Return `hours` where it is a positive, finite number.

    Raises
    ------
    InvalidInput
    """
    if not (math.isfinite(hours) and hours > 0):
        raise InvalidInput(
            f"Hours must be a number above 0, not {hours:g}.",
            f"時間数は0より大きい数で指定してください（指定値: {hours:g}）。",
        )
    return hours


def wanted_targets(map_: Map, targets: str | Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the targets that go by these names, each once.

    Raises
    ------
    NodeNotFound, AmbiguousName
    InvalidInput
        Where there is none.
    """
    names = [targets] if isinstance(targets, str) else targets
    if not names:
        raise InvalidInput(
            "Name at least one target: a paper, model, topic, tool or project.",
            "目標を1つ以上指定してください（論文・モデル・トピック・ツール・プロジェクト）。",
        )
    return tuple(dict.fromkeys(map_.resolve(name) for name in names))
