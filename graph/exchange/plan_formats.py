"""Every form in which a plan can leave: one name, one file ending, one media type each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from graph.model import Language
from graph.path import Plan
from graph.schedule import next_monday, schedule
from graph.store import Map


@dataclass(frozen=True, slots=True)
class PlanFormat:
    """A form of a plan: its name on the command line, the ending of its files, and its media type."""

    name: str
    ending: str
    media_type: str


PLAN_FORMATS: Final[Mapping[str, PlanFormat]] = {
    form.name: form
    for form in (
        PlanFormat("json", ".json", "application/json"),
        PlanFormat("markdown", ".md", "text/markdown; charset=utf-8"),
        PlanFormat("ics", ".ics", "text/calendar; charset=utf-8"),
        PlanFormat("csv", ".csv", "text/csv; charset=utf-8"),
        PlanFormat("mermaid", ".mmd", "text/vnd.mermaid; charset=utf-8"),
        PlanFormat("anki", ".apkg", "application/apkg"),
    )
}
"""All forms, by name."""


def written(
    plan: Plan,
    map_: Map,
    form: str,
    language: Language,
    *,
    start: date | None = None,
    stamp: datetime | None = None,
) -> bytes:
    """Return a plan as the content of a file; text is UTF-8.

    Parameters
    ----------
    form : a key of `PLAN_FORMATS`.
    language : of the text; JSON and CSV hold both.
    start : first day of the first week of a calendar; the next Monday where None.
    stamp : when a calendar was made, with its time zone; now where None.

    Raises
    ------
    KeyError
        For an unknown form.
    InvalidInput
        For a calendar that `graph.schedule.schedule` refuses.

    Examples
    --------
    >>> from graph import open_map, plan_path
    >>> map_ = open_map()
    >>> written(plan_path(map_, "derivatives"), map_, "csv", "en").decode().splitlines()[0][:12]
    'step,id,kind'
    """
    # Each writer is imported when it is used: a calendar must not load the maker of Anki decks, nor a plan on a screen either.
    match form:
        case "json":
            from graph.exchange.plan_json import plan_json

            return (json.dumps(plan_json(plan), ensure_ascii=False, indent=2) + "\n").encode()
        case "markdown":
            from graph.exchange.plan_markdown import plan_markdown

            return plan_markdown(plan, map_, language).encode()
        case "csv":
            from graph.exchange.plan_csv import plan_csv

            return plan_csv(plan).encode()
        case "mermaid":
            from graph.exchange.plan_mermaid import plan_mermaid

            return plan_mermaid(plan, language).encode()
        case "anki":
            from graph.exchange.plan_anki import plan_anki

            return plan_anki(plan, map_, language)
        case "ics":
            from graph.exchange.plan_ics import plan_ics

            weeks = schedule(plan, map_, start=start or next_monday(date.today()))
            return plan_ics(weeks, map_, language, stamp=stamp or datetime.now(UTC))
        case _:
            raise KeyError(form)
