"""Queries that tell what a page shows: what "show the query" opens. Their texts lie in `ontology/panels`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from string import Template
from typing import Final

from explorer.address import LONGEST_QUERY
from graph.errors import InvalidInput
from graph.facets import Facets
from graph.goals import Way
from graph.model import Label, Language
from graph.path import Plan
from graph.query_parameters import Parameter, filled
from graph.vocabulary import property_names
from ontology import PANELS

_NODE: Final = Parameter("node", "node", "softmax", Label("node", "ノード"))

_MISSING: Final[Mapping[str, str]] = {
    "resource": "?resource schema:teaches ?node",
    "free": "?resource schema:teaches ?node . { ?resource schema:isAccessibleForFree true } UNION "
    '{ ?resource dct:identifier ?id . FILTER (STRSTARTS(?id, "arXiv:")) }',
    "japanese": '?resource schema:teaches ?node ; schema:inLanguage "ja"',
    "origin": "?node lm:introducedIn|lm:introducedYear ?origin",
    "alias": "?node skos:altLabel ?alias",
    "identifier": "?node dct:identifier ?identifier",
    "parameters": "?node lm:parameters ?parameters",
    "access": "?node lm:access ?access",
}
"""What a node lacks that `graph.health.coverage` counts as missing, as a pattern that it does not match."""

_YEAR: Final = (
    "\n  ?node schema:datePublished|lm:introducedYear ?date .\n  BIND (xsd:integer(SUBSTR(STR(?date), 1, 4)) AS ?year)"
)


def node_query(name: str, identifier: str, language: Language, *, links: Sequence[str] = ()) -> str | None:
    """Return a query about one node; None where it cannot be asked, as for an id too long to ask about.

    Parameters
    ----------
    name : of a file in `ontology/panels`, without its extension.
    links : local names of the properties that join the node to what is asked for.

    Examples
    --------
    >>> "  :bert lm:prerequisite ?statement ." in node_query("needs", "bert", "en")
    True
    """
    properties = [property_names().get(link) for link in links]
    if None in properties:
        return None
    return _asked(name, language, node=[identifier], properties="|".join(filter(None, properties)))


def areas_query(language: Language, facets: Facets) -> str | None:
    """Return the query for how much each area holds; None where it depends on the learner."""
    return _faceted("areas", language, facets)


def area_query(areas: Sequence[str], language: Language, facets: Facets) -> str | None:
    """Return the query for what areas hold; None where that depends on the learner."""
    return _faceted("area", language, facets, areas=areas)


def around_query(centres: Sequence[str], language: Language, facets: Facets) -> str | None:
    """Return the query for what is joined to nodes; None where that depends on the learner."""
    return _faceted("around", language, facets, centres=centres)


def whole_query(name: str, language: Language) -> str | None:
    """Return a query about the whole map."""
    return _asked(name, language)


def chains_query(identifier: str, plan: Plan, language: Language) -> str | None:
    """Return the query for every reason on the ways from a node up to what a plan is for."""
    return _asked("chains", language, node=[identifier], targets=plan.targets)


def path_query(plan: Plan, known: Iterable[str], skipped: Iterable[str], language: Language) -> str | None:
    """Return the query for the steps of a plan; None where it has more than a query can name.

    Parameters
    ----------
    known : what is stated to be known; "x!" stands for x without what it requires.
    skipped : what is left out.

    Examples
    --------
    >>> from graph import open_map, plan_path
    >>> "?target lm:requires* ?step" in path_query(plan_path(open_map(), "bert"), (), (), "en")
    True
    """
    stated = tuple(known)
    if tuple(skipped) or any(name.endswith("!") for name in stated):
        return _asked("steps", language, steps=_numbered([step.node.id for step in plan.steps]))
    minus = f"\n  MINUS {{ VALUES ?stated {{ {_terms(stated)} }} ?stated lm:requires* ?step }}" if stated else ""
    return _asked("path", language, targets=_begun(plan), known=minus)


def next_query(
    steps: Sequence[str], plan: Plan | None, known: Iterable[str], skipped: Iterable[str], language: Language
) -> str | None:
    """Return the query for what can be learned next for the targets of a plan; without one, for the steps by name."""
    stated = tuple(known)
    if plan is None or tuple(skipped) or any(name.endswith("!") for name in stated):
        return _asked("steps", language, steps=_numbered(steps))
    return _asked("next", language, targets=_begun(plan), known=_terms(stated))


def goals_query(found: Iterable[Way], known: Iterable[str], skipped: Iterable[str], language: Language) -> str | None:
    """Return the query for how far it is to each goal; None where it depends on more than what is known."""
    stated = tuple(known)
    if tuple(skipped) or any(name.endswith("!") for name in stated):
        return None
    begun = [(way.node.id, start) for way in found for start in (way.node.id, *way.chosen)]
    with suppress(InvalidInput):
        pairs = " ".join(f"({_terms([goal])} {_terms([start])})" for goal, start in begun)
        return _asked("goals", language, goals=pairs, known=stated)
    return None


def milestones_query(areas: Sequence[str], first: int, last: int, language: Language) -> str | None:
    """Return the query for what was new from one year to another, both inclusive."""
    within = f"\n  VALUES ?area {{ {_terms(areas)} }}" if areas else ""
    return _asked("milestones", language, areas=within, first=f"{first:04}", end=f"{last + 1:04}")


def ranking_query(measure: str, ids: Sequence[str], language: Language) -> str | None:
    """Return the query that gives the values of a ranking of `graph.insight`; None where SPARQL cannot tell them."""
    name = measure.replace("-", "_")
    return _asked(name, language, nodes=ids) if (PANELS / f"{name}.rq").exists() else None


def missing_query(what: str, kind: str, language: Language) -> str | None:
    """Return the query for which nodes lack what `graph.health.coverage` looks for."""
    return _asked("missing", language, kind=_class(kind), what=_MISSING[what])


@cache
def _template(name: str) -> Template:
    return Template((PANELS / f"{name}.rq").read_text(encoding="utf-8").rstrip())


def _asked(name: str, language: Language, **places: str | Sequence[str]) -> str | None:
    """Return a query with its places filled: ids as terms, text as it stands; None where it cannot be or is too long."""
    with suppress(InvalidInput):
        said = {key: value if isinstance(value, str) else _terms(value) for key, value in places.items()}
        text = _template(name).substitute(said, language=f'"{language}"')
        return text if len(text) <= LONGEST_QUERY else None
    return None


def _faceted(name: str, language: Language, facets: Facets, **places: Sequence[str]) -> str | None:
    if facets.statuses:
        return None
    pattern = f"\n  VALUES ?stage {{ {_terms(facets.stages)} }}\n  ?node lm:stage ?stage ." if facets.stages else ""
    limits = [f"?year >= {facets.first_year}"] if facets.first_year is not None else []
    limits += [f"?year <= {facets.last_year}"] if facets.last_year is not None else []
    if limits:
        pattern += f"{_YEAR}\n  FILTER ({' && '.join(limits)})"
    with suppress(InvalidInput):
        return _asked(name, language, kinds=" ".join(map(_class, facets.kinds)), facets=pattern, **places)
    return None


def _begun(plan: Plan) -> list[str]:
    """Return where the requirements of a plan begin: its targets, which of alternatives it takes, and what was added to it."""
    required = {
        edge.on for step in plan.steps for edge in step.because if edge.strength == "required" and edge.choice is None
    }
    return list(dict.fromkeys((*plan.targets, *(id_ for id_ in plan.positions if id_ not in required))))


def _numbered(ids: Sequence[str]) -> str:
    return " ".join(f"({number} {_terms([identifier])})" for number, identifier in enumerate(ids, 1))


def _terms(ids: Iterable[str]) -> str:
    return " ".join(filled("$node", [_NODE], {"node": identifier}) for identifier in ids)


def _class(kind: str) -> str:
    """Return the class of a kind of the vocabulary; raises `InvalidInput` for what cannot be one."""
    if not kind.isascii() or not kind.isalpha():
        raise InvalidInput(f"{kind!r} is no kind of node.", f"「{kind}」はノードの種類ではありません。")
    return f"lm:{kind.capitalize()}"
