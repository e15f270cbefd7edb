"""Letters are read from fonts, one em high, on a baseline with y down."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import Drawing, Path, bounds
from proposalgen.brand.letters import Letter, read_letter
from tests.support.real import brand


def test_a_letter_stands_on_its_baseline() -> None:
    letter = read_letter(brand().font_file("heading"), "H")
    left, top, right, foot = bounds(Drawing(1, 1, (Path(letter.commands, "#000000"),)))
    assert foot == pytest.approx(0)
    assert top == pytest.approx(-0.7, abs=0.05)
    assert 0 < left < right < letter.width < 1


def test_a_letter_that_a_font_lacks_is_empty() -> None:
    assert read_letter(brand().font_file("heading"), "漢") == Letter((), 0)
