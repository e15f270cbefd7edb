"""The covers: a document's words, and the partner's name in tiles, on the organisation's colour.

The colour and the tiles lie behind the text, up to the edges of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from proposalgen.brand.artwork import LOGO_PANEL, draw_floor, draw_sign, draw_strip
from proposalgen.brand.drawing import Drawing, Path, polygon
from proposalgen.formats.docx.blocks import write_block
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.heads import write_head
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.measures import GAP
from proposalgen.formats.docx.paragraphs import paragraph, stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.runs import run
from proposalgen.formats.docx.tables import Cell, Row, layout_table
from proposalgen.formats.docx.word_sections import find_head
from proposalgen.model.document import Block, ItemList, Paragraph, Section
from proposalgen.model.walk import plain_text

_SIGN = 4.6
"""Size of a theme's sign beside its name, in millimetres."""
_LEAST_FLOOR = 30.0
"""The lowest floor that is drawn, in millimetres; below it the tiles would be too small."""
_COVER_FLOOR, _BACK_FLOOR = 0.475, 0.66
"""How far down the page a floor begins at least, as in the PDF (design 2)."""
_ABOVE_FLOOR, _BESIDE_STRIP = 5.0, 16.0
"""From the words to the floor, and above and below the strip, in millimetres (design 6)."""
_BLEED = 0.2
"""How far a picture goes beyond the page, in millimetres: Word's pages are whole twips."""
_BELOW_LOGO = 6.0
"""From a logo's panel to the title, in millimetres; without a logo the style's own distance."""
_LEFT = 0.68
"""How much of the width the partner's name has; date and themes stand beside it."""
_LONG_TITLE, _LONG_NAME = 28, 36
"""From how many characters on the title and the partner's name are set smaller."""


def write_cover(section: Section, builder: PackageBuilder, place: Place) -> str:
    """Return the cover: its words on the primary colour, and below them the partner's floor.

    The floor begins where it does in the PDF, or lower where the words need it; it is left out
    where too little of the page is left.
    """
    brand = builder.brand
    logo = write_logo(builder)
    label = paragraph("PitchCoverLabel", write_inlines(section.label, builder, place))
    long_title = len(plain_text(section.title)) > _LONG_TITLE
    title = paragraph(
        "PitchCoverTitleLong" if long_title else "PitchCoverTitle",
        builder.bookmark(builder.anchor(section.id), write_inlines(section.title, builder, place)),
        above=_BELOW_LOGO if logo else 0,
    )
    if logo:
        ground = brand.primary.ground
        wide = place.width - LOGO_PANEL[0]
        label = layout_table(
            (wide, LOGO_PANEL[0]), [Row((Cell(label, ground), Cell(logo, ground)))]
        )
    columns = _write_columns(_split(section.blocks), builder, place)
    words = label + title + columns
    foot = find_head(builder.document.meta, brand) + builder.estimate_height(words, place.width)
    return stack([_write_page(builder, _COVER_FLOOR, foot), words])


def write_back_cover(section: Section, builder: PackageBuilder, place: Place) -> str:
    """Return the back cover: on the primary colour its words, the name in tiles, and the floor."""
    brand, page = builder.brand, builder.brand.page
    inside = place_on(place, brand.primary, brand)
    head = write_head(section, builder, inside, "PitchCoverTitleLong")
    high = find_head(builder.document.meta, brand)
    high += builder.estimate_height(head, place.width) + _BESIDE_STRIP
    columns = [(block,) for block in section.blocks]
    widths = [place.width / max(3, len(columns))] * len(columns)
    foot = _write_cells(columns, widths, builder, place)
    foot_height = builder.estimate_height(foot, place.width)
    room = _BACK_FLOOR * page.height - foot_height - high - _BESIDE_STRIP
    strip = draw_strip(builder.document.meta, brand, place.width, room, brand.primary.ground)
    picture = paragraph("PitchPicture", builder.graphics.picture(strip), above=_BESIDE_STRIP)
    words = layout_table((place.width,), [Row((Cell(head + picture, brand.primary.ground),))])
    gap = paragraph("PitchGap", "", above=_BESIDE_STRIP / 2)
    high += strip.height + _BESIDE_STRIP + foot_height
    return stack([_write_page(builder, _BACK_FLOOR, high, across=4), words, gap, foot])


