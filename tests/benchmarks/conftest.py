"""What several benchmarks stand beside."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.served import streamlit_page


@pytest.fixture(scope="module")
def bare() -> Iterator[str]:
    """Where Streamlit serves its least page."""
    with streamlit_page(Path(__file__).with_name("bare_page.py")) as at:
        yield at
