"""Stacks, rows and filled boxes."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.boxes.box import Box, Shape, rule
from proposalgen.formats.pdf.boxes.containers import Filled, Row, Stack, stack
from tests.formats.pdf.setting import draw


def bar(height: float, *, keep: bool = False) -> Shape:
    """Return a box that paints its whole height."""
    shape = rule(100, "#112233", height)
    shape.keep = keep
    return shape


def tops(box: Box) -> list[float]:
    return [rect.y for rect in draw(box, 0, 0).rects]


def heights(box: Box) -> list[float]:
    return [rect.height for rect in draw(box, 0, 0).rects]


def test_a_stack_puts_each_box_below_its_gap_and_none_before_the_first() -> None:
    made = stack([(7, bar(10)), (5, bar(20)), (1, bar(30))])
    assert tops(made) == [0, 15, 36]
    assert made.height == 66


def test_a_stack_is_split_between_its_boxes() -> None:
    made = stack([(0, bar(10)), (5, bar(20)), (5, bar(30))])
    parts = made.split(40)
    assert parts
    assert [heights(part) for part in parts] == [[10, 20], [30]]
    assert tops(parts[1]) == [0]


def test_a_heading_goes_to_the_next_page_with_what_follows_it() -> None:
    made = stack([(0, bar(10)), (5, bar(20, keep=True)), (5, bar(30))])
    parts = made.split(40)
    assert parts
    assert [heights(part) for part in parts] == [[10], [20, 30]]


def test_a_stack_of_headings_that_do_not_fit_with_what_follows_is_not_split() -> None:
    made = stack([(0, bar(10, keep=True)), (5, bar(20, keep=True)), (5, bar(30))])
    assert made.split(40) is None


def test_a_whole_stack_is_not_split_unless_it_has_to_be_torn() -> None:
    made = stack([(0, bar(10)), (0, bar(10))], whole=True)
    assert made.split(15) is None
    parts = made.split(15, tear=True)
    assert parts
    assert [heights(part) for part in parts] == [[10], [10]]


def test_gaps_shrink_to_a_room_but_not_below_half() -> None:
    made = stack([(0, bar(10)), (10, bar(10))])
    made.squeeze(26)
    assert made.height == pytest.approx(26)
    made = stack([(0, bar(10)), (10, bar(10))])
    made.squeeze(24)
    assert made.height == 30


def test_a_stack_is_cut_before_a_box() -> None:
    first, rest = stack([(0, bar(10)), (5, bar(20)), (5, bar(30))]).cut(1)
    assert (heights(first), heights(rest)) == ([10], [20, 30])
    assert tops(rest) == [0, 25]


def test_an_indent_moves_its_boxes() -> None:
    (rect,) = draw(Stack([bar(10)], [0], indent=-4), 50, 0).rects
    assert rect.x == 46


def test_a_row_is_as_high_as_its_highest_box() -> None:
    row = Row([(0, bar(10)), (40, bar(25))])
    assert row.height == 25
    assert [(rect.x, rect.y) for rect in draw(row, 5, 6).rects] == [(5, 6), (45, 6)]


def test_a_row_stays_whole_unless_it_has_to_be_torn() -> None:
    row = Row([(0, bar(10)), (40, stack([(0, bar(10)), (0, bar(20))]))])
    assert row.split(15) is None
    parts = row.split(15, tear=True)
    assert parts
    assert [heights(part) for part in parts] == [[10, 10], [20]]


def test_a_row_that_may_go_on_is_split_where_each_box_can_be() -> None:
    tall = stack([(0, bar(10)), (0, bar(20))])
    parts = Row([(0, bar(10)), (40, tall)], whole=False).split(15)
    assert parts
    assert [heights(part) for part in parts] == [[10, 10], [20]]
    assert Row([(0, bar(10)), (40, bar(20))], whole=False).split(15) is None


def test_a_filled_box_has_its_padding_and_least_height() -> None:
    filled = Filled(bar(10), 80, "#AABBCC", (1, 2, 3, 4))
    ground, inside = draw(filled, 50, 60).rects
    assert (ground.x, ground.y, ground.width, ground.height) == (50, 60, 80, 16)
    assert (ground.colour, inside.x, inside.y) == ("#AABBCC", 51, 62)
    assert Filled(bar(10), 80, "#AABBCC", (1, 2, 3, 4), 90).height == 90


def test_both_parts_of_a_filled_box_are_filled() -> None:
    inside = stack([(0, bar(10)), (0, bar(20))])
    parts = Filled(inside, 80, "#AABBCC", (1, 2, 3, 4)).split(20)
    assert parts
    assert [heights(part) for part in parts] == [[16, 10], [26, 20]]
