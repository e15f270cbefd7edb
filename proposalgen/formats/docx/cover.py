"""The covers: a document's words, and the partner's name in tiles, on the organisation's colour."""

from __future__ import annotations

from proposalgen.brand.artwork import LOGO_PANEL, draw_floor, draw_sign, draw_strip
from proposalgen.brand.drawing import Drawing
from proposalgen.formats.docx.blocks import write_block, write_blocks
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.heads import BANNER_PADDING, write_head
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.measures import GAP
from proposalgen.formats.docx.paragraphs import paragraph, stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.runs import run
from proposalgen.formats.docx.tables import Cell, Row, layout_table
from proposalgen.model.document import ItemList, Paragraph, Section
from proposalgen.model.walk import plain_text

_SIGN = 4.6
"""Size of a theme's sign beside its name, in millimetres."""
_LEAST_FLOOR = 30.0
"""The lowest floor that is drawn, in millimetres; below it the tiles would be too small."""
_STRIP_HEIGHT = 76.0
"""Height of the partner's name in tiles on the back cover, at most, in millimetres."""
_LONG_TITLE, _LONG_NAME = 28, 36
"""From how many characters on the title and the partner's name are set smaller."""


def write_cover(section: Section, builder: PackageBuilder, place: Place, height: float) -> str:
    """Return the cover: its words on the primary colour, and below them the partner's floor.

    The floor takes the height that the words leave of the page; it is left out where that is
    too little.
    """
    brand, pad = builder.brand, GAP + 4
    inside, colour = place_on(place, brand.primary, brand, pad), brand.primary.ground
    long_title = len(plain_text(section.title)) > _LONG_TITLE
    title_style = "PitchCoverTitleLong" if long_title else "PitchCoverTitle"
    title = write_inlines(section.title, builder, inside)
    lines = [
        *write_logo(builder),
        paragraph("PitchCoverLabel", write_inlines(section.label, builder, inside)),
        paragraph(title_style, builder.bookmark(builder.anchor(section.id), title)),
    ]
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.role == "partner":
            long_name = len(plain_text(block.inlines)) > _LONG_NAME
            style = "PitchPartnerLong" if long_name else "PitchPartner"
            lines.append(paragraph(style, write_inlines(block.inlines, builder, inside)))
        elif isinstance(block, ItemList):
            lines.append(_write_themes(block, builder, inside))
        else:
            lines.append(write_block(block, builder, inside))
    words = stack(lines, in_cell=True)
    # A logo's panel hangs from the upper edge.
    top = 0 if builder.document.meta.logo else BANNER_PADDING
    cell = Cell(words, colour, (top, pad, BANNER_PADDING, pad))
    # Only Word knows where lines break. A floor too high would go to the next page, so the words
    # are estimated generously and the floor takes the rest.
    room = height - top - BANNER_PADDING - builder.estimate_height(words, inside.width)
    if room < _LEAST_FLOOR:
        return layout_table((place.width,), [Row((cell,), height)])
    floor = draw_floor(builder.document.meta, brand, place.width, room)
    return floor_below(cell, floor, builder)


def write_back_cover(section: Section, builder: PackageBuilder, place: Place, height: float) -> str:
    """Return the back cover: on the primary colour its words, the name in tiles, and the floor."""
    brand, pad = builder.brand, GAP + 4
    inside, colour = place_on(place, brand.primary, brand, pad), brand.primary.ground
    strip = draw_strip(builder.document.meta, brand, inside.width, _STRIP_HEIGHT, colour)
    words = stack(
        [
            write_head(section, builder, inside, "PitchCoverTitleLong"),
            paragraph("PitchPicture", builder.graphics.picture(strip), above=BANNER_PADDING),
            paragraph("PitchSeparator", "", above=BANNER_PADDING),
            write_blocks(section.blocks, builder, inside),
        ],
        in_cell=True,
    )
    cell = Cell(words, colour, (BANNER_PADDING, pad, BANNER_PADDING, pad))
    # Two of the cell's padding, and two above the strip and below it.
    room = height - 4 * BANNER_PADDING - builder.estimate_height(words, inside.width)
    if room < _LEAST_FLOOR:
        return layout_table((place.width,), [Row((cell,), height)])
    floor = draw_floor(builder.document.meta, brand, place.width, room, across=4)
    return floor_below(cell, floor, builder)


def write_logo(builder: PackageBuilder) -> list[str]:
    """Return a paragraph with the partner's logo on its panel, at the right, if there is a logo."""
    brand, logo = builder.brand, builder.document.meta.logo
    if logo is None:
        return []
    ground = brand.colours.text if logo.light else brand.colours.surface
    picture = builder.graphics.logo(logo, LOGO_PANEL, ground)
    return [paragraph("PitchPicture", picture, align="right")]


def floor_below(cell: Cell, floor: Drawing, builder: PackageBuilder) -> str:
    """Return a cell with a floor below it, on the same ground."""
    under = Cell(paragraph("PitchPicture", builder.graphics.picture(floor)), cell.ground)
    return layout_table((floor.width,), [Row((cell,)), Row((under,))])


def _write_themes(items: ItemList, builder: PackageBuilder, place: Place) -> str:
    """Return the themes one below another, each after its sign if the brand has one."""
    themes = builder.document.meta.themes
    if len(items.items) != len(themes):  # some other list: its items have no signs
        return write_block(items, builder, place)
    lines = ""
    for theme, item in zip(themes, items.items, strict=True):
        sign = draw_sign(theme, _SIGN, place.ink, builder.brand)
        mark = builder.graphics.picture(sign) + run("<w:tab/>") if sign else ""
        lines += paragraph("PitchCoverTheme", mark + write_inlines(item, builder, place))
    return lines
