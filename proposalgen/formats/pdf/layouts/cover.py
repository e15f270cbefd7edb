"""The cover: the whole page on the house colour, words above, the partner's floor below."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.formats.pdf.blocks.build import build_block
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.artwork import draw_floor, draw_logo, make_sign
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import make_title
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import ItemList, Paragraph, Section
from proposalgen.model.walk import plain_text

_TITLE, _WORDS = 44 * MM, 104 * MM
"""How far down the page the title and the words below it begin."""

_TITLE_SIZES = ((9, 76), (13, 58))
"""Letters of the title's longest word, and up to which size, in points, it then fits on a line."""
_SMALLEST_TITLE = 44

_NAME_SIZES = ((24, 26), (48, 19), (80, 15))
"""Letters of a partner's name, and its size, in points, up to so many (design 8)."""
_SMALLEST_NAME = 13

_LEFT_COLUMNS = 8
"""Columns of the page's grid that the words at the left take."""
_FLOOR = 0.475
"""How far down the floor begins at least, as a share of the page's height (design 2)."""
_SIGN = 4.4 * MM
"""Size of the sign before a theme."""


def lay_out_cover(composer: Composer, section: Section, element: Element) -> None:
    """Lay out the cover."""
    canvas, side = composer.canvas, composer.side
    composer.footer = None
    palette = composer.context.palette_on(composer.brand.primary)
    page = composer.column(element, palette)
    canvas.fill_rect(0, 0, canvas.width, canvas.height, palette.ground)
    label = replace(page.style("label").scale(10), leading=13)
    composer.draw_at(page.text(section.label, label, 40 * MM), side, 16 * MM)
    draw_logo(composer, element)
    # By its longest word, since that is what cannot be broken.
    longest = max((len(word) for word in plain_text(section.title).split()), default=1)
    style = page.style("cover-title").scale(_choose(longest, _TITLE_SIZES, _SMALLEST_TITLE))
    composer.draw_at(make_title(page, section, style, 2), side, _TITLE)
    foot = _draw_words(composer, section, page)
    draw_floor(composer, max(canvas.height * _FLOOR, foot + 8 * MM), canvas.width)


def _draw_words(composer: Composer, section: Section, page: Column) -> float:
    """Draw the partner's name at the left, details and themes at the right; return the end."""
    grid = composer.brand.page
    step = (composer.width + grid.gutter * MM) / grid.columns
    right = composer.side + _LEFT_COLUMNS * step + 3 * MM
    left_column = page.resize(_LEFT_COLUMNS * step - 6 * MM)
    left_y = right_y = _WORDS
    for block in section.blocks:
        match block:
            case Paragraph(role="partner", inlines=name):
                size = _choose(len(plain_text(name)), _NAME_SIZES, _SMALLEST_NAME)
                box = left_column.text(name, page.style("promise").scale(size))
                left_y = composer.draw_at(box, composer.side, left_y + 1 * MM)
            case Paragraph(role="details", inlines=details):
                details_box = page.text(details, "label", 45 * MM)
                right_y = composer.draw_at(details_box, right, right_y) + 2.4 * MM
            case ItemList():
                right_y = _draw_themes(composer, block, page, right, right_y)
            case _:
                made = build_block(left_column, block)
                left_y = composer.draw_at(made, composer.side, left_y)
    return max(left_y, right_y)


def _draw_themes(composer: Composer, block: ItemList, page: Column, x: float, y: float) -> float:
    """Draw the chosen themes, each with its sign; return where they end."""
    listing = page.add("L", attributes="<</O /List /ListNumbering /Disc>>")
    themes = composer.meta.themes
    for at, inlines in enumerate(block.items):
        box = listing.add("LI").text(inlines, "label", 42 * MM, "LBody")
        theme = themes[at % len(themes)] if themes else ""
        sign = make_sign(composer, theme, page.palette, _SIGN)
        composer.draw_at(sign, x, y + (box.text.style.leading - _SIGN) / 2)
        y = composer.draw_at(box, x + _SIGN + 2 * MM, y) + 1.6 * MM
    return y


def _choose(length: int, sizes: tuple[tuple[int, int], ...], otherwise: int) -> int:
    """Return the size of the first step that a length does not exceed."""
    return next((size for most, size in sizes if length <= most), otherwise)
