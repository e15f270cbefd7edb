"""Sources: title and lead, then the notes in two columns."""

from __future__ import annotations

from proposalgen.formats.pdf.blocks.build import build_blocks
from proposalgen.formats.pdf.blocks.notes import make_note
from proposalgen.formats.pdf.boxes.box import Box
from proposalgen.formats.pdf.boxes.containers import TOLERANCE, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.composer import Composer, Frame
from proposalgen.formats.pdf.layouts.heads import draw_head
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Notes, Section

_GAP = 1.8 * MM
"""Between two notes."""
_STEP = 2 * MM
"""By how much two columns are made longer until they hold all notes."""


def lay_out_sources(composer: Composer, section: Section, element: Element) -> None:
    """Lay out the notes, from column to column and page to page (design 6)."""
    composer.fills = True
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
    space = _GAP * composer.context.setting.gap
    _draw_columns(composer, stack((space, note) for note in notes), y + 8 * MM, width + gap)


def _draw_columns(composer: Composer, notes: Box, y: float, step: float) -> None:
    """Draw notes in two columns ``step`` apart, page after page; on the last equally long."""
    rest: Box | None = notes
    while rest:
        height = _balance(rest, composer.bottom - y)
        for column in range(2):
            if rest:
                x = composer.side + column * step
                rest = _draw_column(composer, rest, Frame(x, y, height))
        if rest:
            composer.begin_page()
            y = composer.top


def _draw_column(composer: Composer, notes: Box, frame: Frame) -> Box | None:
    """Draw the notes that fit into a frame; return the others."""
    if notes.height <= frame.height + TOLERANCE:
        composer.draw_at(notes, frame.x, frame.y)
        return None
    parts = composer.split(notes, frame)
    if parts is None:
        return notes
    composer.draw_at(parts[0], frame.x, frame.y)
    return parts[1]


def _balance(notes: Box, room: float) -> float:
    """Return the least height of two columns that hold all notes, or ``room`` if none does."""
    height = notes.height / 2
    while height < room:
        parts = notes.split(height)
        if parts and parts[1].height <= height + TOLERANCE:
            return height
        height += _STEP
    return room
