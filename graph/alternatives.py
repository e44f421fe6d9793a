"""Other ways to the same targets: plans that differ by what they lay weight on.

Every emphasis reaches the targets. The quickest takes what is required and the cheapest of alternatives; the others add to it
or choose otherwise. A plan that teaches exactly what another one teaches is no alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from graph.errors import InvalidInput
from graph.knowledge import Knowledge, knowledge
from graph.map import Map
from graph.path import DEFAULT_HOURS_PER_WEEK, Plan, assemble, checked_hours, needed_edges, wanted_targets

Emphasis = Literal["quickest", "thorough", "practice", "papers", "other-choices"]
"""What a plan lays weight on:

quickest : only what is required, of alternatives the cheapest.
thorough : helpful prerequisites too.
practice : projects that practise what the plan teaches, with the tools that they need and what those need.
papers : the papers that introduced what the plan teaches, where the plan teaches all one must know to read them.
other-choices : wherever any one of several suffices, another than the quickest plan takes.
"""

EMPHASES: Final[tuple[Emphasis, ...]] = get_args(Emphasis)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A plan, what it lays weight on, and the ids of what none of the plans beside it teaches."""

    emphasis: Emphasis
    plan: Plan
    only: tuple[str, ...]


def alternatives(
    map_: Map,
    targets: str | Sequence[str],
    count: int = 3,
    *,
    known: Iterable[str] = (),
    skipped: Iterable[str] = (),
    hours_per_week: float = DEFAULT_HOURS_PER_WEEK,
) -> tuple[Alternative, ...]:
    """Return up to `count` plans that teach different things, the quickest first; fewer where no more truly differ.

    Raises
    ------
    NodeNotFound, AmbiguousName, PrerequisiteCycle
    InvalidInput
        For a count below 1, and as `graph.path.plan_path`.

    Examples
    --------
    >>> from graph import open_map
    >>> [found.emphasis for found in alternatives(open_map(), "attention-is-all-you-need", 3)]
    ['quickest', 'thorough', 'practice']
    """
    if count < 1:
        raise InvalidInput(
            f"Ask for 1 alternative or more, not {count}.", f"代替案は1つ以上で指定してください（指定値: {count}）。"
        )
    learner = knowledge(map_, known, skipped=skipped)
    wanted = wanted_targets(map_, targets)
    checked_hours(hours_per_week)
    found: dict[frozenset[str], tuple[Emphasis, Plan]] = {}
    for emphasis in EMPHASES:
        if len(found) < count:
            plan = _PLANNERS[emphasis](map_, wanted, learner, hours_per_week)
            found.setdefault(frozenset(plan.positions), (emphasis, plan))
    return tuple(
        Alternative(emphasis, plan, _only(plan, [other for _, other in found.values() if other is not plan]))
        for emphasis, plan in found.values()
    )


def plan_with_emphasis(
    map_: Map,
    targets: str | Sequence[str],
    emphasis: Emphasis,
    *,
    known: Iterable[str] = (),
    skipped: Iterable[str] = (),
    hours_per_week: float = DEFAULT_HOURS_PER_WEEK,
) -> Plan:
    """Plan for the targets with an emphasis; parameters and errors as those of `graph.path.plan_path`.

    >>> from graph import open_map
    >>> plan = plan_with_emphasis(open_map(), "deep-residual-learning", "practice")
    >>> any(step.node.kind == "project" for step in plan.steps)
    True
    """
    checked_hours(hours_per_week)
    learner = knowledge(map_, known, skipped=skipped)
    return _PLANNERS[emphasis](map_, wanted_targets(map_, targets), learner, hours_per_week)


def _quickest(map_: Map, targets: Sequence[str], learner: Knowledge, pace: float) -> Plan:
    return assemble(map_, targets, learner, needed_edges(map_, targets, learner), hours_per_week=pace)


def _thorough(map_: Map, targets: Sequence[str], learner: Knowledge, pace: float) -> Plan:
    edges = needed_edges(map_, targets, learner, thorough=True)
    return assemble(map_, targets, learner, edges, hours_per_week=pace)


