"""Sources: title and lead, then the notes in two columns."""

from __future__ import annotations

from collections.abc import Iterator

from proposalgen.formats.pdf.blocks.build import build_blocks
from proposalgen.formats.pdf.blocks.notes import make_note
from proposalgen.formats.pdf.boxes.containers import stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.composer import Composer, Frame
from proposalgen.formats.pdf.layouts.heads import draw_head
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Notes, Section


def lay_out_sources(composer: Composer, section: Section, element: Element) -> None:
    """Lay out the notes, from column to column and page to page (design 6)."""
    y = draw_head(composer, section, element) + 6 * MM
    before = [block for block in section.blocks if not isinstance(block, Notes)]
    if before:
        lead = build_blocks(composer.column(element, width=composer.width * 0.66), before)
        y = composer.flow_below(lead, y)
    if len(before) == len(section.blocks):
        return
    gap = composer.brand.page.gutter * MM
    width = (composer.width - gap) / 2
    column = composer.column(element, width=width)
    notes = [make_note(column, at, note) for at, note in enumerate(composer.context.notes, 1)]
    frames = _column_frames(composer, y + 8 * MM, width + gap)
    composer.flow(stack((3 * MM, note) for note in notes), frames)


def _column_frames(composer: Composer, y: float, step: float) -> Iterator[Frame]:
    """Yield the frames of two columns ``step`` apart, page after page."""
    while True:
        for column in range(2):
            # Both columns begin at one height, on the first page below the head and the lead.
            yield Frame(composer.side + column * step, y, composer.bottom - y)
        composer.begin_page()
        y = composer.top
