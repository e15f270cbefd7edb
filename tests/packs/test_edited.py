"""A file counts as edited when what it says or shows has changed, not when it was written anew."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pikepdf
import pytest
from docx.shared import Pt, RGBColor
from docx.text.run import Run

from proposalgen.formats.table import FORMATS, render
from proposalgen.packs.edited import State, judge, read_fingerprint
from tests.formats.docx.support import DOCUMENT, change
from tests.support.real import brand, make_pitch

MADE = dict(render(make_pitch(kind="one-pager"), brand(), FORMATS.values()).files)
PROPERTY = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"""


def judge_now(format_: str, data: bytes) -> State:
    made = MADE[format_]
    assert data != made, "nothing was done to it"
    return judge(data, hashlib.sha256(made).hexdigest(), read_fingerprint(made))


def edit_docx(edit: Callable[[Any], object]) -> bytes:
    """Return the DOCX as python-docx saves it once something was done to it."""
    opened, saved = docx.Document(io.BytesIO(MADE["docx"])), io.BytesIO()
    edit(opened)
    opened.save(saved)
    return saved.getvalue()


def edit_pdf(edit: Callable[[pikepdf.Pdf], object] = lambda pdf: None, **options: Any) -> bytes:
    """Return the PDF as pikepdf saves it once something was done to it."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(MADE["pdf"])) as pdf:
        edit(pdf)
        pdf.save(saved, **options)
    return saved.getvalue()


def find_run(opened: Any) -> Any:
    """Return the first run of text, wherever it stands."""
    return Run(opened.element.body.xpath("//w:r[w:t]")[0], opened)


# -- written anew by a program ---------------------------------------------------------------------


def enrich() -> bytes:
    """Return the DOCX with a part of properties, as SharePoint gives one to what is uploaded."""
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(MADE["docx"])) as old,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
        new.writestr("customXml/item9.xml", PROPERTY)
    return saved.getvalue()


def cut_a_run(opened: Any) -> None:
    """Cut a run in two that look the same, and mark it, as Word's spelling does."""
    run = find_run(opened)
    twin = docx.oxml.parse_xml(docx.oxml.xmlchemy.serialize_for_reading(run._r))
    text = run.text
    for piece, said in ((run._r, text[:2]), (twin, text[2:])):
        (found,) = piece.xpath("./w:t")
        found.text = said
        found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run._r.addnext(twin)
    run._r.set(f"{W}rsidR", "00AB12CD")
    run._r.addnext(docx.oxml.OxmlElement("w:proofErr"))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REWRITTEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "saved by python-docx": ("docx", lambda: edit_docx(lambda opened: None)),
    "enriched by SharePoint": ("docx", enrich),
    "another title in its properties": (
        "docx",
        lambda: edit_docx(lambda opened: setattr(opened.core_properties, "title", "Another")),
    ),
    "runs cut anew": ("docx", lambda: edit_docx(cut_a_run)),
    "saved by pikepdf": ("pdf", lambda: edit_pdf(recompress_flate=True)),
    "linearized": ("pdf", lambda: edit_pdf(linearize=True)),
    "without object streams": (
        "pdf",
        lambda: edit_pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable),
    ),
    "another title in its metadata": (
        "pdf",
        lambda: edit_pdf(lambda pdf: pdf.docinfo.__setitem__("/Title", "Another")),
    ),
}


@pytest.mark.parametrize("what", REWRITTEN)
def test_a_file_that_a_program_wrote_anew_is_as_it_was_made(what: str) -> None:
    format_, rewrite = REWRITTEN[what]
    assert judge_now(format_, rewrite()) is State.AS_MADE


# -- edited by a person ----------------------------------------------------------------------------


def replace_picture(data: bytes) -> bytes:
    """Return a DOCX with other bytes in its first picture."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w") as new:
        names = old.namelist()
        picture = next(name for name in names if name.startswith("word/media/"))
        for name in names:
            new.writestr(name, old.read(name) + (b" " if name == picture else b""))
    return saved.getvalue()


def draw_a_line(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"0 0 m 99 99 l S"))


def add_a_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 20, 20], Contents="No!"
    )
    page = pdf.pages[0]
    notes: Any = page.obj.get("/Annots", pikepdf.Array())
    page.obj["/Annots"] = pikepdf.Array([*notes, pdf.make_indirect(note)])


EDITS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a word": (
        "docx", lambda: edit_docx(lambda opened: find_run(opened).add_text("more")),
    ),
    "a figure": ("docx", lambda: change(MADE["docx"], DOCUMENT, r"\b3\.8\b", "3.9")),
    "a letter in bold": (
        "docx", lambda: edit_docx(lambda opened: setattr(find_run(opened).font, "bold", True)),
    ),
    "a colour": (
        "docx",
        lambda: edit_docx(
            lambda opened: setattr(find_run(opened).font.color, "rgb", RGBColor(255, 0, 0))
        ),
    ),
    "a style": (
        "docx",
        lambda: edit_docx(
            lambda opened: setattr(opened.paragraphs[0].style.font, "size", Pt(33))
        ),
    ),
    "a header": (
        "docx",
        lambda: edit_docx(
            lambda opened: opened.sections[0].first_page_footer.add_paragraph("Final")
        ),
    ),
    "a comment": (
        "docx",
        lambda: edit_docx(lambda opened: opened.add_comment(find_run(opened), "Is it so?")),
    ),
    "a picture": ("docx", lambda: replace_picture(MADE["docx"])),
    "a paragraph less": (
        "docx",
        lambda: edit_docx(
            lambda opened: opened.element.body.remove(opened.element.body.xpath("./w:p")[-1])
        ),
    ),
    "a line that is drawn": ("pdf", lambda: edit_pdf(draw_a_line)),
    "a note on a page": ("pdf", lambda: edit_pdf(add_a_note)),
    "a page that is turned": (
        "pdf", lambda: edit_pdf(lambda pdf: pdf.pages[0].rotate(90, relative=False)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITS)
def test_a_file_in_which_a_person_changed_anything_that_shows_is_edited(what: str) -> None:
    format_, edit = EDITS[what]
    assert judge_now(format_, edit()) is State.EDITED


@pytest.mark.parametrize("data", [b"", b"no zip", MADE["docx"][:999], MADE["pdf"][:999]])
def test_a_file_that_cannot_be_read_is_neither(data: bytes) -> None:
    assert judge_now("docx", data) is State.UNREADABLE


def test_a_file_of_which_only_the_hash_is_known_is_edited_where_its_bytes_differ() -> None:
    """Packs that were made before fingerprints have none."""
    digest = hashlib.sha256(MADE["docx"]).hexdigest()
    assert judge(MADE["docx"], digest, "") is State.AS_MADE
    assert judge(enrich(), digest, "") is State.EDITED
