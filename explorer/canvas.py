"""The drawing as a two-way component of the explorer (stub; being written)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.scene import Scene
from graph.model import Language


@dataclass(frozen=True, slots=True)
class CanvasEvent:
    """What a user did in the drawing."""

    kind: Literal["select", "expand", "clear"]
    id: str | None


def canvas(
    scene: Scene, *, key: str, selected: str | None, language: Language, height: int = 560, dark: bool | None = None
) -> CanvasEvent | None:
    """Draw a scene and return what the user did since the last run."""
    return None
