"""Files of the library: text without hidden characters, and nothing that a system hides."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.content.load import load_library
from tests.content.spoilt import BUSES, problems_of, spoil


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("stories.yaml", "She rides.", '"\\a"', "stories.yaml, line 10, ana.steps.1.text"),
        (BUSES, "could ride", "could \ufdd00\ufdd1 ride", "themes/night-buses/en.md, line 33"),
        ("programmes.yaml", "Last Bus", "Last \x00 Bus", "programmes.yaml, line 2"),
    ],
)
def test_a_character_that_is_not_text_is_told(
    content: Path, file: str, old: str, new: str, told: str
) -> None:
    spoil(content, file, old, new)

    (problem,) = problems_of(content)
    assert problem.startswith(f"{told}: ")
    assert "U+" in problem


def test_what_a_system_hides_in_a_folder_is_no_content(content: Path) -> None:
    (content / "themes/.DS_Store").write_bytes(b"\0")
    (content / "themes/night-buses/.en.md.swp").write_bytes(b"\0")

    assert list(load_library(content).themes["en"]) == ["night-buses", "open-kitchens"]
