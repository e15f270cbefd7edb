"""A text is split into its languages, directions and letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.model.scripts import (
    Piece,
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
