"""A new node's entry in the house form, from what an author states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.described import READING
from graph.errors import InvalidInput
from graph.model import Label, Strength
from graph.turtle_entries import Entry

KINDS: Final[Mapping[str, str]] = {
    "topic": "Topic",
    "paper": "Paper",
    "model": "Model",
    "tool": "Tool",
    "dataset": "Dataset",
    "project": "Project",
    "book": "Book",
    "course": "Course",
    "video": "Video",
    "blog": "Blog",
    "practice": "Practice",
}
"""Kinds that an author adds, and their classes."""

FACTS: Final[Mapping[str, str]] = {
    "title": "schema:name",
    "author": "schema:author",
    "publisher": "schema:publisher",
    "date": "schema:datePublished",
    "identifier": "dct:identifier",
    "url": "schema:url",
    "language": "schema:inLanguage",
    "access": "lm:access",
    "parameters": "lm:parameters",
}
"""Facts by the name of their option, in the order in which they are written."""

LINKS: Final[Mapping[str, str]] = {
    "introduced-in": "lm:introducedIn",
    "builds-on": "lm:buildsOn",
    "trained-on": "lm:trainedOn",
    "implements": "lm:implements",
    "used-for": "lm:usedFor",
    "practises": "lm:practises",
    "uses": "lm:uses",
    "teaches": "schema:teaches",
}
"""Links to other nodes by the name of their option, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Need:
    """A prerequisite to write: the id of what is needed, and what of it is used."""

    on: str
    because: Label
    strength: Strength = "required"


@dataclass(frozen=True, slots=True)
class NewNode:
    """What an author states of a new node.

    Attributes
    ----------
    kind : a key of `KINDS`.
    aliases : other names, by language.
    readings : how the Japanese names are read, in kana.
    hours : None where the kind takes none.
    facts, links : values by option name; see `FACTS` and `LINKS`.
    """

    kind: str
    label: Label
    definition: Label
    area: str
    stage: str | None = None
    phase: str | None = None
    hours: float | None = None
    aliases: Sequence[tuple[str, str]] = ()
    readings: Sequence[str] = ()
    starting_point: bool = False
    needs: Sequence[Need] = ()
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)


def slug_of(name: str) -> str:
    """Return the id for an English name.

    Raises
    ------
    InvalidInput
        Where the name holds neither a letter nor a digit of ASCII.

    Examples
    --------
    >>> slug_of("Position-wise feed-forward network (FFN)")
    'position-wise-feed-forward-network-ffn'
    """
    slug = "-".join(re.findall(r"[a-z0-9]+", name.lower().replace("'", "").replace("’", "")))
    if not slug:
        raise InvalidInput(
            f"{name!r} gives no id. Name the node in English, or state its id.",
            f"「{name}」からIDを作れません。英語の名前かIDを指定してください。",
        )
    return slug


def entry_of(slug: str, node: NewNode) -> Entry:
    """Return the entry of a node.

    Examples
    --------
    >>> node = NewNode("topic", Label("Softmax", "ソフトマックス"), Label("It sums to 1.", "和が1。"), "networks", hours=1)
    >>> print(entry_of("softmax", node).text)
    :softmax a lm:Topic ;
        lm:area :networks ; lm:hours 1.0 ;
        skos:prefLabel "Softmax"@en , "ソフトマックス"@ja ;
        skos:definition "It sums to 1."@en ,
            "和が1。"@ja .
    """
    statements = [statement for statement in _statements(node) if statement]
    lines = " ;\n    ".join(statements)
    return Entry(f":{slug}", f":{slug} a lm:{KINDS[node.kind]} ;\n    {lines} .")


def _statements(node: NewNode) -> Iterator[str]:
    places = {"area": node.area, "stage": node.stage, "phase": node.phase}
    stated = [f"lm:{name} :{value}" for name, value in places.items() if value]
    yield " ; ".join([*stated, *([f"lm:hours {float(node.hours)!r}"] if node.hours is not None else [])])
    yield f"skos:prefLabel {_in_both(node.label, ' ')}"
    if node.aliases:
        yield "skos:altLabel " + " , ".join(f"{_quoted(name)}@{language}" for language, name in node.aliases)
    if node.readings:
        yield "skos:hiddenLabel " + " , ".join(f"{_quoted(reading)}@{READING}" for reading in node.readings)
    yield f"skos:definition {_in_both(node.definition, _BREAK)}"
    if node.starting_point:
        yield "lm:startingPoint true"
    if node.needs:
        yield "lm:prerequisite\n        " + " ,\n        ".join(map(_need, node.needs))
    for option, name in FACTS.items():
        if values := node.facts.get(option):
            yield f"{name} {_fact(option, values)}"
    for option, name in LINKS.items():
        if ids := node.links.get(option):
            yield f"{name} " + " , ".join(f":{identifier}" for identifier in ids)


_BREAK: Final = "\n        "


def _in_both(text: Label, between: str) -> str:
    return f"{_quoted(text.en)}@en ,{between}{_quoted(text.ja)}@ja"


def _need(need: Need) -> str:
    strength = " lm:strength lm:helpful ;" if need.strength == "helpful" else ""
    because = _in_both(need.because, "\n              ")
    return f"[ lm:on :{need.on} ;{strength}\n          lm:because {because} ]"


def _fact(option: str, values: Iterable[str]) -> str:
    match option:
        case "author":
            return f"( {' '.join(map(_quoted, values))} )"
        case "date":
            return " , ".join(f'"{value}"^^xsd:{_date_type(value)}' for value in values)
        case "url":
            return " , ".join(f"<{_web_address(value)}>" for value in values)
        case "parameters":
            return " , ".join(str(int(value)) for value in values)
        case _:
            return " , ".join(map(_quoted, values))


def _date_type(date: str) -> str:
    for pattern, name in ((r"\d{4}-\d\d-\d\d", "date"), (r"\d{4}-\d\d", "gYearMonth"), (r"\d{4}", "gYear")):
        if re.fullmatch(pattern, date):
            return name
    raise InvalidInput(
        f"{date!r} is no date. Write 2017, 2017-06 or 2017-06-12.",
        f"「{date}」は日付ではありません。2017、2017-06、2017-06-12 のいずれかの形で書いてください。",
    )


def _web_address(address: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"{}|^`\\]+", address):
        raise InvalidInput(
            f"{address!r} is no address of the web. Write it whole, with https://.",
            f"「{address}」はウェブのアドレスではありません。https:// から書いてください。",
        )
    return address


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
