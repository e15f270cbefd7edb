"""The PDF writer: sections printed on ReportLab's canvas, framed, and bound as a tagged file."""

from __future__ import annotations

from calendar import timegm
from dataclasses import dataclass

from proposalgen.brand.model import Brand
from proposalgen.formats.embedded import write_facts
from proposalgen.formats.pdf.binder import bind
from proposalgen.formats.pdf.canvas import MM, Sheets, TaggedCanvas
from proposalgen.formats.pdf.fonts import Face
from proposalgen.formats.pdf.frame import Framer
from proposalgen.formats.pdf.metadata import Properties
from proposalgen.formats.pdf.pages import Printed, print_section
from proposalgen.formats.pdf.scope import limit_scopes
from proposalgen.formats.pdf.text import load_compositor
from proposalgen.model.document import Document, Meta

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
    scopes = limit_scopes(document, load_compositor(brand).stand_in)
    printed: list[Printed] = []
    spelled: dict[Face, dict[int, str]] = {}
    pages: dict[str, int] = {}
    count = 0
    for section, scope in zip(document.sections, scopes, strict=True):
        printed.append(print_section(section, scope, brand, spelled))
        _merge(spelled, printed[-1].sheets)
        pages[section.id] = count + 1
        count += len(printed[-1].footers)
    canvas = TaggedCanvas((brand.page.width * MM, brand.page.height * MM), "Document", spelled)
    framer = Framer(document, brand, canvas)
    framer.print(footer for one in printed for footer in one.footers)
    frame = canvas.finish()
    parts = [one.sheets for one in printed]
    numbers = {f"section-{section}": page for section, page in pages.items()}
    numbers |= {f"note-{source}": number for source, number in document.note_numbers().items()}
    data = bind(_tell_properties(document.meta), parts, frame, numbers, frame.spelled)
    return PdfFile(data, pages, count)


def _merge(spelled: dict[Face, dict[int, str]], sheets: Sheets) -> None:
    """Add what the glyphs of sheets stand for, which contradicts nothing."""
    for face, glyphs in sheets.spelled.items():
        spelled.setdefault(face, {}).update(glyphs)


def _tell_properties(meta: Meta) -> Properties:
    return Properties(
        title=f"{meta.title} · {meta.prepared_for}" if meta.prepared_for else meta.title,
        author=meta.organisation,
        subject=meta.subject,
        keywords=", ".join(meta.keywords),
        language=meta.language,
        timestamp=timegm(meta.date.timetuple()),
        facts=write_facts(meta.facts) if meta.facts else "",
    )
