"""Analyses of a map on a terminal: tables, each under the name and the meaning of its measure."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from explorer.cli_text import say
from graph.insight import Communities, Community, Ranking
from graph.measures import Measure
from graph.model import Language, Node
from graph.store import Map

_MOST_NAMED = 5
"""Names in a cell."""


def ranking_renderables(ranking: Ranking, language: Language) -> Iterator[RenderableType]:
    """Yield a ranking: name and meaning of its measure, then a row for each node or chain."""
    yield from _heading(ranking.measure, language)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", style="cyan", no_wrap=True)
    table.add_column()
    for row in ranking.rows:
        names = " → ".join(node.label.in_language(language) for node in row.nodes)
        table.add_row(f"{row.value:.4g}" if row.value < 1 else f"{row.value:,.1f}".removesuffix(".0"), Text(names))
    yield table
    shown = say("insight.of", language, shown=len(ranking.rows), total=ranking.total)
    yield Text(f"{shown}\n", style="dim")


def community_renderables(found: Communities, map_: Map, language: Language) -> Iterator[RenderableType]:
    """Yield the communities: how well they agree with the areas, then the topics of each that are declared elsewhere."""
    yield from _heading(found.measure, language)
    figures = {"agreement": found.agreement, "modularity": found.modularity}
    yield Text(say("insight.agreement", language, **figures))
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column(say("insight.topics", language), justify="right")
    table.add_column(say("insight.area", language))
    table.add_column(say("insight.purity", language), justify="right")
    table.add_column(say("insight.strangers", language))
    areas = {community.area for community in found.communities if community.area}
    names = {area.id: area.label.in_language(language) for area in map_.describe(sorted(areas)).values()}
    for community in found.communities:
        area = names.get(community.area or "", "–")
        table.add_row(
            f"{len(community.topics)}", area, f"{community.purity:.0%}", Text(_strangers(community, language))
        )
    yield table


def _heading(measure: Measure, language: Language) -> Iterator[Text]:
    yield Text(measure.name.in_language(language), style="bold")
    yield Text(measure.meaning.in_language(language), style="dim")


def _strangers(community: Community, language: Language) -> str:
    nodes: tuple[Node, ...] = community.strangers
    more = [say("show.more", language, n=len(nodes) - _MOST_NAMED)] if len(nodes) > _MOST_NAMED else []
    return ", ".join([node.label.in_language(language) for node in nodes[:_MOST_NAMED]] + more)
