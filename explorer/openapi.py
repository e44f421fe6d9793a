"""The description of `/api/…` (OpenAPI 3.1): what the handlers check parameters against, and what programs read."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Final

from graph.model import RESOURCE_KINDS

MOST_MATCHES: Final = 50
MOST_NAMES: Final = 200
LONGEST_NAME: Final = 200
LONGEST_SEARCH: Final = 200
MOST_HOURS: Final = 168
MOST_STEPS: Final = 1_000

Schema = dict[str, Any]


def _parameter(name: str, schema: Schema, says: str, *, required: bool = False, within: str = "query") -> Schema:
    found: Schema = {"name": name, "in": within, "description": says, "required": required, "schema": schema}
    return found | ({"style": "form", "explode": True} if schema["type"] == "array" else {})


def _names(least: int) -> Schema:
    name = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
    return {"type": "array", "items": name, "minItems": least, "maxItems": MOST_NAMES}


_KNOW = _parameter(
    "know", _names(0), "What the learner knows, and with it all it requires; with a “!” at its end, it alone."
)
_SKIP = _parameter("skip", _names(0), "What the learner does not want to learn.")
_ANY_TARGET = _parameter("target", _names(0), "What to learn for; without any, the whole map.")
_HOURS: Schema = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_HOURS}

PARAMETERS: Final[dict[str, dict[str, Schema]]] = {
    operation: {parameter["name"]: parameter for parameter in parameters}
    for operation, parameters in {
        "path": [
            _parameter("target", _names(1), "What to learn for: ids or names.", required=True),
            _KNOW,
            _SKIP,
            _parameter("hours_per_week", _HOURS, "Hours of study a week."),
        ],
        "next": [
            _ANY_TARGET,
            _KNOW,
            _SKIP,
            _parameter(
                "limit", {"type": "integer", "minimum": 1, "maximum": MOST_STEPS}, "Steps at most; 8 by default."
            ),
        ],
        "search": [
            _parameter("q", {"type": "string", "maxLength": LONGEST_SEARCH}, "Text to find.", required=True),
            _parameter("lang", {"type": "string", "enum": ["en", "ja"]}, "Language of the names answered."),
            _parameter(
                "limit", {"type": "integer", "minimum": 1, "maximum": MOST_MATCHES}, "Nodes at most; 10 by default."
            ),
        ],
        "node": [
            _parameter(
                "id",
                {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
                "An id, or a name as people write it.",
                required=True,
                within="path",
            )
        ],
    }.items()
}
"""Parameters by operation and name."""


def openapi(base: str) -> Schema:
    """Return the description of the API at an address without a slash at its end.

    >>> sorted(openapi("http://localhost")["paths"])
    ['/api/next', '/api/node/{id}', '/api/path', '/api/search']
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "learnmap",
            "version": version("learnmap"),
            "summary": "What must I learn for a goal, in which order, and why each step?",
            "description": "Names are ids, labels in English or Japanese, aliases or abbreviations. Errors speak both languages.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base}],
        "paths": {
            "/api/path": _operation("path", "What to learn for targets, in order, each step with its reasons", "Plan"),
            "/api/next": _operation("next", "What can be learned now, best first", "Next"),
            "/api/search": _operation("search", "Nodes by name, typing errors forgiven, best first", "Matches"),
            "/api/node/{id}": _operation("node", "All that the map says of a node", "Node"),
        },
        "components": {"schemas": _SCHEMAS},
    }


def _operation(name: str, summary: str, answer: str) -> Schema:
    def said(description: str, schema: str) -> Schema:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
        return {"description": description, "content": content}

    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": list(PARAMETERS[name].values()),
            "responses": {
                "200": said(summary, answer),
                "304": {"description": "Not changed since the ETag that If-None-Match states"},
                "400": said("A parameter makes no sense, or a name is that of several nodes", "Error"),
                "404": said("There is no such node; the error holds the nearest", "Error"),
            },
        }
    }


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _or_null(of: str) -> Schema:
    return {"type": [of, "null"]}


_TEXT: Final[Schema] = {"type": "string"}
_NUMBER: Final[Schema] = {"type": "number", "minimum": 0}
_IDS: Final = _list(_TEXT)
_BY_PROPERTY: Final[Schema] = {"type": "object", "additionalProperties": _IDS}
_BOTH: Final = _object(en=_TEXT, ja=_TEXT)
_STRENGTH: Final[Schema] = {"enum": ["required", "helpful"]}
_STEP: Final = _object(
    id=_TEXT, kind=_TEXT, label=_BOTH, hours=_NUMBER, requires=_IDS, because=_list(_object(on=_TEXT, en=_TEXT, ja=_TEXT)),
    resources=_IDS,
)  # fmt: skip
_EDGE: Final = _object(on=_TEXT, dependent=_TEXT, because=_BOTH, strength=_STRENGTH)
_NEXT_STEP: Final = _object(
    id=_TEXT, label=_BOTH, hours=_NUMBER, gain_per_hour=_NUMBER, leaning_hours=_NUMBER, opens=_IDS,
    begun={"type": "boolean"}, chain=_list(_EDGE),
)  # fmt: skip
_SAID: Final[Schema] = {
    "type": "object",
    "properties": {"en": _TEXT, "ja": _TEXT, "near": _IDS, "candidates": _IDS},
    "required": ["en", "ja"],
}
_SCHEMAS: Final[dict[str, Schema]] = {
    "Plan": _object(
        targets=_IDS, known=_IDS, steps=_list(_STEP), hours=_NUMBER, hours_per_week=_NUMBER, weeks=_NUMBER,
        mean_wait=_NUMBER, held_open={"type": "integer", "minimum": 0},
    ),
    "Next": _object(total={"type": "integer", "minimum": 0}, next=_list(_NEXT_STEP)),
    "Matches": _object(matches=_list(_object(id=_TEXT, kind=_TEXT, kindName=_TEXT, label=_TEXT, other=_TEXT))),
    "Node": _object(
        id=_TEXT, iri={"type": "string", "format": "iri"}, kind={"type": "string", "examples": ["topic", *RESOURCE_KINDS]},
        label=_BOTH, definition=_BOTH, aliases=_IDS, area=_or_null("string"), stage=_or_null("string"),
        phase=_or_null("string"), hours=_NUMBER, date=_or_null("string"), starting_point={"type": "boolean"},
        prerequisites=_list(_object(on=_TEXT, strength=_STRENGTH, choice=_or_null("string"), because=_BOTH)),
        required_by=_IDS, facts=_BY_PROPERTY, links=_BY_PROPERTY, linked_from=_BY_PROPERTY,
    ),
    "Error": _object(error=_SAID),
}  # fmt: skip
