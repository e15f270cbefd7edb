"""Sections become pages: each layout's composition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from proposalgen.brand.artwork import draw_ring, draw_sign, draw_strip, draw_units
from proposalgen.brand.model import Brand
from proposalgen.formats.pdf.blocks import Tone
from proposalgen.formats.pdf.boxes import Box, Filled, Picture, Row, Stack, TextBox, space, stack
from proposalgen.formats.pdf.canvas import MM, Element, Sheets, TaggedCanvas
from proposalgen.formats.pdf.fonts import Face
from proposalgen.formats.pdf.frame import Footer
from proposalgen.formats.pdf.onepager import print_one_pager
from proposalgen.formats.pdf.press import Frame, Press, find_left, is_numeral
from proposalgen.formats.pdf.scope import Scope
from proposalgen.formats.pdf.text import find_baseline
from proposalgen.model.document import (
    Block,
    Card,
    Cards,
    Columns,
    Heading,
    Inlines,
    ItemList,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Section,
    Text,
)
from proposalgen.model.walk import plain_text

RING, RING_FOOT = 24 * MM, 112 * MM
"""Radius of a story's tiles, and the height of the page below which its quotation begins."""

SIGNED = 3
"""How many paragraphs end a letter together: the last, the greeting and who signs."""

_BANDS = {1: (1.0,), 2: (190 / 297, 1.0), 3: (160 / 297, 228 / 297, 1.0)}
"""Where the bands of key numbers end, as shares of the page's height (design 6)."""


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A section's sheets, and the feet that they want."""

    sheets: Sheets
    footers: tuple[Footer | None, ...]


Spelled = Mapping[Face, Mapping[int, str]]
"""What each glyph of each face stands for."""


def print_section(section: Section, scope: Scope, brand: Brand, spelled: Spelled) -> Printed:
    """Return a section on sheets of its own; what is printed for many documents is kept.

    ``spelled`` are the glyphs of the sections before it, whose meaning holds here too.

    Raises:
        InputError: a character that no face has.
    """
    printed = (
        _print_shared(section, scope, brand) if scope.shared else _print(section, scope, brand)
    )
    for face, glyphs in printed.sheets.spelled.items():
        earlier = spelled.get(face, {})
        if any(earlier.get(glyph, text) != text for glyph, text in glyphs.items()):
            return _print(section, scope, brand, spelled)
    return printed


def _print(section: Section, scope: Scope, brand: Brand, spelled: Spelled | None = None) -> Printed:
    canvas = TaggedCanvas((brand.page.width * MM, brand.page.height * MM), "Sect", spelled)
    press = Press(scope, brand, canvas)
    layout = _LAYOUTS.get(section.layout, print_plain)
    layout(press, press.relieve(section), canvas.root)
    press.end_page()
    return Printed(canvas.finish(shared=scope.shared), tuple(press.footers))


_print_shared = lru_cache(maxsize=256)(_print)


def print_plain(press: Press, section: Section, element: Element) -> None:
    """Print a title with its blocks below."""
    head = press.make_head(section, element, "title", press.width * 0.86, press.paper)
    head.draw(press.pen, press.side, press.top)
    accent = press.brand.accent(section.theme, section.layout).ground
    tone = press.maker.tone("", accent)
    press.print_blocks(section.blocks, element, press.top + head.height + 12 * MM, tone)


