"""PDF: its writer, its reader and its checks, as ISO 32000-1, PDF/UA-1 and PDF/A-2a have it.

What they need is imported when they are called, so that ``--help`` need not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proposalgen.formats.format import Format, Layout, Reader

if TYPE_CHECKING:
    from proposalgen.brand.model import Brand
    from proposalgen.errors import Problem
    from proposalgen.formats.skim import Skim
    from proposalgen.model.document import Document, Logo

_HEADER_WITHIN = 1024
"""How far from its beginning a file's header may stand (ISO 32000-1, annex H.3.4.1)."""


def lay_out(document: Document, brand: Brand) -> Layout:
    """Return a document laid out on pages, and written as a PDF.

    Raises:
        InputError: no font of the brand has one of the characters.
    """
    from proposalgen.formats.pdf.writer import write_pdf

    return write_pdf(document, brand)


def _write(document: Document, brand: Brand, layout: Layout) -> bytes:  # noqa: ARG001
    # Laying a document out makes its PDF: other formats take only the page numbers from it.
    return layout.data


def _read(data: bytes) -> Reader:
    from proposalgen.formats.pdf.reader import PdfReader

    return PdfReader(data)


def _check(data: bytes) -> tuple[Problem, ...]:
    from proposalgen.formats.pdf.check import check_pdf

    return check_pdf(data)


def _skim(data: bytes) -> Skim:
    from proposalgen.formats.pdf.reading.skim import skim_pdf

    return skim_pdf(data)


def _list_own_texts(document: Document, brand: Brand) -> frozenset[str]:  # noqa: ARG001
    from proposalgen.formats.pdf.pagination import list_feet
    from proposalgen.formats.pdf.writer import word_title
    from proposalgen.formats.skim import squeeze

    return frozenset(map(squeeze, (word_title(document.meta), *list_feet(document.meta))))


def _shows(picture: bytes, logo: Logo) -> bool:
    from proposalgen.formats.pdf.file.resources import shows_logo

    return shows_logo(picture, logo)


def _recognise(data: bytes) -> bool:
    return b"%PDF-" in data[:_HEADER_WITHIN]


FORMAT = Format(
    name="pdf",
    extension=".pdf",
    write=_write,
    read=_read,
    check=_check,
    skim=_skim,
    list_own_texts=_list_own_texts,
    shows=_shows,
    recognise=_recognise,
)
