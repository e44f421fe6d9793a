"""A plan over weeks: each week a bar of its steps, as long as they take, and below it the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from explorer import shared
from explorer.markup import Element, element
from explorer.views.scenery import Scenery, light_link, mark
from graph.model import Language, Node
from graph.schedule import Portion, Schedule, Week

SHOWN: Final = 8
"""Weeks shown at once; the rest opens below them."""


def week_list(scenery: Scenery, weeks: Schedule) -> Element:
    """Return all weeks, the first of them at once."""
    rows = [_week(scenery, weeks, week) for week in weeks.weeks]
    first, rest = (rows, []) if len(rows) <= SHOWN + 2 else (rows[:SHOWN], rows[SHOWN:])
    said = scenery.say("weeks.text", hours=weeks.hours_per_week, end=_day(weeks.end, scenery.language, year=True))
    return element(
        "section.weeks",
        element("h2", scenery.say("weeks")),
        element("p.about", said),
        _legend(scenery, weeks),
        element("ol", first),
        element("details.rest", element("summary", scenery.say("weeks.more", n=len(rest))), element("ol", rest))
        if rest
        else None,
    )


def _legend(scenery: Scenery, weeks: Schedule) -> Element:
    stages = dict.fromkeys(step.node.stage for step in weeks.plan.steps)
    shown = [stage for stage in shared.the_stages() if stage in stages]
    items = [
        element("li", element(f"span.swatch.{_tone(stage)}", aria_hidden="true"), scenery.name(stage))
        for stage in shown
    ]
    goal = element("li", element("span.swatch.aim", aria_hidden="true"), scenery.say("goal"))
    return element("ul.legend", items, goal, aria_label=scenery.say("legend"))


def _week(scenery: Scenery, weeks: Schedule, week: Week) -> Element:
    portions = [portion for portion in week.portions if portion.hours]
    bar = element("div.bar-week", [_segment(scenery, weeks, portion) for portion in portions], aria_hidden="true")
    number = scenery.say("weeks.week", n=week.number)
    dates = f"{_day(week.start, scenery.language)} – {_day(week.end, scenery.language)}" if week.start else ""
    split = scenery.say(
        "weeks.split",
        theory=round(week.theory, 1),
        practice=round(week.practice, 1),
        keeping_up=round(week.keeping_up, 1),
    )
    return element(
        "li.week",
        element(
            "div.when",
            element("strong", number),
            element("span.dates", dates),
            element("span.dates", scenery.say("hours", hours=round(week.hours, 2))),
        ),
        element(
            "div.what",
            bar,
            element(
                "details",
                element("summary", scenery.say("weeks.steps", n=len(week.portions))),
                _portions(scenery, weeks, week.portions),
                element("p.split", split),
            ),
            _companions(scenery, week),
        ),
    )


def _segment(scenery: Scenery, weeks: Schedule, portion: Portion) -> Element:
    node = portion.node
    tone = "aim" if node.id in weeks.plan.targets else _tone(node.stage)
    name = scenery.name(node.id)
    return element(f"span.segment.{tone}", name, title=name, data_share=f"{portion.hours / weeks.hours_per_week:.4f}")


def _tone(stage: str | None) -> str:
    stages = shared.the_stages()
    return f"tone-{min(stages.index(stage), 2)}" if stage in stages else "tone-none"


def _portions(scenery: Scenery, weeks: Schedule, portions: Sequence[Portion]) -> Element:
    items = []
    for portion in portions:
        part = {(True, False): "weeks.begun", (False, True): "weeks.ends", (False, False): "weeks.goes-on"}
        key = part.get((portion.begins, portion.ends))
        place = scenery.say("step", number=weeks.plan.positions[portion.node.id] + 1) if not scenery.left_out else None
        about = [place, scenery.say("hours", hours=round(portion.hours, 2)), scenery.say(key) if key else None]
        items.append(
            element(
                "li", _node(scenery, portion.node), element("span.meta", " · ".join(said for said in about if said))
            )
        )
    return element("ul.portions", items)


def _companions(scenery: Scenery, week: Week) -> Element | None:
    companion, joint = week.companion, scenery.say("list.joint")
    parts = []
    if companion.practice:
        tools = joint.join(scenery.name(tool.id) for tool in companion.tools)
        with_tools = element("span.meta", scenery.say("weeks.tools", tools=tools)) if tools else None
        parts.append(
            element(
                "p",
                element("span.label", scenery.say("weeks.practise")),
                _node(scenery, companion.practice),
                with_tools,
            )
        )
    if companion.reading:
        links = [_node(scenery, item) for item in companion.reading]
        parts.append(element("p", element("span.label", scenery.say("weeks.read")), links))
    return element("div.beside", parts) if parts else None


def _node(scenery: Scenery, node: Node) -> Element:
    return light_link(node.id, mark(node), element("span.name", scenery.name(node.id)), tag="a.node")


def _day(day: date | None, language: Language, *, year: bool = False) -> str:
    """Return a day as one reads it.

    >>> _day(date(2026, 11, 30), "en", year=True), _day(date(2026, 11, 30), "ja")
    ('30 Nov 2026', '11月30日')
    """
    if day is None:
        return ""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"
    month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][day.month - 1]
    return f"{day.day} {month} {day.year}" if year else f"{day.day} {month}"
