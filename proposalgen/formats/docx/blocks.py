"""Blocks as paragraphs and tables: each kind of block in the styles of the base document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from proposalgen.brand.artwork import draw_journey
from proposalgen.brand.colours import Ground
from proposalgen.brand.model import Brand
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.cards import write_cards
from proposalgen.formats.docx.contents import write_contents
from proposalgen.formats.docx.data_tables import write_table
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.measures import GAP
from proposalgen.formats.docx.paragraphs import Rule, paragraph, stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.tables import Cell, Row, layout_table, side_by_side
from proposalgen.model.document import (
    Block,
    Cards,
    Chart,
    Columns,
    Contents,
    Heading,
    ItemList,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Role,
    Table,
    Text,
)
from proposalgen.model.walk import plain_text

_STYLES: Mapping[Role, str] = {
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
"""The style of a paragraph by its role; "Pitch" keeps ours apart from Word's own."""
_IN_TEXT_FACE: Collection[Role] = ("body", "lead", "letter")
"""Roles set in the face of running text, whose bold Word knows as another family."""
_LONG_QUOTE = 140
"""The longest quote, in characters, that is set large."""
_BAR_HEIGHT, _LEGEND_HEIGHT = 14.0, 16.0
"""Of a chart, in millimetres."""
_PANEL_SHARES = 0.6, 0.4
"""How two columns share a panel: the first has what to do, the second whom to ask."""


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
            strong = "PitchTextStrong" if block.role in _IN_TEXT_FACE else "Strong"
            return paragraph(
                _style(block, place), write_inlines(block.inlines, builder, place, strong)
            )
        case ItemList():
            return _write_list(block, builder, place)
        case Table():
            return write_table(block, builder, place)
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
            return write_contents(block, builder, place)
        case Notes():
            return builder.sources.write_list(place.ink, compact=place.nested)
        case _:
            assert_never(block)


def _style(block: Heading | Paragraph, place: Place) -> str:
    """Return the id of a paragraph's style; running text is set smaller in a cell."""
    if isinstance(block, Heading):
        return f"Heading{block.level}"
    return "PitchColumn" if block.role == "body" and place.nested else _STYLES[block.role]


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


def _write_chart(chart: Chart, builder: PackageBuilder, place: Place) -> str:
    height = _BAR_HEIGHT * len(chart.bars) + _LEGEND_HEIGHT
    caption = paragraph("Caption", write_inlines(chart.caption, builder, place))
    return caption + paragraph("PitchFigure", builder.graphics.chart(chart, place.width, height))


# -- columns and panels ------------------------------------------------------------------------


def _write_columns(columns: Columns, builder: PackageBuilder, place: Place) -> str:
    """Return columns side by side; inside a cell they stand one below another.

    A table inside a table is hard to edit, and screen readers lose their place in it.
    """
    if place.nested:
        return stack(write_blocks(column, builder, place) for column in columns.columns)
    width = (place.width + GAP) / len(columns.columns) - GAP
    inside = replace(place, width=width, nested=True)
    match columns.kind:
        case "plain":
            above, contents = "", [write_blocks(c, builder, inside) for c in columns.columns]
        case "ruled":
            above, contents = "", [_write_ruled(c, builder, inside) for c in columns.columns]
        case "steps":
            above = _write_journey(len(columns.columns), width, builder, place)
            contents = [write_blocks(column, builder, inside) for column in columns.columns]
        case _:
            assert_never(columns.kind)
    return above + side_by_side(contents, place.width, GAP)


def _write_journey(stops: int, width: float, builder: PackageBuilder, place: Place) -> str:
    """Return a line with a stop above each of some columns of a width in millimetres."""
    places = [at * (width + GAP) for at in range(stops)]
    ink = builder.brand.colours.text
    line = draw_journey(places, place.width, ink, builder.document.meta, builder.brand)
    return paragraph("PitchPicture", builder.graphics.picture(line), keep=True)


def _write_ruled(blocks: Sequence[Block], builder: PackageBuilder, place: Place) -> str:
    """Return a column, its first paragraph under a rule in the accent."""
    if blocks and isinstance(blocks[0], Heading | Paragraph):
        rule = Rule(place.accent)
        first = blocks[0]
        top = paragraph(
            _style(first, place), write_inlines(first.inlines, builder, place), rule=rule
        )
        return stack([top, write_blocks(blocks[1:], builder, place)], in_cell=True)
    return write_blocks(blocks, builder, place)


def write_panel(
    panel: Panel,
    builder: PackageBuilder,
    place: Place,
    ground: Ground,
    shares: tuple[float, float] = _PANEL_SHARES,
) -> str:
    """Return blocks on a ground of their own: a table of one row.

    Columns that fill a panel are its cells; of two, each has its share of the width. Inside a cell
    a panel is only its blocks.
    """
    if place.nested:
        return write_blocks(panel.blocks, builder, place)
    pad = GAP + 1
    columns: Sequence[Sequence[Block]] = (panel.blocks,)
    if len(panel.blocks) == 1 and isinstance(panel.blocks[0], Columns):
        columns = panel.blocks[0].columns
    widths = [place.width / len(columns)] * len(columns)
    if len(columns) == 2:
        widths = [place.width * share for share in shares]
    cells = []
    for blocks, width in zip(columns, widths, strict=True):
        inside = place_on(replace(place, width=width), ground, builder.brand, pad)
        content = write_blocks(blocks, builder, inside)
        # Headings and paragraphs have space of their own above and below.
        cells.append(Cell(content, ground.ground, (1, pad, pad - 4, pad)))
    return layout_table(widths, [Row(tuple(cells))])


def panel_ground(panel: Panel, brand: Brand) -> Ground:
    """Return a panel's colours: the primary ones for the closing one, light for the others."""
    return brand.primary if panel.kind == "closing" else brand.panel
