"""Blocks become boxes of a given width, and elements of the structure tree in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from proposalgen.brand.artwork import JOURNEY, draw_journey, draw_units
from proposalgen.brand.drawing import Path, hexagon, polygon
from proposalgen.brand.model import Brand
from proposalgen.brand.operators import set_colour
from proposalgen.formats.pdf.boxes import (
    Box,
    Drawing,
    Filled,
    Grid,
    Picture,
    Row,
    Stack,
    TextBox,
    rule,
    rules,
    space,
    stack,
)
from proposalgen.formats.pdf.canvas import MM, Element
from proposalgen.formats.pdf.text import Look, Pen, Typesetter, find_baseline
from proposalgen.model.document import (
    Block,
    Card,
    Cards,
    Chart,
    Columns,
    Contents,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Link,
    Meta,
    Note,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Table,
    Text,
)
from proposalgen.model.walk import note_text, plain_text

NARROW = 100 * MM
"""Below this width text is set as a column."""

FIELD = 18 * MM
"""Least height of a field of units."""
FLAG = 29 * MM, 4.6 * MM
"""Width and height of a flag."""

_ROLES = {
    "lead": "lead",
    "label": "label",
    "promise": "promise",
    "fact": "fact",
    "note": "note",
    "letter": "letter",
    "prepared": "label",
    "partner": "heading-2",
    "details": "label",
}
"""The step of the type scale for each role of a paragraph."""


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of a ground: its own, and those of text, small print, links and accents."""

    ground: str
    text: str
    muted: str
    link: str
    accent: str


