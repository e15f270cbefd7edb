"""The frame: what is drawn over a section's sheets, and is another in each document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from proposalgen.brand.model import Brand
from proposalgen.formats.pdf.blocks import BoxMaker, Tone
from proposalgen.formats.pdf.canvas import MM, TaggedCanvas
from proposalgen.formats.pdf.text import Look, Pen, Typesetter
from proposalgen.model.document import Document, Text
from proposalgen.model.walk import shorten

FOOTER_LENGTH = 60
"""Characters of the footer's words before they are cut, on a word."""


@dataclass(frozen=True, slots=True)
class Footer:
    """The foot of a page; ``words`` are left out where only the page's number stands."""

    tone: Tone
    left: float
    width: float
    words: bool = True


class Framer:
    """Draws the feet of one document's pages and, on a draft, the mark."""

    def __init__(self, document: Document, brand: Brand, canvas: TaggedCanvas) -> None:
        self.meta = document.meta
        self.brand = brand
        self.canvas = canvas
        self.setter = Typesetter(brand, {}, {})
        self.maker = BoxMaker(self.meta, (), brand, self.setter)
        self.pen = Pen(canvas)

    def print(self, footers: Iterable[Footer | None]) -> None:
        """Print a sheet for each page of the document."""
        for footer in footers:
            if footer:
                self._draw_footer(footer)
            if self.meta.draft:
                self._draw_draft()
            self.canvas.showPage()

    def _draw_footer(self, footer: Footer) -> None:
        brand, meta, tone, left = self.brand, self.meta, footer.tone, footer.left
        look = self.maker.look("note", tone)
        y = self.canvas.height - 17 * MM
        if footer.words:
            themes = meta.themes or ("",)
            for line in range(3):
                ground = brand.accent(themes[line % len(themes)]).ground
                colour = tone.text if tone.ground else brand.colour(ground)
                self.canvas.fill_rect(left, y + line * 1.1 * MM, footer.width, 0.55 * MM, colour)
            words = shorten(f"{meta.title} · {meta.prepared_for}", FOOTER_LENGTH)
            self._draw_artifact(words, look, left, y + 4 * MM, footer.width - 15 * MM)
        number = replace(look, font="heading", align="right")
        right = left + footer.width - 12 * MM
        self._draw_artifact(str(self.canvas.page), number, right, y + 4 * MM, 12 * MM)

    def _draw_artifact(self, text: str, look: Look, x: float, y: float, width: float) -> None:
        self.pen.draw(self.setter.set((Text(text),), look, width), x, y, None)

    def _draw_draft(self) -> None:
        """Draw the strip with the draft's words, and DRAFT across the page (design 15)."""
        canvas, brand = self.canvas, self.brand
        red = brand.colour("red")
        canvas.fill_rect(0, 0, canvas.width, 9 * MM, red)
        look = Look.of(brand.styles["label"], brand.colour(brand.text))
        width = canvas.width - 2 * brand.page.side * MM
        self._draw_artifact(self.meta.draft, look, brand.page.side * MM, 2.6 * MM, width)
        big = Look.of(brand.styles["title"], red).scale(74 * MM)
        text = self.setter.set((Text("DRAFT"),), replace(big, tracking=0), 10_000)
        canvas.saveState()
        canvas.set_faint()
        canvas.translate(canvas.width / 2, canvas.height / 2)
        canvas.rotate(54.7)
        canvas.translate(-text.widest / 2, -canvas.height - text.look.size * 0.1 + text.height / 2)
        self.pen.draw(text, 0, 0, None)
        canvas.restoreState()
