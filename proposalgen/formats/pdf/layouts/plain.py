"""The plain layout: a title with its blocks below."""

from __future__ import annotations

from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import draw_head
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Section


def lay_out_plain(composer: Composer, section: Section, element: Element) -> None:
    """Lay out a title and blocks, with the accent of the section's theme or layout."""
    composer.fills = True
    end = draw_head(composer, section, element)
    accent = composer.brand.accent(section.theme, section.layout).ground
    column = composer.column(element, composer.context.palette_on(accent=accent))
    composer.draw_blocks(column, section.blocks, end + 12 * MM)
