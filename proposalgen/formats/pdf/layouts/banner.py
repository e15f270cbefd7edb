"""A banner from edge to edge with the head, for a story or what is asked; the rest below it.

A closing panel stands at the foot of the page. Where it does not fit, it takes what stands under
the last heading with it to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from proposalgen.brand.artwork import draw_ring
from proposalgen.formats.pdf.blocks.build import build_blocks
from proposalgen.formats.pdf.blocks.cards import make_units
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.blocks.quotes import make_quote
from proposalgen.formats.pdf.boxes.box import TextBox
from proposalgen.formats.pdf.boxes.containers import TOLERANCE, Filled, Row, Stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import make_head
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Block, Card, Cards, Heading, Panel, Quote, Section
from proposalgen.model.walk import find_speaker

_RING, _RING_FOOT = 24 * MM, 112 * MM
"""Radius of a story's tiles, and the height of the page below which its quotation begins."""

_HEAD = 0.48
"""Width of the head beside a story's ring, as a share of the page's."""
_STORY, _LARGEST = 200 * MM, 145 * MM
"""The height that a story's banner takes where the rest leaves it, and the most of another's."""
_PROMISE = 0.82
"""Width of what is asked, as a share of the page's."""
_FIELD, _LEAST_FIELD, _WIDE_FIELD = 46 * MM, 18 * MM, 132 * MM
"""The height of a sum's units where they have room, the least, and the width of one sum's."""
_GAP = 9 * MM
"""Between the banner and the blocks below it."""
_ABOVE_CLOSING = 5 * MM
"""The least space between these blocks and a closing panel."""
_LEAST_QUOTE = 16
"""Size of a quotation, in points, below which it is not made smaller for what follows it."""


@dataclass(slots=True)
class _Banner:
    """What stands in the banner, and its quotation, which may be made smaller."""

    inside: Stack
    quote: TextBox | None = None

    def shrink(self, room: float, column: Column) -> None:
        """Set the quotation smaller until the banner fits into ``room``, in points."""
        quote = self.quote
        while quote and self.inside.height > room and quote.text.style.size > _LEAST_QUOTE:
            text = quote.text
            style = text.style.scale(text.style.size - 1)
            quote.text = column.setter.set(text.inlines, style, text.width)


def lay_out_banner(composer: Composer, section: Section, element: Element) -> None:
    """Lay out a story, or what is asked."""
    composer.fills = True
    accent = composer.brand.accent(section.theme, section.layout)
    story = section.layout == "story"
    column = composer.column(element, composer.context.palette_on(accent))
    banner, blocks = _make_banner(composer, column, section)
    panel = next((b for b in blocks if isinstance(b, Panel) and b.kind == "closing"), None)
    blocks = [block for block in blocks if block is not panel]
    paper = composer.context.palette_on(accent=accent.ground)
    after = build_blocks(composer.column(element, paper), blocks)
    closing = _make_closing(composer, panel, element) if panel else None
    margin = composer.canvas.height - composer.bottom
    padding = (composer.side, composer.top, composer.side, 8 * MM)
    around = padding[1] + padding[3]
    room = composer.canvas.height - banner.inside.height - around - _GAP
    later = Stack()
    # Better a page that ends early than a closing panel alone on the next.
    if closing and after.height + _ABOVE_CLOSING + closing.height > room:
        headings = [at for at, block in enumerate(blocks) if at and _is_heading(block)]
        page = composer.canvas.height - composer.top - _ABOVE_CLOSING - closing.height
        after, later = _cut(after, headings, room - margin, page)
    foot = closing.height + _ABOVE_CLOSING if closing and not later.boxes else margin
    free = composer.canvas.height - after.height - foot - _GAP
    banner.shrink(free - around, column)
    least = min(_STORY if story else _LARGEST, free)
    band = Filled(banner.inside, composer.canvas.width, column.palette.ground, padding, least)
    composer.draw_at(band, 0, 0)
    if story:
        _draw_ring(composer, find_speaker(section), column.palette.ground)
    _draw_rest(composer, after, later, closing, band.height + _GAP)


