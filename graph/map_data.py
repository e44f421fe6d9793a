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
    held : TriG; or the folder of an Oxigraph store; or the server that has them.
    size : how many triples; None where only the server knows.
    version : differs where the triples do; empty where only the server knows.
    united : whether the default graph of a query is the union of all graphs, else the one that has no name. It then holds
        the union already: an engine that unites graphs counts a triple once for each graph that states it.
    graphs : IRIs of the first named graphs; none where only the server knows.
    """

    held: bytes | Path | SparqlClient
    size: int | None
    version: str
    united: bool = False
    graphs: tuple[str, ...] = ()
