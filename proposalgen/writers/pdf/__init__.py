"""The PDF writer: a document becomes a tagged PDF on ReportLab, in one pass."""

from __future__ import annotations

from calendar import timegm
from dataclasses import dataclass

from proposalgen.brand import Brand
from proposalgen.carried import write_carried
from proposalgen.document import Document
from proposalgen.writers.pdf import alone  # noqa: F401 - before anything of ReportLab
from proposalgen.writers.pdf.canvas import MM, Properties, TaggedCanvas
from proposalgen.writers.pdf.pages import print_section
from proposalgen.writers.pdf.press import Press

__all__ = ["PdfFile", "write_pdf"]


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A finished file, and where its sections begin."""

    data: bytes
    pages: dict[str, int]
    """The first page of each section, from 1."""
    page_count: int


def write_pdf(document: Document, brand: Brand) -> PdfFile:
    """Return the document as PDF 1.7, tagged as PDF/UA-1 and PDF/A-2a ask.

    The same document and brand give the same bytes.

    Raises:
        InputError: a character that no face of the brand has.
    """
    meta = document.meta
    properties = Properties(
        title=f"{meta.title} · {meta.prepared_for}" if meta.prepared_for else meta.title,
        author=meta.organisation,
        subject=meta.subject,
        keywords=", ".join(meta.keywords),
        language=meta.language,
        timestamp=timegm(meta.date.timetuple()),
        facts=write_carried(meta.facts) if meta.facts else "",
    )
    size = (brand.page.width * MM, brand.page.height * MM)
    canvas = TaggedCanvas(properties, size)
    press = Press(document, brand, canvas)
    for section in document.sections:
        print_section(press, section)
    canvas.addPageLabel(0, style="ARABIC", start=1)
    pages = {
        section.id: canvas.destinations[f"section-{section.id}"] for section in document.sections
    }
    count = canvas.page - 1
    return PdfFile(canvas.finish(), pages, count)
