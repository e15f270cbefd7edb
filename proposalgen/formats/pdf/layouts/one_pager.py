"""The one-pager: head, floor, numbers, themes and the ask on a single page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from proposalgen.brand.numerals import is_numeral
from proposalgen.formats.pdf.blocks.build import build_block, build_blocks
from proposalgen.formats.pdf.blocks.cards import make_label
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.blocks.numerals import Numeral, align_numerals
from proposalgen.formats.pdf.boxes.box import Box, TextBox, space
from proposalgen.formats.pdf.boxes.containers import TOLERANCE, Filled, Row, Stack, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.artwork import (
    draw_floor,
    draw_logo,
    make_sign,
)
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import make_title
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import (
    Block,
    Card,
    Cards,
    Columns,
    Heading,
    Panel,
    Paragraph,
    Section,
    Text,
)

_CLOSING = 46 * MM
"""Least height of the ask at the foot of the page."""

_HEAD, _TITLE, _FLOOR, _GROUND = 110 / 297, 33 / 297, 66 / 297, 136 / 297
"""Where the head ends, the title begins, the floor begins and ends, as shares of the height."""

_IN_A_ROW = {1: 1, 2: 2, 3: 3, 5: 3, 6: 3}
"""How many of so many themes stand side by side, where these are not four."""
_NUMERAL = 24 * MM
"""Height of a key number."""


B = TypeVar("B", bound=Block)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The blocks of a one-pager by their places; any may be missing."""

    details: Paragraph | None
    numbers: Cards | None
    themes: Columns | None
    closing: Panel | None
    rest: list[Block]

    @classmethod
    def find(cls, blocks: Sequence[Block]) -> _Parts:
        """Return the parts, which stand in this order."""
        rest = list(blocks)

        def take(kind: type[B], at: int, wanted: Callable[[B], bool]) -> B | None:
            if rest and isinstance(block := rest[at], kind) and wanted(block):
                del rest[at]
                return block
            return None

        details = take(Paragraph, 0, lambda block: block.role == "details")
        numbers = take(Cards, 0, lambda _: True)
        themes = take(Columns, 0, lambda _: True)
        closing = take(Panel, -1, lambda block: block.kind == "closing")
        return cls(details, numbers, themes, closing, rest)


def lay_out_one_pager(composer: Composer, section: Section, element: Element) -> None:
    """Lay out a section on one page, and what is too much on further ones."""
    canvas, brand = composer.canvas, composer.brand
    composer.footer = None
    parts = _Parts.find(section.blocks)
    end = _draw_head(composer, section, element, parts.details)
    made = Stack()
    if parts.numbers:
        made.add(_make_numbers(composer, parts.numbers, element))
    if parts.themes:
        made.add(_make_themes(composer, parts.themes, element), 6 * MM)
    foot = _make_foot(composer, parts.closing, element)
    floor = max(_FLOOR * canvas.height, end + 8 * MM)
    ground = min(_GROUND * canvas.height, canvas.height - foot.height - made.height - 12 * MM)
    if ground > floor + 8 * MM:
        draw_floor(composer, floor, canvas.width, until=ground, across=6)
    ground = max(ground, floor)
    # Where the rest needs much room, it begins above the end of the head's ground, and covers it.
    canvas.fill_rect(0, ground, canvas.width, canvas.height, brand.colours.surface)
    frame = composer.frame_below(ground + 6 * MM, canvas.height)
    y = composer.flow(made, composer.page_frames(frame))
    if y + foot.height > canvas.height + TOLERANCE:
        composer.begin_page()
        composer.footer = None
    composer.draw_at(foot, 0, canvas.height - foot.height)
    if parts.rest:
        composer.begin_page()
        composer.draw_blocks(composer.column(element), parts.rest, composer.top)


def _draw_head(
    composer: Composer, section: Section, element: Element, details: Paragraph | None
) -> float:
    """Draw label, logo, details, title and promise on the house colour; return their end."""
    canvas, side = composer.canvas, composer.side
    palette = composer.context.palette_on(composer.brand.primary)
    column = composer.column(element, palette)
    canvas.fill_rect(0, 0, canvas.width, _HEAD * canvas.height, palette.ground)
    label = column.text(section.label, "label", 40 * MM)
    composer.draw_at(label, side, composer.top)
    draw_logo(composer, element)
    title = make_title(column, section, column.style("opener"), 1)
    promise = column.text(section.promise, "promise")
    top = _TITLE * canvas.height
    if details:
        style = replace(column.style("label"), align="right")
        width = composer.width * 0.6
        box = column.text(details.inlines, style, width)
        below = 38 * MM if composer.meta.logo else composer.top
        end = composer.draw_at(box, side + composer.width - width, below)
        top = max(top, end + 6 * MM)
    composer.draw_at(title, side, top)
    return composer.draw_at(promise, side, top + title.height + 4 * MM)


