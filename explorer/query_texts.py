"""Queries that tell what a page shows: what "show the query" opens."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from graph.errors import InvalidInput
from graph.model import Label
from graph.query_parameters import Parameter, filled

_NODE: Final = Parameter("node", "node", "softmax", Label("node", "ノード"))

_NEEDS: Final = """SELECT ?prerequisite ?name ?strength ?because
WHERE {
  $node lm:prerequisite ?statement .
  ?statement lm:on|(lm:oneOf/rdf:rest*/rdf:first) ?prerequisite ;
             lm:strength ?strength .
  ?prerequisite skos:prefLabel ?name .
  OPTIONAL { ?statement lm:because ?because . FILTER (LANG(?because) = "LANGUAGE") }
  FILTER (LANG(?name) = "LANGUAGE")
}
ORDER BY DESC(?strength) ?name
"""


def needs_query(identifier: str, language: str) -> str | None:
    """Return the query for what a node needs, with the reasons; None for an id too long to ask about.

    >>> "  :bert lm:prerequisite ?statement ." in needs_query("bert", "en")
    True
    """
    with suppress(InvalidInput):
        return filled(_NEEDS.replace("LANGUAGE", language), [_NODE], {"node": identifier})
    return None
