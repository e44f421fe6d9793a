"""A placement on the page: one question at a time, what follows from the answers so far, and taking it over."""

from __future__ import annotations

from explorer.markup import Child, Element, element
from explorer.state import Event
from explorer.views.scenery import Scenery, mark
from graph.placement import Assessment, Conclusion, concluded, next_question


def placement(scenery: Scenery, assessment: Assessment) -> Element:
    """Return the next question, and what the answers say."""
    heading = element("h2", scenery.say("placement"))
    if not assessment.nodes:
        return element("section.placement", heading, element("p.about", scenery.say("nothing")))
    question = next_question(assessment)
    about = scenery.say("placement.about", topics=len(assessment.nodes), most=assessment.limit)
    return element(
        "section.placement",
        heading,
        element("p.about", about),
        _question(scenery, assessment, question)
        if question
        else element("p.ready", scenery.say("placement.done"), tabindex="-1", data_focus=True),
        _conclusion(scenery, assessment) if assessment.answers else None,
    )


def _question(scenery: Scenery, assessment: Assessment, identifier: str) -> Element:
    node = scenery.map.node(identifier)
    number = len(assessment.answers) + 1
    buttons = [
        element(
            "button.button",
            scenery.say(f"placement.{answer}"),
            type="button",
            event=Event("answer", f"{answer}:{identifier}"),
        )
        for answer in ("yes", "no", "unsure")
    ]
    return element(
        "div.question-card",
        element("p.meta", scenery.say("placement.number", number=number, most=assessment.limit)),
        element("h3", scenery.say("placement.ask"), tabindex="-1", data_focus=True),
        element("p.subject", mark(node), element("strong", scenery.name(identifier))),
        element("p.definition", node.definition.in_language(scenery.language)) if node.definition else None,
        element("div.answers", buttons, _undo(scenery, assessment)),
        role="group",
        aria_label=scenery.say("placement.number", number=number, most=assessment.limit),
    )


def _undo(scenery: Scenery, assessment: Assessment) -> Element | None:
    if not assessment.answers:
        return None
    return element("button.button.small", scenery.say("placement.undo"), type="button", event=Event("unanswer"))


def _conclusion(scenery: Scenery, assessment: Assessment) -> Element:
    found = concluded(assessment)
    hours = sum(node.hours for node in assessment.nodes if node.id in found.known)
    said = scenery.say(
        "placement.sum",
        n=len(assessment.answers),
        known=len(found.known),
        topics=len(assessment.nodes),
        hours=round(hours, 1),
    )
    take: Child = (
        element(
            "button.button.main",
            scenery.say("placement.take", n=len(found.known)),
            type="button",
            event=Event("placed", " ".join(found.stated)),
        )
        if found.stated
        else None
    )
    again = element(
        "button.button.small", scenery.say("placement.again"), type="button", event=Event("unanswer", "all")
    )
    return element(
        "div.conclusion",
        element("p", said, " ", scenery.say("placement.doubt", wrong=found.expected_wrong)),
        _contradictions(scenery, found),
        element("ul.said", [element("li", scenery.node_link(identifier)) for identifier in found.stated])
        if found.stated
        else None,
        element("div.answers", take, again, _undo(scenery, assessment)),
        role="status",
    )


def _contradictions(scenery: Scenery, found: Conclusion) -> Element | None:
    if not found.contradictions:
        return None
    items = [
        element("li", scenery.say("placement.contradiction", known=scenery.name(yes), requires=scenery.name(no)))
        for yes, no in found.contradictions
    ]
    return element("ul.contradictions", items)
