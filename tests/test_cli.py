"""The command line does what its help says, in both languages, and fails with one sentence and an exit code."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse
from small_maps import topics

from explorer.cli import COMMANDS, learnmap
from explorer.cli_text import COMMAND_HELP, TEXT
from graph import LocalMap

WriteMap = Callable[[str], Path]


def run(
    *arguments: str, language: str = "en", text: str | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "", "PYTHONIOENCODING": "utf-8", **variables}
    command = [sys.executable, "-m", "explorer.cli", *arguments, *(["--lang", language] if language != "en" else [])]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=text,
        env=environment,
        cwd=Path(__file__).parent.parent,
        check=False,
    )


def answered(*arguments: str, **options: str) -> str:
    done = run(*arguments, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_path_as_json_has_the_promised_form_and_order() -> None:
    plan = json.loads(answered("path", "Attention Is All You Need", "--know", "行列積", "--format", "json"))
    assert plan["targets"] == ["attention-is-all-you-need"]
    assert plan["known"] == ["matrix-multiplication"]
    mastered = set(plan["known"])
    for step in plan["steps"]:
        assert set(step) >= {"id", "kind", "label", "hours", "requires", "because", "resources"}
        assert set(step["label"]) == {"en", "ja"}
        assert set(step["requires"]) <= mastered
        assert [reason["on"] for reason in step["because"]] == step["requires"]
        assert all(reason["en"] and reason["ja"] for reason in step["because"])
        mastered.add(step["id"])
    assert plan["steps"][-1]["id"] == "attention-is-all-you-need"
    assert plan["hours"] == pytest.approx(sum(step["hours"] for step in plan["steps"]))
    assert plan["weeks"] == pytest.approx(plan["hours"] / 20, abs=0.01)


def test_path_reads_in_english_and_japanese() -> None:
    english, japanese = answered("path", "softmax"), answered("path", "softmax", language="ja")
    assert "Softmax function" in english
    assert "learn from: CS231n: Deep Learning for Computer Vision, notes " in english
    assert "ソフトマックス関数" in japanese
    assert "教材: ゼロから作るDeep Learning; スタンフォード大学「CS231n」" in japanese
    assert "learn from" not in japanese


def test_the_locale_chooses_the_language() -> None:
    assert "への道のり" in answered("path", "softmax", LANG="ja_JP.UTF-8")
    assert "Path to" in answered("path", "softmax", LANG="de_DE.UTF-8")


def test_a_pipe_gets_no_colours_and_whole_lines() -> None:
    output = answered("path", "self-attention")
    assert "\x1b" not in output
    assert max(map(len, output.splitlines())) > 100


def test_path_as_markdown_is_a_checklist_with_links() -> None:
    output = answered("path", "self-attention", "--format", "markdown")
    assert output.startswith("# Path to Self-attention\n")
    assert "- [ ] **1. " in output
    assert "](https://" in output
    assert re.search(r"learn from: \[[^\]]+, §", output)


def test_show_names_prerequisites_and_what_they_unlock() -> None:
    output = answered("show", "self-attention")
    assert "Prerequisites" in output
    assert "Unlocks:" in output
    assert json.loads(answered("show", "gpt-2", "--format", "json"))["kind"] == "model"


def test_search_lists_ids_and_fails_where_nothing_is_near() -> None:
    assert "transformer" in answered("search", "transfomer")
    failed = run("search", "xqzzvw")
    assert failed.returncode == 1
    assert "Nothing is called" in failed.stderr


def test_stats_agree_with_the_map(bundled: LocalMap) -> None:
    kinds, edges = bundled.counts()
    assert json.loads(answered("stats", "--format", "json")) == {"nodes": kinds, "edges": edges}


def test_query_gives_each_format() -> None:
    query = 'SELECT ?x ?l { VALUES (?x ?l) { (:a "é,\\"q\\""@fr) } }'
    document = json.loads(answered("query", query, "--format", "json"))
    assert document["head"]["vars"] == ["x", "l"]
    assert document["results"]["bindings"][0]["l"] == {"type": "literal", "value": 'é,"q"', "xml:lang": "fr"}
    assert '"é,""q"""' in answered("query", query, "--format", "csv")
    assert '"é,\\"q\\""@fr' in answered("query", query, "--format", "tsv")
    graph = answered("query", "--saved", "a-small-graph", "--format", "turtle")
    assert list(parse(graph.encode(), format=RdfFormat.TURTLE))
    assert ":softmax" in answered("query", "--saved", "most-needed-topics") or "name" in answered(
        "query", "--saved", "topics"
    )


