"""The document, the DOCX and the PDF say the same words, in the same order."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.parity import compare_files
from proposalgen.formats.pdf.reader import PdfReader
from proposalgen.formats.pdf.writer import PdfFile, write_pdf
from proposalgen.formats.table import DOCX, PDF
from proposalgen.model.document import Document
from proposalgen.model.walk import words
from tests.formats.docx.support import DOCUMENT, change
from tests.formats.support import write_pitch
from tests.proofs import cold
from tests.support.real import THEME_SETS, TYPES, brand, make_pitch
from tests.support.sample import HOSTILE


def write_both(document: Document, paper: str = "") -> tuple[PdfFile, bytes]:
    pdf = write_pdf(document, brand(paper))
    return pdf, write_docx(document, brand(paper), pdf.pages)


def assert_equal(document: Document, paper: str = "") -> None:
    pdf, docx = write_both(document, paper)
    said = list(words(document, pdf.pages))
    assert PdfReader(pdf.data).words() == said
    assert DocxReader(docx).words() == said
    assert DocxReader(docx).headings() == PdfReader(pdf.data).headings()
    assert DocxReader(docx).tables() == PdfReader(pdf.data).tables()
    assert (
        DocxReader(docx).count_notes() == PdfReader(pdf.data).count_notes() == len(document.notes)
    )


@pytest.mark.parametrize("partner_type", TYPES)
@pytest.mark.parametrize(
    "themes", THEME_SETS, ids=lambda themes: themes[0] if len(themes) == 1 else "all"
)
def test_both_files_say_what_the_document_says(themes: tuple[str, ...], partner_type: str) -> None:
    assert_equal(make_pitch(themes=themes, type=partner_type))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("themes", THEME_SETS, ids=lambda t: t[0] if len(t) == 1 else "all")
def test_both_files_of_a_one_pager_say_it_on_either_paper(
    themes: tuple[str, ...], paper: str
) -> None:
    document = make_pitch(kind="one-pager", themes=themes)
    assert_equal(document, paper)
    assert write_pdf(document, brand(paper)).page_count == 1


def test_both_files_say_it_on_letter_paper() -> None:
    assert_equal(make_pitch(), "letter")


@pytest.mark.parametrize("name", [HOSTILE, "X", "Ångström & Søn – São Tomé " * 11])
def test_both_files_say_it_for_any_name(name: str) -> None:
    document = make_pitch(name=name.strip())
    assert name.strip() in " ".join(words(document, {s.id: 1 for s in document.sections}))
    assert_equal(document)


def test_both_files_say_it_for_a_partner_with_every_field_and_a_draft() -> None:
    fields: dict[str, Any] = {
        "contact_name": "Ana Lima",
        "contact_email": "ana@example.org",
        "country": "Norway",
    }
    money: dict[str, Any] = {"amount": Decimal("2500000"), "currency": "USD"}
    assert_equal(make_pitch(**fields, **money, draft=True))


def test_a_word_that_one_file_lacks_is_noticed() -> None:
    document = make_pitch()
    pdf, docx = write_both(document)
    other = make_pitch(name="Nordhavn Foundatlon")
    assert PdfReader(pdf.data).words() != list(words(other, pdf.pages))
    assert DocxReader(docx).words() != list(words(other, pdf.pages))


def test_the_pitch_of_three_themes_has_fourteen_to_twenty_pages() -> None:
    pdf, _ = write_both(make_pitch())
    assert 14 <= pdf.page_count <= 20


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_docx_with_all_headings_tables_and_notes(tmp_path: Path) -> None:
    pdf, docx = write_both(make_pitch())
    (tmp_path / "pitch.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "pitch.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / "pitch.odt") as odt:
        text = ElementTree.fromstring(odt.read("content.xml"))
    spell = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
    headings = sum(1 for h in text.iter(spell % ("text", "h")) if "".join(h.itertext()).strip())
    tables = sum(
        1
        for table in text.iter(spell % ("table", "table"))
        if table.find(spell % ("table", "table-header-rows")) is not None
    )
    bookmarks = (one.get(spell % ("text", "name"), "") for one in text.iter(
        spell % ("text", "bookmark-start")))  # fmt: skip
    notes = sum(1 for name in bookmarks if name.startswith("_Src"))
    assert headings == len(PdfReader(pdf.data).headings())
    assert tables == len(PdfReader(pdf.data).tables())
    assert notes == PdfReader(pdf.data).count_notes()


def test_what_a_process_made_before_changes_no_byte_of_a_pack() -> None:
    assert list(cold.find_differences(8)) == []


# -- two files compared ------------------------------------------------------------------------


@pytest.mark.parametrize("themes", THEME_SETS, ids=lambda t: t[0] if len(t) == 1 else "all")
@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_what_we_make_says_the_same_in_both_files(kind: str, themes: tuple[str, ...]) -> None:
    files = write_pitch(kind=kind, themes=themes)
    assert compare_files({DOCX: files["docx"], PDF: files["pdf"]}) == ()


def test_a_changed_number_is_told_with_the_words_before_it() -> None:
    files = write_pitch(themes=("social-protection",))
    changed = change(files["docx"], DOCUMENT, "43\u00a0million", "44\u00a0million")
    problems = compare_files({DOCX: changed, PDF: files["pdf"]})
    assert any("the DOCX says '44', the PDF '43'" in str(problem) for problem in problems)


def test_a_heading_made_plain_is_told() -> None:
    files = write_pitch(themes=("social-protection",))
    changed = change(files["docx"], DOCUMENT, r'"Heading2"', '"Normal"')
    assert "the headings are not the same" in str(compare_files({DOCX: changed, PDF: files["pdf"]}))
