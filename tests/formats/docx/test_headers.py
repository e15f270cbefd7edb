"""Headers and footers: who and what on every page, the floor, the draft mark."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from proposalgen.model.walk import shorten
from tests.formats.docx.support import open_word, write
from tests.support.sample import make_document


def say(paragraph: Paragraph) -> str:
    """Return a line with what stands in its controls, which python-docx leaves out."""
    shown = paragraph._p.iter(qn("w:t"), qn("w:tab"))
    return "".join(one.text or "\t" for one in shown if one.xpath("parent::w:r"))


def test_headers_name_the_document_and_its_reader_but_not_on_the_cover() -> None:
    page = open_word(write(make_document())).sections[0]
    assert page.different_first_page_header_footer
    header = say(page.header.paragraphs[0])
    assert header == "A floor for everyone\tPrepared for Nordhavn Foundation"
    assert page.first_page_header.paragraphs[0].text == ""
    footer = say(page.footer.paragraphs[0])
    assert footer == "International Labour Organization, November 2026\t2"


def test_the_floor_of_the_footer_takes_the_themes_colours() -> None:
    footer = open_word(write(make_document())).sections[0].footer
    lines = footer._element.xpath(".//w:tcBorders/w:top/@w:color")
    assert lines == ["05D2D2", "960A55", "05D2D2"]


def test_a_draft_says_so_on_every_page() -> None:
    page = open_word(write(make_document(draft="Draft for review"))).sections[0]
    for header in (page.header, page.first_page_header):
        mark = header.paragraphs[0]
        assert (mark.text, mark.style.name) == ("Draft for review", "Pitch Draft")


def test_a_final_document_has_no_draft_mark() -> None:
    page = open_word(write(make_document())).sections[0]
    styles = {p.style.name for p in (*page.header.paragraphs, *page.first_page_header.paragraphs)}
    assert "Pitch Draft" not in styles


def test_a_long_name_is_cut_in_the_header_after_a_whole_word() -> None:
    assert (
        shorten("Prepared for the Foundation of Many Words", 30) == "Prepared for the Foundation…"
    )
    assert shorten("Prepared for us", 30) == "Prepared for us"
    assert len(shorten("x" * 300, 60)) == 60
