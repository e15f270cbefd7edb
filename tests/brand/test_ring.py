"""The ring lays six letters round a person."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import settle
from tests.brand.shapes import (
    DARK,
    YELLOW,
    circle_of,
    pieces,
)


def test_a_ring_is_six_tiles_round_a_person() -> None:
    drawing = circle_of("Champa")
    assert len(pieces(drawing.paths[0])) == 6
    assert drawing.height == 145
    assert [path.fill for path in drawing.paths[-5:]] == [YELLOW, DARK, DARK, DARK, DARK]


def test_a_ring_shows_six_letters_of_a_long_name_and_repeats_a_short_one() -> None:
    assert circle_of("Champa") == circle_of("Champagne")
    assert circle_of("Ito") == circle_of("Itoito")


def test_the_arcs_of_the_figure_end_at_the_edge_of_the_centre_tile() -> None:
    drawing = circle_of("Champa")
    for path in drawing.paths[-3:]:
        for command, values in settle(path).commands:
            if command in "ML":
                x, y = (values[0] - drawing.width / 2) / 29, (values[1] - drawing.height / 2) / 29
                assert y == pytest.approx(1 - abs(x) / 3**0.5)
