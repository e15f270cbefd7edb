"""Faces for scripts that a brand lacks."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.fonts.fallback import find_fallbacks


@pytest.mark.parametrize(
    ("character", "language", "weight", "name"),
    [
        ("ع", "ar", 400, "NotoSansArabic-Regular"),
        ("ع", "ar", 700, "NotoSansArabic-Bold"),
        ("ก", "th", 400, "NotoSansThai"),
        ("中", "zh", 400, "NotoSans"),
        ("🌍", "", 400, "NotoSans"),
    ],
)
def test_the_likeliest_face_comes_first(
    character: str, language: str, weight: int, name: str
) -> None:
    first = next(find_fallbacks(character, language, weight))
    assert first.name.startswith(name.split("-", maxsplit=1)[0])
    assert (first.weight >= 600) == (weight >= 600)


def test_ideographs_are_drawn_as_their_language_has_them() -> None:
    def order(language: str) -> list[str]:
        return [face.name for face in find_fallbacks("骨", language, 400)][-3:]

    assert "SC" in order("zh")[0]
    assert "JP" in order("ja")[0]
    assert "KR" in order("ko")[0]


@pytest.mark.parametrize("character", ["ع", "ก", "中", "ア", "한", "ა", "🌍", "₿"])
def test_one_of_the_faces_has_the_character(character: str) -> None:
    assert any(ord(character) in face.characters for face in find_fallbacks(character, "", 400))