def _write_page(builder: PackageBuilder, share: float, words: float, across: int = 0) -> str:
    """Return a paragraph with a whole page behind it; the floor begins below the words."""
    height = builder.brand.page.height
    floor = max(share * height, words + _ABOVE_FLOOR)
    if height - floor < _LEAST_FLOOR:
        floor = height
    return write_backdrop(builder, floor, height, across)


def write_backdrop(builder: PackageBuilder, y: float, end: float, across: int = 0) -> str:
    """Return a paragraph without text that has the primary colour and the floor behind it.

    Args:
        builder: Of the package.
        y: Where the floor begins, in millimetres from the head of the page.
        end: Where floor and colour end; there is no floor where it would begin only there.
        across: How many tiles are in a row, if that does not follow from the name.
    """
    brand, graphics = builder.brand, builder.graphics
    width, height = brand.page.width + _BLEED, end + _BLEED
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    ground = Drawing(width, height, (Path(polygon(corners), brand.primary.ground),))
    shown = graphics.backdrop(ground, 0, 0)
    if y < end:
        floor = draw_floor(builder.document.meta, brand, width, height - y, across)
        shown += graphics.backdrop(floor, 0, y)
    return paragraph("PitchSeparator", shown)


def _split(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], ...]:
    """Return what stands at the left of a cover, and from its details or themes on at the right."""
    for at, block in enumerate(blocks):
        beside = isinstance(block, ItemList)
        if at and (beside or (isinstance(block, Paragraph) and block.role == "details")):
            return blocks[:at], blocks[at:]
    return (blocks,)


def _write_columns(
    columns: tuple[tuple[Block, ...], ...], builder: PackageBuilder, place: Place
) -> str:
    """Return a cover's blocks side by side."""
    shares = (_LEFT, 1 - _LEFT) if len(columns) > 1 else (1,)
    return _write_cells(columns, [share * place.width for share in shares], builder, place)


def _write_cells(
    columns: Sequence[Sequence[Block]],
    widths: Sequence[float],
    builder: PackageBuilder,
    place: Place,
) -> str:
    """Return blocks side by side on the primary colour."""
    brand, cells = builder.brand, []
    for blocks, width in zip(columns, widths, strict=True):
        inside = place_on(Place(width - GAP, place.accent), brand.primary, brand)
        content = stack((write_cover_block(one, builder, inside) for one in blocks), in_cell=True)
        cells.append(Cell(content, brand.primary.ground, (0, GAP, 0, 0)))
    return layout_table(widths, [Row(tuple(cells))]) if cells else ""


def write_cover_block(block: Block, builder: PackageBuilder, place: Place) -> str:
    """Return a block on the primary colour: a long name is smaller, and themes have their signs."""
    match block:
        case Paragraph(role="prepared" | "partner" | "details" | "fact"):
            long_name = block.role == "partner" and len(plain_text(block.inlines)) > _LONG_NAME
            style = f"PitchCover{block.role.title()}{'Long' if long_name else ''}"
            return paragraph(style, write_inlines(block.inlines, builder, place, styled=True))
        case ItemList() if len(block.items) == len(builder.document.meta.themes):
            return _write_themes(block, builder, place)
        case _:
            return write_block(block, builder, place)


def write_logo(builder: PackageBuilder) -> str:
    """Return a paragraph with the partner's logo on its panel, at the right, if there is a logo."""
    brand, logo = builder.brand, builder.document.meta.logo
    if logo is None:
        return ""
    ground = brand.colours.text if logo.light else brand.colours.surface
    picture = builder.graphics.logo(logo, LOGO_PANEL, ground)
    return paragraph("PitchPicture", picture, align="right")


def _write_themes(items: ItemList, builder: PackageBuilder, place: Place) -> str:
    """Return the themes one below another, each after its sign if the brand has one."""
    lines = ""
    for theme, item in zip(builder.document.meta.themes, items.items, strict=True):
        sign = draw_sign(theme, _SIGN, place.ink, builder.brand)
        mark = builder.graphics.picture(sign) + run("<w:tab/>") if sign else ""
        lines += paragraph("PitchCoverTheme", mark + write_inlines(item, builder, place))
    return lines
