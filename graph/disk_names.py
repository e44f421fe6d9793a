"""The names of a map on disk: an SQLite index that finds them exactly, by a part, and with typing errors.

Names are kept folded (`graph.search.folded`) and in the order of their lengths, so that the first that a search meets are the
ones it comes closest to. Groups of three letters are indexed; a name of one or two letters is found through the groups that
begin with it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from graph.search import folded, scores

_SCHEMA: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
PRAGMA temp_store = FILE;
CREATE TABLE raw_node (iri TEXT);
CREATE TABLE raw_kind (iri TEXT, rank INTEGER, kind TEXT);
CREATE TABLE raw_name (iri TEXT, folded TEXT);
CREATE TABLE raw_place (link TEXT, of TEXT, iri TEXT);
CREATE TABLE node (place INTEGER PRIMARY KEY, iri TEXT UNIQUE);
CREATE TABLE kind (kind TEXT, place INTEGER, PRIMARY KEY (kind, place)) WITHOUT ROWID;
CREATE TABLE member (link TEXT, of TEXT, place INTEGER, PRIMARY KEY (link, of, place)) WITHOUT ROWID;
CREATE TABLE name (number INTEGER PRIMARY KEY, place INTEGER, folded TEXT);
CREATE VIRTUAL TABLE grams USING fts5(folded, tokenize = 'trigram', detail = none, content = '', columnsize = 0);
CREATE VIRTUAL TABLE gram USING fts5vocab(grams, 'row');
"""
_FILLED: Final = """
INSERT INTO node SELECT NULL, iri FROM (SELECT DISTINCT iri FROM raw_node
    WHERE iri NOT IN (SELECT iri FROM raw_kind WHERE rank = 9) ORDER BY iri);
INSERT INTO kind SELECT kind, place FROM (SELECT place, min(rank || kind), kind FROM raw_kind JOIN node USING (iri)
    WHERE rank < 9 GROUP BY place);
INSERT INTO kind SELECT 'node', place FROM node WHERE place NOT IN (SELECT place FROM kind);
INSERT OR IGNORE INTO member SELECT link, of, place FROM raw_place JOIN node USING (iri);
INSERT INTO name SELECT NULL, place, folded FROM (SELECT DISTINCT place, folded FROM raw_name JOIN node USING (iri)
    ORDER BY length(folded), folded);
CREATE INDEX name_folded ON name (folded);
INSERT INTO grams (rowid, folded) SELECT number, folded || ' ' FROM name;
DROP TABLE raw_node; DROP TABLE raw_kind; DROP TABLE raw_name; DROP TABLE raw_place;
"""
_EXACT: Final = "SELECT number, folded FROM name WHERE folded = ? LIMIT ?"
_BEGINNING: Final = "SELECT number, folded FROM name WHERE folded >= ? AND folded < ? LIMIT ?"
_HOLDING: Final = (
    "SELECT number, name.folded FROM grams JOIN name ON number = grams.rowid WHERE grams MATCH ? "
    "AND grams.rowid BETWEEN ? AND ? ORDER BY grams.rowid LIMIT ?"
)
_MOST_CANDIDATES: Final = 1_000
_ASKED_AT_ONCE: Final = 500


