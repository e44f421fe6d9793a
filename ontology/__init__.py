"""What is known: the vocabulary, its shapes, the learning map and saved questions, as Turtle and SPARQL.

This package holds no logic. It names the namespaces and the places of its files.

>>> LM
'https://w3id.org/learning-map/ns#'
>>> NODE + "self-attention"
'https://w3id.org/learning-map/id/self-attention'
>>> VOCABULARY.name
'vocabulary.ttl'
"""

from pathlib import Path
from typing import Final

LM: Final = "https://w3id.org/learning-map/ns#"
"""Namespace of the classes and properties of the vocabulary."""

NODE: Final = "https://w3id.org/learning-map/id/"
"""Namespace of the map's nodes; a node's id (slug) is what follows it."""

PREFIXES: Final[dict[str, str]] = {
    "": NODE,
    "lm": LM,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}
"""Prefixes that the map's files, the saved questions and the query page share."""

_HERE: Final = Path(__file__).resolve().parent

VOCABULARY: Final = _HERE / "vocabulary.ttl"
"""Classes and properties, each with label and comment in English and Japanese."""

SHAPES: Final = _HERE / "shapes.ttl"
"""SHACL shapes: what a well-formed map is."""

MAP: Final = _HERE / "map"
"""Folder of the learning map, one Turtle file an area."""

MAP_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
"""Licence of the learning map and of its vocabulary."""

QUERIES: Final = _HERE / "queries"
"""Folder of the saved questions, one `.rq` file each."""

PANELS: Final = _HERE / "panels"
"""Folder of the queries behind the panels of the explorer, one `.rq` file each, with `$places` to fill."""