def print_cover(press: Press, section: Section, element: Element) -> None:
    """The whole page on the house colour: words above, the partner's floor below (design 01)."""
    canvas, maker, brand, side = press.canvas, press.maker, press.brand, press.side
    press.footer = None
    tone = maker.tone(brand.house)
    canvas.fill_rect(0, 0, canvas.width, canvas.height, tone.ground)
    label = replace(maker.look("label", tone).scale(10), leading=13)
    maker.text(section.label, label, 40 * MM, element.add("P"), tone).draw(press.pen, side, 16 * MM)
    press.draw_logo(element, side + press.width)
    longest = max((len(word) for word in plain_text(section.title).split()), default=1)
    large = 76 if longest <= 9 else 58 if longest <= 13 else 44
    look = maker.look("cover-title", tone).scale(large)
    press.make_title(section, element, look, press.width, 2).draw(press.pen, side, 44 * MM)
    column = (press.width + brand.page.gutter * MM) / brand.page.columns
    right = side + 8 * column + 3 * MM
    left_y, right_y = 104 * MM, 104 * MM
    for block in section.blocks:
        match block:
            case Paragraph(role="partner"):
                size = name_size(len(plain_text(block.inlines)))
                name = maker.look("promise", tone).scale(size)
                box = maker.text(block.inlines, name, 8 * column - 6 * MM, element.add("P"), tone)
                left_y = press.draw_at(box, side, left_y + 1 * MM)
            case Paragraph(role="details"):
                box = maker.text(block.inlines, "label", 45 * MM, element.add("P"), tone)
                right_y = press.draw_at(box, right, right_y) + 2.4 * MM
            case ItemList():
                right_y = draw_cover_themes(press, block, element, tone, right, right_y)
            case _:
                made = maker.box(block, 8 * column - 6 * MM, element, tone)
                left_y = press.draw_at(made, side, left_y)
    press.draw_floor(0, max(canvas.height * 0.475, left_y + 8 * MM, right_y + 8 * MM), canvas.width)


def print_back(press: Press, section: Section, element: Element) -> None:
    """Words and the name in tiles on the house colour, and the floor below them (design 12)."""
    canvas, brand = press.canvas, press.brand
    press.footer = None
    tone = press.maker.tone(brand.house)
    canvas.fill_rect(0, 0, canvas.width, canvas.height, tone.ground)
    head = press.make_head(section, element, "opener", press.width, tone, press.width * 0.74)
    y = press.draw_at(head, press.side, press.top) + 16 * MM
    column = press.width / max(3, len(section.blocks))
    boxes = [press.maker.box(block, column - 4 * MM, element, tone) for block in section.blocks]
    foot = max((box.height for box in boxes), default=0)
    room = 0.66 * canvas.height - foot - 20 * MM - y
    strip = draw_strip(press.meta, brand, press.width / MM, room / MM, tone.ground)
    canvas.draw(strip, press.side, y)
    y = max(0.55 * canvas.height, y + strip.height * MM + 16 * MM)
    Row([(at * column, box) for at, box in enumerate(boxes)]).draw(press.pen, press.side, y)
    press.draw_floor(0, max(0.66 * canvas.height, y + foot + 12 * MM), canvas.width, across=4)


def draw_cover_themes(
    press: Press, block: ItemList, element: Element, tone: Tone, x: float, y: float
) -> float:
    """Draw the chosen themes, each with its accent; return where they end."""
    listing = element.add("L", attributes="<</O /List /ListNumbering /Disc>>")
    themes = press.meta.themes
    for at, inlines in enumerate(block.items):
        body = listing.add("LI").add("LBody")
        box = press.maker.text(inlines, "label", 42 * MM, body, tone)
        accent = press.brand.accent(themes[at % len(themes)] if themes else "").ground
        dark = press.maker.tone(accent).text == tone.text
        colour = tone.text if dark else press.brand.colour(accent)
        for line in range(3):
            press.canvas.fill_rect(x, y + 1.2 * MM + line * 0.9 * MM, 3.6 * MM, 0.5 * MM, colour)
        box.draw(press.pen, x + 6 * MM, y)
        y += box.height + 1.2 * MM
    return y


