"""A part of the map as one page to keep and pass on: opens from a file, without a network, and asks for nothing.

pyvis makes the network; its own page does not do: it loads scripts from other hosts and does not escape names.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Final

from explorer.drawing_parts import drawing_json, drawing_script, frontend
from explorer.looks import legend_place, shape_svg
from explorer.scene import Scene, part_scene, scene_network
from explorer.scene_edges import edges_among
from graph.map import Map
from graph.model import Label, Language, Node, Prerequisite
from graph.order import fresh_order
from graph.vocabulary import kind_label

TEXT: Final[Mapping[str, Label]] = {
    "path": Label("Path to {names}", "{names} への道のり"),
    "around": Label("Around {name}", "{name} の周辺"),
    "part": Label("{n} nodes of the learning map", "学習マップの{n}ノード"),
    "sum": Label("{n} steps · {hours:g} h", "{n}ステップ · {hours:g}時間"),
    "count": Label("{n} nodes · {edges} edges", "{n}ノード · {edges}本の辺"),
    "drawing": Label("Drawing", "図"),
    "legend": Label("Legend", "凡例"),
    "target": Label("goal", "目標"),
    "requires": Label("is needed first for", "先に必要"),
    "helpful": Label("is helpful for", "あると役立つ"),
    "link": Label("helpful, or another link", "あると役立つ、その他の関係"),
    "steps": Label("Steps, in order", "ステップ（順番）"),
    "nodes": Label("Nodes, prerequisites first", "ノード（前提が先）"),
    "hours": Label("{hours:g} h", "{hours:g}時間"),
    "foot": Label(
        "Made by learnmap. The drawing is interactive and works offline.",
        "learnmapで作成。図は操作でき、オフラインで動作します。",
    ),
}


def saved_page(
    map_: Map,
    ids: Sequence[str],
    *,
    language: Language,
    targets: Sequence[str] = (),
    centre: str | None = None,
) -> str:
    """Return nodes of a map as one self-contained HTML page: drawing, legend, and the same as an ordered list.

    Parameters
    ----------
    ids : of the nodes.
    targets : what the page is a path to, among `ids`; none where it is just a part of the map.
    centre : what the page lies around, among `ids`; it is emphasised when the page opens.

    Raises
    ------
    NodeNotFound
        For an id the map does not hold.
    """
    order = _ordered(map_, ids, language)
    numbers = {identifier: number for number, identifier in enumerate(order, 1)} if targets else {}
    nodes = map_.describe(order)
    scene = part_scene(map_, order, language, targets=targets, numbers=numbers, links=not targets)
    network = scene_network(scene)
    data = {
        **drawing_json(scene, language, saved=True),
        "scene": {"nodes": network.nodes, "edges": network.edges},
        "selected": centre,
    }
    script = f"(() => {{\n{drawing_script()}\n{frontend('saved_page.js')}\n}})();"
    style = frontend("drawing.css") + frontend("saved_page.css")
    title = _title(nodes, targets, centre, language)
    return Template(_PAGE).substitute(
        language=language,
        policy=_policy(script, style),
        title=escape(title),
        style=style,
        about=escape(_about(nodes, scene, targets, language)),
        drawing=escape(_say("drawing", language)),
        legend_name=escape(_say("legend", language)),
        legend=_legend(scene, language),
        list_name=escape(_say("steps" if targets else "nodes", language)),
        steps=_steps(nodes, numbers, map_, language),
        foot=escape(_say("foot", language)),
        data=_script_json(data),
        script=script,
    )


def _ordered(map_: Map, ids: Sequence[str], language: Language) -> list[str]:
    """Return the ids in the order in which every prerequisite is still fresh when it is needed."""
    nodes = map_.describe(ids)
    needs: dict[str, list[str]] = {identifier: [] for identifier in nodes}
    for edge in edges_among(nodes, map_, language):
        if edge.link == "requires":
            needs[edge.target].append(edge.source)
    return list(fresh_order(needs, groups={identifier: node.area or "" for identifier, node in nodes.items()}))


def _title(nodes: Mapping[str, Node], targets: Sequence[str], centre: str | None, language: Language) -> str:
    if centre is not None:
        return _say("around", language, name=nodes[centre].label.in_language(language))
    if not targets:
        return _say("part", language, n=len(nodes))
    return _say("path", language, names=", ".join(nodes[target].label.in_language(language) for target in targets))


def _about(nodes: Mapping[str, Node], scene: Scene, targets: Sequence[str], language: Language) -> str:
    if not targets:
        return _say("count", language, n=len(nodes), edges=len(scene.edges))
    return _say("sum", language, n=len(nodes), hours=round(sum(node.hours for node in nodes.values()), 1))


def _steps(nodes: Mapping[str, Node], numbers: Mapping[str, int], map_: Map, language: Language) -> str:
    needs: dict[str, list[Prerequisite]] = {}
    for edge in map_.prerequisites(nodes):
        if edge.on in nodes:
            needs.setdefault(edge.dependent, []).append(edge)
    return "\n".join(
        _step(node, numbers.get(node.id), needs.get(node.id, ()), nodes, language) for node in nodes.values()
    )


def _step(
    node: Node,
    number: int | None,
    needs: Sequence[Prerequisite],
    nodes: Mapping[str, Node],
    language: Language,
) -> str:
    kind = kind_label(node.kind, language)
    hours = f" · {_say('hours', language, hours=node.hours)}" if node.hours else ""
    shown = f'<span class="number">{number}</span>' if number is not None else ""
    reasons = "".join(
        f'<li><span aria-hidden="true">← </span><b>{escape(nodes[edge.on].label.in_language(language))}</b> '
        f"{escape(edge.because.in_language(language))}</li>"
        for edge in needs
    )
    listed = f'<ul class="reasons">{reasons}</ul>' if reasons else ""
    return (
        f'<li data-node="{escape(node.id)}"><h3>{shown}'
        f'<button type="button" data-show="{escape(node.id)}">{escape(node.label.in_language(language))}</button>'
        f'<span class="kind">{escape(kind + hours)}</span></h3>'
        f"<p>{escape(node.definition.in_language(language))}</p>"
        f"{listed}</li>"
    )


def _legend(scene: Scene, language: Language) -> str:
    kinds = sorted({node.kind for node in scene.nodes}, key=legend_place)
    entries = [f"<li>{shape_svg(kind)}{escape(kind_label(kind, language))}</li>" for kind in kinds]
    if any(node.status == "target" for node in scene.nodes):
        entries.append(f"<li>{_RING}{escape(_say('target', language))}</li>")
    entries.append(f"<li>{_line(dashed=False)}{escape(_say('requires', language))}</li>")
    dashed = "link" if any(edge.link != "requires" for edge in scene.edges) else "helpful"
    if any(edge.dashed for edge in scene.edges):
        entries.append(f"<li>{_line(dashed=True)}{escape(_say(dashed, language))}</li>")
    return "".join(entries)


def _line(*, dashed: bool) -> str:
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        '<svg width="30" height="12" aria-hidden="true"><path d="M1 6h22" stroke="currentColor" fill="none"'
        f' stroke-width="1.4"{dashes}/><path d="M29 6l-7-3.5v7z" fill="currentColor"/></svg>'
    )


def _script_json(data: object) -> str:
    """Return JSON that is safe inside a script element: nothing in it can end the element or open a comment."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        said = said.replace(character, f"\\u{ord(character):04x}")
    return said


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _say(key: str, language: Language, **values: object) -> str:
    return TEXT[key].in_language(language).format(**values)


_RING: Final = (
    '<svg width="30" height="18" aria-hidden="true"><rect x="1" y="1" width="28" height="16" rx="5" fill="none" '
    'stroke="currentColor" stroke-width="1"/><rect x="4" y="4" width="22" height="10" rx="3" fill="currentColor" '
    'fill-opacity=".25" stroke="currentColor" stroke-width="1.8"/></svg>'
)

_PAGE: Final = """<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>$style</style>
</head>
<body>
<main class="page">
<h1>$title</h1>
<p class="about">$about</p>
<section aria-label="$drawing">
<div class="frame"><div id="drawing"></div></div>
<ul class="legend" aria-label="$legend_name">$legend</ul>
</section>
<h2>$list_name</h2>
<ol class="steps">
$steps
</ol>
<p class="foot">$foot</p>
</main>
<script type="application/json" id="drawing-data">$data</script>
<script>$script</script>
</body>
</html>
"""
