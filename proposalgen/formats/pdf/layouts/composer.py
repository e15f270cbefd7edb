"""The composer: lays boxes out on the pages of one section, frame after frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proposalgen.brand.artwork import draw_floor
from proposalgen.brand.colours import WHITE
from proposalgen.brand.model import Brand
from proposalgen.formats.pdf.blocks.build import build_blocks
from proposalgen.formats.pdf.blocks.column import Column, Context, Palette
from proposalgen.formats.pdf.boxes.box import Box
from proposalgen.formats.pdf.boxes.containers import TOLERANCE
from proposalgen.formats.pdf.canvas import MM, TaggedCanvas
from proposalgen.formats.pdf.inputs import SectionInputs
from proposalgen.formats.pdf.pagination import Footer
from proposalgen.formats.pdf.setting import IDEAL, Setting
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.typesetting import Typesetter
from proposalgen.model.document import Block

MOST_BLANK = 0.25
"""Share of the height between the margins above which a blank band at a page's foot is filled."""
_ABOVE_FILL, _FILL_ACROSS = 14 * MM, 5
"""The space above the floor that fills it, and how many tiles are in a row of that floor."""


@dataclass(frozen=True, slots=True)
class PageUse:
    """How much of a finished page is used, and its footer."""

    footer: Footer | None
    blank: float
    """The highest blank band, as a share of the height between the margins."""
    filled: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Where boxes may stand, in points from the upper left corner of the page."""

    x: float
    y: float
    height: float


class Composer:
    """Lays out one section. Measures are points from the upper left corner of the page."""

    def __init__(
        self,
        inputs: SectionInputs,
        brand: Brand,
        canvas: TaggedCanvas,
        setting: Setting = IDEAL,
    ) -> None:
        self.meta = inputs.meta
        self.brand = brand
        self.canvas = canvas
        self.setter = Typesetter(brand, dict(inputs.note_numbers), dict(inputs.pages))
        self.context = Context(inputs.meta, inputs.notes, brand, self.setter, setting)
        self.pen = Pen(canvas)
        page = brand.page
        self.side, self.top = page.side * MM, page.top * MM
        """The margins at the left, the right and the head of the page."""
        self.width = canvas.width - 2 * self.side
        """Between the margins."""
        self.bottom = canvas.height - page.bottom * MM
        """How far down the page blocks may stand."""
        self.paper = self.context.palette_on()
        self.usual_footer = Footer(self.paper, self.side, self.width)
        self.footer: Footer | None = self.usual_footer
        """Of the current page."""
        self.fills = False
        """Whether a floor fills what pages leave blank at their foot."""
        self.pages: list[PageUse] = []
        """The pages that are finished."""
        self._used: list[tuple[float, float]] = []
        """Where boxes begin and end on the current page."""
        self._paint_surface()

    # -- pages and frames -----------------------------------------------------------------------

    def end_page(self) -> None:
        """Finish the page; its footer is drawn when the whole document is known."""
        top, share = self._find_blank()
        filled = self.fills and share > MOST_BLANK and bool(self._used)
        # What stands below the blank, such as a closing panel, is where the floor ends.
        if filled:
            self._fill(top + _ABOVE_FILL, top + share * (self.bottom - self.top))
        self.pages.append(PageUse(self.footer, share, filled))
        self._used.clear()
        self.canvas.showPage()

    def begin_page(self) -> None:
        """Finish this page and begin another, with the usual footer."""
        self.end_page()
        self.footer = self.usual_footer
        self._paint_surface()

    def _find_blank(self) -> tuple[float, float]:
        """Return where the highest blank band begins, and its share of the live height."""
        at, best, live = self.top, (self.top, 0.0), self.bottom - self.top
        for top, bottom in [*sorted(self._used), (self.bottom, self.bottom)]:
            share = (min(top, self.bottom) - at) / live
            best = max(best, (at, share), key=lambda one: one[1])
            at = max(at, bottom)
        return best

    def _fill(self, top: float, bottom: float) -> None:
        """Draw a floor from edge to edge between two heights of the page."""
        size = (self.canvas.width / MM, (bottom - top) / MM)
        floor = draw_floor(self.meta, self.brand, *size, across=_FILL_ACROSS)
        self.canvas.draw(floor, 0, top)

    def _paint_surface(self) -> None:
        """Paint the page in the brand's surface, unless it is the white that paper has anyway."""
        if (surface := self.brand.colours.surface) != WHITE:
            self.canvas.fill_rect(0, 0, self.canvas.width, self.canvas.height, surface)

    def page_frames(self, first: Frame) -> Iterator[Frame]:
        """Yield the frame given, then one for each page that is begun."""
        yield first
        while True:
            self.begin_page()
            yield Frame(self.side, self.top, self.bottom - self.top)

    def frame_below(self, y: float, bottom: float = 0) -> Frame:
        """Return the frame between the margins, from a height down."""
        return Frame(self.side, y, max(0, (bottom or self.bottom) - y))

    def flow(self, box: Box, frames: Iterator[Frame]) -> float:
        """Draw a box through frames, split where it must be; return where it ends in the last.

        Raises:
            ValueError: a part of it that cannot be split is higher than a page.
        """
        frame = next(frames)
        while True:
            if box.height <= frame.height + TOLERANCE:
                return self.draw_at(box, frame.x, frame.y)
            parts = self.split(box, frame)
            if parts:
                self.draw_at(parts[0], frame.x, frame.y)
                box = parts[1]
            elif self._is_page(frame):
                raise ValueError(f"a box of {box.height:.0f} points does not fit on a page")
            frame = next(frames)

    def split(self, box: Box, frame: Frame) -> tuple[Box, Box] | None:
        """Return what of a box fits into a frame and the rest; None where nothing does.

        What does not fit may still fit into the next frame, unless this one is as high as a page:
        then nothing else is left than to tear what should stay whole.
        """
        parts = box.split(frame.height)
        if parts is None and self._is_page(frame):
            parts = box.split(frame.height, tear=True)
        return parts

    def _is_page(self, frame: Frame) -> bool:
        return frame.height >= self.bottom - self.top - TOLERANCE

    def flow_below(self, box: Box, y: float) -> float:
        """Draw a box from a height down, and on over pages; return where it ends."""
        return self.flow(box, self.page_frames(self.frame_below(y)))

    # -- boxes ----------------------------------------------------------------------------------

    def column(self, element: Element, palette: Palette | None = None, width: float = 0) -> Column:
        """Return a column in an element, by default on paper and between the margins."""
        return Column(self.context, element, width or self.width, palette or self.paper)

    def draw_at(self, box: Box, x: float, y: float) -> float:
        """Draw a box; return the height at which it ends."""
        box.draw(self.pen, x, y)
        end = y + box.height
        self.use(y, end)
        return end

    def use(self, top: float, bottom: float) -> None:
        """Note that something stands on the page between two heights."""
        self._used.append((top, bottom))

    def draw_blocks(self, column: Column, blocks: Sequence[Block], y: float) -> float:
        """Draw blocks one below the other from a height down; return where they end."""
        made = build_blocks(column, blocks)
        return self.flow_below(made, y) if made.boxes else y
