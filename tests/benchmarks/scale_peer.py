"""One library on one prerequisite graph, in a process of its own: seconds of processor time and memory in MB, as JSON.

The graph has five prerequisites a node, each among those before it and at most a 26th of the whole back, so that it is about as
deep as the bundled map. The closure of node k is about k nodes.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

DEGREE = 5
DEPTH = 26
SIZES = (300, 30_000)

Reach = Callable[[int], int]


def pairs(size: int) -> tuple[Any, Any]:
    """Return dependents and what they need."""
    random = np.random.default_rng(7)
    dependents = np.repeat(np.arange(1, size, dtype=np.int32), DEGREE)
    back = 1 + random.random(len(dependents)) * np.minimum(dependents, max(2, size // DEPTH))
    return dependents, np.maximum(0, dependents - back.astype(np.int32))


def ours(dependents: Any, ons: Any, size: int) -> tuple[Reach, dict[str, float]]:
    from graph.id_table import IdTable, id_table
    from graph.prerequisites import Adjacency, PrerequisiteGraph, closure, from_pairs

    begun = time.process_time()
    table = id_table(f"topic-{number:08}" for number in range(size))
    graph = from_pairs(table, dependents, ons)
    built = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        parts = {
            "starts": graph.requires.starts, "neighbours": graph.requires.neighbours, "back": graph.required_by.starts,
            "users": graph.required_by.neighbours, "ids": table.starts, "text": table.text,
        }  # fmt: skip
        for name, values in parts.items():
            np.save(place / f"{name}.npy", values)
        begun = time.process_time()
        opened = {name: np.load(place / f"{name}.npy", mmap_mode="r") for name in parts}
        again = PrerequisiteGraph(
            IdTable(opened["ids"], opened["text"]),
            Adjacency(opened["starts"], opened["neighbours"]),
            Adjacency(opened["back"], opened["users"]),
        )
        closure(again, ["topic-00000001"])
        seconds = time.process_time() - begun
    return lambda node: len(closure(graph, [f"topic-{node:08}"])), {"build": built, "open": seconds}


def networkx(dependents: Any, ons: Any, size: int) -> tuple[Reach, dict[str, float]]:
    import networkx as nx

    begun = time.process_time()
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(zip(dependents.tolist(), ons.tolist(), strict=True))
    return lambda node: len(nx.descendants(graph, node)) + 1, {"build": time.process_time() - begun}


def rustworkx(dependents: Any, ons: Any, size: int) -> tuple[Reach, dict[str, float]]:
    import rustworkx as rx

    begun = time.process_time()
    graph = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data(list(zip(dependents.tolist(), ons.tolist(), strict=True)))
    return lambda node: len(rx.descendants(graph, node)) + 1, {"build": time.process_time() - begun}


def scipy(dependents: Any, ons: Any, size: int) -> tuple[Reach, dict[str, float]]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    begun = time.process_time()
    graph = csr_array((np.ones(len(ons), np.int8), (dependents, ons)), shape=(size, size))
    built = time.process_time() - begun
    return lambda node: len(breadth_first_order(graph, node, return_predecessors=False)), {"build": built}


def oxigraph(dependents: Any, ons: Any, size: int) -> tuple[Reach, dict[str, float]]:
    from pyoxigraph import NamedNode, Quad, Store

    requires = NamedNode("https://w3id.org/learning-map/ns#requires")
    begun = time.process_time()
    nodes = [NamedNode(f"http://example.org/{number}") for number in range(size)]
    store = Store()
    store.bulk_extend(Quad(nodes[one], requires, nodes[other]) for one, other in zip(dependents, ons, strict=True))
    built = time.process_time() - begun

    def reach(node: int) -> int:
        query = f"SELECT ?x {{ {nodes[node]} {requires}* ?x }}"
        return sum(1 for _ in store.query(query))

    return reach, {"build": built}


def rdflib(dependents: Any, ons: Any, size: int) -> tuple[Reach, dict[str, float]]:
    import rdflib as rdf

    requires = rdf.URIRef("https://w3id.org/learning-map/ns#requires")
    begun = time.process_time()
    nodes = [rdf.URIRef(f"http://example.org/{number}") for number in range(size)]
    graph = rdf.Graph()
    for one, other in zip(dependents.tolist(), ons.tolist(), strict=True):
        graph.add((nodes[one], requires, nodes[other]))
    built = time.process_time() - begun
    return lambda node: sum(1 for _ in graph.query(f"SELECT ?x {{ {nodes[node].n3()} {requires.n3()}* ?x }}")), {
        "build": built
    }


PEERS = {peer.__name__: peer for peer in (ours, networkx, rustworkx, scipy, oxigraph, rdflib)}


def main() -> None:
    name, size = sys.argv[1], int(sys.argv[2])
    dependents, ons = pairs(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reach, said = PEERS[name](dependents, ons, size)
    reach(1)
    for node in (*(node for node in SIZES if node < size), size - 1):
        seconds = []
        for _ in range(3 if size < 1_000_000 or name in ("ours", "scipy") else 1):
            begun = time.process_time()
            said[f"found {node}"] = reach(node)
            seconds.append(time.process_time() - begun)
        said[f"closure {node}"] = min(seconds)
        print(
            json.dumps(said | {"memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024}),
            flush=True,
        )


if __name__ == "__main__":
    main()
