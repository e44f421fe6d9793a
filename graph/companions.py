"""What goes with each week of a schedule: a project to practise its topics on, and something to read about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.knowledge import requirements
from graph.map import Map
from graph.model import Node, Prerequisite
from graph.path import Plan

_RECENT: Final = 3
"""Weeks before the present one whose topics a project may practise too."""

_PAPERS_A_WEEK: Final = 2

_READ: Final = ("book", "course", "video", "blog")
"""Kinds of resources one learns from by reading or listening."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A week's project and reading.

    Attributes
    ----------
    practice : a project, or where none can be begun yet a practice site for the week's topics; None where there is neither.
    tools : the tools it needs that the learner does not know yet: one learns them by using them.
    reading : papers that introduced the week's topics and can be read by then; where there is none, the resource that
        teaches most of the topics.
    """

    practice: Node | None = None
    tools: tuple[Node, ...] = ()
    reading: tuple[Node, ...] = ()


class Companions:
    """Gives out a plan's projects and papers week by week, each once, as soon as what they need is known."""

    def __init__(self, plan: Plan, map_: Map) -> None:
        self._known = requirements(map_, plan.known)
        self._recent: list[frozenset[str]] = []
        topics = [step.node.id for step in plan.steps]
        self._practises = _turned_round(map_.links_to(topics, "practises"))
        self._introduced_in = {step.node.id: step.node.links.get("introducedIn", ()) for step in plan.steps}
        self._resources = {step.node.id: step.resources for step in plan.steps}
        papers = {paper for found in self._introduced_in.values() for paper in found}
        resources = {resource for found in self._resources.values() for resource in found}
        needs = map_.prerequisites(sorted(papers | self._practises.keys()))
        needed = {edge.on for edge in needs}
        self._nodes = map_.describe(sorted(papers | resources | self._practises.keys() | needed))
        self._needs: dict[str, list[Prerequisite]] = {}
        for edge in needs:
            if edge.strength == "required":
                self._needs.setdefault(edge.dependent, []).append(edge)
        # Routines practise topics too; only a project is something one finishes.
        self._projects = {node for node in self._practises if self._nodes[node].kind == "project"}
        self._papers = papers

    def of_week(self, topics: Sequence[Node], *, learned: Iterable[str]) -> Companion:
        """Return what goes with the next week.

        Parameters
        ----------
        topics : what the week is spent on.
        learned : ids of what is known at its end, beyond what was before.
        """
        self._known.update(learned)
        week = [node.id for node in topics]
        project = self._project(week)
        self._recent = [*self._recent, frozenset(week)][-_RECENT:]
        tools = self._missing(project) if project else []
        practice = project or self._teaching_most(week, ("practice",))
        return Companion(
            self._nodes[practice] if practice else None,
            tuple(self._nodes[tool] for tool in tools),
            tuple(self._nodes[item] for item in self._reading(week)),
        )

    def _project(self, week: Collection[str]) -> str | None:
        """Return the project that practises most of the week's topics, then of the recent ones; the shorter of equals."""
        recent = frozenset().union(*self._recent)
        scores: dict[str, tuple[int, int, float]] = {}
        for project in sorted(self._projects):
            practised = self._practises[project]
            now, before = len(practised.intersection(week)), len(practised & recent)
            # A project that is a step of the week itself is what one practises on, before any other.
            own = len(practised) + 1 if project in week else 0
            if own or (now + before and self._is_ready(project)):
                scores[project] = (now + own, before, -self._nodes[project].hours)
        if not scores:
            return None
        chosen = max(sorted(scores), key=scores.__getitem__)
        self._projects.remove(chosen)
        return chosen

    def _reading(self, week: Sequence[str]) -> list[str]:
        found = dict.fromkeys(paper for topic in week for paper in self._introduced_in[topic] if paper in self._papers)
        papers = [paper for paper in found if self._is_ready(paper)][:_PAPERS_A_WEEK]
        self._papers = self._papers.difference(papers)
        if papers:
            return papers
        resource = self._teaching_most(week, _READ)
        return [resource] if resource else []

    def _teaching_most(self, week: Iterable[str], kinds: Collection[str]) -> str | None:
        taught = Counter(resource for topic in week for resource in self._resources[topic])
        fitting = sorted(resource for resource in taught if self._nodes[resource].kind in kinds)
        return max(fitting, key=taught.__getitem__, default=None)

    def _is_ready(self, node: str) -> bool:
        """Tell whether all that a node requires is known, tools aside."""
        return all(self._nodes[on].kind == "tool" for on in self._missing(node))

    def _missing(self, node: str) -> list[str]:
        """Return what a node requires and is not known; of alternatives the first, where none is known."""
        needs = self._needs.get(node, ())
        choices: dict[str, list[str]] = {}
        for edge in needs:
            choices.setdefault(edge.choice or edge.on, []).append(edge.on)
        return list(dict.fromkeys(ons[0] for ons in choices.values() if self._known.isdisjoint(ons)))


def _turned_round(pointing: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = {}
    for target, sources in pointing.items():
        for source in sources:
            turned.setdefault(source, set()).add(target)
    return turned
