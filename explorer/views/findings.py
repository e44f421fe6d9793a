"""What was understood of one's own map, and what could be better in it, each with its line."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from explorer.markup import Element, element
from explorer.own import Brought
from explorer.state import Event
from explorer.views.landing import examples as targets_of
from explorer.views.scenery import Scenery
from graph.checked_files import Finding
from graph.errors import MapSyntaxError
from graph.own_map import OwnMap
from graph.vocabulary import kind_label

MOST_OF_A_RULE: Final = 8
"""Findings shown of one rule; the rest is counted."""
MOST_LINES: Final = 12
MOST_TARGETS: Final = 3

_EXAMPLES: Final[Mapping[str, tuple[str, str]]] = {
    "outline": (
        "example.md",
        "# Music\n## Beginner\n### Rhythm\n- **Pulse**: the steady beat beneath a piece\n- **Metre**: beats in groups\n"
        "  - Needs: Pulse\n### Harmony\n- **Interval**: the distance between two notes\n- **Chord**: notes that sound together\n"
        "  - Needs: Interval\n- **Cadence**: how a phrase ends\n  - Needs: Chord, Metre\n",
    ),
    "csv": (
        "example.csv",
        "topic,needs,because,because_ja\nChord,Interval,A chord is a stack of intervals.,和音は音程の積み重ねだから。\n"
        "Cadence,Chord,A cadence is a step from chord to chord.,終止形は和音から和音への進行だから。\n",
    ),
    "turtle": (
        "example.ttl",
        "@prefix : <https://w3id.org/learning-map/id/> .\n@prefix lm: <https://w3id.org/learning-map/ns#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n"
        ':interval a lm:Topic ; skos:prefLabel "Interval"@en , "音程"@ja ; lm:hours 1.0 .\n\n'
        ':chord a lm:Topic ; skos:prefLabel "Chord"@en , "和音"@ja ; lm:hours 2.0 ;\n'
        '    lm:prerequisite [ lm:on :interval ; lm:because "A chord is a stack of intervals."@en ,\n'
        '        "和音は音程の積み重ねだから。"@ja ] .\n',
    ),
}


def examples(scenery: Scenery) -> Element:
    """Return small maps to begin with."""
    buttons = [
        element(
            "button.button.small",
            scenery.say(f"own.example.{name}"),
            type="button",
            event=Event("mend", json.dumps({"name": file, "text": text}, ensure_ascii=False)),
        )
        for name, (file, text) in _EXAMPLES.items()
    ]
    return element("div.own-examples", element("span", scenery.say("own.examples")), buttons)


def forms(scenery: Scenery) -> Element:
    """Return how a map may be written, in place of what was understood of one."""
    shown = [
        element(
            "div",
            element("h3", scenery.say(f"own.example.{name}")),
            element("p", scenery.say(f"own.form.{name}")),
            element("pre", text.strip(), tabindex="0"),
        )
        for name, (_, text) in _EXAMPLES.items()
    ]
    return element("section.map-forms", element("h2", scenery.say("own.forms")), shown)


def failed(scenery: Scenery, found: Brought) -> Element:
    """Return why a text is no map yet, with its place."""
    error = found.error
    line = error.line if isinstance(error, MapSyntaxError) else None
    return element(
        "section.failed",
        element("h2", scenery.say("own.failed")),
        element("p", error.text(scenery.language) if error else ""),
        _line(scenery, line) if line else None,
        role="alert",
    )


def understood(scenery: Scenery, own: OwnMap) -> Element:
    """Return what a map was read as, how much of what it holds, what was left out, and ways into it."""
    kinds, edges = own.map.counts()
    prerequisites = edges.get("requires", 0) + edges.get("helpful", 0)
    counted = [
        element(
            "li",
            element(f"span.mark.{kind.replace('.', '-')}", aria_hidden="true"),
            element("strong", f"{count:,}"),
            kind_label(kind, scenery.language),
        )
        for kind, count in kinds.items()
    ]
    lines = ", ".join(map(str, own.left_out[:MOST_LINES])) + (" …" if len(own.left_out) > MOST_LINES else "")
    said = {"name": own.name, "form": own.form, "nodes": len(own.map.ids), "edges": prerequisites}
    return element(
        "section.understood",
        element("h2", scenery.say("own.understood")),
        element("p", scenery.say("own.understood.as", **said), role="status"),
        element("ul.kinds", counted),
        element("p.note", scenery.say("own.left-out", n=len(own.left_out), lines=lines)) if own.left_out else None,
        None if prerequisites else element("p.note", scenery.say("own.no-edges")),
        element("div.own-actions", _ways_in(scenery, own)),
    )


def _ways_in(scenery: Scenery, own: OwnMap) -> list[Element]:
    label = scenery.say("own.explore")
    ways = [element("button.button.main", label, type="button", event=Event("explore"))]
    for identifier in targets_of(own.map)[:MOST_TARGETS]:
        name = own.map.node(identifier).label.in_language(scenery.language)
        text = scenery.say("own.path", name=name)
        ways.append(element("button.button", text, type="button", event=Event("explore", identifier)))
    return ways


def findings(scenery: Scenery, found: Sequence[Finding]) -> Element:
    """Return what a check finds, a few of each rule."""
    if not found:
        return element("section.findings", element("p", scenery.say("own.findings.none")))
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_rule[finding.rule].append(finding)
    shown: list[Element] = []
    for of_rule in by_rule.values():
        shown += [_finding(scenery, finding) for finding in of_rule[:MOST_OF_A_RULE]]
        if (more := len(of_rule) - MOST_OF_A_RULE) > 0:
            shown.append(element("li.finding", element("span"), element("p", scenery.say("own.findings.more", n=more))))
    return element(
        "section.findings",
        element("h2", scenery.say("own.findings")),
        element("p", scenery.say("own.findings.text")),
        element("ul", shown),
    )


def _finding(scenery: Scenery, finding: Finding) -> Element:
    return element(
        "li.finding",
        _line(scenery, finding.line) if finding.line else element("span"),
        element(
            "div",
            element("p", finding.message.in_language(scenery.language)),
            element("p.mend-it", finding.mend.in_language(scenery.language)),
        ),
    )


def _line(scenery: Scenery, line: int) -> Element:
    return element("button.line", scenery.say("own.line", line=line), type="button", event=Event("rows", str(line)))
