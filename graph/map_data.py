"""What queries of a map are run on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.sparql_client import SparqlClient


@dataclass(frozen=True, slots=True)
class MapData:
    """The triples of a map, with what follows from them, as an engine takes them.

    Attributes
    ----------
    held : N-Triples; or the folder of an Oxigraph store; or the server that has them.
    size : how many triples; None where only the server knows.
    version : differs where the triples do; empty where only the server knows.
    """

    held: bytes | Path | SparqlClient
    size: int | None
    version: str
