"""How a plan is to be made, beyond what it is for and what is known: its emphasis, its first day, the hours it may take. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, get_args

from graph.alternatives import EMPHASES, Emphasis

ChoiceKind = Literal["emphasis", "start", "budget"]

CHOICES: Final[tuple[ChoiceKind, ...]] = get_args(ChoiceKind)
MOST_BUDGET: Final = 100_000.0
"""Hours; a lifetime of study is fewer."""
YEARS: Final = range(1900, 2201)
"""In which a plan may begin."""


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """What a learner chose of a plan.

    Attributes
    ----------
    emphasis : what it lays weight on.
    start : first day of its first week; None for the next Monday.
    budget : hours that it may take; None for as many as it needs.
    """

    emphasis: Emphasis = "quickest"
    start: date | None = None
    budget: float | None = None


def chosen(choices: PlanChoices, kind: str, value: str) -> PlanChoices:
    """Return the choices after one of them is made; an empty value takes it back, and one that cannot be changes nothing.

    >>> chosen(PlanChoices(), "budget", "40").budget
    40.0
    >>> chosen(PlanChoices(budget=40), "start", "soon")
    PlanChoices(emphasis='quickest', start=None, budget=40)
    """
    if not value:
        return replace(choices, **{kind: getattr(PlanChoices(), kind)})
    match kind:
        case "emphasis":
            return replace(choices, emphasis=next((name for name in EMPHASES if name == value), choices.emphasis))
        case "start":
            return replace(choices, start=read_day(value) or choices.start)
        case "budget":
            budget = read_budget(value)
            return choices if budget is None else replace(choices, budget=budget)
    return choices


def read_day(text: str) -> date | None:
    """Return the day that an ISO date names, or None.

    >>> read_day("2026-01-05"), read_day("tomorrow"), read_day("9999-12-31")
    (datetime.date(2026, 1, 5), None, None)
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def read_budget(text: str) -> float | None:
    """Return the hours that a text states, or None where that is no budget.

    >>> read_budget("12.5"), read_budget("-1"), read_budget("nan")
    (12.5, None, None)
    """
    try:
        hours = float(text)
    except ValueError:
        return None
    return hours if 0 <= hours <= MOST_BUDGET else None
