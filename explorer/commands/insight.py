"""`learnmap insight`: what the shape of the map says."""

from __future__ import annotations

import json

import click

from explorer.cli_text import say
from explorer.session import Session, common_options
from graph.insight import Communities, Insight, Ranking
from graph.measures import MEASURES
from graph.whole import MOST_NODES


@click.command("insight", help=say("help.insight"))
@click.argument("measures", nargs=-1, type=click.Choice(tuple(MEASURES)))
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help=say("option.limit-search"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(measures: tuple[str, ...], limit: int, form: str) -> None:
    """Write the analyses asked for, or all of them, each with what its numbers mean."""
    session = Session.now()
    graph = session.whole_map.graph_at_hand()
    is_large = graph is not None and len(graph) > MOST_NODES and not measures
    rankings, communities = _of_the_large(session, limit) if is_large else _of_the_whole(session, measures, limit)
    if form == "json":
        from graph.exchange.insight_json import insight_json

        click.echo(json.dumps(insight_json(rankings, communities), ensure_ascii=False, indent=2))
        return
    from explorer.insight_views import community_renderables, ranking_renderables

    for ranking in rankings:
        for renderable in ranking_renderables(ranking, session.language):
            session.console.print(renderable)
    if communities:
        for renderable in community_renderables(communities, session.whole_map, session.language):
            session.console.print(renderable)


def _of_the_whole(session: Session, measures: tuple[str, ...], limit: int) -> tuple[list[Ranking], Communities | None]:
    insight = Insight(session.whole_map, limit=limit)
    wanted = measures or tuple(MEASURES)
    rankings = [insight.ranking(measure) for measure in wanted if measure != "communities"]
    return rankings, insight.communities() if "communities" in wanted else None


def _of_the_large(session: Session, limit: int) -> tuple[list[Ranking], None]:
    """Return what can be told of a map too large to be looked at node by node, and say that the rest cannot."""
    from explorer.text import say as text
    from graph.large_insight import large_rankings

    rankings = list(large_rankings(session.whole_map, limit=limit))
    click.echo(text("insight.large", session.language, n=MOST_NODES), err=True)
    return rankings, None
