"""The one-pager: a whole pitch on one page."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from proposalgen.brand.artwork import draw_floor, draw_sign
from proposalgen.formats.docx.blocks import write_block, write_blocks, write_panel
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.cover import floor_below, write_logo
from proposalgen.formats.docx.heads import BANNER_PADDING, write_head
from proposalgen.formats.docx.measures import GAP
from proposalgen.formats.docx.paragraphs import SEPARATOR, paragraph, stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.tables import Cell, Row, layout_table
from proposalgen.model.document import Columns, Panel, Paragraph, Section

_SIGN = 14.0
"""Size of a theme's sign on its tile, in millimetres."""
_FLOOR_HEIGHT = 32.0
"""Height of the partner's name in tiles, in millimetres."""
_FEW_THEMES = 3
"""How many themes stand side by side with large signs."""


def write_one_pager(section: Section, builder: PackageBuilder, place: Place) -> str:
    """Return a whole pitch on one page: head, floor, numbers, themes and the ask.

    With more themes than stand in one row, a second row takes the place of the floor.
    """
    brand, document, pad = builder.brand, builder.document, GAP + 1
    inside = place_on(place, brand.primary, brand, pad)
    details = tuple(takewhile(lambda block: isinstance(block, Paragraph), section.blocks))
    logo = write_logo(builder)
    words = logo + write_head(section, builder, inside, "Heading1", above=BANNER_PADDING)
    words += write_blocks(details, builder, inside)
    cell = Cell(words, brand.primary.ground, (BANNER_PADDING if logo else 0, pad, 4, pad))
    # A floor and two rows of themes would not fit on the page together.
    parts = [layout_table((place.width,), [Row((cell,))])]
    if len(document.meta.themes) <= _FEW_THEMES + 1:
        floor = draw_floor(document.meta, brand, place.width, _FLOOR_HEIGHT, across=6)
        parts = [floor_below(cell, floor, builder)]
    for block in section.blocks[len(details) :]:
        if isinstance(block, Columns) and len(block.columns) == len(document.meta.themes):
            parts.append(_write_theme_tiles(block, builder, place))
        elif isinstance(block, Panel) and block.kind == "closing":
            parts.append(write_panel(block, builder, place, brand.accent("", "ask")))
        else:
            parts.append(write_block(block, builder, place))
    return stack(parts)


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
            if isinstance(block, Paragraph):
                block = replace(block, role="fact" if few else "note")
            content += write_block(block, builder, inside)
        cells.append(Cell(content, ground.ground, (pad if few else 0, pad, 1, pad)))
    # A row must have as many cells as the table's grid has columns (17.4.48).
    cells += [Cell(SEPARATOR)] * (-len(cells) % count)
    rows = [Row(tuple(cells[at : at + count])) for at in range(0, len(cells), count)]
    return layout_table([width] * count, rows, brand.colours.surface, tiled=True)
