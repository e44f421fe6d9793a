"""Files that never change, answered from memory: the pages' own code, and that of Streamlit.

A first visit fetches some seventy of them. Streamlit reads each from disk in small pieces, handed from thread to thread,
and does not compress them; on two cores that took half of the time to the first drawing.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import streamlit
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from explorer.component_code import COMPONENTS, FIRST, address_of

STATIC: Final = Path(streamlit.__file__).parent / "static"
_KEPT: Final = re.compile(r"/static/(js|css|media)/[\w.-]+\.[\w-]{8}\.(js|css|woff2)")
"""Streamlit's files whose name holds a digest of what is in them."""
_LAZY: Final = ("BidiComponent",)
"""Streamlit's elements that our pages are made of; it fetches their code when the first of them is to be shown."""
_IMPORTED: Final = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_FOREVER: Final = b"public, max-age=31536000, immutable"


class KeptFiles:
    """Middleware that answers for files whose address changes with them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._ours = {f"/{address_of(name)}": name for name in COMPONENTS}
        files = (f"/{path.relative_to(STATIC).as_posix()}" for path in STATIC.rglob("*.*"))
        self._theirs = frozenset(path for path in files if _KEPT.fullmatch(path))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        found = self._found(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if found is None:
            await self._app(scope, receive, send)
            return
        plain, packed, media_type = found
        is_packed = bool(packed) and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        body = packed if is_packed else plain
        headers = [
            (b"content-type", media_type.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", _FOREVER),
            (b"vary", b"accept-encoding"),
        ]
        if is_packed:
            headers.append((b"content-encoding", b"gzip"))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})

    def _found(self, path: str) -> tuple[bytes, bytes, str] | None:
        if path in self._ours:
            return _code(self._ours[path])
        return _file(path) if path in self._theirs else None


def first_modules() -> Iterator[str]:
    """Yield the paths of Streamlit's modules that every page of ours needs and that Streamlit's own page does not name."""
    named = set(re.findall(r"static/js/([\w.-]+\.js)", (STATIC / "index.html").read_text(encoding="utf-8")))
    for name in sorted(_needed(_LAZY) - named):
        yield f"static/js/{name}"


def first_code() -> Iterator[str]:
    """Yield the paths of our components' modules that the first page shows."""
    return map(address_of, FIRST)


def warm() -> None:
    """Read and compress what a first visit fetches."""
    for name in FIRST:
        _code(name)
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    for address in (*re.findall(r'"\./(static/[^"]+)"', page), *first_modules()):
        if _KEPT.fullmatch(f"/{address}"):
            _file(f"/{address}")


def _needed(modules: Iterable[str]) -> set[str]:
    """Return the file names of some of Streamlit's modules and of all that they import."""
    folder = STATIC / "static" / "js"
    waiting = [path.name for module in modules for path in folder.glob(f"{module}.*.js")]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and (folder / name).is_file():
            found.add(name)
            waiting += _IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
    return found


@cache
def _code(name: str) -> tuple[bytes, bytes, str]:
    source = COMPONENTS[name].source().encode("utf-8")
    return source, gzip.compress(source, 6), "text/javascript; charset=utf-8"


@cache
def _file(path: str) -> tuple[bytes, bytes, str]:
    plain = (STATIC / path.removeprefix("/")).read_bytes()
    media_type = "font/woff2" if path.endswith(".woff2") else str(mimetypes.guess_type(path)[0])
    return plain, b"" if path.endswith(".woff2") else gzip.compress(plain, 6), media_type
