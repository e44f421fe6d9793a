"""An answer sent while it is made.

A worker is never held up by a slow reader: what it answers is taken at its pace and kept until it is sent. A short answer is sent
whole, its status and headers saying how it ended; of one that grows beyond `AT_ONCE` the beginning is sent before the end is
known. Should it then fail, the connection breaks off, so that nobody takes a part for the whole.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph.errors import LearnmapError

AT_ONCE: Final = 1 << 20
"""Bytes up to which an answer is made whole before any of it is sent."""
_PIECE: Final = 1 << 16


class Flow:
    """Pieces on their way from the thread that makes an answer to the loop that sends it.

    Attributes
    ----------
    media_type : of an answer that may be sent before its end is known; None where it may not, or is not known yet.
    """

    def __init__(self) -> None:
        self.media_type: str | None = None
        self._loop = asyncio.get_running_loop()
        self._pieces: list[bytes] = []
        self._held = 0
        self._arrived = asyncio.Event()

    def put(self, piece: bytes) -> None:
        """Pass a piece on; called from the thread, never waits."""
        self._loop.call_soon_threadsafe(self._put, piece)

    def take(self) -> bytes:
        """Return what has arrived since the last time."""
        content = b"".join(self._pieces)
        self._pieces, self._held = [], 0
        return content

    async def until(self, making: asyncio.Future[Any], *, held: int) -> None:
        """Wait until more than `held` bytes may be sent, or all are made."""
        making.add_done_callback(lambda _: self._arrived.set())
        while not making.done() and (self.media_type is None or self._held <= held):
            self._arrived.clear()
            await self._arrived.wait()

    def _put(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self._held += len(piece)
        self._arrived.set()


class Sent(Response):
    """An answer sent in pieces, within a time: who does not take it keeps no place for others.

    Parameters
    ----------
    body : what is there of it.
    flow, making : the rest; None where there is none.
    seconds : in which it is to be taken, once it is made.
    finally_ : called when it was sent, or could not be.
    """

    def __init__(
        self,
        body: bytes,
        media_type: str,
        headers: dict[str, str],
        *,
        flow: Flow | None = None,
        making: asyncio.Future[Any] | None = None,
        seconds: float,
        finally_: Callable[[], None],
    ) -> None:
        super().__init__(body, media_type=media_type, headers=headers)
        self._flow, self._making = flow, making
        self._seconds, self._finally = seconds, finally_
        if flow is not None:
            del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send."""
        try:
            async with asyncio.timeout(None) as limit:
                self._limit_from_the_end_of_making(limit)
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                async for piece, more in self._content():
                    await send({"type": "http.response.body", "body": piece, "more_body": more})
        except (LearnmapError, TimeoutError):
            # Begun and not ended, the connection is broken off by the server.
            return
        finally:
            self._finally()

    def _limit_from_the_end_of_making(self, limit: asyncio.Timeout) -> None:
        loop = asyncio.get_running_loop()

        def made(_: object) -> None:
            # Sent already, there is nothing to limit any more.
            with contextlib.suppress(RuntimeError):
                limit.reschedule(loop.time() + self._seconds)

        if self._making is None:
            made(None)
        else:
            self._making.add_done_callback(made)

    async def _content(self) -> AsyncIterator[tuple[bytes, bool]]:
        """Yield pieces, and of each whether more will follow: an answer of one piece gets its length as a header."""
        *pieces, last = _pieces(bytes(self.body))
        for piece in pieces:
            yield piece, True
        yield last, self._flow is not None
        if self._flow is None or self._making is None:
            return
        while not self._making.done():
            await self._flow.until(self._making, held=_PIECE)
            for piece in _pieces(self._flow.take()):
                yield piece, True
        self._making.result()
        # The thread passed its last pieces on before it ended: they are here.
        for piece in _pieces(self._flow.take()):
            yield piece, True
        yield b"", False


def _pieces(content: bytes) -> list[bytes]:
    return [content[start : start + _PIECE] for start in range(0, max(len(content), 1), _PIECE)]
