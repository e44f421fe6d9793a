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
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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


def classes(said: Mapping[str, Properties], view: Looking) -> list[list[Subject]]:
    """Return what shapes with this view may target, in classes that they cannot tell apart, in the order of the file.

    Parameters
    ----------
    said : what the data say of each subject, as `graph.triples.by_subject` gives it.
    """
    pointed: defaultdict[str, set[str]] = defaultdict(set)
    types: dict[str, frozenset[str]] = {}
    for subject, properties in said.items():
        if TYPE in properties:
            types[subject] = frozenset(value.value for value in properties[TYPE])
        for name in view.pointing & properties.keys():
            for value in properties[name]:
                pointed[value.value].add(name)
    found: defaultdict[object, list[Subject]] = defaultdict(list)
    # What has no class and is not pointed at is no target; what is said of it is seen from none.
    for key in dict.fromkeys((*types, *pointed)):
        properties = said.get(key, {})
        counts = Counter(
            [
                (name, *_seen(value, name, view, types))
                for name in view.paths & properties.keys()
                for value in properties[name]
            ]
        )
        seen = frozenset((what, min(count, view.most + 1)) for what, count in counts.items())
        found[types.get(key), frozenset(pointed.get(key, ())), seen].append(_subject(key))
    return list(found.values())


def about(subjects: Iterable[Subject], said: Mapping[str, Properties], view: Looking) -> list[Triple]:
    """Return what shapes with this view look at to judge `subjects`, which `targeted` makes their only targets."""
    chosen = {subject.value: subject for subject in subjects}
    kept = [
        Triple(subject, NamedNode(name), value)
        for key, subject in chosen.items()
        for name in sorted((view.paths | {TYPE}) & said.get(key, {}).keys())
        for value in said[key][name]
    ]
    asked = {triple.object.value for triple in kept if triple.predicate.value in view.classed}  # type: ignore[union-attr]
    for key in sorted(asked.difference(chosen)):
        kept.extend(Triple(_subject(key), NamedNode(TYPE), value) for value in said.get(key, {}).get(TYPE, ()))
    return kept


def targeted(shapes: Sequence[Triple], subjects: Iterable[Subject], said: Mapping[str, Properties]) -> list[Triple]:
    """Return the shapes aimed at those of `subjects` that are their targets, each by `sh:targetNode`.

    What the subjects point at is then not judged, though its types are looked at.
    """
    chosen = {subject.value: subject for subject in subjects}
    aims: defaultdict[tuple[str, str], dict[str, Subject]] = defaultdict(dict)
    for key, subject in chosen.items():
        for value in said.get(key, {}).get(TYPE, ()):
            aims[_SH + "targetClass", value.value][key] = subject
    pointing = {triple.object.value for triple in shapes if triple.predicate.value == _SH + "targetObjectsOf"}  # type: ignore[union-attr]
    for properties in said.values():
        for name in pointing & properties.keys():
            for value in properties[name]:
                if value.value in chosen:
                    aims[_SH + "targetObjectsOf", name][value.value] = chosen[value.value]
    aimed: list[Triple] = []
    for triple in shapes:
        way = triple.predicate.value
        if way not in (_SH + "targetClass", _SH + "targetObjectsOf"):
            aimed.append(triple)
            continue
        nodes = aims[way, triple.object.value].values()  # type: ignore[union-attr]
        aimed.extend(Triple(triple.subject, NamedNode(_SH + "targetNode"), node) for node in nodes)
    return aimed


def _subject(key: str) -> Subject:
    return NamedNode(key) if ":" in key else BlankNode(key)


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
