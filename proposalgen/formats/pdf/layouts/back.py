"""The back: words and the partner's name in tiles on the house colour, the floor below them."""

from __future__ import annotations

from proposalgen.brand.artwork import draw_strip
from proposalgen.formats.pdf.blocks.build import build_block
from proposalgen.formats.pdf.boxes.containers import Row
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.artwork import draw_floor
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import make_head
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Section

_WORDS, _FLOOR = 0.55, 0.66
"""How far down the words and the floor begin at least, as shares of the page's height."""


def lay_out_back(composer: Composer, section: Section, element: Element) -> None:
    """Lay out the back cover."""
    canvas, brand = composer.canvas, composer.brand
    composer.footer = None
    palette = composer.context.palette_on(brand.primary)
    page = composer.column(element, palette)
    canvas.fill_rect(0, 0, canvas.width, canvas.height, palette.ground)
    head = make_head(page, section, "opener", composer.width * 0.74)
    y = composer.draw_at(head, composer.side, composer.top) + 16 * MM
    step = composer.width / max(3, len(section.blocks))
    boxes = [build_block(page.resize(step - 4 * MM), block) for block in section.blocks]
    foot = max((box.height for box in boxes), default=0)
    # The strip gets what is left between the head and the words, which stay above the floor.
    room = _FLOOR * canvas.height - foot - 20 * MM - y
    strip = draw_strip(composer.meta, brand, composer.width / MM, room / MM, palette.ground)
    canvas.draw(strip, composer.side, y)
    y = max(_WORDS * canvas.height, y + strip.height * MM + 16 * MM)
    row = Row([(at * step, box) for at, box in enumerate(boxes)])
    row.draw(composer.pen, composer.side, y)
    floor = max(_FLOOR * canvas.height, y + foot + 12 * MM)
    draw_floor(composer, floor, canvas.width, across=4)