def _cut(
    after: Stack, headings: Sequence[int], first_room: float, last_room: float
) -> tuple[Stack, Stack]:
    """Return what stands on the first page, and what is on the last with the closing panel.

    They are cut at the heading that leaves the least blank on the emptier of the two pages; where
    none lets both fit, at the last.
    """

    def waste(at: int) -> tuple[bool, float]:
        first, rest = after.cut(at)
        blank = first_room - first.height, last_room - rest.height
        return min(blank) < -TOLERANCE, max(blank)

    if not headings:
        return after, Stack()
    best = min(headings, key=waste)
    return after.cut(headings[-1] if waste(best)[0] else best)


def _make_banner(
    composer: Composer, column: Column, section: Section
) -> tuple[_Banner, list[Block]]:
    """Return the banner of a section, and the blocks that are not in it."""
    wide = composer.width * _HEAD if section.layout == "story" else composer.width
    blocks = list(section.blocks)
    asked = next((b.cards for b in blocks[:1] if isinstance(b, Cards)), ())
    if asked:
        del blocks[0]
        inside = _make_asked(column, section, asked)
    else:
        inside = make_head(column.resize(wide), section, "opener")
    match blocks:
        case [Quote() as block, *rest]:
            quote = make_quote(column.resize(composer.width * 0.94), block)
            below_ring = _RING_FOOT - composer.top - inside.height
            inside.add(quote, max(14 * MM, below_ring))
            words = quote.boxes[0]
            return _Banner(inside, words if isinstance(words, TextBox) else None), rest
        case _:
            return _Banner(inside), blocks


def _draw_rest(
    composer: Composer, after: Stack, later: Stack, closing: Filled | None, y: float
) -> None:
    """Draw what follows the banner, what goes to the next page, and the closing panel."""
    if after.boxes:
        y = composer.flow_below(after, y)
    if later.boxes:
        composer.begin_page()
        y = composer.flow_below(later, composer.top)
    if closing:
        foot = composer.canvas.height
        if y + _ABOVE_CLOSING + closing.height > foot + TOLERANCE:
            composer.begin_page()
        composer.draw_at(closing, 0, foot - closing.height)
        palette = composer.context.palette_on(composer.brand.primary)
        # The footer stands on the panel, and so in its colours.
        composer.footer = replace(composer.usual_footer, palette=palette)


def _make_asked(column: Column, section: Section, cards: Sequence[Card]) -> Stack:
    """Return the head with the sums that are named, in units.

    They stand below what is asked, or where the page needs the room, beside it.
    """
    if column.context.setting.gap >= 1:
        made = make_head(column, section, "opener", column.width * _PROMISE)
        width = column.width if len(cards) > 1 else min(_WIDE_FIELD, column.width)
        made.add(_make_fields(column.resize(width), cards, _FIELD), 8 * MM)
        return made
    made = make_head(column, replace(section, promise=()), "opener")
    half = column.resize(column.width * 0.47)
    promise = half.text(section.promise, "promise")
    fields = _make_fields(half, cards, max(_LEAST_FIELD, promise.height - _LEAST_FIELD))
    made.add(Row([(0, promise), (column.width * 0.53, fields)]), 6 * MM)
    return made


def _make_fields(column: Column, cards: Sequence[Card], height: float) -> Row:
    """Return sums in units side by side, their fields at most so high, in points."""
    gap = 8 * MM
    width = (column.width - gap * (len(cards) - 1)) / len(cards)
    fields = (make_units(column.resize(width), card, height) for card in cards)
    return Row([(at * (width + gap), units) for at, units in enumerate(fields)])


def _make_closing(composer: Composer, panel: Panel, element: Element) -> Filled:
    """Return the panel that closes a section, from edge to edge of the page."""
    palette = composer.context.palette_on(composer.brand.primary)
    div = element.add("Div")
    div.block = panel
    inside = build_blocks(composer.column(div, palette), panel.blocks)
    below = (composer.brand.page.bottom - 4) * MM
    padding = (composer.side, 8 * MM, composer.side, below)
    return Filled(inside, composer.canvas.width, palette.ground, padding)


def _draw_ring(composer: Composer, name: str, ground: str) -> None:
    """Spell a person's name in six tiles, bleeding over the upper right corner (design 6)."""
    drawing = draw_ring(name, _RING / MM, ground, composer.meta, composer.brand)
    x = 0.775 * composer.canvas.width - drawing.width * MM / 2
    composer.canvas.draw(drawing, x, _RING_FOOT - 6 * MM - drawing.height * MM)


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 2
