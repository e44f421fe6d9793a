"""Every string of the pages and of the command line is in both languages and used; every one that is used exists."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

import explorer
from explorer import cli_text, drawing_parts, saved_page, text
from graph import LocalMap
from graph.model import Label

CODE = Path(explorer.__file__).parent
KANA_OR_KANJI = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
SAME = {"path.dates"}
"""Keys whose Japanese holds no Japanese letter: symbols around what is filled in."""

TEXTS: Mapping[str, Mapping[str, Label]] = {"pages": text.TEXT, "command line": cli_text.TEXT}
DRAWN: Mapping[str, Mapping[str, Label]] = {"drawing": drawing_parts.TEXT, "saved page": saved_page.TEXT}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(CODE.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        if path.parent.name == "text" or path.stem.endswith("_text"):
            # What a file of texts does with them counts, what it lists does not.
            module.body = [part for part in module.body if isinstance(part, ast.FunctionDef)]
        yield path, module


def patterns(node: ast.AST) -> Iterator[str]:
    """Regular expressions of the texts that a string, or a string with places to fill, can be."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield re.escape(part.value)
        elif isinstance(part, ast.JoinedStr):
            pieces = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in part.values]
            # A text that is all place says nothing of which key it is.
            if any(piece != ".+" and len(piece) > 2 for piece in pieces):
                yield "".join(pieces)


def asked_for() -> Iterator[tuple[Path, int, str]]:
    """Where a string is asked for, and what its key is like."""
    for path, module in modules():
        for call in (one for one in ast.walk(module) if isinstance(one, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in ("say", "phrase") and call.args:
                key = call.args[0]
                wanted = [key.body, key.orelse] if isinstance(key, ast.IfExp) else [key]
                for one in wanted:
                    if isinstance(one, (ast.Constant, ast.JoinedStr)):
                        yield path, call.lineno, next(patterns(ast.Expression(one)), "")


@pytest.mark.parametrize("part", [*TEXTS, *DRAWN])
def test_every_string_is_in_both_languages(part: str) -> None:
    for key, label in {**TEXTS, **DRAWN}[part].items():
        assert label.en.strip(), key
        assert label.ja.strip(), key
        assert not KANA_OR_KANJI.search(label.en), key
        words = re.sub(r"\{[^}]*\}|\W|\d", "", label.en)
        assert KANA_OR_KANJI.search(label.ja) or key in SAME or label.en == label.ja or not words, (key, label.ja)


@pytest.mark.parametrize("part", TEXTS)
def test_both_languages_are_filled_with_the_same_values(part: str) -> None:
    for key, label in TEXTS[part].items():
        english, japanese = (
            {name for _, name, _, _ in Formatter().parse(said) if name} for said in (label.en, label.ja)
        )
        assert english == japanese, key


def test_no_key_is_asked_for_that_no_text_has() -> None:
    keys = {**text.TEXT, **cli_text.TEXT}
    missing = [
        f"{path.name}:{line}: {pattern}"
        for path, line, pattern in asked_for()
        if pattern and not any(re.fullmatch(pattern, key) for key in keys)
    ]
    assert missing == []


@pytest.mark.parametrize("part", TEXTS)
def test_every_key_is_used(part: str) -> None:
    used = {pattern for _, module in modules() for pattern in patterns(module)}
    plain = {re.sub(r"\\(.)", r"\1", pattern) for pattern in used if ".+" not in pattern}
    filled = [re.compile(pattern) for pattern in used if ".+" in pattern]
    dead = [key for key in TEXTS[part] if key not in plain and not any(one.fullmatch(key) for one in filled)]
    assert dead == []


def test_no_key_stands_in_two_files_of_texts() -> None:
    keys = [key for part in text.PARTS for key in part.TEXT]
    assert len(keys) == len(set(keys))


def test_every_node_of_the_map_has_name_and_definition_in_both_languages(bundled: LocalMap) -> None:
    for node in bundled.nodes():
        assert all((node.label.en, node.label.ja, node.definition.en, node.definition.ja)), node.id
        # The same text for both would be one that nobody translated.
        assert node.definition.en != node.definition.ja, node.id


def test_every_reason_of_the_map_is_in_both_languages(bundled: LocalMap) -> None:
    lacking = [
        (edge.dependent, edge.on) for edge in bundled.all_prerequisites if not (edge.because.en and edge.because.ja)
    ]
    assert lacking == []
