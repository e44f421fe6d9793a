"""Addresses that answer with data: the search of names, and plans as files."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from explorer import shared
from explorer.language import from_tag
from explorer.state import Selection, checked, from_pairs
from graph.errors import LearnmapError
from graph.exchange.plan_json import plan_json
from graph.exchange.plan_markdown import plan_markdown
from graph.map import Map
from graph.model import Language
from graph.path import Plan
from graph.search import Match
from graph.vocabulary import kind_label

MOST_MATCHES = 50
LONGEST_SEARCH = 200


def routes() -> list[Route]:
    """Return the routes beside Streamlit's own."""
    return [
        Route("/api/search", search),
        Route("/api/plan.json", plan_as_json),
        Route("/api/plan.md", plan_as_markdown),
    ]


def search(request: Request) -> Response:
    """Answer `?q=TEXT&lang=en|ja&limit=N` with the nodes whose names come closest, best first."""
    asked = request.query_params
    language = from_tag(asked.get("lang"))
    limit = int(asked["limit"]) if asked.get("limit", "").isdecimal() else 10
    map_ = shared.the_map()
    found = map_.search(asked.get("q", "")[:LONGEST_SEARCH], limit=max(1, min(limit, MOST_MATCHES)))
    return JSONResponse({"matches": [match_json(match, map_, language) for match in found]})


def match_json(match: Match, map_: Map, language: Language) -> dict[str, str]:
    """Return a node found, named in one language, with the name that matched where that is another."""
    node = map_.node(match.id)
    label = node.label.in_language(language)
    other = (
        match.name
        if match.name not in (label, match.id)
        else node.label.in_language("en" if language == "ja" else "ja")
    )
    return {
        "id": match.id,
        "kind": node.kind,
        "kindName": kind_label(node.kind, language),
        "label": label,
        "other": other if other != label else "",
    }


def plan_as_json(request: Request) -> Response:
    """Answer the parameters of a path page's address with its plan as JSON."""
    try:
        plan, _ = _asked(request)
    except LearnmapError as error:
        return _refused(error)
    content = json.dumps(plan_json(plan), ensure_ascii=False, indent=2)
    return Response(content, media_type="application/json")


def plan_as_markdown(request: Request) -> Response:
    """Answer the parameters of a path page's address with its plan as a Markdown checklist."""
    try:
        plan, selection = _asked(request)
    except LearnmapError as error:
        return _refused(error)
    return Response(plan_markdown(plan, shared.the_map(), selection.language), media_type="text/markdown")


def _asked(request: Request) -> tuple[Plan, Selection]:
    wanted, _ = from_pairs(
        request.query_params.multi_items(), language=from_tag(request.headers.get("accept-language"))
    )
    selection, _ = checked(wanted, shared.the_map())
    plan = shared.the_plan(selection.targets, selection.known, selection.hours_per_week)
    return plan, selection


def _refused(error: LearnmapError) -> Response:
    said: dict[str, Any] = {"error": {"en": error.text("en"), "ja": error.text("ja")}}
    return JSONResponse(said, status_code=400)
