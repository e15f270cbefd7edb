"""Signs are read from SVG as a designer's program saves it; drawings are written as SVG."""

from __future__ import annotations

from pathlib import Path as FilePath
from xml.etree import ElementTree

import pytest

from proposalgen.brand.drawing import (
    Drawing,
    Path,
    bounds,
    polygon,
    polyline,
)
from proposalgen.brand.svg import ACCENT, INK, read_svg, to_svg
from proposalgen.brand.svg_style import SvgError
from tests.brand.shapes import RED, draw

BLUE = "#0000FF"
SQUARE = polygon([(2, 2), (8, 2), (8, 8), (2, 8)])
SVG = "{http://www.w3.org/2000/svg}"


def read(tmp_path: FilePath, shapes: str, head: str = 'viewBox="0 0 48 24"') -> Drawing:
    file = tmp_path / "sign.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{shapes}</svg>', "utf-8")
    return read_svg(file)


def test_black_is_the_ink_and_any_other_colour_the_accent(tmp_path: FilePath) -> None:
    drawing = read(
        tmp_path,
        '<path d="M0 0 H48" fill="none" stroke="black" stroke-width="4"/>'
        '<circle cx="5" cy="5" r="5" style="fill:#ffcd2d"/>',
    )
    assert (drawing.width, drawing.height) == (48, 24)
    line, dot = drawing.paths
    assert (line.fill, line.stroke, line.width) == ("", INK, 4)
    assert line.commands == (("M", (0, 0)), ("L", (48, 0)))
    assert (dot.fill, dot.stroke) == (ACCENT, "")
    assert bounds(drawing)[2:] == pytest.approx((48, 10))


@pytest.mark.parametrize(
    "shape",
    [
        '<path d="m2,2h20v10h-20z"/>',
        '<rect x="2" y="2" width="20" height="10"/>',
        '<polygon points="2,2 22,2 22,12 2,12"/>',
        '<rect width="20" height="10" transform="matrix(1 0 0 1 2 2)"/>',
        '<g transform="translate(1,2)"><rect x="1" width="20" height="10"/></g>',
        '<g transform="translate(2 2) scale(2)"><rect width="10" height="5"/></g>',
        '<g transform="rotate(90) translate(2, -22)"><rect width="10" height="20"/></g>',
        '<g transform="rotate(180 12 7)"><rect x="2" y="2" width="20" height="10"/></g>',
        '<defs/><rect x="2" y="2" width="20" height="10" id="a"/><rect display="none" width="40"/>',
        "<g><title>A box</title><!-- made by hand --><path d='M2 2L22 2L22 12L2 12Z'/></g>",
        '<path d="M2 2 Q2 2 22 2 A0 0 0 0 1 22 12 C22 12 2 12 2 12 Z"/>',
    ],
)
def test_all_ways_to_draw_a_box_are_read(tmp_path: FilePath, shape: str) -> None:
    assert bounds(read(tmp_path, shape)) == pytest.approx((2, 2, 22, 12))


def test_a_group_hands_down_how_it_is_painted(tmp_path: FilePath) -> None:
    (path,) = read(tmp_path, '<g fill="none" stroke="#00f"><path d="M0 0L9 9"/></g>').paths
    assert (path.fill, path.stroke, path.width) == ("", ACCENT, 1)


def test_a_moved_group_moves_what_it_holds_and_widens_its_lines(tmp_path: FilePath) -> None:
    group = (
        '<g transform="matrix(2 0 0 2 4 6)"><path stroke="red" stroke-width="3" d="M0 0H9"/></g>'
    )
    (path,) = read(tmp_path, group).paths
    assert path.commands[:2] == (("M", (4, 6)), ("L", (22, 6)))
    assert path.width == pytest.approx(6)


def test_a_drawing_whose_box_begins_elsewhere_stands_in_its_corner(tmp_path: FilePath) -> None:
    drawing = read(tmp_path, '<rect x="-8" y="7" width="4" height="4"/>', 'viewBox="-10 5 48 24"')
    assert (drawing.width, drawing.height) == (48, 24)
    assert bounds(drawing) == pytest.approx((2, 2, 6, 6))


