"""A theme: a band in its accent with the head, cards, and two columns side by side."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.brand.artwork import draw_sign
from proposalgen.formats.pdf.blocks.build import build_block, build_blocks
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import Box, space
from proposalgen.formats.pdf.boxes.containers import Filled, Row, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.artwork import find_left, make_sign
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import make_head
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Cards, Columns, Panel, Section

_WITHOUT_SIGN = 0.72
"""Width of title and promise without a sign, as a share of the page's."""
_TITLE, _PROMISE = 0.46, 0.38
"""The largest widths beside a sign."""
_ABOVE_CARDS, _BELOW_CARDS, _COLUMNS = 12 * MM, 5 * MM, 66 * MM
"""Below the band: where its cards begin; from them to the columns, which begin so far at least."""


def lay_out_theme(composer: Composer, section: Section, element: Element) -> None:
    """Lay out a theme; its band gives up height where the rest needs it (design 2)."""
    composer.fills = True
    brand, canvas = composer.brand, composer.canvas
    accent = brand.accent(section.theme)
    band = composer.context.palette_on(accent)
    paper = composer.context.palette_on(accent=accent.ground)
    title_width, promise_width = _find_widths(composer, section.theme)
    head_column = composer.column(element, band, title_width)
    head = make_head(head_column, section, "opener", promise_width)
    column = composer.column(element, paper)
    blocks = list(section.blocks)
    cards: Box = space(0)
    if blocks and isinstance(blocks[0], Cards):
        cards = build_block(column, blocks.pop(0))
    after: Box
    panel: Filled | None = None
    match blocks:
        case [Columns(columns=(_, _)) as pair]:
            after, panel = _make_pair(composer, pair, column)
        case _:
            after = build_blocks(column, blocks)
    offset = _ABOVE_CARDS
    if cards.height:
        below = _ABOVE_CARDS + cards.height + _BELOW_CARDS
        offset = max(_COLUMNS * min(1, composer.context.setting.gap), below)
    least = composer.top + head.height + 12 * MM * min(1, composer.context.setting.gap)
    room = composer.bottom - offset - after.height
    # The words of the head are never cut, even where the rest then goes on to another page.
    height = max(least, min(brand.page.band * MM, room))
    canvas.fill_rect(0, 0, canvas.width, height, band.ground)
    composer.draw_at(head, composer.side, composer.top)
    size = min(brand.page.sign * MM, height - 12 * MM)
    sign = make_sign(composer, section.theme, band, size)
    composer.draw_at(sign, composer.side + composer.width - size, height - size)
    composer.draw_at(cards, composer.side, height + _ABOVE_CARDS)
    y = height + offset
    if panel:
        # The panel goes down to the foot of the page, or as far as the column beside it.
        panel.least = min(composer.bottom - y, after.height)
    composer.flow_below(after, y)


def _find_widths(composer: Composer, theme: str) -> tuple[float, float]:
    """Return the widths that a theme's sign leaves to title and promise beside it, in points."""
    page, width = composer.brand.page, composer.width
    drawing = draw_sign(theme, page.sign, "", composer.brand)
    if drawing is None:
        return width * _WITHOUT_SIGN, width * _WITHOUT_SIGN
    above = (page.band - page.sign) * MM
    free = width - page.sign * MM - 4 * MM
    # Title and promise stand at these heights, in which the sign may leave more room.
    title = free + find_left(drawing, composer.top + 6 * MM - above, 58 * MM - above)
    promise = free + find_left(drawing, 50 * MM - above, 80 * MM - above)
    return min(title, width * _TITLE), min(promise, width * _PROMISE)


def _make_pair(composer: Composer, block: Columns, column: Column) -> tuple[Row, Filled]:
    """Return two columns, and the second of them, a panel that bleeds to the right edge."""
    half = composer.canvas.width / 2
    left_column = column.resize(half - composer.side - 10 * MM).add("Div")
    left = build_blocks(left_column, block.columns[0])
    blocks = block.columns[1]
    inner = replace(composer.context.palette_on(composer.brand.panel), accent=column.palette.accent)
    match blocks:
        case (Panel(blocks=inside),):
            blocks = inside
    pad = (8 * MM, 7 * MM, composer.side, 8 * MM)
    right_column = column.resize(half - pad[0] - pad[2]).recolour(inner).add("Div")
    panel = Filled(build_blocks(right_column, blocks), half, inner.ground, pad)
    cells: list[tuple[float, Box]] = [
        (0, stack([(0, space(7 * MM)), (0, left)])),
        (half - composer.side, panel),
    ]
    # Each of the two columns is as long as its text, and so may go on on the next page.
    row = Row(cells, whole=False)
    return row, panel
