"""The values everything else speaks of: labels, nodes, prerequisites. Frozen, without behaviour that needs a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Language = Literal["en", "ja"]
Strength = Literal["required", "helpful"]

LANGUAGES: Final[tuple[Language, ...]] = ("en", "ja")

RESOURCE_KINDS: Final = ("book", "course", "video", "blog", "practice")
"""Kinds that are resources: what one learns from."""

ASSUMED_HOURS: Final[Mapping[str, float]] = {"topic": 2.0, "paper": 3.0, "project": 8.0, "model": 1.0, "tool": 2.0}
"""Hours assumed for a node of a kind where the map states none; other kinds take no hours."""


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A text in English and Japanese; where one is missing, the other stands in.

    >>> Label("Self-attention", "セルフアテンション").in_language("ja")
    'セルフアテンション'
    >>> Label("Self-attention", "").in_language("ja")
    'Self-attention'
    """

    en: str
    ja: str

    def in_language(self, language: Language) -> str:
        """Return the text in `language`, or in the other where it is missing."""
        return (self.ja or self.en) if language == "ja" else (self.en or self.ja)

    def __bool__(self) -> bool:
        return bool(self.en or self.ja)


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that has a place in the map.

    Attributes
    ----------
    id : the slug for nodes of the map's own namespace, else the full IRI.
    kind : the class's local name in lower case: "topic", "paper", "model", "book" …
    label, definition : in both languages.
    aliases : other names, in either language.
    area, stage, phase : ids, or None.
    hours : to learn it, once its prerequisites are known.
    date : ISO date as exact as confirmed ("2017", "2017-06", "2017-06-12"), or None.
    starting_point : whether an adult with school mathematics may begin here.
    note : editorial note.
    facts : other literal values by property, e.g. {"identifier": ("arXiv:1706.03762",)}.
    links : ids by property, e.g. {"introducedIn": ("attention-is-all-you-need",)}.
    """

    id: str
    kind: str
    label: Label
    definition: Label = field(default=Label("", ""))
    aliases: tuple[str, ...] = ()
    area: str | None = None
    stage: str | None = None
    phase: str | None = None
    hours: float = 0.0
    date: str | None = None
    starting_point: bool = False
    note: Label = field(default=Label("", ""))
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def year(self) -> int | None:
        """The year of `date`, or the stated year of introduction."""
        stated = self.date or next(iter(self.facts.get("introducedYear", ())), "")
        return int(stated[:4]) if stated[:4].isdigit() else None

    @property
    def is_resource(self) -> bool:
        """Whether one learns from it: a book, course, video, blog or practice site."""
        return self.kind in RESOURCE_KINDS

    def first(self, fact: str) -> str | None:
        """Return the first value of a fact, or None."""
        return next(iter(self.facts.get(fact, ())), None)


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """The statement that `dependent` needs `on` first, with what of it is used.

    Alternatives of which any one suffices are several prerequisites that share a `choice` (the IRI of the statement).
    """

    dependent: str
    on: str
    because: Label = field(default=Label("", ""))
    strength: Strength = "required"
    choice: str | None = None
