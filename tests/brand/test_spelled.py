"""What tiles spell is read back from finished drawings."""

from __future__ import annotations

import pytest

from proposalgen.brand.artwork import draw_floor, draw_ring, draw_strip
from proposalgen.brand.drawing import Drawing
from proposalgen.brand.numerals import draw_numeral
from proposalgen.brand.operators import to_operators
from proposalgen.brand.spelled import is_laid, read_content, read_svg
from proposalgen.brand.svg import to_svg
from proposalgen.brand.tiles import LETTERS
from proposalgen.model.document import Meta
from tests.support.real import brand, make_pitch

ALPHABET = "".join(sorted(LETTERS))


def make_meta(name: str) -> Meta:
    return make_pitch(name=name).meta


def read(drawing: Drawing) -> str:
    """Return what a drawing spells in both formats."""
    (letters,) = read_content(f"q {to_operators(drawing)} Q")
    assert read_svg(to_svg(drawing)) == letters
    return letters


def test_every_letter_of_a_floor_is_read() -> None:
    floor = draw_floor(make_meta(ALPHABET), brand(), 210, 150)
    assert read(floor).startswith(ALPHABET)


@pytest.mark.parametrize(
    "name",
    [
        "Nordhavn Foundation",
        "Sønder & Co 2030",
        "2 of 3 A",
        "厚生労働省",
        "W" * 300,
        "Fund of All the Ports of the North and of the Seas around It",
    ],
)
def test_floor_strip_and_ring_of_a_name_are_its_own_and_nobody_else_s(name: str) -> None:
    meta = make_meta(name)
    drawings = (
        draw_floor(meta, brand(), 210, 120),
        draw_floor(meta, brand(), 210, 60, across=4),
        draw_strip(meta, brand(), 140, 60, brand().colours.primary),
    )
    for drawing in drawings:
        assert is_laid(read(drawing), name)
        assert not is_laid(read(drawing), "Vesterhav Trust")


def test_a_ring_is_the_first_name_s() -> None:
    ring = draw_ring("Chandra Devi", 20, "#FFFFFF", make_meta("Nordhavn"), brand())
    assert read(ring) == "CHANDR"


def test_two_drawings_on_a_page_are_read_apart() -> None:
    one, other = (
        to_operators(draw_floor(make_meta(name), brand(), 100, 30)) for name in ("ABC", "XYZ")
    )
    first, second = read_content(f"q {one} Q q {other} Q")
    assert first.startswith("ABC")
    assert second.startswith("XYZ")


def test_a_drawing_without_tiles_spells_nothing() -> None:
    numeral = draw_numeral("2030", 20, "#000000", "#FFFFFF")
    assert list(read_content(to_operators(numeral))) == []
    assert read_svg(to_svg(numeral)) == ""


def test_a_floor_repeats_its_name_and_a_strip_may_leave_out_its_end() -> None:
    assert is_laid("ABCABCA", "abc")
    assert not is_laid("ABCABD", "abc")
    assert is_laid("ONE", "One Two")
    assert not is_laid("TWO", "One Two")
