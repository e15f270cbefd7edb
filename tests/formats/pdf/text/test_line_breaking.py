"""Words become lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from proposalgen.formats.pdf.text.line_breaking import (
    balance_lines,
    break_lines,
    measure_line,
    place_words,
)
from proposalgen.formats.pdf.text.shaping import Run, Shaper, Word
from proposalgen.model.document import Text
from tests.formats.pdf.setting import make_setter, make_style
from tests.support.real import brand
from tests.support.sample import t

SENTENCE = "Four in ten people have no social protection of any kind, and half of all children."


def shape(text: str) -> list[Word]:
    return list(Shaper(brand().font_files).shape_run(0, Run(text, "body", 10, "#000000")))


@pytest.mark.parametrize("width", [60.0, 90.0, 151.5, 300.0])
def test_no_line_is_wider_than_its_column_and_none_could_take_the_next_word(width: float) -> None:
    lines = break_lines(shape(SENTENCE * 3), width)
    assert all(measure_line(line) <= width for line in lines)
    for line, after in pairwise(lines):
        full = sum(word.width for word in line)
        assert full + after[0].width > width


def test_the_words_are_all_there_and_in_order() -> None:
    lines = break_lines(shape(SENTENCE), 90)
    assert "".join(word.text for line in lines for word in line) == SENTENCE


def test_a_space_ends_a_line_and_never_begins_one() -> None:
    lines = break_lines(shape(SENTENCE), 90)
    assert all(line[-1].space for line in lines[:-1])
    assert not any(line[0].space for line in lines)


def test_a_word_wider_than_its_line_is_cut_into_pieces_that_fit() -> None:
    lines = break_lines(shape("Donaudampfschifffahrt" * 4), 80)
    assert len(lines) > 3
    assert all(0 < measure_line(line) <= 80 for line in lines)
    assert "".join(word.text for line in lines for word in line) == "Donaudampfschifffahrt" * 4


def test_balanced_lines_are_as_many_and_about_equally_long() -> None:
    words = shape("Four in ten people have no social protection at all")
    greedy, balanced = break_lines(words, 190), balance_lines(words, 190)
    assert len(greedy) == len(balanced) == 2
    widths = [measure_line(line) for line in balanced]
    assert max(widths) < max(measure_line(line) for line in greedy)
    assert abs(widths[0] - widths[1]) < 30


def test_a_right_to_left_name_stands_from_right_to_left() -> None:
    lines = make_setter().set((Text("קרן שלום", field="name"),), make_style(), 500)
    (line,) = lines.lines
    (first, at), _, (last, before) = place_words(line, lines.runs, 0)
    assert (first.text, last.text) == ("קרן", "שלום")
    assert before < at


def test_a_line_of_ideographs_may_end_at_any_but_not_before_a_comma() -> None:
    lines = make_setter().set(t("日本労働、みらい財団" * 9), make_style(), 100).lines
    assert len(lines) > 3
    assert not any(line[0].text.startswith("、") for line in lines)


def read_lines(text: str, width: float) -> list[str]:
    return ["".join(word.text for word in line) for line in break_lines(shape(text), width)]


def test_the_last_line_has_two_words_where_the_line_before_can_spare_one() -> None:
    # Greedy lines would be "one two three" and "four".
    assert read_lines("one two three four", 66) == ["one two ", "three four"]


def test_a_line_of_two_words_spares_none() -> None:
    assert read_lines("seventeen eighteen nine", 100) == ["seventeen eighteen ", "nine"]


def test_no_line_ends_at_a_space_that_holds_a_figure_together() -> None:
    assert read_lines("about 2.4\u00a0billion", 70) == ["about ", "2.4 billion"]
