"""Sessions of Streamlit's pages without a browser: what a browser says over the page's websocket, and what it is answered."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


@dataclass(frozen=True)
class Answer:
    """What a run of the script said.

    Attributes
    ----------
    shown : seconds from asking until the message came that was waited for; None where none did.
    finished : seconds until the run had ended.
    size : bytes of all its messages, before compression.
    """

    shown: float | None
    finished: float
    size: int


@dataclass
class Session:
    """One visitor's page."""

    connection: ClientConnection
    url: str
    query: str
    script: str = ""
    elements: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    kept: dict[str, None] = field(default_factory=dict)

    @classmethod
    @asynccontextmanager
    async def opened(cls, url: str, query: str = "") -> AsyncIterator[Self]:
        """A session of a page that is connected and has run nothing yet."""
        address = f"ws://{urlsplit(url).netloc}/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore[list-item]
            yield cls(connection, url, query)

    async def visit(self, awaited: bytes) -> Answer:
        """Run the whole page, as a browser does that opens it."""
        return await self._run(BackMsg(), awaited)

    async def click(self, key: str, value: str, awaited: bytes) -> Answer:
        """Tell an element of an event, as a click in it does: only the fragment that it stands in is run.

        Parameters
        ----------
        key : the element's name in the script.
        value : the event, in JSON.
        awaited : what the message that answers holds.
        """
        said = BackMsg()
        identifier = self.elements[key]
        widget = said.rerun_script.widget_states.widgets.add()
        widget.id = f"$$STREAMLIT_INTERNAL_KEY_{identifier}__events"
        widget.json_trigger_value = f'[{{"event":"event","value":{value}}}]'
        said.rerun_script.page_script_hash = self.script
        said.rerun_script.fragment_id = self.fragments[key]
        said.rerun_script.cached_message_hashes.extend(self.kept)
        return await self._run(said, awaited)

    async def _run(self, said: BackMsg, awaited: bytes) -> Answer:
        said.rerun_script.query_string = self.query
        said.rerun_script.context_info.timezone = "UTC"
        said.rerun_script.context_info.locale = "en-US"
        said.rerun_script.context_info.url = self.url
        begun, shown, size = time.perf_counter(), None, 0
        await self.connection.send(said.SerializeToString())
        async with asyncio.timeout(120):
            while True:
                data = await self.connection.recv(decode=False)
                size += len(data)
                if shown is None and awaited in data:
                    shown = time.perf_counter() - begun
                if self._heard(ForwardMsg.FromString(data)):
                    return Answer(shown, time.perf_counter() - begun, size)

    def _heard(self, message: ForwardMsg) -> bool:
        """Keep what a browser would keep of a message; return whether it ends the run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.script = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            identifier = message.delta.new_element.bidi_component.id
            key = identifier.split("-", 2)[2]
            self.elements[key], self.fragments[key] = identifier, message.delta.fragment_id
        if message.metadata.cacheable:
            self.kept[message.hash] = None
        if kind == "script_finished" and message.script_finished not in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        ):
            raise RuntimeError(f"the run ended badly: {ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)}")
        return kind == "script_finished"
