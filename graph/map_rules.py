"""The rules of a well-formed map: SHACL shapes, and what needs more than one node's neighbourhood to see.

Each rule is a function from the files of a map to its findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from graph.checked_files import CheckedFiles, Finding, shown
from graph.described import SKOS
from graph.fact_rules import book_numbers, dates, preprint_dates, shared_identifiers
from graph.model import Label
from graph.prerequisites import build, find_cycle
from graph.search import folded
from graph.triples import by_subject, local_name, node_id, node_iri, read_file
from ontology import LM, NODE, SHAPES, VOCABULARY

Rule = Callable[[CheckedFiles], Iterator[Finding]]


def shapes(checked: CheckedFiles) -> Iterator[Finding]:
    """Find what the SHACL shapes of `ontology/shapes.ttl` refuse."""
    from graph.shacl import violations

    for violation in violations(checked.triples, read_file(SHAPES), checked.index):
        focus = violation.focus
        mentions = [violation.path] if violation.path else []
        if isinstance(focus, BlankNode):
            on = _needed_by(checked, focus)
            node, mentions = checked.owners.get(focus.value, ""), ([LM + "on", on] if on else mentions)
        else:
            node = node_id(focus.value)
        name = local_name(violation.path) if violation.path else ""
        subject = Label(f"{node}: {name}".rstrip(": "), f"{node}: {name}".rstrip(": "))
        found = f" ({violation.value})" if violation.value else ""
        message = Label(
            f"{subject.en} is not as the shape asks{found}.", f"{subject.ja} が形式に合っていません{found}。"
        )
        yield checked.finding("shape", node, message, violation.message, *mentions)


def cycles(checked: CheckedFiles) -> Iterator[Finding]:
    """Find a cycle in the required prerequisites; the message shows it."""
    graph = build(checked.map.ids, checked.map.all_prerequisites)
    cycle = find_cycle(graph)
    if cycle:
        drawn = " → ".join((*cycle, cycle[0]))
        yield checked.finding(
            "cycle",
            cycle[0],
            Label(f"The prerequisites go round in a circle: {drawn}.", f"前提が循環しています: {drawn}。"),
            Label("Remove the edge that points the wrong way.", "向きが逆の辺を取り除いてください。"),
            LM + "on",
            node_iri(cycle[1 % len(cycle)]),
        )


def redundant_edges(checked: CheckedFiles) -> Iterator[Finding]:
    """Find prerequisites that follow through other required ones; the message shows how."""
    edges = [edge for edge in checked.map.all_prerequisites if edge.on in checked.map and edge.choice is None]
    graph = build(checked.map.ids, edges)
    if find_cycle(graph):
        return
    required: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.strength == "required":
            required[edge.dependent].append(edge.on)
    below = _below(required)
    for edge in edges:
        detour = next((via for via in required[edge.dependent] if via != edge.on and edge.on in below(via)), None)
        if detour is not None:
            way = " → ".join((edge.dependent, *_way(required, detour, edge.on)))
            yield checked.finding(
                "redundant",
                edge.dependent,
                Label(
                    f"{edge.dependent} → {edge.on} follows through others: {way}.",
                    f"{edge.dependent} → {edge.on} は他の辺から導けます: {way}。",
                ),
                Label(
                    "Leave this prerequisite out, or the edge in the way that is not needed.",
                    "この前提か、途中の不要な辺を取り除いてください。",
                ),
                LM + "on",
                node_iri(edge.on),
            )


def dangling_references(checked: CheckedFiles) -> Iterator[Finding]:
    """Find mentions of nodes that the map does not hold, and terms that the vocabulary does not hold."""
    terms = set(by_subject(read_file(VOCABULARY)))
    for subject, properties in checked.index.items():
        node = node_id(subject) if ":" in subject else checked.owners.get(subject, subject)
        for property_, objects in properties.items():
            for iri in (property_, *(value.value for value in objects if isinstance(value, NamedNode))):
                if iri.startswith(NODE) and node_id(iri) not in checked.map and "/requires/" not in iri:
                    near = [match.id for match in checked.map.search(node_id(iri), limit=3)]
                    yield checked.finding("dangling", node, *_unknown(node_id(iri), near), iri)
                elif iri.startswith(LM) and iri not in terms:
                    near = _nearest_terms(local_name(iri), terms)
                    yield checked.finding("vocabulary", node, *_unknown("lm:" + local_name(iri), near), iri)


def orphans(checked: CheckedFiles) -> Iterator[Finding]:
    """Find nodes that nothing but area, stage and phase ties to the map."""
    places = ("area", "stage", "phase")
    pointed = {edge.on for edge in checked.map.all_prerequisites} | {
        edge.dependent for edge in checked.map.all_prerequisites
    }
    for node in checked.map.nodes():
        inverse = checked.map.links_of(node.id)
        tied = (
            node.id in pointed
            or node.links
            or (inverse if node.kind in ("area", "stage", "phase") else inverse.keys() - set(places))
        )
        if not tied:
            yield checked.finding(
                "orphan",
                node.id,
                Label(f"Nothing is tied to {node.id}.", f"{node.id} はどのノードとも結び付いていません。"),
                Label(
                    "Tie it to the topics that it teaches, implements, practises or needs.",
                    "教える・実装する・実践する・必要とするトピックと結び付けてください。",
                ),
            )


def duplicates(checked: CheckedFiles) -> Iterator[Finding]:
    """Find nodes declared twice, and labels that two nodes of a kind share."""
    for identifier, homes in checked.homes.items():
        if len(homes) > 1 and identifier in checked.map:
            where = ", ".join(shown(path) for path in homes)
            yield checked.finding(
                "duplicate",
                identifier,
                Label(
                    f"{identifier} is declared more than once: {where}.",
                    f"{identifier} が複数回定義されています: {where}。",
                ),
                Label("Keep one entry and merge the others into it.", "1つにまとめてください。"),
            )
    seen: dict[tuple[str, str, str], str] = {}
    for node in checked.map.nodes():
        for language, label in (("en", node.label.en), ("ja", node.label.ja)):
            key = (node.kind, language, folded(label) or label)
            first = seen.setdefault(key, node.id)
            if label and first != node.id:
                yield checked.finding(
                    "duplicate",
                    node.id,
                    Label(
                        f"{node.id} and {first} are both called {label!r}.",
                        f"{node.id} と {first} の名前がどちらも「{label}」です。",
                    ),
                    Label("Name them apart, or merge them.", "名前を区別するか、1つにまとめてください。"),
                    SKOS + "prefLabel",
                )


def repeated_prerequisites(checked: CheckedFiles) -> Iterator[Finding]:
    """Find prerequisites stated twice, of a node on itself, or beside `lm:startingPoint true`."""
    stated: set[tuple[str, str]] = set()
    for edge in checked.map.all_prerequisites:
        pair = (edge.dependent, edge.on)
        starting = edge.dependent in checked.map and checked.map.node(edge.dependent).starting_point
        if edge.dependent == edge.on or pair in stated or (starting and edge.strength == "required"):
            yield checked.finding(
                "repeated",
                edge.dependent,
                Label(
                    f"{edge.dependent} → {edge.on} is stated twice, is of a node on itself, or contradicts lm:startingPoint.",
                    f"{edge.dependent} → {edge.on} が重複しているか、自分自身への前提か、lm:startingPoint と矛盾しています。",
                ),
                Label("Leave it out.", "取り除いてください。"),
                LM + "on",
                node_iri(edge.on),
            )
        stated.add(pair)


RULES: Final[Sequence[Rule]] = (
    shapes,
    dangling_references,
    duplicates,
    repeated_prerequisites,
    cycles,
    redundant_edges,
    orphans,
    dates,
    book_numbers,
    preprint_dates,
    shared_identifiers,
)
"""All rules, each a function from the files to its findings."""


def _needed_by(checked: CheckedFiles, statement: BlankNode) -> str | None:
    """Return the IRI that a prerequisite's blank node names by lm:on."""
    said = checked.index.get(statement.value, {})
    return next((on.value for on in said.get(LM + "on", ())), None)


