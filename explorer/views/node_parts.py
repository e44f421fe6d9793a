"""The parts of what is said of a node, the same for every kind: the details beside a drawing and a node's own page share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from explorer.looks import legend_place
from explorer.markup import Child, Element, element, is_web, outside_link
from explorer.query_texts import needs_query
from explorer.state import Event
from explorer.views.scenery import Scenery, mark
from explorer.views.steps import know_box, resources
from graph.exchange.plan_markdown import node_url
from graph.model import ASSUMED_HOURS, Language, Node, Prerequisite
from graph.path import Plan
from graph.reasons import Chain, chains, how_many
from graph.vocabulary import kind_label, property_label

_Lister = Callable[[Scenery, Sequence[str]], Element]

MOST_CHAINS: Final = 12
"""Chains of reasons shown at most: beyond them they tell nothing new."""

MOST_LISTED: Final = 8
"""Links of one list shown at once; the rest opens below them."""

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


def why(scenery: Scenery, node: Node) -> Element | None:
    """Return the shortest chain of reasons from a node to the targets, or all of them; None without a plan."""
    plan = scenery.plan
    if plan is None:
        return None
    if node.id in plan.targets:
        return section(scenery.say("why"), element("p", scenery.say("why.target")))
    if node.id in scenery.known:
        return section(scenery.say("why"), element("p", scenery.say("why.known")))
    shortest = plan.why(node.id)
    if not shortest:
        return section(scenery.say("why"), element("p", scenery.say("why.outside")))
    count = how_many(plan, node.id)
    if count == 1:
        return section(scenery.say("why"), _chain(scenery, plan, shortest))
    every = scenery.selection.chains
    found = list(islice(chains(plan, node.id), MOST_CHAINS)) if every else [shortest]
    toggle = scenery.say("why.fewer") if every else scenery.say("why.all", n=count)
    return section(
        scenery.say("why"),
        [_chain(scenery, plan, chain) for chain in found],
        element("p.meta", scenery.say("why.more", n=count - len(found))) if every and count > len(found) else None,
        element("button.button.small", toggle, type="button", event=Event("chains")),
    )


def _chain(scenery: Scenery, plan: Plan, chain: Chain) -> Element:
    links = [
        element(
            "li",
            element("span.because", edge.because.in_language(scenery.language)),
            scenery.node_link(edge.dependent),
            element("span.goal", scenery.say("goal")) if edge.dependent in plan.targets else None,
        )
        for edge in chain
    ]
    return element("ol.chain", links)


def prerequisites(scenery: Scenery, node: Node) -> Element | None:
    """Return what a node needs, each with its reason; None where the map says nothing of it."""
    needs = scenery.map.prerequisites([node.id])
    if not needs:
        return (
            section(scenery.say("needs"), element("p", scenery.say("starting.point"))) if node.starting_point else None
        )
    query = needs_query(node.id, scenery.language)
    link = element("p", scenery.query_link(query)) if query else None
    return section(scenery.say("needs"), element("ul.reasons", [_reason(scenery, edge) for edge in needs]), link)


def _reason(scenery: Scenery, edge: Prerequisite) -> Element:
    marks = [scenery.say("helpful")] if edge.strength == "helpful" else []
    marks += [scenery.say("one.of")] if edge.choice else []
    place = scenery.plan.positions.get(edge.on) if scenery.plan else None
    if edge.on in scenery.known:
        marks.append(scenery.say("known"))
    elif place is not None:
        marks.append(scenery.say("step", number=place + 1))
    return element(
        "li",
        scenery.node_link(edge.on),
        [element("span.place", text) for text in marks],
        element("span.because", edge.because.in_language(scenery.language)),
    )


def origin(scenery: Scenery, node: Node) -> Element | None:
    """Return who wrote a node, or the papers that introduced it, or the year; None where none is known."""
    if node.facts.get("author"):
        return section(scenery.say("by"), element("p", _authors(scenery, node)))
    papers = [scenery.map.node(paper) for paper in node.links.get(_PAPER_LINK, ()) if paper in scenery.map]
    if papers:
        return section(scenery.say("introduced"), element("ul.papers", [_paper(scenery, paper) for paper in papers]))
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
        section(property_label(link, scenery.language), nodes(scenery, ids))
        for link, ids in node.links.items()
        if link not in left_out
    ]


def unlocks(scenery: Scenery, node: Node) -> Element | None:
    """Return what needs a node directly; None where nothing does."""
    users = scenery.map.dependents(node.id)
    return section(scenery.say("unlocks"), nodes(scenery, users)) if users else None


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
    return section(scenery.say("unlocks"), groups)


def teaching(scenery: Scenery, node: Node) -> Element | None:
    """Return what teaches a node, in one list; None where nothing does."""
    ids = scenery.map.links_of(node.id).get(_TEACHES, ())
    return section(scenery.say("learn.from"), more(scenery, ids, resources)) if ids else None


def linked_from(scenery: Scenery, node: Node) -> list[Element]:
    """Return what points at the node, by property; what teaches it is said by `teaching`."""
    pointing = dict(scenery.map.links_of(node.id))
    pointing.pop("requires", None)
    pointing.pop(_TEACHES, None)
    titled: dict[str, dict[str, None]] = {}
    for link, ids in pointing.items():
        of = property_label(link, scenery.language)
        title = scenery.say(f"inverse.{_INVERSE[link]}") if link in _INVERSE else scenery.say("inverse", of=of)
        titled.setdefault(title, {}).update(dict.fromkeys(ids))
    return [section(title, nodes(scenery, tuple(ids))) for title, ids in titled.items()]


def nodes(scenery: Scenery, ids: Sequence[str]) -> list[Element]:
    """Return links to nodes as a list; a long one in two parts."""

    def listed(scenery: Scenery, part: Sequence[str]) -> Element:
        return element("ul.nodes", [element("li", scenery.node_link(identifier)) for identifier in part])

    return more(scenery, ids, listed)


def more(scenery: Scenery, ids: Sequence[str], listed: _Lister) -> list[Element]:
    """Return a list whose rest, where it is long, opens below it; two more are shown rather than hidden."""
    if len(ids) <= MOST_LISTED + 2:
        return [listed(scenery, ids)]
    rest = element("summary", scenery.say("more", n=len(ids) - MOST_LISTED))
    return [listed(scenery, ids[:MOST_LISTED]), element("details", rest, listed(scenery, ids[MOST_LISTED:]))]


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
    return section(scenery.say("facts"), element("dl", rows))


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


def section(title: str, *children: Child) -> Element:
    """Return a titled part of what is said of a node."""
    return element("section", element("h3", title), children)
