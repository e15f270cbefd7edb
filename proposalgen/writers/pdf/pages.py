"""Sections become pages: each layout's composition, and the frame that every page shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from proposalgen.brand import Brand
from proposalgen.document import (
    Block,
    Card,
    Cards,
    Columns,
    Document,
    Heading,
    ItemList,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Section,
    Text,
    plain_text,
    shorten,
)
from proposalgen.writers.pdf.blocks import BoxMaker, Tone
from proposalgen.writers.pdf.boxes import MM, Box, Filled, Row, Stack, TextBox, space, stack
from proposalgen.writers.pdf.canvas import Element, TaggedCanvas
from proposalgen.writers.pdf.text import Look, Pen, Typesetter, find_baseline

FOOTER_LENGTH = 60
"""Characters of the footer's words before they are cut, on a word."""


LONGEST_PROMISE = 8
"""Lines of a promise that a section's head can hold."""

_BANDS = {1: (1.0,), 2: (190 / 297, 1.0), 3: (160 / 297, 228 / 297, 1.0)}
"""Where the bands of key numbers end, as shares of the page's height (design 6)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where boxes may stand, in points from the upper left corner of the page."""

    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Footer:
    """The foot of a page; ``words`` are left out where only the page's number stands."""

    tone: Tone
    left: float
    width: float
    words: bool = True


