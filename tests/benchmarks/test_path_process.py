"""How long `learnmap path` takes as a whole process, against parsing the same files with rdflib alone."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
OURS = ["-m", "explorer.cli", "path", "Attention Is All You Need"]
RDFLIB = [
    "-c",
    "import pathlib, rdflib\ng = rdflib.Graph()\nfor f in pathlib.Path('ontology/map').glob('*.ttl'): g.parse(f)",
]
BARE = ["-c", "pass"]


def seconds(arguments: list[str], times: int) -> float:
    """Return the median of wall-clock seconds of whole processes."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def test_path_answers_long_before_rdflib_has_parsed_the_map() -> None:
    ours, rdflib, bare = seconds(OURS, 7), seconds(RDFLIB, 1), seconds(BARE, 7)
    print(
        f"\nlearnmap path, whole process: {ours:.2f} s | python -c pass {bare:.2f} s | "
        f"rdflib parses the map {rdflib:.2f} s | ours/rdflib {ours / rdflib:.3f}"
    )
    assert ours < rdflib / 3
