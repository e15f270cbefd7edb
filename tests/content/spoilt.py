"""A good library to spoil, and what is told of it then."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.content.load import load_library
from proposalgen.errors import ContentError

GOOD = Path(__file__).parents[1] / "data" / "library"
BUSES = "themes/night-buses/en.md"
KITCHENS = "themes/open-kitchens/en.md"


def spoil(content: Path, file: str, old: str, new: str) -> None:
    """Write other words in a file of the library."""
    path = content / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def problems_of(content: Path) -> list[str]:
    """Return what is told of a library, a line a mistake."""
    with pytest.raises(ContentError) as caught:
        load_library(content)
    return [str(problem) for problem in caught.value.problems]