def _unknown(name: str, near: Sequence[str]) -> tuple[Label, Label]:
    listed = ", ".join(near)
    return (
        Label(f"There is no {name}.", f"{name} は存在しません。"),
        Label(
            f"Did you mean {listed}? Else add it." if near else "Add it, or mend the name.",
            f"{listed} のことでしょうか。そうでなければ追加してください。"
            if near
            else "追加するか、名前を直してください。",
        ),
    )


def _nearest_terms(name: str, terms: Iterable[str]) -> list[str]:
    from rapidfuzz import process

    names = [local_name(term) for term in terms]
    return [f"lm:{found}" for found, _, _ in process.extract(name, names, limit=2, score_cutoff=70)]


def _below(required: Mapping[str, Sequence[str]]) -> Callable[[str], frozenset[str]]:
    """Return a function that gives all a node requires, each computed once."""
    known: dict[str, frozenset[str]] = {}

    def below(node: str) -> frozenset[str]:
        stack = [node]
        while stack:
            waiting = [on for on in required.get(stack[-1], ()) if on not in known]
            if waiting:
                stack.extend(waiting)
                continue
            top = stack.pop()
            ons = required.get(top, ())
            known[top] = frozenset(ons).union(*(known[on] for on in ons))
        return known[node]

    return below


def _way(required: Mapping[str, Sequence[str]], start: str, end: str) -> list[str]:
    before: dict[str, str] = {start: ""}
    queue = [start]
    for node in queue:
        for on in required.get(node, ()):
            if on not in before:
                before[on] = node
                queue.append(on)
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]
