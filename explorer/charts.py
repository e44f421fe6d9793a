"""Numbers over years as Vega-Lite charts, from the map's series and its models. Pure: makes specifications, shows none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from explorer.looks import look
from explorer.text import say
from graph.history import Series, decimal_year
from graph.model import Language, Node

PARAMETERS: Final = "series-model-parameters"
ERROR: Final = "series-imagenet-top5-error"


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in a chart: when, how much, and of what; `id` of the node it belongs to, or None."""

    year: float
    value: float
    name: str
    id: str | None = None


def seed_marks(series: Series) -> list[Mark]:
    """Return the points of a series as the seed document states them."""
    return [
        Mark(point.year, point.seed_value, str(point.year)) for point in series.points if point.seed_value is not None
    ]


def confirmed_marks(series: Series, names: dict[str, str]) -> list[Mark]:
    """Return the confirmed points of a series, each with the name of the model that attained it."""
    return [
        Mark(point.year, point.value, names.get(point.attained_by or "", str(point.year)), point.attained_by)
        for point in series.points
        if point.value is not None
    ]


def parameter_marks(models: Iterable[Node], language: Language) -> list[Mark]:
    """Return the models with a date and a published number of parameters, in billions, by date."""
    found = []
    for model in models:
        stated = model.first("parameters")
        if model.date and stated and stated.isdigit():
            name = model.label.in_language(language)
            found.append(Mark(round(decimal_year(model.date), 2), int(stated) / 1e9, name, model.id))
    return sorted(found, key=lambda mark: (mark.year, mark.name))


def line_chart(
    marks: Sequence[Mark], language: Language, *, title: str, colour: str, logarithmic: bool
) -> dict[str, Any]:
    """Return a chart of marks joined by a line."""
    return _chart(marks, language, title, logarithmic, {"type": "line", "point": True, "color": colour})


def point_chart(
    marks: Sequence[Mark], language: Language, *, title: str, colour: str, logarithmic: bool
) -> dict[str, Any]:
    """Return a chart of marks by themselves."""
    return _chart(
        marks,
        language,
        title,
        logarithmic,
        {"type": "point", "filled": True, "size": 55, "opacity": 0.7, "color": colour},
    )


def _chart(
    marks: Sequence[Mark], language: Language, title: str, logarithmic: bool, mark: dict[str, Any]
) -> dict[str, Any]:
    scale: dict[str, Any] = {"type": "log"} if logarithmic else {"zero": True}
    axis: dict[str, Any] = {"format": "~g", "tickCount": 6}
    return {
        "data": {"values": [{"year": one.year, "value": one.value, "name": one.name} for one in marks]},
        "height": 240,
        "description": title,
        "title": {"text": title, "anchor": "start", "fontSize": 13, "fontWeight": 600},
        "mark": mark,
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "title": None,
                "scale": {"zero": False, "nice": False, "padding": 12},
                "axis": {"format": "d", "tickMinStep": 1, "grid": False},
            },
            "y": {"field": "value", "type": "quantitative", "title": None, "scale": scale, "axis": axis},
            "tooltip": [
                {"field": "name", "title": say("charts.model", language)},
                {"field": "year", "title": say("charts.year", language), "format": "d"},
                {"field": "value", "title": say("charts.value", language), "format": ".4~g"},
            ],
        },
    }


def bar_chart(values: Mapping[int, int], *, title: str, names: tuple[str, str]) -> dict[str, Any]:
    """Return a chart of numbers by year, with a `title` for those who hear it; `names` are of the two axes, for the tooltip."""
    return {
        "data": {"values": [{"year": year, "number": number} for year, number in values.items()]},
        "height": 180,
        "description": title,
        "mark": {"type": "bar", "color": look("topic").hue},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelOverlap": True, "labelAngle": 0}},
            "y": {"field": "number", "type": "quantitative", "title": None},
            "tooltip": [{"field": "year", "title": names[0]}, {"field": "number", "title": names[1]}],
        },
    }
