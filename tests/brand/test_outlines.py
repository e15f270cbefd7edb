"""Signs are read from SVG as a designer's program saves it, or refused with the reason."""

import pytest

from proposalgen.brand.drawing import bounds
from proposalgen.brand.svg import ACCENT, INK, SvgError, read_svg


def read(tmp_path, shapes, head='viewBox="0 0 48 24"'):
    file = tmp_path / "sign.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{shapes}</svg>', "utf-8")
    return read_svg(file)


def test_black_is_the_ink_and_any_other_colour_the_accent(tmp_path):
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
        "<g><title>A box</title><!-- made by hand --><path d='M2 2L22 2L22 12L2 12Z'/></g>",
        '<path d="M2 2 Q2 2 22 2 A0 0 0 0 1 22 12 C22 12 2 12 2 12 Z"/>',
    ],
)
def test_all_ways_to_draw_a_box_are_read(tmp_path, shape):
    assert bounds(read(tmp_path, shape)) == pytest.approx((2, 2, 22, 12))


def test_a_group_hands_down_how_it_is_painted(tmp_path):
    (path,) = read(tmp_path, '<g fill="none" stroke="#00f"><path d="M0 0L9 9"/></g>').paths
    assert (path.fill, path.stroke, path.width) == ("", ACCENT, 1)


@pytest.mark.parametrize(
    ("shapes", "reason"),
    [
        ("<text>A</text>", "<text>, which is no plain shape"),
        ('<image href="http://example.org/a.png"/>', "<image>, which is no plain shape"),
        ("<script>alert(1)</script>", "<script>, which is no plain shape"),
        ('<g transform="scale(2)"><path d="M0 0L9 9"/></g>', "a moved group in line 1"),
        ('<path d="M0 0 L banana"/>', "a <path> in line 1 that is none"),
        ('<path d="M0 0L9 9" stroke="red" stroke-width="thick"/>', "a <path> in line 1"),
        ("<path", "no SVG"),
    ],
)
def test_what_is_no_plain_shape_is_refused_with_the_reason(tmp_path, shapes, reason):
    with pytest.raises(SvgError, match=reason):
        read(tmp_path, shapes)


def test_a_drawing_without_a_size_is_refused(tmp_path):
    with pytest.raises(SvgError, match="no viewBox"):
        read(tmp_path, "", head="")
