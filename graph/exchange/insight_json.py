"""Analyses of a map as JSON, for programs; every result names its measure and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.exchange.plan_json import label_json
from graph.insight import Communities, Ranking
from graph.measures import Measure


def insight_json(rankings: Sequence[Ranking], communities: Communities | None) -> dict[str, Any]:
    """Return analyses by the id of their measure."""
    made: dict[str, Any] = {ranking.measure.id: _ranking(ranking) for ranking in rankings}
    if communities:
        made[communities.measure.id] = _communities(communities)
    return made


def _ranking(ranking: Ranking) -> dict[str, Any]:
    rows = [{"nodes": [node.id for node in row.nodes], "value": round(row.value, 9)} for row in ranking.rows]
    return {**_measure(ranking.measure), "total": ranking.total, "rows": rows}


def _communities(found: Communities) -> dict[str, Any]:
    return {
        **_measure(found.measure),
        "agreement": round(found.agreement, 4),
        "modularity": round(found.modularity, 4),
        "communities": [
            {
                "area": community.area,
                "purity": round(community.purity, 4),
                "topics": [node.id for node in community.topics],
                "strangers": [node.id for node in community.strangers],
            }
            for community in found.communities
        ],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {"name": label_json(measure.name), "meaning": label_json(measure.meaning)}
