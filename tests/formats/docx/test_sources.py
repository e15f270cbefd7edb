"""Sources: each once in a numbered list, in the order of the references to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Note
from tests.formats.docx.support import DOCUMENT, change, open_word, read_part, write
from tests.support.sample import make_document


def test_a_source_is_once_in_the_list_and_each_mark_refers_to_its_number() -> None:
    document = make_document()
    data = write(document)
    body = open_word(data).element
    items = body.xpath("//w:p[w:pPr/w:pStyle/@w:val='PitchSource']")
    assert len(items) == DocxReader(data).count_notes() == len(document.notes) == 4
    for number, item in enumerate(items, 1):
        (bookmark,) = item.xpath("w:bookmarkStart")
        assert bookmark.get(qn("w:name")) == f"_Src{number}"
    codes = body.xpath("//w:instrText[contains(., ' REF ')]/text()")
    assert {code.strip() for code in codes} == {f"REF _Src{n} \\r \\h" for n in (1, 2, 3, 4)}


def test_the_list_stands_under_its_heading_on_the_same_page_as_any_list() -> None:
    body = open_word(write(make_document())).element
    (first, *_) = body.xpath("//w:p[w:pPr/w:pStyle/@w:val='PitchSource']")
    before = first.xpath("preceding-sibling::w:p[1]/w:pPr/w:pStyle/@w:val")
    assert before[0] in {"Heading1", "PitchPromise", "PitchLead"}
    assert not first.xpath("w:pPr/w:pageBreakBefore")


def test_a_mark_is_raised_and_apart_for_programs_that_know_no_styles() -> None:
    document = open_word(write(make_document()))
    text = "".join(document.element.xpath("//w:body//w:t/text()"))
    assert "\u202f2" in text
    marks = document.element.xpath("//w:r[w:instrText[contains(., 'REF _Src')]]")
    assert marks
    for mark in marks:
        (raised,) = mark.xpath("following-sibling::w:r[w:t][1]/w:rPr/w:vertAlign/@w:val")
        assert raised == "superscript"


def test_a_source_links_to_its_address() -> None:
    rels = read_part(write(make_document()), "word/_rels/document.xml.rels")
    assert 'Target="https://c190inaction.org/c190-in-action"' in rels


def test_a_note_without_a_mark_is_told() -> None:
    document = make_document()
    extra = Note("lonely", "A claim", "A title. A publisher")
    with pytest.raises(ValueError, match="'lonely'"):
        write(replace(document, notes=(*document.notes, extra)))


def test_notes_in_another_order_than_their_marks_are_told() -> None:
    document = make_document()
    with pytest.raises(ValueError, match="'report'"):
        write(replace(document, notes=document.notes[::-1]))


def test_a_source_that_was_taken_out_in_word_is_no_longer_counted_or_said() -> None:
    data = write(make_document())
    style = '<w:p><w:pPr><w:pStyle w:val="PitchSource"/></w:pPr>'
    fourth = f"{style}(?:(?!<w:p>).)*?_Src4(?:(?!<w:p>).)*?</w:p>"
    less = DocxReader(change(data, DOCUMENT, fourth, ""))
    assert less.count_notes() == 3
    assert less.words().count("[4]") == DocxReader(data).words().count("[4]") - 1
