"""How high paragraphs and tables will stand."""

from __future__ import annotations

import pytest

from proposalgen.formats.docx.estimate import count_lines, estimate_height
from proposalgen.formats.docx.paragraphs import paragraph
from proposalgen.formats.docx.runs import run, text_run
from proposalgen.formats.docx.tables import Cell, Row, layout_table
from tests.formats.docx.support import BRAND, open_word


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
    assert count_lines(text.upper(), 18) > count_lines(text, 18)


def measure(content: str, width: float = 100) -> float:
    word = open_word((BRAND.folder / "base.docx").read_bytes())
    return estimate_height(content, width, word.part)


FACT = paragraph("PitchFact", text_run("One line."))


def test_the_cells_of_a_row_stand_side_by_side_and_rows_one_below_another() -> None:
    cell = Cell(FACT)
    row = measure(layout_table((50, 50), [Row((cell, cell))]))
    assert measure(FACT) <= row < 2 * measure(FACT)
    assert measure(layout_table((50, 50), [Row((cell, cell))] * 2)) == pytest.approx(2 * row)
    assert measure(layout_table((50,), [Row((cell,), height=40)])) >= 40


def test_a_line_break_and_a_distance_of_a_paragraph_s_own_are_seen() -> None:
    broken = paragraph("PitchFact", text_run("One") + run("<w:br/>") + text_run("line."))
    assert measure(broken) > measure(FACT)
    assert measure(paragraph("PitchFact", text_run("One line."), above=30)) == pytest.approx(
        measure(FACT) + 30, abs=0.1
    )


def test_small_words_beside_a_large_number_take_the_room_of_small_words() -> None:
    number, words = text_run("2.4"), " billion people"
    small = paragraph("PitchNumber", number + text_run(words, "PitchUnitInline"))
    assert measure(small, 65) < measure(paragraph("PitchNumber", number + text_run(words)), 65)
