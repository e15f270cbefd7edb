"""Lists, with bullets or numbers."""

from __future__ import annotations

from proposalgen.brand.drawing import Path, hexagon
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import Box, Shape, space
from proposalgen.formats.pdf.boxes.containers import Row, Stack, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.model.document import ItemList, Text

_INDENT = 6.5 * MM
_BULLET = 1.5
"""The radius of a bullet, in millimetres."""


def make_list(column: Column, block: ItemList) -> Stack:
    """Return a list, its items one below the other."""
    numbering = "Decimal" if block.ordered else "Disc"
    listing = column.add("L", attributes=f"<</O /List /ListNumbering /{numbering}>>")
    style = column.style("column" if column.narrow else "body")
    made = Stack()
    for number, inlines in enumerate(block.items, 1):
        item = listing.add("LI")
        label: Box = _make_bullet(style, column.palette.accent)
        if block.ordered:
            counted = item.text((Text(f"{number}."),), "label", _INDENT, "Lbl")
            # The number is set smaller than the item, and stands in the middle of its first line.
            label = stack([(0, space((style.leading - counted.height) / 2)), (0, counted)])
        body = item.text(inlines, style, column.width - _INDENT, "LBody")
        made.add(Row([(0, label), (_INDENT, body)]), 2.6 * MM)
    return made


def _make_bullet(style: TextStyle, colour: str) -> Shape:
    """Return a hexagon; an artifact, since the list's attributes say that it has bullets."""
    tile = Path(hexagon(_BULLET, 0, _BULLET), fill=colour)

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.canvas.draw_paths([tile], x, y + style.leading / 2)

    return Shape(style.leading, paint)
