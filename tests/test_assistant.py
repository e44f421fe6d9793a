"""An assistant asks the map through the official SDK's own client, over standard input and output."""

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters

ROOT = Path(__file__).parent.parent


def with_client(talk: Callable[[Client], Awaitable[Any]]) -> Any:
    """Run a conversation with `learnmap mcp` as an assistant's program starts it."""

    async def run() -> Any:
        server = StdioServerParameters(command=sys.executable, args=["-m", "explorer.cli", "mcp"], cwd=str(ROOT))
        async with Client(server) as client:
            return await talk(client)

    return anyio.run(run)


def answers(*calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Return what the tools answer, or (True, text) for an error."""

    async def talk(client: Client) -> list[Any]:
        found: list[Any] = []
        for name, arguments in calls:
            result = await client.call_tool(name, arguments)
            text = result.content[0].text  # type: ignore[union-attr]
            found.append((True, text) if result.is_error else json.loads(text))
        return found

    return list(with_client(talk))


def test_the_tools_are_offered_with_what_they_take() -> None:
    async def talk(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in with_client(talk)}
    assert set(tools) == {"path", "next", "search", "node", "query"}
    for tool in tools.values():
        assert tool.description
        assert tool.annotations.read_only_hint is True
    assert tools["path"].input_schema["required"] == ["targets"]


def test_each_tool_answers_from_the_map() -> None:
    path, following, search, node, query = answers(
        ("path", {"targets": ["Attention Is All You Need"], "known": ["線形変換"]}),
        ("next", {"targets": ["softmax"], "limit": 2}),
        ("search", {"text": "suport vector machin"}),
        ("node", {"name": "GPT-2"}),
        ("query", {"sparql": "SELECT ?s { ?s a lm:Stage }"}),
    )
    assert path["targets"] == ["attention-is-all-you-need"]
    assert path["steps"][-1]["because"]
    assert len(following["next"]) == 2
    assert search["matches"][0]["id"] == "support-vector-machine"
    assert node["id"] == "gpt-2"
    assert len(query["results"]["bindings"]) == 3


def test_mistakes_are_sentences_that_say_what_would_be_right() -> None:
    missing, broken, refused, still = answers(
        ("node", {"name": "transfomer"}),
        ("query", {"sparql": "SELECT"}),
        ("query", {"sparql": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}),
        ("query", {"sparql": "ASK { :softmax a lm:Topic }"}),
    )
    assert missing[0] is True
    assert "transformer" in missing[1]
    assert "Line 1, column" in broken[1]
    assert "SERVICE" in refused[1]
    assert still["boolean"] is True
