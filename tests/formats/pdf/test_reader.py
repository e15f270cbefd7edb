"""A PDF read back, as a screen reader gets it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from proposalgen.formats.format import UnreadableError
from proposalgen.formats.pdf.reader import PdfReader
from proposalgen.formats.pdf.reading.tree import Node, read_tree
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.document import Document, Heading, Logo, Paragraph, Section, Text
from tests.support.real import brand
from tests.support.sample import make_document, t


def write(*blocks: Paragraph | Heading) -> PdfReader:
    document = Document(make_document().meta, (Section("a", t("A title"), blocks),))
    return PdfReader(write_pdf(document, brand()).data)


def test_words_of_two_blocks_are_not_joined() -> None:
    assert write(Paragraph(t("One")), Paragraph(t("two"))).words() == ["A", "title", "One", "two"]


def test_passages_stand_under_their_heading() -> None:
    reader = write(Paragraph(t("One")), Heading(2, t("Below")), Paragraph(t("two")))
    assert reader.passages() == [
        ("A title", "A title"),
        ("A title", "One"),
        ("Below", "Below"),
        ("Below", "two"),
    ]


def test_headings_have_their_levels() -> None:
    assert write(Heading(2, t("Below"))).headings() == [(1, "A title"), (2, "Below")]


def test_a_note_and_its_marks_are_its_number_in_brackets() -> None:
    note = Node("Note", [Node("Lbl", ["3"]), Node("P", ["A report"])])
    paragraph = Node("P", ["Said", Node("Reference", [Node("Link", ["3"])])])
    assert Node("Sect", [paragraph, note]).words == ["Said", "[3]", "[3]", "A", "report"]


def test_bullets_are_no_words_and_contents_lead_to_numbers() -> None:
    item = Node("LI", [Node("Lbl", ["1."]), Node("LBody", ["One"])])
    entry = Node("TOC", [Node("TOCI", [Node("Reference", [Node("Link", ["Champa", "9"])])])])
    assert Node("Sect", [item, entry]).words == ["One", "Champa", "9"]


def test_the_tree_is_that_of_the_file() -> None:
    tree = read_tree(write(Paragraph(t("One"))).data)
    assert [node.kind for node in tree.walk()] == ["Document", "Sect", "H1", "P"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more", b"no PDF"])
def test_a_damaged_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        PdfReader(data).words()


def test_the_partners_logo_is_the_only_picture() -> None:
    data = io.BytesIO()
    Image.new("RGB", (30, 9), (138, 21, 56)).save(data, "PNG")
    document = make_document()
    logo = Logo(data.getvalue(), 30, 9, light=False, alt="A logo")
    shown = replace(document, meta=replace(document.meta, logo=logo))
    (picture,) = PdfReader(write_pdf(shown, brand()).data).pictures()
    assert picture.size == (30, 9)
    assert picture.getpixel((0, 0)) == (138, 21, 56)
    assert PdfReader(write_pdf(document, brand()).data).pictures() == []


def test_a_text_that_its_glyphs_do_not_spell_is_read_once_as_it_is() -> None:
    name = "مؤسسة ابن سينا"
    reader = write(Paragraph((Text(name, field="name"),)))
    assert reader.words()[2:] == name.split()
