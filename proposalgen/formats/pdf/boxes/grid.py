"""The grid of a table: a head that comes again on each page, and rows between rules."""

from __future__ import annotations

from dataclasses import dataclass

from proposalgen.formats.pdf.boxes.box import Box
from proposalgen.formats.pdf.boxes.containers import Row
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.text.pen import Pen

_THICK, _THIN = 0.5 * MM, 0.3 * MM
"""Weights of the rules around the head and at the foot, and of those between rows."""


@dataclass(slots=True)
class Grid:
    """Rows of cells, as wide as the table."""

    head: Row
    rows: list[Row]
    width: float
    rule: str
    """The colour of thick rules, ``#RRGGBB``."""
    hairline: str
    """The colour of thin rules."""
    pad: float
    """Above and below each row, in points."""
    keep: bool = False

    @property
    def height(self) -> float:
        return sum(row.height + 2 * self.pad for row in (self.head, *self.rows))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        def line(at: float, weight: float, colour: str) -> None:
            pen.canvas.fill_rect(x, at - weight / 2, self.width, weight, colour)

        line(y, _THICK, self.rule)
        for number, row in enumerate((self.head, *self.rows)):
            row.draw(pen, x, y + self.pad)
            y += row.height + 2 * self.pad
            thick = number in (0, len(self.rows))
            line(y, _THICK if thick else _THIN, self.rule if thick else self.hairline)

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        used, count = self.head.height + 2 * self.pad, 0
        for row in self.rows:
            used += row.height + 2 * self.pad
            if used > room:
                break
            count += 1
        # A head without a row would say nothing at the foot of a page.
        if not 0 < count < len(self.rows):
            return None
        shape = (self.width, self.rule, self.hairline, self.pad)
        return (
            Grid(self.head, self.rows[:count], *shape),
            Grid(self.head, self.rows[count:], *shape),
        )
