"""The one-pager: a whole pitch on one page."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from proposalgen.brand.artwork import LOGO_PANEL, draw_sign
from proposalgen.formats.docx.blocks import write_block, write_panel
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.cover import write_backdrop, write_cover_block, write_logo
from proposalgen.formats.docx.heads import write_head
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.measures import GAP
from proposalgen.formats.docx.paragraphs import SEPARATOR, paragraph, stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.tables import Cell, Row, layout_table
from proposalgen.formats.docx.word_sections import FOOT, find_head
from proposalgen.model.document import Columns, Heading, Panel, Paragraph, Section
from proposalgen.model.walk import plain_text

_SIGN = 10.0
"""Size of a theme's sign on its tile, in millimetres."""
_LEAST_FLOOR, _LARGEST_FLOOR = 14.0, 62.0
"""Height of the partner's name in tiles, in millimetres; without room for the least, none."""
_BESIDE_FLOOR = 6.0
"""From the words above to the floor, and from it to the numbers, in millimetres."""
_SPARE = 0.08
"""How much of the height between its margins a page leaves free, since every program and every
face that stands in for the brand's breaks lines a little otherwise."""
_FEW_THEMES = 3
"""How many themes stand side by side with large signs."""
_LONG_DETAILS = 90
"""From how many characters on the details do not stand beside the title."""
_ASK_SHARES = 0.46, 0.54
"""How the ask shares its panel with the sources."""


def write_one_pager(section: Section, builder: PackageBuilder, place: Place) -> str:
    """Return a whole pitch on one page: head, floor, numbers, themes and the ask.

    The floor has the height that the rest leaves.
    """
    brand, meta = builder.brand, builder.document.meta
    paragraphs = takewhile(lambda block: isinstance(block, Paragraph), section.blocks)
    details = tuple(block for block in paragraphs if isinstance(block, Paragraph))
    parts = []
    for block in section.blocks[len(details) :]:
        if isinstance(block, Columns) and len(block.columns) == len(meta.themes):
            parts.append(_write_theme_tiles(block, builder, place))
        elif isinstance(block, Panel) and block.kind == "closing":
            ground = brand.accent("", "ask")
            parts.append(write_panel(block, builder, place, ground, _ASK_SHARES))
        else:
            parts.append(write_block(block, builder, place))
    body = stack(parts)
    cells, widths = _write_head(section, details, builder, place)
    words = builder.estimate_height(layout_table(widths, [Row(cells)]), place.width)
    top = find_head(meta, brand)
    room = (brand.page.height - top - FOOT) * (1 - _SPARE) - words - 2 * _BESIDE_FLOOR
    floor = min(_LARGEST_FLOOR, room - builder.estimate_height(body, place.width))
    floor = floor if floor >= _LEAST_FLOOR else 0
    y = top + words + (_BESIDE_FLOOR if floor else 1)
    # What lies behind the text does not move with it, so the head is as high as it is said to be.
    head = layout_table(widths, [Row(cells, words)])
    gap = paragraph("PitchSeparator", "", above=y - top - words + floor + _BESIDE_FLOOR)
    return stack([write_backdrop(builder, y, y + floor, across=6), head, gap, body])


def _write_head(
    section: Section, details: tuple[Paragraph, ...], builder: PackageBuilder, place: Place
) -> tuple[tuple[Cell, ...], tuple[float, ...]]:
    """Return the head as two cells, and their widths: its words, then a logo and the details.

    Long details stand below the words, which have more room.
    """
    brand, logo = builder.brand, write_logo(builder)
    ground, aside = brand.primary.ground, LOGO_PANEL[0]
    left = place_on(replace(place, width=place.width - aside - GAP), brand.primary, brand)
    right = replace(left, width=aside)
    words = write_head(section, builder, left, "Heading1")
    beside = logo
    if sum(len(plain_text(one.inlines)) for one in details) > _LONG_DETAILS:
        words += "".join(write_cover_block(one, builder, left) for one in details)
    else:
        beside += "".join(write_cover_block(one, builder, right) for one in details)
    cells = (Cell(words, ground, (0, GAP, 0, 0)), Cell(stack([beside], in_cell=True), ground))
    return cells, (left.width + GAP, aside)


def _write_theme_tiles(columns: Columns, builder: PackageBuilder, place: Place) -> str:
    """Return what is said of each theme on its accent: a few below their signs, many without."""
    brand, themes = builder.brand, builder.document.meta.themes
    few = len(themes) <= _FEW_THEMES
    count = len(themes) if few else _FEW_THEMES + 1
    width, pad = place.width / count, GAP - 1
    cells = []
    for theme, blocks in zip(themes, columns.columns, strict=True):
        ground = brand.accent(theme)
        inside = place_on(replace(place, width=width), ground, brand, pad)
        sign = draw_sign(theme, _SIGN, ground.text, brand) if few else None
        content = paragraph("PitchPicture", builder.graphics.picture(sign)) if sign else ""
        for block in blocks:
            match block:
                case Paragraph():
                    small = replace(block, role="fact" if few else "note")
                    content += write_block(small, builder, inside)
                case Heading(level=2) if not few:
                    title = write_inlines(block.inlines, builder, inside)
                    content += paragraph("PitchTileTitle", title)
                case _:
                    content += write_block(block, builder, inside)
        cells.append(Cell(content, ground.ground, (pad if few else 0, pad, 1, pad)))
    # A row must have as many cells as the table's grid has columns (17.4.48).
    cells += [Cell(SEPARATOR)] * (-len(cells) % count)
    rows = [Row(tuple(cells[at : at + count])) for at in range(0, len(cells), count)]
    return layout_table([width] * count, rows, brand.colours.surface, tiled=True)
