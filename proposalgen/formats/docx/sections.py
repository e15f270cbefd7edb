"""Sections: how the page of each layout is composed of heads, banners and blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from proposalgen.brand.artwork import draw_ring, draw_sign
from proposalgen.brand.drawing import Drawing, transform
from proposalgen.formats.docx.blocks import panel_ground, write_blocks
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.cover import write_back_cover, write_cover
from proposalgen.formats.docx.heads import write_ask_banner, write_banner, write_head
from proposalgen.formats.docx.measures import ASIDE_TEXT, GAP
from proposalgen.formats.docx.one_pager import write_one_pager
from proposalgen.formats.docx.paragraphs import stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.tables import Cell, Row, layout_table
from proposalgen.model.document import Block, Cards, Columns, Panel, Quote, Section
from proposalgen.model.walk import find_speaker

_ASIDE = ASIDE_TEXT + 2 * (GAP + 1)
"""Width of the panel beside the letter, in millimetres."""
_ASIDE_SPARE = 19.0
"""What the panel beside the letter leaves of a page's height, in millimetres.

It is room for the paragraph that follows a table, and for words that take a line more in Word.
"""
_SIGN = 50.0
"""Size of a theme's sign on its banner, in millimetres."""
_RING = 16.0
"""Radius of a tile of the ring round a person's figure, in millimetres."""


def write_section(section: Section, builder: PackageBuilder, room: tuple[float, float]) -> str:
    """Return a section as paragraphs and tables; each but the document's first begins a page.

    ``room`` is the width and height between the page's margins, in millimetres.
    """
    width, height = room
    ground = builder.brand.accent(section.theme, section.layout)
    place = Place(width, ground.ground)
    match section.layout:
        case "cover":
            return write_cover(section, builder, place)
        case "back":
            return write_back_cover(section, builder, place)
        case "letter":
            return _write_letter(section, builder, place, height - _ASIDE_SPARE)
        case "story":
            return _write_story(section, builder, place)
        case "theme" | "ask":
            return _write_theme(section, builder, place)
        case "one-pager":
            return write_one_pager(section, builder, place)
        case "numbers" | "standards" | "programmes" | "sources" | "page":
            head = write_head(section, builder, place)
            return stack([head, write_blocks(section.blocks, builder, place)])
        case _:
            assert_never(section.layout)


def _write_letter(section: Section, builder: PackageBuilder, place: Place, height: float) -> str:
    """Return the letter with its panel beside it.

    Both are cells of one row, the letter's first, since screen readers read cells in this order.
    """
    head = write_head(section, builder, place)
    aside = next((b for b in section.blocks if isinstance(b, Panel) and b.kind == "aside"), None)
    if aside is None:
        return stack([head, write_blocks(section.blocks, builder, place)])
    brand, at = builder.brand, section.blocks.index(aside)
    wide = place.width - _ASIDE
    ground = panel_ground(aside, brand)
    # The letter stands in a cell, too, in which columns and panels must not become tables.
    left = replace(place, width=wide - GAP - 4, nested=True)
    letter = stack([head, write_blocks(section.blocks[:at], builder, left)], in_cell=True)
    if builder.estimate_height(letter, left.width) > height:
        # Text is escaped, so that a quoted name is a style's.
        letter = letter.replace('"PitchLetter"', '"PitchLetterTight"')
    right = place_on(replace(place, width=_ASIDE), ground, brand, GAP + 1)
    panel = write_blocks(aside.blocks, builder, right)
    pad = (GAP - 2, GAP + 1, GAP, GAP + 1)
    cells = (
        Cell(letter, padding=(0, GAP + 4, 0, 0)),
        Cell(panel, ground.ground, pad),
    )
    table = layout_table((wide, _ASIDE), [Row(cells, height, splits=True)])
    return stack([table, write_blocks(section.blocks[at + 1 :], builder, place)])


def _write_story(section: Section, builder: PackageBuilder, place: Place) -> str:
    """Return a person's story; their words stand on the banner, with a ring round their figure."""
    brand = builder.brand
    quotes = tuple(block for block in section.blocks[:1] if isinstance(block, Quote))
    name = find_speaker(section)
    ring = _cut_corner(draw_ring(name, _RING, place.accent, builder.document.meta, brand))
    ground = brand.accent(section.theme, section.layout)
    banner = write_banner(section, builder, place, ground, ring, quotes)
    return stack([banner, write_blocks(section.blocks[len(quotes) :], builder, place)])


def _write_theme(section: Section, builder: PackageBuilder, place: Place) -> str:
    """Return a theme, or what is asked for: a banner, and one column below it."""
    brand = builder.brand
    ground = brand.accent(section.theme, section.layout)
    units = [b for b in section.blocks[:1] if isinstance(b, Cards) and b.size == "units"]
    if units:
        banner = write_ask_banner(section, units[0], builder, place, ground)
    else:
        sign = draw_sign(section.theme, _SIGN, ground.text, brand)
        banner = write_banner(section, builder, place, ground, sign)
    rest = _one_column(section.blocks[len(units) :])
    return stack([banner, write_blocks(rest, builder, place)])


def _cut_corner(ring: Drawing) -> Drawing:
    """Return a ring without half a tile's width above and at its right, where the banner ends."""
    # Half the width of a hexagon that stands on a corner.
    cut = 3**0.5 / 2 * _RING
    return Drawing(ring.width - cut, ring.height - cut, transform(ring.paths, 1, 0, -cut))


def _one_column(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with plain columns one below another.

    In Word each column would be a narrow cell that a reader who edits it has to widen.
    """
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, Columns) and block.kind == "plain":
            for column in block.columns:
                flat += column
        else:
            flat.append(block)
    return tuple(flat)
