"""The press: one section's canvas, the frames of its pages, and the flow of boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from proposalgen.brand.artwork import draw_floor, draw_sign
from proposalgen.brand.drawing import Drawing, settle
from proposalgen.brand.model import Brand
from proposalgen.brand.numerals import draw_numeral
from proposalgen.formats.pdf.blocks import BoxMaker, Tone
from proposalgen.formats.pdf.boxes import Box, Picture, Stack, TextBox, space
from proposalgen.formats.pdf.canvas import MM, Element, TaggedCanvas
from proposalgen.formats.pdf.frame import Footer
from proposalgen.formats.pdf.scope import Scope
from proposalgen.formats.pdf.text import Look, Pen, Typesetter
from proposalgen.model.document import Block, Paragraph, Section
from proposalgen.model.walk import plain_text

LONGEST_PROMISE = 8
"""Lines of a promise that a section's head can hold."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where boxes may stand, in points from the upper left corner of the page."""

    x: float
    y: float
    height: float


class Press:
    """Holds what a section's pages are printed with, and prints what layouts share."""

    def __init__(self, scope: Scope, brand: Brand, canvas: TaggedCanvas) -> None:
        self.meta = scope.meta
        self.brand = brand
        self.canvas = canvas
        self.setter = Typesetter(brand, dict(scope.notes_marked), dict(scope.guesses))
        self.maker = BoxMaker(scope.meta, scope.notes, brand, self.setter)
        self.pen = Pen(canvas)
        page = brand.page
        self.side, self.top = page.side * MM, page.top * MM
        self.width = canvas.width - 2 * self.side
        self.bottom = canvas.height - page.bottom * MM
        self.paper = self.maker.tone("")
        self.usual_footer = Footer(self.paper, self.side, self.width)
        self.footer: Footer | None = self.usual_footer
        self.footers: list[Footer | None] = []
        """The feet of the pages that are finished."""

    def relieve(self, section: Section) -> Section:
        """Return the section with a promise too long for its head as its first paragraph."""
        look = self.maker.look("promise", self.paper)
        lines = self.setter.set(section.promise, look, self.width * 0.72).lines
        if len(lines) <= LONGEST_PROMISE:
            return section
        paragraph = Paragraph(section.promise, "promise")
        return replace(section, promise=(), blocks=(paragraph, *section.blocks))

    def end_page(self) -> None:
        """Finish the page; its foot is drawn when the whole document is known."""
        self.footers.append(self.footer)
        self.canvas.showPage()

    def begin_page(self) -> None:
        """Finish this page and begin another, with the usual foot."""
        self.end_page()
        self.footer = self.usual_footer

    def page_frames(self, first: Frame) -> Iterator[Frame]:
        """Yield the frame given, then one for each page that is begun."""
        yield first
        while True:
            self.begin_page()
            yield Frame(self.side, self.top, self.bottom - self.top)

    def flow(self, box: Box, frames: Iterator[Frame]) -> float:
        """Draw a box through frames; return where it ends in the last."""
        frame = next(frames)
        while True:
            if box.height <= frame.height + 0.01:
                box.draw(self.pen, frame.x, frame.y)
                return frame.y + box.height
            parts = box.split(frame.height)
            if parts:
                parts[0].draw(self.pen, frame.x, frame.y)
                box = parts[1]
            elif frame.height >= self.bottom - self.top:
                raise ValueError(f"a box of {box.height:.0f} points does not fit on a page")
            frame = next(frames)

    def below(self, y: float, bottom: float = 0) -> Frame:
        """Return the frame from a height of the page down."""
        return Frame(self.side, y, max(0, (bottom or self.bottom) - y))

    def print_blocks(
        self, blocks: Sequence[Block], element: Element, y: float, tone: Tone | None = None
    ) -> float:
        """Print blocks one below the other from a height; return where they end."""
        made = self.maker.stack(blocks, self.width, element, tone or self.paper)
        if not made.boxes:
            return y
        return self.flow(made, self.page_frames(self.below(y)))

    def make_title(
        self, section: Section, element: Element, look: Look, width: float, most: int
    ) -> TextBox:
        """Return the section's title, smaller where it would need more than ``most`` lines."""
        look = replace(look, balance=True)
        words = plain_text(section.title).split()
        while look.size > 18 and any(self.setter.measure(word, look) > width for word in words):
            look = look.scale(look.size - 2)
        text = self.setter.set(section.title, look, width)
        while len(text.lines) > most and look.size > 18:
            # Three lines are right at the size of a title (design 7).
            most = 3 if look.size <= 36 else most
            look = look.scale(look.size - 2)
            text = self.setter.set(section.title, look, width)
        return TextBox(
            text,
            # In Word too the cover's title heads the document, not a section of it.
            element.add("P" if section.is_cover else "H1"),
            keep=True,
            outline=(plain_text(section.title), 0),
            destination=f"section-{section.id}",
        )

    def make_head(
        self,
        section: Section,
        element: Element,
        style: str,
        width: float,
        tone: Tone,
        promise_width: float = 0,
    ) -> Stack:
        """Return label, title and promise, the last as wide as the title unless told otherwise."""
        made = Stack()
        maker = self.maker
        if section.label:
            made.add(maker.text(section.label, "label", width, element.add("P"), tone))
        most = 2 if style in ("opener", "cover-title") else 3
        title = self.make_title(section, element, maker.look(style, tone), width, most)
        made.add(title, 8 * MM - 11.3 * 0.5)
        if section.promise:
            wide = promise_width or width
            promise = maker.text(section.promise, "promise", wide, element.add("P"), tone)
            made.add(promise, 6 * MM)
        return made

    def draw_at(self, box: Box, x: float, y: float) -> float:
        """Draw a box; return the height at which it ends."""
        box.draw(self.pen, x, y)
        return y + box.height

    def draw_floor(
        self, x: float, y: float, width: float, *, until: float = 0, across: int = 0
    ) -> None:
        """Lay the partner's name in tiles between two heights of the page (design 5)."""
        height = (until or self.canvas.height) - y
        drawing = draw_floor(self.meta, self.brand, width / MM, height / MM, across)
        self.canvas.draw(drawing, x, y)

    def fit_numeral(self, digits: str, height: float, width: float, tone: Tone) -> Drawing:
        """Return a number in strands, at most so high and so wide (design 5)."""
        drawing = draw_numeral(digits, height / MM, tone.text, tone.ground)
        if drawing.width * MM > width:
            height *= width / (drawing.width * MM)
            drawing = draw_numeral(digits, height / MM, tone.text, tone.ground)
        return drawing

    def draw_logo(self, element: Element, right: float) -> None:
        """Hang the partner's logo on its panel from the top of the page (design 6)."""
        logo = self.meta.logo
        if logo is None:
            return
        ground = self.brand.colour(self.brand.text if logo.light else "white")
        width, height, pad = 52 * MM, 34 * MM, 6 * MM
        self.canvas.fill_rect(right - width, 0, width, height, ground)
        box = (right - width + pad, pad, width - 2 * pad, height - 2 * pad)
        self.canvas.draw_logo(logo, ground, element.add("Figure"), box)

    def make_sign(self, theme: str, tone: Tone, size: float) -> Box:
        """Return a theme's sign; an empty box for a theme without."""
        sign = draw_sign(theme, size / MM, tone.text, self.brand)
        return Picture(sign) if sign else space(size)


def find_left(drawing: Drawing, top: float, bottom: float) -> float:
    """Return how far from its left edge a drawing leaves free between two heights, in points."""
    free = drawing.width
    for path in map(settle, drawing.paths):
        at = (0.0, 0.0)
        for name, values in path.commands:
            points = [at, *zip(values[::2], values[1::2], strict=True)]
            if name == "M":
                points = points[1:]
            low = min((y for _, y in points), default=0) - path.width / 2
            high = max((y for _, y in points), default=0) + path.width / 2
            if points and high > top / MM and low < bottom / MM:
                free = min(free, *(x - path.width / 2 for x, _ in points))
            at = points[-1] if points else at
    return max(0, free) * MM


def is_numeral(number: str) -> bool:
    """Return whether strands can show a number: digits only, at most four (design 5)."""
    return number.isascii() and number.isdigit() and len(number) <= 4
