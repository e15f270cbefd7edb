"""Blocks: lists count for themselves, contents are a field that is filled in."""

from __future__ import annotations

from proposalgen.formats.docx.writer import write_docx
from tests.formats.docx.support import BRAND, DOCUMENT, open_word, pages_of, read_part, write
from tests.support.sample import make_document


def test_a_numbered_list_begins_again_at_one() -> None:
    word = open_word(write(make_document()))
    lists = word.element.xpath("//w:p/w:pPr/w:numPr/w:numId/@w:val")
    assert len(set(lists)) == 2
    for number in set(lists):
        num = word.part.numbering_part.element.num_having_numId(int(number))
        assert num.xpath("w:lvlOverride/w:startOverride/@w:val") == ["1"]


def test_the_contents_are_a_field_filled_with_pages_that_nothing_asks_to_update() -> None:
    document = make_document()
    data = write_docx(document, BRAND, {**pages_of(document), "ask": 77})
    lines = [p for p in open_word(data).element.xpath("//w:p") if p.style == "TOC1"]
    shown = ["".join(line.xpath(".//w:t/text()")) for line in lines]
    assert shown[3] == "Lay the next tiles.77"
    codes = " ".join(lines[0].xpath(".//w:instrText/text()"))
    assert "TOC" in codes
    assert "PAGEREF" in codes
    assert "updateFields" not in read_part(data, "word/settings.xml")
    assert "w:dirty" not in read_part(data, DOCUMENT)
