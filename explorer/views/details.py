"""All about one node, the same for every kind: what it is, why it is needed, what it needs, and what it is tied to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from explorer.markup import Child, Element, element, is_web, outside_link
from explorer.state import Event
from explorer.views.scenery import Scenery, mark
from explorer.views.steps import know_box, resources
from graph.exchange.plan_markdown import node_url
from graph.model import Language, Node, Prerequisite
from graph.vocabulary import property_label

_Lister = Callable[[Scenery, Sequence[str]], Element]

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


def details(scenery: Scenery, identifier: str) -> Element:
    """Return the details of a node; raises `NodeNotFound`."""
    node = scenery.map.node(identifier)
    return element(
        "aside.details",
        _bar(scenery, node),
        element(
            "div.content",
            _heading(scenery, node),
            element("p.definition", node.definition.in_language(scenery.language)) if node.definition else None,
            _actions(scenery, node),
            _why(scenery, node),
            _prerequisites(scenery, node),
            _origin(scenery, node),
            _linked(scenery, node),
            _unlocks(scenery, node),
            _linked_from(scenery, node),
            _facts(scenery, node),
            _note(scenery, node),
            data_scroll=True,
            data_show=node.id,
        ),
        aria_label=scenery.say("details"),
    )


def _bar(scenery: Scenery, node: Node) -> Element:
    back = scenery.say("back" if scenery.plan else "close")
    parts: list[Element] = [scenery.link(Event("clear"), element("span", back), tag="a.back", aria_label=back)]
    plan = scenery.plan
    if plan and node.id in plan.positions:
        place = plan.positions[node.id]
        of = scenery.say("step.of", number=place + 1, steps=len(plan.steps))
        parts.append(element("span.place", of))
        for shift, key in ((-1, "previous"), (1, "next")):
            if 0 <= place + shift < len(plan.steps):
                beside = plan.steps[place + shift].node
                named = scenery.say(f"step.{key}", name=scenery.name(beside.id))
                parts.append(
                    scenery.link(Event("select", beside.id), tag=f"a.turn.{key}", aria_label=named, title=named)
                )
    return element("div.bar", parts)


def _heading(scenery: Scenery, node: Node) -> Element:
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
        element("h2", label, tabindex="-1", data_focus=True),
        element("p.other", translated, lang=other) if translated != label else None,
        element("p.aliases", element("span", scenery.say("aliases")), scenery.say("list.joint").join(aliases))
        if aliases
        else None,
    )


def _actions(scenery: Scenery, node: Node) -> Element:
    is_target = node.id in scenery.selection.targets
    is_expanded = node.id in scenery.selection.expanded
    aim = ("untarget", "target.remove") if is_target else ("target", "target.add")
    unfold = ("collapse", "collapse") if is_expanded else ("expand", "expand")
    url = node_url(node)
    return element(
        "div.actions",
        know_box(scenery, node.id),
        element("button.button", scenery.say(aim[1]), type="button", event=Event(aim[0], node.id)),  # type: ignore[arg-type]
        element("button.button", scenery.say(unfold[1]), type="button", event=Event(unfold[0], node.id))  # type: ignore[arg-type]
        if scenery.plan
        else None,
        outside_link(url, scenery.say("open")) if url else None,
    )


def _why(scenery: Scenery, node: Node) -> Element | None:
    plan = scenery.plan
    if plan is None:
        return None
    if node.id in plan.targets:
        return _section(scenery.say("why"), element("p", scenery.say("why.target")))
    if node.id in scenery.known:
        return _section(scenery.say("why"), element("p", scenery.say("why.known")))
    chain = plan.why(node.id)
    if not chain:
        return _section(scenery.say("why"), element("p", scenery.say("why.outside")))
    links = [
        element(
            "li",
            element("span.because", edge.because.in_language(scenery.language)),
            scenery.node_link(edge.dependent),
            element("span.goal", scenery.say("goal")) if edge.dependent in plan.targets else None,
        )
        for edge in chain
    ]
    return _section(scenery.say("why"), element("ol.chain", links))


def _prerequisites(scenery: Scenery, node: Node) -> Element | None:
    needs = scenery.map.prerequisites([node.id])
    if not needs:
        return (
            _section(scenery.say("needs"), element("p", scenery.say("starting.point"))) if node.starting_point else None
        )
    return _section(scenery.say("needs"), element("ul.reasons", [_reason(scenery, edge) for edge in needs]))


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


def _origin(scenery: Scenery, node: Node) -> Element | None:
    if node.facts.get("author"):
        return _section(scenery.say("by"), element("p", _authors(scenery, node)))
    papers = [scenery.map.node(paper) for paper in node.links.get(_PAPER_LINK, ()) if paper in scenery.map]
    if papers:
        return _section(scenery.say("introduced"), element("ul.papers", [_paper(scenery, paper) for paper in papers]))
    year = node.first("introducedYear")
    return _section(scenery.say("introduced"), element("p", year[:4])) if year else None


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


def _linked(scenery: Scenery, node: Node) -> list[Element]:
    """Return what the node itself points at, by property."""
    left_out = {_PAPER_LINK, *_PLACES}
    return [
        _section(property_label(link, scenery.language), _nodes(scenery, ids))
        for link, ids in node.links.items()
        if link not in left_out
    ]


def _unlocks(scenery: Scenery, node: Node) -> Element | None:
    users = scenery.map.dependents(node.id)
    return _section(scenery.say("unlocks"), _nodes(scenery, users)) if users else None


def _linked_from(scenery: Scenery, node: Node) -> list[Element]:
    """Return what points at the node: what teaches it first, then by property."""
    pointing = dict(scenery.map.links_of(node.id))
    pointing.pop("requires", None)
    teaching = pointing.pop(_TEACHES, ())
    sections = [_section(scenery.say("learn.from"), _more(scenery, teaching, resources))] if teaching else []
    titled: dict[str, dict[str, None]] = {}
    for link, ids in pointing.items():
        of = property_label(link, scenery.language)
        title = scenery.say(f"inverse.{_INVERSE[link]}") if link in _INVERSE else scenery.say("inverse", of=of)
        titled.setdefault(title, {}).update(dict.fromkeys(ids))
    return sections + [_section(title, _nodes(scenery, tuple(ids))) for title, ids in titled.items()]


def _nodes(scenery: Scenery, ids: Sequence[str]) -> list[Element]:
    def listed(scenery: Scenery, part: Sequence[str]) -> Element:
        return element("ul.nodes", [element("li", scenery.node_link(identifier)) for identifier in part])

    return _more(scenery, ids, listed)


def _more(scenery: Scenery, ids: Sequence[str], listed: _Lister) -> list[Element]:
    """Return a list whose rest, where it is long, opens below it; two more are shown rather than hidden."""
    if len(ids) <= MOST_LISTED + 2:
        return [listed(scenery, ids)]
    rest = element("summary", scenery.say("more", n=len(ids) - MOST_LISTED))
    return [listed(scenery, ids[:MOST_LISTED]), element("details", rest, listed(scenery, ids[MOST_LISTED:]))]


def _facts(scenery: Scenery, node: Node) -> Element | None:
    said = {name: values for name, values in node.facts.items() if name not in _SAID_ELSEWHERE}
    identifiers = [identifier.partition(":") for identifier in node.facts.get("identifier", ())]
    if not said and not identifiers:
        return None
    rows: list[Child] = []
    for name, values in said.items():
        rows += [element("dt", property_label(name, scenery.language)), element("dd", _values(scenery, name, values))]
    for scheme, _, value in identifiers:
        rows += [element("dt", {"arxiv": "arXiv"}.get(scheme.lower(), scheme.upper())), element("dd", value)]
    return _section(scenery.say("facts"), element("dl", rows))


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


def _note(scenery: Scenery, node: Node) -> Element | None:
    return _section(scenery.say("note"), element("p", node.note.in_language(scenery.language))) if node.note else None


def _section(title: str, *children: Child) -> Element:
    return element("section", element("h3", title), children)
