"""Hostile text comes out as itself in both files, or is refused by its field."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache

import pikepdf
import pytest

from proposalgen.compose.document import compose
from proposalgen.errors import InputError
from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.reader import PdfReader
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.numbers import format_money
from proposalgen.model.partner import Partner
from proposalgen.read.markdown import read_blocks
from proposalgen.read.parser import MarkdownError
from tests.support.hostile import ALL, REFUSED, TEXTS
from tests.support.letter import (
    check,
    template,
)
from tests.support.real import brand, make_pitch
from tests.support.small import make_library

Written = tuple[Partner, bytes, bytes]
"""A partner, the PDF and the DOCX."""


@cache
def write(name: str) -> Written:
    """Return both files of a partner who has the same text in every field of text."""
    partner = check({"name": name, "country": name, "contact_name": name, "themes": ["water"]})
    document = compose(partner, make_library(), template())
    pdf = write_pdf(document, brand())
    return partner, pdf.data, write_docx(document, brand(), pdf.pages)


def try_write(text: str) -> Written | None:
    """Return the partner and both files, or nothing where no font has the text's signs."""
    try:
        return write(text)
    except InputError as error:
        if {problem.field for problem in error.problems} != {"name"}:
            raise
        return None


@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_text_is_itself_in_both_files(kind: str) -> None:
    wrote = 0
    for text in TEXTS[kind]:
        if made := try_write(text):
            partner, pdf, docx = made
            for said in (PdfReader(pdf).words(), DocxReader(docx).words()):
                assert " ".join(said).count(partner.name) >= 3, text
            wrote += 1
    assert wrote >= len(TEXTS[kind]) / 3


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("field", ["name", "country", "contact_name", "contact_email", "logo",
                                   "currency", "type", "language", "amount", "date"])  # fmt: skip
def test_text_that_no_document_can_hold_is_refused_by_its_field(kind: str, field: str) -> None:
    for text in REFUSED[kind]:
        with pytest.raises(InputError) as caught:
            check({"name": "Nordhavn", "themes": ["water"], field: text})
        assert field in {problem.field for problem in caught.value.problems}
        assert str(caught.value).isprintable() or "\n" in str(caught.value)


ACTIVE = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/URI", "/EmbeddedFiles", "/A"}


def find_active(pdf: bytes, docx: bytes) -> tuple[set[str], dict[str, list[int]]]:
    """Return what of two files does something: keys of the PDF, fields and targets of the DOCX."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, zipfile.ZipFile(io.BytesIO(docx)) as file:
        objects = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        keys = {key for one in objects for key in one.keys()}  # noqa: SIM118 - pikepdf's has no iter
        marks = (b"<w:fldSimple", b"<w:instrText", b"Target=", b"<w:hyperlink", b"<w:altChunk")
        parts = {n: [file.read(n).count(mark) for mark in marks] for n in file.namelist()}
    return keys & ACTIVE, parts


def test_no_text_becomes_a_field_a_link_or_a_part_of_a_file() -> None:
    plain = find_active(*write("Nordhavn")[1:])
    for text in ALL:
        if made := try_write(text):
            assert find_active(*made[1:]) == plain, text


def test_a_marker_of_our_own_cannot_be_forged_by_a_partner_or_in_content() -> None:
    for text in REFUSED["markers of our own"]:
        with pytest.raises(InputError, match="a non-character U\\+FDD"):
            check({"name": text, "themes": ["water"]})
    said = read_blocks("a &#xfdd0;0&#xfdd1; b", values=("SECRET",))
    assert "SECRET" not in str(said)


@pytest.mark.parametrize("entity", ["&#12;", "&#x202e;", "&#x2066;"])
def test_an_entity_of_markdown_cannot_bring_what_is_no_text(entity: str) -> None:
    with pytest.raises(MarkdownError, match="is not text"):
        read_blocks(f"a {entity} b")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0.000000000001", "US$ 0.000000000001"),
        ("999999999999999999999999.123456789012", "US$ 999,999,999,999,999,999,999,999."
         "123456789012"),
        ("100000000000000000000000.000000000001", "US$ 100,000,000,000,000,000,000,000."
         "000000000001"),
    ],
)  # fmt: skip
def test_no_amount_loses_a_digit(amount: str, said: str) -> None:
    partner = check({"name": "A", "themes": ["water"], "amount": amount, "currency": "USD"})
    assert format_money(partner.amount, partner.currency) == said


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31",
                                 date(9999, 12, 31)])  # fmt: skip
def test_a_date_near_which_a_document_has_no_other_dates_is_refused(day: object) -> None:
    with pytest.raises(InputError, match=r"date: no day of a proposal: .* from 1900 to 2199\."):
        check({"name": "A", "themes": ["water"], "date": day})


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "</script><script>alert(1)</script>"])
def test_the_real_pitch_says_a_hostile_name_in_both_files(name: str) -> None:
    document = make_pitch(name=name, contact_name=name, country=name)
    pdf = write_pdf(document, brand())
    assert name in " ".join(PdfReader(pdf.data).words())
    assert name in " ".join(DocxReader(write_docx(document, brand(), pdf.pages)).words())
