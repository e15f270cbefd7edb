"""A drawing as PNG shows what its paths say."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import (
    Drawing,
    Path,
    circle,
    polygon,
)
from proposalgen.brand.png import to_png
from proposalgen.brand.svg import to_svg
from tests.brand.shapes import RED, draw, picture, pixel

BLUE = "#0000FF"
SQUARE = polygon([(2, 2), (8, 2), (8, 8), (2, 8)])
SVG = "{http://www.w3.org/2000/svg}"


def test_a_picture_has_the_size_of_the_drawing() -> None:
    shown = picture(draw(Path(SQUARE, RED), width=25.4, height=50.8), 300)
    assert shown.size == (300, 600)
    assert shown.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_picture_shows_the_paths_in_order_on_nothing() -> None:
    shown = picture(draw(Path(SQUARE, RED), Path(circle(5, 5, 2), BLUE)))
    assert shown.getpixel((0, 0)) == (0, 0, 0, 0)
    assert shown.getpixel((2, 2)) == (255, 0, 0, 255)
    assert shown.getpixel((5, 5)) == (0, 0, 255, 255)


def test_an_edge_between_pixels_is_half_there_in_its_own_colour() -> None:
    half = polygon([(0, 0), (10, 0), (0, 10)])
    red, green, blue, share = pixel(picture(draw(Path(half, RED))), 4, 5)
    assert (red, green, blue) == (255, 0, 0)
    assert 90 < share < 165


def test_a_closed_stroke_leaves_its_inside_free() -> None:
    shown = picture(draw(Path(SQUARE, stroke=RED, width=1)), 254)
    assert pixel(shown, 50, 50)[3] == 0
    assert shown.getpixel((20, 50)) == (255, 0, 0, 255)


def test_a_tall_picture_has_no_seams() -> None:
    column = polygon([(0, 0), (2, 0), (2, 90), (0, 90)])
    shown = picture(draw(Path(column, RED), width=2, height=90), 254)
    assert shown.size == (20, 900)
    assert shown.getcolors() == [(20 * 900, (255, 0, 0, 255))]


def test_the_same_drawing_is_the_same_file() -> None:
    drawing = draw(Path(circle(5, 5, 3), RED, BLUE, 1))
    assert to_png(drawing) == to_png(drawing)
    assert to_svg(drawing) == to_svg(drawing)


def test_a_piece_that_runs_the_other_way_round_is_a_hole_in_both_formats() -> None:
    ring = (
        *polygon([(0, 0), (10, 0), (10, 10), (0, 10)]),
        *polygon([(3, 3), (3, 7), (7, 7), (7, 3)]),
    )
    drawing = Drawing(10, 10, (Path(ring, "#FF0000"),))
    shown = picture(drawing, 25.4)
    assert shown.getpixel((1, 1)) == (255, 0, 0, 255)
    assert pixel(shown, 5, 5)[3] == 0
    assert "fill-rule" not in to_svg(drawing)  # SVG and PDF fill so by themselves
