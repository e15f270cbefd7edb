"""Cards: figures or words, each with a label, a text and a date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proposalgen.brand.artwork import draw_units
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import Artwork, Box, TextBox, rule, triple_rule
from proposalgen.formats.pdf.boxes.containers import Filled, Row, Stack, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.model.document import Card, Cards, Inlines, Text
from proposalgen.model.holding import NO_BREAK

_FIELD = 18 * MM
"""Height of a field of units."""
_FLAG = 29 * MM, 4.6 * MM
"""Width and height of a flag (design 6)."""
_FLAG_PAD, _FLAG_EDGE = 2 * MM, 0.5
"""Around a flag's words: at the sides, and above and below."""

_LONG = 9
"""A figure of more characters makes all figures of its row smaller, so that they look alike."""
_SMALLER = 29
"""The size of such figures, in points (design 8)."""

_NUMBER, _TEXT, _DATE, _LEAST_DATE = 12.8 * MM, 28.6 * MM, 2 * MM, 44 * MM
"""Where number and text of a card begin, below its top; where its date begins, below the longest
text of its row, and at least below the top (design 6)."""

_CLOSEST = 0.88
"""The least share of the height above a card's text at which its number still has room."""
_BESIDE, _FIGURE_SHARE = 70 * MM, 0.42
"""In a row card: the least width in which words stand beside the figure, and the figure's share."""


def make_cards(column: Column, block: Cards) -> Box:
    """Return cards side by side, below each other, or as fields of units."""
    if block.size == "units":
        return stack((0, make_units(column, card, _FIELD)) for card in block.cards)
    if block.size == "row" or column.narrow:
        return _make_rows(column, block)
    gap = column.brand.page.gutter * MM
    # One card or two are no wider than one of three, which has four of the grid's twelve columns.
    count = max(3, len(block.cards))
    wide = (column.width - gap * (count - 1)) / count
    long = any(len(f"{card.number} {card.unit}") > _LONG for card in block.cards)
    size = _SMALLER if long else None
    cards = [_make_card(column.resize(wide), card, size) for card in block.cards]
    longest = max((card.text.height for card in cards), default=0)
    tight = min(1, column.context.setting.gap)
    text_at = _TEXT * max(_CLOSEST, tight)
    date_at = max(_LEAST_DATE * tight, text_at + longest + _DATE)
    placed: list[tuple[float, Box]] = []
    for at, card in enumerate(cards):
        made = Stack(whole=True)
        made.add(card.top)
        # At heights that are the same in each card, unless what is above is higher than usual.
        for box, where in ((card.number, _NUMBER), (card.text, text_at), (card.date, date_at)):
            made.add(box, max(0, where - made.height))
        placed.append((at * (wide + gap), made))
    return Row(placed)


def make_label(column: Column, card: Card) -> Box:
    """Return a card's label and, on a draft, a flag at its right for a figure in doubt."""
    label = column.text(card.label, "label")
    if not card.flag:
        return label
    brand, (width, height) = column.brand, _FLAG
    alert, text = brand.colours.alert, brand.colours.text
    # One line and the space above and below it are as high as the flag.
    style = replace(column.style("label", text), size=7, leading=height - 2 * _FLAG_EDGE)
    words = column.text(card.flag, style, width - 2 * _FLAG_PAD)
    padding = (_FLAG_PAD, _FLAG_EDGE, _FLAG_PAD, _FLAG_EDGE)
    flag = Filled(words, width, alert, padding, height)
    if column.width - label.text.widest < width + 2 * MM:
        return stack([(0, label), (1 * MM, flag)])
    return Row([(0, label), (column.width - width, flag)])


def make_units(column: Column, card: Card, height: float) -> Stack:
    """Return a figure as a field of units at most so high, in points.

    Its label and what each unit stands for are below.
    """
    if card.field is None:
        return Stack()
    words = Stack()
    below = ((card.label, "label"), (card.as_of, "note"), (card.field.words, "note"))
    for inlines, style in below:
        if inlines:
            words.add(column.text(inlines, style))
    size, palette, context = (column.width / MM, height / MM), column.palette, column.context
    drawing = draw_units(
        card.field, size, palette.ground, palette.text, context.meta, context.brand
    )
    return stack([(0, Artwork(drawing)), (3 * MM, words)], whole=True)


def make_figure(column: Column, card: Card, size: float | None) -> Box:
    """Return a card's figure on one line, as large as fits, or the words in its place.

    ``size`` is in points, where it is not that of the type scale.
    """
    if not card.number:
        style = replace(column.style("heading-2"), balance=True)
        return column.text(card.words, style)
    style = column.style("number")
    if size:
        style = style.scale(size)
    text = _join_figure(card)
    wide = column.setter.measure(text, style)
    if wide > column.width:
        # A hair smaller than it may be, so that rounding does not break the line.
        style = style.scale(style.size * column.width / wide * 0.99)
    return column.text((Text(text),), style)


@dataclass(frozen=True, slots=True)
class _CardParts:
    """The parts of a card, which stand at equal heights in all cards of a row."""

    top: Stack
    number: Box
    text: TextBox
    date: TextBox


def _make_card(column: Column, card: Card, size: float | None) -> _CardParts:
    inside = column.add("Div")
    top = Stack(whole=True)
    top.add(triple_rule(inside.width, inside.palette.accent))
    label = make_label(inside, card)
    top.add(label, 8 * MM - top.height)
    number = make_figure(inside, card, size)
    if card.title:
        title = inside.text(card.title, "heading-3")
        number = stack([(0, number), (1 * MM, title)])
    text = inside.text(card.text, "fact")
    date = inside.text(card.as_of, inside.style("note", inside.palette.muted))
    return _CardParts(top, number, text, date)


def _make_rows(column: Column, block: Cards) -> Stack:
    """Return cards below each other, each under a rule."""
    made = Stack()
    for card in block.cards:
        inside = column.add("Div")
        made.add(rule(column.width, column.palette.accent, 0.4 * MM), 4 * MM)
        beside = column.width >= _BESIDE and not card.label
        left = column.width * _FIGURE_SHARE if beside else column.width
        if card.label:
            made.add(make_label(inside, card), 2 * MM)
        figure = _join_figure(card)
        shown: Inlines = (Text(figure),) if figure else card.words
        style = column.style("heading-2").scale(15 if beside else 13)
        number = inside.text(shown, style, left - (2 * MM if beside else 0))
        words = _make_words(inside.resize(column.width - left if beside else column.width), card)
        if beside:
            made.add(Row([(0, number), (left, words)]), 2 * MM)
        else:
            made.add(number, 1.5 * MM)
            made.add(words, 0.5 * MM)
    return made


def _make_words(column: Column, card: Card) -> Stack:
    """Return title, text and date of a card, as far as it has them."""
    small = column.style("note", column.palette.muted)
    words = Stack()
    for inlines, style in ((card.title, "label"), (card.text, "fact"), (card.as_of, small)):
        if inlines:
            words.add(column.text(inlines, style), 0.5 * MM)
    return words


def _join_figure(card: Card) -> str:
    return NO_BREAK.join(filter(None, (card.number, card.unit)))
