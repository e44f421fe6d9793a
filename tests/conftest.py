"""What several tests share: the bundled map, and maps written for one test."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from small_maps import PREFIXES, MapOf, topics

from graph import LocalMap, open_map

# How long an example takes says something of the machine, and nothing of the law.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def bundled() -> LocalMap:
    """The map that comes with learnmap."""
    return open_map()


@pytest.fixture
def turtle_file(tmp_path: Path) -> Callable[[str], Path]:
    """A function that writes Turtle (prefixes added) to a file and returns its path."""

    def write(text: str) -> Path:
        path = tmp_path / "map.ttl"
        path.write_text(PREFIXES + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def map_of(turtle_file: Callable[[str], Path]) -> MapOf:
    """A function that makes a map of topics from `{dependent: [prerequisites]}`; hours are 1 unless stated."""

    def make(needs: Mapping[str, Sequence[str]], hours: Mapping[str, float] | None = None) -> LocalMap:
        return open_map(turtle_file(topics(needs, hours)))

    return make
