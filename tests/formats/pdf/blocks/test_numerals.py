"""Numbers in strands keep to their room, are of one size in a row, and can be found as text."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from proposalgen.formats.pdf.blocks.numerals import Numeral, align_numerals
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.document import Card, Cards, Document, Section
from tests.formats.pdf.setting import draw, list_kinds, make_column, show
from tests.support.real import brand
from tests.support.sample import make_document, t


def test_a_number_is_as_high_as_asked_or_as_wide_as_its_room() -> None:
    assert Numeral.make(make_column(), "12", 100, 500).height == pytest.approx(100)
    narrow = Numeral.make(make_column(), "22,232", 100, 80)
    assert narrow.width == pytest.approx(80)
    assert narrow.height < 100


def test_the_numbers_of_a_row_have_one_size_the_largest_that_fits_all() -> None:
    numerals = [Numeral.make(make_column(), number, 60, 90) for number in ("3.8", "22,232", "7")]
    align_numerals(numerals, 60, 90)
    assert [one.height for one in numerals] == pytest.approx([numerals[1].height] * 3)
    assert numerals[1].width == pytest.approx(90)


def test_a_number_is_one_element_and_its_shape_an_artifact() -> None:
    column = make_column()
    drawn = show(draw(Numeral.make(column, "77%", 60, 400)))
    assert list_kinds(column.element) == ["P"]
    (page,) = drawn.pages
    assert page.content.count(b"BDC") == 1
    assert b"3 Tr" in page.content
    assert page.content.rindex(b"0 Tr") > page.content.rindex(b"3 Tr")


@pytest.mark.parametrize("number", ["3.8", "22,232", "77%", "136"])
def test_a_number_in_strands_is_found_once_by_a_search(number: str) -> None:
    cards = Cards((Card(number=number, text=t("people"), role="challenge"),), "band")
    section = Section("numbers", t("The case"), (cards,), "numbers")
    data = write_pdf(Document(make_document().meta, (section,)), brand()).data
    with pdfium.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    assert text.count(number) == 1
