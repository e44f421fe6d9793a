"""All addresses beside Streamlit's own: plans as files of a page, and what programs ask."""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from explorer import shared
from explorer.address import checked, from_pairs
from explorer.api import api_routes
from explorer.endpoint import endpoint_routes
from explorer.language import from_tag
from explorer.linked_data import linked_data_routes
from explorer.service import Service
from explorer.settings import Settings
from explorer.state import Selection
from graph.errors import LearnmapError
from graph.exchange.plan_json import plan_json
from graph.exchange.plan_markdown import plan_markdown
from graph.model import Label
from graph.path import Plan
from ontology import MAP_LICENCE

TITLE: Final = Label("Learning map of machine learning", "機械学習の学習マップ")
"""Of the map that comes with learnmap."""


def routes(settings: Settings) -> list[Route]:
    """Return the routes beside Streamlit's own."""
    bundled = shared.is_bundled()
    service = Service(
        shared.the_map,
        shared.the_pool,
        settings,
        title=TITLE if bundled else None,
        licence=MAP_LICENCE if bundled else None,
        with_pages=True,
    )
    return [
        Route("/api/plan.json", plan_as_json),
        Route("/api/plan.md", plan_as_markdown),
        *endpoint_routes(service),
        *linked_data_routes(service),
        *api_routes(service),
    ]


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
