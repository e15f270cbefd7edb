"""Standards: title and lead, tiles from edge to edge, then the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proposalgen.formats.pdf.blocks.build import build_blocks
from proposalgen.formats.pdf.blocks.column import Column, Palette
from proposalgen.formats.pdf.blocks.numerals import Numeral, align_numerals
from proposalgen.formats.pdf.boxes.containers import Stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import draw_head
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Block, Card, Cards, Section

_NUMERALS = (44, 38, 32, 26, 21)
"""Heights of numerals, in millimetres; the first with which the page can hold all is taken."""
_PAD, _GAP = 8 * MM, 12 * MM
"""Above and below what stands in a tile; above and below the tiles."""
_STRETCH = 1.3
"""By how much tiles may be higher than what they hold."""
_BETWEEN = 12 * MM
"""Between what two tiles hold: half of it on either side of their edge."""


def lay_out_standards(composer: Composer, section: Section, element: Element) -> None:
    """Lay out the first cards of tiles over the whole width of the page."""
    composer.fills = True
    y = draw_head(composer, section, element)
    blocks = section.blocks
    column = composer.column(element)
    found = next(_find_tiles(blocks), None)
    if found is None:
        composer.draw_blocks(column, blocks, y + 12 * MM)
        return
    at, cards = found
    if at:
        lead = build_blocks(column.resize(composer.width * 0.66), blocks[:at])
        y = composer.flow_below(lead, y + 8 * MM)
    tiles = [_Tile.make(composer, card, element, len(cards.cards)) for card in cards.cards]
    after = build_blocks(column, blocks[at + 1 :])
    gap = _GAP * composer.context.setting.gap
    height = _fit_tiles(composer, tiles, composer.bottom - y - 2 * gap - after.height)
    y += gap
    if y + height > composer.bottom:
        # On a page of their own the tiles bleed to its upper edge, too.
        composer.begin_page()
        y = 0
    _draw_tiles(composer, tiles, y, height)
    if after.boxes:
        composer.flow_below(after, y + height + gap)


def _find_tiles(blocks: Sequence[Block]) -> Iterator[tuple[int, Cards]]:
    """Yield each block of tiles, and its index."""
    for at, block in enumerate(blocks):
        if isinstance(block, Cards) and block.size == "tile":
            yield at, block


class _Tile:
    """A standard's tile and, in it, its numeral."""

    def __init__(self, stack: Stack, numeral: Numeral, palette: Palette) -> None:
        self.stack, self.numeral, self.palette = stack, numeral, palette

    @classmethod
    def make(cls, composer: Composer, card: Card, element: Element, count: int) -> _Tile:
        """Return the tile of a card, one of ``count`` side by side."""
        palette = composer.context.palette_on(composer.brand.card(card.role))
        width = (composer.width - _BETWEEN) / 2 if count > 1 else composer.width
        column = Column(composer.context, element.add("Div"), width, palette)
        tile = Stack(whole=True)
        tile.add(column.text(card.label, "label"))
        numeral = Numeral.make(column, card.number, _NUMERALS[0] * MM, width)
        tile.add(numeral, 4 * MM)
        tile.add(column.text(card.title, "heading-2"), 4 * MM)
        tile.add(column.text(card.text, "column"), 4 * MM)
        return cls(tile, numeral, palette)


def _fit_tiles(composer: Composer, tiles: Sequence[_Tile], room: float) -> float:
    """Make the numerals as high as ``room`` lets them be; return the height of the tiles."""
    width = (composer.width - _BETWEEN) / len(tiles)
    height = 0.0
    for numeral_height in _NUMERALS:
        align_numerals([tile.numeral for tile in tiles], numeral_height * MM, width)
        height = max(tile.stack.height for tile in tiles) + 2 * _PAD
        if height <= room:
            # What is left over goes into the tiles, as far as they bear it.
            return min(room, height * _STRETCH)
    # What follows goes on on the next page in any case: the tiles are as large as they can be.
    align_numerals([tile.numeral for tile in tiles], _NUMERALS[0] * MM, width)
    return max(tile.stack.height for tile in tiles) + 2 * _PAD


def _draw_tiles(composer: Composer, tiles: Sequence[_Tile], y: float, height: float) -> None:
    """Draw tiles side by side, from edge to edge of the page."""
    wide = composer.canvas.width / len(tiles)
    for at, tile in enumerate(tiles):
        composer.canvas.fill_rect(at * wide, y, wide, height, tile.palette.ground)
        composer.use(y, y + height)
        left = composer.side if at == 0 else at * wide + _BETWEEN / 2
        composer.draw_at(tile.stack, left, y + _PAD)
