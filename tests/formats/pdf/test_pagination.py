"""Footers, and the banner and watermark of a draft."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from proposalgen.formats.pdf.blocks.column import Palette
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.pagination import Footer, PaginationPainter
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.typesetting import Lines
from proposalgen.model.document import Document
from tests.formats.pdf.setting import A4, RecordingCanvas, make_column
from tests.support.real import brand
from tests.support.sample import make_document

THEMES = ("social-protection", "gender-equality")
LEFT, WIDTH = 50.0, 400.0


def draw(
    footer: Footer | None, draft: str = "", themes: tuple[str, ...] = THEMES
) -> RecordingCanvas:
    document = make_document(draft=draft)
    document = replace(document, meta=replace(document.meta, themes=themes))
    return draw_document(document, footer)


def draw_document(document: Document, footer: Footer | None) -> RecordingCanvas:
    canvas = RecordingCanvas("Document")
    PaginationPainter(document, brand(), canvas).draw_pages([footer])
    return canvas


def make_palette(ground: str = "") -> Palette:
    return make_column().context.palette_on(brand().accent(ground) if ground else None)


def test_a_footer_stands_17_mm_above_the_foot_of_the_page() -> None:
    rules = draw(Footer(make_palette(), LEFT, WIDTH)).rects
    assert [rect.y for rect in rules] == pytest.approx(
        [A4[1] - (17 - line * 1.1) * MM for line in range(3)]
    )
    assert {(rect.x, rect.width) for rect in rules} == {(LEFT, WIDTH)}


def test_its_rules_are_in_the_colours_of_the_chosen_themes() -> None:
    colours = [rect.colour for rect in draw(Footer(make_palette(), LEFT, WIDTH)).rects]
    first, second = (brand().accent(theme).ground for theme in THEMES)
    assert colours == [first, second, first]


def test_without_a_theme_they_are_in_the_primary_colour() -> None:
    rules = draw(Footer(make_palette(), LEFT, WIDTH), themes=()).rects
    assert {rect.colour for rect in rules} == {brand().colours.primary}


def test_on_a_ground_they_are_in_the_colour_of_its_text() -> None:
    palette = make_palette("social-protection")
    rules = draw(Footer(palette, LEFT, WIDTH)).rects
    assert {rect.colour for rect in rules} == {palette.text}


def test_a_footer_of_a_number_alone_has_no_rules() -> None:
    assert draw(Footer(make_palette(), LEFT, WIDTH, text=False)).rects == []


def test_a_page_without_a_footer_is_left_as_it_is() -> None:
    (page,) = draw(None).finish().pages
    assert page.content == b""


def test_all_of_it_is_artifacts() -> None:
    drawn = draw(Footer(make_palette(), LEFT, WIDTH), draft="Draft").finish()
    assert drawn.elements[0].kids == []
    assert b"BDC" not in drawn.pages[0].content


def test_a_draft_has_a_banner_and_a_watermark_through_which_the_text_shows() -> None:
    canvas = draw(None, draft="Draft for review. 26 November 2026")
    (banner,) = canvas.rects
    assert (banner.x, banner.y, banner.width) == (0, 0, A4[0])
    assert banner.colour == brand().colours.alert
    assert b"/Faint gs" in canvas.finish().pages[0].content


def read_footer(title: str, prepared: str, width: float = WIDTH) -> str:
    """Return the words of a footer as wide as this, without the page's number."""
    document = make_document()
    document = replace(document, meta=replace(document.meta, title=title, prepared_for=prepared))
    said: list[str] = []

    def listen(pen: Pen, text: Lines, x: float, y: float, element: object) -> None:
        said.append("".join(word.text for line in text.lines for word in line))

    with patch.object(Pen, "draw", listen):
        draw_document(document, Footer(make_palette(), LEFT, width))
    return said[0]


def test_a_footer_shows_title_and_partner_where_both_fit() -> None:
    assert read_footer("A floor", "Prepared for Nordhavn") == "A floor · Prepared for Nordhavn"


def test_a_title_that_leaves_the_name_too_little_room_gives_way_to_it() -> None:
    name = "Prepared for " + " ".join(["Ministry of Labour"] * 3)
    assert read_footer("A floor for everyone who works", name, 330) == name


def test_a_name_too_long_for_the_line_is_cut_after_a_word() -> None:
    said = read_footer("A floor", "Prepared for " + "Ministry of Labour " * 9)
    assert said.startswith("Prepared for Ministry of Labour")
    assert said.endswith(("Ministry…", "of…", "Labour…"))
