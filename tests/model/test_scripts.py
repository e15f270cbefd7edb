"""A text is split into its languages, directions and letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.model.scripts import (
    Piece,
    is_ignorable,
    script_of,
    split_clusters,
    split_text,
)
from tests.model.letters import LETTERS
from tests.support.names import NAMES


@pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language in NAMES for name in NAMES[language]]
)
def test_a_name_is_known_by_its_letters(language: str, name: str) -> None:
    pieces = split_text(name, isolated=True)
    assert {piece.language for piece in pieces} == {language}
    assert "".join(piece.text for piece in pieces) == name


def test_plain_letters_are_one_piece_of_the_document_s_language() -> None:
    assert split_text("Smith & Søn, 2030 (Århus) – “A”") == (
        Piece("Smith & Søn, 2030 (Århus) – “A”"),
    )
    assert split_text("") == ()


def test_each_language_of_a_mixed_text_is_a_piece() -> None:
    assert split_text("Bank 日本 of مصر!") == (
        Piece("Bank "),
        Piece("日本 ", "zh"),
        Piece("of "),
        Piece("مصر", "ar", 1),
        Piece("!", "ar"),
    )


def test_a_name_in_a_sentence_has_a_direction_of_its_own() -> None:
    (level,) = {piece.level for piece in split_text("(אבג)", isolated=True)}
    assert level == 1
    assert [piece.level for piece in split_text("(אבג)")] == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301o\u0323\u0302", ["e\u0301", "o\u0323\u0302"]),
        ("👩🏽‍🔧🇳🇴🇸🇪", ["👩🏽‍🔧", "🇳🇴", "🇸🇪"]),
        ("👋🏻👋🏿👋", ["👋🏻", "👋🏿", "👋"]),
        ("❤\ufe0f☎\ufe0e", ["❤\ufe0f", "☎\ufe0e"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("می‌روم", ["م", "ی‌", "ر", "و", "م"]),
    ],
)
def test_a_cluster_is_what_a_reader_takes_for_one_sign(text: str, clusters: list[str]) -> None:
    assert list(split_clusters(text)) == clusters


@given(LETTERS, st.booleans())
def test_nothing_is_lost_or_added(text: str, isolated: bool) -> None:
    assert "".join(piece.text for piece in split_text(text, isolated=isolated)) == text
    assert "".join(split_clusters(text)) == text


@pytest.mark.parametrize("character", ["\u200d", "\u200e", "\u00ad", "\ufe00", "\ufe0f", "\u2060"])
def test_what_has_no_shape_is_ignorable(character: str) -> None:
    assert is_ignorable(character)


@pytest.mark.parametrize("character", ["a", " ", "\u0301", "\u0600", "\u06dd", "\ufdff", "\ufe10"])
def test_what_has_a_shape_is_not_ignorable(character: str) -> None:
    assert not is_ignorable(character)


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("a", "-"), ("Å", "-"), ("1", "-"), (" ", "-"), ("\u036f", "-"), ("\u0370", "Grek"),
        ("ж", "Cyrl"), ("א", "Hebr"), ("ع", "Arab"), ("،", "Arab"), ("क", "Deva"), ("字", "Hani"),
        ("か", "Kana"), ("한", "Hang"), ("ก", "Thai"), ("\U00020000", "Hani"), ("\U000323b0", "-"),
    ],
)  # fmt: skip
def test_a_letter_s_script_is_known_by_its_block(character: str, script: str) -> None:
    assert script_of(character) == script