class NameWriter:
    """Collects nodes and names in whatever order, and makes the index of them."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(_SCHEMA)
        self._database.execute("BEGIN")
        self._waiting: dict[str, list[tuple[str | int, ...]]] = {name: [] for name in _INSERTS}

    def add(self, table: str, *values: str | int) -> None:
        """Add a row to one of the tables `node`, `kind`, `name`, `place`."""
        waiting = self._waiting[table]
        waiting.append(values)
        if len(waiting) >= 10_000:
            self._flush(table)

    def finish(self) -> Iterator[str]:
        """Make the index; yields the IRIs of all nodes, sorted by their bytes."""
        for table in _INSERTS:
            self._flush(table)
        for statement in _FILLED.split(";"):
            self._database.execute(statement)
        self._database.execute("COMMIT")
        yield from (iri for (iri,) in self._database.execute("SELECT iri FROM node ORDER BY place"))

    def kinds(self) -> dict[str, int]:
        """Return how many nodes there are of each kind."""
        return dict(self._database.execute("SELECT kind, count(*) FROM kind GROUP BY kind ORDER BY kind"))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _flush(self, table: str) -> None:
        self._database.executemany(_INSERTS[table], self._waiting[table])
        self._waiting[table] = []


_INSERTS: Final = {
    "node": "INSERT INTO raw_node VALUES (?)",
    "kind": "INSERT INTO raw_kind VALUES (?, ?, ?)",
    "name": "INSERT INTO raw_name VALUES (?, ?)",
    "place": "INSERT INTO raw_place VALUES (?, ?, ?)",
}


class DiskNames:
    """The names of a map on disk, opened for reading. Safe to use from many threads."""

    def __init__(self, path: Path) -> None:
        self._address = (
            f"file:{path.as_posix().replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode=ro&immutable=1"
        )
        self._own = threading.local()

    def holds(self, iris: Iterable[str]) -> set[str]:
        """Return which of the IRIs are nodes."""
        return set(self.places(iris))

    def places(self, iris: Iterable[str]) -> dict[str, int]:
        """Return the places, from 0 on, of those IRIs that are nodes, among all nodes by IRI."""
        found: dict[str, int] = {}
        wanted = iter(iris)
        while some := list(islice(wanted, _ASKED_AT_ONCE)):
            marks = ",".join("?" * len(some))
            found.update(self._rows(f"SELECT iri, place - 1 FROM node WHERE iri IN ({marks})", *some))
        return found

    def is_of(self, iri: str, kind: str) -> bool:
        """Tell whether a node is of a kind."""
        return bool(self._rows("SELECT 1 FROM node JOIN kind USING (place) WHERE iri = ? AND kind = ?", iri, kind))

    def page(self, kind: str | None, link: str | None, of: str | None, after: str, limit: int) -> list[str]:
        """Return a page of nodes; see `graph.source.Source.page`."""
        tables, wanted, values = ["node"], ["iri > ?"], [after]
        if kind is not None:
            tables, wanted, values = [*tables, "kind USING (place)"], [*wanted, "kind = ?"], [*values, kind]
        if link is not None and of is not None:
            tables, values = [*tables, "member USING (place)"], [*values, link, of]
            wanted += ["link = ?", "of = ?"]
        # Joined from the table that chooses: the order of places is that of IRIs.
        chosen = {"kind": "kind.place", "member": "member.place"}.get(tables[-1].split()[0], "node.place")
        query = f"SELECT iri FROM {' JOIN '.join(tables)} WHERE {' AND '.join(wanted)} ORDER BY {chosen} LIMIT ?"
        return [iri for (iri,) in self._rows(query, *values, limit)]

    def find(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of at most `limit` nodes with a name like `text`, the closest first."""
        asked = folded(text)
        if not asked:
            return []
        found = {number: name for rows in self._candidates(asked) for number, name in rows}
        numbers, keys = list(found), list(found.values())
        ranked = sorted(scores(asked, keys), key=lambda row: (-row[1], len(keys[row[0]])))
        iris: dict[str, None] = {}
        for start in range(0, len(ranked), limit):
            chosen = [numbers[row] for row, _ in ranked[start : start + limit]]
            marks = ",".join("?" * len(chosen))
            by_number = dict(
                self._rows(f"SELECT number, iri FROM name JOIN node USING (place) WHERE number IN ({marks})", *chosen)
            )
            iris.update((by_number[number], None) for number in chosen)
            if len(iris) >= limit:
                break
        return list(iris)[:limit]

    def _candidates(self, asked: str) -> Iterator[list[tuple[int, str]]]:
        yield self._rows(_EXACT, asked, 100)
        yield self._rows(_BEGINNING, asked, asked + "\U0010ffff", 200)
        if len(asked) < 3:
            terms = self._rows(
                "SELECT term FROM gram WHERE term >= ? AND term < ? LIMIT 300", asked, asked + "\U0010ffff"
            )
            if terms:
                yield self._holding(" OR ".join(_quoted(term) for (term,) in terms), 0, 1 << 60)
            return
        yield self._holding(_all_grams(asked), 0, 1 << 60)
        least, most = self._between(len(asked) * 2 // 3, len(asked) * 3 // 2 + 1)
        parts = _parts(asked)
        if len(parts) > 2:
            pairs = (
                f"({_all_grams(one)} AND {_all_grams(other)})" for at, one in enumerate(parts) for other in parts[:at]
            )
            yield self._holding(" OR ".join(pairs), least, most)
        yield self._holding(" OR ".join(f"({_all_grams(part)})" for part in parts), least, most)

    def _holding(self, match: str, least: int, most: int) -> list[tuple[int, str]]:
        return self._rows(_HOLDING, match, least, most, _MOST_CANDIDATES)

    def _between(self, shortest: int, longest: int) -> tuple[int, int]:
        """Return between which numbers the names of these lengths lie."""
        numbers = "SELECT coalesce(max(number), 0) FROM name"
        ((last,),) = self._rows(numbers)
        return self._first_of_length(shortest, last), self._first_of_length(longest + 1, last) - 1

    def _first_of_length(self, length: int, last: int) -> int:
        low, high = 1, last + 1
        while low < high:
            middle = (low + high) // 2
            ((size,),) = self._rows("SELECT length(folded) FROM name WHERE number = ?", middle)
            low, high = (middle + 1, high) if size < length else (low, middle)
        return low

    def _rows(self, query: str, *values: object) -> list[Any]:
        if not hasattr(self._own, "database"):
            self._own.database = sqlite3.connect(self._address, uri=True)
        found: list[Any] = self._own.database.execute(query, values).fetchall()
        return found


def _parts(asked: str) -> list[str]:
    """Return parts of a name of which a typing error spoils one: thirds of a long one, the groups of a short one."""
    if len(asked) < 9:
        return [asked[start : start + 3] for start in range(len(asked) - 2)]
    third = len(asked) // 3
    return [asked[:third], asked[third : 2 * third], asked[2 * third :]]


def _all_grams(text: str) -> str:
    return " AND ".join(dict.fromkeys(_quoted(text[start : start + 3]) for start in range(len(text) - 2)))


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
