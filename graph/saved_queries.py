"""The saved questions: SPARQL files whose first comments give level, title and description in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graph.errors import NodeNotFound
from graph.model import Label
from graph.query_parameters import Parameter, filled, read_parameters, read_values, without_parameters
from ontology import QUERIES

_HEADER: Final = re.compile(r"^#\s*(level|title@en|title@ja|description@en|description@ja):\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question ready to ask.

    Attributes
    ----------
    name : the file's name without its extension.
    level : 1 (a first SELECT) to 5.
    title, description : in both languages.
    text : the SPARQL, without the header; its places are filled with their defaults.
    parameters : places that may be filled otherwise.
    template : the SPARQL with its places: `$name`.
    """

    name: str
    level: int
    title: Label
    description: Label
    text: str
    parameters: tuple[Parameter, ...] = ()
    template: str = ""

    def values(self, text: str) -> dict[str, str] | None:
        """Return what this question's places are filled with in `text`; None where that is another question."""
        return read_values(self.template or self.text, self.parameters, text)

    def with_values(self, values: Mapping[str, str]) -> str:
        """Return the question about other values; raises `InvalidInput`."""
        return filled(self.template, self.parameters, values)


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """Return all saved questions, from the easiest to the hardest."""
    found = (read_saved_query(path) for path in sorted(QUERIES.glob("*.rq")))
    return tuple(sorted(found, key=lambda query: (query.level, query.name)))


def saved_query(name: str) -> SavedQuery:
    """Return the saved question of a name; the number before it may be left out.

    Raises
    ------
    NodeNotFound
        With all names.

    Examples
    --------
    >>> saved_query("topics").level
    1
    """
    for query in saved_queries():
        if name in (query.name, query.name.split("-", 1)[1]):
            return query
    raise NodeNotFound(name, near=[query.name for query in saved_queries()])


def read_saved_query(path: Path) -> SavedQuery:
    """Read one `.rq` file; a header that is not there gives empty texts and level 1."""
    text = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    parameters = read_parameters(text)
    template = without_parameters(_HEADER.sub("", text)).strip() + "\n"
    return SavedQuery(
        name=path.stem,
        level=int(header.get("level", "1")),
        title=Label(header.get("title@en", ""), header.get("title@ja", "")),
        description=Label(header.get("description@en", ""), header.get("description@ja", "")),
        text=filled(template, parameters),
        parameters=parameters,
        template=template,
    )
