"""Boxes of the overview: all heights that are weighed at once cost what each costs by itself, and no box covers another."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.staggered import _crosses, _crossings, _overlap, staggered

WHOLE = st.integers(-40, 40).map(float)
"""Whole numbers: lines along an axis, and ones that begin at a corner, are as frequent as they are telling."""

POINT = st.tuples(WHOLE, WHOLE)
SIZE = st.tuples(st.integers(1, 60).map(float), st.integers(1, 60).map(float))


@given(st.lists(st.tuples(POINT, POINT, POINT, SIZE), min_size=1, max_size=20))
def test_many_lines_cross_boxes_where_each_does(cases: list[tuple[tuple[float, float], ...]]) -> None:
    starts, ends, middles, sizes = (tuple(np.array(axis).T) for axis in zip(*cases, strict=True))
    each = [_crosses((start, end), middle, size) for start, end, middle, size in cases]
    assert _crossings(starts, ends, middles, sizes).tolist() == each  # type: ignore[arg-type]


@given(st.lists(SIZE, min_size=1, max_size=12), st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_no_box_covers_another(sizes: list[tuple[float, float]], pairs: set[tuple[int, int]]) -> None:
    boxes = {str(number): size for number, size in enumerate(sizes)}
    edges = [(str(a), str(b)) for a, b in sorted(pairs) if a < b < len(sizes)]
    at = staggered(boxes, edges)
    assert not any(_overlap(at[a], boxes[a], at[b], boxes[b]) for a, b in combinations(at, 2))


def test_a_layer_of_many_boxes_takes_several_columns() -> None:
    """Forty areas that build on one are not drawn as one column of forty."""
    boxes = {str(number): (130.0, 70.0) for number in range(41)}
    at = staggered(boxes, [("0", str(number)) for number in range(1, 41)])
    across, down = ([place[axis] for place in at.values()] for axis in (0, 1))
    assert max(down) - min(down) < max(across) - min(across)
    assert all(at["0"][0] < at[str(number)][0] for number in range(1, 41))
