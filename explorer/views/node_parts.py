"""The parts of what is said of a node, the same for every kind: the details beside a drawing and a node's own page share them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from explorer.looks import legend_place
from explorer.markup import Child, Element, element, is_web, outside_link
from explorer.query_texts import node_query
from explorer.state import Event
from explorer.views.scenery import Scenery, mark
from explorer.views.sections import MOST_LISTED, asked_section, more, nodes, section
from explorer.views.steps import know_box, resources
from graph.exchange.plan_markdown import node_url
from graph.model import ASSUMED_HOURS, Language, Node
from graph.vocabulary import kind_label, property_label

_PLACES: Final = frozenset(("area", "stage", "phase"))
_SAID_ELSEWHERE: Final = frozenset(("name", "author", "url", "identifier", "introducedYear", "order"))
_PAPER_LINK: Final = "introducedIn"
_TEACHES: Final = "teaches"
_INVERSE: Final[Mapping[str, str]] = {
    "introducedIn": "introduces",
    "buildsOn": "led.to",
    "implements": "tools",
    "trainedOn": "models",
    "usedFor": "serves",
    "practises": "projects",
    "uses": "used.by",
    "broader": "narrower",
    "about": "said.about",
    "mentions": "said.about",
    "venue": "papers",
    "area": "members",
    "stage": "members",
    "phase": "members",
}
"""What the nodes are called whose property points at a node; a foreign map's other properties keep their own name."""


def heading(scenery: Scenery, node: Node, *, level: str = "h2") -> Element:
    """Return what a node is: kind, year, hours and place, its names in both languages and its aliases."""
    other: Language = "ja" if scenery.language == "en" else "en"
    label, translated = node.label.in_language(scenery.language), node.label.in_language(other)
    places = [place for place in (node.stage, node.area) if place is not None and place in scenery.map]
    facts = [
        scenery.kind(node),
        str(node.year) if node.year else None,
        scenery.hours(node),
        *(scenery.name(place) for place in places if place),
    ]
    aliases = [alias for alias in node.aliases if alias not in (label, translated)]
    return element(
        "div.heading",
        element("p.kind", mark(node), element("span", " · ".join(fact for fact in facts if fact))),
        element(level, label, tabindex="-1", data_focus=True),
        element("p.other", translated, lang=other) if translated != label else None,
        element("p.aliases", element("span", scenery.say("aliases")), scenery.say("list.joint").join(aliases))
        if aliases
        else None,
    )


def learner(scenery: Scenery, node: Node) -> list[Element]:
    """Return what a learner says of a node: that it is known, begun, a target."""
    is_target = node.id in scenery.selection.targets
    is_begun = node.id in scenery.selection.learning
    is_skipped = node.id in scenery.selection.skipped
    aim = Event("untarget" if is_target else "target", node.id)
    begin = Event("unlearn" if is_begun else "learn", node.id)
    parts = [
        know_box(scenery, node.id),
        element(
            "label.know",
            element(
                "input",
                event=begin,
                type="checkbox",
                checked=is_begun,
                aria_label=scenery.say("learn.node", name=scenery.name(node.id)),
            ),
            element("span", scenery.say("status.learning")),
        )
        if node.kind in ASSUMED_HOURS and node.id not in scenery.known
        else None,
        _skip_box(scenery, node, is_skipped) if node.kind in ASSUMED_HOURS and node.id not in scenery.known else None,
        scenery.link(aim, scenery.say("target.remove" if is_target else "target.add"), tag="a.button.main"),
    ]
    return [part for part in parts if part]


def _skip_box(scenery: Scenery, node: Node, is_skipped: bool) -> Element:
    box = element(
        "input",
        event=Event("unskip" if is_skipped else "skip", node.id),
        type="checkbox",
        checked=is_skipped,
        aria_label=scenery.say("skip.node", name=scenery.name(node.id)),
    )
    return element("label.know", box, element("span", scenery.say("skip")))


def origin(scenery: Scenery, node: Node) -> Element | None:
    """Return who wrote a node, or the papers that introduced it, or the year; None where none is known."""
    if node.facts.get("author"):
        query = node_query("authors", node.id, scenery.language)
        return asked_section(scenery, scenery.say("by"), query, element("p", _authors(scenery, node)))
    papers = [scenery.map.node(paper) for paper in node.links.get(_PAPER_LINK, ()) if paper in scenery.map]
    if papers:
        query = node_query("introduced", node.id, scenery.language)
        listed = element("ul.papers", [_paper(scenery, paper) for paper in papers])
        return asked_section(scenery, scenery.say("introduced"), query, listed)
    year = node.first("introducedYear")
    return section(scenery.say("introduced"), element("p", year[:4])) if year else None


def _paper(scenery: Scenery, paper: Node) -> Element:
    url = node_url(paper)
    said = scenery.say("list.joint").join(part for part in (_authors(scenery, paper), str(paper.year or "")) if part)
    named = scenery.say("open.node", name=scenery.name(paper.id))
    return element(
        "li",
        scenery.node_link(paper.id),
        element("span.meta", said) if said else None,
        outside_link(url, scenery.say("open"), aria_label=named) if url else None,
    )


