"""All addresses beside Streamlit's own: plans as files of a page, and what programs ask."""

from __future__ import annotations

from typing import Final

from starlette.routing import Route

from explorer import shared
from explorer.api import api_routes
from explorer.endpoint import endpoint_routes
from explorer.linked_data import linked_data_routes
from explorer.plan_files import plan_routes
from explorer.service import Service
from explorer.settings import Settings
from explorer.views.opened import opened_routes
from graph.model import Label
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
        *plan_routes(),
        *opened_routes(),
        *endpoint_routes(service),
        *linked_data_routes(service),
        *api_routes(service),
    ]
