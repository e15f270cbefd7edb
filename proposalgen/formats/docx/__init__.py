"""DOCX: its writer, its reader and its checks, as ECMA-376 (ISO/IEC 29500) has the format.

What they need is imported when they are called, so that ``--help`` need not wait for it.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from proposalgen.formats.format import Format, Layout, Reader

if TYPE_CHECKING:
    from proposalgen.brand.model import Brand
    from proposalgen.errors import Problem
    from proposalgen.formats.skim import Skim
    from proposalgen.model.document import Document, Logo


def _write(document: Document, brand: Brand, layout: Layout) -> bytes:
    from proposalgen.formats.docx.writer import write_docx

    return write_docx(document, brand, layout.pages)


def _read(data: bytes) -> Reader:
    from proposalgen.formats.docx.reader import DocxReader

    return DocxReader(data)


def _check(data: bytes) -> tuple[Problem, ...]:
    from proposalgen.formats.docx.check import check_docx

    return check_docx(data)


def _skim(data: bytes) -> Skim:
    from proposalgen.formats.docx.skim import skim_docx

    return skim_docx(data)


def _list_own_texts(document: Document, brand: Brand) -> frozenset[str]:
    from proposalgen.formats.docx.skim import list_own_texts

    return list_own_texts(document, brand)


def _shows(picture: bytes, logo: Logo) -> bool:
    from proposalgen.formats.docx.pictures import shows_logo

    return shows_logo(picture, logo)


def _recognise(data: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(data))


FORMAT = Format(
    name="docx",
    extension=".docx",
    write=_write,
    read=_read,
    check=_check,
    skim=_skim,
    list_own_texts=_list_own_texts,
    shows=_shows,
    recognise=_recognise,
)
