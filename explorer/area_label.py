"""What an area is called, and what stands for one where a map has none."""

from __future__ import annotations

from explorer.text import phrase, say
from graph.areas import COMMUNITY, UNPLACED
from graph.map import Map
from graph.model import LANGUAGES, Label


def area_label(identifier: str, map_: Map) -> Label:
    """Return the label of an area, of what belongs to none, or of a community; for what the map does not hold, its id.

    Examples
    --------
    >>> from graph import open_map
    >>> area_label("transformers", open_map()).en, area_label("~softmax", open_map()).en
    ('Attention and transformers', 'Around Softmax function')
    """
    if identifier == UNPLACED:
        return phrase("map.unplaced")
    node = identifier.removeprefix(COMMUNITY)
    if node not in map_:
        return Label(identifier, "")
    label = map_.node(node).label
    if node == identifier:
        return label
    english, japanese = (say("map.around", language, name=label.in_language(language)) for language in LANGUAGES)
    return Label(english, japanese)
