"""Text styles."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.text.style import ASCENT, TextStyle
from tests.support.real import brand


def test_a_style_is_a_step_of_the_type_scale_in_a_colour() -> None:
    step = brand().styles["body"]
    style = TextStyle.of(step, "#112233")
    assert (style.font, style.size, style.leading) == (step.font, step.size, step.leading)
    assert (style.colour, style.link) == ("#112233", "#112233")
    assert TextStyle.of(step, "#112233", "#445566").link == "#445566"


def test_another_size_keeps_the_proportion_of_the_leading() -> None:
    style = TextStyle("body", 10, 14, 0, "#000000", "#000000").scale(20)
    assert (style.size, style.leading) == (20, 28)


def test_letters_stand_in_the_middle_of_their_leading() -> None:
    style = TextStyle("body", 10, 14, 0, "#000000", "#000000")
    assert style.baseline == pytest.approx(2 + 10 * ASCENT)
