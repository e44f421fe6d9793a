"""The first visits to a server's pages: its own, so that no visitor waits for what is made once for all.

A first run loads modules, draws the map of areas and gathers the words of queries: seconds, and a twentieth of one from then on.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from explorer.language import from_locale
from graph.model import LANGUAGES

_STREAM: Final = "/_stcore/stream"
PATIENCE: Final = 60.0
"""Seconds for each message of a run."""


def first_pages() -> list[str]:
    """Return the queries of pages to visit: the map in the language of this machine, the map in the other, the editor.

    >>> from unittest.mock import patch
    >>> with patch.dict("os.environ", {"LC_ALL": "ja_JP.UTF-8"}):
    ...     first_pages()
    ['lang=ja', 'lang=en', 'page=query']
    """
    own = from_locale()
    return [f"lang={language}" for language in sorted(LANGUAGES, key=lambda language: language != own)] + ["page=query"]


def visit(address: str, query: str) -> bool:
    """Run a page once, as a browser that opens it does; return whether the run ended.

    Whatever goes wrong is for real visitors to hear.

    Parameters
    ----------
    address : of the server, as "http://127.0.0.1:8501".
    query : of the page's address, without its question mark.
    """
    asked = BackMsg()
    asked.rerun_script.query_string = query
    with (
        suppress(OSError, TimeoutError, WebSocketException),
        connect(
            address.replace("http", "ws", 1) + _STREAM,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            compression=None,
            proxy=None,
        ) as page,
    ):
        page.send(asked.SerializeToString())
        while ForwardMsg.FromString(page.recv(timeout=PATIENCE, decode=False)).WhichOneof("type") != "script_finished":
            pass
        return True
    return False
