"""What the tests of the DOCX share: documents written, opened by python-docx, and cut to size."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import docx
from docx.document import Document as WordDocument

from proposalgen.formats.docx.writer import write_docx
from proposalgen.model.document import Block, Document, Inline, Layout, Paragraph, Section, Text
from tests.support.real import brand
from tests.support.sample import make_document

BRAND = brand()
DOCUMENT = "word/document.xml"


def pages_of(document: Document) -> Mapping[str, int]:
    """Return pages as if each section had one."""
    return {section.id: number for number, section in enumerate(document.sections, 1)}


def write(document: Document) -> bytes:
    """Return a document as a DOCX in the brand of the repository."""
    return write_docx(document, BRAND, pages_of(document))


def open_word(data: bytes) -> WordDocument:
    """Return a file as python-docx sees it."""
    return docx.Document(io.BytesIO(data))


def read_part(data: bytes, name: str) -> str:
    """Return the text of a part."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def make_with(*blocks: Block, layout: Layout = "page", theme: str = "") -> Document:
    """Return a document of one section, which has some blocks."""
    section = Section("one", (Text("One"),), blocks, layout, theme=theme)
    return replace(make_document(), sections=(section,), notes=())


def make_paragraph(*inlines: Inline) -> Document:
    """Return a document of one paragraph."""
    return make_with(Paragraph(inlines))


def change(docx: bytes, part: str, old: str, new: str) -> bytes:
    """Return a file in which the first match in a part is another text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    text, count = re.subn(old, new, parts[part].decode(), count=1, flags=re.DOTALL)
    assert count == 1, "the defect was not planted"
    parts[part] = text.encode()
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return changed.getvalue()
