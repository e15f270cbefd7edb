"""A partner's sum lays the first tiles of a field, the last in part."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import Drawing
from proposalgen.brand.laid import draw_laid_tiles
from tests.brand.shapes import BLUE, JOINT, PALETTE, WHITE

YELLOW = "#FFCD2D"


def lay(laid: float, count: int = 43) -> Drawing:
    return draw_laid_tiles(
        count, laid, "Nordhavn", (132, 46), PALETTE,
        tile=WHITE, joint=JOINT, ground=YELLOW, ink=BLUE,
    )  # fmt: skip


def count_tiles(drawing: Drawing) -> int:
    """Return how many tiles are laid."""
    (outline,) = (path for path in drawing.paths if path.fill == WHITE)
    return sum(name == "M" for name, _ in outline.commands)


@pytest.mark.parametrize(("laid", "tiles"), [(2.5, 3), (3, 3), (0.1, 1), (43, 43), (99, 43)])
def test_as_many_tiles_are_laid_as_the_sum_pays_also_in_part(laid: float, tiles: int) -> None:
    assert count_tiles(lay(laid)) == tiles


def test_a_tile_laid_in_part_is_open_to_its_right() -> None:
    cover = [path for path in lay(2.5).paths if path.fill == YELLOW]
    assert len(cover) == 1
    xs = [values[0] for _, values in cover[0].commands if values]
    field = lay(2.5)
    assert 0 < min(xs) < max(xs) < field.width
    assert not [path for path in lay(3).paths if path.fill == YELLOW]


def test_a_part_below_half_leaves_more_open_than_one_above() -> None:
    def width(laid: float) -> float:
        (cover,) = (path for path in lay(laid).paths if path.fill == YELLOW)
        xs = [values[0] for _, values in cover.commands if values]
        return max(xs) - min(xs)

    assert width(1.2) > width(1.5) > width(1.8)


def test_the_field_keeps_its_size() -> None:
    assert (lay(2.5).width, lay(2.5).height) == (lay(7).width, lay(7).height)
