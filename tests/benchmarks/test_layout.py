"""How readable drawings are, and how fast: ratios and figures of one run, printed."""

import json
from itertools import combinations, pairwise
from time import perf_counter

import networkx as nx
import pytest
from browser.chromium import chromium

from explorer.drawing_parts import drawing_json, drawing_script, frontend
from explorer.scene import Scene, neighbourhood_scene, path_scene
from graph import LocalMap, plan_path
from graph.neighbourhood import leading_to

Point = tuple[float, float]
TARGETS = ("attention-is-all-you-need", "gpt-3", "linear-regression")


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two segments cross inside both."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def crossings(ways: list[list[Point]]) -> int:
    """How often edges cross, each way a chain of segments."""
    return sum(
        crosses(*one, *other)
        for first, second in combinations(ways, 2)
        for one in pairwise(first)
        for other in pairwise(second)
    )


def own_ways(scene: Scene) -> list[list[Point]]:
    at = {node.id: (node.x, node.y) for node in scene.nodes}
    return [[at[edge.source], *edge.bends, at[edge.target]] for edge in scene.edges]


def straight_ways(scene: Scene) -> list[list[Point]]:
    graph = nx.DiGraph((edge.source, edge.target) for edge in scene.edges)
    for level, nodes in enumerate(nx.topological_generations(graph)):
        for node in nodes:
            graph.nodes[node]["subset"] = level
    at = {node: (float(x), float(y)) for node, (x, y) in nx.multipartite_layout(graph).items()}
    return [[at[source], at[target]] for source, target in graph.edges]


@pytest.mark.parametrize("target", TARGETS)
def test_edges_cross_less_than_in_the_multipartite_layout_of_networkx(bundled: LocalMap, target: str) -> None:
    plan = plan_path(bundled, target)
    start = perf_counter()
    scene = path_scene(plan, bundled, "en")
    seconds = perf_counter() - start
    own, plain = crossings(own_ways(scene)), crossings(straight_ways(scene))
    print(
        f"\n{target}: {len(scene.nodes)} nodes, {len(scene.edges)} edges in {seconds * 1000:.0f} ms; "
        f"crossings {own}, networkx multipartite {plain}, ratio {own / max(plain, 1):.2f}"
    )
    assert own <= plain


def test_bytes_of_the_largest_plan(bundled: LocalMap) -> None:
    largest = plan_path(bundled, max(bundled.ids, key=lambda identifier: len(leading_to(bundled, identifier))))
    for language in ("en", "ja"):
        start = perf_counter()
        scene = path_scene(largest, bundled, language)
        seconds = perf_counter() - start
        size = len(json.dumps(scene.to_json(), ensure_ascii=False, separators=(",", ":")).encode())
        print(
            f"\n{largest.targets[0]} ({language}): {len(scene.nodes)} nodes, {len(scene.edges)} edges, "
            f"{size:,} bytes, {seconds * 1000:.0f} ms"
        )
        assert size < 700 * len(scene.nodes)


def test_time_to_draw_in_chromium(bundled: LocalMap) -> None:
    scenes = {
        "plan": path_scene(plan_path(bundled, TARGETS[0]), bundled, "en"),
        "around, 300 nodes": neighbourhood_scene(bundled, "self-attention", "en", hops=3, limit=300),
    }
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_content(
            f"<style>{frontend('drawing.css')}</style><div style='height:700px'><div id='root'></div></div>"
        )
        page.add_script_tag(
            content=f"{drawing_script()}\nglobalThis.make = root => new Drawing(vis, root, () => {{}});"
        )
        for name, scene in scenes.items():
            figures = page.evaluate(DRAW, drawing_json(scene, "en"))
            print(
                f"\n{name}: {len(scene.nodes)} nodes, {len(scene.edges)} edges: first {figures['first']:.0f} ms, "
                f"whole in sight, each frame {figures['frame']:.1f} ms"
            )


DRAW = """async data => {
  const root = document.getElementById('root');
  const began = performance.now();
  const drawing = make(root);
  const drawn = new Promise(done => drawing.network.once('afterDrawing', done));
  drawing.show(data);
  await drawn;
  const first = performance.now() - began;
  drawing.fit(false);
  const frames = 20;
  const again = performance.now();
  for (let frame = 0; frame < frames; frame += 1) drawing.network.body.emitter.emit('_redraw');
  const frame = (performance.now() - again) / frames;
  drawing.destroy();
  return {first, frame};
}"""
