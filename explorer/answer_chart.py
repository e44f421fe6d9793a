"""The answer of a query as a chart, where it has numbers to compare. Pure: a description in the terms of Vega-Lite."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Final

from explorer.commands.query import short
from graph.query_answers import QueryResult, Row, Term

MOST_BARS: Final = 60
MOST_POINTS: Final = 2_000

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS: Final = frozenset(
    _XSD + name
    for name in (
        "integer",
        "decimal",
        "double",
        "float",
        "int",
        "long",
        "short",
        "nonNegativeInteger",
        "positiveInteger",
    )
)
_DATES: Final = frozenset(_XSD + name for name in ("date", "gYear", "gYearMonth", "dateTime"))
_YEAR: Final = re.compile(r"-?\d{4,6}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its description, what it shows in words, and how many rows it leaves out."""

    spec: dict[str, Any]
    said: tuple[str, str]
    left_out: int


def answer_chart(result: QueryResult, *, hue: str = "#2a78b8") -> Chart | None:
    """Return a chart of a table: bars by name, or points by year; None where no column holds numbers alone.

    Examples
    --------
    >>> rows = tuple((Term("literal", name), Term("literal", value, datatype=_XSD + "integer")) for name, value in ("a1", "b2"))
    >>> answer_chart(QueryResult("select", ("name", "n"), rows, None, None, 0.1)).said
    ('name', 'n')
    """
    if result.kind != "select" or len(result.rows) < 2:
        return None
    numbers = [place for place in range(len(result.columns)) if _all(result, place, _NUMBERS)]
    dates = [place for place in range(len(result.columns)) if _all(result, place, _DATES)]
    if dates and numbers:
        return _by_year(result, dates[0], numbers[-1], hue)
    named = [place for place in range(len(result.columns)) if place not in numbers]
    if not numbers or not named:
        return None
    return _bars(result, _best_name(result, named), numbers[0], hue)


def _bars(result: QueryResult, name: int, number: int, hue: str) -> Chart:
    drawn = result.rows[:MOST_BARS]
    values = [
        {"place": place, "name": short(row[name])[:80], "value": value}
        for place, row in enumerate(drawn)
        if (value := _number(row, number)) is not None
    ]
    spec = {
        "data": {"values": values},
        "height": 22 * len(values) + 10,
        "mark": {"type": "bar", "color": hue, "cornerRadiusEnd": 3, "tooltip": True},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": {"field": "place"},
                "title": None,
                "axis": {"labelLimit": 260, "labelOverlap": False},
            },
            "x": {"field": "value", "type": "quantitative", "title": result.columns[number]},
            "tooltip": [
                {"field": "name", "title": result.columns[name]},
                {"field": "value", "title": result.columns[number]},
            ],
        },
    }
    return Chart(spec, (result.columns[name], result.columns[number]), len(result.rows) - len(drawn))


def _by_year(result: QueryResult, date: int, number: int, hue: str) -> Chart:
    drawn = result.rows[:MOST_POINTS]
    others = [place for place in range(len(result.columns)) if place not in (date, number)]
    name = _best_name(result, others) if others else date
    values = [
        {"year": int(year[0]), "value": value, "name": short(row[name])[:80]}
        for row in drawn
        if (value := _number(row, number)) is not None and (term := row[date]) and (year := _YEAR.match(term.value))
    ]
    spec = {
        "data": {"values": values},
        "height": 380,
        "mark": {"type": "point", "filled": True, "size": 70, "color": hue, "opacity": 0.75},
        "encoding": {
            "x": {"field": "year", "type": "quantitative", "title": result.columns[date], "axis": {"format": "d"}}
            | {"scale": {"zero": False}},
            "y": {"field": "value", "type": "quantitative", "title": result.columns[number]},
            "tooltip": [{"field": "name", "title": result.columns[name]}, {"field": "year"}, {"field": "value"}],
        },
    }
    return Chart(spec, (result.columns[date], result.columns[number]), len(result.rows) - len(drawn))


def _all(result: QueryResult, place: int, datatypes: frozenset[str]) -> bool:
    terms = [term for row in result.rows if (term := row[place])]
    return len(terms) > 1 and all(term.datatype in datatypes for term in terms)


def _number(row: Row, place: int) -> float | None:
    term = row[place]
    try:
        value = float(term.value) if term else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _best_name(result: QueryResult, places: list[int]) -> int:
    """Return the column that names rows best: the one with the most different values, texts before IRIs."""

    def worth(place: int) -> tuple[int, bool, int]:
        terms: list[Term] = [term for row in result.rows if (term := row[place])]
        different = len({term.value for term in terms})
        return different, all(term.kind == "literal" for term in terms), -place

    return max(places, key=worth)