def print_letter(press: Press, section: Section, element: Element) -> None:
    """Print the letter, with the panel beside it (design 02)."""
    aside = [b for b in section.blocks if isinstance(b, Panel) and b.kind == "aside"]
    blocks = [block for block in section.blocks if block not in aside]
    panel = 73.6 * MM if aside else 0.0
    left = panel + 10 * MM if aside else press.side
    width = press.canvas.width - press.side - left
    if aside:
        press.canvas.fill_rect(0, 0, panel, press.canvas.height, press.brand.colour("light-blue"))
    head = press.make_title(section, element, press.maker.look("title", press.paper), width, 3)
    head.draw(press.pen, left, press.top)
    made = press.maker.stack(blocks, width, element, press.paper)
    y = press.top + head.height + 12 * MM
    room = press.bottom - y
    made.squeeze(room)
    parts = None if made.height <= room else made.split(room)
    if parts and isinstance(parts[1], Stack) and len(parts[1].boxes) < SIGNED:
        parts = made.cut(len(made.boxes) - SIGNED)
    (parts[0] if parts else made).draw(press.pen, left, y)
    if aside:
        tone = press.maker.tone("light-blue")
        holder = element.add("Div")
        inside = Stack()
        for panel_blocks in aside:
            inside.add(
                press.maker.stack(panel_blocks.blocks, panel - press.side - 10 * MM, holder, tone)
            )
        frame = Frame(press.side, press.top, press.bottom + 8 * MM - press.top)
        end = press.flow(inside, press.page_frames(frame)) + 12 * MM
        floor = max(end, 0.74 * press.canvas.height)
        if press.canvas.height - floor > 30 * MM:
            press.draw_floor(0, floor, panel)
    press.footer = Footer(press.paper, left, width)
    if parts:
        press.begin_page()
        press.flow(parts[1], press.page_frames(press.below(press.top)))


def print_numbers(press: Press, section: Section, element: Element) -> None:
    """Bands one below the other, each a figure as large as it can be (design 03)."""
    canvas, maker = press.canvas, press.maker
    cards = next((b.cards for b in section.blocks if isinstance(b, Cards)), ())
    rest = [b for b in section.blocks if not isinstance(b, Cards)]
    if not cards:
        print_plain(press, section, element)
        return
    ends = _BANDS.get(len(cards)) or tuple(at / len(cards) for at in range(1, len(cards) + 1))
    first = maker.tone(press.brand.role(cards[0].role).ground)
    title_look = replace(maker.look("label", first), align="right")
    y = 0.0
    for at, (card, end) in enumerate(zip(cards, ends, strict=True)):
        tone = maker.tone(press.brand.role(card.role).ground)
        bottom = end * canvas.height
        canvas.fill_rect(0, y, canvas.width, bottom - y, tone.ground)
        if at == 0:
            title = press.make_title(section, element, title_look, press.width / 2, 3)
            title.draw(press.pen, press.side + press.width / 2, press.top)
        draw_band(press, card, element, tone, y, bottom, hero=at == 0)
        y = bottom
    last = maker.tone(press.brand.role(cards[-1].role).ground)
    press.footer = Footer(last, press.side, press.width, words=False)
    if rest:
        press.begin_page()
        press.print_blocks(rest, element, press.top)


