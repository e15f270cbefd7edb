"""The table of contents, each entry a link with the number of its page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proposalgen.brand.operators import set_colour
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import Box, TextBox
from proposalgen.formats.pdf.boxes.containers import Stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.fonts.face import Face
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.pen import Pen, record_digits
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.model.document import Contents

_NUMBERS = 8 * MM
"""Width of the column of page numbers."""


def make_contents(column: Column, block: Contents) -> Stack:
    """Return the entries one below the other."""
    toc = column.add("TOC")
    style = replace(column.style("fact").scale(9.5), font="label")
    face = column.setter.faces[style.font]
    made = Stack()
    for entry in block.entries:
        # A link in a Reference: what leads to a place of the same document (14.8.4.4).
        reference = toc.add("TOCI").add("Reference")
        title = reference.text(entry.title, "fact", column.width - _NUMBERS, "Link")
        assert title.element
        line = _ContentsLine(title, title.element, entry.section, style, face, column.width)
        made.add(line, 0.8 * MM)
    return made


@dataclass(slots=True)
class _ContentsLine:
    """A title that leads to its section, and the number of its page, which is known later."""

    title: TextBox
    link: Element
    section: str
    style: TextStyle
    face: Face
    width: float
    keep: bool = False

    @property
    def height(self) -> float:
        return self.title.height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw title and number as one link."""
        self.title.draw(pen, x, y)
        canvas, style, face = pen.canvas, self.style, self.face
        record_digits(canvas, face)
        baseline = canvas.height - (y + self.height - style.leading + style.baseline)
        right = x + self.width

        def show(page: int) -> str:
            # Set flush right, so that its place depends on the number too.
            glyphs = face.shape(str(page))
            left = right - glyphs.width * style.size / 1000
            return f"1 0 0 1 {left:.2f} {baseline:.2f} Tm {glyphs.show(0, 0)}"

        begin = canvas.begin_marked_content(self.link)
        font = f"/{face.resource} {style.size:g} Tf {set_colour(style.colour)}"
        destination = f"section-{self.section}"
        canvas.add_marked(f"{begin} BT {font} {canvas.defer_number(destination, show)} ET EMC")
        title = "".join(word.text for line in self.title.text.lines for word in line)
        box = (x, y, x + self.width, y + self.height)
        canvas.add_link(self.link, box, title, destination=destination)

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None
