"""What a request of the SPARQL 1.1 Protocol asks: its query, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from explorer.service import HttpError
from explorer.settings import Settings
from graph.query_errors import QueryTextTooLong

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_DATASET: Final = ("default-graph-uri", "named-graph-uri")
_MOST_FIELDS: Final = 100
_FORM_GROWTH: Final = 3
"""A byte of a query takes up to three of a form."""


async def asked_query(request: Request, *, longest: int) -> str | None:
    """Return the text of the query that a request asks; None where it asks none.

    Raises
    ------
    HttpError
        400 where it asks several or another data set, or is no UTF-8; 403 for updates; 413; 415.
    QueryTextTooLong
    """
    parameters = _parameters(request.url.query)
    queries = [value for name, value in parameters if name == "query"]
    if request.method == "POST":
        media_type, charset = _content_type(request)
        if media_type == _FORM:
            body = await _body(request, _FORM_GROWTH * longest + 4_096, longest)
            try:
                parameters += _parameters(body.decode("ascii"))
            except UnicodeDecodeError:
                raise _no_text() from None
            queries = [value for name, value in parameters if name == "query"]
        elif media_type == _QUERY:
            if queries:
                raise _several()
            queries = [_decoded(await _body(request, longest, longest), charset)]
        elif media_type == _UPDATE:
            raise _no_update()
        else:
            raise HttpError(
                415,
                f"Send a query as {_FORM} or {_QUERY}, not as {media_type or 'nothing stated'}.",
                f"クエリは {_FORM} または {_QUERY} で送ってください（送られた形式: {media_type or '指定なし'}）。",
                accept_post=f"{_FORM}, {_QUERY}",
            )
    return _checked(parameters, queries, needed=request.method == "POST")


def refuse_busy_client(in_flight: Mapping[str, int], client: str, settings: Settings) -> None:
    """Raise `HttpError` 429 where a client has as many queries under way as one may have."""
    if in_flight.get(client, 0) >= settings.per_client:
        seconds = max(1, round(settings.limits.seconds / 2))
        raise HttpError(
            429,
            f"You have {settings.per_client} queries under way; wait until one is answered. Try again in {seconds} s.",
            f"実行中のクエリが{settings.per_client}件あります。終わってから、{seconds}秒後にもう一度お試しください。",
            retry_after=str(seconds),
        )


def _checked(parameters: list[tuple[str, str]], queries: list[str], *, needed: bool) -> str | None:
    names = {name for name, _ in parameters}
    if "update" in names or any(name.startswith("using-") for name in names):
        raise _no_update()
    if stated := [name for name in _DATASET if name in names]:
        raise HttpError(
            400,
            f"{stated[0]} is not supported: the default graph is the union of all. Leave it out, and use GRAPH in the query.",
            f"{stated[0]} は使えません。デフォルトグラフは全グラフの和です。省いて、クエリの中でGRAPHを使ってください。",
        )
    if len(queries) > 1:
        raise _several()
    if not queries and needed:
        raise HttpError(
            400,
            "There is no query: give the parameter query.",
            "クエリがありません。queryパラメータで指定してください。",
        )
    return queries[0] if queries else None


def _parameters(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise _no_text() from None
    except ValueError:
        raise HttpError(
            400, f"More than {_MOST_FIELDS} parameters.", f"パラメータが{_MOST_FIELDS}個を超えています。"
        ) from None


def _content_type(request: Request) -> tuple[str, str]:
    media_type, *parameters = (part.strip() for part in request.headers.get("content-type", "").lower().split(";"))
    stated = dict(part.split("=", 1) for part in parameters if "=" in part)
    return media_type, stated.get("charset", "utf-8").strip("\"' ")


async def _body(request: Request, most: int, longest: int) -> bytes:
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most:
        raise QueryTextTooLong(int(stated), longest)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise QueryTextTooLong(len(body), longest)
    return bytes(body)


def _decoded(body: bytes, charset: str) -> str:
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise HttpError(
            415,
            f"Send the query in UTF-8, not in {charset}.",
            f"クエリはUTF-8で送ってください（{charset}は使えません）。",
        )
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise _no_text() from None


def _no_text() -> HttpError:
    return HttpError(400, "The query is not UTF-8.", "クエリがUTF-8ではありません。")


def _several() -> HttpError:
    return HttpError(400, "Give one query, not several.", "クエリは1つだけ指定してください。")


def _no_update() -> HttpError:
    return HttpError(
        403,
        "This map cannot be changed here: only queries are answered, no updates.",
        "ここではマップを変更できません。応答できるのはクエリだけで、更新は受け付けません。",
    )
