"""Drawings as operators of a content stream (ISO 32000-1, 8.5)."""

from __future__ import annotations

import pytest

from proposalgen.brand.drawing import Path, polygon, polyline
from proposalgen.brand.operators import set_colour, to_operators, write_path
from tests.brand.shapes import BLUE, RED, draw

LINE = polyline([(1, 2), (3, 4)])


def test_a_colour_is_set_for_filling_and_for_stroking() -> None:
    assert set_colour("#FF0080") == "1 0 0.502 rg"
    assert set_colour("#FF0080", stroke=True) == "1 0 0.502 RG"


@pytest.mark.parametrize(
    ("path", "operators"),
    [
        (Path(LINE, stroke=RED, width=2), "1 0 0 RG 2 w 1 2 m 3 4 l S"),
        (Path(polygon([(0, 0), (1, 0)]), RED), "1 0 0 rg 0 0 m 1 0 l h f"),
        (
            Path(LINE, RED, BLUE, 1),
            "1 0 0 rg 0.1176 0.1765 0.7451 RG 1 w 1 2 m 3 4 l B",
        ),
        (
            Path(LINE, stroke=RED, width=2, place=(2, 10, 20)),
            "q 2 0 0 2 10 20 cm 1 0 0 RG 2 w 1 2 m 3 4 l S Q",
        ),
    ],
)
def test_a_path_is_filled_stroked_or_both_where_it_stands(path: Path, operators: str) -> None:
    assert write_path(path) == operators


def test_a_drawing_is_cut_off_at_its_edges() -> None:
    code = to_operators(draw(Path(LINE, stroke=RED, width=2), width=30, height=20))
    assert code.startswith("0 0 30 20 re W n ")
