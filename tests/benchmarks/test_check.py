"""How long the shapes take on the whole bundled map, against pySHACL judging every node of one of its files alone."""

import gc
import time

from graph.check import check
from graph.shacl import validated, violations
from graph.triples import map_files, read_file
from ontology import MAP, SHAPES


def test_the_whole_map_is_judged_before_every_node_of_its_largest_file() -> None:
    gc.collect()
    gc.disable()
    shapes, files = read_file(SHAPES), {path: read_file(path) for path in map_files(MAP)}
    largest = max(files.values(), key=len)
    begun = time.perf_counter()
    list(validated(largest, shapes))
    every_node = time.perf_counter() - begun
    begun = time.perf_counter()
    assert list(violations([triple for triples in files.values() for triple in triples], shapes)) == []
    classes = time.perf_counter() - begun
    begun = time.perf_counter()
    check()
    whole = time.perf_counter() - begun
    gc.enable()
    print(
        f"\nshapes on the whole map {classes:.2f} s | pySHACL on every node of the largest file ({len(largest)} triples) "
        f"{every_node:.2f} s | ratio {classes / every_node:.2f} | all rules of `check` {whole:.2f} s"
    )
    assert classes < every_node
