"""Fields of units fill their box and never leave it."""

from __future__ import annotations

import itertools

import pytest

from proposalgen.brand.drawing import Drawing, bounds
from proposalgen.brand.units import draw_dots, draw_hexagons
from tests.brand.shapes import (
    DARK,
    TEAL,
    WHITE,
    is_inside,
    pieces,
)


def unit_fields(count: int, width: float, height: float) -> list[Drawing]:
    return [
        draw_dots(count, width, height, TEAL),
        draw_hexagons(count, width, height, WHITE),
        draw_hexagons(count, width, height, DARK, outlined=True),
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 43, 136, 400])
@pytest.mark.parametrize("box", [(174, 36.5), (85, 32), (10, 100)])
def test_a_field_has_as_many_units_as_are_counted_inside_its_box(
    count: int, box: tuple[float, float]
) -> None:
    for drawing in unit_fields(count, *box):
        assert sum(len(pieces(path)) for path in drawing.paths) == count
        assert is_inside(drawing)
        assert drawing.width <= box[0] + 1e-6
        assert drawing.height <= box[1] + 1e-6


def rows(drawing: Drawing) -> list[int]:
    """How many units each row has."""
    tops = [round(y - drawing.paths[0].width, 3) for _, y in pieces(drawing.paths[0])]
    return [len(list(row)) for _, row in itertools.groupby(tops)]


def test_fields_are_those_of_the_design() -> None:
    assert rows(draw_dots(400, 174.3, 36.5, TEAL)) == [40] * 10
    assert rows(draw_hexagons(136, 85, 32, WHITE)) == [17] * 8
    assert rows(draw_hexagons(43, 85, 32, DARK, outlined=True)) == [9, 8, 9, 8, 9]


def test_units_of_a_field_never_touch() -> None:
    drawing = draw_dots(50, 100, 30, TEAL)
    centres = pieces(drawing.paths[0])
    nearest = min(
        ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
        for (ax, ay), (bx, by) in itertools.combinations(centres, 2)
    )
    left, top, _, _ = bounds(draw_dots(1, 1, 1, TEAL))
    assert (left, top) == pytest.approx((0, 0), abs=0.01)
    assert nearest > 2 * centres[0][1]


def test_no_units_are_no_field() -> None:
    assert all(drawing.paths == () for drawing in unit_fields(0, 100, 30))


def test_fewer_than_no_units_are_refused() -> None:
    with pytest.raises(ValueError, match="no field of -1"):
        draw_dots(-1, 100, 30, TEAL)


def test_a_field_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="fits 0 by 30 mm"):
        draw_hexagons(3, 0, 30, TEAL)


def test_a_share_of_a_field_is_solid_and_the_rest_are_outlines() -> None:
    drawing = draw_dots(100, 170, 40, TEAL, filled=77, ink="#FFFFFF")
    solid, outlined = drawing.paths
    assert (solid.fill, outlined.fill, outlined.stroke) == (TEAL, "", "#FFFFFF")
    circles = [sum(name == "M" for name, _ in path.commands) for path in (solid, outlined)]
    assert circles == [77, 23]
