"""`learnmap serve` lets an operator set everything, and says what each setting does."""

import re
from dataclasses import fields
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from served import serving

from explorer.cli import learnmap
from explorer.commands.serve import command
from explorer.settings import Settings
from graph.query_answers import Limits

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
NAMED_OTHERWISE = {"origins": "origin"}


def test_every_setting_and_limit_is_an_option_with_help() -> None:
    names = [field.name for kind in (Settings, Limits) for field in fields(kind) if field.name != "limits"]
    options = {option for parameter in command.params for option in parameter.opts}
    for name in names:
        assert "--" + NAMED_OTHERWISE.get(name, name).replace("_", "-") in options
    for parameter in command.params:
        assert len(getattr(parameter, "help", "") or "") > 15, parameter.name


def test_every_option_of_serve_stands_in_the_readme() -> None:
    options = {option for parameter in command.params for option in parameter.opts} - {"--lang", "--map", "--requires"}
    assert {option for option in options if f"`{option}" not in README} == set()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_help_names_the_defaults(language: str) -> None:
    said = CliRunner().invoke(learnmap, ["serve", "--help"]).output
    limits = Limits()
    for value in (limits.seconds, limits.rows, limits.bytes, limits.memory >> 20):
        assert re.search(rf"default:\s+{value}\b", said)


def test_a_public_address_that_is_none_is_refused() -> None:
    result = CliRunner().invoke(learnmap, ["serve", "--public-url", "map.example.org"])
    assert result.exit_code != 0
    assert "https://" in str(result.exception)


def test_what_an_operator_sets_holds() -> None:
    options = (
        "--public-url",
        "https://map.example.org/",
        "--origin",
        "https://a.example",
        "--rows",
        "3",
        "--text",
        "200",
    )
    with serving(*options) as address, httpx.Client(base_url=address, timeout=60) as http:
        headers = {"origin": "https://a.example"}
        while (answer := http.get("/sparql?query=SELECT * { ?s ?p ?o }", headers=headers)).status_code == 503:
            continue
        assert len(answer.json()["results"]["bindings"]) == 3
        assert answer.headers["access-control-allow-origin"] == "https://a.example"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        other = http.get("/sparql?query=ASK {}", headers={"origin": "https://b.example"})
        assert "access-control-allow-origin" not in other.headers
        assert "https://map.example.org/sparql" in http.get("/sparql").text
        assert http.get("/sparql", params={"query": "ASK {} #" + "x" * 200}).status_code == 413
        assert http.get("/").status_code == 200
