"""Numbers are drawn in strands."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import bounds
from proposalgen.brand.numerals import draw_numeral
from tests.brand.shapes import (
    BLUE,
    WHITE,
)


@pytest.mark.parametrize("digit", "0123456789")
def test_a_digit_fills_its_box(digit: str) -> None:
    drawing = draw_numeral(digit, 10, BLUE, WHITE)
    strands = [path for path in drawing.paths if path.stroke == BLUE]
    left, top, right, foot = bounds(type(drawing)(1, 1, tuple(strands)))
    assert (left, top, foot) == pytest.approx((0, 0, 10), abs=0.01)
    assert drawing.width - 0.21 < right < drawing.width + 0.01


@pytest.mark.parametrize(
    ("digits", "width"),
    [
        ("0", 6),
        ("1", 3.2),
        ("4", 7.4),
        ("136", 3.2 + 6 + 6 + 2 * 0.9),
        ("2030", 24 + 3 * 0.9),
        ("3.8", 14.5 + 2 * 0.9),
        ("77%", 20.4 + 2 * 0.9),
        ("22,232", 32.5 + 5 * 0.9),
    ],
)
def test_a_number_is_as_wide_as_its_digits_and_the_gaps(digits: str, width: float) -> None:
    assert draw_numeral(digits, 10, BLUE, WHITE).width == pytest.approx(width)
    assert draw_numeral(digits, 76, BLUE, WHITE).width == pytest.approx(7.6 * width)


def test_a_number_is_named_by_its_digits() -> None:
    drawing = draw_numeral("43", 32, BLUE, WHITE)
    assert drawing.alt == "43"
    assert drawing.height == 32


@pytest.mark.parametrize("digits", ["", "1234567", "-3", ".5", "5.", "%", "four", "٤", "²", "4\n"])
def test_a_number_that_strands_cannot_show_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="one to six digits"):
        draw_numeral(digits, 32, BLUE, WHITE)


@pytest.mark.parametrize("number", ["3.8", "22,232", "77%", "5.8%"])
def test_the_signs_of_a_number_stay_in_its_box(number: str) -> None:
    drawing = draw_numeral(number, 10, BLUE, WHITE)
    drawn = [path for path in drawing.paths if BLUE in (path.stroke, path.fill)]
    left, top, right, foot = bounds(type(drawing)(1, 1, tuple(drawn)))
    assert min(left, top) > -0.11
    assert foot < 10.11
    assert right < drawing.width + 0.11
