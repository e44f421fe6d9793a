"""Files that never change are answered from memory, compressed, under addresses that change with them."""

from __future__ import annotations

import asyncio
import re
import socket
from contextlib import closing

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from explorer.component_code import COMPONENTS, address_of, mounting
from explorer.kept_files import STATIC, KeptFiles, first_code, first_modules
from explorer.server import index_page, listen
from explorer.service import GzipAsAccepted


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(middleware=[Middleware(GzipAsAccepted), Middleware(KeptFiles)]))


@pytest.mark.parametrize("name", COMPONENTS)
def test_an_element_carries_an_address_where_its_components_code_is(client: TestClient, name: str) -> None:
    address = re.search(r'"(code/[^"]+)"', mounting(name))
    assert address
    answer = client.get(address[1])
    assert answer.status_code == 200
    assert answer.text == COMPONENTS[name].source()
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(mounting(name)) < 300


def test_the_page_names_early_what_streamlit_would_ask_for_late(client: TestClient) -> None:
    page = index_page()
    theirs, ours = list(first_modules()), list(first_code())
    assert {path.split("/")[-1].split(".")[0] for path in (*theirs, *ours)} >= {"BidiComponent", "canvas", "panel"}
    for path, named in (*((path, "href") for path in theirs), *((path, "src") for path in ours)):
        assert page.count(f'{named}="./{path}"') == 1
        assert client.get(path).status_code == 200


def test_our_styles_come_with_the_page_and_after_those_that_streamlit_makes() -> None:
    """Else what we hide of Streamlit's shows until the first run of the page has come."""
    page = index_page()
    assert page.index("stMainBlockContainer") > page.index("</head>")
    assert page.index("stMainBlockContainer") > page.index('id="root"')


def test_streamlits_files_are_the_same_as_on_disk_and_may_be_kept_for_good(client: TestClient) -> None:
    paths = [path for path in sorted((STATIC / "static").rglob("index.*")) if path.suffix in (".js", ".css")]
    assert len(paths) >= 2
    for path in paths:
        answer = client.get(f"/{path.relative_to(STATIC).as_posix()}")
        assert answer.content == path.read_bytes()
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]


def test_who_takes_no_gzip_gets_the_file_plain(client: TestClient) -> None:
    for refusal in ("identity", "gzip;q=0"):
        answer = client.get(f"/{address_of('panel')}", headers={"accept-encoding": refusal})
        assert "content-encoding" not in answer.headers
        assert answer.text == COMPONENTS["panel"].source()


def test_head_tells_the_length_alone(client: TestClient) -> None:
    answer = client.head(f"/{address_of('panel')}")
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 1000


@pytest.mark.parametrize(
    "path",
    [
        "/code/panel.0000000000000000.js",
        "/static/js/none.AAAAAAAA.js",
        "/static/js/../../../app.py",
        "/index.html",
        "/",
    ],
)
def test_everything_else_is_for_others_to_answer(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(f"/{address_of('panel')}").status_code == 404


def test_what_is_sent_in_parts_leaves_at_once() -> None:
    """Else the second part of each answer, and each message of a run, waits up to 40 ms for the first to be acknowledged."""

    async def is_sent_at_once() -> bool:
        found = asyncio.get_running_loop().create_future()

        def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            used = writer.get_extra_info("socket")
            found.set_result(bool(used.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
            writer.close()

        with closing(listen("127.0.0.1", 0)) as listening:
            async with await asyncio.start_server(connected, sock=listening):
                _, writer = await asyncio.open_connection(*listening.getsockname())
                writer.close()
                return await found

    assert asyncio.run(is_sent_at_once())
