"""What the tests of layouts lay out, and how they look at it."""

from __future__ import annotations

from dataclasses import dataclass

from proposalgen.formats.pdf.drawn import DrawnPages
from proposalgen.formats.pdf.inputs import find_inputs
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import shorten_head
from proposalgen.formats.pdf.layouts.sections import choose_layout
from proposalgen.formats.pdf.pagination import Footer
from proposalgen.model.document import Document, Section
from tests.formats.pdf.setting import RecordingCanvas, Rect
from tests.support.real import brand
from tests.support.sample import make_document


@dataclass(frozen=True)
class LaidOut:
    """A section on its pages."""

    drawn: DrawnPages
    rects: list[Rect]
    footers: list[Footer | None]


def find_section(layout: str, document: Document | None = None) -> Section:
    """Return the first section of a layout, by default of the sample."""
    sections = (document or make_document()).sections
    return next(section for section in sections if section.layout == layout)


def lay_out(section: Section, document: Document | None = None) -> LaidOut:
    """Lay a section out, with the inputs that it has in a document, by default the sample."""
    document = document or make_document()
    sections = (section, *(one for one in document.sections if one.id != section.id))
    whole = Document(document.meta, sections, document.notes)
    inputs = next(iter(find_inputs(whole, lambda number: number)))
    canvas = RecordingCanvas()
    composer = Composer(inputs, brand(), canvas)
    choose_layout(section.layout)(composer, shorten_head(composer, section), canvas.root)
    composer.end_page()
    return LaidOut(canvas.finish(), canvas.rects, [page.footer for page in composer.pages])
