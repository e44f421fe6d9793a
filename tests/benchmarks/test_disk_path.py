"""How long the first path from a store on disk takes after opening, against the same path read triple by triple from the store.

`LEARNMAP_BENCH_STORE=FOLDER` takes a store that `learnmap load` made, of a million topics say, instead of a made-up map of 5,000.
"""

import os
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from graph import Map, Plan, open_map, plan_path
from graph.disk_load import load
from graph.disk_map import DiskSource
from graph.fetched_map import FetchedMap
from graph.order import fresh_order
from graph.prerequisites import closure
from graph.record import Record
from graph.synthetic import synthetic_turtle

WANTED = 300
"""Steps that the path should have, as nearly as there is one."""

LOOKED_AT = 4_000
TIMES = 5


class TripleByTriple(DiskSource):
    """The same source without records."""

    def records(self, iris: Sequence[str]) -> Mapping[str, Record]:
        return {}


def test_the_first_path_against_one_read_triple_by_triple(tmp_path: Path) -> None:
    folder = Path(os.environ.get("LEARNMAP_BENCH_STORE", tmp_path / "store"))
    if not folder.exists():
        (tmp_path / "map.ttl").write_text("".join(synthetic_turtle(5_000, seed=1)))
        load(folder, [tmp_path / "map.ttl"])
    opened = open_map(f"oxigraph:{folder}")
    target = nearest(opened)
    ours, theirs, again = [], [], []
    for _ in range(TIMES):
        map_ = open_map(f"oxigraph:{folder}")
        plan, seconds = timed(map_, target)
        ours.append(seconds)
        again.append(timed(map_, target)[1])
        bare = triple_by_triple(folder)
        same, seconds = timed(bare, target)
        theirs.append(seconds)
        assert same == plan
    order = statistics.median(ordering(plan) for _ in range(TIMES))
    first = statistics.median(ours)
    print(
        f"\nfirst path of {len(plan.steps)} steps on disk, of {len(opened.graph()):,} nodes: {first * 1000:.0f} ms | "
        f"once read {statistics.median(again) * 1000:.0f} ms | of which its order {order * 1000:.0f} ms | "
        f"triple by triple ×{statistics.median(theirs) / first:.1f}"
    )
    assert first < statistics.median(theirs)


def nearest(map_: Map) -> str:
    """Return the id of a node whose closure has about `WANTED` nodes."""
    graph = map_.graph()
    some = [graph.ids[int(place)] for place in np.linspace(0, len(graph) - 1, LOOKED_AT)]
    return min(some, key=lambda identifier: (abs(len(closure(graph, [identifier])) - WANTED), identifier))


def triple_by_triple(folder: Path) -> FetchedMap:
    map_ = open_map(f"oxigraph:{folder}")
    assert isinstance(map_, FetchedMap)
    assert isinstance(map_.source, DiskSource)
    map_.source.__class__ = TripleByTriple
    return map_


def timed(map_: Map, target: str) -> tuple[Plan, float]:
    """Return a plan and the seconds of processor time that it took."""
    begun = time.process_time()
    plan = plan_path(map_, target)
    return plan, time.process_time() - begun


def ordering(plan: Plan) -> float:
    needs = {step.node.id: step.requires for step in plan.steps}
    begun = time.process_time()
    fresh_order(needs, groups={step.node.id: step.node.area or "" for step in plan.steps})
    return time.process_time() - begun
