"""The PDF: what a reader, a screen reader and a validator find in it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest
from PIL import Image

from proposalgen.errors import InputError
from proposalgen.formats.pdf.reader import PdfReader
from proposalgen.formats.pdf.writer import PdfFile, write_pdf
from proposalgen.model.document import Block, Document, Logo, Paragraph, Section, Text
from proposalgen.model.walk import words
from tests.support.names import ALL, NAMES
from tests.support.pictures import render
from tests.support.real import ROOT, brand
from tests.support.sample import HOSTILE, make_document, t


def write(document: Document) -> PdfFile:
    return write_pdf(document, brand())


def open_pdf(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write(document).data))


def with_blocks(*blocks: Block, title: str = "A title") -> Document:
    """Return a document of one plain section."""
    meta = make_document().meta
    return Document(meta, (Section(id="a", title=t(title), blocks=blocks),))


def walk_outline(items: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from walk_outline(item.children)


# -- what it says -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Nordhavn Foundation", HOSTILE, "X"])
def test_it_says_every_word_of_the_document_in_order(name: str) -> None:
    document = make_document(name)
    pdf = write(document)
    assert PdfReader(pdf.data).words() == list(words(document, pdf.pages))


def test_a_title_heads_each_section_but_the_cover_and_no_level_is_skipped() -> None:
    levels = [level for level, _ in PdfReader(write(make_document()).data).headings()]
    assert levels.count(1) == len(make_document().sections) - 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_table_keeps_its_head_and_cells() -> None:
    tables = PdfReader(write(make_document()).data).tables()
    assert tables[0][0] == ["Instrument", "Theme", "What it says"]
    assert tables[0][1][0] == "Convention No. 190, 2019"


def test_every_note_stands_once_and_its_marks_lead_to_it() -> None:
    document = make_document()
    written = write(document)
    assert PdfReader(written.data).count_notes() == len(document.notes)
    with pikepdf.open(io.BytesIO(written.data)) as pdf:
        sources = pdf.pages[written.pages["sources"] - 1].obj.objgen
        marks = {
            str(annotation.Contents)
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if "/Dest" in annotation and annotation.Dest[0].objgen == sources
        }
    assert {f"Note {number}" for number in (1, 2, 3, 4)} <= marks


def test_bound_into_one_book_each_link_stays_in_its_own_pitch() -> None:
    first, second = (write(make_document(name)).data for name in ("Alder Fund", "Birch Trust"))
    with pikepdf.open(io.BytesIO(first)) as book, pikepdf.open(io.BytesIO(second)) as other:
        assert "/Names" not in book.Root  # names are of a whole file, and would meet in a book
        length = len(book.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that names are left behind
            book.pages.extend(other.pages)
        numbers = {page.obj.objgen: number for number, page in enumerate(book.pages)}
        leads: Any = [
            (number, numbers[annotation.Dest[0].objgen])
            for number, page in enumerate(book.pages)
            for annotation in page.get("/Annots", [])
            if "/Dest" in annotation
        ]
    assert len(leads) > 20
    assert all((here < length) == (there < length) for here, there in leads)


def test_signs_that_look_alike_are_told_apart_in_whatever_section_they_stand() -> None:
    meta = make_document().meta
    texts = ("Greek Ω first", "The unit of 5 \u2126", "Ω again, 5\u00a0\u2126 too")
    sections = tuple(
        Section(id=str(at), title=t("A title"), blocks=(Paragraph(t(text)),))
        for at, text in enumerate(texts)
    )
    for order in (sections, sections[::-1]):
        document = Document(meta, order)
        pdf = write(document)
        assert PdfReader(pdf.data).words() == list(words(document, pdf.pages))


# -- what it is made of --------------------------------------------------------------------------


def test_links_lead_to_web_and_mail_addresses_and_say_where() -> None:
    with open_pdf(make_document()) as pdf:
        links = [
            (str(annotation.A.URI), str(annotation.Contents))
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if "/A" in annotation
        ]
    assert ("mailto:a@example.org", "a@example.org: mailto:a@example.org") in links
    assert all(url.startswith(("https://", "mailto:")) for url, _ in links)


def test_bookmarks_list_the_sections() -> None:
    with open_pdf(make_document()) as pdf, pdf.open_outline() as outline:
        titles = list(walk_outline(outline.root))
    assert titles[0] == "A floor for everyone"
    assert "Every figure has a source." in titles


def test_it_says_who_made_it_for_whom_and_in_which_language() -> None:
    with open_pdf(make_document()) as pdf:
        assert str(pdf.docinfo.Title) == "A floor for everyone · Prepared for Nordhavn Foundation"
        assert str(pdf.docinfo.Author) == "International Labour Organization"
        assert str(pdf.docinfo.CreationDate).startswith("D:20261126")
        assert str(pdf.Root.Lang) == "en"
        assert "/PageLabels" in pdf.Root


def test_every_face_is_embedded() -> None:
    with open_pdf(make_document()) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_every_piece_of_content_belongs_to_one_element_or_is_an_artifact() -> None:
    with open_pdf(make_document()) as pdf:
        for page in pdf.pages:
            depth, loose, numbers = 0, [], []
            for step in pikepdf.parse_content_stream(page):
                operands, operator = step.operands, step.operator
                match str(operator):
                    case "BDC" | "BMC":
                        depth += 1
                        if str(operator) == "BDC":
                            numbers.append(int(operands[1].MCID))
                    case "EMC":
                        depth -= 1
                    case "f" | "S" | "B" | "Tj" | "TJ" if depth != 1:
                        loose.append(str(operator))
            owners = _parents(pdf)[int(page.StructParents)]
            assert loose == []
            assert depth == 0
            assert numbers == list(range(len(owners)))
            for number, owner in enumerate(owners):
                assert _owns(owner, page, number)


def _parents(pdf: pikepdf.Pdf) -> pikepdf.NumberTree:
    return pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)


def _owns(element: Any, page: Any, number: int) -> bool:
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    home = element.get("/Pg")
    for kid in kids:
        if isinstance(kid, int):
            if kid == number and home.objgen == page.obj.objgen:
                return True
        elif "/MCID" in kid and number == kid.MCID and kid.Pg.objgen == page.obj.objgen:
            return True
    return False


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("draft", ["", "Draft for review. 26 November 2026"])
def test_it_conforms(profile: str, draft: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(write(make_document(draft=draft)).data)
    report = page_validation.validate_pdf(str(tmp_path / "a.pdf"), profile=profile)
    assert "Result: no failures" in str(report)


def test_a_validator_would_notice_a_fault(tmp_path: Path) -> None:
    with open_pdf(make_document()) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(tmp_path / "bad.pdf")
    report = page_validation.validate_pdf(str(tmp_path / "bad.pdf"), profile="ua1")
    assert "Result: failed" in str(report)


@pytest.mark.parametrize("light", [False, True])
def test_the_partners_logo_stands_on_the_cover_with_words_for_those_who_cannot_see_it(
    light: bool, tmp_path: Path
) -> None:
    picture = io.BytesIO()
    Image.new("RGBA", (300, 90), (255, 255, 255, 255) if light else (20, 30, 190, 255)).save(
        picture, "PNG"
    )
    logo = Logo(picture.getvalue(), 300, 90, light=light, alt="Logo of Nordhavn")
    document = make_document()
    data = write(replace(document, meta=replace(document.meta, logo=logo))).data
    cover = next(render(data, 72))
    middle, corner = cover.getpixel((469, 48)), cover.getpixel((400, 3))
    assert middle == ((255, 255, 255) if light else (20, 30, 190))
    assert corner == ((35, 0, 80) if light else (255, 255, 255))
    (tmp_path / "a.pdf").write_bytes(data)
    report = page_validation.validate_pdf(str(tmp_path / "a.pdf"), profile="ua1")
    assert "Result: no failures" in str(report)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    assert "Logo of Nordhavn" in [str(one.get("/Alt")) for one in figures]


# -- how it stands on the page -------------------------------------------------------------------


def test_a_long_section_goes_on_over_pages_and_ends_on_its_own() -> None:
    paragraphs = [Paragraph(t("Word " * 120 + f"end{number}.")) for number in range(30)]
    pdf = write(with_blocks(*paragraphs))
    assert pdf.page_count > 2
    assert [w for w in PdfReader(pdf.data).words() if w.startswith("end")] == [
        f"end{number}." for number in range(30)
    ]


@pytest.mark.parametrize("name", ["M" * 300, "Ministry of " * 25, "W" * 60 + " " + "i" * 200])
def test_no_text_leaves_the_page_whatever_the_name(name: str) -> None:
    with open_pdf(make_document(name.strip())) as pdf:
        for page in pdf.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            for step in pikepdf.parse_content_stream(page):
                operands, operator = step.operands, step.operator
                if str(operator) == "Tm":
                    x, y = float(operands[4]), float(operands[5])
                    assert 0 <= x <= width
                    assert 0 <= y <= height


@pytest.mark.parametrize("layout", ["theme", "story", "ask", "sources", "standards", "page"])
def test_overlong_words_of_an_editor_run_over_pages_and_not_off_them(layout: str) -> None:
    document = make_document()
    sections = tuple(
        replace(
            section,
            promise=t("A sentence of a promise that goes on. " * 120),
            blocks=(Paragraph(t("A long lead. " * 400), role="lead"), *section.blocks),
        )
        if section.layout == layout
        else section
        for section in document.sections
    )
    pdf = write(replace(document, sections=sections))
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        for page in opened.pages:
            for step in pikepdf.parse_content_stream(page):
                operands, operator = step.operands, step.operator
                if str(operator) == "Tm":
                    assert 0 <= float(operands[5]) <= float(page.mediabox[3])
    said = list(words(replace(document, sections=sections), pdf.pages))
    assert PdfReader(pdf.data).words() == said


def test_a_word_wider_than_its_column_is_cut_and_still_one_word() -> None:
    long = "Donaudampfschifffahrtsgesellschaft" * 12
    pdf = write(with_blocks(Paragraph(t(long))))
    assert long in PdfReader(pdf.data).words()


def test_a_draft_says_so_on_every_page() -> None:
    plain, draft = make_document(), make_document(draft="Draft for review. 26 November 2026")
    pages = write(draft).page_count
    assert pages == write(plain).page_count
    with open_pdf(draft) as marked, open_pdf(plain) as clean:
        for one, other in zip(marked.pages, clean.pages, strict=True):
            one.contents_coalesce()
            other.contents_coalesce()
            assert b"/Artifact" in one.Contents.read_bytes()
            assert len(one.Contents.read_bytes()) > len(other.Contents.read_bytes())


def test_a_character_that_no_face_has_is_named_with_its_place() -> None:
    with pytest.raises(InputError) as caught:
        write(with_blocks(Paragraph(t("Dear ᏣᎳᎩ office"))))
    assert "U+13E3 CHEROKEE LETTER TSA" in str(caught.value)
    assert "'ᏣᎳᎩ'" in str(caught.value)


def test_a_character_that_one_face_lacks_comes_from_another() -> None:
    document = with_blocks(Paragraph(t("Ωmega and Привет")))
    said = PdfReader(write(document).data).words()
    assert said == list(words(document, {"a": 1}))


@pytest.mark.parametrize("name", ALL)
def test_a_reader_gets_the_exact_characters_of_any_script(name: str) -> None:
    document = with_blocks(Paragraph((Text("For "), Text(name, field="name"), Text(", 2026."))))
    pdf = write(document)
    assert PdfReader(pdf.data).words() == list(words(document, {"a": 1}))


@pytest.mark.parametrize("language", [language for language in NAMES if language])
def test_words_of_another_language_say_which(language: str) -> None:
    name = NAMES[language][0]
    pdf = write(with_blocks(Paragraph((Text("For "), Text(name, field="name")))))
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        spans = [obj for obj in opened.objects if is_element(obj, "/Span")]
        assert {str(span.Lang) for span in spans} == {language}


def is_element(obj: Any, kind: str) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == kind and "/P" in obj


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_conforms_with_names_in_every_script(profile: str, tmp_path: Path) -> None:
    names = [Paragraph((Text("For "), Text(name, field="name"))) for name in ALL]
    (tmp_path / "a.pdf").write_bytes(write(with_blocks(*names)).data)
    report = page_validation.validate_pdf(str(tmp_path / "a.pdf"), profile=profile)
    assert "Result: no failures" in str(report)


# -- the same again --------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes_whatever_came_before() -> None:
    first = write(make_document()).data
    write(with_blocks(Paragraph((Text("Something else, with ffi and fl"),))))
    assert write(make_document()).data == first


def test_it_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from tests.support.real import brand;"
        "from tests.support.sample import make_document;"
        "from proposalgen.formats.pdf.writer import write_pdf;"
        "print(hashlib.sha256(write_pdf(make_document(), brand()).data).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(digests) == 1


def test_another_date_gives_another_identity() -> None:
    document = make_document()
    other = replace(document, meta=replace(document.meta, date=document.meta.date.replace(day=1)))
    with open_pdf(document) as one, open_pdf(other) as two:
        assert one.trailer.ID[0] != two.trailer.ID[0]
