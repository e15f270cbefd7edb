"""Faces shape text and record what their glyphs stand for."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from proposalgen.formats.pdf.fonts.face import Face, load_face, record_use
from tests.support.real import brand


def load(role: str = "small") -> Face:
    return load_face(brand().font_file(role))


def test_a_middle_dot_takes_its_place_on_the_line() -> None:
    assert load().shape("·").width > 100


def test_a_file_is_one_face() -> None:
    assert load() is load()


def test_a_file_that_is_loaded_once_more_is_the_same_face() -> None:
    path = brand().font_file("small")
    assert Face(path) == Face(path)
    assert {Face(path): "a"}[Face(path)] == "a"
    assert Face(path) != Face(brand().font_file("body"))


def test_kerning_brings_letters_closer() -> None:
    face = load("display")
    apart = face.shape("A").width + face.shape("V").width
    assert face.shape("AV").width < apart


def test_latin_text_is_spelled_by_its_glyphs() -> None:
    glyphs = load().shape("word")
    assert glyphs.plain
    assert "".join(text for _, text in glyphs.leaders) == "word"
    assert glyphs.count == 4


def test_a_glyph_with_two_meanings_does_not_spell_its_text() -> None:
    glyphs = load().shape("a")
    ((glyph, _),) = glyphs.leaders
    assert record_use({}, glyphs)
    assert record_use({glyph: "a"}, glyphs)
    assert not record_use({glyph: "b"}, glyphs)


def test_uses_are_recorded_and_the_first_meaning_stays() -> None:
    uses = {load().shape("a").leaders[0][0]: "first"}
    record_use(uses, load().shape("ab"))
    assert sorted(uses.values()) == ["b", "first"]


def test_a_subset_keeps_glyph_ids_and_drops_the_rest() -> None:
    face = load()
    glyph = face.shape("a").leaders[0][0]
    (small, _), (large, _) = (
        face.subset(frozenset({0, glyph})),
        face.subset(frozenset({0, *(face.shape(c).leaders[0][0] for c in "abcdefghij")})),
    )
    assert len(small) < len(large)


@pytest.mark.parametrize("version", [4, 1])
def test_the_height_of_capitals_is_that_of_the_file_or_of_the_letter_h(
    version: int, tmp_path: Path
) -> None:
    source = brand().font_file("small")
    font = TTFont(source)
    font["OS/2"].version = version
    font.save(tmp_path / "face.ttf")
    assert Face(tmp_path / "face.ttf").cap_height == pytest.approx(load().cap_height, abs=15)
