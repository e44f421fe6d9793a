"""How far two ways of grouping the same things agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import comb


def adjusted_rand(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index [1]_ of two groupings: 1 where they are the same, 0 on average by chance.

    Parameters
    ----------
    first, second : the group of each thing, in the same order of things.

    Raises
    ------
    ValueError
        Where the lengths differ.

    Examples
    --------
    >>> adjusted_rand("aabb", "xxyy")
    1.0
    >>> round(adjusted_rand("aabb", "xyxy"), 6)
    -0.5

    References
    ----------
    .. [1] L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2(1), 1985, equation 5.
    """
    together = _pairs(Counter(zip(first, second, strict=True)).values())
    in_first, in_second = _pairs(Counter(first).values()), _pairs(Counter(second).values())
    all_pairs = comb(len(first), 2)
    by_chance = in_first * in_second / all_pairs if all_pairs else 0.0
    most = (in_first + in_second) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(comb(size, 2) for size in sizes)
