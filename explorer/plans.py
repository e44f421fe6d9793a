"""Plans of a selection, made once for all sessions: whole, within a budget, over weeks, beside others, drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from explorer.own import remembered
from explorer.plan_choices import PlanChoices
from explorer.scene import Scene, path_scene
from explorer.shared import open_shared, the_location, the_map
from explorer.state import Selection
from graph.alternatives import EMPHASES, Alternative, Emphasis, alternatives, plan_with_emphasis
from graph.budget import BudgetedPlan, cut, plan_within
from graph.errors import PlanTooLong
from graph.knowledge import knowledge
from graph.model import Language
from graph.passages import Passage, passages_for
from graph.path import Plan
from graph.schedule import Schedule, next_monday, schedule
from graph.store import Location


@dataclass(frozen=True, slots=True)
class Aim:
    """What a plan depends on: names as `graph.path.plan_path` takes them."""

    targets: tuple[str, ...]
    known: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    emphasis: Emphasis = "quickest"
    budget: float | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What a selection asks for.

    Attributes
    ----------
    plan : what to learn.
    whole : what all targets need; the same as `plan` without a budget, or where it suffices.
    budgeted : how far from the targets the plan ends; None without a budget.
    """

    plan: Plan
    whole: Plan
    budgeted: BudgetedPlan | None = None


def aim(selection: Selection) -> Aim:
    """Return what the plan of a selection depends on.

    What is skipped, yet required by what is known, counts as known, as in a profile.
    """
    skipped = selection.skipped
    if skipped and selection.known:
        known = knowledge(the_map(), selection.known).known
        skipped = tuple(identifier for identifier in skipped if identifier not in known)
    choices = selection.choices
    return Aim(selection.targets, selection.known, skipped, choices.emphasis, choices.budget)


def planned(selection: Selection) -> Planned:
    """Return the plan that a selection asks for; raises what `graph.path.plan_path` raises."""
    found = _planned(the_location(), aim(selection))
    pace = selection.hours_per_week
    return replace(
        found, plan=replace(found.plan, hours_per_week=pace), whole=replace(found.whole, hours_per_week=pace)
    )


@remembered(most=500)
def _whole(location: Location, wanted: Aim) -> Plan:
    map_ = open_shared(location)
    return plan_with_emphasis(map_, wanted.targets, wanted.emphasis, known=wanted.known, skipped=wanted.skipped)


@remembered(most=500)
def _planned(location: Location, wanted: Aim) -> Planned:
    try:
        whole = _whole(location, replace(wanted, budget=None))
    except PlanTooLong:
        if wanted.budget is None:
            raise
        return _part_of_too_long(location, wanted, wanted.budget)
    if wanted.budget is None:
        return Planned(whole, whole)
    if whole.hours > wanted.budget and wanted.emphasis != "quickest":
        # What an emphasis adds is dropped before what is required.
        whole = _whole(location, replace(wanted, budget=None, emphasis="quickest"))
    budgeted = cut(whole, wanted.budget)
    return Planned(budgeted.plan, whole, budgeted)


def _part_of_too_long(location: Location, wanted: Aim, budget: float) -> Planned:
    map_ = open_shared(location)
    found = plan_within(map_, wanted.targets, budget, known=wanted.known, skipped=wanted.skipped)
    return Planned(found.plan, found.whole, found)


def drawing(selection: Selection) -> Scene:
    """Return the drawing of the plan that a selection asks for; what a budget leaves out is locked."""
    return _drawn(the_location(), aim(selection), selection.language, selection.expanded)


@remembered(most=200)
def _drawn(location: Location, wanted: Aim, language: Language, expanded: tuple[str, ...]) -> Scene:
    found = _planned(location, wanted)
    scene = path_scene(found.whole, open_shared(location), language, expanded=expanded)
    left_out = found.whole.positions.keys() - found.plan.positions.keys()
    nodes = (replace(node, ring="locked") if node.id in left_out else node for node in scene.nodes)
    return replace(scene, nodes=tuple(nodes)) if left_out else scene


def weeks(selection: Selection, today: date) -> Schedule:
    """Return the weeks of a selection's plan; raises `InvalidInput` where they cannot be."""
    start = first_day(selection.choices, today)
    return _weeks(the_location(), aim(selection), selection.hours_per_week, start)


def first_day(choices: PlanChoices, today: date) -> date:
    """Return the first day of the first week: the one chosen, else the next Monday."""
    return choices.start or next_monday(today)


@remembered(most=200)
def _weeks(location: Location, wanted: Aim, pace: float, start: date) -> Schedule:
    return schedule(_planned(location, wanted).plan, open_shared(location), start=start, hours_per_week=pace)


def explained(ids: Iterable[str], language: Language) -> dict[str, tuple[Passage, ...]]:
    """Return the places that explain each of some nodes, the reader's language first."""
    location = the_location()
    return {identifier: _explained(location, identifier, language) for identifier in ids}


@remembered(most=5_000)
def _explained(location: Location, identifier: str, language: Language) -> tuple[Passage, ...]:
    return passages_for(open_shared(location), identifier, language)


def other_ways(selection: Selection) -> tuple[Alternative, ...]:
    """Return plans to the same targets that teach different things, the quickest first; without a budget, and none beside what is too long."""
    wanted = replace(aim(selection), budget=None, emphasis="quickest")
    return tuple(
        replace(found, plan=replace(found.plan, hours_per_week=selection.hours_per_week))
        for found in _other_ways(the_location(), wanted)
    )


@remembered(most=200)
def _other_ways(location: Location, wanted: Aim) -> tuple[Alternative, ...]:
    map_ = open_shared(location)
    try:
        return alternatives(map_, wanted.targets, len(EMPHASES), known=wanted.known, skipped=wanted.skipped)
    except PlanTooLong:
        return ()


__all__ = ["Aim", "Planned", "aim", "drawing", "first_day", "other_ways", "planned", "weeks"]
