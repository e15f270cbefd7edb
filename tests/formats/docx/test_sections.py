"""Sections: each layout begins a page and stands on its own colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Columns, Paragraph, Section, Text
from tests.formats.docx.support import BRAND, make_with, open_word, write
from tests.support.sample import make_document


def test_a_document_never_begins_with_an_empty_page() -> None:
    for layout in ("page", "theme", "one-pager"):
        section = Section("one", (Text("One"),), (Paragraph((Text("Two"),)),), layout)
        data = write(replace(make_document(), sections=(section,), notes=()))
        assert not open_word(data).element.xpath("//w:pageBreakBefore")


def test_every_title_of_a_section_is_a_heading_1_by_the_style_that_all_programs_know() -> None:
    paragraphs = open_word(write(make_document())).element.xpath("//w:body//w:p")
    titles = [
        paragraph.style
        for paragraph in paragraphs
        if paragraph.xpath("w:bookmarkStart")
        and paragraph.xpath("w:bookmarkStart[starts-with(@w:name, '_Toc')]")
    ]
    assert set(titles) - {"Heading1"} <= {"PitchCoverTitle", "PitchCoverTitleLong"}
    assert titles.count("Heading1") > 3


def fills_of(data: bytes) -> set[str]:
    """Return the colours of the cells' grounds, as ``#RRGGBB``."""
    fills = open_word(data).element.xpath("//w:tc/w:tcPr/w:shd/@w:fill")
    return {f"#{fill}" for fill in fills}


@pytest.mark.parametrize("theme", ["social-protection", "gender-equality", "just-transition"])
def test_a_theme_s_banner_stands_on_the_theme_s_accent(theme: str) -> None:
    accent = BRAND.accents[theme].ground
    assert accent != BRAND.primary.ground
    assert fills_of(write(make_with(layout="theme", theme=theme))) == {accent}


def test_the_banners_of_the_story_and_of_the_ask_stand_on_colours_of_their_own() -> None:
    assert fills_of(write(make_with(layout="story"))) == {BRAND.layouts.story.ground}
    assert fills_of(write(make_with(layout="ask"))) == {BRAND.layouts.ask.ground}


def test_text_on_a_banner_has_the_colour_that_goes_with_its_ground() -> None:
    data = write(make_with(layout="theme", theme="gender-equality"))
    colours = open_word(data).element.xpath("//w:tc//w:r/w:rPr/w:color/@w:val")
    assert {f"#{colour}" for colour in colours} == {BRAND.accents["gender-equality"].text}


def test_a_letter_without_a_panel_is_as_wide_as_the_page() -> None:
    data = write(make_with(Paragraph((Text("Dear all"),), role="letter"), layout="letter"))
    assert not open_word(data).element.xpath("//w:tbl")


def test_what_stood_side_by_side_on_a_theme_s_page_stands_one_below_another() -> None:
    columns = Columns((((Paragraph((Text("left"),))),), ((Paragraph((Text("right"),))),)))
    data = write(make_with(columns, layout="theme", theme="gender-equality"))
    assert len(open_word(data).element.xpath("//w:tbl")) == 1  # the banner's
    assert DocxReader(data).words() == ["One", "left", "right"]
