"""The head of a section: label, title and promise, plain or as a banner on the section's colour."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.brand.colours import Ground
from proposalgen.brand.drawing import Drawing
from proposalgen.formats.docx.blocks import write_block, write_blocks
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.measures import GAP
from proposalgen.formats.docx.paragraphs import paragraph, stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.tables import Cell, Row, layout_table
from proposalgen.model.document import Block, Cards, Section

BANNER_PADDING = 9.0
"""Above and below the words of a banner, in millimetres."""
_PAGE_TITLE = "PitchPageTitle"
"""The character style of a plain page's title, whose letters are smaller than a banner's."""
_BELOW_PAGE_TITLE = 14.0
"""The space below it, in points."""
_BANNER_HEIGHT = {"theme": 64.0, "story": 64.0, "ask": 46.0}
"""Height of a banner by the section's layout, in millimetres; more words make it higher."""
_ASK_SHARE = 0.66
"""How much of the ask's banner its words take; the sum in units takes the rest."""


def write_head(
    section: Section,
    builder: PackageBuilder,
    place: Place,
    title_style: str = "",
    above: float = 0,
) -> str:
    """Return a section's label, title and promise; the first of them begins a page.

    A title without a style of its own is that of a plain page. It is a heading of level 1 as on a
    banner, by the style that every program knows, and differs in its letters and its distances.
    ``above`` is the space above the first line in millimetres.
    """
    plain = "" if title_style else _PAGE_TITLE
    title = write_inlines(section.title, builder, place, plain=plain)
    said = [
        ("PitchLabel", write_inlines(section.label, builder, place)),
        (title_style or "Heading1", builder.bookmark(builder.anchor(section.id), title)),
        ("PitchPromise", write_inlines(section.promise, builder, place)),
    ]
    lines = [line for line in said if line[1]]
    leading = builder.brand.styles.page_title.in_docx.leading
    later = builder.begins_page(section)
    return "".join(
        paragraph(
            style,
            content,
            new_page=later and not number,
            above=0 if number else above,
            below=_BELOW_PAGE_TITLE if plain and style == "Heading1" else 0,
            leading=leading if plain and style == "Heading1" else 0,
        )
        for number, (style, content) in enumerate(lines)
    )


def write_banner(
    section: Section,
    builder: PackageBuilder,
    place: Place,
    ground: Ground,
    mark: Drawing | None,
    blocks: tuple[Block, ...] = (),
) -> str:
    """Return a section's head, and blocks below it, on a ground; at its right a mark.

    A sign stands on the ground's foot; a ring hangs from its upper right corner. The room above
    and below the words is their paragraphs': a cell's would hold for its whole row.
    """
    brand, pad = builder.brand, GAP + 1
    colour = ground.ground
    hangs = section.layout == "story"
    aside = mark.width + (0 if hangs else pad) if mark else 0
    inside = place_on(replace(place, width=place.width - aside), ground, brand, pad)
    head = write_head(section, builder, inside, "Heading1", above=BANNER_PADDING)
    foot = paragraph("PitchSeparator", "", above=BANNER_PADDING)
    content = stack([head, write_blocks(blocks, builder, inside) if blocks else "", foot])
    cells, widths = [Cell(content, colour, (0, pad, 0, pad))], [place.width - aside]
    if mark:
        picture = paragraph("PitchPicture", builder.graphics.picture(mark))
        cells.append(Cell(picture, colour, align="top" if hangs else "bottom"))
        widths.append(aside)
    return layout_table(widths, [Row(tuple(cells), _BANNER_HEIGHT[section.layout])])


def write_ask_banner(
    section: Section, asked: Cards, builder: PackageBuilder, place: Place, ground: Ground
) -> str:
    """Return a section's head and, at its right, the sum in units, on a ground."""
    brand, pad = builder.brand, GAP + 1
    widths = [place.width * _ASK_SHARE, place.width * (1 - _ASK_SHARE)]
    left, right = (place_on(replace(place, width=width), ground, brand, pad) for width in widths)
    head = write_head(section, builder, left, "Heading1", above=BANNER_PADDING)
    cells = (
        Cell(head, ground.ground, (0, pad, BANNER_PADDING, pad)),
        Cell(
            write_block(asked, builder, right),
            ground.ground,
            (0, pad, 0, pad),
            "bottom",
        ),
    )
    return layout_table(widths, [Row(cells, _BANNER_HEIGHT[section.layout])])