def _with_practice(map_: Map, targets: Sequence[str], learner: Knowledge, pace: float) -> Plan:
    """Return the quickest plan and the projects that practise its topics, as few as practise all that any practises."""
    base = _quickest(map_, targets, learner, pace)
    practised: dict[str, set[str]] = {}
    for topic, projects in map_.links_to(base.positions, "practises").items():
        for project in projects:
            practised.setdefault(project, set()).add(topic)
    nodes = map_.describe(sorted(practised))
    fitting = [
        name
        for name, node in nodes.items()
        if node.kind == "project" and name not in learner.settled and _lacks_tools_only(map_, name, base, learner)
    ]
    chosen: list[str] = []
    covered: set[str] = set()
    while fitting:
        best = max(fitting, key=lambda name: (len(practised[name] - covered), -nodes[name].hours))
        if not practised[best] - covered:
            break
        chosen.append(best)
        covered |= practised[best]
        fitting.remove(best)
    return _with_more(map_, targets, chosen, learner, pace)


def _with_papers(map_: Map, targets: Sequence[str], learner: Knowledge, pace: float) -> Plan:
    base = _quickest(map_, targets, learner, pace)
    papers = dict.fromkeys(paper for step in base.steps for paper in step.node.links.get("introducedIn", ()))
    readable = [
        paper for paper in papers if paper not in learner.settled and _missing(map_, [paper], base, learner) <= {paper}
    ]
    return _with_more(map_, targets, readable, learner, pace)


def _with_other_choices(map_: Map, targets: Sequence[str], learner: Knowledge, pace: float) -> Plan:
    """Return the plan that avoids each alternative which the quickest plan needs for no other reason."""
    base = _quickest(map_, targets, learner, pace)
    taken = {edge.on for step in base.steps for edge in step.because if edge.choice is not None}
    required = {edge.on for step in base.steps for edge in step.because if edge.choice is None} | set(targets)
    edges = needed_edges(map_, targets, learner, avoided=taken - required)
    return assemble(map_, targets, learner, edges, hours_per_week=pace)


def _with_more(map_: Map, targets: Sequence[str], more: Sequence[str], learner: Knowledge, pace: float) -> Plan:
    wanted = tuple(dict.fromkeys([*targets, *more]))
    edges = needed_edges(map_, wanted, learner)
    return replace(assemble(map_, wanted, learner, edges, hours_per_week=pace), targets=tuple(targets))


def _missing(map_: Map, ids: Sequence[str], base: Plan, learner: Knowledge) -> set[str]:
    """Return what a plan for `ids` would teach that `base` does not."""
    taught = frozenset(base.positions)
    beyond = replace(learner, known=learner.known | taught)
    edges = needed_edges(map_, ids, beyond)
    return ({*ids} | {edge.on for edge in edges}) - beyond.settled


def _lacks_tools_only(map_: Map, project: str, base: Plan, learner: Knowledge) -> bool:
    """Tell whether all that a project directly requires beyond a plan are tools: those come into the plan with it."""
    at_hand = learner.settled | base.positions.keys()
    choices: dict[str, set[str]] = {}
    for edge in map_.prerequisites([project]):
        if edge.strength == "required":
            choices.setdefault(edge.choice or edge.on, set()).add(edge.on)
    missing = sorted({on for ons in choices.values() if ons.isdisjoint(at_hand) for on in ons})
    return all(node.kind == "tool" for node in map_.describe(missing).values())


def _only(plan: Plan, others: Iterable[Plan]) -> tuple[str, ...]:
    elsewhere = {name for other in others for name in other.positions}
    return tuple(step.node.id for step in plan.steps if step.node.id not in elsewhere)


_PLANNERS: Final[Mapping[Emphasis, Callable[[Map, Sequence[str], Knowledge, float], Plan]]] = {
    "quickest": _quickest,
    "thorough": _thorough,
    "practice": _with_practice,
    "papers": _with_papers,
    "other-choices": _with_other_choices,
}
