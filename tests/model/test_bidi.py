"""A line's characters stand in the order that the Unicode Bidirectional Algorithm gives them.

``data/BidiCharacterTest.txt.xz`` is the test file of Unicode 15.0, unchanged.
"""

from __future__ import annotations

import lzma
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.model.bidi import find_paragraph_level, reorder, resolve_levels
from tests.model.letters import LETTERS

CASES = Path(__file__).parent / "data" / "BidiCharacterTest.txt.xz"
EXPLICIT = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI", "B", "S"}
"""Classes that no record may hold (X1 to X8), and ends of paragraphs and cells."""
WRITTEN = 1000
"""At least so many cases at the head of the file are written by hand; the others are generated."""


def read_cases() -> Iterator[tuple[str, int, int, list[str], list[int]]]:
    """Yield texts with their direction, paragraph level, levels and visual order.

    A direction of 2 means that the first strong character decides; ``x`` is a character that the
    algorithm removes.
    """
    with lzma.open(CASES, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                codes, direction, level, levels, order = line.rstrip("\n").split(";")
                text = "".join(chr(int(code, 16)) for code in codes.split())
                if not EXPLICIT & {unicodedata.bidirectional(character) for character in text}:
                    places = [int(place) for place in order.split()]
                    yield text, int(direction), int(level), levels.split(), places


def test_unicode_s_own_cases_come_out_as_they_should() -> None:
    cases = list(read_cases())
    assert len(cases) == 91_604
    for text, direction, level, levels, order in cases[:WRITTEN] + cases[WRITTEN::10]:
        if direction == 2:
            assert find_paragraph_level(text) == level, ascii(text)
        found = resolve_levels(text, level)
        kept = [at for at, wanted in enumerate(levels) if wanted != "x"]
        assert [str(found[at]) for at in kept] == [levels[at] for at in kept], ascii(text)
        assert [at for at in reorder(found) if at in kept] == order, ascii(text)


def show(text: str, level: int = 0) -> str:
    """Return a text as it stands from left to right."""
    return "".join(text[at] for at in reorder(resolve_levels(text, level)))


@pytest.mark.parametrize(
    ("text", "level", "shown"),
    [
        ("the אבג word", 0, "the גבא word"),
        ("אבג (דה) 12", 1, "12 (הד) גבא".replace("(", "\0").replace(")", "(").replace("\0", ")")),
        ("אבג ABC דה", 1, "הד ABC גבא"),
        ("ABC אבג דה XYZ", 0, "ABC הד גבא XYZ"),
        ("אב 1,234.5% גד", 1, "דג 1,234.5% בא"),
        ("شخص 12-34", 1, "34-12 صخش"),
    ],
)
def test_a_line_stands_as_its_direction_asks(text: str, level: int, shown: str) -> None:
    assert show(text, level) == shown


@pytest.mark.parametrize(
    ("text", "level"), [("", 0), ("12 (abc אב)", 0), ("«אב» abc", 1), ("٣ شخص", 1), ("٣٤", 0)]
)
def test_the_first_letter_gives_the_direction(text: str, level: int) -> None:
    assert find_paragraph_level(text) == level


def test_a_joiner_stands_with_the_letter_before_it() -> None:
    assert resolve_levels("می\u200cروم a\u200d", 0) == [1] * 6 + [0] * 3


def test_a_sign_goes_with_a_number_only_where_it_touches_it() -> None:
    assert resolve_levels("5%א", 0) == [0, 0, 1]
    assert resolve_levels("א5%", 0) == [1, 2, 2]
    assert resolve_levels("א5ב%", 0) == [1, 2, 1, 0]
    assert resolve_levels("א%ב5", 0) == [1, 1, 1, 2]


@given(LETTERS, st.integers(0, 1))
def test_a_line_keeps_all_its_parts(text: str, level: int) -> None:
    levels = resolve_levels(text, level)
    assert sorted(reorder(levels)) == list(range(len(text)))
    assert all(0 <= level <= 2 for level in levels)
