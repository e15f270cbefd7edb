"""How high paragraphs will stand: rather too high than too low."""

from __future__ import annotations

import pytest

from proposalgen.formats.docx.estimate import count_lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("one", 10, 1),
        ("one two three", 5, 2),
        ("W" * 30, 10, 3),
        ("日本財団" * 5, 10, 2),
    ],
)
def test_lines_break_between_words_and_inside_words_that_are_too_long(
    text: str, width: float, lines: int
) -> None:
    assert count_lines(text, width) == lines


def test_capitals_and_wide_letters_take_more_room() -> None:
    text = "abcdefghij " * 9
    assert count_lines(text.upper(), 20) > count_lines(text, 20)