def _make_foot(composer: Composer, panel: Panel | None, element: Element) -> Box:
    """Return the ask from edge to edge of the page, or the margin where there is none."""
    if panel is None:
        return space(composer.brand.page.bottom * MM)
    palette = composer.context.palette_on(composer.brand.accent("", "ask"))
    inside = build_blocks(composer.column(element.add("Div"), palette), panel.blocks)
    padding = (composer.side, 7 * MM, composer.side, 5 * MM)
    return Filled(inside, composer.canvas.width, palette.ground, padding, _CLOSING)


def _make_numbers(composer: Composer, block: Cards, element: Element) -> Row:
    """Return key numbers side by side."""
    gap = composer.brand.page.gutter * MM
    count = max(3, len(block.cards))
    wide = (composer.width - gap * (count - 1)) / count
    strands = all(is_numeral(card.number) for card in block.cards if card.number)
    cells: list[tuple[float, Box]] = []
    numerals: list[Numeral] = []
    for at, card in enumerate(block.cards):
        column = composer.column(element.add("Div"), width=wide)
        made = Stack(whole=True)
        made.add(make_label(column, card))
        figure = _make_figure(column, card, block.cards, strands=strands)
        if isinstance(figure, Numeral):
            numerals.append(figure)
        made.add(figure, 4 * MM)
        if card.unit:
            style = column.style("heading-2").scale(15)
            made.add(column.text((Text(card.unit),), style), 2 * MM)
        made.add(column.text(card.text, "fact"), (1 if card.unit else 3) * MM)
        made.add(column.text(card.as_of, "note"), 1 * MM)
        cells.append((at * (wide + gap), made))
    align_numerals(numerals, _NUMERAL, wide - 3 * MM)
    return Row(cells)


def _make_figure(column: Column, card: Card, row: Sequence[Card], *, strands: bool) -> Box:
    """Return a number in the accent's colour, in strands where its row can be, or words."""
    palette = column.palette
    ink = column.recolour(replace(palette, text=palette.accent))
    if card.number and strands:
        return Numeral.make(ink, card.number, _NUMERAL, column.width)
    if card.number:
        style = replace(ink.style("number").scale(84), leading=_NUMERAL)
        # One size for all numbers of a row, so that none stands out by being short; a hair smaller
        # than it may be, so that rounding does not break the line.
        wide = max(column.setter.measure(one.number, style) for one in row if one.number)
        style = style.scale(style.size * min(1, column.width / wide * 0.99))
        return ink.text((Text(card.number),), replace(style, leading=_NUMERAL))
    return column.text(card.words, replace(column.style("heading-2"), leading=_NUMERAL / 2))


def _make_themes(composer: Composer, block: Columns, element: Element) -> Stack:
    """Return each theme on its accent, three in a row with their signs, or four without."""
    gap = composer.brand.page.gutter * MM
    small = len(block.columns) > 3
    pad, sign = (3 * MM, 0.0) if small else (5 * MM, 17 * MM)
    count = _IN_A_ROW.get(len(block.columns), 4)
    wide = (composer.width - gap * (count - 1)) / count
    inside = wide - 2 * pad
    # A template may write more columns than there are themes: these are in the house colour.
    themes = [*composer.meta.themes, *[""] * len(block.columns)][: len(block.columns)]
    cards: list[tuple[str, Column, Stack]] = []
    for theme, blocks in zip(themes, block.columns, strict=True):
        palette = composer.context.palette_on(composer.brand.accent(theme))
        column = composer.column(element.add("Div"), palette, inside)
        cards.append((theme, column, _make_theme(column, blocks, sign)))
    least = 0 if small else 36 * MM
    least = max(least, max(card.height for _, _, card in cards) + 2 * pad)
    rows: list[list[tuple[float, Box]]] = []
    for at, (theme, column, card) in enumerate(cards):
        beside = make_sign(composer, theme, column.palette, sign) if sign else space(0)
        row = Row([(0, card), (inside - sign, beside)])
        if at % count == 0:
            rows.append([])
        ground = column.palette.ground
        filled = Filled(row, wide, ground, (pad, pad, pad, pad), least)
        rows[-1].append((at % count * (wide + gap), filled))
    return stack((gap, Row(row)) for row in rows)


def _make_theme(column: Column, blocks: tuple[Block, ...], sign: float) -> Stack:
    """Return a theme's blocks, its heading beside a sign of a size in points, if it has one."""
    card = Stack(whole=True)
    for block in blocks:
        heading = isinstance(block, Heading)
        made = build_block(column, block)
        # Text is set again in the size of a small card.
        if isinstance(made, TextBox):
            if heading:
                style = made.text.style.scale(14 if sign else 9.5)
            else:
                style = column.style("fact" if sign else "note")
            width = column.width - (sign + 2 * MM if heading and sign else 0)
            made.text = column.setter.set(made.text.inlines, style, width)
        card.add(made, max(1 * MM, sign + 2 * MM - card.height if sign else 0))
    return card