def _authors(scenery: Scenery, node: Node) -> str:
    authors = node.facts.get("author", ())
    if len(authors) > MOST_LISTED:
        named = scenery.say("list.joint").join(authors[: MOST_LISTED - 2])
        return scenery.say("and.others", names=named, n=len(authors) - MOST_LISTED + 2)
    return scenery.say("list.joint").join(authors)


def linked(scenery: Scenery, node: Node) -> list[Element]:
    """Return what the node itself points at, by property."""
    left_out = {_PAPER_LINK, *_PLACES}
    return [
        asked_section(
            scenery,
            _capital(property_label(link, scenery.language)),
            node_query("points_at", node.id, scenery.language, links=[link]),
            nodes(scenery, ids),
        )
        for link, ids in node.links.items()
        if link not in left_out
    ]


def unlocks(scenery: Scenery, node: Node) -> Element | None:
    """Return what needs a node directly; None where nothing does."""
    users = scenery.map.dependents(node.id)
    query = node_query("unlocks", node.id, scenery.language)
    return asked_section(scenery, scenery.say("unlocks"), query, nodes(scenery, users)) if users else None


def unlocks_by_kind(scenery: Scenery, node: Node) -> Element | None:
    """Return what needs a node directly, topics apart from papers, models, tools and projects; None where nothing does."""
    users = scenery.map.describe(scenery.map.dependents(node.id))
    if not users:
        return None
    by_kind: dict[str, list[str]] = {}
    for user in sorted(users.values(), key=lambda user: legend_place(user.kind)):
        by_kind.setdefault(user.kind, []).append(user.id)
    groups = [
        element("div.kinds", element("h4", kind_label(kind, scenery.language)), nodes(scenery, ids))
        for kind, ids in by_kind.items()
    ]
    return asked_section(scenery, scenery.say("unlocks"), node_query("unlocks", node.id, scenery.language), groups)


def teaching(scenery: Scenery, node: Node) -> Element | None:
    """Return what teaches a node, in one list; None where nothing does."""
    ids = scenery.map.links_of(node.id).get(_TEACHES, ())
    query = node_query("resources", node.id, scenery.language)
    return asked_section(scenery, scenery.say("learn.from"), query, more(scenery, ids, resources)) if ids else None


def linked_from(scenery: Scenery, node: Node) -> list[Element]:
    """Return what points at the node, by property; what teaches it is said by `teaching`."""
    pointing = dict(scenery.map.links_of(node.id))
    pointing.pop("requires", None)
    pointing.pop(_TEACHES, None)
    titled: dict[str, dict[str, None]] = {}
    links: dict[str, list[str]] = {}
    for link, ids in pointing.items():
        of = property_label(link, scenery.language)
        title = scenery.say(f"inverse.{_INVERSE[link]}") if link in _INVERSE else scenery.say("inverse", of=of)
        titled.setdefault(title, {}).update(dict.fromkeys(ids))
        links.setdefault(title, []).append(link)
    return [
        asked_section(
            scenery,
            title,
            node_query("pointed_at_by", node.id, scenery.language, links=links[title]),
            nodes(scenery, tuple(ids)),
        )
        for title, ids in titled.items()
    ]


def facts(scenery: Scenery, node: Node) -> Element | None:
    """Return a node's other values; None without any."""
    said = {name: values for name, values in node.facts.items() if name not in _SAID_ELSEWHERE}
    identifiers = [identifier.partition(":") for identifier in node.facts.get("identifier", ())]
    if not said and not identifiers:
        return None
    rows: list[Child] = []
    for name, values in said.items():
        rows += [element("dt", property_label(name, scenery.language)), element("dd", _values(scenery, name, values))]
    for scheme, _, value in identifiers:
        rows += [element("dt", {"arxiv": "arXiv"}.get(scheme.lower(), scheme.upper())), element("dd", value)]
    return asked_section(
        scenery, scenery.say("facts"), node_query("said", node.id, scenery.language), element("dl", rows)
    )


def _values(scenery: Scenery, name: str, values: Iterable[str]) -> list[Child]:
    return [element("span", _value(scenery, name, value)) for value in values]


def _value(scenery: Scenery, name: str, value: str) -> Child:
    if is_web(value):
        return outside_link(value, value)
    if value in ("true", "false"):
        return scenery.say("yes" if value == "true" else "no")
    if name == "inLanguage" and value in ("en", "ja"):
        return scenery.say(f"in.{value}")
    return f"{int(value):,}" if value.isdecimal() and len(value) > 4 else value


def note(scenery: Scenery, node: Node) -> Element | None:
    """Return the editorial note; None without one."""
    return section(scenery.say("note"), element("p", node.note.in_language(scenery.language))) if node.note else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
