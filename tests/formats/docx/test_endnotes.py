"""Endnotes: each source once, in the order of the references."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Note
from tests.formats.docx.support import DOCUMENT, open_word, read_part, write
from tests.support.sample import make_document


def test_a_source_is_an_endnote_once_and_then_referred_to() -> None:
    document = make_document()
    data = write(document)
    assert DocxReader(data).count_notes() == len(document.notes) == 4
    marks = open_word(data).element.xpath("//w:endnoteReference/@w:id")
    assert marks == ["1", "2", "3", "4"]
    assert "NOTEREF _Note2" in read_part(data, DOCUMENT)


def test_a_mark_that_comes_again_is_raised_and_apart_for_programs_that_know_no_styles() -> None:
    document = open_word(write(make_document()))
    codes = document.element.xpath("//w:instrText[contains(., 'NOTEREF')]/text()")
    assert codes
    assert all(r" \f " in code for code in codes)
    text = "".join(document.element.xpath("//w:body//w:t/text()"))
    assert "\u202f2" in text
    for result in document.element.xpath("//w:r[w:instrText[contains(., 'NOTEREF')]]"):
        (raised,) = result.xpath("following-sibling::w:r[w:t][1]/w:rPr/w:vertAlign/@w:val")
        assert raised == "superscript"


def test_an_endnote_links_to_its_source() -> None:
    rels = read_part(write(make_document()), "word/_rels/endnotes.xml.rels")
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
