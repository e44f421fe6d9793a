"""What every drawing in a browser is made of: its scripts, its styles and its words."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from explorer.looks import looks_json
from explorer.scene import Scene
from graph.model import Label, Language

_FRONTEND: Final = Path(__file__).parent / "frontend"
_DRAWING: Final = ("geometry.js", "shapes.js", "controls.js", "drawing.js")

Of = Literal["schema", "answer"]

TEXT: Final[Mapping[str, Label]] = {
    "label": Label(
        "Drawing of the learning path. Arrow keys move along prerequisites, Enter shows more around a node. "
        "The same steps are in the list.",
        "学習経路の図。矢印キーで前提をたどり、Enterで周辺を表示します。同じステップは一覧にもあります。",
    ),
    "mapLabel": Label(
        "Drawing of a part of the map. Arrow keys move along its edges, Enter shows more around a node. "
        "The same nodes are in the list.",
        "マップの一部の図。矢印キーでエッジをたどり、Enterで周辺を表示します。同じノードは一覧にもあります。",
    ),
    "areasLabel": Label(
        "Drawing of all areas. Arrow keys move from area to area, Enter goes into one. The same areas are in the list.",
        "すべての領域の図。矢印キーで領域を移動し、Enterで領域を開きます。同じ領域は一覧にもあります。",
    ),
    "areasHint": Label(
        "Click an area to go into it, point at it for what else it is tied to; the larger, the more topics",
        "クリックで領域が開き、重ねるとほかのつながりも見えます。大きいほどトピックが多い領域です",
    ),
    "controls": Label("View", "表示"),
    "zoomIn": Label("Zoom in", "拡大"),
    "zoomOut": Label("Zoom out", "縮小"),
    "fit": Label("Show all", "全体を表示"),
    "first": Label("Go to the first step", "最初のステップへ"),
    "goal": Label("Go to the goal", "目標へ"),
    "fullScreen": Label("Full screen", "全画面"),
    "hint": Label(
        "Drag to move, click for details, double-click for more around a node",
        "ドラッグで移動、クリックで詳細、ダブルクリックで周辺を表示",
    ),
    "savedHint": Label("Drag to move, click to highlight what a node needs", "ドラッグで移動、クリックで前提を強調"),
    "schemaHint": Label(
        "Drag to move, click to highlight what a kind is tied to; the list below says it in words",
        "ドラッグで移動、クリックで関係する種類を強調。下の一覧に言葉での説明があります",
    ),
    "schemaLabel": Label(
        "Drawing of the schema. Arrow keys move along the properties. The same is in the list below.",
        "スキーマの図。矢印キーでプロパティをたどれます。同じ内容は下の一覧にあります。",
    ),
    "answerHint": Label(
        "Drag to move, click for the name and link, double-click for its page",
        "ドラッグで移動、クリックで名前とリンク、ダブルクリックでページを表示",
    ),
    "answerLabel": Label(
        "Drawing of the answer. Arrow keys move along its edges, Enter opens a node's page. The same is in the table.",
        "回答の図。矢印キーでエッジをたどり、Enterでノードのページを開きます。同じ内容は表にもあります。",
    ),
    "leftOut": Label("{n:,} more are not drawn", "ほか{n:,}件は省略"),
}


def drawing_json(
    scene: Scene, language: Language, *, dark: bool | None = None, saved: bool = False, of: Of | None = None
) -> dict[str, Any]:
    """Return what `Drawing.show` of `frontend/drawing.js` takes.

    Parameters
    ----------
    dark : the theme; None to follow the page.
    saved : whether the page stands alone, so that nothing can be expanded.
    of : what is drawn, where it is no part of the map and other things can be done with it.
    """
    said = {key: label.in_language(language).format(n=scene.left_out) for key, label in TEXT.items()}
    if saved:
        said["hint"] = said["savedHint"]
    elif of:
        said |= {"hint": said[f"{of}Hint"], "label": said[f"{of}Label"]}
    elif scene.enters:
        said |= {"hint": said["areasHint"], "label": said["areasLabel"]}
    elif all(node.number is None for node in scene.nodes):
        said["label"] = said["mapLabel"]
    return {
        "scene": scene.to_json(),
        "looks": looks_json({node.kind for node in scene.nodes}),
        "text": said,
        "dark": dark,
    }


@cache
def frontend(name: str) -> str:
    """Return a file of `explorer/frontend`."""
    return (_FRONTEND / name).read_text(encoding="utf-8")


def named(pattern: str) -> list[str]:
    """Return the names of those files of `explorer/frontend` that fit a pattern, sorted."""
    return sorted(path.name for path in _FRONTEND.glob(pattern))


@cache
def drawing_script() -> str:
    """Return the script that defines `vis` and `Drawing`; it belongs into a scope of its own."""
    return "\n".join((_vis_network(), *(frontend(name) for name in _DRAWING)))


def _vis_network() -> str:
    """Return vis-network, from pyvis's own files, as a constant `vis` and not as a global of the page."""
    package = importlib.util.find_spec("pyvis")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pyvis")
    library = Path(package.origin).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    code = library.read_text(encoding="utf-8")
    # The map of the minified code is not shipped; without its address no browser asks for it.
    code = code.partition("//# sourceMappingURL")[0]
    return f"const vis = ((exports, module, define) => {{\n{code}\nreturn exports;\n}})({{}}, {{}});"
