"""A sign stands in its square, in the colours that it is given."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import Drawing, bounds
from proposalgen.brand.signs import draw_sign
from proposalgen.model.records import THEME_IDS
from tests.brand.shapes import (
    DARK,
    YELLOW,
    is_inside,
)
from tests.support import real

SIGNS = real.brand().signs


def test_every_theme_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(THEME_IDS)
    assert len({draw_sign(shape, 48, DARK, YELLOW).paths for shape in SIGNS.values()}) == 7


@pytest.mark.parametrize("shape", SIGNS.values(), ids=SIGNS)
def test_a_sign_stands_inside_its_square_on_the_lower_edge(shape: Drawing) -> None:
    drawing = draw_sign(shape, 112, DARK, YELLOW)
    assert (drawing.width, drawing.height) == (112, 112)
    assert is_inside(drawing)
    left, _, right, foot = bounds(drawing)
    assert foot == pytest.approx(112)
    assert left == pytest.approx(112 - right)


@pytest.mark.parametrize("shape", SIGNS.values(), ids=SIGNS)
def test_a_sign_has_lines_of_one_colour_and_a_dot_of_another(shape: Drawing) -> None:
    paths = draw_sign(shape, 10, DARK, YELLOW).paths
    assert {path.fill or path.stroke for path in paths} == {DARK, YELLOW}
    assert paths[-1].fill == YELLOW