class BoxMaker:
    """Makes boxes in a brand's look."""

    def __init__(self, meta: Meta, notes: Sequence[Note], brand: Brand, setter: Typesetter) -> None:
        """Begin, with what the document says of itself, and the notes to be printed."""
        self.meta = meta
        self.printed = notes
        self.brand = brand
        self.setter = setter

    def tone(self, ground: str, accent: str = "") -> Tone:
        """Return the colours on a ground, both given by their names in the brand."""
        brand = self.brand
        pairs = brand.grounds
        dark = any(pair.ground == ground and pair.text != brand.text for pair in pairs)
        text = next((pair.text for pair in pairs if pair.ground == ground), brand.text)
        return Tone(
            ground=brand.colour(ground) if ground else "",
            text=brand.colour(text),
            muted=brand.colour(text if dark or ground not in ("", "light-blue") else brand.muted),
            link=brand.colour(text if ground not in ("", "light-blue") else brand.house),
            accent=brand.colour(accent or brand.house),
        )

    def look(self, style: str, tone: Tone, colour: str = "") -> Look:
        """Return a step of the type scale on a ground."""
        return Look.of(self.brand.styles[style], colour or tone.text, tone.link)

    def text(
        self, inlines: Inlines, style: str | Look, width: float, element: Element | None, tone: Tone
    ) -> TextBox:
        """Return a paragraph."""
        look = style if isinstance(style, Look) else self.look(style, tone)
        return TextBox(self.setter.set(inlines, look, width), element)

    # -- all blocks -----------------------------------------------------------------------------

    def stack(self, blocks: Sequence[Block], width: float, parent: Element, tone: Tone) -> Stack:
        """Return blocks one below the other."""
        made = Stack()
        before: Block | None = None
        for block in blocks:
            made.add(self.box(block, width, parent, tone), self._gap(before, block))
            before = block
        return made

    def _gap(self, before: Block | None, block: Block) -> float:
        if isinstance(before, Heading):
            return (1 if before.level == 3 else 3) * MM
        match block:
            case Heading(level=2):
                return 8 * MM
            case Heading():
                return 4 * MM
            case Paragraph(role="letter"):
                return 3.2 * MM
            case Paragraph():
                return 2.4 * MM
            case ItemList():
                return 3 * MM
            case _:
                return 6 * MM

    def box(self, block: Block, width: float, parent: Element, tone: Tone) -> Box:
        """Return one block."""
        match block:
            case Heading():
                return self._heading(block, width, parent, tone)
            case Paragraph():
                style = _ROLES.get(block.role) or ("column" if width < NARROW else "body")
                return self.text(block.inlines, style, width, parent.add("P"), tone)
            case ItemList():
                return self._list(block, width, parent, tone)
            case Table():
                return self._table(block, width, parent, tone)
            case Quote():
                return self.quote(block, width, parent, tone)
            case Cards():
                return self._cards(block, width, parent, tone)
            case Chart():
                return self._chart(block, width, parent, tone)
            case Columns():
                return self._columns(block, width, parent, tone)
            case Panel():
                return self._panel(block, width, parent, tone)
            case Contents():
                return self._contents(block, width, parent, tone)
            case Notes():
                make = self.note_line if width < NARROW else self._note
                notes = enumerate(self.printed, 1)
                return stack((1.6 * MM, make(n, note, width, parent, tone)) for n, note in notes)

    def _heading(self, block: Heading, width: float, parent: Element, tone: Tone) -> TextBox:
        look = replace(self.look(f"heading-{block.level}", tone), balance=True)
        if block.level == 3 and width < 80 * MM:
            look = look.scale(10.5)
        box = self.text(block.inlines, look, width, parent.add(f"H{block.level}"), tone)
        box.keep = True
        if block.level == 2:
            box.outline = (plain_text(block.inlines), 1)
        return box

    def _list(self, block: ItemList, width: float, parent: Element, tone: Tone) -> Stack:
        numbering = "Decimal" if block.ordered else "Disc"
        listing = parent.add("L", attributes=f"<</O /List /ListNumbering /{numbering}>>")
        style = "column" if width < NARROW else "body"
        indent = 6.5 * MM
        made = Stack()
        for number, inlines in enumerate(block.items, 1):
            item = listing.add("LI")
            look = self.look(style, tone)
            sign: Box = self._bullet(look, tone)
            if block.ordered:
                label = item.add("Lbl")
                counted = self.text((Text(f"{number}."),), "label", indent, label, tone)
                sign = stack([(0, space((look.leading - counted.height) / 2)), (0, counted)])
            words = self.text(inlines, look, width - indent, item.add("LBody"), tone)
            made.add(Row([(0, sign), (indent, words)]), 2.6 * MM)
        return made

    def _bullet(self, look: Look, tone: Tone) -> Drawing:
        """Return a hexagon; decoration, since the list itself says that it is one."""
        radius = 1.5
        tile = Path(hexagon(radius, 0, radius), fill=tone.accent)

        def paint(pen: Pen, x: float, y: float) -> None:
            pen.canvas.draw_paths([tile], x, y + look.leading / 2)

        return Drawing(look.leading, paint)

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, block: Table, width: float, parent: Element, tone: Tone) -> Box:
        table = parent.add("Table")
        made = Stack()
        if block.caption:
            caption = table.add("Caption").add("P")
            heading = self.text(block.caption, "label", width, caption, tone)
            heading.keep = True
            made.add(heading)
        pad = 3 * MM
        columns = self._share_width(block, width, pad, tone)
        lefts = [sum(columns[:at]) for at in range(len(columns))]
        head = table.add("THead").add("TR")
        body = table.add("TBody")

        def make_row(cells: Sequence[Inlines], row: Element, kind: str) -> Row:
            placed: list[tuple[float, Box]] = []
            for at, inlines in enumerate(cells):
                scope = "<</O /Table /Scope /Column>>" if kind == "TH" else ""
                look = self.look("label" if kind == "TH" else "fact", tone)
                if at in block.numeric:
                    look = replace(look, align="right")
                cell = row.add(kind, attributes=scope)
                box = self.text(inlines, look, columns[at] - pad, cell.add("P"), tone)
                if kind == "TH":
                    box.element, box.once = cell, True
                    cell.kids.clear()
                placed.append((lefts[at], box))
            return Row(placed)

        grid = Grid(
            make_row(block.head, head, "TH"),
            [make_row(cells, body.add("TR"), "TD") for cells in block.rows],
            width,
            self.brand.colour(self.brand.house),
            self.brand.colour("hairline"),
        )
        made.add(grid, 2 * MM)
        return made

    def _share_width(self, block: Table, width: float, pad: float, tone: Tone) -> list[float]:
        """Return widths of columns: what each needs on one line, within reason, then in share."""
        look = self.look("fact", tone)
        needs = [
            max(
                self.setter.set(cells[at], look, 10_000).widest
                for cells in (block.head, *block.rows)
            )
            + pad
            for at in range(len(block.head))
        ]
        total = sum(needs)
        if total <= width:
            return [need + (width - total) / len(needs) for need in needs]
        fair = width / len(needs)
        small = [need if need <= fair else 0.0 for need in needs]
        rest = width - sum(small)
        big = [
            min(need, 3 * fair) if not kept else 0.0
            for need, kept in zip(needs, small, strict=True)
        ]
        return [kept or rest * need / sum(big) for kept, need in zip(small, big, strict=True)]

    # -- quotation, cards, chart ----------------------------------------------------------------

    def quote(self, block: Quote, width: float, parent: Element, tone: Tone) -> Stack:
        """Return a quotation with a hanging mark, at a size that keeps it to eight lines."""
        element = parent.add("BlockQuote")
        said = (Text("“"), *block.inlines, Text("”"))
        look = self.look("quote", tone)
        hang = self.setter.measure("“", look)
        text = self.setter.set(said, look, width)
        while len(text.lines) > 8 and look.size > 18:
            look = look.scale(look.size - 1)
            text = self.setter.set(said, look, width)
        made = Stack(indent=-hang * look.size / self.brand.styles["quote"].size if hang < 30 else 0)
        made.add(TextBox(text, element.add("P")))
        speaker = self.text(block.speaker, "fact", width, element.add("P"), tone)
        made.add(Stack([speaker], [0], indent=-made.indent), 8 * MM)
        return made

    def _cards(self, block: Cards, width: float, parent: Element, tone: Tone) -> Box:
        if block.size == "units":
            room = (width, FIELD + 10 * MM)
            return stack((0, self.units(card, room, parent, tone)) for card in block.cards)
        if block.size == "row" or width < NARROW:
            return self._card_rows(block.cards, width, parent, tone)
        gap = self.brand.page.gutter * MM
        count = max(3, len(block.cards))
        column = (width - gap * (count - 1)) / count
        long = any(len(f"{card.number} {card.unit}") > 9 for card in block.cards)
        cells = [self._card(card, column, parent, tone, small=long) for card in block.cards]
        offset = max((text.height for _, _, text, _ in cells), default=0)
        date_at = max(44 * MM, 28.6 * MM + offset + 2 * MM)
        placed: list[tuple[float, Box]] = []
        for at, (top, number, text, date) in enumerate(cells):
            made = Stack(whole=True)
            made.add(top)
            for box, where in ((number, 12.8 * MM), (text, 28.6 * MM), (date, date_at)):
                made.add(box, max(0, where - made.height))
            placed.append((at * (column + gap), made))
        return Row(placed)

    def label(self, card: Card, width: float, parent: Element, tone: Tone) -> Box:
        """Return a card's label and, on a draft, a flag at its right for a figure in doubt."""
        label = self.text(card.label, "label", width, parent.add("P"), tone)
        if not card.flag:
            return label
        red, dark = (
            self.brand.colour_or("red", self.brand.house),
            self.brand.colour(self.brand.text),
        )
        look = replace(self.look("label", tone, dark), size=7, leading=FLAG[1] - 1)
        words = self.text(card.flag, look, FLAG[0] - 4 * MM, parent.add("P"), tone)
        flag = Filled(words, FLAG[0], red, (2 * MM, 0.5, 2 * MM, 0.5), FLAG[1])
        if width - label.text.widest < FLAG[0] + 2 * MM:
            return stack([(0, label), (1 * MM, flag)])
        return Row([(0, label), (width - FLAG[0], flag)])

    def units(self, card: Card, room: tuple[float, float], parent: Element, tone: Tone) -> Stack:
        """Return a figure as its field of units, below it of what and how many each is.

        It takes about the room, and more only where that has no place for a field.
        """
        if card.field is None:
            return Stack()
        width = room[0]
        words = Stack()
        said = ((card.label, "label"), (card.as_of, "note"), (card.field.words, "note"))
        for inlines, style in said:
            if inlines:
                words.add(self.text(inlines, style, width, parent.add("P"), tone))
        height = max(FIELD, room[1] - words.height - 3 * MM)
        box, ground = (width / MM, height / MM), tone.ground or self.brand.colour("white")
        drawn = draw_units(card.field, box, ground, tone.text, self.meta, self.brand)
        return stack([(0, Picture(drawn)), (3 * MM, words)], whole=True)

    def _card(
        self, card: Card, width: float, parent: Element, tone: Tone, *, small: bool
    ) -> tuple[Box, Box, Box, Box]:
        """Return rule with label, number or words, text, and date."""
        element = parent.add("Div")
        top = Stack(whole=True)
        top.add(rules(width, tone.accent))
        label = self.label(card, width, element, tone)
        top.add(label, 8 * MM - top.height)
        number = self.number(card, width, element, tone, size=29 if small else 0)
        if card.title:
            title = self.text(card.title, "heading-3", width, element.add("P"), tone)
            number = stack([(0, number), (1 * MM, title)])
        text = self.text(card.text, "fact", width, element.add("P"), tone)
        date = self.text(
            card.as_of, self.look("note", tone, tone.muted), width, element.add("P"), tone
        )
        return top, number, text, date

    def number(
        self, card: Card, width: float, parent: Element, tone: Tone, *, size: float = 0
    ) -> Box:
        """Return a card's figure on one line as large as fits, or the words in its place."""
        if not card.number:
            look = replace(self.look("heading-2", tone), balance=True)
            return self.text(card.words, look, width, parent.add("P"), tone)
        look = self.look("number", tone)
        if size:
            look = look.scale(size)
        text = " ".join(filter(None, (card.number, card.unit)))
        wide = self.setter.measure(text, look)
        if wide > width:
            look = look.scale(look.size * width / wide * 0.99)
        return self.text((Text(text),), look, width, parent.add("P"), tone)

    def _card_rows(self, cards: Sequence[Card], width: float, parent: Element, tone: Tone) -> Stack:
        made = Stack()
        for card in cards:
            element = parent.add("Div")
            made.add(rule(width, tone.accent, 0.4 * MM), 4 * MM)
            figure = " ".join(filter(None, (card.number, card.unit)))
            shown: Inlines = (Text(figure),) if figure else card.words
            beside = width >= 70 * MM and not card.label
            left = width * 0.42 if beside else width
            if card.label:
                made.add(self.label(card, width, element, tone), 2 * MM)
            look = self.look("heading-2", tone).scale(15 if beside else 13)
            number = self.text(
                shown, look, left - (2 * MM if beside else 0), element.add("P"), tone
            )
            words = Stack()
            wide = width - left if beside else width
            for inlines, style in ((card.title, "label"), (card.text, "fact")):
                if inlines:
                    words.add(self.text(inlines, style, wide, element.add("P"), tone), 0.5 * MM)
            if card.as_of:
                small = self.look("note", tone, tone.muted)
                words.add(self.text(card.as_of, small, wide, element.add("P"), tone), 0.5 * MM)
            if beside:
                made.add(Row([(0, number), (left, words)]), 2 * MM)
            else:
                made.add(number, 1.5 * MM)
                made.add(words, 0.5 * MM)
        return made

    def _chart(self, block: Chart, width: float, parent: Element, tone: Tone) -> Stack:
        """Return strand bars: three thick lines for the part, thin ones for the rest."""
        element = parent.add("Div")
        made = Stack(whole=True)
        caption = self.text(block.caption, "fact", width, element.add("P"), tone)
        made.add(caption)
        names, figures = width * 0.25, width * 0.37
        pitch, thick, thin = 2.3 * MM, 1.5 * MM, 0.35 * MM
        row_height = 15 * MM
        texts = Stack()
        for bar in block.bars:
            label = self.look("label", tone).scale(9)
            lines = stack(
                [
                    (0, self.text((Text(bar.label),), label, names, element.add("P"), tone)),
                    (0, self.text((Text(bar.detail),), "note", names, element.add("P"), tone)),
                ]
            )
            look = replace(
                self.look("number", tone, tone.accent).scale(15), align="right", tracking=0
            )
            shown = self.text(
                (Text(bar.figure),), look, figures - names - 3 * MM, element.add("P"), tone
            )
            cells = Row([(0, lines), (names, stack([(0, space(1 * MM)), (0, shown)]))])
            texts.add(cells)
            texts.add(space(max(2 * MM, row_height - cells.height)))
        legend_width = (width - figures) / 2
        on = self.text((Text(block.on),), "label", legend_width, element.add("P"), tone)
        off_look = replace(self.look("label", tone), align="right")
        off = self.text((Text(block.off),), off_look, legend_width, element.add("P"), tone)
        tops = [sum(box.height for box in texts.boxes[:at]) for at in range(0, len(texts.boxes), 2)]
        # The parent gets the picture last, so that the words are read in the model's order.
        figure = element.add("Figure", alt=block.alt)

        def paint(pen: Pen, x: float, y: float) -> None:
            long = width - figures
            for bar, top in zip(block.bars, tops, strict=True):
                for strand in range(3):
                    at = y + top + 1.2 * MM + strand * pitch
                    middle = at + thick / 2 - thin / 2
                    part = long * bar.share / 100
                    pen.canvas.fill_rect(x + figures, middle, long, thin, tone.text)
                    pen.canvas.fill_rect(x + figures, at, part, thick, tone.accent)

        picture = Drawing(texts.height, paint, figure, width)
        made.add(Row([(0, picture), (0, texts)]), 6 * MM)
        made.add(Row([(figures, on), (figures + legend_width, off)]))
        return made

    # -- columns, panels, contents --------------------------------------------------------------

    def _columns(self, block: Columns, width: float, parent: Element, tone: Tone) -> Box:
        gap = (8 if block.kind == "plain" else 4) * MM
        count = max(len(block.columns), 2)
        column = (width - gap * (count - 1)) / count
        cells: list[tuple[float, Box]] = []
        for at, blocks in enumerate(block.columns):
            inside = self.stack(blocks, column - 2 * MM, parent.add("Div"), tone)
            if block.kind == "ruled":
                inside = stack([(0, rules(column, tone.accent)), (4 * MM, inside)])
            cells.append((at * (column + gap), inside))
        if block.kind != "steps":
            return Row(cells)
        line = self._journey([left for left, _ in cells], width, tone)
        return stack([(0, line), (4 * MM, Row(cells))])

    def _journey(self, stops: Sequence[float], width: float, tone: Tone) -> Drawing:
        """Return the journey line, from edge to edge of the page, with a dot at each stop."""
        side = self.brand.page.side
        places = [side + stop / MM for stop in stops]
        wide = width / MM + 2 * side
        drawing = draw_journey(places, wide, tone.text, self.meta, self.brand)

        def paint(pen: Pen, x: float, y: float) -> None:
            pen.canvas.draw(drawing, x - side * MM, y)

        return Drawing(JOURNEY * MM, paint, keep=True)

    def _panel(self, block: Panel, width: float, parent: Element, tone: Tone) -> Filled:
        ground = self.brand.house if block.kind == "closing" else "light-blue"
        inner = replace(self.tone(ground), accent=tone.accent)
        pad = 7 * MM
        inside = self.stack(block.blocks, width - 2 * pad, parent.add("Div"), inner)
        return Filled(inside, width, inner.ground, (pad, pad, pad, pad))

    def _contents(self, block: Contents, width: float, parent: Element, tone: Tone) -> Stack:
        toc = parent.add("TOC")
        made = Stack()
        numbers = 8 * MM
        for entry in block.entries:
            reference = toc.add("TOCI").add("Reference")
            link = reference.add("Link")
            text = self.text(entry.title, "fact", width - numbers, link, tone)
            look = replace(self.look("fact", tone).scale(9.5), font="label")
            made.add(ContentsLine(text, entry.section, link, look, width, self.setter), 0.8 * MM)
        return made

    # -- notes ----------------------------------------------------------------------------------

    def notes(self, width: float, parent: Element, tone: Tone) -> list[Box]:
        """Return a box for each note of the document."""
        return [
            self._note(number, note, width, parent, tone)
            for number, note in enumerate(self.printed, 1)
        ]

    def note_line(self, number: int, note: Note, width: float, parent: Element, tone: Tone) -> Row:
        """Return a note run together in small print, its number before it."""
        element = parent.add("Note", id=f"note-{number}")
        small = replace(self.look("note", tone), size=6.5, leading=8.6)
        *said, last = note_text(note)
        inlines: list[Inline] = []
        for line in said:
            linked = note.url and line == said[-1]
            inlines += [Link(line, note.url) if linked else Text(line), Text(" ")]
        indent = 4 * MM
        label = self.text((Text(str(number)),), small, indent, element.add("Lbl"), tone)
        label.destination = f"note-{note.source}"
        whole = (*inlines, Text(last))
        return Row(
            [(0, label), (indent, self.text(whole, small, width - indent, element.add("P"), tone))]
        )

    def _note(self, number: int, note: Note, width: float, parent: Element, tone: Tone) -> Box:
        element = parent.add("Note", id=f"note-{number}")
        indent, tile = 8 * MM, 6 * MM
        inner = width - indent - tile
        look = replace(self.look("note", tone, tone.accent).scale(9), font="heading")
        label = self.text((Text(str(number)),), look, indent, element.add("Lbl"), tone)
        label.destination = f"note-{note.source}"
        small = self.look("note", tone)
        words = Stack()
        lines = note_text(note)
        claims = 1 if note.claims else 0
        for at, line in enumerate(lines):
            paragraph = element.add("P")
            if at < claims:
                bold = replace(small, font="label")
                words.add(self.text((Text(line),), bold, inner, paragraph, tone))
            elif note.url and line == lines[-2 if note.status_text else -1]:
                words.add(self.text((Link(line, note.url),), small, inner, paragraph, tone))
            else:
                serif = replace(small, font="body") if at == claims else small
                last = at == len(lines) - 1 and note.status_text
                coloured = replace(serif, colour=tone.muted) if last else serif
                words.add(self.text((Text(line),), coloured, inner, paragraph, tone))

        tile_paths = shape_tile(1.5, tone.accent, note.status)

        def paint(pen: Pen, x: float, y: float) -> None:
            pen.canvas.draw_paths(tile_paths, x + 1.5 * MM, y + 1.9 * MM)

        row = Row([(0, label), (indent, words), (width - 3 * MM, Drawing(3 * MM, paint))])
        hairline = rule(width, self.brand.colour("hairline"), 0.3 * MM)
        return stack([(0, hairline), (1.6 * MM, row)], whole=True)


