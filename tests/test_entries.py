"""Where a map says what, and the patches that change it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from small_maps import PREFIXES

from graph import LocalMap, open_map
from graph.entries import Entries, patch, turtle_of
from graph.errors import MapSyntaxError
from ontology import MAP

TEXT = (
    PREFIXES
    + """
# A comment that speaks of :b .
:a a lm:Topic ; skos:prefLabel "A . :b"@en ;
    lm:prerequisite [ lm:on :b ; lm:because "uses 'b'. Always."@en ] .

:b a lm:Topic ;
    skos:prefLabel "B"@en .
<http://example.org/c> a lm:Topic ; skos:prefLabel "C"@en .
"""
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.ttl").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_an_entry_is_exactly_the_lines_of_its_statement(folder: Path) -> None:
    entries = Entries([str(folder)])
    (b,) = entries.of("b")
    assert b.text == ':b a lm:Topic ;\n    skos:prefLabel "B"@en .\n'
    assert TEXT.splitlines()[b.first - 1] == ":b a lm:Topic ;"
    assert entries.of("http://example.org/c")[0].text.startswith("<http://example.org/c>")
    assert entries.of("nobody") == ()


def test_every_fiftieth_node_of_the_bundled_map_has_its_lines(bundled: LocalMap) -> None:
    entries = Entries()
    for identifier in bundled.ids[::50]:
        (entry, *_) = entries.of(identifier)
        assert entry.text.startswith(f":{identifier} ")
        assert entry.text.rstrip().endswith(".")
        assert (MAP.parent.parent / entry.file).read_text(encoding="utf-8").count(entry.text) == 1


def test_a_patch_applies_and_changes_nothing_else(folder: Path) -> None:
    (entry,) = Entries([str(folder)]).of("b")
    made = patch(entry, entry.text.replace('"B"@en', '"B"@en , "ビー"@ja'))
    if shutil.which("patch") is None:
        pytest.skip("there is no `patch` here")
    subprocess.run(["patch", "-p0", str(folder / "map.ttl")], input=made, text=True, check=True, capture_output=True)
    changed = (folder / "map.ttl").read_text(encoding="utf-8")
    assert changed == TEXT.replace('"B"@en', '"B"@en , "ビー"@ja')
    assert open_map(folder).node("b").label.ja == "ビー"


def test_no_change_is_no_patch_and_what_is_no_turtle_is_refused_at_its_line(folder: Path) -> None:
    (entry,) = Entries([str(folder)]).of("b")
    assert patch(entry, entry.text) == ""
    with pytest.raises(MapSyntaxError) as refused:
        patch(entry, entry.text.replace(";", ""))
    assert refused.value.line == entry.first + 1


def test_an_entry_follows_its_file_when_that_is_changed(folder: Path) -> None:
    entries = Entries([str(folder)])
    (before,) = entries.of("b")
    (folder / "map.ttl").write_text("\n\n" + TEXT, encoding="utf-8")
    (after,) = entries.of("b")
    assert after.first == before.first + 2


def test_a_map_without_turtle_files_has_turtle_all_the_same(folder: Path) -> None:
    map_ = open_map(folder)
    assert Entries([str(folder / "gone")]).of("b") == ()
    assert "skos:prefLabel" in turtle_of(map_, "b")
