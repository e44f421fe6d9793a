"""A layered drawing of a directed acyclic graph, left to right, with boxes that never overlap.

Three steps of Sugiyama's method: layers and the order in each come from fast-sugiyama; heights within a layer minimise
the sum of the squared slopes of the edges, subject to the order and to the boxes' own sizes.

References
----------
K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE Transactions
on Systems, Man, and Cybernetics 11(2), 1981.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import networkx as nx

Size = tuple[float, float]
Point = tuple[float, float]

COLUMN_GAP: Final = 56.0
ROW_GAP: Final = 14.0
LINE_GAP: Final = 9.0
"""Room between an edge that passes and what it passes."""

_SWEEPS: Final = 24
_SWEEPS_OF_MANY: Final = 6
_MANY: Final = 1000
"""Edges from which on time counts more than the last crossing: exchanging neighbours alone takes half a minute for 8,000."""

_LONG_EDGE_WEIGHT: Final = 12.0
"""How much straighter an edge is kept where it passes layers than where it meets a box."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are, in pixels; x grows to the right, y downwards.

    Attributes
    ----------
    centres : centre of each box.
    levels : layer of each box, from 0 at the left.
    bends : for an edge that passes layers, the points it goes through on its way.
    """

    centres: Mapping[str, Point]
    levels: Mapping[str, int]
    bends: Mapping[tuple[str, str], tuple[Point, ...]]


def layered(sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]]) -> Layout:
    """Return the drawing of a DAG; parts that hang together stay together, and are set one below the other.

    Parameters
    ----------
    sizes : width and height of each box, in pixels.
    edges : pairs (from, to), each drawn from left to right; between boxes of `sizes`, without a cycle.

    Examples
    --------
    >>> layout = layered({"a": (80, 30), "b": (80, 30), "c": (80, 30)}, [("a", "b"), ("b", "c")])
    >>> [layout.levels[node] for node in "abc"]
    [0, 1, 2]
    """
    parts = [_Part.of(layers, sizes) for layers in _ordered_layers(sizes, edges)]
    for part in parts:
        part.straighten()
    joined = {node for edge in edges for node in edge}
    loose = [node for node in sizes if node not in joined]
    return _packed(parts, loose, sizes, edges)


@dataclass(frozen=True, slots=True)
class _Layers:
    """One part's items by layer, in order: ids of boxes, and numbers of the places where an edge passes."""

    items: list[list[str | int]]
    links: list[tuple[str | int, str | int]]


def _ordered_layers(sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]]) -> list[_Layers]:
    joined: nx.Graph[str] = nx.Graph(edges)
    order = {name: place for place, name in enumerate(sizes)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(joined)]
    part_of = {name: number for number, part in enumerate(parts) for name in part}
    edges_of: list[list[tuple[str, str]]] = [[] for _ in parts]
    for edge in edges:
        edges_of[part_of[edge[0]]].append(edge)
    return [_layers_of(part, joining) for part, joining in zip(parts, edges_of, strict=True)]


