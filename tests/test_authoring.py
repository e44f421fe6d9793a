"""Adding to the map by command, and its files' form: only the lines that are meant change, and no meaning does."""

import difflib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import open_map
from graph.check import check
from graph.errors import InvalidInput, MapSyntaxError
from graph.model import Label
from graph.new_entry import Need, NewNode, entry_of
from graph.turtle_entries import in_house_form, read_entries, with_entry
from ontology import MAP

ROOT = Path(__file__).parent.parent
NEW = [
    "new", "topic", "Attention of a test", "--ja", "テストのアテンション",
    "--definition", "What a test adds.", "--definition-ja", "テストが追加するもの。",
    "--area", "transformers", "--stage", "advanced", "--phase", "phase-5", "--hours", "1", "--alias", "attention made up",
    "--reading", "テストのあてんしょん",
    "--needs", "softmax", "Its weights must go somewhere.", "重みの和が1で、どこかに置く必要があるから。",
]  # fmt: skip


def learnmap(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "explorer.cli", *arguments, "--lang", "en"]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the bundled map's files."""
    return Path(shutil.copytree(MAP, tmp_path / "map"))


def test_a_new_topic_changes_only_its_own_lines_and_is_well_formed(copied: Path) -> None:
    before = {path: path.read_text(encoding="utf-8") for path in copied.iterdir()}
    done = learnmap(*NEW, "--map", str(copied))
    assert done.returncode == 0, done.stderr
    changed = [path for path, text in before.items() if path.read_text(encoding="utf-8") != text]
    assert [path.name for path in changed] == ["transformers.ttl"]
    after = changed[0].read_text(encoding="utf-8")
    delta = [line for line in difflib.ndiff(before[changed[0]].split("\n"), after.split("\n")) if line[0] in "+-"]
    assert {line[0] for line in delta} == {"+"}
    assert (
        ":attention-of-a-test a lm:Topic ;"
        in after.split("\n")[int(done.stdout.split(":")[1].split()[0].rstrip(".")) - 1]
    )
    assert [finding.node for finding in check(copied)] == []
    assert open_map(copied).node("attention-of-a-test").label.ja == "テストのアテンション"


def test_an_id_that_is_taken_and_a_prerequisite_that_is_none_are_refused_in_one_sentence(copied: Path) -> None:
    taken = learnmap(*NEW, "--id", "softmax", "--map", str(copied))
    assert (taken.returncode, "There is a node softmax already" in taken.stderr) == (1, True)
    unknown = learnmap(*NEW, "--needs", "sofmax-of-nothing", "a", "b", "--map", str(copied))
    assert (unknown.returncode, "There is no node called" in unknown.stderr) == (1, True)
    assert "Traceback" not in taken.stderr + unknown.stderr


def test_the_bundled_files_are_in_the_house_form() -> None:
    assert learnmap("format", "--check").returncode == 0


def test_formatting_sorts_entries_with_their_comments_and_keeps_their_text(tmp_path: Path) -> None:
    path = tmp_path / "map.ttl"
    head = "# A file.\n@prefix : <https://w3id.org/learning-map/id/> .\n"
    path.write_text(
        f'{head}:b :says """two  \n""" .   \n\n\n\n# about a\n:a :says "."  ; # inside\n  :has [ :x 1.5 ] .\n# the end\n'
    )
    assert learnmap("format", "--check", str(path)).returncode == 1
    assert learnmap("format", str(path)).returncode == 0
    assert (
        path.read_text()
        == f'{head}\n# about a\n:a :says "."  ; # inside\n  :has [ :x 1.5 ] .\n\n:b :says """two  \n""" .\n\n# the end\n'
    )


def test_a_file_that_is_no_turtle_is_left_as_it_is(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text("@prefix : <http://x/> .\n:b a :T .\n:a a :T .\n")
    bad.write_text("@prefix : <http://x/> .\n:b a .\n")
    done = learnmap("format", str(tmp_path))
    assert done.returncode == 1
    assert "b.ttl:2" in done.stderr
    assert good.read_text().index(":b") < good.read_text().index(":a a")


def test_a_prefix_below_an_entry_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidInput, match=r"map\.ttl:3: a prefix is declared below an entry"):
        read_entries("@prefix : <http://x/> .\n:b a :T .\nPREFIX y: <http://y/>\ny:a a :T .\n", "map.ttl")
    with pytest.raises(MapSyntaxError):
        read_entries(":a a")


SLUGS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(SLUGS, st.data())
def test_what_is_written_is_what_is_read_back_at_its_place(slugs: list[str], data: st.DataObject) -> None:
    text = "@prefix : <https://w3id.org/learning-map/id/> .\n@prefix lm: <https://w3id.org/learning-map/ns#> .\n"
    text += "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix schema: <https://schema.org/> .\n"
    for slug in slugs:
        words = [data.draw(TEXTS) for _ in range(4)]
        node = NewNode(
            "topic", Label(words[0], words[1]), Label(words[2], words[3]), "area", hours=2,
            needs=[Need("x", Label(words[1], words[2]), "helpful")], facts={"author": [words[0]]},
        )  # fmt: skip
        text = with_entry(text, entry_of(slug, node))
    file = read_entries(text)
    assert [entry.subject for entry in file.entries] == sorted(f":{slug}" for slug in slugs)
    assert in_house_form(text) == text