def draw_band(
    press: Press, card: Card, element: Element, tone: Tone, top: float, bottom: float, *, hero: bool
) -> None:
    """Draw a key number between two heights of the page."""
    maker, element = press.maker, element.add("Div")
    label = maker.label(card, press.width / 2, element, tone)
    width = press.width * (0.72 if hero else 0.9)
    made = Stack(whole=True)
    if card.number:
        size = min(230 if hero else 105, (bottom - top - 33 * MM) * 0.86)
        most = press.width if hero or not card.field else press.width * 0.47
        made.add(make_figure(press, card, element, tone, size, most))
    else:
        words = replace(maker.look("title", tone), balance=True)
        made.add(maker.text(card.words, words, width, element.add("P"), tone))
    promise = replace(maker.look("promise", tone), balance=True)
    made.add(maker.text(card.text, promise, width, element.add("P"), tone), 3 * MM)
    made.add(maker.text(card.as_of, "note", width, element.add("P"), tone), 1.5 * MM)
    start = top + (8 * MM if top else press.top)
    label.draw(press.pen, press.side, start)
    start += label.height
    spare = bottom - start - made.height - 8 * MM
    field = card.field and maker.text(card.field.words, "note", width, element.add("P"), tone)
    if field and hero and spare > 40 * MM:
        made.draw(press.pen, press.side, start + 4 * MM)
        y = start + made.height + 9 * MM
        box = (press.width, bottom - y - field.height - 9 * MM)
        y = draw_field(press, card, tone, press.side, y, box)
        field.draw(press.pen, press.side, y + 2 * MM)
        return
    made.draw(press.pen, press.side, start + max(2 * MM, min(spare / 2, 16 * MM)))
    if field:
        half = press.side + press.width * 0.51
        field.text = press.setter.set(field.text.inlines, field.text.look, press.width * 0.42)
        box = (press.width * 0.49, min(30 * MM, bottom - start - field.height - 34 * MM))
        y = start + 2 * MM
        if box[1] > 12 * MM:
            y = draw_field(press, card, tone, half, y, box)
        field.draw(press.pen, half, y + 2 * MM)


def draw_field(
    press: Press, card: Card, tone: Tone, x: float, y: float, room: tuple[float, float]
) -> float:
    """Draw a figure as that many units; return where they end."""
    field = card.field
    assert field is not None
    width, height = (side / MM for side in room)
    meta, brand = press.meta, press.brand
    drawing = draw_units(field, (width, height), tone.ground, tone.text, meta, brand)
    press.canvas.draw(drawing, x, y)
    return y + drawing.height * MM


def make_figure(
    press: Press, card: Card, element: Element, tone: Tone, size: float, width: float
) -> Box:
    """Return a number with its unit on the same line, both in a width."""
    maker, setter, gap = press.maker, press.setter, 5 * MM
    if is_numeral(card.number):
        share = 0.55 if card.unit else 1
        height = min(76 * MM if size > 110 else 32 * MM, size * 0.8)
        drawing = press.fit_numeral(card.number, height, width * share, tone)
        numeral = Picture(drawing, element.add("P"), card.number)
        if not card.unit:
            return numeral
        look = maker.look("number", tone).scale(numeral.height * 0.5)
        room = width - numeral.width - gap
        look = look.scale(look.size * min(1, room / setter.measure(card.unit, look)))
        unit = maker.text((Text(card.unit),), look, width, element.add("P"), tone)
        drop = numeral.height - find_baseline(look)
        right = numeral.width + gap
        return Row([(0, numeral), (right, stack([(0, space(drop)), (0, unit)]))])
    look = replace(maker.look("number", tone).scale(size), leading=size * 0.84)
    wide = setter.measure(card.number, look)
    if card.unit:
        wide += gap + setter.measure(card.unit, look.scale(size * 0.4))
    look = look.scale(size * min(1, width * 0.98 / wide))
    small = look.scale(look.size * 0.4)
    figure = maker.text((Text(card.number),), look, width, element.add("P"), tone)
    if not card.unit:
        return figure
    unit = maker.text((Text(card.unit),), small, width, element.add("P"), tone)
    drop = find_baseline(look) - find_baseline(small)
    right = figure.text.widest + gap
    return Row([(0, figure), (right, stack([(0, space(drop)), (0, unit)]))])


