"""The order in which every prerequisite is still fresh when it is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.errors import PrerequisiteCycle


def fresh_order(needs: Mapping[str, Sequence[str]], *, groups: Mapping[str, str] | None = None) -> list[str]:
    """Return the nodes in an order in which every prerequisite precedes (placeholder: depth-first post-order)."""
    done: dict[str, None] = {}
    for root in sorted(needs, key=lambda node: (-len(needs[node]), node)):
        stack: list[tuple[str, list[str]]] = [(root, list(needs[root]))] if root not in done else []
        open_ = {root}
        while stack:
            node, rest = stack[-1]
            if not rest:
                done[node] = None
                open_.discard(node)
                stack.pop()
                continue
            nxt = rest.pop(0)
            if nxt in open_:
                names = [name for name, _ in stack]
                raise PrerequisiteCycle(names[names.index(nxt) :])
            if nxt not in done and nxt in needs:
                open_.add(nxt)
                stack.append((nxt, list(needs[nxt])))
    return list(done)
