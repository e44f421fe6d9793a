"""A map on a SPARQL 1.1 server: the queries that its triples are pulled with.

They keep to what servers do alike (tested on Oxigraph and Virtuoso 7): VALUES, UNION, property paths, FILTER; no service, no
inference, no text index is taken for granted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.described import DCT, LABELS, NAMING, NOT_NODES, OTHER_NAMES, READING, REQUIRES, SCHEMA, SKOS
from graph.errors import MapTooLarge
from graph.map_data import MapData
from graph.model import LANGUAGES, Prerequisite
from graph.name_pieces import pieces, written_ways
from graph.named_graphs import DERIVED
from graph.record import Record
from graph.server_errors import MapHidden
from graph.sparql_client import Row, SparqlClient, terms
from graph.triples import RDF, TYPE, local_name, node_id
from ontology import LM

if TYPE_CHECKING:
    from graph.prerequisites import PrerequisiteGraph

BATCH: Final = 100
"""Nodes that one query asks about: some thousand rows come back."""

MOST_LINKED: Final = 1_000
"""Nodes of each property that are said to point at one."""

MOST_EDGES: Final = 100_000
"""Prerequisites up to which a server's whole graph is pulled."""

_FIRST_IRIS: Final = (LM, SCHEMA, "http://schema.org/", SKOS, DCT)
"""Namespaces in which a property is looked for by its local name."""

_PREFIXES: Final = f"PREFIX lm: <{LM}> PREFIX rdf: <{RDF}> PREFIX skos: <{SKOS}>\n"


