"""What the tests of boxes, blocks and layouts are set in: a column, and a canvas that remembers."""

from __future__ import annotations

from dataclasses import dataclass

from proposalgen.formats.pdf.blocks.column import Column, Context
from proposalgen.formats.pdf.boxes.box import Box
from proposalgen.formats.pdf.canvas import MM, TaggedCanvas
from proposalgen.formats.pdf.drawn import DrawnPages
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.formats.pdf.text.typesetting import Typesetter
from proposalgen.model.document import Meta, Note
from tests.support.real import brand
from tests.support.sample import make_document

A4 = (210 * MM, 297 * MM)


@dataclass(frozen=True)
class Rect:
    """A filled rectangle, in points from the top left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    page: int = 1


class RecordingCanvas(TaggedCanvas):
    """A canvas that remembers the rectangles that were filled on it."""

    def __init__(self, root: str = "Sect") -> None:
        self.rects: list[Rect] = []
        super().__init__(A4, root)

    def fill_rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.rects.append(Rect(x, y, width, height, colour, self.page))
        super().fill_rect(x, y, width, height, colour)


def make_setter() -> Typesetter:
    return Typesetter(brand(), {"report": 3, "page": 12}, {"ask": 9})


def make_style(step: str = "body") -> TextStyle:
    return TextStyle.of(brand().styles[step], "#000000")


def make_column(
    width: float = 480, notes: tuple[Note, ...] = (), meta: Meta | None = None
) -> Column:
    """Return a column on paper, in an element of its own."""
    context = Context(meta or make_document().meta, notes, brand(), make_setter())
    return Column(context, Element("Sect"), width, context.palette_on())


def draw(box: Box, x: float = 50, y: float = 60) -> RecordingCanvas:
    """Draw a box with its upper left corner at x, y; return the canvas."""
    canvas = RecordingCanvas()
    box.draw(Pen(canvas), x, y)
    return canvas


def show(canvas: TaggedCanvas) -> DrawnPages:
    """Finish a canvas after its one page."""
    canvas.showPage()
    return canvas.finish()


def list_kinds(element: Element) -> list[str]:
    """Return the structure types below an element, in reading order."""
    return [one.kind for one in element.walk()][1:]
