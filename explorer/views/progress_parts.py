"""Parts of the page about the learner: what comes next, what is said of nodes and kept, and how far it is to each goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from explorer.keeper import import_error, kept
from explorer.markup import Element, element
from explorer.query_texts import goals_query, next_query
from explorer.state import Event, EventKind
from explorer.views.scenery import Scenery, mark
from graph.goals import Way
from graph.path import Plan
from graph.profile import applied, profile_text
from graph.progress import NextStep

MOST_NEXT: Final = 6
_REMOVES: Final[Mapping[str, EventKind]] = {"known": "unknow", "learning": "unlearn", "skipped": "unskip"}


def comes_next(scenery: Scenery, steps: Sequence[NextStep], plan: Plan | None) -> Element:
    """Return what can be learned now, the best first, each with what to say of it; `plan` is for the targets, if any."""
    if not steps:
        heading = element("h2", scenery.say("next"))
        return element("section.coming", heading, element("p.about", scenery.say("nothing")))
    selection = scenery.selection
    # Without a goal all that can be learned now stands open, more than a query can name: the best is asked for.
    ids = [step.node.id for step in steps[: None if plan else MOST_NEXT]]
    query = next_query(ids, plan, selection.known, selection.skipped, scenery.language)
    heading = scenery.titled("h2", scenery.say("next"), query)
    total = scenery.say("next.about", n=len(steps), shown=min(MOST_NEXT, len(steps)))
    about = scenery.say("next.goal" if scenery.selection.targets else "next.map")
    return element(
        "section.coming",
        heading,
        element("p.about", about, " ", total),
        element("ol", [_next(scenery, step) for step in steps[:MOST_NEXT]]),
    )


def _next(scenery: Scenery, step: NextStep) -> Element:
    node = step.node
    facts = [scenery.kind(node), scenery.hours(node), scenery.say("status.learning") if step.begun else None]
    worth = (
        scenery.say("next.worth", hours=round(step.leaning_hours, 1))
        if step.leaning_hours
        else scenery.say("next.last")
    )
    opens = scenery.say("next.opens", n=len(step.opens)) if step.opens else None
    buttons: tuple[tuple[EventKind, str], ...] = (
        ("know", "next.know"),
        ("unlearn", "next.unlearn") if step.begun else ("learn", "next.learn"),
        ("skip", "next.skip"),
    )
    return element(
        "li.step",
        element(
            "div.body",
            scenery.node_link(node.id),
            element("span.meta", " · ".join(fact for fact in facts if fact)),
            element("p.worth", worth, " ", opens),
        ),
        element(
            "div.answers",
            [
                element(
                    "button.button.small",
                    scenery.say(key),
                    type="button",
                    event=Event(kind, node.id),
                    aria_label=f"{scenery.name(node.id)}: {scenery.say(key)}",
                )
                for kind, key in buttons
            ],
        ),
        data_key=node.id,
    )


def goals(scenery: Scenery, found: Mapping[str, Sequence[Way]]) -> Element:
    """Return how far it is to each goal, as bars with their figures."""
    groups = [
        element(
            "div.goals-of",
            element("h3", scenery.say(f"goals.{kind}")),
            element("ul", [_way(scenery, way) for way in of_kind]),
        )
        for kind, of_kind in found.items()
        if of_kind
    ]
    selection, every = scenery.selection, [way for of_kind in found.values() for way in of_kind]
    query = goals_query(every, selection.known, selection.skipped, scenery.language)
    heading = scenery.titled("h2", scenery.say("goals"), query if every else None)
    return element("section.goals", heading, element("p.about", scenery.say("goals.about")), groups)


def _way(scenery: Scenery, way: Way) -> Element:
    text = scenery.say("goals.of", known=round(way.hours_known, 1), hours=round(way.hours, 1))
    left = scenery.say("goals.left", n=way.steps_left) if way.steps_left else scenery.say("goals.reached")
    return element(
        "li",
        scenery.node_link(way.node.id),
        element("span.value", f"{way.share:.0%} · {text} · {left}"),
        element("span.bar-share", element("span", data_share=f"{way.share:.3f}"), aria_hidden="true"),
    )


def learner_states(scenery: Scenery) -> Element:
    """Return what is said of nodes, and what of it this browser keeps."""
    selection, memory = scenery.selection, kept()
    groups = [
        _states(scenery, name, tuple(id_.removesuffix("!") for id_ in ids))
        for name, ids in (("known", selection.known), ("learning", selection.learning), ("skipped", selection.skipped))
    ]
    vanished = applied(memory.profile, scenery.map).vanished
    error = memory.problem or import_error()
    return element(
        "section.states",
        element("h2", scenery.say("states")),
        element("p.about", scenery.say("states.sum", stated=len(selection.known), known=len(scenery.known))),
        groups,
        element("p.kept", _memory(scenery)),
        element("p.kept", scenery.say("keep.vanished", names=", ".join(vanished))) if vanished else None,
        element("p.failed", error.text(scenery.language), role="alert") if error else None,
        _files(scenery),
    )


def _states(scenery: Scenery, name: str, ids: Sequence[str]) -> Element | None:
    if not ids:
        return None
    items = [
        element(
            "li",
            mark(scenery.map.node(identifier)),
            element("span.name", scenery.name(identifier)),
            element(
                "button.take-away",
                "×",
                type="button",
                event=Event(_REMOVES[name], identifier),
                aria_label=scenery.say("search.remove", name=scenery.name(identifier)),
            ),
        )
        for identifier in ids
    ]
    return element(
        "details.state",
        element("summary", scenery.say(f"states.{name}", n=len(ids))),
        element("ul.said", items),
        open=len(ids) <= 12,
    )


def _memory(scenery: Scenery) -> str:
    memory = kept()
    if memory.problem:
        return scenery.say("keep.unreadable")
    if not memory.own:
        return scenery.say("keep.not-kept")
    return (
        scenery.say("keep.kept", n=len(memory.profile.states)) if memory.profile.states else scenery.say("keep.empty")
    )


def _files(scenery: Scenery) -> Element:
    memory = kept()
    text = memory.text if memory.problem else profile_text(memory.profile)
    return element(
        "div.answers",
        element(
            "button.button.small",
            scenery.say("keep.download"),
            type="button",
            data_file=text or "",
            download="learnmap-profile.json",
        ),
        element(
            "label.button.small.chooser",
            scenery.say("keep.open"),
            element(
                "input",
                event=Event("keep", "import"),
                type="file",
                accept=".json,application/json",
                aria_label=scenery.say("keep.open"),
            ),
        ),
        element("button.button.small", scenery.say("keep.forget"), type="button", event=Event("keep", "forget"))
        if memory.text
        else None,
    )