def print_standards(press: Press, section: Section, element: Element) -> None:
    """Title and lead, tiles from edge to edge, then the rest (design 04)."""
    head = press.make_head(section, element, "title", press.width * 0.86, press.paper)
    head.draw(press.pen, press.side, press.top)
    y = press.top + head.height
    blocks = list(section.blocks)
    tiles = next(
        (at for at, b in enumerate(blocks) if isinstance(b, Cards) and b.size == "tile"), None
    )
    if tiles is None:
        press.print_blocks(blocks, element, y + 12 * MM)
        return
    if tiles:
        y += 8 * MM
        made = press.maker.stack(blocks[:tiles], press.width * 0.66, element, press.paper)
        y = press.flow(made, press.page_frames(press.below(y)))
    cards = blocks[tiles]
    assert isinstance(cards, Cards)
    tones = [press.maker.tone(press.brand.role(card.role).ground) for card in cards.cards]
    made_tiles = [
        make_tile(press, card, element.add("Div"), tone, len(cards.cards))
        for card, tone in zip(cards.cards, tones, strict=True)
    ]
    after = press.maker.stack(blocks[tiles + 1 :], press.width, element, press.paper)
    room = press.bottom - y - 24 * MM - after.height
    for high in (44, 38, 32, 26, 21):
        for (_, numeral), tone in zip(made_tiles, tones, strict=True):
            wide = (press.width - 12 * MM) / len(tones)
            numeral.drawing = press.fit_numeral(numeral.says, high * MM, wide, tone)
        height = max(tile.height for tile, _ in made_tiles) + 16 * MM
        if height <= room:
            break
    half = press.canvas.width / len(tones)
    y += 12 * MM
    if y + height > press.bottom:
        press.begin_page()
        y = 0
    for at, ((tile, _), tone) in enumerate(zip(made_tiles, tones, strict=True)):
        press.canvas.fill_rect(at * half, y, half, height, tone.ground)
        tile.draw(press.pen, press.side if at == 0 else at * half + 6 * MM, y + 8 * MM)
    if after.boxes:
        press.flow(after, press.page_frames(press.below(y + height + 12 * MM)))


def make_tile(
    press: Press, card: Card, element: Element, tone: Tone, count: int
) -> tuple[Stack, Picture]:
    """Return a standard's tile and, in it, its numeral."""
    maker = press.maker
    width = (press.width - 12 * MM) / 2 if count > 1 else press.width
    tile = Stack(whole=True)
    tile.add(maker.text(card.label, "label", width, element.add("P"), tone))
    drawing = press.fit_numeral(card.number, 44 * MM, width, tone)
    numeral = Picture(drawing, element.add("P"), card.number)
    tile.add(numeral, 4 * MM)
    tile.add(maker.text(card.title, "heading-2", width, element.add("P"), tone), 4 * MM)
    tile.add(maker.text(card.text, "column", width, element.add("P"), tone), 4 * MM)
    return tile, numeral


def print_banner(press: Press, section: Section, element: Element) -> None:
    """A ground from edge to edge with the head and a quotation; then the rest.

    A closing panel stands at the foot of the page. Where it does not fit, it takes what stands
    under the last heading with it to the next.
    """
    accent = press.brand.accent(section.theme, section.layout)
    tone, paper = press.maker.tone(accent.ground), press.maker.tone("", accent.ground)
    story = section.layout == "story"
    wide = press.width * (0.48 if story else 1)
    blocks = list(section.blocks)
    asked = next((b.cards[0] for b in blocks[:1] if isinstance(b, Cards)), None)
    if asked:
        del blocks[0]
        alone = replace(section, promise=())
        inside = press.make_head(alone, element, "opener", wide, tone)
        inside.add(make_asked(press, section.promise, asked, element, tone), 6 * MM)
    else:
        inside = press.make_head(section, element, "opener", wide, tone)
    quote: Stack | None = None
    match blocks:
        case [Quote() as said, *blocks]:
            quote = press.maker.quote(said, press.width * 0.94, element, tone)
            beside = RING_FOOT - press.top - inside.height
            inside.add(quote, max(14 * MM, beside))
    panel = next((b for b in blocks if isinstance(b, Panel) and b.kind == "closing"), None)
    blocks = [block for block in blocks if block is not panel]
    after = press.maker.stack(blocks, press.width, element, paper)
    closing = make_closing(press, panel, element) if panel else None
    foot = closing.height if closing else press.canvas.height - press.bottom
    pad = (press.side, press.top, press.side, 8 * MM)
    room = press.canvas.height - (inside.height + pad[1] + pad[3]) - foot - 14 * MM
    last = max((n for n, b in enumerate(blocks) if _is_heading(b)), default=0)
    later = Stack()
    if closing and last and after.height > room:
        after, later = after.cut(last)
        foot = press.canvas.height - press.bottom
    rest = press.canvas.height - after.height - foot - 18 * MM - pad[1] - pad[3]
    if quote and isinstance(said_box := quote.boxes[0], TextBox):
        while inside.height > rest and said_box.text.look.size > 16:
            text = said_box.text
            look = text.look.scale(text.look.size - 1)
            said_box.text = press.setter.set(text.inlines, look, text.width)
    least = 200 * MM if story else 96 * MM
    least = min(least, press.canvas.height - after.height - foot - 18 * MM)
    band = Filled(inside, press.canvas.width, tone.ground, pad, least)
    band.draw(press.pen, 0, 0)
    if story:
        hang_ring(press, plain_text(section.title), tone.ground)
    y = band.height + 9 * MM
    if after.boxes:
        y = press.flow(after, press.page_frames(press.below(y)))
    if later.boxes:
        press.begin_page()
        y = press.flow(later, press.page_frames(press.below(press.top)))
    if closing:
        if y + 5 * MM + closing.height > press.canvas.height + 0.1:
            press.begin_page()
        closing.draw(press.pen, 0, press.canvas.height - closing.height)
        press.footer = replace(press.usual_footer, tone=press.maker.tone(press.brand.house))


