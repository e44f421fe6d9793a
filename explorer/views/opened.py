"""What a click on a node opens beside the drawing: for the run of the page, and for the browser that asks ahead of it.

A run of the page takes Streamlit a quarter of a second, whatever it shows. So the browser asks for the details alone in the
same moment, and shows them while the run brings address and drawing up to them.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer import plans, shared
from explorer.address import checked, from_pairs
from explorer.language import from_tag
from explorer.markup import element
from explorer.own import explored, remembered
from explorer.panel import prepared
from explorer.service import refused
from explorer.state import Event, Selection, after
from explorer.views.details import details
from explorer.views.scenery import Scenery
from graph.errors import LearnmapError, NodeNotFound
from graph.store import Location


def opened_routes() -> list[Route]:
    """Return the route of `frontend/ahead.js`: it takes a page's address, and in `select` the node that was clicked."""
    return [Route("/part/details", _answered)]


def opened(selection: Selection) -> bytes:
    """Return the panel of the details of the node that is selected; raises `NodeNotFound` where none is."""
    if selection.selected is None:
        raise NodeNotFound("")
    return _opened(shared.the_location(), selection)


def with_plan(scenery: Scenery, found: plans.Planned) -> Scenery:
    """Return scenery that has a plan."""
    left_out = frozenset(found.whole.positions) - found.plan.positions.keys()
    return replace(scenery, plan=found.whole, left_out=left_out)


@remembered(most=300)
def _opened(location: Location, selection: Selection) -> bytes:
    scenery = Scenery(shared.open_shared(location), selection)
    if selection.page == "path" and selection.targets:
        # Where there is no plan, the page says why; its nodes can be looked at all the same.
        with suppress(LearnmapError):
            scenery = with_plan(scenery, plans.planned(selection))
    shown = details(scenery, selection.selected or "", asks_ahead=explored() is None)
    return prepared(
        [element("div.side.inside", shown) if selection.page == "map" else shown], language=selection.language
    )


async def _answered(request: Request) -> Response:
    pairs = request.query_params.multi_items()
    here = [(name, value) for name, value in pairs if name != "select"]
    wanted, _ = from_pairs(here, language=from_tag(request.headers.get("accept-language")))
    event = Event("select", request.query_params.get("select", ""))
    try:
        selection, _ = checked(after(wanted, event), shared.the_map())
        content = await anyio.to_thread.run_sync(opened, selection)
    except LearnmapError as error:
        return refused(error)
    return Response(content, media_type="application/json", headers={"cache-control": "no-store"})
