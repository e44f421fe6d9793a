"""`/api/plan.…`: the plan of a path page's address in every form, as a file to keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Final
from urllib.parse import quote

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer import plans, shared
from explorer.address import checked, from_pairs
from explorer.language import from_tag
from explorer.saved_page import saved_page
from explorer.service import refused
from explorer.state import Selection
from graph.errors import LearnmapError
from graph.exchange.plan_formats import PLAN_FORMATS, PlanFormat, written
from graph.map import Map
from graph.path import Plan

PAGE: Final = PlanFormat("html", ".html", "text/html; charset=utf-8")
FILES: Final[Mapping[str, PlanFormat]] = {
    form.ending: form
    for form in (*(PLAN_FORMATS[name] for name in ("markdown", "ics", "csv", "json", "mermaid", "anki")), PAGE)
}
"""All forms by the ending of their files, in the order in which a page offers them."""


def plan_routes() -> list[Route]:
    """Return one route for each form; it takes the parameters of a path page's address."""
    return [Route(f"/api/plan{ending}", partial(_answered, form)) for ending, form in FILES.items()]


def file_name(selection: Selection, form: PlanFormat) -> str:
    """Return what a plan's file is called.

    >>> file_name(Selection(targets=("bert", "gpt-2", "rlhf")), FILES[".ics"])
    'learnmap-bert-gpt-2.ics'
    """
    plain = (target.rstrip("/#").replace("#", "/").rpartition("/")[2] for target in selection.targets[:2])
    return "-".join(("learnmap", *filter(None, plain))) + form.ending


def plan_file(selection: Selection, form: PlanFormat, *, today: date) -> bytes:
    """Return the plan of a selection, checked against the map, as a file; raises what planning raises."""
    return written_plan(shared.the_map(), plans.planned(selection).plan, selection, form, today=today)


def written_plan(map_: Map, plan: Plan, selection: Selection, form: PlanFormat, *, today: date) -> bytes:
    """Return a plan of a map as a file."""
    if form is PAGE:
        ids = [step.node.id for step in plan.steps]
        targets = [target for target in plan.targets if target in plan.positions] or ids[-1:]
        return saved_page(map_, ids, language=selection.language, targets=targets).encode()
    start = plans.first_day(selection.choices, today)
    return written(plan, map_, form.name, selection.language, start=start, stamp=datetime.now(UTC))


async def _answered(form: PlanFormat, request: Request) -> Response:
    language = from_tag(request.headers.get("accept-language"))
    wanted, _ = from_pairs(request.query_params.multi_items(), language=language)
    try:
        selection, _ = checked(wanted, shared.the_map())
        content = await anyio.to_thread.run_sync(lambda: plan_file(selection, form, today=date.today()))
    except LearnmapError as error:
        return refused(error)
    name = quote(file_name(selection, form))
    headers = {"content-disposition": f"attachment; filename*=utf-8''{name}", "cache-control": "no-cache"}
    return Response(content, media_type=form.media_type, headers=headers)
