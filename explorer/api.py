"""`/api/…`: paths, next steps, search and nodes as JSON, described by `/api/openapi.json`."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer.openapi import MOST_MATCHES, MOST_NAMES, PARAMETERS, openapi
from explorer.service import HttpError, Service, tagged
from graph.exchange.node_json import node_json
from graph.exchange.plan_json import plan_json
from graph.exchange.progress_json import next_steps_json
from graph.map import Map
from graph.model import Language
from graph.path import DEFAULT_HOURS_PER_WEEK, plan_path
from graph.progress import next_steps
from graph.search import Match
from graph.vocabulary import kind_label

NEXT_STEPS: Final = 8
"""Next steps that are answered unless another number is asked for."""

Asked = dict[str, list[str]]


def api_routes(service: Service) -> list[Route]:
    """Return the routes of the API."""
    return [
        service.route("/api/path", partial(_answered, service, "path", _path)),
        service.route("/api/next", partial(_answered, service, "next", _next)),
        service.route("/api/search", partial(_answered, service, "search", _search)),
        service.route("/api/node/{id:path}", partial(_answered, service, "node", _node)),
        service.route("/api/openapi.json", partial(_described, service)),
    ]


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


async def _answered(
    service: Service, operation: str, work: Callable[[Map, Asked], dict[str, Any]], request: Request
) -> Response:
    asked = _checked(operation, request)
    said = await anyio.to_thread.run_sync(lambda: work(service.map(), asked), limiter=service.threads)
    return _json(request, said)


async def _described(service: Service, request: Request) -> Response:
    return _json(request, openapi(service.base(request)))


def _path(map_: Map, asked: Asked) -> dict[str, Any]:
    return plan_json(
        plan_path(
            map_,
            asked["target"],
            known=asked["know"],
            skipped=asked["skip"],
            hours_per_week=_number(asked, "hours_per_week", DEFAULT_HOURS_PER_WEEK),
        )
    )


def _next(map_: Map, asked: Asked) -> dict[str, Any]:
    steps = next_steps(map_, asked["target"], known=asked["know"], skipped=asked["skip"])
    return next_steps_json(steps[: int(_number(asked, "limit", NEXT_STEPS))], total=len(steps))


def _search(map_: Map, asked: Asked) -> dict[str, Any]:
    language: Language = "ja" if asked["lang"][-1:] == ["ja"] else "en"
    found = map_.search(asked["q"][-1], limit=int(_number(asked, "limit", 10)))
    return {"matches": [match_json(match, map_, language) for match in found]}


def _node(map_: Map, asked: Asked) -> dict[str, Any]:
    return node_json(map_, map_.resolve(asked["id"][-1]))


def _checked(operation: str, request: Request) -> Asked:
    """Return the parameters of a request, all by name, after comparing them with their description."""
    asked: Asked = {name: [] for name in PARAMETERS[operation]}
    for name, value in [*request.query_params.multi_items(), *request.path_params.items()]:
        if name in asked:
            asked[name].append(value)
    for name, parameter in PARAMETERS[operation].items():
        if parameter.get("required") and not asked[name]:
            raise _bad(name, "is missing", "がありません")
        schema = parameter["schema"]
        if schema["type"] == "array":
            if len(asked[name]) > schema["maxItems"]:
                raise _bad(name, f"may be given {MOST_NAMES} times", f"は{MOST_NAMES}個まで指定できます")
            schema = schema["items"]
        elif len(asked[name]) > 1:
            raise _bad(name, "is given twice", "が2つあります")
        for value in asked[name]:
            _check_value(name, value, schema)
    return asked


def _check_value(name: str, value: str, schema: dict[str, Any]) -> None:
    if schema["type"] in ("integer", "number"):
        least: float = schema.get("minimum", schema.get("exclusiveMinimum", 0))
        most: float = schema["maximum"]
        try:
            number = int(value) if schema["type"] == "integer" else float(value)
            fits = value.isascii() and least <= number <= most and number != schema.get("exclusiveMinimum")
        except ValueError:
            fits = False
        if not fits:
            raise _bad(name, f"is a number from {least} to {most}", f"には{least}から{most}までの数を指定してください")
    elif "enum" in schema and value not in schema["enum"]:
        allowed = ", ".join(schema["enum"])
        raise _bad(name, f"is one of: {allowed}", f"には次のいずれかを指定してください: {allowed}")
    elif not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10_000):
        longest = schema["maxLength"]
        raise _bad(name, f"has 1 to {longest} characters", f"は1文字以上{longest}文字以下で指定してください")


def _number(asked: Asked, name: str, default: float) -> float:
    return float(asked[name][-1]) if asked[name] else default


def _bad(name: str, english: str, japanese: str) -> HttpError:
    return HttpError(400, f"The parameter {name} {english}.", f"パラメータ {name} {japanese}。")


def _json(request: Request, said: dict[str, Any]) -> Response:
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return tagged(request, Response(content, media_type="application/json"), content)


__all__ = ["MOST_MATCHES", "api_routes", "match_json"]