def test_query_reads_a_file_and_standard_input(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { :softmax a lm:Topic }", encoding="utf-8")
    assert answered("query", str(tmp_path / "q.rq")).strip() == "yes"
    assert answered("query", "-", text="ASK {}", language="ja").strip() == "はい"


def test_query_says_what_a_limit_cut() -> None:
    done = run("query", "SELECT * { ?s ?p ?o }", "--limit", "3", "--format", "csv")
    assert len(done.stdout.splitlines()) == 4
    assert "Cut after 3 rows" in done.stderr


def test_query_stops_at_the_time_limit() -> None:
    failed = run("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5")
    assert failed.returncode == 1
    assert "longer than 0.5 s" in failed.stderr


def test_export_writes_what_can_be_read_back(tmp_path: Path) -> None:
    turtle = tmp_path / "part.ttl"
    answered("export", "--format", "turtle", "--path-to", "softmax", "-o", str(turtle))
    steps = json.loads(answered("path", "softmax", "--format", "json"))["steps"]
    again = json.loads(answered("path", "softmax", "--format", "json", "--map", str(turtle)))["steps"]
    assert [step["id"] for step in again] == [step["id"] for step in steps]
    graphml = tmp_path / "near.graphml"
    answered("export", "--format", "graphml", "--around", "softmax", "--hops", "1", "-o", str(graphml))
    assert "softmax" in nx.read_graphml(graphml)
    linked = answered("export", "--format", "json-ld", "--around", "softmax", "--hops", "0")
    assert list(parse(linked.encode(), format=RdfFormat.JSON_LD))


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    failed = run("export", "--format", "turtle", "--around", "softmax", "-o", str(tmp_path / "no" / "x.ttl"))
    assert failed.returncode == 1
    assert "cannot be written" in failed.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("path", "transfomer"), 1, "There is no node called 'transfomer'. The nearest: transformer"),
        (("path", "gpt-2", "--know", "nonsense"), 1, "no node called 'nonsense'"),
        (("path", "gpt-2", "--hours-per-week", "-3"), 1, "above 0, not -3"),
        (("path", "gpt-2", "--hours-per-week", "nan"), 1, "above 0, not nan"),
        (("path",), 2, "Missing argument"),
        (("path", "gpt-2", "--map", "/nowhere.ttl"), 1, "There is no map at /nowhere.ttl"),
        (("query", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"), 1, "Line 1, column 12: SERVICE"),
        (("query", "nonsense"), 1, "not SPARQL"),
        (("query", "--saved", "nope"), 1, "01-topics"),
        (("query", "absent.rq"), 1, "absent.rq cannot be read"),
        (("query",), 2, "Give one of"),
        (("export", "--format", "turtle", "--around", "softmax", "--path-to", "gpt-2"), 2, "not both"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_a_mistake_gets_one_sentence_and_an_exit_code(arguments: tuple[str, ...], code: int, sentence: str) -> None:
    failed = run(*arguments)
    assert failed.returncode == code
    assert sentence in failed.stderr
    assert "Traceback" not in failed.stderr
    assert failed.stdout == ""


def test_check_names_file_and_line_and_fails(turtle_file: WriteMap) -> None:
    path = turtle_file(topics({"b": ["a"]}))
    failed = run("check", str(path))
    assert failed.returncode == 1
    first = failed.stdout.splitlines()[0]
    assert first.startswith(f"{path}:")
    assert first.split(":")[1].isdigit()
    assert json.loads(run("check", str(path), "--format", "json").stdout)[0]["mend"]["ja"]


def test_another_map_is_used_when_asked_for(turtle_file: WriteMap) -> None:
    path = turtle_file(topics({"b": ["a"]}))
    assert [
        step["id"] for step in json.loads(answered("path", "b", "--map", str(path), "--format", "json"))["steps"]
    ] == ["a", "b"]


def test_every_command_has_help_in_both_languages() -> None:
    assert set(COMMANDS) == set(learnmap.list_commands(None))  # type: ignore[arg-type]
    for name in COMMANDS:
        label = TEXT[COMMAND_HELP.format(name)]
        assert label.en
        assert label.ja
    english, japanese = answered("--help"), answered("--help", language="ja")
    assert all(TEXT[COMMAND_HELP.format(name)].en.split()[0] in english for name in COMMANDS)
    assert TEXT["help.path"].ja in japanese


def test_every_string_has_both_languages() -> None:
    assert [key for key, label in TEXT.items() if not (label.en and label.ja)] == []


def test_path_loads_neither_web_framework_nor_numerics() -> None:
    code = (
        "import sys; from explorer.cli import main\n"
        "try: main(['path', 'softmax'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'streamlit', 'numpy', 'networkx', 'rdflib', 'pandas', 'pyvis'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert done.stderr.strip() == "[]"
