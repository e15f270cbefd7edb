"""Contrast is measured as WCAG 2.2 defines it."""

from __future__ import annotations

import pytest

from proposalgen.brand.contrast import is_light, measure_contrast


def test_contrast_is_that_of_black_and_white_at_most() -> None:
    assert measure_contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert measure_contrast("#FFFFFF", "#1E2DBE") == pytest.approx(9.7, abs=0.05)


def test_a_colour_has_no_contrast_with_itself() -> None:
    assert measure_contrast("#8CE164", "#8CE164") == 1


@pytest.mark.parametrize(
    ("colour", "light"),
    [("#FFFFFF", True), ("#FFCD2D", True), ("#777777", True), ("#747474", False),
     ("#1E2DBE", False), ("#000000", False)],
)  # fmt: skip
def test_a_light_colour_stands_out_more_on_black(colour: str, light: bool) -> None:
    assert is_light(colour) == light
