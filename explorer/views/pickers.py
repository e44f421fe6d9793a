"""What the search fields show; `frontend/picker.js` draws them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.own import explored
from explorer.state import EventKind
from explorer.views.scenery import Scenery
from graph.vocabulary import kind_label


def picker_data(scenery: Scenery, which: str) -> Mapping[str, Any]:
    """Return the field for "targets" or for what is "known"."""
    is_target = which == "targets"
    ids = scenery.selection.targets if is_target else scenery.selection.known
    adds: EventKind = "target" if is_target else "know"
    removes: EventKind = "untarget" if is_target else "unknow"
    chips = []
    for stated in ids:
        identifier = stated.removesuffix("!")
        name = scenery.name(identifier)
        remove = scenery.say("search.remove", name=name)
        chips.append({"id": identifier, "label": name, "kind": scenery.map.node(identifier).kind, "remove": remove})
    return {
        **_common(scenery),
        "label": scenery.say(f"search.{which}"),
        "placeholder": scenery.say(f"search.{which}.placeholder"),
        "more": scenery.say(f"search.{which}.more"),
        "event": adds,
        "removes": removes,
        "chips": chips,
    }


def finder_data(scenery: Scenery, *, event: EventKind = "find") -> Mapping[str, Any]:
    """Return the field that finds any node; choosing one does what `event` does."""
    placeholder = scenery.say("find.placeholder")
    return {
        **_common(scenery),
        "label": scenery.say("find"),
        "placeholder": placeholder,
        "more": placeholder,
        "event": event,
        "removes": event,
        "chips": [],
        "compact": True,
    }


def _common(scenery: Scenery) -> dict[str, Any]:
    text = {"none": scenery.say("search.none", text="{text}"), "failed": scenery.say("search.failed")}
    return {"language": scenery.language, "text": text, "nodes": own_names(scenery)}


def own_names(scenery: Scenery) -> list[list[str]] | None:
    """Return id, label, other label and kind of all nodes of one's own map, which no server can search; else None."""
    own = explored()
    if own is None or own.map is None:
        return None
    language = scenery.language
    return [
        [
            node.id,
            node.label.in_language(language),
            node.label.in_language("ja" if language == "en" else "en"),
            node.kind,
            kind_label(node.kind, language),
        ]
        for node in own.map.map.nodes()
    ]
