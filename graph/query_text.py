"""What a query's text tells before it runs: whether to refuse it, and where a parser's error lies."""

from __future__ import annotations

import re
from typing import Final

from graph.query_errors import QueryForbidden, QueryRefused, QueryTextTooLong

_DEEPEST: Final = 100
"""Brackets that may be open, and signs that may follow on each other; the engine's parser overflows its stack on thousands."""

_ESCAPE: Final = re.compile(r"\\\\|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_LEFT_ESCAPED: Final = frozenset("\"'\\\n\r")
"""Characters whose escapes stand in strings only, where the engine understands them: resolved, they would end the string."""

# Every repetition is possessive and every run of characters is taken whole, so that reading takes time in proportion to
# the length of the text, whatever it holds. A quotation mark that opens nothing matches nothing: reading ends there.
_SKIP: Final = r"(?:\#[^\n\r]*+|\s++)"
_IRI: Final = r'<[^<>"{}|^`\\\x00-\x20]*+>'
_NAME: Final = r"(?:\w[\w.-]*+)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*+"
_TOO_MANY_SIGNS: Final = rf"[-!+^](?:{_SKIP}*+[-!+^]){{{_DEEPEST}}}"
_KEYWORD: Final = r"(?=\w)[\w.-]*?(?:SERVICE|FROM)"
# "SERVICEx:y {" is a name to most eyes, and to a parser that needs no space a keyword and the name x:y.
_HIDDEN: Final = (
    rf"(?=\w)[\w.-]*?(?:SERVICE|FROM)[\w.-]*+:(?:[\w.:-]|%[0-9A-Fa-f]{{2}}|\\.)*+{_SKIP}*+(?:\{{|WHERE|FROM)"
)
_WORD: Final = r"\w[\w.-]*+"
_NOTABLE: Final = re.compile(
    rf"""
    (?:{_SKIP}
      | \"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*+\"\"\" | \'\'\'(?:\'{{0,2}}(?:[^'\\]|\\.))*+\'\'\'
      | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'
      | {_IRI} | [?$]\w++ | @[A-Za-z][\w-]*+ | (?!{_HIDDEN}){_NAME}
      | (?!{_KEYWORD}){_WORD}
      | (?!{_TOO_MANY_SIGNS})[^"'()\[\]{{}};\w]
    )*+
    (?: (?P<hidden>{_HIDDEN}) | (?P<keyword>{_KEYWORD}) | (?P<mark>[()\[\]{{}};]) | (?P<signs>{_TOO_MANY_SIGNS}) )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""What is worth a look, and all that is not before it: strings, comments, IRIs, names, other words and signs."""

_OWN: Final = r"(?:bif|sql|java|virtrdf)"
_TOKEN: Final = re.compile(
    rf"""
    (?P<comment>\#[^\n\r]*+)
    | \"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*+\"\"\" | \'\'\'(?:\'{{0,2}}(?:[^'\\]|\\.))*+\'\'\'
    | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'
    | (?P<own><(?:{_OWN}:|http://www\.openlinksw\.com/schemas?/)[^<>]*+> | (?<![\w.:-]){_OWN}:(?:[\w.:-]|%|\\)*+
        | (?<![\w.:?$@-])LATERAL(?=\s*+\{{))
    | {_IRI} | {_NAME} | {_WORD} | .
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NO_FUNCTION: Final = re.compile(r"The custom function <([^>]*)> is not supported")

_VERB: Final = re.compile(
    rf"(?:{_SKIP}|PREFIX{_SKIP}*+{_NAME}{_SKIP}*+{_IRI}|BASE{_SKIP}*+{_IRI})*+(?P<verb>{_WORD})",
    re.DOTALL | re.IGNORECASE,
)

_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")
_UPDATES: Final = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))


def decoded(query: str) -> str:
    r"""Return the query with its codepoint escapes resolved, as SPARQL 1.1, section 19.2, asks before all parsing.

    >>> decoded(r"\u0053ELECT * {}")
    'SELECT * {}'
    """
    return _ESCAPE.sub(_character, query) if "\\u" in query.lower() else query


def refuse(query: str, *, longest: int) -> None:
    """Refuse what no query may do: reach other servers or files, change data, exhaust the parser.

    Parameters
    ----------
    query : with its escapes resolved.
    longest : bytes of UTF-8 that the text may have.

    Raises
    ------
    QueryTextTooLong
    QueryForbidden
        For SERVICE, FROM and updates.
    QueryRefused
        For what is no text, and for deep nesting; each points at the first such place.
    """
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > longest:
        raise QueryTextTooLong(size, longest)
    if bad := _NO_TEXT.search(query):
        raise QueryRefused(
            "This character is not text. Remove it.",
            "文字として扱えない値です。取り除いてください。",
            *position(query, bad.start()),
        )
    _refuse_update(query, 0)
    depth, place = 0, 0
    while match := _NOTABLE.match(query, place):
        place = match.end()
        if found := match["hidden"] or match["keyword"]:
            keyword = "SERVICE" if "SERVICE" in found.upper() else "FROM"
            raise forbidden(keyword, *position(query, place - len(found) + found.upper().index(keyword)))
        if match["mark"] == ";":
            if not depth:
                _refuse_update(query, place)
            continue
        depth += 1 if (match["mark"] or "") in "([{" else -1
        if match["signs"] or depth > _DEEPEST:
            raise _too_deep(query, match.start("signs") if match["signs"] else place - 1)


def for_server(query: str) -> str:
    """Return the text that another server is to get of a query that was understood as SPARQL 1.1: without its comments.

    A server may read more into a text than SPARQL 1.1 does: names with a meaning of their own, and what it takes for no comment.

    Raises
    ------
    QueryForbidden
        For names that call what a server has beside SPARQL 1.1, as Virtuoso's `bif:` and `sql:`.
    """
    kept: list[str] = []
    for match in _TOKEN.finditer(query):
        found = match["own"]
        if found:
            raise QueryForbidden(
                f"{found} is the server's own, not SPARQL 1.1; only that is passed on.",
                f"{found} はサーバー独自の拡張です。サーバーに渡せるのはSPARQL 1.1だけです。",
                *position(query, match.start("own")),
            )
        kept.append(" " if match["comment"] else match[0])
    return "".join(kept)


def unknown_function(message: str, text: str) -> QueryRefused | None:
    """Return the refusal of a function that SPARQL 1.1 has not, where that is what an engine complains of."""
    if not (match := _NO_FUNCTION.match(message)):
        return None
    place = text.find(match[1])
    return QueryRefused(
        f"SPARQL 1.1 has no function <{match[1]}>.",
        f"SPARQL 1.1には関数 <{match[1]}> はありません。",
        *position(text, max(place, 0)),
    )


def _refuse_update(query: str, place: int) -> None:
    match = _VERB.match(query, place)
    if match and (word := match["verb"].upper()) in _UPDATES:
        raise QueryForbidden(
            f"{word} changes data; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered.",
            f"{word}はデータを変更するため使えません。使えるのはSELECT・ASK・CONSTRUCT・DESCRIBEです。",
            *position(query, match.start("verb")),
        )


def forbidden(keyword: str, line: int, column: int) -> QueryForbidden:
    """Return the refusal of SERVICE or FROM."""
    if keyword == "SERVICE":
        return QueryForbidden(
            "SERVICE would call another server; queries here stay on this map.",
            "SERVICEは他のサーバーを呼び出すため使えません。クエリはこのマップの中だけで実行されます。",
            line,
            column,
        )
    return QueryForbidden(
        "FROM would read other data; leave it out: the whole map is asked. GRAPH asks one of its graphs.",
        "FROMは別のデータを読み込むため使えません。省けばマップ全体が対象になります。グラフ1つだけならGRAPHで指定できます。",
        line,
        column,
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
    kept = [word[:80] for word in words if word and word not in ("LATERAL",)]
    return f"expected {', '.join(kept[:8])}" if kept else "something is missing or unexpected here"


def _too_deep(query: str, start: int) -> QueryRefused:
    return QueryRefused(
        f"More than {_DEEPEST} brackets are open, or signs follow on each other, here. Nest less deeply.",
        f"括弧のネスト、または記号の連続が{_DEEPEST}を超えています。ネストを浅くしてください。",
        *position(query, start),
    )


def _surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def _character(match: re.Match[str]) -> str:
    if not (digits := match[1] or match[2]):
        return match[0]
    code = int(digits, 16)
    # A surrogate or a number beyond Unicode is no character: left as it is, the parser refuses it.
    if code >= 0x110000 or _surrogate(chr(code)) or chr(code) in _LEFT_ESCAPED:
        return match[0]
    return chr(code)
