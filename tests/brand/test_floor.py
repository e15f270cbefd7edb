"""The floor lays a name in tiles that fill a box."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import bounds, settle
from tests.brand.shapes import (
    LONG,
    PALETTE,
    WHITE,
    lay,
    pieces,
    strokes,
)


def test_a_floor_lays_each_letter_in_order_and_begins_again() -> None:
    once = lay("ILO", 210, 100, across=3)
    # A row of three and a row of four, ILO ILOI; of these letters only L crosses, once.
    assert len(pieces(once.paths[0])) == 7
    gaps = [at for at, path in enumerate(once.paths[1:]) if path.stroke == WHITE]
    assert len(gaps) == 2


def test_short_names_give_big_tiles() -> None:
    tiles = [len(pieces(lay(name).paths[0])) for name in ("ITO", "Nordhavn Foundation", LONG)]
    assert tiles == [10, 18, 94]


def test_a_floor_may_be_told_how_many_tiles_it_is_wide() -> None:
    # Two rows six across, as on the one-pager.
    assert len(pieces(lay("Nordhavn", 210, 50, across=6).paths[0])) == 13


def test_a_floor_covers_its_box_but_for_the_teeth_of_the_first_row() -> None:
    left, top, right, foot = bounds(lay("Nordhavn Foundation"))
    assert left <= 0
    assert -1 < top <= 0
    assert right >= 210
    assert foot >= 156


def test_a_floor_may_begin_lower() -> None:
    assert bounds(lay("Ito", rows_from=20))[1] == pytest.approx(20, abs=1)


def test_every_pair_is_three_lines() -> None:
    drawing = lay("Ito")
    lines = [path for path in drawing.paths if path.stroke in PALETTE]
    assert len(lines) == 3 * len(pieces(drawing.paths[0]))
    assert all(len(pieces(path)) == 3 for path in lines)


def test_joints_are_never_thinner_than_they_print() -> None:
    assert settle(lay("Ito").paths[0]).width > 0.35
    assert settle(lay(LONG).paths[0]).width == pytest.approx(0.35)


def test_all_colours_of_the_palette_are_on_the_floor() -> None:
    assert set(strokes(lay("Nordhavn Foundation"))) == set(PALETTE)


def test_a_strand_passes_over_on_the_ground_that_is_asked_for() -> None:
    drawing = lay("Bob", ground="#ABCDEF")
    assert "#ABCDEF" in {path.stroke for path in drawing.paths}
    assert WHITE in {path.stroke for path in lay("Bob").paths}


def test_the_same_name_is_the_same_floor() -> None:
    assert lay("Nordhavn Foundation") == lay("Nordhavn Foundation", palette=list(PALETTE))


def test_different_names_are_different_floors() -> None:
    names = ["Nordhavn", "Aurelia Trust", "Ito Group", "Kestrel and Vale", LONG]
    assert len({lay(name) for name in names}) == len(names)


def test_a_floor_needs_a_colour() -> None:
    with pytest.raises(ValueError, match="at least one colour"):
        lay("Ito", palette=())


def test_a_floor_needs_a_width() -> None:
    with pytest.raises(ValueError, match="no floor is 0 mm wide"):
        lay("Ito", width=0)