@pytest.mark.parametrize(
    "shapes",
    [
        "<style>.st0{fill:#0A5;} .st1{fill:#000}</style><path class='st0 x' d='M0 0H9V9Z'/>",
        "<defs><style>/* a */ path, #b { fill : #0a5 !important }</style></defs>"
        "<path d='M0 0H9V9Z'/>",
        "<style>path{fill:#000}#b{fill:#0a5}</style><path id='b' fill='black' d='M0 0H9V9Z'/>",
        "<style>.a{fill:#000}</style><path class='a' style='fill:#0a5' d='M0 0H9V9Z'/>",
        "<style>.a{fill:#0a5}</style><g class='a'><path d='M0 0H9V9Z'/></g>",
    ],
)
def test_a_style_sheet_paints_what_it_names(tmp_path: FilePath, shapes: str) -> None:
    (path,) = read(tmp_path, shapes).paths
    assert (path.fill, path.stroke) == (ACCENT, "")


@pytest.mark.parametrize(
    ("shapes", "reason"),
    [
        ("<text>A</text>", "<text> is not a plain shape"),
        ('<image href="http://example.org/a.png"/>', "<image> is not a plain shape"),
        ("<script>alert(1)</script>", "<script> is not a plain shape"),
        ('<g transform="scale(a)"><path d="M0 0L9 9"/></g>', "which cannot be read"),
        ('<g transform="scale(2"><path d="M0 0L9 9"/></g>', "which cannot be read"),
        ('<g transform="turn(2)"><path d="M0 0L9 9"/></g>', "which cannot be read"),
        ('<path d="M0 0L9 9" clip-path="url(#a)"/>', "a shape with a clip-path in line 1"),
        ('<defs><path id="a" d="M0 0L9 9"/></defs><use href="#a"/>', "<use> is not a plain"),
        ("<style>@media print{path{fill:red}}</style>", "a style sheet with a condition"),
        ("<style>.a .b{fill:red}</style>", "a style sheet with '.a .b'"),
        ('<path d="M0 0 L banana"/>', "<path> in line 1 cannot be read"),
        ('<path d="M0 0L9 9" stroke="red" stroke-width="thick"/>', "<path> in line 1"),
        ("<path", "not an SVG file"),
    ],
)
def test_what_is_no_plain_shape_is_refused_with_the_reason(
    tmp_path: FilePath, shapes: str, reason: str
) -> None:
    with pytest.raises(SvgError, match=reason):
        read(tmp_path, shapes)


def test_a_drawing_without_a_size_is_refused(tmp_path: FilePath) -> None:
    with pytest.raises(SvgError, match="no viewBox"):
        read(tmp_path, "", head="")


def test_an_svg_has_its_size_in_millimetres_and_is_cut_off_there() -> None:
    root = ElementTree.fromstring(to_svg(draw(Path(SQUARE, RED), width=210, height=155.925)))
    assert (root.get("width"), root.get("height")) == ("210mm", "155.925mm")
    assert root.get("viewBox") == "0 0 210 155.925"
    clip, group = root.find(f"{SVG}clipPath"), root.find(f"{SVG}g")
    assert clip is not None
    assert group is not None
    assert clip[0].attrib == {"width": "210", "height": "155.925"}
    assert group.get("clip-path") == f"url(#{clip.get('id')})"


def test_an_svg_says_what_it_shows() -> None:
    root = ElementTree.fromstring(to_svg(draw(alt="4 < 5 & so on")))
    assert root.findtext(f"{SVG}title") == "4 < 5 & so on"


def test_an_svg_that_is_decoration_has_no_title() -> None:
    assert "<title>" not in to_svg(draw())


def test_an_svg_names_fills_strokes_and_commands() -> None:
    line = polyline([(0, 1 / 3), (10, -0.00001)])
    svg = to_svg(draw(Path(SQUARE, RED), Path(line, stroke=BLUE, width=0.5)))
    assert '<path d="M 2 2 L 8 2 L 8 8 L 2 8 Z" fill="#FF0000"/>' in svg
    assert '<path d="M 0 0.3333 L 10 0" fill="none" stroke="#0000FF" stroke-width="0.5"/>' in svg
