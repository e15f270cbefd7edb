"""Boxes of text and shapes."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.boxes.box import TextBox, rule, space, triple_rule
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.text.pen import Pen
from tests.formats.pdf.setting import RecordingCanvas, draw, make_column
from tests.support.sample import t


def make_text(lines: int) -> TextBox:
    """Return text that takes so many lines."""
    column = make_column()
    box = column.text(t("word " * 12 * lines), "body", 200)
    box.text.lines = box.text.lines[:lines]
    return box


def test_text_is_as_high_as_its_lines() -> None:
    box = make_text(3)
    assert box.height == pytest.approx(3 * box.text.style.leading)


@pytest.mark.parametrize(("lines", "room", "first"), [(10, 4, 4), (10, 9, 8), (4, 2, 2)])
def test_text_is_split_between_lines_with_two_at_least_on_each_page(
    lines: int, room: int, first: int
) -> None:
    box = make_text(lines)
    parts = box.split(room * box.text.style.leading + 1)
    assert parts
    one, other = parts
    assert isinstance(one, TextBox)
    assert isinstance(other, TextBox)
    assert (len(one.text.lines), len(other.text.lines)) == (first, lines - first)


@pytest.mark.parametrize(("lines", "room"), [(10, 1), (3, 2)])
def test_text_is_not_split_where_a_line_would_stand_alone(lines: int, room: int) -> None:
    box = make_text(lines)
    assert box.split(room * box.text.style.leading + 1) is None


def test_a_heading_is_not_split() -> None:
    box = make_text(10)
    box.keep = True
    assert box.split(5 * box.text.style.leading) is None


def test_the_parts_of_a_text_share_its_element_and_only_the_first_is_a_bookmark() -> None:
    box = make_text(10)
    box.bookmark, box.destination = ("A title", 1), "there"
    parts = box.split(5 * box.text.style.leading)
    assert parts
    canvas = RecordingCanvas()
    for part in parts:
        part.draw(Pen(canvas), 50, 60)
    canvas.showPage()
    drawn = canvas.finish()
    assert [bookmark.title for bookmark in drawn.bookmarks] == ["A title"]
    assert set(drawn.pages[0].owners) == {box.element}


def test_a_repeated_text_is_an_artifact_from_the_second_time_on() -> None:
    box = make_text(2)
    box.repeated = True
    canvas = RecordingCanvas()
    for _ in range(2):
        box.draw(Pen(canvas), 50, 60)
        canvas.showPage()
    first, second = canvas.finish().pages
    assert first.owners == (box.element,)
    assert second.owners == ()
    assert b"/Artifact BMC" in second.content


def test_a_triple_rule_is_three_lines_of_equal_distance() -> None:
    rects = draw(triple_rule(200, "#112233"), 50, 60).rects
    assert [(rect.x, rect.width, rect.colour) for rect in rects] == [(50, 200, "#112233")] * 3
    assert [rect.y for rect in rects] == pytest.approx([60, 60 + 1.7 * MM, 60 + 3.4 * MM])
    assert triple_rule(200, "#112233").height == pytest.approx(4.3 * MM)


def test_a_rule_is_one_line_and_a_space_nothing() -> None:
    (rect,) = draw(rule(200, "#112233", 2), 50, 60).rects
    assert (rect.x, rect.y, rect.width, rect.height) == (50, 60, 200, 2)
    assert draw(space(30)).rects == []
    assert space(30).height == 30
