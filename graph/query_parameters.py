"""Saved questions with places to fill: `$name` in the text, said in its header, filled with one checked term.

A header line reads `# param: topic node softmax "Topic"@en "トピック"@ja`: name, kind, default, label. What a reader gives is
made a term first, an IRI or a literal, and written the way SPARQL writes terms: it can end no string and open no clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from graph.errors import InvalidInput
from graph.model import Label
from graph.triples import node_id, node_iri
from ontology import NODE

Kind = Literal["node", "number", "text"]

_HEADER: Final = re.compile(
    r'^#\s*param:\s*(?P<name>\w+)\s+(?P<kind>\w+)\s+(?P<default>"[^"]*"|\S+)\s+"(?P<en>[^"]*)"@en\s+"(?P<ja>[^"]*)"@ja\s*$',
    re.MULTILINE,
)
_PLACE: Final = re.compile(r"\$(\w+)")
_SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_LONGEST: Final = 200
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNESCAPED: Final = {written: plain for plain, written in _ESCAPES.items()}

_WRITTEN: Final[Mapping[Kind, str]] = {
    "node": r":[A-Za-z0-9][A-Za-z0-9_-]*|<[^<>\s]*>",
    "number": r"-?[0-9.]+",
    "text": r'"(?:[^"\\\n]|\\.)*"',
}
"""How a filled place looks in a query."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place to fill.

    Attributes
    ----------
    name : what follows `$` in the text.
    kind : "node" (an id of the map), "number" or "text".
    default : its value where nothing else is said.
    label : what to ask for.
    """

    name: str
    kind: Kind
    default: str
    label: Label


def read_parameters(header: str) -> tuple[Parameter, ...]:
    """Return the parameters that the comments of a `.rq` file announce, in their order.

    >>> read_parameters('# param: year number 2017 "From"@en "この年から"@ja')[0].default
    '2017'
    """
    return tuple(
        Parameter(match["name"], kind, match["default"].strip('"'), Label(match["en"], match["ja"]))
        for match in _HEADER.finditer(header)
        for kind in get_args(Kind)
        if kind == match["kind"]
    )


def without_parameters(text: str) -> str:
    """Return the text of a `.rq` file without the lines that announce parameters."""
    return _HEADER.sub("", text)


def filled(template: str, parameters: Sequence[Parameter], values: Mapping[str, str] | None = None) -> str:
    """Return a query with every `$name` replaced by a term.

    Parameters
    ----------
    values : by name: an id, a number, or any text; defaults for what is missing.

    Raises
    ------
    InvalidInput
        For a value that its kind does not allow.

    Examples
    --------
    >>> paper = Parameter("paper", "node", "bert", Label("Paper", "論文"))
    >>> filled("ASK { $paper ?p ?o }", [paper], {"paper": "gpt-3"})
    'ASK { :gpt-3 ?p ?o }'
    """
    given = values or {}
    terms = {each.name: _term(each, given.get(each.name, each.default)) for each in parameters}
    return _PLACE.sub(lambda match: terms.get(match[1], match[0]), template)


def read_values(template: str, parameters: Sequence[Parameter], text: str) -> dict[str, str] | None:
    """Return the values with which a template was filled to give `text`; None where it gives no such text.

    >>> paper = Parameter("paper", "node", "bert", Label("Paper", "論文"))
    >>> read_values("ASK { $paper ?p ?o }", [paper], "ASK { :gpt-3 ?p ?o }")
    {'paper': 'gpt-3'}
    """
    match = _pattern(template.strip(), tuple(parameters)).fullmatch(text.strip())
    if match is None:
        return None
    return {each.name: _value(each, match[each.name]) for each in parameters}


@cache
def _pattern(template: str, parameters: tuple[Parameter, ...]) -> re.Pattern[str]:
    kinds = {each.name: each.kind for each in parameters}
    parts: list[str] = []
    seen: set[str] = set()
    for number, part in enumerate(_PLACE.split(template)):
        if number % 2 == 0:
            parts.append(re.escape(part))
        elif part not in kinds:
            parts.append(re.escape(f"${part}"))
        else:
            parts.append(f"(?P={part})" if part in seen else f"(?P<{part}>{_WRITTEN[kinds[part]]})")
            seen.add(part)
    parts += [f"(?P<{each.name}>)" for each in parameters if each.name not in seen]
    return re.compile("".join(parts))


def _term(parameter: Parameter, value: str) -> str:
    if len(value) > _LONGEST:
        raise _refused(parameter)
    if parameter.kind == "node":
        return _node(parameter, value)
    if parameter.kind == "number":
        if not _NUMBER.fullmatch(value):
            raise _refused(parameter)
        return value
    if any(character < " " and character not in _ESCAPES for character in value):
        raise _refused(parameter)
    return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'


def _node(parameter: Parameter, identifier: str) -> str:
    from pyoxigraph import NamedNode

    if _SLUG.fullmatch(identifier):
        return f":{identifier}"
    try:
        return str(NamedNode(node_iri(identifier if identifier.strip() else "<>")))
    except ValueError:
        raise _refused(parameter) from None


def _value(parameter: Parameter, written: str) -> str:
    if parameter.kind == "node":
        return written[1:] if written.startswith(":") else node_id(written.strip("<>"))
    if parameter.kind == "text":
        return re.sub(r"\\.", lambda match: _UNESCAPED.get(match[0], match[0]), written[1:-1])
    return written


def _refused(parameter: Parameter) -> InvalidInput:
    wanted = {
        "node": (f"an id of the map or an IRI such as {NODE}softmax", f"マップのID、または {NODE}softmax のようなIRI"),
        "number": ("a number such as 2017", "2017のような数"),
        "text": (f"at most {_LONGEST} characters on one line", f"{_LONGEST}文字以内の1行の文字列"),
    }[parameter.kind]
    return InvalidInput(
        f"{parameter.label.en}: give {wanted[0]}.", f"「{parameter.label.ja}」には{wanted[1]}を指定してください。"
    )
