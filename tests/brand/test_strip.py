"""The strip lays each word in a row, each tile over its letter."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import Drawing, bounds
from proposalgen.brand.letters import Letter
from proposalgen.brand.strip import draw_strip
from tests.brand.shapes import (
    JOINT,
    PALETTE,
    WHITE,
    pieces,
)


def lay_strip(name: str, width: float = 174, height: float = 80) -> tuple[Drawing, str]:
    """Return the strip of a name, and the letters below its tiles."""
    drawn: list[str] = []

    def draw_letter(letter: str) -> Letter:
        drawn.append(letter)
        return Letter((("M", (0, 0)), ("L", (0.5, 0)), ("L", (0.5, -0.7)), ("Z", ())), 0.5)

    strip = draw_strip(
        name, width, height, PALETTE, tile=WHITE, joint=JOINT, ink=WHITE, draw_letter=draw_letter
    )
    return strip, "".join(drawn)


def is_inside_but_for_joints(drawing: Drawing) -> bool:
    left, top, right, foot = bounds(drawing)
    return min(left, top) > -0.3 and right < drawing.width + 0.3 and foot < drawing.height + 0.3


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Nordhavn Foundation", "NORDHAVNFOUNDATION"),
        ("Søn & Müller 2030", "SONMULLER2030"),
        ("株式会社", ""),
        ("Bank 中国", ""),
        ("***", ""),
    ],
)
def test_tiles_stand_over_the_letters_that_the_name_is_written_in(name: str, letters: str) -> None:
    strip, drawn = lay_strip(name)
    assert drawn == letters
    assert is_inside_but_for_joints(strip)


def test_each_word_of_a_short_name_has_a_row_of_its_own() -> None:
    strip, _ = lay_strip("Nordhavn Foundation")
    assert len(pieces(strip.paths[0])) == 18
    tops = {round(y, 3) for _, y in pieces(strip.paths[0])}
    assert len(tops) == 2


@pytest.mark.parametrize(
    "name", ["X", "Nordhavn Foundation", "Ministry of Labour " * 15, "W" * 300]
)
def test_a_strip_stays_inside_its_box_for_any_name(name: str) -> None:
    strip, _ = lay_strip(name)
    assert strip.width <= 174 + 1e-6
    assert strip.height <= 80
    assert is_inside_but_for_joints(strip)
