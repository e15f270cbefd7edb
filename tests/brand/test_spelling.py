"""A name is laid in the letters A to Z, at least one, and another name in others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.brand.spelling import shorten_to_initials, spell
from proposalgen.brand.tiles import LETTERS
from tests.brand.shapes import (
    circle_of,
    lay,
)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ito Group", "ITOGROUP"),
        ("Fundación Ñandú", "FUNDACIONNANDU"),
        ("Ærø Œuvre Straße", "AEROOEUVRESTRASSE"),
        ("Łódź Þór", "LODZTHOR"),
        ("3M 2030", "MDCADA"),
        ("Ｗｉｄｅ", "WIDE"),
        ("日本 Foundation", "FOUNDATION"),
        ("", "ILO"),
        ("  ", "ILO"),
    ],
)
def test_a_name_is_spelled_in_plain_letters(name: str, letters: str) -> None:
    assert spell(name) == letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مؤسسة نورد", "مؤسسة هافن"),
        ("国际劳工组织", "世界银行"),
        ("🌍", "🌱"),
        ("Διεθνές", "Фонд"),
        ("---", "+++"),
    ],
)
def test_names_without_latin_letters_have_art_of_their_own(one: str, other: str) -> None:
    assert set(spell(one)) <= set(LETTERS)
    assert spell(one) == spell(one)
    assert spell(one) != spell(other)
    assert spell("ILO") not in (spell(one), spell(other))
    assert lay(one) != lay(other)
    assert circle_of(one) != circle_of(other)


@given(st.text(max_size=40))
def test_any_name_can_be_laid(name: str) -> None:
    letters = spell(name)
    assert letters
    assert set(letters) <= set(LETTERS)
    assert spell(f"  {name.strip()} ") == letters


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ministry of Employment, Labour and Social Dialogue", "MELSD"),
        ("fund of all", "foa"),
        ("Éire & Søn 2030", "ES2"),
    ],
)
def test_initials_are_of_words_with_a_capital(name: str, initials: str) -> None:
    assert shorten_to_initials(name).upper() == initials.upper()
