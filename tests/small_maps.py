"""Maps written for one test."""

from collections.abc import Callable, Mapping, Sequence

from graph import LocalMap

PREFIXES = """
@prefix : <https://w3id.org/learning-map/id/> .
@prefix lm: <https://w3id.org/learning-map/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

MapOf = Callable[..., LocalMap]


def topics(needs: Mapping[str, Sequence[str]], hours: Mapping[str, float] | None = None) -> str:
    """Return Turtle for topics; a prerequisite "x?" is helpful, "x|y" any one of the two."""
    names = dict.fromkeys(
        [*needs, *(part for ons in needs.values() for on in ons for part in on.rstrip("?").split("|"))]
    )
    return "\n".join(_topic(name, needs.get(name, ()), (hours or {}).get(name, 1)) for name in names)


def _topic(name: str, needs: Sequence[str], hours: float) -> str:
    statements = " , ".join(_statement(name, on) for on in needs)
    prerequisite = f" ; lm:prerequisite {statements}" if needs else ""
    return f':{name} a lm:Topic ; skos:prefLabel "{name.upper()}"@en , "「{name}」"@ja ; lm:hours {hours:.2f}{prerequisite} .'


def _statement(dependent: str, on: str) -> str:
    reason = f'lm:because "{dependent} uses {on}."@en , "{dependent}は{on}を使う。"@ja'
    if on.endswith("?"):
        return f"[ lm:on :{on[:-1]} ; lm:strength lm:helpful ; {reason} ]"
    if "|" in on:
        return f"[ lm:oneOf ( {' '.join(':' + part for part in on.split('|'))} ) ; {reason} ]"
    return f"[ lm:on :{on} ; {reason} ]"
