"""Key numbers: bands one below the other, each a figure as large as it can be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proposalgen.brand.numerals import is_numeral
from proposalgen.formats.pdf.blocks.cards import make_label
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.blocks.numerals import Numeral
from proposalgen.formats.pdf.boxes.box import Box, TextBox, space
from proposalgen.formats.pdf.boxes.containers import Row, Stack, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.artwork import draw_field
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.heads import make_title
from proposalgen.formats.pdf.layouts.plain import lay_out_plain
from proposalgen.formats.pdf.pagination import Footer
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.model.document import Card, Cards, Field, Section, Text

_ENDS = {1: (1.0,), 2: (190 / 297, 1.0), 3: (160 / 297, 228 / 297, 1.0)}
"""Where the bands end, as shares of the page's height, by their number (design 6)."""

_UNIT_GAP = 5 * MM
"""Between a figure and its unit."""

_LARGEST, _SMALLER = 230, 105
"""Size of the first figure and of the others, in points, where they have room."""
_LARGE = 110
"""Above this size a figure in strands may be higher."""
_HERO_NUMERAL, _NUMERAL = 76 * MM, 32 * MM
"""The largest heights of a figure in strands, the first and others (design 6)."""
_HERO_OVER_FIELD = 56 * MM
"""That of the first where a field of units stands below it."""
_LOWEST_FIELD = 6 * MM
"""The height below which a field of units is left out."""
_UNIT_SHARE = 0.4
"""Size of a figure's unit, as a share of the figure's."""


def lay_out_numbers(composer: Composer, section: Section, element: Element) -> None:
    """Lay out the section's cards as bands, and its other blocks on pages of their own."""
    canvas = composer.canvas
    cards = next((b.cards for b in section.blocks if isinstance(b, Cards)), ())
    rest = [b for b in section.blocks if not isinstance(b, Cards)]
    if not cards:
        lay_out_plain(composer, section, element)
        return
    ends = _ENDS.get(len(cards)) or tuple(at / len(cards) for at in range(1, len(cards) + 1))
    palettes = [composer.context.palette_on(composer.brand.card(card.role)) for card in cards]
    y = 0.0
    for at, (card, palette, end) in enumerate(zip(cards, palettes, ends, strict=True)):
        bottom = end * canvas.height
        canvas.fill_rect(0, y, canvas.width, bottom - y, palette.ground)
        column = composer.column(element, palette)
        if at == 0:
            half = composer.width / 2
            style = replace(column.style("label"), align="right")
            title = make_title(column.resize(half), section, style, 3)
            composer.draw_at(title, composer.side + half, composer.top)
        _Band(composer, column.add("Div"), card, y, bottom, hero=at == 0).draw()
        y = bottom
    # The page's number stands on the last band, and so in its colours.
    composer.footer = Footer(palettes[-1], composer.side, composer.width, text=False)
    if rest:
        composer.begin_page()
        composer.draw_blocks(composer.column(element), rest, composer.top)