class ServerSource:
    """The source of a `FetchedMap` on a server; see `graph.source.Source`."""

    ahead = BATCH
    candidates = 200

    def __init__(self, client: SparqlClient, requires: tuple[str, ...] = REQUIRES) -> None:
        self.client = client
        self._plain = terms(requires)
        self._naming = terms((*NAMING, LM + "prerequisite", *requires)).replace(" ", ", ")
        self._names = "|".join(str(NamedNode(name)) for name in (*NAMING, *OTHER_NAMES))
        self._requires = requires

    def about(self, iris: Sequence[str]) -> Iterable[Triple]:
        """Return the triples of some nodes, with those that hang on them."""
        for start in range(0, len(iris), BATCH):
            # One answer at a time is made into triples: its blank nodes are its own.
            for row in self.client.in_batches(iris[start : start + BATCH], _about, BATCH):
                yield Triple(row["s"], row["p"], row["o"])  # type: ignore[arg-type]

    def records(self, iris: Sequence[str]) -> Mapping[str, Record]:
        """Return none: a server knows triples."""
        return {}

    def quads(self, iris: Sequence[str]) -> Iterable[Quad]:
        """Return the same with the graphs that state it, as far as the server tells."""
        for start in range(0, len(iris), BATCH):
            for row in self.client.in_batches(iris[start : start + BATCH], _about_in_graphs, BATCH):
                graph = row.get("g", DefaultGraph())
                if graph != DERIVED:
                    yield Quad(row["s"], row["p"], row["o"], graph)  # type: ignore[arg-type]

    def held(self, iris: Sequence[str]) -> set[str]:
        """Return which of them are nodes."""
        return {row["n"].value for row in self.client.in_batches(iris, self._held, 2 * BATCH)}

    def users(self, iris: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Return (dependent, on) for each that directly needs one of them."""
        return ((row["d"].value, row["n"].value) for row in self.client.in_batches(iris, self._users, BATCH))

    def pointing(self, iris: Sequence[str], link: str | None) -> Iterable[tuple[str, str, str]]:
        """Return (subject, property, object) where one of them is the object; by any property, at most `MOST_LINKED` each."""
        properties = [*self._requires] if link == "requires" else [base + link for base in _FIRST_IRIS] if link else []
        chosen = f"VALUES ?p {{ {terms(properties)} }}" if properties else ""

        def query(values: str) -> str:
            return f"SELECT DISTINCT ?s ?p ?n WHERE {{ VALUES ?n {{ {values} }} {chosen} ?s ?p ?n FILTER(isIRI(?s)) }}"

        rows = self._linked(iris[0]) if len(iris) == 1 and link is None else self.client.in_batches(iris, query, BATCH)
        nodes = self.held(list(dict.fromkeys(row["s"].value for row in rows)))
        return ((row["s"].value, row["p"].value, row["n"].value) for row in rows if row["s"].value in nodes)

    def _linked(self, iri: str) -> list[Row]:
        """Return the first of those that point at a node by each property: an area has members without end."""
        query = f"SELECT ?p (COUNT(*) AS ?c) WHERE {{ ?s ?p {NamedNode(iri)} FILTER(isIRI(?s)) }} GROUP BY ?p"
        properties = [row["p"] for row in self.client.select(query)]
        return [
            row
            for property_ in properties
            for row in self.client.select(
                f"SELECT DISTINCT ?s ?p ?n WHERE {{ VALUES ?n {{ {NamedNode(iri)} }} VALUES ?p {{ {property_} }} "
                f"?s ?p ?n FILTER(isIRI(?s)) }} ORDER BY ?s LIMIT {MOST_LINKED}"
            )
        ]

    def page(self, kind: str | None, link: str | None, of: str | None, after: str, limit: int) -> list[str]:
        """Return a page of nodes, sorted by IRI."""
        wanted = [f"?n ?p ?l FILTER(isIRI(?n) && ?p IN ({self._naming}))"]
        if after:
            wanted.append(f"FILTER(STR(?n) > {Literal(after)})")
        if kind is not None:
            wanted.insert(0, f"?n a ?k FILTER(REGEX(STR(?k), {Literal(_ending(kind))}, 'i'))")
        if link is not None and of is not None:
            properties = terms(base + link for base in _FIRST_IRIS)
            wanted.insert(0, f"VALUES ?q {{ {properties} }} ?n ?q {NamedNode(of)}")
        excluded = terms(sorted(NOT_NODES)).replace(" ", ", ")
        query = (
            f"SELECT DISTINCT ?n WHERE {{ {' . '.join(wanted)} "
            f"FILTER NOT EXISTS {{ ?n a ?not FILTER(?not IN ({excluded})) }} }} ORDER BY ?n LIMIT {limit}"
        )
        found = [row["n"].value for row in self.client.select(query)]
        if not found and not after:
            self._refuse_hidden()
        return found

    def named(self, text: str, limit: int) -> list[str]:
        """Return nodes with a name that may be meant by `text`."""
        found = dict.fromkeys(self._exactly(text))
        for hits, least in _conditions(text):
            if len(found) >= limit:
                break
            query = (
                f"SELECT ?n (MAX(?h) AS ?best) WHERE {{ ?n {self._names} ?l FILTER(isIRI(?n)) "
                f"BIND(LCASE(STR(?l)) AS ?t) BIND({hits} AS ?h) FILTER(?h >= {least}) }} "
                f"GROUP BY ?n ORDER BY DESC(?best) ?n LIMIT {limit}"
            )
            found.update(dict.fromkeys(row["n"].value for row in self.client.select(query)))
        if not found:
            self._refuse_hidden()
        return list(found)

    def data(self) -> MapData:
        """Return the server itself."""
        return MapData(self.client, None, "")

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return nodes by kind and edges by property."""
        kinds: dict[str, int] = {}
        query = (
            f"SELECT ?k (COUNT(DISTINCT ?n) AS ?c) WHERE {{ ?n a ?k . ?n ?p ?l FILTER(isIRI(?n) && ?p IN ({self._naming})) }} "
            "GROUP BY ?k"
        )
        for row in self.client.select(query):
            if row["k"].value not in {*NOT_NODES, LM + "Node", LM + "Resource"} and row["k"].value.startswith(LM):
                kinds[local_name(row["k"].value).lower()] = _number(row, "c")
        if not kinds:
            self._refuse_hidden()
        return dict(sorted(kinds.items())), dict(sorted(self._edge_counts().items()))

    def _refuse_hidden(self) -> None:
        """Raise `MapHidden` where the server has something, but not where it looks for it: that is no empty map."""
        seen = self.client.select("SELECT * WHERE { ?s ?p ?o } LIMIT 1")
        if not seen and self.client.select("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1"):
            raise MapHidden(self.client.shown)

    def graph_at_hand(self) -> None:
        """Return None: a server's arrays have to be pulled."""

    def graph(self) -> PrerequisiteGraph:
        """Return the arrays of the whole; raises `MapTooLarge` for more than `MOST_EDGES` prerequisites."""
        from graph.prerequisites import build

        pairs = self._edges()
        return build({end for pair in pairs for end in pair}, [Prerequisite(*pair) for pair in pairs])

    def _edges(self) -> list[tuple[str, str]]:
        counts = self._edge_counts()
        if counts.get("requires", 0) > MOST_EDGES:
            raise MapTooLarge(MOST_EDGES)
        pairs: dict[tuple[str, str], None] = {}
        patterns = [
            "?d lm:prerequisite ?b . ?b lm:on ?n FILTER NOT EXISTS { ?b lm:strength lm:helpful }",
            f"VALUES ?p {{ {self._plain} }} ?d ?p ?n FILTER(isIRI(?n))",
        ]
        for pattern in patterns:
            offset = 0
            while True:
                query = f"SELECT ?d ?n WHERE {{ {pattern} }} ORDER BY ?d ?n LIMIT 5000 OFFSET {offset}"
                rows = self.client.select(_PREFIXES + query)
                pairs.update({(node_id(row["d"].value), node_id(row["n"].value)): None for row in rows})
                offset += len(rows)
                if len(rows) < 5000:
                    break
        return list(pairs)

    def _edge_counts(self) -> dict[str, int]:
        query = (
            "SELECT ?p (COUNT(*) AS ?c) WHERE { ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) "
            f"FILTER EXISTS {{ ?o {'|'.join(str(NamedNode(name)) for name in NAMING)} ?l }} }} GROUP BY ?p"
        )
        found = {row["p"].value: _number(row, "c") for row in self.client.select(query)}
        plain = sum(found.pop(name, 0) for name in self._requires)
        hidden = {TYPE, LM + "isRequiredBy", LM + "on", LM + "strength"}
        edges = {local_name(name): count for name, count in found.items() if name not in hidden}
        item = "(lm:on|lm:oneOf/rdf:rest*/rdf:first)"
        query = f"SELECT (COUNT(*) AS ?c) WHERE {{ ?d lm:prerequisite ?b . ?b {item} ?n }}"
        stated = self._count(query)
        helpful = self._count(query.replace(f"?b {item}", f"?b lm:strength lm:helpful ; {item}"))
        if stated:
            unreasoned = (
                f"SELECT (COUNT(*) AS ?c) WHERE {{ VALUES ?p {{ {self._plain} }} ?d ?p ?n "
                "FILTER NOT EXISTS { ?d lm:prerequisite ?b . ?b lm:on ?n } }"
            )
            plain = self._count(unreasoned) if plain else 0
        teaching = "{ ?r <https://schema.org/teaches> ?n } UNION { ?n lm:explainedIn/lm:resource ?r }"
        edges["teaches"] = self._count(
            f"SELECT (COUNT(*) AS ?c) WHERE {{ SELECT DISTINCT ?r ?n WHERE {{ {teaching} }} }}"
        )
        edges |= {"requires": stated - helpful + plain, "helpful": helpful}
        return {name: count for name, count in edges.items() if count}

    def _count(self, query: str) -> int:
        return next((_number(row, "c") for row in self.client.select(_PREFIXES + query)), 0)

    def _held(self, values: str) -> str:
        return (
            f"SELECT DISTINCT ?n WHERE {{ VALUES ?n {{ {values} }} {{ ?n ?p ?l FILTER(?p IN ({self._naming})) }} "
            f"UNION {{ VALUES ?r {{ {self._plain} }} ?s ?r ?n }} }}"
        )

    def _users(self, values: str) -> str:
        return _PREFIXES + (
            f"SELECT DISTINCT ?d ?n WHERE {{ VALUES ?n {{ {values} }} {{ ?b lm:on ?n . ?d lm:prerequisite ?b }} "
            f"UNION {{ VALUES ?p {{ {self._plain} }} ?d ?p ?n }} "
            "UNION { ?c rdf:first ?n . ?l rdf:rest* ?c . ?b lm:oneOf ?l . ?d lm:prerequisite ?b } FILTER(isIRI(?d)) }"
        )

    def _exactly(self, text: str) -> Iterator[str]:
        ways = " ".join(str(Literal(text, language=tag)) for tag in (*LANGUAGES, READING)) + f" {Literal(text)}"
        names = "|".join(str(NamedNode(name)) for name in (*LABELS, *OTHER_NAMES))
        query = f"SELECT DISTINCT ?n WHERE {{ VALUES ?l {{ {ways} }} ?n {names} ?l FILTER(isIRI(?n)) }} LIMIT 100"
        for row in self.client.select(query):
            yield row["n"].value


def _about(values: str) -> str:
    """Return the query of all that is said of some nodes, their statements and their lists."""
    nodes = f"VALUES ?n {{ {values} }} ?n ?q"
    return _PREFIXES + (
        f"SELECT ?s ?p ?o WHERE {{ {{ VALUES ?s {{ {values} }} ?s ?p ?o }} "
        f"UNION {{ {nodes} ?s FILTER(isBlank(?s) || ?q IN (lm:prerequisite, lm:explainedIn)) ?s ?p ?o }} "
        f"UNION {{ {nodes} ?b FILTER(isBlank(?b) || ?q = lm:prerequisite) ?b (lm:oneOf|rdf:rest)+ ?s . ?s ?p ?o }} }}"
    )


def _about_in_graphs(values: str) -> str:
    query = _about(values).replace("SELECT ?s ?p ?o WHERE {", "SELECT ?s ?p ?o ?g WHERE { {", 1)
    return f"{query} OPTIONAL {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"


def _conditions(text: str) -> Iterator[tuple[str, int]]:
    """Yield what counts the hits in a name ?t, and how many it must have: all words, then a part that a typing error spares."""
    words = pieces(text)
    if not words:
        return
    yield " + ".join(map(_hit, words)), len(words)
    parts = list(dict.fromkeys(part for word in words for part in _split(word)))
    if parts != words:
        yield " + ".join(map(_hit, parts)), max(1, len(parts) // 3)


def _split(word: str) -> list[str]:
    # Two errors in a word leave one of its three parts whole.
    size = max(2, len(word) // 3)
    return [word[start : start + size] for start in range(0, len(word) - size + 1, size)] or [word]


def _hit(part: str) -> str:
    ways = " || ".join(f"CONTAINS(?t, {Literal(way)})" for way in written_ways(part))
    return f"IF({ways}, 1, 0)"


def _ending(kind: str) -> str:
    return f"[#/]{''.join(character if character.isalnum() else '.' for character in kind)}$"


def _number(row: Row, name: str) -> int:
    return int(float(row[name].value))
