"""Runs become words, in the faces that have their letters."""

from __future__ import annotations

import pytest

from proposalgen.errors import InputError
from proposalgen.formats.pdf.text.shaping import Run, Shaper, Word
from tests.support.real import brand


def shape(text: str, language: str = "", **fields: float) -> list[Word]:
    run = Run(text, "body", 10, "#000000", language=language, **fields)  # type: ignore[arg-type]
    return list(Shaper(brand().font_files).shape_run(0, run))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two words", ["two", " ", "words"]),
        ("tab\tand\n\nlines", ["tab", " ", "and", " ", "lines"]),
        ("and/or", ["and/", "or"]),
        ("2012–2023", ["2012–", "2023"]),
        ("-5", ["-5"]),
        ("労働。財", ["労", "働。", "財"]),
    ],
)
def test_a_run_is_cut_where_a_line_may_end(text: str, words: list[str]) -> None:
    assert [word.text for word in shape(text)] == words


def test_a_break_ends_its_line_with_a_space() -> None:
    (word,) = shape("\n")
    assert (word.text, word.breaks) == (" ", True)


def test_width_follows_from_size_and_tracking() -> None:
    (word,) = shape("word")
    (tracked,) = shape("word", tracking=0.1)
    assert tracked.width == pytest.approx(word.width + 4 * 0.1 * 10)


def test_letters_that_a_face_lacks_come_from_another() -> None:
    (word,) = shape("abΩ中")[:1]
    faces = [face for face, _, _ in word.pieces]
    assert len(set(faces)) > 1 or len(shape("abΩ中")) > 1
    assert "".join(text for w in shape("abΩ中") for _, _, text in w.pieces) == "abΩ中"


def test_a_text_in_another_language_keeps_to_one_face() -> None:
    words = shape("日本 2030", language="ja")
    assert len({face for word in words for face, _, _ in word.pieces}) == 1


def test_a_character_that_no_face_has_is_named_with_its_place() -> None:
    with pytest.raises(InputError, match=r"U\+13E3 CHEROKEE LETTER TSA, in 'ᏣᎳᎩ'"):
        shape("Dear ᏣᎳᎩ office")