def make_asked(press: Press, promise: Inlines, card: Card, element: Element, tone: Tone) -> Row:
    """Return what is asked for, and beside it the sum in units (design 10)."""
    half, start = press.width * 0.47, press.width * 0.53
    said = press.maker.text(promise, "promise", half, element.add("P"), tone)
    units = press.maker.units(card, (half, said.height), element, tone)
    return Row([(0, said), (start, units)])


def hang_ring(press: Press, name: str, ground: str) -> None:
    """Spell a person's name in six tiles, bleeding over the upper right corner (design 6)."""
    drawing = draw_ring(name, RING / MM, ground, press.meta, press.brand)
    x = 0.775 * press.canvas.width - drawing.width * MM / 2
    press.canvas.draw(drawing, x, RING_FOOT - 6 * MM - drawing.height * MM)


def make_closing(press: Press, panel: Panel, element: Element) -> Filled:
    """Return the panel that closes a section, from edge to edge."""
    tone = press.maker.tone(press.brand.house)
    inside = press.maker.stack(panel.blocks, press.width, element.add("Div"), tone)
    pad = (press.side, 8 * MM, press.side, (press.brand.page.bottom - 4) * MM)
    return Filled(inside, press.canvas.width, tone.ground, pad)


def print_theme(press: Press, section: Section, element: Element) -> None:
    """Accent band with the head; cards; what we do beside what becomes possible (design 07).

    The band gives up height where the rest needs it.
    """
    accent = press.brand.accent(section.theme).ground
    tone, paper = press.maker.tone(accent), press.maker.tone("", accent)
    title_width, promise_width = _find_widths(press, section.theme)
    head = press.make_head(section, element, "opener", title_width, tone, promise_width)
    blocks = list(section.blocks)
    cards: Box = space(0)
    if blocks and isinstance(blocks[0], Cards):
        cards = press.maker.box(blocks.pop(0), press.width, element, paper)
    pair: Row | None = None
    if len(blocks) == 1 and isinstance(blocks[0], Columns) and len(blocks[0].columns) == 2:
        pair = make_pair(press, blocks[0], element, paper)
    after: Box = pair or press.maker.stack(blocks, press.width, element, paper)
    offset = max(66 * MM, 17 * MM + cards.height) if cards.height else 12 * MM
    least = press.top + head.height + 12 * MM
    band = max(least, min(press.brand.page.band * MM, press.bottom - offset - after.height))
    press.canvas.fill_rect(0, 0, press.canvas.width, band, tone.ground)
    head.draw(press.pen, press.side, press.top)
    sign = min(press.brand.page.sign * MM, band - 12 * MM)
    place = (press.side + press.width - sign, band - sign)
    press.make_sign(section.theme, tone, sign).draw(press.pen, *place)
    cards.draw(press.pen, press.side, band + 12 * MM)
    y = band + offset
    if pair:
        panel = pair.cells[1][1]
        if isinstance(panel, Filled):
            panel.least = min(press.bottom - y, max(box.height for _, box in pair.cells))
    press.flow(after, press.page_frames(press.below(y)))


