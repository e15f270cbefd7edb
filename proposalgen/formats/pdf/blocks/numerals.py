"""Numbers in strands, with their text beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proposalgen.brand.drawing import Drawing
from proposalgen.brand.numerals import draw_numeral
from proposalgen.formats.pdf.blocks.column import Column, Palette
from proposalgen.formats.pdf.boxes.box import Box
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.typesetting import UNBROKEN
from proposalgen.model.document import Text


@dataclass(slots=True)
class Numeral:
    """A number in strands, an artifact, and its text beneath it: unseen, but found and copied."""

    column: Column
    """Where it stands; its palette colours the strands."""
    text: str
    element: Element
    drawing: Drawing
    keep: bool = False

    @classmethod
    def make(cls, column: Column, text: str, height: float, width: float) -> Numeral:
        """Return a number as high as asked, in points, or as its width lets it be (design 5)."""
        drawing = _draw_numeral(text, height, width, column.palette)
        return cls(column, text, column.element.add("P"), drawing)

    def fit(self, height: float, width: float) -> None:
        """Draw the number as high as this, in points, or as its width lets it be."""
        self.drawing = _draw_numeral(self.text, height, width, self.column.palette)

    @property
    def width(self) -> float:
        """Width in points."""
        return self.drawing.width * MM

    @property
    def height(self) -> float:
        """Height in points."""
        return self.drawing.height * MM

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the strands, and the text as wide as they are, its baseline at their foot."""
        pen.canvas.draw(self.drawing, x, y)
        style = self.column.style("number")
        setter = self.column.setter
        style = style.scale(style.size * self.width / setter.measure(self.text, style))
        words = setter.set((Text(self.text),), style, UNBROKEN)
        pen.draw(words, x, y + self.height - style.baseline, self.element, visible=False)

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Return None: a number is not split."""
        return None


def _draw_numeral(text: str, height: float, width: float, palette: Palette) -> Drawing:
    drawing = draw_numeral(text, height / MM, palette.text, palette.ground)
    if drawing.width * MM > width:
        # How wide a number is follows from its digits, so it has to be drawn to be known.
        height *= width / (drawing.width * MM)
        drawing = draw_numeral(text, height / MM, palette.text, palette.ground)
    return drawing


def align_numerals(numerals: Sequence[Numeral], height: float, width: float) -> None:
    """Draw the numbers of a row in one size, the largest that fits all of them, in points."""
    for numeral in numerals:
        numeral.fit(height, width)
    least = min((numeral.height for numeral in numerals), default=0)
    for numeral in numerals:
        numeral.fit(least, width * 1.01)
