"""The grid of a table."""

from __future__ import annotations

from proposalgen.formats.pdf.boxes.box import rule
from proposalgen.formats.pdf.boxes.containers import Row
from proposalgen.formats.pdf.boxes.grid import Grid
from proposalgen.formats.pdf.canvas import MM
from tests.formats.pdf.setting import Rect, draw

CELL = "#112233"


def make_grid(rows: int) -> Grid:
    """Return a grid of rows of 10 points, padding of 5 above and below each."""
    row = Row([(0, rule(50, CELL, 10))])
    return Grid(row, [row] * rows, 200, "#00FF00", "#CCCCCC", 5)


def rules(grid: Grid) -> list[Rect]:
    return [rect for rect in draw(grid, 0, 0).rects if rect.colour != CELL]


def test_rows_stand_between_rules_thick_around_the_head_and_at_the_foot() -> None:
    found = rules(make_grid(2))
    assert [rect.y + rect.height / 2 for rect in found] == [0, 20, 40, 60]
    assert [rect.colour for rect in found] == ["#00FF00", "#00FF00", "#CCCCCC", "#00FF00"]
    assert [round(rect.height / MM, 2) for rect in found] == [0.5, 0.5, 0.3, 0.5]
    assert {rect.width for rect in found} == {200}


def test_a_grid_is_split_between_rows_and_its_head_comes_again() -> None:
    parts = make_grid(4).split(65)
    assert parts
    assert [part.height for part in parts] == [60, 60]


def test_a_grid_without_room_for_a_row_is_not_split() -> None:
    assert make_grid(4).split(39) is None
