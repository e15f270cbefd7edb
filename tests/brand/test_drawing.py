"""Drawings are paths in millimetres; their bounds are those of what is seen."""

from __future__ import annotations

import math

import pytest

from proposalgen.brand.drawing import (
    Path,
    arc,
    bounds,
    circle,
    hexagon,
    move,
    polygon,
    polyline,
    settle,
    transform,
)
from tests.brand.shapes import RED, draw

SQUARE = polygon([(2, 2), (8, 2), (8, 8), (2, 8)])


def box(*paths: Path) -> tuple[float, ...]:
    """Return the bounds of paths, in thousandths of a millimetre."""
    return tuple(round(edge, 3) + 0.0 for edge in bounds(draw(*paths)))


def test_a_quarter_turn_ends_where_it_should() -> None:
    name, values = arc(10, 10, 5, 0, 90)[-1]
    assert name == "C"
    assert values[-2:] == pytest.approx((10, 15))


def test_a_curve_stays_on_its_circle() -> None:
    edges = bounds(draw(Path(circle(5, 5, 4), RED)))
    assert edges == pytest.approx((1, 1, 9, 9), abs=0.01)


def test_a_hexagon_stands_on_a_corner() -> None:
    points = [values for _, values in hexagon(0, 0, 2)[:-1]]
    assert (0, -2) in points
    assert len(points) == 6
    assert all(math.hypot(*point) == pytest.approx(2) for point in points)


def test_commands_are_scaled_then_moved() -> None:
    assert move(polyline([(1, 2), (3, 4)]), 2, 10, 20) == (("M", (12, 24)), ("L", (16, 28)))


def test_a_stroke_grows_with_its_path() -> None:
    (path,) = transform([Path(polyline([(0, 0), (1, 0)]), stroke=RED, width=3)], 2)
    assert settle(path).width == 6


def test_a_stroke_reaches_half_its_width_to_the_sides_and_ends_square() -> None:
    assert box(Path(polyline([(2, 5), (8, 5)]), stroke=RED, width=2)) == (2, 4, 8, 6)


def test_the_corners_of_a_stroke_are_pointed() -> None:
    corner = polyline([(2, 8), (2, 2), (8, 2)])
    assert box(Path(corner, stroke=RED, width=2)) == (1, 1, 8, 8)
    assert box(Path(SQUARE, stroke=RED, width=2)) == (1, 1, 9, 9)


def test_a_needle_of_a_corner_is_cut_off() -> None:
    needle = polyline([(0, 5), (9, 5.1), (0, 5.2)])
    assert bounds(draw(Path(needle, stroke=RED, width=1)))[2] < 10


def test_nothing_drawn_has_no_bounds() -> None:
    assert bounds(draw()) == (0, 0, 0, 0)
