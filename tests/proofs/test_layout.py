"""The measure of the pages sees what it is to see."""

from __future__ import annotations

import pytest

from tests.proofs.layout import BROKEN_FIGURE, Mark, find_blank


def test_the_highest_blank_band_is_found_between_what_is_drawn() -> None:
    marks = [Mark(1, 0, 100, 9, 200), Mark(1, 0, 180, 9, 300), Mark(1, 0, 700, 9, 800)]
    assert find_blank(marks, 100, 900) == (300, 0.5)


def test_a_page_without_anything_is_blank() -> None:
    assert find_blank([], 100, 900) == (100, 1)


@pytest.mark.parametrize(
    "text",
    ["More than 2.4 ⏎billion people", "4,81⏎1", "Convention No. ⏎102", "on page ⏎8", "USD ⏎43"],
)
def test_a_figure_on_two_lines_is_seen(text: str) -> None:
    assert BROKEN_FIGURE.search(text)


@pytest.mark.parametrize("text", ["2.4 billion ⏎people", "in 2021 ⏎and later", "the page ⏎ends"])
def test_a_line_that_ends_elsewhere_is_not(text: str) -> None:
    assert not BROKEN_FIGURE.search(text)
