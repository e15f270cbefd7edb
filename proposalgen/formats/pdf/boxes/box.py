"""The protocol of boxes, and the boxes that hold no others: text, shapes and artwork.

All measures are points; a box is drawn from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from proposalgen.brand.drawing import Drawing
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.typesetting import Lines

ORPHANS = WIDOWS = 2
"""The fewest lines of a paragraph that stand alone at the foot or the head of a page."""


class Box(Protocol):
    """Something of a known height."""

    @property
    def height(self) -> float:
        """Height in points."""

    @property
    def keep(self) -> bool:
        """Whether it must not stand last on a page."""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the upper left corner at x, y."""

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:
        """Return what fits into ``room`` and the rest; None where nothing does.

        ``tear`` also splits what should stay whole, for what is higher than a page.
        """


@dataclass(slots=True)
class TextBox:
    """A paragraph or a heading."""

    text: Lines
    element: Element | None
    keep: bool = False
    bookmark: tuple[str, int] | None = None
    """The title and the level, from 0, under which the outline lists it."""
    destination: str = ""
    """The name by which links lead to it."""
    repeated: bool = False
    """Whether it is drawn on several pages, as a table's head: an artifact from the second on."""

    @property
    def height(self) -> float:
        return self.text.height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.destination:
            pen.canvas.add_destination(self.destination, y)
        if self.bookmark:
            pen.canvas.add_bookmark(*self.bookmark, y)
        # A table's head is drawn on each of its pages; only the first is a place to go to.
        self.bookmark, self.destination = None, ""
        element = self.element
        # An element with kids has been drawn before, and is not to be read out twice.
        if self.repeated and element and element.kids:
            element = None
        pen.draw(self.text, x, y, element)

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:
        # The hair more makes up for what sums of leadings lose in floating point.
        count = int(room / self.text.style.leading + 1e-6)
        count = min(count, len(self.text.lines) - WIDOWS)
        if (self.keep and not tear) or count < ORPHANS:
            return None
        first, rest = self.text.split(count)
        return (
            TextBox(first, self.element, bookmark=self.bookmark, destination=self.destination),
            TextBox(rest, self.element),
        )


@dataclass(slots=True)
class Shape:
    """Something painted, of a fixed size; an artifact, unless an element is given."""

    height: float
    paint: Callable[[Pen, float, float], None]
    element: Element | None = None
    width: float = 0
    keep: bool = False

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.element is None:
            self.paint(pen, x, y)
            return
        top, bottom = pen.canvas.height - y, pen.canvas.height - y - self.height
        box = f"[{x:.1f} {bottom:.1f} {x + self.width:.1f} {top:.1f}]"
        # PDF/UA asks for the place of a figure that can be read out of line (ISO 32000-1 14.8.5.4).
        self.element.attributes = f"<</O /Layout /Placement /Block /BBox {box}>>"
        with pen.canvas.tag(self.element):
            self.paint(pen, x, y)

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None


@dataclass(slots=True)
class Artwork:
    """A drawing, an artifact."""

    drawing: Drawing
    keep: bool = False

    @property
    def width(self) -> float:
        """Width in points."""
        return self.drawing.width * MM

    @property
    def height(self) -> float:
        return self.drawing.height * MM

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.canvas.draw(self.drawing, x, y)

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None


def triple_rule(
    width: float, colour: str, weight: float = 0.9 * MM, pitch: float = 1.7 * MM
) -> Shape:
    """Return three lines of a weight, ``pitch`` apart from top to top."""

    def paint(pen: Pen, x: float, y: float) -> None:
        for number in range(3):
            pen.canvas.fill_rect(x, y + number * pitch, width, weight, colour)

    return Shape(2 * pitch + weight, paint)


def rule(width: float, colour: str, weight: float) -> Shape:
    """Return one line."""
    return Shape(weight, lambda pen, x, y: pen.canvas.fill_rect(x, y, width, weight, colour))


def space(height: float) -> Shape:
    """Return an empty box of a height."""
    return Shape(height, lambda _pen, _x, _y: None)
