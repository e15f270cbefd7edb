"""Pagination artifacts: footers, and the banner and watermark of a draft.

They are drawn over pages that are laid out already, because they are different in each document
(ISO 32000-1 14.8.2.2.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from proposalgen.brand.model import Brand
from proposalgen.formats.pdf.blocks.column import Context, Palette
from proposalgen.formats.pdf.canvas import MM, TaggedCanvas
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.formats.pdf.text.typesetting import UNBROKEN, Typesetter
from proposalgen.model.document import Document, Meta, Text
from proposalgen.model.walk import shorten

FOOTER = 17 * MM
"""Height of the footer's rules above the foot of the page (design 6)."""
_RULE, _RULE_PITCH, _FOOTER_TEXT = 0.55 * MM, 1.1 * MM, 4 * MM
"""Weight of a footer's rules, from top to top of two, and from the first to the text's top."""
_PAGE_NUMBER = 12 * MM
"""Width of the room for the page's number, at the right of the footer."""

_BANNER = 9 * MM
"""Height of the banner at the head of a draft's pages (design 6)."""
_WATERMARK, _DIAGONAL = 74 * MM, 54.7
"""The size of a draft's watermark, and its angle in degrees: along the diagonal of an A4 page."""


@dataclass(frozen=True, slots=True)
class Footer:
    """Where a page's footer stands; measures in points."""

    palette: Palette
    left: float
    width: float
    text: bool = True
    """Whether rules and text stand there; if not, only the page's number."""


def list_feet(meta: Meta) -> Iterator[str]:
    """Yield the texts that a foot may have, the longest first.

    Title and partner, or the partner alone, which is cut after a word where it must be.
    """
    yield " · ".join(filter(None, (meta.title, meta.prepared_for)))
    for length in range(len(meta.prepared_for), 0, -1):
        yield shorten(meta.prepared_for, length)


class PaginationPainter:
    """Draws the pagination artifacts of one document."""

    def __init__(self, document: Document, brand: Brand, canvas: TaggedCanvas) -> None:
        self._meta = document.meta
        self._brand = brand
        self._canvas = canvas
        self._setter = Typesetter(brand, {}, {})
        self._context = Context(self._meta, (), brand, self._setter)
        self._pen = Pen(canvas)

    def draw_pages(self, footers: Iterable[Footer | None]) -> None:
        """Draw one page for each page of the document, with its footer if it has one."""
        for footer in footers:
            if footer:
                self._draw_footer(footer)
            if self._meta.draft:
                self._draw_banner()
                self._draw_watermark()
            self._canvas.showPage()

    def _draw_footer(self, footer: Footer) -> None:
        """Draw rules in the themes' colours, below them title and partner, and the page."""
        palette, left = footer.palette, footer.left
        style = self._context.style("note", palette)
        y = self._canvas.height - FOOTER
        if footer.text:
            for line, colour in enumerate(self._choose_colours(palette)):
                rule_y = y + line * _RULE_PITCH
                self._canvas.fill_rect(left, rule_y, footer.width, _RULE, colour)
            room = footer.width - _PAGE_NUMBER - 3 * MM
            words = self._fit_words(style, room)
            self._draw_text(words, style, left, y + _FOOTER_TEXT, room)
        number = replace(style, font="heading", align="right")
        right = left + footer.width - _PAGE_NUMBER
        self._draw_text(str(self._canvas.page), number, right, y + _FOOTER_TEXT, _PAGE_NUMBER)

    def _fit_words(self, style: TextStyle, room: float) -> str:
        """Return the first text of a foot that fits into so many points."""
        texts = list_feet(self._meta)
        return next((one for one in texts if self._setter.measure(one, style) <= room), "")

    def _choose_colours(self, palette: Palette) -> list[str]:
        """Return the colours of the three rules: the themes', or on a ground the text's."""
        if palette.ground != self._brand.colours.surface:
            return [palette.text] * 3
        brand, themes = self._brand, self._meta.themes or ("",)
        return [brand.accent(themes[at % len(themes)]).ground for at in range(3)]

    def _draw_banner(self) -> None:
        """Say at the head of the page that it is a draft, and of which day (design 6)."""
        brand, canvas = self._brand, self._canvas
        canvas.fill_rect(0, 0, canvas.width, _BANNER, brand.colours.alert)
        style = TextStyle.of(brand.styles["label"], brand.colours.text)
        side = brand.page.side * MM
        self._draw_text(self._meta.draft, style, side, 2.6 * MM, canvas.width - 2 * side)

    def _draw_watermark(self) -> None:
        """Draw DRAFT across the page, through which the text shows (design 6)."""
        brand, canvas = self._brand, self._canvas
        style = TextStyle.of(brand.styles["title"], brand.colours.alert).scale(_WATERMARK)
        text = self._setter.set((Text("DRAFT"),), replace(style, tracking=0), UNBROKEN)
        canvas.saveState()
        canvas.set_translucent()
        canvas.translate(canvas.width / 2, canvas.height / 2)
        canvas.rotate(_DIAGONAL)
        # The pen measures from the top left corner; this brings the text's middle to the page's.
        drop = text.style.size * 0.1
        canvas.translate(-text.widest / 2, -canvas.height - drop + text.height / 2)
        self._pen.draw(text, 0, 0, None)
        canvas.restoreState()

    def _draw_text(self, text: str, style: TextStyle, x: float, y: float, width: float) -> None:
        self._pen.draw(self._setter.set((Text(text),), style, width), x, y, None)
