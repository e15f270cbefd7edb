"""Blocks as paragraphs and tables: each kind of block in the styles of the base document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from proposalgen.brand.artwork import draw_journey
from proposalgen.brand.colours import Ground
from proposalgen.brand.model import Brand
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.cards import write_cards
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.links import link_to_bookmark
from proposalgen.formats.docx.measures import ASIDE_TEXT, GAP
from proposalgen.formats.docx.paragraphs import Rule, paragraph, stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.runs import field_end, field_start, run
from proposalgen.formats.docx.tables import Cell, Row, data_table, layout_table, side_by_side
from proposalgen.model.document import (
    Block,
    Cards,
    Chart,
    Columns,
    Contents,
    Heading,
    Inlines,
    ItemList,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Table,
    Text,
)
from proposalgen.model.walk import plain_text

_ROLES = {
    "body": "Normal",
    "lead": "PitchLead",
    "label": "PitchLabel",
    "promise": "PitchPromise",
    "fact": "PitchFact",
    "note": "PitchNote",
    "letter": "PitchLetter",
    "prepared": "PitchPrepared",
    "partner": "PitchPartner",
    "details": "PitchDetails",
}


_LONG_QUOTE = 140
"""From how many characters on a quote is set smaller."""

_SERIF = {"body", "lead", "letter"}
"""Roles set in the text face, whose bold is a family of its own."""


# -- blocks ------------------------------------------------------------------------------------


def write_blocks(blocks: Iterable[Block], builder: PackageBuilder, place: Place) -> str:
    """Return blocks one below another."""
    fragments = (write_block(block, builder, place) for block in blocks)
    return stack(fragments, in_cell=place.nested)


def write_block(block: Block, builder: PackageBuilder, place: Place) -> str:
    """Return one block, with all that it holds."""
    match block:
        case Heading():
            return paragraph(_style(block, place), write_inlines(block.inlines, builder, place))
        case Paragraph():
            strong = "PitchTextStrong" if block.role in _SERIF else "Strong"
            return paragraph(
                _style(block, place), write_inlines(block.inlines, builder, place, strong)
            )
        case ItemList():
            return _write_list(block, builder, place)
        case Table():
            return _write_table(block, builder, place)
        case Quote():
            said = (Text("“"), *block.inlines, Text("”"))
            style = "Quote" if len(plain_text(said)) <= _LONG_QUOTE else "PitchQuoteLong"
            return paragraph(style, write_inlines(said, builder, place)) + paragraph(
                "PitchSpeaker", write_inlines(block.speaker, builder, place)
            )
        case Cards():
            return write_cards(block, builder, place)
        case Chart():
            return _write_chart(block, builder, place)
        case Columns():
            return _write_columns(block, builder, place)
        case Panel():
            return write_panel(block, builder, place, panel_ground(block, builder.brand))
        case Contents():
            return _write_contents(block, builder, place)
        case Notes():
            return ""  # Word itself sets the endnotes at the document's end
        case _:
            assert_never(block)


def _style(block: Heading | Paragraph, place: Place) -> str:
    """Return a paragraph's style; plain text is set smaller in a cell."""
    if isinstance(block, Heading):
        return f"Heading{block.level}"
    return "PitchColumn" if block.role == "body" and place.nested else _ROLES[block.role]


def _write_list(items: ItemList, builder: PackageBuilder, place: Place) -> str:
    style = "ListNumber" if items.ordered else "ListBullet"
    number = builder.new_numbering() if items.ordered else 0
    return "".join(
        paragraph(
            style,
            write_inlines(item, builder, place, "PitchTextStrong"),
            number=number,
            ink=place.ink,
        )
        for item in items.items
    )


def _write_contents(contents: Contents, builder: PackageBuilder, place: Place) -> str:
    """Return a table of contents with its entries filled in, as Word itself keeps one.

    The field (17.16.5.68) spans the entries, inside the content control of Word's gallery of
    tables of contents, so that it can be brought up to date with one click; nothing asks to.
    """
    entries = []
    for entry in contents.entries:
        title = link_to_bookmark(
            builder.anchor(entry.section), write_inlines(entry.title, builder, place)
        )
        page = builder.page_reference(entry.section, place.ink)
        entries.append(title + run("<w:tab/>") + page)
    if not entries:
        return ""
    entries[0] = field_start('TOC \\o "1-1" \\h \\z \\u') + entries[0]
    entries[-1] += field_end()
    tabs = (ASIDE_TEXT, place.width)
    lines = "".join(paragraph("TOC1", entry, tabs=tabs) for entry in entries)
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    )


