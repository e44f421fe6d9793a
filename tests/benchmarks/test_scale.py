"""Whole-map work, ours against other libraries, at 10 k, 100 k and 1 M topics: times as ratios to ours in one run, memory in MB.

`LEARNMAP_BENCH_SIZES=10000,100000` chooses sizes; a library that takes longer than `LEARNMAP_BENCH_SECONDS` (300) ends there.
"""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from benchmarks.scale_peer import PEERS

SIZES = [int(size) for size in os.environ.get("LEARNMAP_BENCH_SIZES", "10000,100000,1000000").split(",")]
SECONDS = float(os.environ.get("LEARNMAP_BENCH_SECONDS", "300"))
MOST = {"rdflib": 10_000}
"""Where a library ends: beyond it, minutes pass."""


def measured(peer: str, size: int) -> dict[str, float]:
    if size > MOST.get(peer, size):
        return {}
    script = Path(__file__).with_name("scale_peer.py")
    try:
        done = subprocess.run(
            [sys.executable, str(script), peer, str(size)], capture_output=True, text=True, timeout=SECONDS, check=True
        )
        lines = done.stdout.splitlines()
    except subprocess.TimeoutExpired as ended:
        lines = (ended.stdout or b"").decode().splitlines()
    found: dict[str, float] = json.loads(lines[-1]) if lines else {}
    return found


@pytest.mark.timeout(3 * len(PEERS) * SECONDS)
def test_reach_and_memory_against_other_libraries() -> None:
    print(
        "\n"
        + ", ".join(f"{name} {version(name)}" for name in ("networkx", "rustworkx", "scipy", "pyoxigraph", "rdflib"))
    )
    for size in SIZES:
        results = {peer: measured(peer, size) for peer in PEERS}
        mine = results["ours"]
        print(f"\n{size:,} topics{'':>24}" + "".join(f"{peer:>12}" for peer in PEERS))
        for row in mine:
            if not row.startswith("found"):
                cells = [
                    f"{mine[row]:.4g}",
                    *(_ratio(row, results[peer].get(row), mine[row]) for peer in PEERS if peer != "ours"),
                ]
                print(
                    f"  {row + (' (MB)' if row == 'memory' else ' (s)'):<36}" + "".join(f"{cell:>12}" for cell in cells)
                )
        for peer, found in results.items():
            same = {row: count for row, count in found.items() if row.startswith("found")}
            assert same.items() <= mine.items(), peer
        last = f"closure {size - 1}"
        # Below a million both take milliseconds.
        assert size < 1_000_000 or mine[last] <= 2 * results["scipy"][last]


def _ratio(row: str, theirs: float | None, mine: float) -> str:
    if theirs is None:
        return "—"
    return f"{theirs:.4g}" if row == "memory" else f"×{theirs / max(mine, 1e-6):.3g}"