@dataclass(frozen=True, slots=True)
class _Band:
    """A key number between two heights of the page; the hero is the first and largest."""

    composer: Composer
    column: Column
    card: Card
    top: float
    bottom: float
    hero: bool

    def draw(self) -> None:
        """Draw label, figure and words, and a field of units if the figure has one."""
        composer, card = self.composer, self.card
        label = make_label(self.column.resize(composer.width / 2), card)
        column = self.column.resize(composer.width * (0.72 if self.hero else 0.9))
        words = self._make_words(column)
        start = self.top + (8 * MM if self.top else composer.top)
        start = composer.draw_at(label, composer.side, start)
        spare = self.bottom - start - words.height - 8 * MM
        text = column.text(card.field.words, "note") if card.field else None
        # Beside the first figure there is no room: it is as large as it can be.
        if card.field and text and self.hero:
            end = composer.draw_at(words, composer.side, start + 4 * MM)
            self._draw_field_below(card.field, text, end + 5 * MM)
            return
        composer.draw_at(words, composer.side, start + max(2 * MM, min(spare / 2, 16 * MM)))
        if card.field and text:
            self._draw_field_beside(card.field, text, start)

    def _make_words(self, column: Column) -> Stack:
        """Return the figure, or the words in its place, with text and date below."""
        card, full = self.card, self.composer.width
        made = Stack(whole=True)
        if card.number:
            room = (self.bottom - self.top - 33 * MM) * 0.86
            size = min(_LARGEST if self.hero else _SMALLER, room)
            wide = full if self.hero or not card.field else full * 0.47
            made.add(_make_figure(column.resize(wide), card, size))
        else:
            made.add(column.text(card.words, replace(column.style("title"), balance=True)))
        text = column.text(card.text, replace(column.style("promise"), balance=True))
        made.add(text, 5 * MM)
        made.add(column.text(card.as_of, "note"), 1.5 * MM)
        return made

    def _draw_field_below(self, field: Field, text: TextBox, y: float) -> None:
        """Draw the figure in units over the whole width, if there is room, and what each is."""
        composer = self.composer
        room = (composer.width, self.bottom - y - text.height - 9 * MM)
        if room[1] > _LOWEST_FIELD:
            y = draw_field(composer, field, self.column.palette, (composer.side, y), room) + 2 * MM
        composer.draw_at(text, composer.side, y)

    def _draw_field_beside(self, field: Field, text: TextBox, start: float) -> None:
        """Draw the figure in units at the right, if there is room, and what each stands for."""
        composer = self.composer
        half = composer.side + composer.width * 0.51
        text.text = composer.setter.set(text.text.inlines, text.text.style, composer.width * 0.42)
        room = (
            composer.width * 0.49,
            min(30 * MM, self.bottom - start - text.height - 34 * MM),
        )
        y = start + 2 * MM
        if room[1] > 12 * MM:
            y = draw_field(composer, field, self.column.palette, (half, y), room)
        composer.draw_at(text, half, y + 2 * MM)


def _make_figure(column: Column, card: Card, size: float) -> Box:
    """Return a number with its unit on the same line, both in the column's width."""
    if is_numeral(card.number):
        return _make_numeral(column, card, size)
    setter = column.setter
    style = replace(column.style("number").scale(size), leading=size * 0.84)
    wide = setter.measure(card.number, style)
    if card.unit:
        wide += _UNIT_GAP + setter.measure(card.unit, style.scale(size * _UNIT_SHARE))
    style = style.scale(size * min(1, column.width * 0.98 / wide))
    figure = column.text((Text(card.number),), style)
    if not card.unit:
        return figure
    small = style.scale(style.size * _UNIT_SHARE)
    right = figure.text.widest + _UNIT_GAP
    return Row([(0, figure), (right, _make_unit(column, card, small, style.baseline))])


def _make_numeral(column: Column, card: Card, size: float) -> Box:
    """Return a number in strands with its unit on the same line."""
    share = 0.55 if card.unit else 1
    hero = _HERO_OVER_FIELD if card.field else _HERO_NUMERAL
    height = min(hero if size > _LARGE else _NUMERAL, size * 0.8)
    numeral = Numeral.make(column, card.number, height, column.width * share)
    if not card.unit:
        return numeral
    style = column.style("number").scale(numeral.height * 0.5)
    room = column.width - numeral.width - _UNIT_GAP
    style = style.scale(style.size * min(1, room / column.setter.measure(card.unit, style)))
    right = numeral.width + _UNIT_GAP
    return Row([(0, numeral), (right, _make_unit(column, card, style, numeral.height))])


def _make_unit(column: Column, card: Card, style: TextStyle, baseline: float) -> Box:
    """Return a figure's unit, its baseline as far down as the figure's."""
    unit = column.text((Text(card.unit),), style)
    return stack([(0, space(baseline - style.baseline)), (0, unit)])
