"""Above the map's drawing: where one is, what is filtered, and what colours and rings mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from explorer import shared
from explorer.looks import legend_place
from explorer.markup import Element, element
from explorer.scene_edges import edges_at
from explorer.scene_nodes import Scene
from explorer.state import VIEWS, Event, EventKind, centre, kinds_shown
from explorer.views.overview import said_of_size
from explorer.views.scenery import Scenery
from graph.areas import Areas
from graph.facets import STATUSES
from graph.vocabulary import kind_label

_Option = tuple[str, str, bool]
"""Value, what it is called, and whether it is chosen."""

_NO_FACET: Final = frozenset(("area", "stage", "phase", "routine", "series", "note"))
"""Kinds that describe the map itself."""


def where(scenery: Scenery, scene: Scene) -> Element:
    """Return the drawings to choose from, and the way from all areas to what is shown."""
    selection = scenery.selection
    views = [
        scenery.link(
            Event("view", view),
            scenery.say(f"map.{view}"),
            aria_current="true" if view == selection.view and not _steps(scenery) else None,
        )
        for view in VIEWS
    ]
    steps = [element("span.step-to", step) for step in _steps(scenery)]
    size = said_of_size(scenery) if scene.enters else None
    said = size or (scenery.say("map.left-out", n=scene.left_out) if scene.left_out else None)
    return element(
        "nav.where",
        element("div.views", views),
        element("div.way", steps, element("span.left-out", said) if said else None),
        aria_label=scenery.say("map.way"),
    )


def _steps(scenery: Scenery) -> list[Element | str]:
    selection = scenery.selection
    middle = centre(selection)
    if middle:
        area = scenery.map.node(middle).area
        inside = [scenery.link(Event("enter", area), scenery.name(area))] if area and area in scenery.map else []
        return [*inside, element("strong", scenery.say("map.around", name=scenery.name(middle)))]
    names = [scenery.area_name(area) for area in selection.areas]
    return [element("strong", scenery.say("list.joint").join(names))] if names else []


def facet_bar(scenery: Scenery) -> Element:
    """Return the filters, each with how many values it holds."""
    selection = scenery.selection
    facets = selection.facets
    kinds = kinds_shown(selection)
    # Over the whole of a large map, what is asked of each node is not asked: its counts are by kind and stage.
    singly = bool(selection.areas or centre(selection)) or not shared.the_atlas().is_large
    menus = [
        _menu(
            scenery, "kind", [(kind, f"{kind_label(kind, scenery.language)} ({n:,})", kind in kinds) for kind, n in _kinds(scenery)],
            len(facets.kinds),
        ),
        _menu(scenery, "area", _areas(scenery), len(selection.areas)) if centre(selection) is None else None,
        _menu(scenery, "stage", [(stage, scenery.name(stage), stage in facets.stages) for stage in shared.the_stages()], len(facets.stages)),
        _menu(scenery, "status", [(status, scenery.say(f"status.{status}"), status in facets.statuses) for status in STATUSES], len(facets.statuses)) if singly else None,
    ]  # fmt: skip
    ready = element(
        "button.button.small",
        scenery.say("facet.ready"),
        type="button",
        event=Event("status", "ready"),
        aria_pressed="true" if "ready" in facets.statuses else "false",
    )
    clear = element("button.button.small", scenery.say("map.everything"), type="button", event=Event("everything"))
    return element(
        "div.facets",
        menus if selection.view == "areas" else None,
        _years(scenery) if singly else None,
        ready if selection.view == "areas" and singly else None,
        clear if facets.kinds or facets.restrict else None,
        role="group",
        aria_label=scenery.say("facets"),
    )


def _menu(scenery: Scenery, facet: EventKind, options: Sequence[_Option], chosen: int) -> Element | None:
    if len(options) < 2:
        return None
    boxes = [
        element(
            "li",
            element(
                "label",
                element("input", type="checkbox", checked=is_chosen, event=Event(facet, value)),
                element("span", name),
            ),
            data_key=value,
        )
        for value, name, is_chosen in options
    ]
    count = element("span.count", str(chosen)) if chosen else None
    return element(
        "details.menu", element("summary", scenery.say(f"facet.{facet}"), count), element("ul", boxes), data_key=facet
    )


def _years(scenery: Scenery) -> Element:
    facets = scenery.selection.facets
    fields = []
    ends: tuple[tuple[EventKind, int | None], ...] = (("from", facets.first_year), ("to", facets.last_year))
    for name, year in ends:
        fields.append(
            element(
                "input",
                event=Event(name),
                type="number",
                min="0",
                max="9999",
                inputmode="numeric",
                value=str(year) if year is not None else "",
                aria_label=f"{scenery.say('facet.years')}: {scenery.say(f'facet.{name}')}",
            )
        )
    return element("div.years", element("span", scenery.say("facet.years")), fields[0], "–", fields[1])


def _kinds(scenery: Scenery) -> list[tuple[str, int]]:
    """Return the kinds to choose from, with how many nodes of each there are here."""
    selection = scenery.selection
    middle = centre(selection)
    counts: Mapping[str, int]
    if middle:
        near = (edge.other(middle) for edge in edges_at(scenery.map, middle, scenery.language))
        counts = Counter(node.kind for node in scenery.map.describe(near).values())
    else:
        counts = _kinds_of_areas(selection.areas)
    wanted = ((kind, counts[kind]) for kind in counts if kind not in _NO_FACET)
    return sorted(wanted, key=lambda entry: legend_place(entry[0]))


def _kinds_of_areas(ids: Iterable[str]) -> Mapping[str, int]:
    areas = shared.the_areas()
    chosen = tuple(area for area in map(areas.of, ids) if area)
    return Areas(chosen, ()).kinds if chosen else areas.kinds


def _areas(scenery: Scenery) -> list[_Option]:
    chosen = scenery.selection.areas
    return [(area.id, scenery.area_name(area.id), area.id in chosen) for area in shared.the_areas().areas]


def legend(scenery: Scenery, scene: Scene) -> Element | None:
    """Return what shapes and rings mean, as far as they are drawn."""
    kinds = sorted({node.kind for node in scene.nodes}, key=legend_place)
    rings = [status for status in STATUSES if any(node.ring == status for node in scene.nodes)]
    marks = [
        element(
            "li", element(f"span.mark.{kind.replace('.', '-')}", aria_hidden="true"), kind_label(kind, scenery.language)
        )
        for kind in kinds
    ]
    marks += [
        element("li", element(f"span.ring.is-{status}", aria_hidden="true"), scenery.say(f"status.{status}"))
        for status in rings
    ]
    return element("ul.legend", marks, aria_label=scenery.say("legend")) if marks else None
