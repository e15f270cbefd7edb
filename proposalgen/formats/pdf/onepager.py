"""The one-pager: head, floor, numbers, themes and the ask on a single page (design 16)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proposalgen.formats.pdf.blocks import Tone
from proposalgen.formats.pdf.boxes import Box, Filled, Picture, Row, Stack, TextBox, space, stack
from proposalgen.formats.pdf.canvas import MM, Element
from proposalgen.formats.pdf.press import Press, is_numeral
from proposalgen.model.document import (
    Card,
    Cards,
    Columns,
    Heading,
    Panel,
    Paragraph,
    Section,
    Text,
)

CLOSING = 46 * MM
"""Least height of the ask at the foot of the page."""


def print_one_pager(press: Press, section: Section, element: Element) -> None:
    """Head, two rows of floor, numbers, themes and the ask on one page (design 16)."""
    canvas, maker, brand = press.canvas, press.maker, press.brand
    press.footer = None
    tone = maker.tone(brand.house)
    unit = canvas.height / 297
    canvas.fill_rect(0, 0, canvas.width, 110 * unit, tone.ground)
    blocks = list(section.blocks)
    label = maker.text(section.label, "label", 40 * MM, element.add("P"), tone)
    label.draw(press.pen, press.side, press.top)
    logo = press.meta.logo
    press.draw_logo(element, press.side + press.width)
    title = press.make_title(section, element, maker.look("opener", tone), press.width, 1)
    promise = maker.text(section.promise, "promise", press.width, element.add("P"), tone)
    top = 33 * unit
    match blocks:
        case [Paragraph(role="details") as details, *blocks]:
            look = replace(maker.look("label", tone), align="right")
            half = press.width * 0.6
            box = maker.text(details.inlines, look, half, element.add("P"), tone)
            below = 38 * MM if logo else press.top
            end = press.draw_at(box, press.side + press.width - half, below)
            top = max(top, end + 6 * MM)
    title.draw(press.pen, press.side, top)
    end = press.draw_at(promise, press.side, top + title.height + 4 * MM)
    made = Stack()
    match blocks:
        case [Cards() as cards, *blocks]:
            made.add(make_numbers(press, cards.cards, element))
    match blocks:
        case [Columns() as themes, *blocks]:
            made.add(make_themes(press, themes, element), 6 * MM)
    foot: Box = space(press.brand.page.bottom * MM)
    match blocks:
        case [*blocks, Panel(kind="closing") as panel]:
            ask = maker.tone(brand.accent("", "ask").ground)
            inside = maker.stack(panel.blocks, press.width, element.add("Div"), ask)
            pad = (press.side, 7 * MM, press.side, 5 * MM)
            foot = Filled(inside, canvas.width, ask.ground, pad, CLOSING)
    floor = max(66 * unit, end + 8 * MM)
    ground = min(136 * unit, canvas.height - foot.height - made.height - 12 * MM)
    if ground > floor + 8 * MM:
        press.draw_floor(0, floor, canvas.width, until=ground, across=6)
    ground = max(ground, floor)
    canvas.fill_rect(0, ground, canvas.width, canvas.height, brand.colour("white"))
    y = press.flow(made, press.page_frames(press.below(ground + 6 * MM, press.canvas.height)))
    if y + foot.height > canvas.height + 0.1:
        press.begin_page()
        press.footer = None
    foot.draw(press.pen, 0, canvas.height - foot.height)
    if blocks:
        press.begin_page()
        press.print_blocks(blocks, element, press.top)


def make_numbers(press: Press, cards: Sequence[Card], element: Element) -> Row:
    """Return key numbers side by side, numerals 24 mm high."""
    maker, gap = press.maker, press.brand.page.gutter * MM
    count = max(3, len(cards))
    column = (press.width - gap * (count - 1)) / count
    tone = press.paper
    ink = replace(tone, text=tone.accent, ground=press.brand.colour("white"))
    cells: list[tuple[float, Box]] = []
    for at, card in enumerate(cards):
        holder = element.add("Div")
        made = Stack(whole=True)
        made.add(maker.label(card, column, holder, tone))
        if is_numeral(card.number):
            drawing = press.fit_numeral(card.number, 24 * MM, column, ink)
            made.add(Picture(drawing, holder.add("P"), card.number), 4 * MM)
        elif card.number:
            look = replace(maker.look("number", ink).scale(84), leading=24 * MM)
            wide = press.setter.measure(card.number, look)
            look = replace(look.scale(look.size * min(1, column / wide)), leading=24 * MM)
            made.add(maker.text((Text(card.number),), look, column, holder.add("P"), ink), 4 * MM)
        else:
            look = replace(maker.look("heading-2", tone), leading=12 * MM)
            made.add(maker.text(card.words, look, column, holder.add("P"), tone), 4 * MM)
        if card.unit:
            unit = maker.look("heading-2", tone).scale(15)
            made.add(maker.text((Text(card.unit),), unit, column, holder.add("P"), tone), 2 * MM)
        for inlines, style in ((card.text, "fact"), (card.as_of, "note")):
            made.add(maker.text(inlines, style, column, holder.add("P"), tone), 1 * MM)
        cells.append((at * (column + gap), made))
    return Row(cells)


def make_themes(press: Press, block: Columns, element: Element) -> Stack:
    """Return each theme on its accent, three in a row with their signs, or four without."""
    maker, brand, gap = press.maker, press.brand, press.brand.page.gutter * MM
    themes = press.meta.themes
    small = len(block.columns) > 3
    count, pad, sign = (4, 3 * MM, 0.0) if small else (3, 5 * MM, 17 * MM)
    column = (press.width - gap * (count - 1)) / count
    cards: list[tuple[str, Tone, Stack]] = []
    for at, blocks in enumerate(block.columns):
        theme = themes[at] if at < len(themes) else ""
        tone, holder = maker.tone(brand.accent(theme).ground), element.add("Div")
        card = Stack(whole=True)
        for one in blocks:
            heading = isinstance(one, Heading)
            made = maker.box(one, column - 2 * pad, holder, tone)
            if isinstance(made, TextBox):
                look = made.text.look.scale(9.5 if small else 14)
                look = look if heading else maker.look("note" if small else "fact", tone)
                width = column - 2 * pad - (sign + 2 * MM if heading and sign else 0)
                made.text = press.setter.set(made.text.inlines, look, width)
            card.add(made, max(1 * MM, sign + 2 * MM - card.height if sign else 0))
        cards.append((theme, tone, card))
    least = 0 if small else 36 * MM
    least = max(least, max(card.height for _, _, card in cards) + 2 * pad)
    rows: list[list[tuple[float, Box]]] = []
    for at, (theme, tone, card) in enumerate(cards):
        beside = press.make_sign(theme, tone, sign) if sign else space(0)
        inside = Row([(0, card), (column - 2 * pad - sign, beside)])
        if at % count == 0:
            rows.append([])
        filled = Filled(inside, column, tone.ground, (pad, pad, pad, pad), least)
        rows[-1].append((at % count * (column + gap), filled))
    return stack((gap, Row(row)) for row in rows)
