"""Drawings show the same as SVG and as PNG."""

import io
import math
from xml.etree import ElementTree

import pytest
from PIL import Image

from proposalgen.brand.drawing import (
    Drawing,
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
from proposalgen.brand.png import to_png
from proposalgen.brand.svg import to_svg

RED, BLUE = "#FF0000", "#0000FF"
SQUARE = polygon([(2, 2), (8, 2), (8, 8), (2, 8)])
SVG = "{http://www.w3.org/2000/svg}"


def draw(*paths, width=10, height=10, alt=""):
    return Drawing(width, height, paths, alt)


def picture(drawing, dpi=25.4):
    """A pixel is a millimetre."""
    return Image.open(io.BytesIO(to_png(drawing, dpi))).convert("RGBA")


def box(*paths):
    return pytest.approx(bounds(draw(*paths)), abs=1e-3)


def test_a_quarter_turn_ends_where_it_should():
    name, values = arc(10, 10, 5, 0, 90)[-1]
    assert name == "C"
    assert values[-2:] == pytest.approx((10, 15))


def test_a_curve_stays_on_its_circle():
    edges = bounds(draw(Path(circle(5, 5, 4), RED)))
    assert edges == pytest.approx((1, 1, 9, 9), abs=0.01)


def test_a_hexagon_stands_on_a_corner():
    points = [values for _, values in hexagon(0, 0, 2)[:-1]]
    assert (0, -2) in points
    assert len(points) == 6
    assert all(math.hypot(*point) == pytest.approx(2) for point in points)


def test_commands_are_scaled_then_moved():
    assert move(polyline([(1, 2), (3, 4)]), 2, 10, 20) == (("M", (12, 24)), ("L", (16, 28)))


def test_a_stroke_grows_with_its_path():
    (path,) = transform([Path(polyline([(0, 0), (1, 0)]), stroke=RED, width=3)], 2)
    assert settle(path).width == 6


def test_a_stroke_reaches_half_its_width_to_the_sides_and_ends_square():
    assert box(Path(polyline([(2, 5), (8, 5)]), stroke=RED, width=2)) == (2, 4, 8, 6)


def test_the_corners_of_a_stroke_are_pointed():
    corner = polyline([(2, 8), (2, 2), (8, 2)])
    assert box(Path(corner, stroke=RED, width=2)) == (1, 1, 8, 8)
    assert box(Path(SQUARE, stroke=RED, width=2)) == (1, 1, 9, 9)


def test_a_needle_of_a_corner_is_cut_off():
    needle = polyline([(0, 5), (9, 5.1), (0, 5.2)])
    assert bounds(draw(Path(needle, stroke=RED, width=1)))[2] < 10


def test_nothing_drawn_has_no_bounds():
    assert bounds(draw()) == (0, 0, 0, 0)


def test_a_picture_has_the_size_of_the_drawing():
    shown = picture(draw(Path(SQUARE, RED), width=25.4, height=50.8), 300)
    assert shown.size == (300, 600)
    assert shown.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_picture_shows_the_paths_in_order_on_nothing():
    shown = picture(draw(Path(SQUARE, RED), Path(circle(5, 5, 2), BLUE)))
    assert shown.getpixel((0, 0)) == (0, 0, 0, 0)
    assert shown.getpixel((2, 2)) == (255, 0, 0, 255)
    assert shown.getpixel((5, 5)) == (0, 0, 255, 255)


def test_an_edge_between_pixels_is_half_there_in_its_own_colour():
    half = polygon([(0, 0), (10, 0), (0, 10)])
    red, green, blue, share = picture(draw(Path(half, RED))).getpixel((4, 5))
    assert (red, green, blue) == (255, 0, 0)
    assert 90 < share < 165


def test_a_closed_stroke_leaves_its_inside_free():
    shown = picture(draw(Path(SQUARE, stroke=RED, width=1)), 254)
    assert shown.getpixel((50, 50))[3] == 0
    assert shown.getpixel((20, 50)) == (255, 0, 0, 255)


def test_a_tall_picture_has_no_seams():
    column = polygon([(0, 0), (2, 0), (2, 90), (0, 90)])
    shown = picture(draw(Path(column, RED), width=2, height=90), 254)
    assert shown.size == (20, 900)
    assert shown.getcolors() == [(20 * 900, (255, 0, 0, 255))]


def test_the_same_drawing_is_the_same_file():
    drawing = draw(Path(circle(5, 5, 3), RED, BLUE, 1))
    assert to_png(drawing) == to_png(drawing)
    assert to_svg(drawing) == to_svg(drawing)


def test_an_svg_has_its_size_in_millimetres_and_is_cut_off_there():
    root = ElementTree.fromstring(to_svg(draw(Path(SQUARE, RED), width=210, height=155.925)))
    assert (root.get("width"), root.get("height")) == ("210mm", "155.925mm")
    assert root.get("viewBox") == "0 0 210 155.925"
    clip = root.find(f"{SVG}clipPath")
    assert clip[0].attrib == {"width": "210", "height": "155.925"}
    assert root.find(f"{SVG}g").get("clip-path") == f"url(#{clip.get('id')})"


def test_an_svg_says_what_it_shows():
    root = ElementTree.fromstring(to_svg(draw(alt="4 < 5 & so on")))
    assert root.find(f"{SVG}title").text == "4 < 5 & so on"


def test_an_svg_that_is_decoration_has_no_title():
    assert "<title>" not in to_svg(draw())


def test_an_svg_names_fills_strokes_and_commands():
    line = polyline([(0, 1 / 3), (10, -0.00001)])
    svg = to_svg(draw(Path(SQUARE, RED), Path(line, stroke=BLUE, width=0.5)))
    assert '<path d="M 2 2 L 8 2 L 8 8 L 2 8 Z" fill="#FF0000"/>' in svg
    assert '<path d="M 0 0.3333 L 10 0" fill="none" stroke="#0000FF" stroke-width="0.5"/>' in svg


def test_a_piece_that_runs_the_other_way_round_is_a_hole_in_both_formats():
    ring = (
        *polygon([(0, 0), (10, 0), (10, 10), (0, 10)]),
        *polygon([(3, 3), (3, 7), (7, 7), (7, 3)]),
    )
    drawing = Drawing(10, 10, (Path(ring, "#FF0000"),))
    shown = picture(drawing, 25.4)
    assert shown.getpixel((1, 1)) == (255, 0, 0, 255)
    assert shown.getpixel((5, 5))[3] == 0
    assert "fill-rule" not in to_svg(drawing)  # SVG and PDF fill so by themselves
