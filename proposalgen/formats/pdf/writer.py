"""Writes a document as PDF: sections are laid out, pagination is drawn over them, a file made."""

from __future__ import annotations

from calendar import timegm
from dataclasses import dataclass

from proposalgen.brand.model import Brand
from proposalgen.formats.embedded import write_facts
from proposalgen.formats.pdf.canvas import MM, TaggedCanvas
from proposalgen.formats.pdf.file.assembly import assemble_file
from proposalgen.formats.pdf.file.metadata import Properties
from proposalgen.formats.pdf.fonts.face import Face
from proposalgen.formats.pdf.inputs import find_inputs
from proposalgen.formats.pdf.layouts.sections import LaidOutSection, lay_out_section
from proposalgen.formats.pdf.pagination import PaginationPainter
from proposalgen.formats.pdf.text.typesetting import load_compositor
from proposalgen.model.document import Document, Meta
from proposalgen.model.plan import Plan

__all__ = ["PdfFile", "write_pdf"]


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A finished file, and where its sections begin."""

    data: bytes
    pages: dict[str, int]
    """The first page of each section, from 1."""
    page_count: int
    plan: Plan
    """How each section stands on its pages."""


def write_pdf(document: Document, brand: Brand) -> PdfFile:
    """Return the document as PDF 1.7 that claims PDF/UA-1 and PDF/A-2a (ISO 14289-1, 19005-2).

    The same document and brand give the same bytes.

    Raises:
        InputError: a character that no face of the brand has.
    """
    all_inputs = find_inputs(document, load_compositor(brand).find_equal_width)
    laid_out: list[LaidOutSection] = []
    to_unicode: dict[Face, dict[int, str]] = {}
    pages: dict[str, int] = {}
    count = 0
    for section, inputs in zip(document.sections, all_inputs, strict=True):
        made = lay_out_section(section, inputs, brand, to_unicode)
        for face, glyphs in made.drawn.to_unicode.items():
            to_unicode.setdefault(face, {}).update(glyphs)
        laid_out.append(made)
        pages[section.id] = count + 1
        count += len(made.footers)
    # Footers come after all sections: only now is the number of each page known, and glyphs have
    # to stand for what they stand for in the sections.
    canvas = TaggedCanvas((brand.page.width * MM, brand.page.height * MM), "Document", to_unicode)
    painter = PaginationPainter(document, brand, canvas)
    painter.draw_pages(footer for made in laid_out for footer in made.footers)
    overlay = canvas.finish()
    numbers = {f"section-{section}": page for section, page in pages.items()}
    numbers |= {f"note-{source}": number for source, number in document.note_numbers().items()}
    sections = [made.drawn for made in laid_out]
    properties = _describe(document.meta)
    data = assemble_file(properties, sections, overlay, numbers, overlay.to_unicode)
    return PdfFile(data, pages, count, tuple(made.plan for made in laid_out))


def _describe(meta: Meta) -> Properties:
    return Properties(
        title=word_title(meta),
        author=meta.organisation,
        subject=meta.subject,
        keywords=", ".join(meta.keywords),
        language=meta.language,
        timestamp=timegm(meta.date.timetuple()),
        facts=write_facts(meta.facts) if meta.facts else "",
    )


def word_title(meta: Meta) -> str:
    """Return what a file is called in a reader's window."""
    return f"{meta.title} · {meta.prepared_for}" if meta.prepared_for else meta.title