def _layers_of(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> _Layers:
    """Return the layers of one part, whose boxes are `names`."""
    from fast_sugiyama import from_edges

    # Numbers and not names: the library numbers names by the order of a set, which for strings is another each run. And
    # one part alone, numbered without a gap: it gives the first free numbers to the places where edges pass, and with
    # several parts at once a number is free in one part that is a box in another.
    number = {name: place for place, name in enumerate(names)}
    numbered = sorted((number[source], number[target]) for source, target in edges)
    ((positions, _, _, links),) = from_edges(
        numbered,
        vertex_spacing=2,
        dummy_vertices=True,
        dummy_size=0.3,
        ranking_type="minimize",
        transpose=len(numbered) < _MANY,
        check_layout=False,
    )
    called = {int(item): names[int(item)] if int(item) < len(names) else int(item) for item, _ in positions}
    depths = sorted({y for _, (_, y) in positions}, reverse=True)
    layer_of = {depth: place for place, depth in enumerate(depths)}
    layers: list[list[str | int]] = [[] for _ in depths]
    for item, (_, y) in sorted(positions, key=lambda entry: (entry[1][0], entry[0])):
        layers[layer_of[y]].append(called[int(item)])
    return _Layers(layers, [(called[int(source)], called[int(target)]) for source, target in links or ()])


@dataclass(slots=True)
class _Part:
    layers: _Layers
    heights: dict[str | int, float]
    widths: list[float]
    y: dict[str | int, float]

    @classmethod
    def of(cls, layers: _Layers, sizes: Mapping[str, Size]) -> _Part:
        heights = {item: sizes[item][1] if isinstance(item, str) else 0.0 for layer in layers.items for item in layer}
        widths = [
            max((sizes[item][0] for item in layer if isinstance(item, str)), default=0.0) for layer in layers.items
        ]
        part = cls(layers, heights, widths, {})
        for layer in layers.items:
            part.y.update(zip(layer, part.offsets(layer), strict=True))
            middle = (part.y[layer[0]] + part.y[layer[-1]]) / 2
            part.y.update({item: part.y[item] - middle for item in layer})
        return part

    def offsets(self, layer: Sequence[str | int]) -> list[float]:
        """Return how far below the first item each has to be at least."""
        places = [0.0]
        for above, below in pairwise(layer):
            gap = ROW_GAP if isinstance(above, str) and isinstance(below, str) else LINE_GAP
            places.append(places[-1] + (self.heights[above] + self.heights[below]) / 2 + gap)
        return places

    def straighten(self) -> None:
        """Give each item its height: block coordinate descent on a convex sum, each layer solved exactly."""
        pulls: dict[str | int, list[tuple[str | int, float]]] = {item: [] for item in self.y}
        for source, target in self.layers.links:
            bent = (not isinstance(source, str)) + (not isinstance(target, str))
            weight = (1.0, 2.0, _LONG_EDGE_WEIGHT)[bent]
            pulls[source].append((target, weight))
            pulls[target].append((source, weight))
        order = list(self.layers.items)
        for sweep in range(_SWEEPS if len(self.layers.links) < 4 * _MANY else _SWEEPS_OF_MANY):
            for layer in order if sweep % 2 == 0 else reversed(order):
                self._settle(layer, pulls)

    def _settle(self, layer: Sequence[str | int], pulls: Mapping[str | int, Sequence[tuple[str | int, float]]]) -> None:
        offsets = self.offsets(layer)
        weights = [sum(weight for _, weight in pulls[item]) for item in layer]
        wanted = [
            sum(weight * self.y[other] for other, weight in pulls[item]) / total - offset
            for item, total, offset in zip(layer, weights, offsets, strict=True)
        ]
        settled = isotonic(wanted, weights)
        self.y.update({item: y + offset for item, y, offset in zip(layer, settled, offsets, strict=True)})

    @property
    def top(self) -> float:
        """The upper edge of the uppermost box."""
        return min(y - self.heights[item] / 2 for item, y in self.y.items())

    @property
    def bottom(self) -> float:
        """The lower edge of the lowest box."""
        return max(y + self.heights[item] / 2 for item, y in self.y.items())

    def columns(self) -> list[float]:
        """Return the x of each layer's middle."""
        middles, right = [], 0.0
        for width in self.widths:
            middles.append(right + width / 2)
            right += width + COLUMN_GAP
        return middles


def isotonic(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the non-decreasing numbers nearest to `wanted` by weighted least squares: pool adjacent violators.

    >>> isotonic([1.0, 3.0, 2.0], [1.0, 1.0, 1.0])
    [1.0, 2.5, 2.5]

    References
    ----------
    R. E. Barlow et al., "Statistical Inference under Order Restrictions", Wiley, 1972, chapter 1.
    """
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(wanted, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, low_weight, low_count), (high, high_weight, high_count) = pools.pop(), pools.pop()
            both = low_weight + high_weight
            pools.append(((low * low_weight + high * high_weight) / both, both, low_count + high_count))
    return [value for value, _, count in pools for _ in range(count)]


def _packed(
    parts: Sequence[_Part], loose: Sequence[str], sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]]
) -> Layout:
    centres: dict[str, Point] = {}
    levels: dict[str, int] = {}
    bends: dict[tuple[str, str], tuple[Point, ...]] = {}
    bottom = 0.0
    for part in sorted(parts, key=lambda part: -len(part.y)):
        shift = bottom - part.top
        for level, (middle, layer) in enumerate(zip(part.columns(), part.layers.items, strict=True)):
            for item in layer:
                if isinstance(item, str):
                    centres[item] = (middle, part.y[item] + shift)
                    levels[item] = level
        bends |= _bends(part, shift)
        bottom += part.bottom - part.top + 2 * ROW_GAP
    _lay_rows(loose, sizes, bottom, max((x for x, _ in centres.values()), default=0.0), centres)
    return Layout(centres, levels | dict.fromkeys(loose, 0), {edge: bends.get(edge, ()) for edge in edges})


def _bends(part: _Part, shift: float) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Return the way of each long edge: level across every column it passes, so that it never cuts a box's corner."""
    column = {
        item: (middle, width / 2)
        for middle, width, layer in zip(part.columns(), part.widths, part.layers.items, strict=True)
        for item in layer
    }
    after: dict[str | int, str | int] = {
        source: target for source, target in part.layers.links if isinstance(source, int)
    }
    found: dict[tuple[str, str], tuple[Point, ...]] = {}
    for source, target in part.layers.links:
        if not isinstance(source, str) or isinstance(target, str):
            continue
        way: list[Point] = []
        item: str | int = target
        while isinstance(item, int):
            middle, half = column[item]
            y = part.y[item] + shift
            way += [(middle - half, y), (middle + half, y)]
            item = after[item]
        found[source, item] = tuple(way)
    return found


def _lay_rows(
    loose: Sequence[str], sizes: Mapping[str, Size], top: float, width: float, centres: dict[str, Point]
) -> None:
    """Set what nothing joins in rows below the rest, about as wide as it, or as a block where there is no rest."""
    if not loose:
        return
    area = sum((sizes[node][0] + COLUMN_GAP / 2) * (sizes[node][1] + ROW_GAP) for node in loose)
    widest = max(width, (area * 2.2) ** 0.5, max(sizes[node][0] for node in loose))
    x, row_height = 0.0, max(sizes[node][1] for node in loose)
    for node in loose:
        node_width = sizes[node][0]
        if x and x + node_width > widest:
            x, top = 0.0, top + row_height + ROW_GAP
        centres[node] = (x + node_width / 2, top + row_height / 2)
        x += node_width + COLUMN_GAP / 2
