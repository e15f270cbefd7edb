"""A text is read in its languages and directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.model.scripts import (
    Piece,
    find_levels,
    order_visually,
    split_clusters,
    split_text,
)
from tests.support.names import NAMES


def show(text, base=0):
    """Return a text as it stands from left to right."""
    return "".join(text[at] for at in order_visually(find_levels(text, base)))


@pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language in NAMES for name in NAMES[language]]
)
def test_a_name_is_known_by_its_letters(language, name):
    pieces = split_text(name, apart=True)
    assert {piece.language for piece in pieces} == {language}
    assert "".join(piece.text for piece in pieces) == name


def test_plain_letters_are_one_piece_of_the_document_s_language():
    assert split_text("Smith & Søn, 2030 (Århus) – “A”") == (
        Piece("Smith & Søn, 2030 (Århus) – “A”"),
    )
    assert split_text("") == ()


def test_each_language_of_a_mixed_text_is_a_piece():
    assert split_text("Bank 日本 of مصر!") == (
        Piece("Bank "),
        Piece("日本 ", "zh"),
        Piece("of "),
        Piece("مصر", "ar", 1),
        Piece("!", "ar"),
    )


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("the אבג word", 0, "the גבא word"),
        ("אבג (דה) 12", 1, "12 (הד) גבא".replace("(", "\0").replace(")", "(").replace("\0", ")")),
        ("אבג ABC דה", 1, "הד ABC גבא"),
        ("ABC אבג דה XYZ", 0, "ABC הד גבא XYZ"),
        ("אב 1,234.5% גד", 1, "דג 1,234.5% בא"),
        ("شخص 12-34", 1, "34-12 صخش"),
    ],
)
def test_a_line_stands_as_its_direction_asks(text, base, shown):
    assert show(text, base) == shown


def test_a_name_in_a_sentence_has_a_direction_of_its_own():
    (apart,) = {piece.level for piece in split_text("(אבג)", apart=True)}
    assert apart == 1
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
def test_a_cluster_is_what_a_reader_takes_for_one_sign(text, clusters):
    assert list(split_clusters(text)) == clusters


LETTERS = st.text("abcXY אבג شخص 12٣٤.,:+-%$()[]{}日本กี่é\u200d\u200f", max_size=24)


@given(LETTERS, st.booleans())
def test_nothing_is_lost_or_added(text, apart):
    assert "".join(piece.text for piece in split_text(text, apart=apart)) == text
    assert "".join(split_clusters(text)) == text


@given(LETTERS, st.integers(0, 1))
def test_a_line_keeps_all_its_parts(text, base):
    levels = find_levels(text, base)
    assert sorted(order_visually(levels)) == list(range(len(text)))
    assert all(0 <= level <= 2 for level in levels)