@dataclass(slots=True)
class ContentsLine:
    """A title that leads to its section, and the number of its page, filled in late."""

    text: TextBox
    section: str
    link: Element
    look: Look
    width: float
    setter: Typesetter
    keep: bool = False

    @property
    def height(self) -> float:
        return self.text.height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw title and number as one link."""
        self.text.draw(pen, x, y)
        canvas, look = pen.canvas, self.look
        face = self.setter.faces[look.font]
        pen.note_digits(face)
        baseline = canvas.height - (y + self.height - look.leading + find_baseline(look))
        right = x + self.width

        def show(page: int) -> str:
            glyphs = face.shape(str(page))
            left = right - glyphs.width * look.size / 1000
            return f"1 0 0 1 {left:.2f} {baseline:.2f} Tm {glyphs.show(0, 0)}"

        mark = canvas.open_mark(self.link)
        font = f"/{face.resource} {look.size:g} Tf {set_colour(look.colour)}"
        destination = f"section-{self.section}"
        canvas.add_marked(f"{mark} BT {font} {canvas.defer(destination, show)} ET EMC")
        title = "".join(word.text for line in self.text.text.lines for word in line)
        box = (x, y, x + self.width, y + self.height)
        canvas.add_link(self.link, box, title, destination=destination)

    def split(self, room: float) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None


def shape_tile(radius: float, colour: str, status: str) -> list[Path]:
    """Return a note's tile about its middle, in millimetres: solid, half or outline."""
    whole = hexagon(0, 0, radius)
    if status == "verified":
        return [Path(whole, fill=colour)]
    outline = Path(whole, stroke=colour, width=0.2)
    if status == "secondary":
        corners = [(values[0], values[1]) for _, values in whole[:-1]]
        return [Path(polygon([corners[0], *corners[3:]]), fill=colour), outline]
    return [outline]