class Press:
    """Prints one document, section by section."""

    def __init__(self, document: Document, brand: Brand, canvas: TaggedCanvas) -> None:
        self.document = document
        self.brand = brand
        self.canvas = canvas
        guesses = {section.id: page for page, section in enumerate(document.sections, 1)}
        self.setter = Typesetter(brand, document.note_numbers(), guesses)
        self.maker = BoxMaker(document, brand, self.setter)
        self.pen = Pen(canvas)
        page = brand.page
        self.side, self.top = page.side * MM, page.top * MM
        self.width = canvas.width - 2 * self.side
        self.bottom = canvas.height - page.bottom * MM
        self.paper = self.maker.tone("")
        self._usual_footer = Footer(self.paper, self.side, self.width)
        self._footer: Footer | None = self._usual_footer

    def print(self, section: Section) -> None:
        """Print a section, beginning on a new page."""
        element = self.canvas.root.add("Sect")
        layouts: dict[str, Callable[[Section, Element], None]] = {
            "cover": self._print_cover,
            "letter": self._print_letter,
            "numbers": self._print_numbers,
            "standards": self._print_standards,
            "story": self._print_banner,
            "theme": self._print_theme,
            "ask": self._print_banner,
            "sources": self._print_sources,
        }
        self._footer = self._usual_footer
        layouts.get(section.layout, self._print_plain)(self._relieve(section), element)
        self._end_page()

    def _relieve(self, section: Section) -> Section:
        """Return the section with a promise too long for its head as its first paragraph."""
        look = self.maker.look("promise", self.paper)
        lines = self.setter.set(section.promise, look, self.width * 0.72).lines
        if len(lines) <= LONGEST_PROMISE:
            return section
        paragraph = Paragraph(section.promise, "promise")
        return replace(section, promise=(), blocks=(paragraph, *section.blocks))

    # -- the frame of every page ----------------------------------------------------------------

    def _end_page(self) -> None:
        if self._footer:
            self._draw_footer(self._footer)
        if self.document.meta.draft:
            self._draw_draft()
        self.canvas.showPage()

    def _next_page(self) -> None:
        self._end_page()
        self._footer = self._usual_footer

    def _draw_footer(self, footer: Footer) -> None:
        brand, meta, tone, left = self.brand, self.document.meta, footer.tone, footer.left
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
        number = replace(look, font="bold", align="right")
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
        words = self.document.meta.draft
        self._draw_artifact(words, look, self.side, 2.6 * MM, self.width)
        big = Look.of(brand.styles["title"], red).scale(74 * MM)
        text = self.setter.set((Text("DRAFT"),), replace(big, tracking=0), 10_000)
        canvas.saveState()
        canvas.setFillAlpha(0.15)
        canvas.translate(canvas.width / 2, canvas.height / 2)
        canvas.rotate(54.7)
        canvas.translate(-text.widest / 2, -canvas.height - text.look.size * 0.1 + text.height / 2)
        self.pen.draw(text, 0, 0, None)
        canvas.restoreState()

    # -- placing boxes --------------------------------------------------------------------------

    def _page_frames(self, first: Frame) -> Iterator[Frame]:
        """Yield the frame given, then one for each page that is begun."""
        yield first
        while True:
            self._next_page()
            yield Frame(self.side, self.top, self.bottom - self.top)

    def _flow(self, box: Box, frames: Iterator[Frame]) -> float:
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

    def _below(self, y: float) -> Frame:
        return Frame(self.side, y, max(0, self.bottom - y))

    def _print_blocks(
        self, blocks: Sequence[Block], element: Element, y: float, tone: Tone | None = None
    ) -> float:
        made = self.maker.stack(blocks, self.width, element, tone or self.paper)
        if not made.boxes:
            return y
        return self._flow(made, self._page_frames(self._below(y)))

    def _title(
        self, section: Section, element: Element, look: Look, width: float, most: int
    ) -> TextBox:
        """Return the section's title, smaller where it would need more than ``most`` lines."""
        look = replace(look, balance=True)
        text = self.setter.set(section.title, look, width)
        while len(text.lines) > most and look.size > 18:
            look = look.scale(look.size - 2)
            text = self.setter.set(section.title, look, width)
        return TextBox(
            text,
            # In Word too the cover's title heads the document, not a section of it.
            element.add("P" if section.layout == "cover" else "H1"),
            keep=True,
            outline=(plain_text(section.title), 0),
            destination=f"section-{section.id}",
        )

    def _head(
        self, section: Section, element: Element, style: str, width: float, tone: Tone
    ) -> Stack:
        """Return label, title and promise."""
        made = Stack()
        maker = self.maker
        if section.label:
            made.add(maker.text(section.label, "label", width, element.add("P"), tone))
        most = 2 if style in ("opener", "cover-title") else 3
        title = self._title(section, element, maker.look(style, tone), width, most)
        made.add(title, 8 * MM - 11.3 * 0.5)
        if section.promise:
            promise = maker.text(section.promise, "promise", width, element.add("P"), tone)
            made.add(promise, 6 * MM)
        return made

    # -- layouts --------------------------------------------------------------------------------

    def _print_plain(self, section: Section, element: Element) -> None:
        head = self._head(section, element, "title", self.width * 0.86, self.paper)
        head.draw(self.pen, self.side, self.top)
        accent = self.brand.accent(section.theme, section.layout).ground
        tone = self.maker.tone("", accent)
        self._print_blocks(section.blocks, element, self.top + head.height + 12 * MM, tone)

    def _print_cover(self, section: Section, element: Element) -> None:
        """The whole page on the house colour; the floor's place is filled by the accents."""
        canvas, maker, brand, side = self.canvas, self.maker, self.brand, self.side
        self._footer = None
        tone = maker.tone(brand.house)
        canvas.fill_rect(0, 0, canvas.width, canvas.height, tone.ground)
        label = replace(maker.look("label", tone).scale(10), leading=13)
        maker.text(section.label, label, 40 * MM, element.add("P"), tone).draw(
            self.pen, side, 16 * MM
        )
        longest = max((len(word) for word in plain_text(section.title).split()), default=1)
        large = 76 if longest <= 9 else 58 if longest <= 13 else 44
        look = maker.look("cover-title", tone).scale(large)
        self._title(section, element, look, self.width, 2).draw(self.pen, side, 44 * MM)
        column = (self.width + brand.page.gutter * MM) / brand.page.columns
        right = side + 8 * column + 3 * MM
        left_y, right_y = 104 * MM, 104 * MM
        for block in section.blocks:
            match block:
                case Paragraph(role="partner"):
                    size = name_size(len(plain_text(block.inlines)))
                    name = maker.look("promise", tone).scale(size)
                    box = maker.text(
                        block.inlines, name, 8 * column - 6 * MM, element.add("P"), tone
                    )
                    left_y = self._draw_at(box, side, left_y + 1 * MM)
                case Paragraph(role="details"):
                    box = maker.text(block.inlines, "label", 45 * MM, element.add("P"), tone)
                    right_y = self._draw_at(box, right, right_y) + 2.4 * MM
                case ItemList():
                    right_y = self._draw_cover_themes(block, element, tone, right, right_y)
                case _:
                    made = maker.box(block, 8 * column - 6 * MM, element, tone)
                    left_y = self._draw_at(made, side, left_y)
        self._draw_bands(max(canvas.height * 0.475, left_y + 8 * MM, right_y + 8 * MM))

    def _draw_at(self, box: Box, x: float, y: float) -> float:
        box.draw(self.pen, x, y)
        return y + box.height

    def _draw_cover_themes(
        self, block: ItemList, element: Element, tone: Tone, x: float, y: float
    ) -> float:
        listing = element.add("L", attributes="<</O /List /ListNumbering /Disc>>")
        themes = self.document.meta.themes
        for at, inlines in enumerate(block.items):
            body = listing.add("LI").add("LBody")
            box = self.maker.text(inlines, "label", 42 * MM, body, tone)
            accent = self.brand.accent(themes[at % len(themes)] if themes else "").ground
            dark = self.maker.tone(accent).text == tone.text
            colour = tone.text if dark else self.brand.colour(accent)
            for line in range(3):
                self.canvas.fill_rect(x, y + 1.2 * MM + line * 0.9 * MM, 3.6 * MM, 0.5 * MM, colour)
            box.draw(self.pen, x + 6 * MM, y)
            y += box.height + 1.2 * MM
        return y

    def _draw_bands(self, y: float) -> None:
        """Fill the floor's place with three strands of each chosen accent."""
        canvas, brand = self.canvas, self.brand
        canvas.fill_rect(0, y, canvas.width, canvas.height - y, brand.colour("white"))
        themes = list(dict.fromkeys(self.document.meta.themes)) or [""]
        names = [brand.accent(theme).ground for theme in themes]
        if brand.house not in names:
            names.append(brand.house)
        pitch = (canvas.height - y) / (3 * len(names) + len(names))
        weight = pitch * 0.65
        at = y + pitch * 0.7
        for name in names:
            for _ in range(3):
                canvas.fill_rect(0, at, canvas.width, weight, brand.colour(name))
                at += pitch
            at += pitch

    def _print_letter(self, section: Section, element: Element) -> None:
        aside = [b for b in section.blocks if isinstance(b, Panel) and b.kind == "aside"]
        blocks = [block for block in section.blocks if block not in aside]
        panel = 73.6 * MM if aside else 0.0
        left = panel + 10 * MM if aside else self.side
        width = self.canvas.width - self.side - left
        if aside:
            self.canvas.fill_rect(0, 0, panel, self.canvas.height, self.brand.colour("light-blue"))
        head = self._title(section, element, self.maker.look("title", self.paper), width, 3)
        head.draw(self.pen, left, self.top)
        made = self.maker.stack(blocks, width, element, self.paper)
        y = self.top + head.height + 12 * MM
        room = self.bottom - y
        parts = None if made.height <= room else made.split(room)
        (parts[0] if parts else made).draw(self.pen, left, y)
        if aside:
            tone = self.maker.tone("light-blue")
            holder = element.add("Div")
            inside = Stack()
            for panel_blocks in aside:
                inside.add(
                    self.maker.stack(panel_blocks.blocks, panel - self.side - 10 * MM, holder, tone)
                )
            self._flow(
                inside,
                self._page_frames(Frame(self.side, self.top, self.bottom + 8 * MM - self.top)),
            )
        self._footer = Footer(self.paper, left, width)
        if parts:
            self._next_page()
            self._flow(parts[1], self._page_frames(self._below(self.top)))

    def _print_numbers(self, section: Section, element: Element) -> None:
        """Bands one below the other, each a figure as large as it can be (design 03)."""
        canvas, maker = self.canvas, self.maker
        cards = next((b.cards for b in section.blocks if isinstance(b, Cards)), ())
        rest = [b for b in section.blocks if not isinstance(b, Cards)]
        if not cards:
            self._print_plain(section, element)
            return
        ends = _BANDS.get(len(cards)) or tuple(at / len(cards) for at in range(1, len(cards) + 1))
        first = maker.tone(self._role_ground(cards[0]))
        title_look = replace(maker.look("label", first), align="right")
        y = 0.0
        for at, (card, end) in enumerate(zip(cards, ends, strict=True)):
            tone = maker.tone(self._role_ground(card))
            bottom = end * canvas.height
            canvas.fill_rect(0, y, canvas.width, bottom - y, tone.ground)
            if at == 0:
                title = self._title(section, element, title_look, self.width / 2, 3)
                title.draw(self.pen, self.side + self.width / 2, self.top)
            self._draw_band(card, element, tone, y, bottom, hero=at == 0)
            y = bottom
        last = maker.tone(self._role_ground(cards[-1]))
        self._footer = Footer(last, self.side, self.width, words=False)
        if rest:
            self._next_page()
            self._print_blocks(rest, element, self.top)

    def _role_ground(self, card: Card) -> str:
        ground = self.brand.roles.get(card.role)
        return ground.ground if ground else self.brand.house

    def _draw_band(
        self, card: Card, element: Element, tone: Tone, top: float, bottom: float, *, hero: bool
    ) -> None:
        """Draw a key number between two heights of the page."""
        maker, element = self.maker, element.add("Div")
        label = maker.text(card.label, "label", self.width / 2, element.add("P"), tone)
        width = self.width * (0.72 if hero else 0.9)
        made = Stack(whole=True)
        if card.number:
            room = bottom - top - 33 * MM
            made.add(self._make_figure(card, element, tone, min(230 if hero else 105, room * 0.86)))
        else:
            words = replace(maker.look("title", tone), balance=True)
            made.add(maker.text(card.words, words, width, element.add("P"), tone))
        promise = replace(maker.look("promise", tone), balance=True)
        made.add(maker.text(card.text, promise, width, element.add("P"), tone), 3 * MM)
        made.add(maker.text(card.as_of, "note", width, element.add("P"), tone), 1.5 * MM)
        start = top + (8 * MM if top else self.top)
        label.draw(self.pen, self.side, start)
        start += label.height
        spare = bottom - start - made.height - 8 * MM
        made.draw(self.pen, self.side, start + max(2 * MM, min(spare / 2, 16 * MM)))

    def _make_figure(self, card: Card, element: Element, tone: Tone, size: float) -> Box:
        """Return a number with its unit on the same line, no wider than the page's text."""
        maker, setter, gap = self.maker, self.setter, 5 * MM
        look = replace(maker.look("number", tone).scale(size), leading=size * 0.84)
        wide = setter.measure(card.number, look)
        if card.unit:
            wide += gap + setter.measure(card.unit, look.scale(size * 0.4))
        look = look.scale(size * min(1, self.width * 0.98 / wide))
        small = look.scale(look.size * 0.4)
        figure = maker.text((Text(card.number),), look, self.width, element.add("P"), tone)
        if not card.unit:
            return figure
        unit = maker.text((Text(card.unit),), small, self.width, element.add("P"), tone)
        drop = find_baseline(look) - find_baseline(small)
        right = figure.text.widest + gap
        return Row([(0, figure), (right, stack([(0, space(drop)), (0, unit)]))])

    def _print_standards(self, section: Section, element: Element) -> None:
        """Title and lead, tiles from edge to edge, then the rest (design 04)."""
        head = self._head(section, element, "title", self.width * 0.86, self.paper)
        head.draw(self.pen, self.side, self.top)
        y = self.top + head.height
        blocks = list(section.blocks)
        tiles = next(
            (at for at, b in enumerate(blocks) if isinstance(b, Cards) and b.size == "tile"), None
        )
        if tiles is None:
            self._print_blocks(blocks, element, y + 12 * MM)
            return
        if tiles:
            y += 8 * MM
            made = self.maker.stack(blocks[:tiles], self.width * 0.66, element, self.paper)
            y = self._flow(made, self._page_frames(self._below(y)))
        cards = blocks[tiles]
        assert isinstance(cards, Cards)
        tones = [self.maker.tone(self._role_ground(card)) for card in cards.cards]
        made_tiles = [
            self._make_tile(card, element.add("Div"), tone, len(cards.cards))
            for card, tone in zip(cards.cards, tones, strict=True)
        ]
        after = self.maker.stack(blocks[tiles + 1 :], self.width, element, self.paper)
        room = self.bottom - y - 24 * MM - after.height
        for size in (100, 84, 70, 56):
            for _, numeral in made_tiles:
                look = numeral.text.look.scale(size)
                numeral.text = self.setter.set(numeral.text.inlines, look, numeral.text.width)
            height = max(tile.height for tile, _ in made_tiles) + 16 * MM
            if height <= room:
                break
        half = self.canvas.width / len(tones)
        y += 12 * MM
        if y + height > self.bottom:
            self._next_page()
            y = 0
        for at, ((tile, _), tone) in enumerate(zip(made_tiles, tones, strict=True)):
            self.canvas.fill_rect(at * half, y, half, height, tone.ground)
            tile.draw(self.pen, self.side if at == 0 else at * half + 6 * MM, y + 8 * MM)
        if after.boxes:
            self._flow(after, self._page_frames(self._below(y + height + 12 * MM)))

    def _make_tile(
        self, card: Card, element: Element, tone: Tone, count: int
    ) -> tuple[Stack, TextBox]:
        """Return a standard's tile and, in it, its numeral."""
        maker = self.maker
        width = (self.width - 12 * MM) / 2 if count > 1 else self.width
        tile = Stack(whole=True)
        tile.add(maker.text(card.label, "label", width, element.add("P"), tone))
        look = replace(maker.look("number", tone).scale(100), leading=90)
        numeral = maker.text((Text(card.number),), look, width, element.add("P"), tone)
        tile.add(numeral, 3 * MM)
        tile.add(maker.text(card.title, "heading-2", width, element.add("P"), tone), 4 * MM)
        tile.add(maker.text(card.text, "column", width, element.add("P"), tone), 4 * MM)
        return tile, numeral

    def _print_banner(self, section: Section, element: Element) -> None:
        """A ground from edge to edge with the head and a quotation; then the rest.

        A closing panel stands at the foot of the page. Where it does not fit, it takes what stands
        under the last heading with it to the next.
        """
        accent = self.brand.accent(section.theme, section.layout)
        tone, paper = self.maker.tone(accent.ground), self.maker.tone("", accent.ground)
        inside = self._head(section, element, "opener", self.width, tone)
        blocks = list(section.blocks)
        match blocks:
            case [Quote() as said, *blocks]:
                inside.add(self.maker.quote(said, self.width * 0.94, element, tone), 24 * MM)
        closing: Filled | None = None
        match blocks:
            case [*_, Panel(kind="closing") as panel]:
                blocks.pop()
                after = self.maker.stack(blocks, self.width, element, paper)
                closing = self._closing(panel, element)
            case _:
                after = self.maker.stack(blocks, self.width, element, paper)
        foot = closing.height if closing else self.canvas.height - self.bottom
        pad = (self.side, self.top, self.side, 8 * MM)
        room = self.canvas.height - (inside.height + pad[1] + pad[3]) - foot - 14 * MM
        last = max((n for n, b in enumerate(blocks) if _is_heading(b)), default=0)
        later = Stack()
        if closing and last and after.height > room:
            after, later = after.cut(last)
            foot = self.canvas.height - self.bottom
        least = 96 * MM if section.layout == "ask" else 200 * MM
        least = min(least, self.canvas.height - after.height - foot - 18 * MM)
        band = Filled(inside, self.canvas.width, tone.ground, pad, least)
        band.draw(self.pen, 0, 0)
        y = band.height + 9 * MM
        if after.boxes:
            y = self._flow(after, self._page_frames(self._below(y)))
        if later.boxes:
            self._next_page()
            y = self._flow(later, self._page_frames(self._below(self.top)))
        if closing:
            if y + 5 * MM + closing.height > self.canvas.height + 0.1:
                self._next_page()
            closing.draw(self.pen, 0, self.canvas.height - closing.height)
            self._footer = replace(self._usual_footer, tone=self.maker.tone(self.brand.house))

    def _closing(self, panel: Panel, element: Element) -> Filled:
        tone = self.maker.tone(self.brand.house)
        inside = self.maker.stack(panel.blocks, self.width, element.add("Div"), tone)
        pad = (self.side, 8 * MM, self.side, (self.brand.page.bottom - 4) * MM)
        return Filled(inside, self.canvas.width, tone.ground, pad)

    def _print_theme(self, section: Section, element: Element) -> None:
        """Accent band with the head; cards; what we do beside what becomes possible (design 07).

        The band gives up height where the rest needs it.
        """
        accent = self.brand.accent(section.theme).ground
        tone, paper = self.maker.tone(accent), self.maker.tone("", accent)
        head = self._head(section, element, "opener", self.width * 0.72, tone)
        blocks = list(section.blocks)
        cards: Box = space(0)
        if blocks and isinstance(blocks[0], Cards):
            cards = self.maker.box(blocks.pop(0), self.width, element, paper)
        pair: Row | None = None
        if len(blocks) == 1 and isinstance(blocks[0], Columns) and len(blocks[0].columns) == 2:
            pair = self._make_pair(blocks[0], element, paper)
        after: Box = pair or self.maker.stack(blocks, self.width, element, paper)
        offset = max(66 * MM, 17 * MM + cards.height) if cards.height else 12 * MM
        least = self.top + head.height + 12 * MM
        band = max(least, min(self.brand.page.band * MM, self.bottom - offset - after.height))
        self.canvas.fill_rect(0, 0, self.canvas.width, band, tone.ground)
        head.draw(self.pen, self.side, self.top)
        self._draw_strands(tone, band)
        cards.draw(self.pen, self.side, band + 12 * MM)
        y = band + offset
        if pair:
            panel = pair.cells[1][1]
            if isinstance(panel, Filled):
                panel.least = min(self.bottom - y, max(box.height for _, box in pair.cells))
        self._flow(after, self._page_frames(self._below(y)))

    def _draw_strands(self, tone: Tone, bottom: float) -> None:
        """Three lines standing on the band's lower edge, in the place of the theme's sign."""
        right = self.side + self.width
        for line in range(3):
            x = right - 10 * MM - line * 16 * MM
            height = (70 - line * 18) * MM
            self.canvas.fill_rect(x, bottom - height, 10 * MM, height, tone.text)

    def _make_pair(self, block: Columns, element: Element, tone: Tone) -> Row:
        """Return two columns, the second a panel that bleeds to the right edge."""
        half = self.canvas.width / 2
        width = half - self.side - 10 * MM
        left = self.maker.stack(block.columns[0], width, element.add("Div"), tone)
        blocks = block.columns[1]
        inner = replace(self.maker.tone("light-blue"), accent=tone.accent)
        if len(blocks) == 1 and isinstance(blocks[0], Panel):
            blocks = blocks[0].blocks
        pad = (8 * MM, 7 * MM, self.side, 8 * MM)
        inside = self.maker.stack(blocks, half - pad[0] - pad[2], element.add("Div"), inner)
        panel = Filled(inside, half, inner.ground, pad)
        return Row([(0, stack([(0, space(7 * MM)), (0, left)])), (half - self.side, panel)])

    def _print_sources(self, section: Section, element: Element) -> None:
        """Title and lead, then the notes in two columns (design 11)."""
        head = self._head(section, element, "title", self.width * 0.86, self.paper)
        head.draw(self.pen, self.side, self.top)
        y = self.top + head.height + 6 * MM
        before = [block for block in section.blocks if not isinstance(block, Notes)]
        if before:
            made = self.maker.stack(before, self.width * 0.66, element, self.paper)
            y = self._flow(made, self._page_frames(self._below(y)))
        if len(before) == len(section.blocks):
            return
        gap = self.brand.page.gutter * MM
        column = (self.width - gap) / 2
        boxes = self.maker.notes(column, element, self.paper)
        frames = self._column_frames(y + 8 * MM, column + gap)
        self._flow(stack((3 * MM, box) for box in boxes), frames)

    def _column_frames(self, y: float, step: float) -> Iterator[Frame]:
        """Yield the frames of two columns, page after page."""
        while True:
            for column in range(2):
                yield Frame(self.side + column * step, y, self.bottom - y)
            self._next_page()
            y = self.top


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 2


def name_size(length: int) -> float:
    """Return the size of a partner's name on the cover, in points (design 7)."""
    return next((size for most, size in ((24, 26), (48, 19), (80, 15)) if length <= most), 13)
