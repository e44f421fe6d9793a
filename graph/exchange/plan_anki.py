"""A plan as an Anki deck: one card a topic, its definition and the reasons it is learned on the back."""

from __future__ import annotations

import io
import itertools
import sqlite3
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from typing import Final

import genanki

from graph.exchange.plan_markdown import node_url, on_web
from graph.map import Map
from graph.model import Label, Language, Node
from graph.passages import Passage, where_to_learn
from graph.path import Plan, Step
from graph.vocabulary import kind_label

_MADE_AT: Final = 1_700_000_000.0
"""Seconds since 1970 stamped on notes: fixed, so that the same plan gives the same bytes."""

_CSS: Final = """
.card { font-family: sans-serif; font-size: 20px; text-align: center; }
.other { opacity: .7; font-size: 16px; }
.back { text-align: left; max-width: 40em; margin: 0 auto; }
.because { font-size: 16px; }
"""
_FRONT: Final = '<b>{{Name}}</b><div class="other">{{OtherName}} · {{Kind}}</div>'
_BACK: Final = (
    '{{FrontSide}}<hr id="answer"><div class="back"><p>{{Definition}}</p><div class="because">{{Because}}</div></div>'
)
_FIELDS: Final = ("Name", "OtherName", "Kind", "Definition", "Because", "Order")
_WORDS: Final[Mapping[str, Label]] = {
    "deck": Label("Path to {targets}", "{targets} への道のり"),
    "needs": Label("What it builds on", "前提として使うもの"),
    "learn": Label("Learn from", "教材"),
}


def plan_anki(plan: Plan, map_: Map, language: Language) -> bytes:
    """Return the plan as an .apkg file, cards in the order of the plan.

    Deck, note type and notes have ids made from what they are, so a deck that is imported again updates its cards and keeps
    how well they are known.
    """
    known = map_.describe(dict.fromkeys(on for step in plan.steps for on in step.requires))
    names = {identifier: node.label.in_language(language) for identifier, node in known.items()}
    targets = ", ".join(node.label.in_language(language) for node in map_.describe(plan.targets).values())
    deck = genanki.Deck(_number("deck", language, *plan.targets), _say("deck", language).format(targets=targets))
    model = genanki.Model(
        _number("note type", "1"),
        "learnmap",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Recall", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    resources = map_.describe(dict.fromkeys(taught for step in plan.steps for taught in step.resources))
    for number, step in enumerate(plan.steps, 1):
        found = where_to_learn(step, map_, resources, language)
        learning = [_place(passage, resources[passage.resource], language) for passage in found]
        deck.add_note(
            genanki.Note(
                model=model,
                fields=[*_fields(step, names, language, learning), f"{number:05}"],
                guid=genanki.guid_for(step.node.id, language),
                sort_field=f"{number:05}",
                due=number,
            )
        )
    return _package(deck)


def _escaped(text: str) -> str:
    """Return text that a field shows as it is; a bracket could begin one of Anki's own marks, `[sound:…]` or `[latex]`."""
    return escape(text).replace("[", "&#91;")


def _fields(step: Step, names: Mapping[str, str], language: Language, learning: list[str]) -> list[str]:
    node = step.node
    name, other = node.label.in_language(language), node.label.in_language("en" if language == "ja" else "ja")
    reasons = [(names[edge.on], _escaped(edge.because.in_language(language))) for edge in step.because]
    because = _list("needs", [f"<b>{_escaped(on)}</b>: {why}" for on, why in reasons], language)
    because += _list("learn", learning, language)
    definition = _escaped(node.definition.in_language(language))
    return [_escaped(name), _escaped(other), _escaped(kind_label(node.kind, language)), definition, because]


def _list(title: str, items: list[str], language: Language) -> str:
    if not items:
        return ""
    return f"{_escaped(_say(title, language))}<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _place(passage: Passage, resource: Node, language: Language) -> str:
    name = _escaped(", ".join(filter(None, (resource.label.in_language(language), passage.place))))
    url = on_web(passage.url) or node_url(resource)
    return f'<a href="{_escaped(url)}">{name}</a>' if url else name


def _package(deck: genanki.Deck) -> bytes:
    """Return the deck as .apkg: made in memory, as genanki's own writer leaves a temporary file behind and stamps the time."""
    connection = sqlite3.connect(":memory:")
    genanki.Package(deck).write_to_db(connection.cursor(), _MADE_AT, itertools.count(int(_MADE_AT * 1000)))
    connection.commit()
    collection = connection.serialize()
    connection.close()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (("collection.anki2", collection), ("media", b"{}")):
            package.writestr(zipfile.ZipInfo(name, (2023, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _number(*parts: str) -> int:
    """Return an id that Anki takes (32 bits, above 2³⁰) from what it names."""
    return (1 << 30) + int.from_bytes(sha256("\n".join(parts).encode()).digest()[:4]) % (1 << 30)


def _say(key: str, language: Language) -> str:
    return _WORDS[key].in_language(language)
