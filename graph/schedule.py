"""A plan over weeks: which hours of which steps fall into which week, with a project to practise on and something to read.

The hours a week are for the steps, divided into theory and practice as the map's weekly routine divides them; keeping up with
the field comes on top, in the same proportion. With the bundled map's routine (10–15 h of theory, 5–10 h of practice, 2–3 h of
keeping up) twenty hours a week are 12.5 of theory, 7.5 of practice, and 2.5 beside them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.companions import Companion, Companions
from graph.errors import InvalidInput, NodeNotFound
from graph.map import Map
from graph.model import Node
from graph.path import Plan, Step, checked_hours

_MOST_WEEKS: Final = 5_200
"""A hundred years: whoever plans beyond has mistyped the hours a week."""

_DUST: Final = 1e-9
"""Hours that are only a rounding error of sums."""


@dataclass(frozen=True, slots=True)
class Routine:
    """What a week of study is spent on: least and most hours of each."""

    theory: tuple[float, float]
    practice: tuple[float, float]
    keeping_up: tuple[float, float]

    @property
    def hours(self) -> tuple[float, float]:
        """Least and most hours a week for what a plan teaches: theory and practice."""
        return self.theory[0] + self.practice[0], self.theory[1] + self.practice[1]

    def shares(self) -> tuple[float, float, float]:
        """Return theory, practice and keeping up per hour of theory and practice, from the middle of each span."""
        theory, practice, keeping_up = (sum(span) for span in (self.theory, self.practice, self.keeping_up))
        together = theory + practice
        return theory / together, practice / together, keeping_up / together


SEED_ROUTINE: Final = Routine((10.0, 15.0), (5.0, 10.0), (2.0, 3.0))
"""The routine of the study plan that learnmap began with, for maps that state none."""


@dataclass(frozen=True, slots=True)
class Portion:
    """The hours of one step within one week; `begins` and `ends` tell whether its first and last hour are among them."""

    node: Node
    hours: float
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a schedule.

    Attributes
    ----------
    number : from 1.
    start : its first day, None in a schedule without dates.
    portions : what is learned, in the plan's order.
    theory, practice : how the week's hours divide.
    keeping_up : hours beside them for following the field.
    companion : what to practise on and what to read.
    """

    number: int
    start: date | None
    portions: tuple[Portion, ...]
    theory: float
    practice: float
    keeping_up: float
    companion: Companion

    @property
    def hours(self) -> float:
        """Hours of the week's steps."""
        return self.theory + self.practice

    @property
    def end(self) -> date | None:
        """The week's last day."""
        return self.start + timedelta(days=6) if self.start else None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A plan's weeks, one after the other, at `hours_per_week` each but the last."""

    plan: Plan
    start: date | None
    hours_per_week: float
    weeks: tuple[Week, ...]

    @property
    def end(self) -> date | None:
        """The last day of the last week; None without dates or weeks."""
        return self.weeks[-1].end if self.weeks else None


def schedule(
    plan: Plan,
    map_: Map,
    *,
    start: date | None = None,
    hours_per_week: float | None = None,
    routine: Routine | None = None,
) -> Schedule:
    """Spread a plan over weeks; a step may span several.

    Parameters
    ----------
    start : first day of the first week; None for weeks without dates.
    hours_per_week : for the plan's steps; None for the plan's own.
    routine : how a week divides; None for the map's.

    Raises
    ------
    InvalidInput
        For hours that are not a positive number or too few to end within a hundred years, and for a start so late that
        the calendar ends before the plan.

    Examples
    --------
    >>> from graph import open_map, plan_path
    >>> map_ = open_map()
    >>> plan = plan_path(map_, "gradient-descent", known=["derivatives"])
    >>> weeks = schedule(plan, map_, start=date(2026, 1, 5), hours_per_week=5).weeks
    >>> weeks[0].start.isoformat(), weeks[0].hours, sum(week.hours for week in weeks) == plan.hours
    ('2026-01-05', 5.0, True)
    """
    pace = checked_hours(plan.hours_per_week if hours_per_week is None else hours_per_week)
    _refuse_endless(plan, pace, start)
    theory, practice, keeping_up = (routine or weekly_routine(map_)).shares()
    companions = Companions(plan, map_)
    weeks: list[Week] = []
    for number, portions in enumerate(_filled(plan.steps, pace)):
        hours = math.fsum(portion.hours for portion in portions)
        companion = companions.of_week(
            [portion.node for portion in portions], learned=[portion.node.id for portion in portions if portion.ends]
        )
        first = start + timedelta(weeks=number) if start else None
        split = (hours * theory, hours * practice, hours * keeping_up)
        weeks.append(Week(number + 1, first, portions, *split, companion))
    return Schedule(plan, start, pace, tuple(weeks))


def weekly_routine(map_: Map) -> Routine:
    """Return the routine that the map states by its nodes routine-theory, routine-practice and routine-keeping-up.

    >>> from graph import open_map
    >>> weekly_routine(open_map()).hours
    (15.0, 25.0)
    """
    try:
        nodes = map_.describe(["routine-theory", "routine-practice", "routine-keeping-up"]).values()
        spans = [
            (float(node.first("hoursPerWeekFrom") or ""), float(node.first("hoursPerWeekTo") or "")) for node in nodes
        ]
    except (NodeNotFound, ValueError):
        return SEED_ROUTINE
    return Routine(*spans) if all(0 < least <= most < math.inf for least, most in spans) else SEED_ROUTINE


def next_monday(today: date) -> date:
    """Return the first Monday after a day: where a schedule begins unless told otherwise.

    >>> next_monday(date(2026, 1, 5)), next_monday(date(2026, 1, 6))
    (datetime.date(2026, 1, 12), datetime.date(2026, 1, 12))
    """
    return today + timedelta(days=7 - today.weekday())


def parsed_date(text: str) -> date:
    """Return the day that an ISO date (2026-01-05) or week (2026-W02, its Monday) names.

    Raises
    ------
    InvalidInput

    Examples
    --------
    >>> parsed_date("2026-W02")
    datetime.date(2026, 1, 5)
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(
            f"{text!r} is not a date. Write year-month-day, such as 2026-01-05.",
            f"「{text}」は日付ではありません。2026-01-05 のように年-月-日で指定してください。",
        ) from None


def _filled(steps: Sequence[Step], pace: float) -> Iterator[tuple[Portion, ...]]:
    """Yield each week's portions: every week but the last has `pace` hours."""
    week: list[Portion] = []
    room = pace
    for step in steps:
        left, begins = step.node.hours, True
        while left > _DUST or begins:
            # What takes no time, such as a stage that is reached, still belongs to the week that ends there.
            if room <= _DUST and left > _DUST:
                yield tuple(week)
                week, room = [], pace
            hours = min(left, room)
            left, room = left - hours, room - hours
            week.append(Portion(step.node, hours, begins, left <= _DUST))
            begins = False
    if week:
        yield tuple(week)


def _refuse_endless(plan: Plan, pace: float, start: date | None) -> None:
    weeks = plan.hours / pace
    if weeks > _MOST_WEEKS:
        raise InvalidInput(
            f"At {pace:g} hours a week this would take {weeks / 52:,.0f} years. Give more hours a week.",
            f"週{pace:g}時間では{weeks / 52:,.0f}年かかります。週あたりの時間を増やしてください。",
        )
    if start and (date.max - start).days < 7 * (weeks + 1):
        raise InvalidInput(
            f"A plan that starts on {start} ends after the calendar's last year, 9999. Give an earlier start.",
            f"{start} に始めると暦の最終年（9999年）を越えます。もっと早い開始日を指定してください。",
        )
