"""Builds the box of any block, and stacks of blocks with the space between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from proposalgen.brand.artwork import JOURNEY, draw_journey
from proposalgen.formats.pdf.blocks.cards import make_cards
from proposalgen.formats.pdf.blocks.charts import make_chart
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.blocks.contents import make_contents
from proposalgen.formats.pdf.blocks.lists import make_list
from proposalgen.formats.pdf.blocks.notes import make_notes
from proposalgen.formats.pdf.blocks.quotes import make_quote
from proposalgen.formats.pdf.blocks.tables import make_table
from proposalgen.formats.pdf.boxes.box import Box, Shape, TextBox, triple_rule
from proposalgen.formats.pdf.boxes.containers import Filled, Row, Stack, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.pen import Pen
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
    Table,
)
from proposalgen.model.walk import plain_text

_STEPS = {
    "lead": "lead",
    "label": "label",
    "promise": "promise",
    "fact": "fact",
    "note": "note",
    "letter": "letter",
    "prepared": "label",
    "partner": "heading-2",
    "details": "label",
}
"""The step of the type scale for each role of a paragraph."""

_PANEL_PAD = 7 * MM
"""Between a panel's edge and what stands in it (design 6)."""
_SMALL_HEADING, _SMALL_HEADING_SIZE = 80 * MM, 10.5
"""Below this width of a column a heading of level 3 has this size, in points (design 4)."""


def build_blocks(column: Column, blocks: Sequence[Block]) -> Stack:
    """Return blocks one below the other."""
    made = Stack()
    before: Block | None = None
    for block in blocks:
        known = len(column.element.kids)
        box = build_block(column, block)
        # The plan tells on which page a block begins by its first element.
        for element in column.element.kids[known : known + 1]:
            if isinstance(element, Element):
                element.block = block
        made.add(box, _find_gap(before, block) * column.context.setting.gap)
        before = block
    return made


def build_block(column: Column, block: Block) -> Box:
    """Return the box of one block.

    Raises:
        InputError: a character that no face has.
    """
    match block:
        case Heading():
            return _make_heading(column, block)
        case Paragraph():
            step = _STEPS.get(block.role) or ("column" if column.narrow else "body")
            return column.text(block.inlines, step)
        case ItemList():
            return make_list(column, block)
        case Table():
            return make_table(column, block)
        case Quote():
            return make_quote(column, block)
        case Cards():
            return make_cards(column, block)
        case Chart():
            return make_chart(column, block)
        case Columns():
            return _make_columns(column, block)
        case Panel():
            return _make_panel(column, block)
        case Contents():
            return make_contents(column, block)
        case Notes():
            return stack((1.6 * MM, note) for note in make_notes(column))
        case _:
            assert_never(block)


def _find_gap(before: Block | None, block: Block) -> float:
    """Return the space between a block and the one before it, in points."""
    # A heading stands nearer to what it heads than to what it follows.
    if isinstance(before, Heading):
        return (1 if before.level == 3 else 3) * MM
    match block:
        case Heading(level=2):
            return 8 * MM
        case Heading():
            return 4 * MM
        case Paragraph(role="letter"):
            return 3.2 * MM
        case Paragraph():
            return 2.4 * MM
        case ItemList():
            return 3 * MM
        case Table() | Quote() | Cards() | Chart() | Columns() | Panel() | Contents() | Notes():
            return 6 * MM
        case _:
            assert_never(block)


def _make_heading(column: Column, block: Heading) -> TextBox:
    """Return a heading, which stays with what follows it; one of level 2 becomes a bookmark."""
    style = replace(column.style(f"heading-{block.level}"), balance=True)
    if block.level == 3 and column.width < _SMALL_HEADING:
        style = style.scale(_SMALL_HEADING_SIZE)
    box = column.text(block.inlines, style, kind=f"H{block.level}")
    box.keep = True
    if block.level == 2:
        box.bookmark = (plain_text(block.inlines), 1)
    return box


def _make_columns(column: Column, block: Columns) -> Box:
    """Return columns side by side: plain, under rules, or as steps along a line."""
    gap = (8 if block.kind == "plain" else 4) * MM
    # A column alone keeps half the width.
    count = max(len(block.columns), 2)
    wide = (column.width - gap * (count - 1)) / count
    cells: list[tuple[float, Box]] = []
    for at, blocks in enumerate(block.columns):
        inside = build_blocks(column.resize(wide - 2 * MM).add("Div"), blocks)
        if block.kind == "ruled":
            inside = stack([(0, triple_rule(wide, column.palette.accent)), (4 * MM, inside)])
        cells.append((at * (wide + gap), inside))
    if block.kind != "steps":
        return Row(cells)
    line = _make_journey(column, [left for left, _ in cells])
    return stack([(0, line), (4 * MM, Row(cells))])


def _make_journey(column: Column, stops: Sequence[float]) -> Shape:
    """Return a line from edge to edge of the page, with a dot at each stop, in points."""
    side = column.brand.page.side
    # Stops are measured from the column, the drawing from the edge of the page.
    places = [side + stop / MM for stop in stops]
    width = column.width / MM + 2 * side
    drawing = draw_journey(places, width, column.palette.text, column.context.meta, column.brand)

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.canvas.draw(drawing, x - side * MM, y)

    return Shape(JOURNEY * MM, paint, keep=True)


def _make_panel(column: Column, block: Panel) -> Filled:
    """Return blocks on a ground, with the accent of what is around them."""
    ground = column.brand.primary if block.kind == "closing" else column.brand.panel
    palette = replace(column.context.palette_on(ground), accent=column.palette.accent)
    pad = _PANEL_PAD
    inside = column.resize(column.width - 2 * pad).recolour(palette).add("Div")
    made = build_blocks(inside, block.blocks)
    return Filled(made, column.width, palette.ground, (pad, pad, pad, pad))
