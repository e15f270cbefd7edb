"""Bar charts: each bar three strands, thick as far as the share goes and thin for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import Shape, space
from proposalgen.formats.pdf.boxes.containers import Row, Stack, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.model.document import Bar, Chart, Text

_NAMES, _FIGURES = 0.25, 0.37
"""Where the names and the figures of bars end, as shares of the width; the bars take the rest."""
_ROW = 15 * MM
_PITCH, _THICK, _THIN = 2.3 * MM, 1.5 * MM, 0.35 * MM
"""Of a bar's strands: from top to top, and the weights of the part and of the rest (design 6)."""
_DROP = 1.2 * MM
"""How far below the top of its row a bar begins."""

Rect = tuple[float, float, float, float]
"""Left, top, width and height."""


def make_chart(column: Column, block: Chart) -> Stack:
    """Return a caption, the bars with names and figures, and a legend."""
    inside = column.add("Div")
    made = Stack(whole=True)
    made.add(inside.text(block.caption, "fact"))
    figures = column.width * _FIGURES
    rows = Stack()
    for bar in block.bars:
        cells = _make_row(inside, bar)
        rows.add(cells)
        rows.add(space(max(2 * MM, _ROW - cells.height)))
    half = (column.width - figures) / 2
    on = inside.text((Text(block.on),), "label", half)
    off = inside.text((Text(block.off),), replace(column.style("label"), align="right"), half)
    # Every row is followed by a space, so every second box is a row.
    tops = [sum(box.height for box in rows.boxes[:at]) for at in range(0, len(rows.boxes), 2)]
    # The picture is the last element, because the document says its words first.
    figure = inside.element.add("Figure", alt=block.alt)

    def paint(pen: Pen, x: float, y: float) -> None:
        for bar, top in zip(block.bars, tops, strict=True):
            for thin, thick in place_strands(bar.share, column.width - figures):
                for (left, at, width, height), colour in (
                    (thin, column.palette.text),
                    (thick, column.palette.accent),
                ):
                    at_page = (x + figures + left, y + top + at)
                    pen.canvas.fill_rect(*at_page, width, height, colour)

    bars = Shape(rows.height, paint, figure, column.width)
    made.add(Row([(0, bars), (0, rows)]), 6 * MM)
    made.add(Row([(figures, on), (figures + half, off)]))
    return made


def place_strands(share: float, width: float) -> Iterator[tuple[Rect, Rect]]:
    """Yield the thin and the thick line of each strand of a bar.

    Args:
        share: Of the whole, in percent: how far the thick line goes.
        width: Of the whole, in points.
    """
    for strand in range(3):
        top = _DROP + strand * _PITCH
        # The thin line goes on from the middle of the thick one's end.
        middle = top + _THICK / 2 - _THIN / 2
        yield (0, middle, width, _THIN), (0, top, width * share / 100, _THICK)


def _make_row(inside: Column, bar: Bar) -> Row:
    """Return a bar's name and detail, and its figure beside them."""
    names, figures = inside.width * _NAMES, inside.width * _FIGURES
    label = inside.text((Text(bar.label),), inside.style("label").scale(9), names)
    detail = inside.text((Text(bar.detail),), "note", names)
    style = inside.style("number", inside.palette.accent).scale(15)
    style = replace(style, align="right", tracking=0)
    figure = inside.text((Text(bar.figure),), style, figures - names - 3 * MM)
    words = stack([(0, label), (0, detail)])
    return Row([(0, words), (names, stack([(0, space(1 * MM)), (0, figure)]))])
