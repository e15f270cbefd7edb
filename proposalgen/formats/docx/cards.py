"""Cards: a figure and what it counts, as bands, tiles, columns, ruled rows or units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from proposalgen.brand.artwork import draw_units
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.measures import GAP
from proposalgen.formats.docx.paragraphs import Rule, paragraph, stack
from proposalgen.formats.docx.place import Place, place_on
from proposalgen.formats.docx.runs import text_run
from proposalgen.formats.docx.tables import Cell, Row, layout_table, side_by_side
from proposalgen.model.document import Card, Cards, Inlines
from proposalgen.model.walk import plain_text

_FIELD_HEIGHT, _BAND_FIELD_HEIGHT = 18.0, 13.0
"""The most that the units of a figure take, and those of one in a band, in millimetres."""
_BAND_PADDING = 6.0, 3.0
"""Above and below what a band says, in millimetres."""
_BAND_NOTE = 2.0
"""Below a note in a band, in points."""
_FIGURE_WIDTH, _BAND_HEIGHT, _TILE_HEIGHT = 78.0, 62.0, 84.0
"""Of a band its figure's width and its own height, and the height of a tile, in millimetres."""
_TILE_PADDING = 9.0
"""Above and below what a tile says, in millimetres."""
_LONGEST_LARGE, _LONGEST_SMALL = 5, 7
"""How many characters of a number have room in the large size, and in the usual one of a card."""
_LONGEST_IN_BAND = 9
"""How many have room in the usual size in a band or a tile, which are wider."""


def write_cards(cards: Cards, builder: PackageBuilder, place: Place) -> str:
    """Return cards in the form that their size names; inside a cell, as ruled rows."""
    size = "row" if place.nested and cards.size != "units" else cards.size
    match size:
        case "band":
            return _write_bands(cards.cards, builder, place)
        case "tile":
            return _write_tiles(cards.cards, builder, place)
        case "small":
            return _write_small(cards.cards, builder, place)
        case "units":
            return "".join(_write_units(card, builder, place) for card in cards.cards)
        case "row":
            return "".join(_write_row_card(card, builder, place) for card in cards.cards)
        case _:
            assert_never(size)


def _write_bands(cards: Sequence[Card], builder: PackageBuilder, place: Place) -> str:
    """Return cards as bands across the page: the figure left, what it counts right, in units.

    The room above and below the words is their paragraphs': some programs add a cell's own to the
    least height of its row, and three bands would no longer stand on a page.
    """
    brand, left = builder.brand, _FIGURE_WIDTH
    above, below = (paragraph("PitchSeparator", "", above=room) for room in _BAND_PADDING)
    rows = []
    for card in cards:
        ground = brand.card(card.role)
        inside = place_on(place, ground, brand)
        colour = ground.ground
        figure = _write_label(card, builder, inside) + _write_figure(
            card, builder, inside, large=True
        )
        pad = (0, GAP, 0, GAP + 1)
        room = (place.width - left - pad[1] - pad[3], _BAND_FIELD_HEIGHT)
        field = ""
        if card.field:
            meta = builder.document.meta
            units = draw_units(card.field, room, colour, ground.text, meta, brand)
            field = paragraph("PitchFigure", builder.graphics.picture(units))
        words = _write_card_text(card, builder, inside, "PitchBand", field, _BAND_NOTE)
        cells = tuple(Cell(above + said + below, colour, pad) for said in (figure, words))
        rows.append(Row(cells, height=_BAND_HEIGHT))
    return layout_table((left, place.width - left), rows, joint=brand.colours.surface)


def _write_units(card: Card, builder: PackageBuilder, place: Place) -> str:
    """Return a figure as its field of units, and below it of what and how many each is."""
    if card.field is None:
        return ""
    ground = builder.brand.card(card.role)
    ink = place.ink or builder.brand.colours.text
    room = (place.width, _FIELD_HEIGHT)
    meta, brand = builder.document.meta, builder.brand
    units = draw_units(card.field, room, ground.ground, ink, meta, brand)
    picture = paragraph("PitchFigure", builder.graphics.picture(units))
    words = _write_label(card, builder, place) + _write_card_text(card, builder, place, "PitchFact")
    return stack([picture, words], in_cell=place.nested)


