"""A plan's weeks as an iCalendar file, for any calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from icalendar import Calendar, Event

from graph.errors import InvalidInput
from graph.exchange.plan_markdown import node_url
from graph.map import Map
from graph.model import Label, Language, Node
from graph.schedule import Portion, Schedule, Week
from ontology import NODE

_NAMED_IN_SUMMARY: Final = 3
"""Topics that an event's title names; the description names all."""

_WORDS: Final[Mapping[str, Label]] = {
    "calendar": Label("Path to {targets}", "{targets} への道のり"),
    "summary": Label("Week {n}: {topics}", "第{n}週: {topics}"),
    "more": Label("{topics} and {n} more", "{topics} ほか{n}件"),
    "hours": Label("{name} ({hours:g} h)", "{name}（{hours:g}時間）"),
    "practice": Label("Practise: {what}", "実践: {what}"),
    "reading": Label("Read: {what}", "読むもの: {what}"),
    "reason": Label("  needs {name}: {because}", "  前提: {name} — {because}"),
}


def plan_ics(weeks: Schedule, map_: Map, language: Language, *, stamp: datetime) -> bytes:
    """Return an RFC 5545 calendar with one all-day event a week.

    The same plan gives the same UIDs, so importing it again updates the events instead of doubling them.

    Parameters
    ----------
    weeks : a schedule that has dates.
    stamp : when the calendar was made, with its time zone: DTSTAMP of every event.

    Raises
    ------
    InvalidInput
        For a schedule without dates.
    """
    plan = weeks.plan
    names = {node.id: node.label.in_language(language) for node in map_.describe(_mentioned(weeks)).values()}
    calendar = Calendar()
    calendar.add("prodid", f"-//learnmap//learnmap//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    title = _say("calendar", language, targets=", ".join(names[target] for target in plan.targets))
    calendar.add("x-wr-calname", title)
    for week in weeks.weeks:
        event = _event(week, weeks, names, language)
        event.add("uid", str(_uid(week, weeks)))
        event.add("dtstamp", stamp)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(week: Week, weeks: Schedule, names: Mapping[str, str], language: Language) -> Event:
    if week.start is None:
        raise InvalidInput(
            "A calendar needs the day on which the first week begins.", "カレンダーには最初の週の開始日が必要です。"
        )
    event = Event()
    event.add("dtstart", week.start)
    # The end of an all-day event is the first day after it.
    event.add("dtend", week.start + timedelta(days=7))
    event.add("summary", _summary(week, names, language))
    event.add("description", "\n".join(_description(week, weeks, names, language)))
    # Learning goes on beside everything else: the week must not count as busy.
    event.add("transp", "TRANSPARENT")
    return event


def _summary(week: Week, names: Mapping[str, str], language: Language) -> str:
    topics = [names[portion.node.id] for portion in week.portions]
    named = ", ".join(topics[:_NAMED_IN_SUMMARY])
    if len(topics) > _NAMED_IN_SUMMARY:
        named = _say("more", language, topics=named, n=len(topics) - _NAMED_IN_SUMMARY)
    return _say("summary", language, n=week.number, topics=named)


def _description(week: Week, weeks: Schedule, names: Mapping[str, str], language: Language) -> Iterator[str]:
    for portion in week.portions:
        yield from _portion_lines(portion, weeks, names, language)
    if week.companion.practice:
        yield _say("practice", language, what=_with_url(week.companion.practice, language))
    for node in week.companion.reading:
        yield _say("reading", language, what=_with_url(node, language))


def _portion_lines(portion: Portion, weeks: Schedule, names: Mapping[str, str], language: Language) -> Iterator[str]:
    yield "• " + _say("hours", language, name=names[portion.node.id], hours=round(portion.hours, 2))
    if not portion.begins:
        return
    step = weeks.plan.steps[weeks.plan.positions[portion.node.id]]
    for edge in step.because:
        yield _say("reason", language, name=names[edge.on], because=edge.because.in_language(language))


def _with_url(node: Node, language: Language) -> str:
    url = node_url(node)
    return node.label.in_language(language) + (f" {url}" if url else "")


def _mentioned(weeks: Schedule) -> list[str]:
    plan = weeks.plan
    needed = (on for step in plan.steps for on in step.requires)
    return list(dict.fromkeys((*plan.targets, *plan.positions, *needed)))


def _uid(week: Week, weeks: Schedule) -> UUID:
    plan = "+".join(sorted(weeks.plan.targets))
    return uuid5(NAMESPACE_URL, f"{NODE}plan/{plan}/from/{weeks.start}/week/{week.number}")


def _say(key: str, language: Language, **values: object) -> str:
    return _WORDS[key].in_language(language).format(**values)
