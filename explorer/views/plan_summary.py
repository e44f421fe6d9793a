"""A plan in short: its sums in figures and words, what a learner may choose of it, and the files to take along."""

from __future__ import annotations

import math
from datetime import date
from typing import Final
from urllib.parse import urlencode

from explorer.address import to_pairs
from explorer.markup import Element, element
from explorer.own import explored
from explorer.plan_choices import ChoiceKind
from explorer.plan_files import FILES, file_name
from explorer.plans import Planned, first_day
from explorer.state import MOST_HOURS_PER_WEEK, Event
from explorer.views.scenery import Scenery
from graph.alternatives import Emphasis
from graph.budget import BudgetedPlan
from graph.path import Plan

OFFERED: Final[tuple[Emphasis, ...]] = ("quickest", "thorough", "practice")
"""Emphases to choose at once; the others stand among the alternatives."""


def summary(scenery: Scenery, found: Planned) -> Element:
    """Return the heading, the sums, what may be chosen, and the downloads."""
    names = scenery.say("list.joint").join(scenery.name(target) for target in found.plan.targets)
    title = element("h1", scenery.say("path.title", targets=names))
    if not found.whole.steps:
        return element("section.summary", title)
    return element(
        "section.summary",
        title,
        element("div.sums", _sums(scenery, found.plan)),
        element("p.waits", waits(scenery, found.plan)) if found.plan.waits else None,
        element("div.choices", _emphasis(scenery), _start(scenery), *_budget(scenery, found)),
        _distance(scenery, found.budgeted) if found.budgeted else None,
        _downloads(scenery) if found.plan.steps and not explored() else None,
    )


def _sums(scenery: Scenery, plan: Plan) -> list[Element]:
    pace = element(
        "label.pace",
        element("span", scenery.say("pace.before")),
        element(
            "input",
            event=Event("pace"),
            type="number",
            min="0.5",
            max=f"{MOST_HOURS_PER_WEEK:g}",
            step="0.5",
            value=f"{plan.hours_per_week:g}",
            inputmode="decimal",
            aria_label=scenery.say("pace"),
        ),
        element("span", scenery.say("pace.after")),
    )
    figures = (
        (f"{len(plan.steps)}", scenery.say("sum.steps"), None),
        (f"{round(plan.hours, 2):g}", scenery.say("sum.hours"), None),
        (f"{plan.weeks:.1f}", scenery.say("sum.weeks"), pace),
    )
    return [
        element("div.sum", element("strong", figure), element("span", unit), beside) for figure, unit, beside in figures
    ]


def waits(scenery: Scenery, plan: Plan) -> str:
    """Return what the order keeps low, in words: how long what is learned waits for its use, and how much waits at a time."""
    return scenery.say("waits", wait=plan.mean_wait, held=plan.held_open)


def _emphasis(scenery: Scenery) -> Element:
    chosen = scenery.selection.choices.emphasis
    offered = OFFERED if chosen in OFFERED else (*OFFERED, chosen)
    links = [
        scenery.link(
            Event("emphasis", emphasis),
            scenery.say(f"emphasis.{emphasis}"),
            aria_current="true" if emphasis == chosen else None,
            title=scenery.say(f"emphasis.{emphasis}.means"),
        )
        for emphasis in offered
    ]
    name = scenery.say("emphasis")
    return element(
        "div.choice", element("span", name, aria_hidden="true"), element("nav.either", links, aria_label=name)
    )


def _start(scenery: Scenery) -> Element:
    day = first_day(scenery.selection.choices, date.today())
    field = _field("start", type="date", value=day.isoformat(), min="1900-01-01", max="2200-12-31")
    return element("label.choice", element("span", scenery.say("start")), field)


def _budget(scenery: Scenery, found: Planned) -> list[Element]:
    """Return the slider of the hours that the plan may take; at its right end lies what all targets need."""
    budget = scenery.selection.choices.budget
    most = max(math.ceil(found.whole.hours), 1)
    says = scenery.say("budget.hours", hours="{value}")
    shown = most if budget is None else min(math.ceil(budget), most)
    slider = _field(
        "budget",
        type="range",
        min="0",
        max=f"{most}",
        step="1",
        value=f"{shown}",
        aria_label=scenery.say("budget.label"),
    )
    text = scenery.say("budget.none") if budget is None else scenery.say("budget.hours", hours=f"{budget:g}")
    field = element(
        "label.choice", element("span", scenery.say("budget")), slider, element("span.echo", text, data_says=says)
    )
    if budget is None:
        return [field]
    return [field, scenery.link(Event("budget", ""), scenery.say("budget.remove"), tag="a.button.small")]


def _field(kind: ChoiceKind, **attributes: str) -> Element:
    return element("input", event=Event(kind), **attributes)


def _distance(scenery: Scenery, budgeted: BudgetedPlan) -> Element:
    """Return how far one gets within the budget."""
    if budgeted.fits:
        spare = round(max(0.0, budgeted.budget - budgeted.plan.hours), 2)
        return element("p.distance.fits", scenery.say("budget.fits", spare=spare))
    hours = f"{budgeted.hours_left:,.2f}".rstrip("0").rstrip(".")
    left = {"hours": hours, "steps": budgeted.steps_left}
    joint = scenery.say("list.joint")
    parts = [element("p", scenery.say("budget.over", budget=budgeted.budget, **left))]
    several = len(budgeted.plan.targets) > 1 and budgeted.targets_reached
    for key, ids in (
        ("budget.targets", budgeted.targets_reached if several else ()),
        ("budget.reached", budgeted.reached),
        ("budget.missing", budgeted.missing),
    ):
        if ids:
            parts.append(
                element("p", scenery.say(key, names=joint.join(scenery.name(identifier) for identifier in ids)))
            )
    return element("div.distance", parts)


def _downloads(scenery: Scenery) -> Element:
    asked = urlencode(to_pairs(scenery.selection))
    links = [
        element(
            "a.button.small",
            scenery.say(f"file.{form.name}"),
            href=f"/api/plan{ending}?{asked}",
            download=file_name(scenery.selection, form),
            title=scenery.say(f"file.{form.name}.means"),
        )
        for ending, form in FILES.items()
    ]
    return element("div.downloads", element("span", scenery.say("download")), links)
