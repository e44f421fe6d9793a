"""The map as tools of an assistant, over the Model Context Protocol: path, next, search, node, query.

The tools only read. Errors are sentences that tell the assistant what would be right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, wraps
from importlib.metadata import version
from typing import Annotated, Any, Final, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from graph.errors import LearnmapError
from graph.exchange.node_json import node_json
from graph.exchange.plan_json import label_json, plan_json
from graph.exchange.progress_json import next_steps_json
from graph.exchange.query_streams import json_stream
from graph.map import Map
from graph.path import DEFAULT_HOURS_PER_WEEK, plan_path
from graph.progress import next_steps
from graph.query_answers import Limits
from graph.sparql import QueryPool

Parameters = ParamSpec("Parameters")
Names = list[str]

LIMITS: Final = Limits(rows=500, bytes=200_000, cell=2_000)
"""What one query's answer may be: an assistant reads all of it."""

_INSTRUCTIONS: Final = (
    "A map of machine learning, deep learning and GPT: topics, papers, models, tools, resources and projects, tied by "
    "prerequisites that each say what of it is used. Nodes go by ids (slugs), names in English or Japanese, aliases or "
    "abbreviations. Use `path` for what to learn for a goal, `next` for what can be learned now, `search` to find ids, "
    "`node` for all about one, and `query` for anything else, in SPARQL 1.1."
)
_SPARQL: Final = (
    "SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE. Known prefixes: `:` nodes, lm:, skos:, schema:, dct:, rdfs:, xsd:. "
    "Classes lm:Topic, lm:Paper, lm:Model, lm:Tool, lm:Resource, lm:Project; labels skos:prefLabel @en and @ja; "
    "`?x lm:requires ?y`; reasons `?x lm:prerequisite [ lm:on ?y ; lm:because ?why ]`; lm:hours, lm:area, "
    "lm:introducedIn, schema:datePublished."
)
_Names = Annotated[Names, Field(description="Ids or names of nodes.", max_length=200)]


@contextmanager
def assistant_server(map_: Map) -> Iterator[MCPServer]:
    """Give a server of the tools; the workers that run its queries end with the block."""
    tools = Tools(map_)
    server = MCPServer("learnmap", instructions=_INSTRUCTIONS, version=version("learnmap"), log_level="ERROR")
    reading = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in (tools.path, tools.next, tools.search, tools.node, tools.query):
        server.tool(annotations=reading, structured_output=False)(_speaking(tool))
    try:
        yield server
    finally:
        tools.close()


class Tools:
    """The tools, over one map; each answers JSON."""

    def __init__(self, map_: Map) -> None:
        self._map = map_

    def path(
        self,
        targets: _Names,
        known: _Names = [],  # noqa: B006 - the SDK reads defaults, and nothing changes them
        skipped: _Names = [],  # noqa: B006
        hours_per_week: Annotated[float, Field(gt=0, le=168)] = DEFAULT_HOURS_PER_WEEK,
    ) -> str:
        """Plan what to learn for targets, in order, each step with the reasons why it is needed."""
        return _json(
            plan_json(plan_path(self._map, targets, known=known, skipped=skipped, hours_per_week=hours_per_week))
        )

    def next(
        self,
        known: _Names = [],  # noqa: B006
        targets: _Names = [],  # noqa: B006
        limit: Annotated[int, Field(ge=1, le=50)] = 8,
    ) -> str:
        """Tell what can be learned now, best first, given what is known; for targets, or for the whole map."""
        steps = next_steps(self._map, targets, known=known)
        return _json(next_steps_json(steps[:limit], total=len(steps)))

    def search(
        self,
        text: Annotated[str, Field(max_length=200)],
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> str:
        """Find nodes by name in English or Japanese, typing errors forgiven."""
        matches = self._map.search(text, limit=limit)
        nodes = self._map.describe(match.id for match in matches)
        found = [{"id": i, "kind": node.kind, "label": label_json(node.label)} for i, node in nodes.items()]
        return _json({"matches": found})

    def node(self, name: Annotated[str, Field(max_length=200, description="Id or name of a node.")]) -> str:
        """Tell all about one node: definition, prerequisites with reasons, what needs it, papers, models, resources."""
        return _json(node_json(self._map, self._map.resolve(name)))

    def query(self, sparql: Annotated[str, Field(description=_SPARQL)]) -> str:
        """Ask the map a SPARQL question; at most 500 rows are answered, and `truncated` says where a limit cut."""
        # Loading the map takes none of a query's time.
        self._pool.missing_walls()
        with self._pool.ask(sparql) as running:
            return "".join(json_stream(running))

    def close(self) -> None:
        """End the workers."""
        if "_pool" in self.__dict__:
            self._pool.close()

    @cached_property
    def _pool(self) -> QueryPool:
        return QueryPool(self._map, limits=LIMITS)


def _speaking(tool: Callable[Parameters, str]) -> Callable[Parameters, str]:
    """Return the tool with its errors as an assistant reads them."""

    @wraps(tool)
    def answering(*args: Parameters.args, **kwargs: Parameters.kwargs) -> str:
        try:
            return tool(*args, **kwargs)
        except LearnmapError as error:
            raise ToolError(error.text("en")) from None

    return answering


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
