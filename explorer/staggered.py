"""A compact drawing of few large boxes: layers from left to right that overlap, so that more fits on a screen legibly.

Where `explorer.layered` gives each layer a column of its own, here columns are closer than boxes are wide, and a box takes a
height at which it covers no other box, crosses few edges and stands near what it is joined to.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from explorer.layered import Point, Size

Floats = NDArray[np.float64]
_Axes = tuple[float | Floats, float | Floats]

WIDTH: Final = 1200.0
"""Pixels that the layers' middles take together, unless they come closer than `LEAST_COLUMN`."""

LEAST_COLUMN: Final = 84.0
HIGHEST: Final = 720.0
"""Pixels of height beyond which a layer takes several columns."""
GAP: Final = 18.0
_STEP: Final = 20.0
_ROOM: Final = 1.45
"""How much more room is tried at first than the boxes cover."""

_SWEEPS: Final = 3
_CROSSED: Final = 60.0
"""What an edge across a box costs against a pixel of distance."""

_CLEAR: Final = 4.0
"""Room that an edge leaves beside what it passes, at least, and at a bend."""

_PASSING: Final = 6.0
_MOST_BENDS: Final = 4
_OFF_MIDDLE: Final = 0.5


def levels(ids: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the layer of each id, from 0: to the right of all that leads to it, where the fewest are.

    Parameters
    ----------
    edges : pairs (from, to), without a cycle; each `from` comes before its `to` in `ids`.

    Examples
    --------
    >>> levels("abcde", [("a", "b"), ("b", "c"), ("a", "d"), ("a", "e")])
    {'a': 0, 'b': 1, 'c': 2, 'd': 1, 'e': 2}
    """
    found: dict[str, int] = {}
    for identifier in ids:
        found[identifier] = max((found[before] + 1 for before, after in edges if after == identifier), default=0)
    last = max(found.values(), default=0)
    crowd = Counter(found.values())
    for identifier in reversed(ids):
        lowest = found[identifier]
        highest = min((found[after] - 1 for before, after in edges if before == identifier), default=last)
        crowd[lowest] -= 1
        found[identifier] = min(range(lowest, highest + 1), key=lambda layer: (crowd[layer], layer))
        crowd[found[identifier]] += 1
    return found


def staggered(
    sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]], *, unseen: Sequence[tuple[str, str]] = ()
) -> dict[str, Point]:
    """Return the middle of each box, in pixels.

    Parameters
    ----------
    sizes : width and height of each box, in an order in which each `from` of `edges` comes before its `to`.
    unseen : edges that run from left to right too, and that nothing must make way for.

    Examples
    --------
    >>> at = staggered({"a": (80, 30), "b": (80, 30)}, [("a", "b")])
    >>> at["a"][0] < at["b"][0]
    True
    """
    layer = levels(list(sizes), [*edges, *unseen])
    place = _columns(sizes, layer)
    # Columns of one layer that overlapped would need the height again that they save.
    least = LEAST_COLUMN if place == layer else max(width for width, _ in sizes.values()) + GAP
    column = max(least, WIDTH / max(1, *place.values())) if sizes else 0.0
    across = {identifier: number * column for identifier, number in place.items()}
    covered = sum((width + GAP) * (height + GAP) for width, height in sizes.values())
    half = covered * _ROOM / (max(across.values(), default=0.0) + max((w for w, _ in sizes.values()), default=1.0)) / 2
    while True:
        at = _settled(sizes, edges, across, half)
        if not any(_overlap(at[a], sizes[a], at[b], sizes[b]) for a, b in combinations(at, 2)):
            return at
        half *= 1.15


def _columns(sizes: Mapping[str, Size], layer: Mapping[str, int]) -> dict[str, int]:
    """Return the column of each box: a layer of many boxes takes several."""
    found: dict[str, int] = {}
    first = 0
    for number in range(max(layer.values(), default=-1) + 1):
        boxes = [identifier for identifier in sizes if layer[identifier] == number]
        parts = max(1, math.ceil(sum(sizes[identifier][1] + GAP for identifier in boxes) / HIGHEST))
        found.update((identifier, first + place % parts) for place, identifier in enumerate(boxes))
        first += parts
    return found


def ways_round(
    sizes: Mapping[str, Size], at: Mapping[str, Point], edges: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Return where each edge bends so as to pass no box but its own, as far as a few bends can do it; most need none.

    Examples
    --------
    >>> sizes = {"a": (20, 20), "b": (20, 20), "c": (20, 20)}
    >>> ways_round(sizes, {"a": (0.0, 0.0), "b": (100.0, 1.0), "c": (200.0, 0.0)}, [("a", "c")])
    {('a', 'c'): ((84.0, -15.0), (116.0, -15.0))}
    """
    found = {}
    for before, after in edges:
        others = [(at[box], sizes[box]) for box in sizes if box not in (before, after)]
        found[before, after] = tuple(_bends(at[before], at[after], others, _MOST_BENDS)[2])
    return found


def _bends(start: Point, end: Point, boxes: Sequence[tuple[Point, Size]], most: int) -> tuple[int, float, list[Point]]:
    """Return the best way from point to point: how many boxes it still passes, its length, its bends at boxes' corners."""
    crossed = [box for box in boxes if _crosses((start, end), *box)]
    straight = (len(crossed), math.dist(start, end), list[Point]())
    if not crossed or not most:
        return straight
    (x, y), (width, height) = min(crossed, key=lambda box: math.dist(start, box[0]))
    found = [straight]
    for right, down in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
        corner = (x + right * (width / 2 + _PASSING), y + down * (height / 2 + _PASSING))
        if corner in (start, end):
            continue
        first, second = _bends(start, corner, boxes, most // 2), _bends(corner, end, boxes, most - 1)
        found.append((first[0] + second[0], first[1] + second[1], [*first[2], corner, *second[2]]))
    return min(found)


def _settled(
    sizes: Mapping[str, Size], edges: Sequence[tuple[str, str]], across: Mapping[str, float], half: float
) -> dict[str, Point]:
    """Return the boxes at their x, at heights up to `half` above and below the middle."""
    near: dict[str, list[str]] = {identifier: [] for identifier in sizes}
    for before, after in edges:
        near[before].append(after)
        near[after].append(before)
    steps = math.ceil(half / _STEP)
    heights: Floats = np.arange(-steps, steps + 1, dtype=np.float64) * _STEP
    at: dict[str, Point] = {}
    order = sorted(sizes, key=lambda identifier: across[identifier])
    for sweep in range(_SWEEPS):
        for identifier in order if sweep % 2 == 0 else reversed(order):
            at.pop(identifier, None)
            joined = [at[other] for other in near[identifier] if other in at]
            lines = [(at[a], at[b]) for a, b in edges if a in at and b in at]
            boxes = [(place, sizes[other]) for other, place in at.items()]
            x = across[identifier]
            at[identifier] = (x, _best_height(x, heights, sizes[identifier], joined, lines, boxes))
    return at


def _best_height(
    x: float,
    heights: Floats,
    size: Size,
    joined: Sequence[Point],
    lines: Sequence[tuple[Point, Point]],
    boxes: Sequence[tuple[Point, Size]],
) -> float:
    """Return the height of least cost: overlaps first, whatever else is gained by them; of equals the smallest.

    All heights are weighed at once: a box after the other at each of them takes seconds for sixty boxes.
    """
    if not boxes:
        return float(heights[np.argmin(np.abs(heights))])
    middle, extent = np.array([place for place, _ in boxes]), np.array([size for _, size in boxes])
    wide = (size[0] + extent[:, 0]) / 2 + GAP - np.abs(x - middle[:, 0])
    high = (size[1] + extent[:, 1]) / 2 + GAP - np.abs(heights[:, None] - middle[:, 1])
    overlaps = np.where((wide > 0) & (high > 0), high, 0.0).sum(axis=1)
    free = np.flatnonzero(overlaps == 0)
    if not len(free):
        return float(heights[np.argmin(overlaps)])
    heights = heights[free]
    crossed = np.zeros(len(heights))
    if lines:
        (one, other), own = np.array(lines).transpose(1, 2, 0), (x, heights[:, None])
        crossed += _crossings((one[0], one[1]), (other[0], other[1]), own, size).sum(axis=1)
    for end in joined:
        others = np.any(middle != end, axis=1)
        passed = (middle[others, 0], middle[others, 1]), (extent[others, 0], extent[others, 1])
        crossed += _crossings((x, heights[:, None]), end, *passed).sum(axis=1)
    away = sum((np.abs(heights - y) for _, y in joined), np.zeros(len(heights))) / max(1, len(joined))
    return float(heights[np.argmin(crossed * _CROSSED + away + np.abs(heights) * _OFF_MIDDLE)])


def _crossings(start: _Axes, end: _Axes, middle: _Axes, size: _Axes) -> NDArray[np.bool_]:
    """Return what `_crosses` does for many lines and boxes: x and y of each, arrays that fit each other."""
    enters: Floats = np.zeros(())
    leaves: Floats = np.ones(())
    for axis in (0, 1):
        way = np.subtract(end[axis], start[axis])
        half = np.divide(size[axis], 2) + _CLEAR
        low, high = np.subtract(middle[axis] - half, start[axis]), np.subtract(middle[axis] + half, start[axis])
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = low / way, high / way
        # A line along the other axis is inside all the way, or nowhere.
        near = np.where(way == 0, np.where((low < 0) & (high > 0), -np.inf, np.inf), np.minimum(one, other))
        far = np.where(way == 0, np.inf, np.maximum(one, other))
        enters, leaves = np.maximum(enters, near), np.minimum(leaves, far)
    return np.asarray(enters < leaves)


def _overlap(point: Point, size: Size, other: Point, other_size: Size) -> float:
    """Return by how many pixels of height two boxes and the gap between them overlap."""
    wide = (size[0] + other_size[0]) / 2 + GAP - abs(point[0] - other[0])
    high = (size[1] + other_size[1]) / 2 + GAP - abs(point[1] - other[1])
    return high if wide > 0 and high > 0 else 0.0


def _crosses(line: tuple[Point, Point], middle: Point, size: Size) -> bool:
    """Whether a line between two points passes over a box, or closer by than `_CLEAR`: by the slab method."""
    enters, leaves = 0.0, 1.0
    for axis in (0, 1):
        start, way = line[0][axis], line[1][axis] - line[0][axis]
        low, high = (middle[axis] + sign * (size[axis] / 2 + _CLEAR) for sign in (-1, 1))
        if way:
            near, far = sorted(((low - start) / way, (high - start) / way))
            enters, leaves = max(enters, near), min(leaves, far)
        elif not low < start < high:
            return False
    return enters < leaves
