"""Which nodes no shape can tell apart: validating one of each class says the same as validating all.

A SHACL validator in Python looks at every value of every node. Of a map's thousands of prerequisites, almost all differ only
in texts and names of which the shapes ask just the language, the datatype, the class or the number. Such nodes form a class.
What makes the difference is read off the shapes themselves; where those use a constraint that is not listed here, every node
is a class of its own.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.triples import TYPE, Object, Properties, Subject, by_subject, list_items, local_name

_SH: Final = "http://www.w3.org/ns/shacl#"

_OF_KIND: Final = frozenset(
    ("minCount", "maxCount", "datatype", "nodeKind", "class", "uniqueLang", "languageIn", "or", "property", "path")
)
"""Constraints that ask of a value only its kind, datatype, language or class, or how many values there are."""

_OF_VALUE: Final = frozenset(("in", "minExclusive", "maxExclusive", "hasValue"))
"""Constraints that ask of a value what it is."""

_OF_TEXT: Final[Mapping[str, Callable[[str], Callable[[str], bool]]]] = {
    "pattern": lambda pattern: lambda text: re.search(pattern, text) is not None,
    "minLength": lambda least: lambda text: len(text) >= int(least),
    "maxLength": lambda most: lambda text: len(text) <= int(most),
    "minInclusive": lambda least: lambda text: _number(text) >= float(least),
    "maxInclusive": lambda most: lambda text: _number(text) <= float(most),
}
"""Constraints that a text passes or fails; those that pass are alike."""

_BESIDE: Final = frozenset(
    ("message", "name", "description", "severity", "targetClass", "targetObjectsOf", "alternativePath")
)


@dataclass(frozen=True, slots=True)
class Looking:
    """What some shapes look at.

    Attributes
    ----------
    paths : IRIs of the properties on a path.
    values : those among them whose values are compared.
    classed : those among them the classes of whose values are asked for.
    tests : what the texts of a property must pass.
    pointing : properties whose objects are validated (`sh:targetObjectsOf`).
    most : the largest number that a shape counts to.
    """

    paths: frozenset[str]
    values: frozenset[str]
    classed: frozenset[str]
    tests: Mapping[str, Sequence[Callable[[str], bool]]]
    pointing: frozenset[str]
    most: int


def looking(shapes: Iterable[Triple]) -> Looking | None:
    """Return what shapes look at; None where they use a constraint whose view is not known here."""
    index = by_subject(shapes)
    paths: set[str] = set()
    values: set[str] = set()
    classed: set[str] = set()
    tests: defaultdict[str, list[Callable[[str], bool]]] = defaultdict(list)
    pointing: set[str] = set()
    counts = [0]
    for said in index.values():
        words = {local_name(name) for name in said if name.startswith(_SH)}
        if not words <= _OF_KIND | _OF_VALUE | _OF_TEXT.keys() | _BESIDE:
            return None
        on = [iri for path in said.get(_SH + "path", ()) for iri in _properties(index, path)]
        paths.update(on)
        values.update(on if words & _OF_VALUE else ())
        classed.update(on if "class" in words else ())
        for word in words & _OF_TEXT.keys():
            found = [_OF_TEXT[word](value.value) for value in said[_SH + word]]
            for iri in on:
                tests[iri].extend(found)
        counts.extend(int(value.value) for word in ("minCount", "maxCount") for value in said.get(_SH + word, ()))
        pointing.update(target.value for target in said.get(_SH + "targetObjectsOf", ()))
    return Looking(
        frozenset(paths), frozenset(values), frozenset(classed), dict(tests), frozenset(pointing), max(counts)
    )


def classes(triples: Sequence[Triple], view: Looking) -> list[list[Subject]]:
    """Return the subjects of `triples` in classes that shapes with this view cannot tell apart, in the order of the file."""
    pointed: defaultdict[str, set[str]] = defaultdict(set)
    subjects: dict[str, Subject] = {}
    types: defaultdict[str, set[str]] = defaultdict(set)
    values: defaultdict[str, list[tuple[str, Object]]] = defaultdict(list)
    for triple in triples:
        subject, name, value = triple.subject, triple.predicate.value, triple.object
        if name == TYPE:
            subjects.setdefault(subject.value, subject)  # type: ignore[union-attr, arg-type]
            types[subject.value].add(value.value)  # type: ignore[union-attr]
        if name in view.paths:
            values[subject.value].append((name, value))  # type: ignore[union-attr, arg-type]
        if name in view.pointing:
            subjects.setdefault(value.value, value)  # type: ignore[union-attr, arg-type]
            pointed[value.value].add(name)  # type: ignore[union-attr]
    found: defaultdict[object, list[Subject]] = defaultdict(list)
    # What has no class and is not pointed at is no target; what is said of it is seen from none.
    for key, subject in subjects.items():
        counts = Counter((name, *_seen(value, name, view, types)) for name, value in values[key])
        seen = sorted((*what, min(count, view.most + 1)) for what, count in counts.items())
        found[repr((sorted(types[key]), sorted(pointed[key]), seen))].append(subject)
    return list(found.values())


def about(subjects: Iterable[Subject], triples: Iterable[Triple], view: Looking) -> list[Triple]:
    """Return of `triples` what shapes with this view look at to judge `subjects`, to be judged by `targeted` shapes.

    The types of what these point at are among them, so that the result may make others look faulty: they are not judged.
    """
    chosen = {subject.value for subject in subjects}
    kept: list[Triple] = []
    types: defaultdict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        name = triple.predicate.value
        if name == TYPE:
            types[triple.subject.value].append(triple)  # type: ignore[union-attr]
        if triple.subject.value in chosen and name in view.paths | {TYPE}:  # type: ignore[union-attr]
            kept.append(triple)
        if name in view.pointing and triple.object.value in chosen:  # type: ignore[union-attr]
            kept.append(Triple(triple.object, NamedNode(TYPE), triple.predicate))  # type: ignore[arg-type]
    return [*kept, *_referred(kept, chosen, types, view)]


def _referred(
    kept: Iterable[Triple], chosen: Collection[str], types: Mapping[str, list[Triple]], view: Looking
) -> Iterator[Triple]:
    """Yield the types of what is pointed at where its class is asked for, and which is not among the chosen itself."""
    asked = {triple.object.value for triple in kept if triple.predicate.value in view.classed}  # type: ignore[union-attr]
    for value in sorted(asked.difference(chosen)):
        yield from types.get(value, ())


def targeted(shapes: Iterable[Triple]) -> list[Triple]:
    """Return the shapes with each "objects of a property" target as a class of the property's name.

    So a statement that is pointed at, but is not to be judged, need not be left out where its number counts.
    """
    by_object, by_class = NamedNode(_SH + "targetObjectsOf"), NamedNode(_SH + "targetClass")
    return [
        Triple(triple.subject, by_class, triple.object) if triple.predicate == by_object else triple
        for triple in shapes
    ]


def _properties(index: Mapping[str, Properties], path: Object) -> list[str]:
    if isinstance(path, NamedNode):
        return [path.value]
    heads = index.get(path.value, {}).get(_SH + "alternativePath", ())
    return [item.value for head in heads for item in list_items(index, head)]


_FRACTION: Final = re.compile(r"[0-9]+\.[0-9]+")


def _number(text: str) -> float:
    """Return a plain decimal number; NaN, which passes no test, for all else, be it a number or not."""
    return float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else math.nan


def _seen(value: Object, name: str, view: Looking, types: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return what the shapes see of a value of the property `name`."""
    passes = name not in view.values and all(test(value.value) for test in view.tests.get(name, ()))
    # A fraction given as a whole number breaks no bound, and yet the shapes' datatype.
    text = value.value if not passes else "." if name in view.tests and _FRACTION.fullmatch(value.value) else ""
    if isinstance(value, Literal):
        return ("literal", value.language or "", value.datatype.value, text)
    kind = "blank" if isinstance(value, BlankNode) else "iri"
    return (kind, *sorted(types.get(value.value, ()) if name in view.classed else ()), text)
