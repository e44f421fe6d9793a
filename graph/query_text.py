"""What a query's text tells before it runs: whether to refuse it, and where a parser's error lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.query_errors import QueryRefused

_DEEPEST: Final = 100
"""Brackets that may be open at once; the engine's parser recurses and overflows its stack on some thousands."""

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_TOKEN: Final = re.compile(
    r"""
      (?P<skip>\#[^\n\r]*|\s+)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"\"\"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<name>[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>@?[A-Za-z][\w-]*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_UPDATES: Final = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"))


def decoded(query: str) -> str:
    r"""Return the query with its codepoint escapes resolved, as SPARQL 1.1, section 19.2, asks before all parsing.

    >>> decoded(r"\u0053ELECT * {}")
    'SELECT * {}'
    """
    return _ESCAPE.sub(_character, query)


def refuse(query: str, *, longest: int) -> None:
    """Refuse what no query may do: reach other servers or files, change data, exhaust the parser.

    Parameters
    ----------
    query : with its escapes resolved.
    longest : bytes of UTF-8 that the text may have.

    Raises
    ------
    QueryRefused
        Pointing at the first such place.
    """
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > longest:
        raise QueryRefused(
            f"The query has {size:,} bytes; {longest:,} are allowed.",
            f"クエリは{size:,}バイトです。上限は{longest:,}バイトです。",
        )
    bad = next(
        (place for place, character in enumerate(query) if character == "\0" or "\ud800" <= character <= "\udfff"), None
    )
    if bad is not None:
        raise QueryRefused(
            "This character is not text. Remove it.",
            "文字として扱えない値です。取り除いてください。",
            *position(query, bad),
        )
    depth, verb = 0, True
    for kind, text, start in _tokens(query):
        if kind == "mark":
            depth += (text in "([{") - (text in ")]}")
            if depth > _DEEPEST:
                raise QueryRefused(
                    f"More than {_DEEPEST} brackets are open here. Nest less deeply.",
                    f"括弧のネストが{_DEEPEST}段を超えています。ネストを浅くしてください。",
                    *position(query, start),
                )
            verb = verb or (text == ";" and not depth)
        elif kind == "word":
            _refuse_word(query, text.upper(), start, verb)
            verb = verb and text.upper() in ("PREFIX", "BASE")
    return


def _refuse_word(query: str, word: str, start: int, verb: bool) -> None:
    if word == "SERVICE":
        raise QueryRefused(
            "SERVICE would call another server; queries here stay on this map.",
            "SERVICEは他のサーバーを呼び出すため使えません。クエリはこのマップの中だけで実行されます。",
            *position(query, start),
        )
    if word == "FROM":
        raise QueryRefused(
            "FROM would read other data; leave it out: the whole map is asked.",
            "FROMは別のデータを読み込むため使えません。省けばマップ全体が対象になります。",
            *position(query, start),
        )
    if verb and word in _UPDATES:
        raise QueryRefused(
            f"{word} changes data; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered.",
            f"{word}はデータを変更するため使えません。使えるのはSELECT・ASK・CONSTRUCT・DESCRIBEです。",
            *position(query, start),
        )


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of a place in a text.

    >>> position("a\\nbc", 3)
    (2, 2)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def located(message: str, text: str) -> tuple[str, str, int, int]:
    """Return a parser's message in both languages, with the line and column that it names (the text's end if none)."""
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    line, column = (int(match[1]), int(match[2])) if match else position(text, len(text))
    reason = _shortened(match[3] if match else message)
    return (f"This is not SPARQL 1.1: {reason}", f"SPARQL 1.1の構文ではありません: {reason}", line, column)


def _shortened(reason: str) -> str:
    if "Prefix not found" in reason:
        return "the prefix is not declared (PREFIX name: <…>)."
    plain = re.sub(r"\['[^\]]*\]|\[_\]|\[[^\]]*\.\.=[^\]]*\]", "", reason)
    words = [word.strip() for word in plain.removeprefix("expected one of").removeprefix("expected").split(",")]
    kept = [word for word in words if word and word not in ("LATERAL",)]
    return f"expected {', '.join(kept[:8])}" if kept else "something is missing or unexpected here"


def _tokens(query: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(query):
        if match.lastgroup not in ("skip", None):
            yield str(match.lastgroup), match.group(), match.start()


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    # A surrogate or a number beyond Unicode is no character: left as it is, the parser refuses it.
    return chr(code) if code < 0x110000 and not 0xD800 <= code <= 0xDFFF else match[0]
