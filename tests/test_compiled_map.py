"""A map's compiled form says what its files say, for as long as they are the same."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import LocalMap, plan_path
from graph.compiled_map import CACHE, compile_map, compiled_folder, open_quickly
from graph.exchange.plan_json import plan_json
from graph.store import Location
from graph.triples import map_files
from ontology import MAP

WriteMap = Callable[[str], Path]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for compiled maps, into which small ones go too."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    monkeypatch.setattr("graph.compiled_map.SMALL", 0)
    return tmp_path / "cache"


def compiled(path: Path) -> Path:
    folder = compiled_folder(map_files(path))
    assert folder is not None
    return folder


def test_a_plan_is_the_same_from_the_files_and_from_their_compiled_form(bundled: LocalMap, cache: Path) -> None:
    compile_map(compiled(MAP), [MAP])
    quick = open_quickly(Location())
    assert not isinstance(quick, LocalMap)
    for target in ("attention-is-all-you-need", "stable-diffusion", "自然言語処理研究者"):
        assert plan_json(plan_path(quick, target)) == plan_json(plan_path(bundled, target))


def test_a_changed_file_is_read_again(turtle_file: WriteMap, cache: Path) -> None:
    path = turtle_file(':a a lm:Topic ; skos:prefLabel "A"@en .')
    compile_map(compiled(path), [path])
    assert open_quickly(Location((str(path),))).node("a").label.en == "A"
    path.write_text(path.read_text().replace('"A"', '"Another"'))
    assert open_quickly(Location((str(path),))).node("a").label.en == "Another"


def test_a_broken_compiled_form_is_thrown_away(turtle_file: WriteMap, cache: Path) -> None:
    path = turtle_file(':a a lm:Topic ; skos:prefLabel "A"@en .')
    compile_map(compiled(path), [path])
    for file in (compiled(path) / "store").iterdir():
        file.unlink()
    assert open_quickly(Location((str(path),))).node("a").label.en == "A"
    assert not (compiled(path) / "store").exists()


def test_nothing_is_kept_where_the_cache_is_switched_off(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, "")
    assert compiled_folder(map_files(MAP)) is None
    assert isinstance(open_quickly(Location()), LocalMap)


def test_a_cache_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    told = subprocess.run(
        [sys.executable, "-m", "explorer.cli", "search", "softmax", "--lang", "en"],
        env={**os.environ, CACHE: str(blocked / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, "Softmax" in told.stdout, told.stderr) == (0, True, "")


def test_only_the_last_used_are_kept(turtle_file: WriteMap, cache: Path) -> None:
    for number in range(6):
        path = turtle_file(f':a a lm:Topic ; skos:prefLabel "A{"a" * number}"@en .')
        compile_map(compiled(path), [path])
    assert len([folder for folder in cache.iterdir() if not folder.name.startswith(".")]) == 4


def test_what_a_killed_compilation_left_behind_hinders_no_later_one(turtle_file: WriteMap, cache: Path) -> None:
    path = turtle_file(':a a lm:Topic ; skos:prefLabel "A"@en .')
    os.utime(path, (0, 0))
    folder = compiled(path)
    compile_map(folder, [path])
    (folder / "texts.sqlite").rename(folder / "texts.sqlite.unfinished")
    folder.with_name(f".{folder.name}.compiling").touch()
    assert isinstance(open_quickly(Location((str(path),))), LocalMap)
    deadline = time.monotonic() + 60
    while not (folder / "texts.sqlite").is_file():
        assert time.monotonic() < deadline
    assert not isinstance(open_quickly(Location((str(path),))), LocalMap)
