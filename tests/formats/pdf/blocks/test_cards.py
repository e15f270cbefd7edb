"""Cards side by side, below each other, and as fields of units."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proposalgen.formats.pdf.blocks.cards import make_cards, make_figure, make_label
from proposalgen.formats.pdf.boxes.box import Artwork, TextBox
from proposalgen.formats.pdf.boxes.containers import Row, Stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.model.document import Card, Cards, Field
from tests.formats.pdf.setting import draw, make_column
from tests.support.real import brand
from tests.support.sample import CHALLENGE, IMPACT, NEED, t


def test_cards_stand_side_by_side_in_a_wide_column_and_below_each_other_in_a_narrow_one() -> None:
    cards = Cards((CHALLENGE, IMPACT, NEED))
    assert isinstance(make_cards(make_column(480), cards), Row)
    assert isinstance(make_cards(make_column(200), cards), Stack)


def test_two_cards_are_as_wide_as_two_of_three() -> None:
    gap = brand().page.gutter * MM
    row = make_cards(make_column(480), Cards((CHALLENGE, IMPACT)))
    assert isinstance(row, Row)
    assert [left for left, _ in row.cells] == pytest.approx([0, (480 - 2 * gap) / 3 + gap])


def test_dates_of_a_row_stand_at_one_height_below_its_longest_text() -> None:
    long = replace(IMPACT, text=t("a long text " * 12))
    row = make_cards(make_column(480), Cards((CHALLENGE, long)))
    assert isinstance(row, Row)
    tops = []
    for _, cell in row.cells:
        assert isinstance(cell, Stack)
        tops.append(cell.height - cell.boxes[-1].height)
    assert tops[0] == pytest.approx(tops[1])


@pytest.mark.parametrize("number", ["7", "1,234,567,890,123,456"])
def test_a_figure_stays_on_one_line(number: str) -> None:
    column = make_column(120)
    box = make_figure(column, Card(number=number, unit="billion"), None)
    assert isinstance(box, TextBox)
    assert len(box.text.lines) == 1
    assert box.text.widest <= 120


def test_words_stand_where_there_is_no_figure() -> None:
    box = make_figure(make_column(), Card(words=t("Nobody knows")), None)
    assert isinstance(box, TextBox)
    assert box.text.inlines == t("Nobody knows")


def test_a_figure_in_doubt_is_flagged_beside_its_label_or_below_it() -> None:
    card = Card(label=t("The challenge"), flag=t("Check"))
    beside, below = (make_label(make_column(width), card) for width in (300, 90))
    assert isinstance(beside, Row)
    assert isinstance(below, Stack)
    (flag,) = draw(beside, 0, 0).rects
    assert flag.colour == brand().colours.alert
    assert flag.x + flag.width == pytest.approx(300)


def test_a_figure_can_be_shown_as_its_units() -> None:
    card = Card(label=t("Needed"), field=Field(12, "tiles", t("Each a project")))
    made = make_cards(make_column(), Cards((card,), "units"))
    assert isinstance(made, Stack)
    units = made.boxes[0]
    assert isinstance(units, Stack)
    field, words = units.boxes
    assert isinstance(field, Artwork)
    assert isinstance(words, Stack)
    assert len(words.boxes) == 2
