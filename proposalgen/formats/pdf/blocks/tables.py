"""Tables, with columns as wide as their cells need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import Box
from proposalgen.formats.pdf.boxes.containers import Row, Stack
from proposalgen.formats.pdf.boxes.grid import Grid
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.text.typesetting import UNBROKEN
from proposalgen.model.document import Inlines, Table

_PAD = 3 * MM
"""Between two columns."""

_ROW_PAD = 5
"""Above and below each row, in points."""

_SCOPE = "<</O /Table /Scope /Column>>"
"""A header's cells are those below it (ISO 14289-1 7.5)."""

_MOST_SHARES = 3
"""How many equal shares of the width one column may ask for, so that others are left some."""


def make_table(column: Column, block: Table) -> Stack:
    """Return a table with its caption above."""
    table = column.add("Table")
    made = Stack()
    if block.caption:
        caption = table.add("Caption").text(block.caption, "label")
        caption.keep = True
        made.add(caption)
    widths = share_width(column, block)
    lefts = [sum(widths[:at]) for at in range(len(widths))]
    head = table.add("THead").add("TR")
    body = table.add("TBody")

    def make_row(cells: Sequence[Inlines], row: Column, *, header: bool = False) -> Row:
        placed: list[tuple[float, Box]] = []
        for at, inlines in enumerate(cells):
            style = column.style("label" if header else "fact")
            if at in block.numeric:
                style = replace(style, align="right")
            width = widths[at] - _PAD
            if header:
                box = row.text(inlines, style, width, "TH", _SCOPE)
                box.repeated = True
            else:
                box = row.add("TD").text(inlines, style, width)
            placed.append((lefts[at], box))
        return Row(placed)

    grid = Grid(
        make_row(block.head, head, header=True),
        [make_row(cells, body.add("TR")) for cells in block.rows],
        column.width,
        column.brand.colours.primary,
        column.brand.colours.rule,
        _ROW_PAD * column.context.setting.row,
    )
    made.add(grid, 2 * MM)
    return made


def share_width(column: Column, block: Table) -> list[float]:
    """Return the widths of a table's columns, in points, which are the whole width together.

    If all cells fit on one line, each column gets what it needs and an equal part of the rest.
    If not, columns that need less than an equal share get what they need, and the others share
    the rest by their needs, of which at most ``_MOST_SHARES`` equal shares count.
    """
    style = column.style("fact")
    needs = [
        max(
            column.setter.set(cells[at], style, UNBROKEN).widest
            for cells in (block.head, *block.rows)
        )
        + _PAD
        for at in range(len(block.head))
    ]
    total = sum(needs)
    if total <= column.width:
        return [need + (column.width - total) / len(needs) for need in needs]
    fair = column.width / len(needs)
    small = [need if need <= fair else 0.0 for need in needs]
    rest = column.width - sum(small)
    big = [
        min(need, _MOST_SHARES * fair) if not kept else 0.0
        for need, kept in zip(needs, small, strict=True)
    ]
    return [kept or rest * need / sum(big) for kept, need in zip(small, big, strict=True)]
