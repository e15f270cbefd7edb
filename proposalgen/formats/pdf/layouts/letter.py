"""The letter, with a panel beside it."""

from __future__ import annotations

from collections.abc import Sequence

from proposalgen.formats.pdf.blocks.build import build_blocks
from proposalgen.formats.pdf.boxes.box import Box
from proposalgen.formats.pdf.boxes.containers import Stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.artwork import draw_floor
from proposalgen.formats.pdf.layouts.composer import Composer, Frame
from proposalgen.formats.pdf.layouts.heads import make_title
from proposalgen.formats.pdf.pagination import Footer
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Panel, Section

_PANEL = 73.6 * MM
"""Width of the panel, from the left edge of the page."""
_GAP = 10 * MM
"""Between the panel's text and its edge, and from there to the letter."""
_FLOOR = 0.74
"""How far down the floor under the panel begins at least, as a share of the page's height."""

SIGNED = 3
"""How many paragraphs end a letter together: the last, the greeting and who signs."""

_LEAST_FLOOR = 30 * MM
"""Height below which the floor under the panel is left out."""


def lay_out_letter(composer: Composer, section: Section, element: Element) -> None:
    """Lay out the letter, on one page if its gaps can be shrunk for that (design 2)."""
    aside = [b for b in section.blocks if isinstance(b, Panel) and b.kind == "aside"]
    blocks = [block for block in section.blocks if block not in aside]
    left = _PANEL + _GAP if aside else composer.side
    width = composer.canvas.width - composer.side - left
    if aside:
        ground = composer.brand.colours.panel
        composer.canvas.fill_rect(0, 0, _PANEL, composer.canvas.height, ground)
    column = composer.column(element, width=width)
    title = make_title(column, section, column.style("title"), 3)
    y = composer.draw_at(title, left, composer.top) + 12 * MM
    first, rest = _split_letter(build_blocks(column, blocks), composer.bottom - y)
    composer.draw_at(first, left, y)
    if aside:
        _draw_panel(composer, aside, element)
    composer.footer = Footer(composer.paper, left, width)
    if rest:
        composer.begin_page()
        composer.fills = True
        composer.flow_below(rest, composer.top)


def _split_letter(letter: Stack, room: float) -> tuple[Box, Box | None]:
    """Return what of a letter fits into ``room`` and the rest, which is not just a signature."""
    letter.squeeze(room)
    parts = None if letter.height <= room else letter.split(room)
    if parts is None:
        return letter, None
    first, rest = parts
    if isinstance(rest, Stack) and len(rest.boxes) < SIGNED:
        return letter.cut(len(letter.boxes) - SIGNED)
    return first, rest


def _draw_panel(composer: Composer, panels: Sequence[Panel], element: Element) -> None:
    """Draw what stands in the panel, and the floor below it where there is room."""
    palette = composer.context.palette_on(composer.brand.panel)
    width = _PANEL - composer.side - _GAP
    column = composer.column(element.add("Div"), palette, width)
    inside = Stack()
    for panel in panels:
        inside.add(build_blocks(column, panel.blocks))
    # The footer stands beside the panel, which may therefore go down further than other blocks.
    frame = Frame(composer.side, composer.top, composer.bottom + 8 * MM - composer.top)
    end = composer.flow(inside, composer.page_frames(frame)) + 12 * MM
    floor = max(end, _FLOOR * composer.canvas.height)
    if composer.canvas.height - floor > _LEAST_FLOOR:
        draw_floor(composer, floor, _PANEL)
