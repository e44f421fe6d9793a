"""A Markdown outline as a map: headings are stages and areas, bullets are what one learns, needs and reads.

The lowest heading above bullets is an area, the one above that its stage. A bullet is a topic, one below it a part of it; bold
text is its name, what follows a colon its definition. Under a bullet that is called "Resources", "Tools" or "Projects" come such
things instead; "Needs: …" below a bullet names what must be learned first. Names may be English or Japanese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.described import SKOS
from graph.triples import TYPE
from ontology import LM, NODE

_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_BULLET: Final = re.compile(r"(\s*)(?:[-*+]|\d+[.)])\s+(.*?)\s*")
_NAMED: Final = re.compile(r"(?:\*\*|__|\*|_)(.+?)(?:\*\*|__|\*|_)\s*(?:[(（](.*?)[)）])?\s*[:：]?\s*(.*)")
_COLON: Final = re.compile(r"([^:：()（）「」\"“”]{1,40})[:：](?!//)\s*(.*)")
_SEPARATORS: Final = ",、;；"
_LONGEST_PIECE: Final = 60
_JAPANESE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

_GROUPS: Final = {
    "Topic": ("topics", "topic", "トピック", "項目", "内容"),
    "Tool": ("tools", "tool", "ツール", "道具"),
    "Project": ("projects", "project", "プロジェクト", "演習"),
    "Resource": ("resources", "resource", "リソース", "教材", "資料"),
    "Book": ("books", "book", "書籍", "本"),
    "Course": ("courses", "course", "コース", "講座"),
    "Video": ("videos", "video", "動画"),
    "Blog": ("blogs", "blog", "ブログ"),
    "Paper": ("papers", "paper", "論文"),
    "Practice": ("practice", "実践", "練習"),
    "needs": ("needs", "requires", "prerequisites", "前提", "必要"),
}
_MEANING: Final = {word: group for group, words in _GROUPS.items() for word in words}
_ENUMERATED: Final = ("Topic", "Tool", "Project", "needs")
"""Groups whose bullets may name several things; what one reads has commas of its own, between authors."""


@dataclass
class Outline:
    """What an outline says.

    Attributes
    ----------
    triples : its statements.
    lines : line, from 1, on which each node was first named, by id.
    left_out : lines that are neither heading nor bullet nor empty.
    """

    triples: list[Triple] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    indent: int
    id: str | None
    group: str


def read_outline(text: str) -> Outline:
    """Return what a Markdown outline says; whatever is no outline of it is left out.

    Examples
    --------
    >>> outline = read_outline("## Basics\\n### Algebra\\n- **Vectors**: arrows\\n- Matrices\\n  - Needs: Vectors")
    >>> sorted(outline.lines)
    ['algebra', 'basics', 'matrices', 'vectors']
    """
    return _Reader().read(text)


def slug(name: str) -> str:
    """Return an id made of a name: letters and digits of any script in lower case, joined by hyphens.

    >>> slug("  K-Means クラスタリング (k>2)"), slug("???")
    ('k-means-クラスタリング-k-2', 'unnamed')
    """
    words = re.findall(r"[\w]+", unicodedata.normalize("NFKC", name).lower())
    return "-".join(words)[:100].strip("-_") or "unnamed"


class _Reader:
    def __init__(self) -> None:
        self.found = Outline()
        self._headings: list[tuple[int, str]] = []
        self._placed: set[str] = set()
        self._open: list[_Item] = []
        self._needs: list[tuple[str, str, int]] = []
        self._line = 0

    def read(self, text: str) -> Outline:
        fenced = False
        for self._line, line in enumerate(_body(text), 1):
            if line.lstrip().startswith(("```", "~~~")):
                fenced = not fenced
            if fenced or not line.strip():
                continue
            if heading := _HEADING.fullmatch(line):
                self._enter(len(heading[1]), heading[2])
            elif bullet := _BULLET.fullmatch(line.expandtabs(2)):
                self._bullet(len(bullet[1]), bullet[2])
            elif not re.fullmatch(r"[-*_=]{3,}", line.strip()):
                self.found.left_out.append(self._line)
        for node, name, _ in self._needs:
            self._require(node, name)
        return self.found

    def _enter(self, level: int, name: str) -> None:
        self._headings = [(above, other) for above, other in self._headings if above < level]
        self._headings.append((level, _plain(name)))
        self._open = []

    def _bullet(self, indent: int, text: str) -> None:
        self._open = [item for item in self._open if item.indent < indent]
        above = self._open[-1] if self._open else _Item(-1, None, "Topic")
        name, rest = _named(text)
        group = _MEANING.get(name.strip().lower())
        if group is not None and (rest or self._is_group(indent, above, group)):
            self._open.append(_Item(indent, above.id, group))
            for piece in _pieces(rest) if group in _ENUMERATED else filter(None, [rest]):
                self._place_in(group, piece, above)
            return
        pieces = _pieces(text) if not rest and above.group in _ENUMERATED else [text]
        for piece in pieces:
            identifier = self._place_in(above.group, piece, above)
        self._open.append(_Item(indent, identifier if above.group != "needs" else above.id, above.group))

    def _is_group(self, indent: int, above: _Item, group: str) -> bool:
        return group != "Topic" or above.id is None

    def _place_in(self, group: str, text: str, above: _Item) -> str:
        if group == "needs":
            if above.id is not None:
                self._needs.append((above.id, _plain(text), self._line))
            return above.id or ""
        name, rest = _named(text)
        if (kind := _MEANING.get(name.strip().lower())) and kind not in ("needs", "Topic") and rest:
            return self._place_in(kind, rest, above)
        return self._node(group, name, rest, above if above.group == group else _Item(-1, None, group))

    def _node(self, group: str, name: str, definition: str, above: _Item) -> str:
        kind = "Book" if group == "Resource" else group
        identifier = self._declare(kind, name)
        area = self._area()
        subject = _iri(identifier)
        if area:
            self._say(subject, LM + "area", _iri(area[0]))
            if area[1] and kind == "Topic":
                self._say(subject, LM + "stage", _iri(area[1]))
        if definition:
            self._say(subject, SKOS + "definition", _literal(definition))
        if above.id and above.id != identifier:
            self._say(subject, SKOS + "broader", _iri(above.id))
        return identifier

    def _area(self) -> tuple[str, str | None] | None:
        names = [name for level, name in self._headings if level > 1] or [name for _, name in self._headings]
        if not names:
            return None
        stage = self._declare("Stage", names[-2]) if len(names) > 1 else None
        return self._declare("Area", names[-1]), stage

    def _declare(self, kind: str, name: str) -> str:
        wanted = slug(name)
        key = f"{kind}:{wanted}"
        identifier = wanted if wanted not in self.found.lines or key in self._placed else f"{wanted}-{kind.lower()}"
        if f"{kind}:{identifier}" not in self._placed:
            self._placed |= {key, f"{kind}:{identifier}"}
            self.found.lines.setdefault(identifier, self._line)
            self._say(_iri(identifier), TYPE, NamedNode(LM + kind))
            self._say(_iri(identifier), SKOS + "prefLabel", _literal(name))
        return identifier

    def _require(self, node: str, name: str) -> None:
        on = slug(name)
        if on not in self.found.lines:
            on = self._declare("Topic", name)
        if on == node:
            return
        statement = BlankNode()
        self._say(_iri(node), LM + "prerequisite", statement)
        self.found.triples.append(Triple(statement, NamedNode(LM + "on"), _iri(on)))

    def _say(self, subject: NamedNode, property_: str, value: NamedNode | BlankNode | Literal) -> None:
        self.found.triples.append(Triple(subject, NamedNode(property_), value))


def _body(text: str) -> Iterator[str]:
    """Yield the lines, those of a front matter empty."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if n and line.strip() == "---"), 0) if text.startswith("---") else -1
    for number, line in enumerate(lines):
        yield "" if number <= end else line