def _write_tiles(cards: Sequence[Card], builder: PackageBuilder, place: Place) -> str:
    """Return cards as large coloured tiles, side by side."""
    brand = builder.brand
    cells = []
    for card in cards:
        ground = brand.card(card.role)
        inside = place_on(replace(place, width=place.width / len(cards)), ground, brand, GAP + 1)
        content = _write_label(card, builder, inside)
        content += _write_figure(card, builder, inside, large=True)
        content += _write_card_text(card, builder, inside, "PitchFact")
        cells.append(Cell(content, ground.ground, (_TILE_PADDING, GAP + 1, _TILE_PADDING, GAP + 1)))
    return layout_table(
        [place.width / len(cells)] * len(cells), [Row(tuple(cells), height=_TILE_HEIGHT)]
    )


def _write_small(cards: Sequence[Card], builder: PackageBuilder, place: Place) -> str:
    """Return cards side by side, each under a rule in the accent."""
    inside = replace(place, width=place.width / len(cards) - GAP, nested=True)
    contents = []
    for card in cards:
        label = _write_label(card, builder, inside, Rule(place.accent))
        text = _write_card_text(card, builder, inside, "PitchFact")
        contents.append(label + _write_figure(card, builder, inside) + text)
    return side_by_side(contents, place.width, GAP)


def _write_row_card(card: Card, builder: PackageBuilder, place: Place) -> str:
    """Return a card as a few lines of text under a rule; it needs no table of its own."""
    lines = (
        ("PitchLabel", write_inlines(card.label, builder, place) + _write_flag(card)),
        ("PitchNumberRow", _figure_runs(card, place)),
        ("PitchNumberRow", write_inlines(card.words, builder, place)),
        ("Heading3", write_inlines(card.title, builder, place)),
        ("PitchFact", write_inlines(card.text, builder, place)),
        ("PitchNote", write_inlines(card.as_of, builder, place)),
    )
    rule = Rule(place.ink or place.accent, "single", 6)
    filled = [(style, content) for style, content in lines if content]
    return "".join(
        paragraph(style, content, rule=None if number else rule)
        for number, (style, content) in enumerate(filled)
    )


def _write_label(
    card: Card, builder: PackageBuilder, place: Place, rule: Rule | None = None
) -> str:
    content = write_inlines(card.label, builder, place) + _write_flag(card)
    return paragraph("PitchLabel", content, rule=rule) if content or rule else ""


def _write_flag(card: Card) -> str:
    """Return what a reviewer should do about a card's figure, as runs beside its label."""
    if not card.flag:
        return ""
    return text_run("  ") + text_run(f"\u00a0{plain_text(card.flag)}\u00a0", "PitchFlag")


def _write_figure(card: Card, builder: PackageBuilder, place: Place, *, large: bool = False) -> str:
    """Return a card's number and unit, as large as fits; or the words that stand for them."""
    figure = ""
    if card.number and large:
        style = _fit_number(card.number)
        figure += paragraph(style, text_run(card.number, "", place.ink))
        if card.unit:
            figure += paragraph("PitchUnit", text_run(card.unit, "", place.ink))
    elif card.number or card.unit:
        style = "PitchNumber" if len(card.number) <= _LONGEST_SMALL else "PitchNumberWord"
        figure += paragraph(style, _figure_runs(card, place, "PitchUnitInline"))
    if card.words:
        figure += paragraph("PitchNumberWord", write_inlines(card.words, builder, place))
    return figure


def _fit_number(number: str) -> str:
    if len(number) <= _LONGEST_LARGE:
        return "PitchNumberLarge"
    return "PitchNumber" if len(number) <= _LONGEST_IN_BAND else "PitchNumberWord"


def _figure_runs(card: Card, place: Place, unit: str = "") -> str:
    parts = []
    if card.number:
        parts.append(text_run(card.number, "", place.ink))
    if card.unit:
        parts.append(text_run(card.unit, unit, place.ink))
    return text_run(" ", unit).join(parts)


def _write_card_text(
    card: Card,
    builder: PackageBuilder,
    place: Place,
    style: str,
    picture: str = "",
    below: float = 0,
) -> str:
    """Return what a card says below its figure: title, text, a picture of it, date.

    ``below`` is the space under each note in points, if not its style's.
    """

    def say(name: str, inlines: Inlines, below: float = 0) -> str:
        content = write_inlines(inlines, builder, place)
        return paragraph(name, content, below=below) if inlines else ""

    said = say("PitchCardTitle", card.title) + say(style, card.text)
    notes = say("PitchNote", card.as_of, below)
    notes += say("PitchNote", card.field.words if card.field else (), below)
    return stack([said, picture, notes], in_cell=place.nested)
