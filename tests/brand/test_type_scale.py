"""The type scale of both formats."""

from __future__ import annotations

from proposalgen.brand.type_scale import Difference, Style
from tests.support.real import brand


def test_in_word_a_style_differs_in_what_is_given_alone() -> None:
    style = Style(font="display", size=34, leading=36, tracking=-0.02, docx=Difference(size=30))
    assert style.in_docx == Style(font="display", size=30, leading=36, tracking=-0.02)


def test_tracking_may_be_taken_away_in_word() -> None:
    style = Style(font="quote", size=31, leading=34, tracking=-0.01, docx=Difference(tracking=0))
    assert style.in_docx.tracking == 0
    assert style.in_docx.size == 31


def test_a_style_without_a_difference_is_the_same_in_word() -> None:
    style = Style(font="body", size=10, leading=14)
    assert style.in_docx == style


def test_a_style_is_found_by_its_name_in_the_file() -> None:
    assert brand().styles["cover-title"] == brand().styles.cover_title
    assert (brand().styles["body"].size, brand().styles["body"].in_docx.size) == (10, 10.5)