def _find_widths(press: Press, theme: str) -> tuple[float, float]:
    """Return what a theme's sign leaves to the title and to the promise beside it."""
    size = press.brand.page.sign
    drawing = draw_sign(theme, size, "", press.brand)
    if drawing is None:
        return press.width * 0.72, press.width * 0.72
    above = (press.brand.page.band - size) * MM
    free = press.width - size * MM - 4 * MM
    title = free + find_left(drawing, press.top + 6 * MM - above, 58 * MM - above)
    promise = free + find_left(drawing, 50 * MM - above, 80 * MM - above)
    return min(title, press.width * 0.46), min(promise, press.width * 0.38)


def make_pair(press: Press, block: Columns, element: Element, tone: Tone) -> Row:
    """Return two columns, the second a panel that bleeds to the right edge."""
    half = press.canvas.width / 2
    width = half - press.side - 10 * MM
    left = press.maker.stack(block.columns[0], width, element.add("Div"), tone)
    blocks = block.columns[1]
    inner = replace(press.maker.tone("light-blue"), accent=tone.accent)
    if len(blocks) == 1 and isinstance(blocks[0], Panel):
        blocks = blocks[0].blocks
    pad = (8 * MM, 7 * MM, press.side, 8 * MM)
    inside = press.maker.stack(blocks, half - pad[0] - pad[2], element.add("Div"), inner)
    panel = Filled(inside, half, inner.ground, pad)
    return Row([(0, stack([(0, space(7 * MM)), (0, left)])), (half - press.side, panel)])


def print_sources(press: Press, section: Section, element: Element) -> None:
    """Title and lead, then the notes in two columns (design 11)."""
    head = press.make_head(section, element, "title", press.width * 0.86, press.paper)
    head.draw(press.pen, press.side, press.top)
    y = press.top + head.height + 6 * MM
    before = [block for block in section.blocks if not isinstance(block, Notes)]
    if before:
        made = press.maker.stack(before, press.width * 0.66, element, press.paper)
        y = press.flow(made, press.page_frames(press.below(y)))
    if len(before) == len(section.blocks):
        return
    gap = press.brand.page.gutter * MM
    column = (press.width - gap) / 2
    boxes = press.maker.notes(column, element, press.paper)
    frames = column_frames(press, y + 8 * MM, column + gap)
    press.flow(stack((3 * MM, box) for box in boxes), frames)


def column_frames(press: Press, y: float, step: float) -> Iterator[Frame]:
    """Yield the frames of two columns, page after page."""
    while True:
        for column in range(2):
            yield Frame(press.side + column * step, y, press.bottom - y)
        press.begin_page()
        y = press.top


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 2


def name_size(length: int) -> float:
    """Return the size of a partner's name on the cover, in points (design 7)."""
    return next((size for most, size in ((24, 26), (48, 19), (80, 15)) if length <= most), 13)


_LAYOUTS: dict[str, Callable[[Press, Section, Element], None]] = {
    "cover": print_cover,
    "back": print_back,
    "letter": print_letter,
    "numbers": print_numbers,
    "standards": print_standards,
    "story": print_banner,
    "theme": print_theme,
    "ask": print_banner,
    "sources": print_sources,
    "one-pager": print_one_pager,
}
