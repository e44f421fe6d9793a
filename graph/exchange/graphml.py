"""A map, or a part of it, as GraphML for Gephi, yEd or networkx."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from graph.map import Map

if TYPE_CHECKING:
    import networkx as nx


def map_graphml(map_: Map, ids: Iterable[str]) -> bytes:
    """Return the nodes and all edges among them as GraphML."""
    import networkx as nx

    buffer = BytesIO()
    nx.write_graphml(to_networkx(map_, ids), buffer)
    return buffer.getvalue()


def to_networkx(map_: Map, ids: Iterable[str]) -> nx.MultiDiGraph[str]:
    """Return the nodes and all edges among them, keyed by property, as a networkx graph.

    A prerequisite points from the dependent to what it needs, as the property `requires` reads; its attributes are the
    strength and the reason in both languages. Texts lose characters that XML cannot hold.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    chosen = set(ids)
    nodes = map_.describe(sorted(chosen))
    for identifier, node in nodes.items():
        graph.add_node(
            identifier,
            kind=node.kind,
            label=_clean(node.label.in_language("en")),
            label_ja=_clean(node.label.in_language("ja")),
            definition=_clean(node.definition.in_language("en")),
            definition_ja=_clean(node.definition.in_language("ja")),
            area=node.area or "",
            stage=node.stage or "",
            phase=node.phase or "",
            hours=float(node.hours),
            date=node.date or "",
        )
    for edge in map_.prerequisites(nodes):
        if edge.on in chosen:
            reasons = {"because": _clean(edge.because.en), "because_ja": _clean(edge.because.ja)}
            graph.add_edge(
                edge.dependent, edge.on, key="requires", property="requires", strength=edge.strength, **reasons
            )
    for identifier, node in nodes.items():
        for link, others in node.links.items():
            for other in others:
                if other in chosen:
                    graph.add_edge(identifier, other, key=link, property=link)
    return graph


def _clean(text: str) -> str:
    return "".join(character for character in text if character in "\t\n\r" or character >= " ")