def _write_chart(chart: Chart, builder: PackageBuilder, place: Place) -> str:
    height = 14.0 * len(chart.bars) + 16
    caption = paragraph("Caption", write_inlines(chart.caption, builder, place))
    return caption + paragraph("PitchFigure", builder.graphics.chart(chart, place.width, height))


# -- tables of data ----------------------------------------------------------------------------


def _write_table(table: Table, builder: PackageBuilder, place: Place) -> str:
    def cells(contents: Sequence[Inlines], style: str) -> list[str]:
        return [
            paragraph(
                style if column not in table.numeric else f"{style}Number",
                write_inlines(content, builder, place),
            )
            for column, content in enumerate(contents)
        ]

    caption = ""
    if table.caption:
        caption = paragraph("Caption", write_inlines(table.caption, builder, place))
    titles = cells(table.head, "PitchTableHead")
    rows = [cells(row, "PitchTableText") for row in table.rows]
    return caption + data_table(
        fit_widths(table, place.width), titles, rows, plain_text(table.caption)
    )


def fit_widths(table: Table, width: float) -> list[float]:
    """Return the widths of a table's columns, as its words need them, that add up to ``width``.

    A column gets room by the square root of its longest cell, so that long text wraps and short
    text does not, and at least the room of its longest word.
    """
    columns = zip(table.head, *table.rows, strict=True)
    texts = [[plain_text(cell) for cell in column] for column in columns]
    wanted = [max(4.0, max(map(len, column))) ** 0.5 for column in texts]
    least = [
        2.1 * max((len(word) for text in column for word in text.split()), default=1) + 4
        for column in texts
    ]
    share = width / sum(wanted)
    widths = [max(want * share, low) for want, low in zip(wanted, least, strict=True)]
    return [part * width / sum(widths) for part in widths]


# -- columns and panels ------------------------------------------------------------------------


def _write_columns(columns: Columns, builder: PackageBuilder, place: Place) -> str:
    """Return columns side by side; inside a cell they stand one below another.

    Nested tables are hard to read aloud and to edit.
    """
    rule = None
    if columns.kind != "plain":
        rule = Rule(place.accent)
    if place.nested:
        return stack(write_blocks(column, builder, place) for column in columns.columns)
    width = (place.width + GAP) / len(columns.columns) - GAP
    inside = replace(place, width=width, nested=True)
    if columns.kind == "steps":
        ink = builder.brand.colours.text
        stops = [at * (width + GAP) for at in range(len(columns.columns))]
        line = draw_journey(stops, place.width, ink, builder.document.meta, builder.brand)
        journey = paragraph("PitchPicture", builder.graphics.picture(line), keep=True)
        contents = [_write_column(column, builder, inside, None) for column in columns.columns]
        return journey + side_by_side(contents, place.width, GAP)
    contents = [_write_column(column, builder, inside, rule) for column in columns.columns]
    return side_by_side(contents, place.width, GAP)


def _write_column(
    blocks: Sequence[Block], builder: PackageBuilder, place: Place, rule: Rule | None
) -> str:
    """Return a column, its first paragraph under the rule."""
    if rule and blocks and isinstance(blocks[0], Heading | Paragraph):
        first = blocks[0]
        top = paragraph(
            _style(first, place), write_inlines(first.inlines, builder, place), rule=rule
        )
        return stack([top, write_blocks(blocks[1:], builder, place)], in_cell=True)
    return write_blocks(blocks, builder, place)


def write_panel(panel: Panel, builder: PackageBuilder, place: Place, ground: Ground) -> str:
    """Return blocks on a ground of their own: a table of one row."""
    brand = builder.brand
    if place.nested:
        return write_blocks(panel.blocks, builder, place)
    pad = GAP + 1
    columns: Sequence[Sequence[Block]] = (panel.blocks,)
    if len(panel.blocks) == 1 and isinstance(panel.blocks[0], Columns):
        columns = panel.blocks[0].columns
    widths = [place.width / len(columns)] * len(columns)
    if len(columns) == 2:
        widths = [place.width * 0.6, place.width * 0.4]
    cells = []
    for blocks, width in zip(columns, widths, strict=True):
        inside = place_on(replace(place, width=width), ground, brand, pad)
        content = write_blocks(blocks, builder, inside)
        cells.append(Cell(content, ground.ground, (1, pad, pad - 4, pad)))
    return layout_table(widths, [Row(tuple(cells))])


def panel_ground(panel: Panel, brand: Brand) -> Ground:
    """Return a panel's colours: the primary ones for the closing one, light for the others."""
    return brand.primary if panel.kind == "closing" else brand.panel