def _named(text: str) -> tuple[str, str]:
    """Return a bullet's name and what it says of it."""
    if match := _NAMED.fullmatch(text):
        return _plain(match[1]), _plain(" ".join(part for part in (match[2], match[3]) if part))
    if match := _COLON.fullmatch(text):
        return _plain(match[1]), _plain(match[2])
    plain = _plain(text)
    head, bracket, rest = re.match(r"([^(（]*)([(（]?)(.*)", plain, re.DOTALL).groups()  # type: ignore[union-attr]
    return (head.strip(), rest.rstrip("）) ")) if bracket and head.strip() else (plain, "")


def _pieces(text: str) -> list[str]:
    """Return the parts of an enumeration; a sentence stays whole."""
    pieces, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in "(（「『[") - (character in ")）」』]")
        if character in _SEPARATORS and depth <= 0:
            pieces.append(text[start:place].strip())
            start = place + 1
    pieces = [piece for piece in (*pieces, text[start:].strip()) if piece]
    return pieces if all(len(piece) <= _LONGEST_PIECE for piece in pieces) else [text]


def _plain(text: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\*\*|__|`", "", text).strip(" *_")


def _iri(identifier: str) -> NamedNode:
    return NamedNode(NODE + identifier)


def _literal(text: str) -> Literal:
    return Literal(text, language="ja" if _JAPANESE.search(text) else "en")
