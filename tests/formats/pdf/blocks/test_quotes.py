"""Quotations."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.blocks.quotes import make_quote
from proposalgen.formats.pdf.boxes.box import TextBox
from proposalgen.model.document import Quote
from tests.formats.pdf.setting import make_column
from tests.support.real import brand
from tests.support.sample import t


def find_text(words: str) -> TextBox:
    box = make_quote(make_column(), Quote(t(words), t("Champa"))).boxes[0]
    assert isinstance(box, TextBox)
    return box


def test_a_short_quotation_is_set_at_the_size_of_the_type_scale() -> None:
    assert find_text("A floor.").text.style.size == brand().styles["quote"].size


def test_a_long_one_is_set_smaller_to_keep_to_eight_lines() -> None:
    text = find_text("A floor for everyone, everywhere. " * 9).text
    assert len(text.lines) <= 8
    assert 18 < text.style.size < brand().styles["quote"].size


def test_a_very_long_one_is_no_smaller_than_18_points() -> None:
    assert find_text("A floor for everyone, everywhere. " * 80).text.style.size == 18


def test_its_mark_hangs_in_the_margin_and_its_speaker_does_not() -> None:
    column = make_column()
    made = make_quote(column, Quote(t("A floor."), t("Champa")))
    hang = column.setter.measure("“", column.style("quote"))
    assert made.indent == pytest.approx(-hang)
    speaker = made.boxes[1]
    assert getattr(speaker, "indent") == pytest.approx(hang)  # noqa: B009
