"""Rules about facts that can be held against each other: dates, lineages, identifiers.

Each rule is a function from the files of a map to its findings, as in `graph.map_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.checked_files import CheckedFiles, Finding
from graph.model import Label, Node
from graph.store import LocalMap
from graph.triples import node_iri
from ontology import LM

_IDENTIFIER: Final = "http://purl.org/dc/terms/identifier"


def dates(checked: CheckedFiles) -> Iterator[Finding]:
    """Find lineages against time: nothing builds on what came later."""
    for node in checked.map.nodes():
        for ancestor_id in node.links.get("buildsOn", ()):
            ancestor = checked.map.node(ancestor_id)
            if _is_before(_when(node, checked.map), _when(ancestor, checked.map)):
                own, other = _when(node, checked.map), _when(ancestor, checked.map)
                yield checked.finding(
                    "dates",
                    node.id,
                    Label(
                        f"{node.id} ({own}) builds on {ancestor_id}, which came later ({other}).",
                        f"{node.id}（{own}）が、後から登場した {ancestor_id}（{other}）を元にしています。",
                    ),
                    Label(
                        "Mend the date that is wrong, or turn lm:buildsOn round.",
                        "誤った日付を直すか、lm:buildsOn の向きを逆にしてください。",
                    ),
                    LM + "buildsOn",
                    node_iri(ancestor_id),
                )


def book_numbers(checked: CheckedFiles) -> Iterator[Finding]:
    """Find ISBNs whose check digit is wrong."""
    for node in checked.map.nodes():
        for identifier in node.facts.get("identifier", ()):
            digits = identifier.removeprefix("isbn:")
            if identifier.startswith("isbn:") and digits.isdigit() and not _isbn_adds_up(digits):
                yield checked.finding(
                    "isbn",
                    node.id,
                    Label(
                        f"{identifier} is no ISBN: its check digit is wrong.",
                        f"{identifier} はISBNのチェックディジットが合いません。",
                    ),
                    Label("Copy the 13 digits again from the book.", "書籍の13桁を確認してください。"),
                    "http://purl.org/dc/terms/identifier",
                )


def preprint_dates(checked: CheckedFiles) -> Iterator[Finding]:
    """Find papers whose arXiv identifier, which begins with year and month of the first version, contradicts their date.

    A paper may be dated before its preprint, where it appeared elsewhere first; it cannot be dated after it.
    """
    for node in checked.map.nodes():
        for identifier in node.facts.get("identifier", ()):
            month = preprint_month(identifier)
            if month is not None and _is_before(month, node.date):
                yield checked.finding(
                    "preprint",
                    node.id,
                    Label(
                        f"{node.id} is dated {node.date}, but {identifier} was there in {month}.",
                        f"{node.id} の日付は {node.date} ですが、{identifier} は {month} に公開されています。",
                    ),
                    Label(
                        "Give the date of the first version, or the identifier of this paper.",
                        "初版の日付か、この論文の正しい識別子を書いてください。",
                    ),
                    _IDENTIFIER,
                )


def shared_identifiers(checked: CheckedFiles) -> Iterator[Finding]:
    """Find identifiers that two nodes share."""
    seen: dict[str, str] = {}
    for node in checked.map.nodes():
        for identifier in node.facts.get("identifier", ()):
            first = seen.setdefault(identifier.casefold(), node.id)
            if first != node.id:
                yield checked.finding(
                    "identifier",
                    node.id,
                    Label(
                        f"{node.id} and {first} share {identifier}.",
                        f"{node.id} と {first} の識別子がどちらも {identifier} です。",
                    ),
                    Label(
                        "Merge them, or mend the identifier that is wrong.",
                        "1つにまとめるか、誤った識別子を直してください。",
                    ),
                    _IDENTIFIER,
                )


def _when(node: Node, map_: LocalMap) -> str | None:
    if node.date:
        return node.date
    papers = [map_.node(paper).date for paper in node.links.get("introducedIn", ())]
    dated = sorted(date for date in papers if date)
    return dated[0] if dated else node.first("introducedYear")


def _is_before(date: str | None, other: str | None) -> bool:
    if not date or not other:
        return False
    precision = min(len(date), len(other))
    return date[:precision] < other[:precision]


def _isbn_adds_up(digits: str) -> bool:
    return len(digits) == 13 and sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10 == 0


def preprint_month(identifier: str) -> str | None:
    """Return year and month of an arXiv identifier.

    >>> preprint_month("arXiv:1706.03762"), preprint_month("arXiv:cs/9905014"), preprint_month("doi:10.1/x")
    ('2017-06', '1999-05', None)
    """
    scheme, _, number = identifier.partition(":")
    digits = number.rpartition("/")[2][:4]
    if scheme != "arXiv" or not digits.isdigit():
        return None
    century = "19" if digits[:2] > "90" else "20"
    return f"{century}{digits[:2]}-{digits[2:]}"
