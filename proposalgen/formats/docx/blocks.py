"""Blocks to fragments: each block of a document as paragraphs and tables in the brand's styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from proposalgen.brand.artwork import draw_journey, draw_units
from proposalgen.brand.colours import Ground
from proposalgen.brand.model import Brand
from proposalgen.formats.docx.ledger import Ledger
from proposalgen.formats.docx.markup import (
    Cell,
    Row,
    Rule,
    data_table,
    field_end,
    field_start,
    layout_table,
    link_to,
    paragraph,
    run,
    stack,
    text_run,
)
from proposalgen.formats.docx.measures import ASIDE_TEXT, GAP
from proposalgen.model.document import (
    Block,
    Break,
    Card,
    Cards,
    Chart,
    Columns,
    Contents,
    Heading,
    Inlines,
    ItemList,
    Link,
    NoteMark,
    Notes,
    PageMark,
    Panel,
    Paragraph,
    Quote,
    Table,
    Text,
)
from proposalgen.model.walk import plain_text

_ROLES = {
    "body": "Normal",
    "lead": "PitchLead",
    "label": "PitchLabel",
    "promise": "PitchPromise",
    "fact": "PitchFact",
    "note": "PitchNote",
    "letter": "PitchLetter",
    "prepared": "PitchPrepared",
    "partner": "PitchPartner",
    "details": "PitchDetails",
}


_LONG_QUOTE = 140
"""From how many characters on a quote is set smaller."""

_SERIF = {"body", "lead", "letter"}
"""Roles set in the text face, whose bold is a family of its own."""

_LIGHT = {"light-blue", "white"}
"""Grounds on which the styles' own colours can be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: the width in millimetres, and the colours as ``#RRGGBB``."""

    width: float
    accent: str
    ink: str = ""
    """The colour of all text; empty where the styles' own colours show."""
    nested: bool = False
    """Whether it is inside a table's cell."""


def stand_on(place: Place, ground: Ground, brand: Brand, inset: float = 0) -> Place:
    """Return a place inside a cell of a colour, narrower by ``inset`` on both sides."""
    plain_text = ground.text == brand.text and ground.ground in _LIGHT
    ink = "" if plain_text else brand.colour(ground.text)
    return replace(place, width=place.width - 2 * inset, ink=ink, nested=True)


# -- inlines -----------------------------------------------------------------------------------


def set_inlines(inlines: Inlines, ledger: Ledger, place: Place, strong: str = "Strong") -> str:
    """Return inlines as runs; ``strong`` is the character style of bold text."""
    runs = ""
    figures = {inline.fact for inline in inlines if isinstance(inline, Text)}
    for inline in inlines:
        match inline:
            case Text():
                style = strong if inline.bold else "Emphasis" if inline.italic else ""
                both = inline.bold and inline.italic
                apart = bool(inline.field)
                said = text_run(inline.text, style, place.ink, italic=both, apart=apart)
                runs += ledger.comment(inline.fact, said)
            case Link():
                runs += ledger.link(inline.url, inline.text, place.ink)
            case NoteMark():
                mark = ledger.cite(inline.source, place.ink)
                # A figure set apart, as on a card, has its comment at its note mark.
                runs += mark if inline.fact in figures else ledger.comment(inline.fact, mark)
            case PageMark():
                runs += ledger.page_field(inline.section, place.ink)
            case Break():
                runs += run("<w:br/>")
            case _:
                assert_never(inline)
    return runs


# -- blocks ------------------------------------------------------------------------------------


def set_blocks(blocks: Iterable[Block], ledger: Ledger, place: Place) -> str:
    """Return blocks one below another."""
    fragments = (set_block(block, ledger, place) for block in blocks)
    return stack(fragments, in_cell=place.nested)


def set_block(block: Block, ledger: Ledger, place: Place) -> str:
    """Return one block, with all that it holds."""
    match block:
        case Heading():
            return paragraph(_style(block, place), set_inlines(block.inlines, ledger, place))
        case Paragraph():
            strong = "PitchTextStrong" if block.role in _SERIF else "Strong"
            return paragraph(
                _style(block, place), set_inlines(block.inlines, ledger, place, strong)
            )
        case ItemList():
            return _set_list(block, ledger, place)
        case Table():
            return _set_table(block, ledger, place)
        case Quote():
            said = (Text("“"), *block.inlines, Text("”"))
            style = "Quote" if len(plain_text(said)) <= _LONG_QUOTE else "PitchQuoteLong"
            return paragraph(style, set_inlines(said, ledger, place)) + paragraph(
                "PitchSpeaker", set_inlines(block.speaker, ledger, place)
            )
        case Cards():
            return _set_cards(block, ledger, place)
        case Chart():
            return _set_chart(block, ledger, place)
        case Columns():
            return _set_columns(block, ledger, place)
        case Panel():
            return set_panel(block, ledger, place, panel_ground(block, ledger.brand))
        case Contents():
            return _set_contents(block, ledger, place)
        case Notes():
            return ""  # Word itself sets the endnotes at the document's end
        case _:
            assert_never(block)


def _style(block: Heading | Paragraph, place: Place) -> str:
    """Return a paragraph's style; plain text is set smaller in a cell."""
    if isinstance(block, Heading):
        return f"Heading{block.level}"
    return "PitchColumn" if block.role == "body" and place.nested else _ROLES[block.role]


def _set_list(items: ItemList, ledger: Ledger, place: Place) -> str:
    style = "ListNumber" if items.ordered else "ListBullet"
    number = ledger.new_list() if items.ordered else 0
    return "".join(
        paragraph(
            style,
            set_inlines(item, ledger, place, "PitchTextStrong"),
            number=number,
            ink=place.ink,
        )
        for item in items.items
    )


def _set_contents(contents: Contents, ledger: Ledger, place: Place) -> str:
    """Return a table of contents with its entries filled in, as Word itself keeps one.

    The field (17.16.5.68) spans the entries, inside the content control of Word's gallery of
    tables of contents, so that it can be brought up to date with one click; nothing asks to.
    """
    entries = []
    for entry in contents.entries:
        title = link_to(ledger.anchor(entry.section), set_inlines(entry.title, ledger, place))
        page = ledger.page_field(entry.section, place.ink)
        entries.append(title + run("<w:tab/>") + page)
    if not entries:
        return ""
    entries[0] = field_start('TOC \\o "1-1" \\h \\z \\u') + entries[0]
    entries[-1] += field_end()
    tabs = (ASIDE_TEXT, place.width)
    lines = "".join(paragraph("TOC1", entry, tabs=tabs) for entry in entries)
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    )


def _set_chart(chart: Chart, ledger: Ledger, place: Place) -> str:
    height = 14.0 * len(chart.bars) + 16
    caption = paragraph("Caption", set_inlines(chart.caption, ledger, place))
    return caption + paragraph("PitchFigure", ledger.chart(chart, place.width, height))


# -- tables of data ----------------------------------------------------------------------------


def _set_table(table: Table, ledger: Ledger, place: Place) -> str:
    def cells(contents: Sequence[Inlines], style: str) -> list[str]:
        return [
            paragraph(
                style if column not in table.numeric else f"{style}Number",
                set_inlines(content, ledger, place),
            )
            for column, content in enumerate(contents)
        ]

    caption = ""
    if table.caption:
        caption = paragraph("Caption", set_inlines(table.caption, ledger, place))
    titles = cells(table.head, "PitchTableHead")
    rows = [cells(row, "PitchTableText") for row in table.rows]
    return caption + data_table(
        fit_widths(table, place.width), titles, rows, plain_text(table.caption)
    )


def fit_widths(table: Table, width: float) -> list[float]:
    """Return the widths of a table's columns, as its words need them, that add up to ``width``.

    A column gets room by the square root of its longest cell, so that long text wraps and short
    text does not, and at least the room of its longest word.
    """
    columns = zip(table.head, *table.rows, strict=True)
    texts = [[plain_text(cell) for cell in column] for column in columns]
    wanted = [max(4.0, max(map(len, column))) ** 0.5 for column in texts]
    least = [
        2.1 * max((len(word) for text in column for word in text.split()), default=1) + 4
        for column in texts
    ]
    share = width / sum(wanted)
    widths = [max(want * share, low) for want, low in zip(wanted, least, strict=True)]
    return [part * width / sum(widths) for part in widths]


# -- cards -------------------------------------------------------------------------------------


def _set_cards(cards: Cards, ledger: Ledger, place: Place) -> str:
    size = "row" if place.nested and cards.size != "units" else cards.size
    match size:
        case "band":
            return _set_bands(cards.cards, ledger, place)
        case "tile":
            return _set_tiles(cards.cards, ledger, place)
        case "small":
            return _set_small(cards.cards, ledger, place)
        case "units":
            return "".join(_set_units(card, ledger, place) for card in cards.cards)
        case "row":
            return "".join(_set_row_card(card, ledger, place) for card in cards.cards)
        case _:
            assert_never(size)


_FIELD_HEIGHT = 18.0
"""The most that the units of a figure take of a band, in millimetres."""


def _set_bands(cards: Sequence[Card], ledger: Ledger, place: Place) -> str:
    """Return cards as bands across the page: the figure left, what it counts right, in units."""
    brand, left = ledger.brand, 78.0
    rows = []
    for card in cards:
        ground = brand.role(card.role)
        inside = stand_on(place, ground, brand)
        colour = brand.colour(ground.ground)
        figure = _set_label(card, ledger, inside) + _set_figure(card, ledger, inside, "Large")
        pad = (GAP + 2, GAP, GAP, GAP + 1)
        room = (place.width - left - pad[1] - pad[3], _FIELD_HEIGHT)
        field = ""
        if card.field:
            ink = brand.colour(ground.text)
            units = draw_units(card.field, room, colour, ink, ledger.document.meta, brand)
            field = paragraph("PitchFigure", ledger.picture(units))
        words = _set_card_text(card, ledger, inside, "PitchBand", field)
        rows.append(Row((Cell(figure, colour, pad), Cell(words, colour, pad)), height=62))
    return layout_table((left, place.width - left), rows, joint=brand.colour("white"))


def _set_units(card: Card, ledger: Ledger, place: Place) -> str:
    """Return a figure as its field of units, and below it of what and how many each is."""
    if card.field is None:
        return ""
    ground = ledger.brand.role(card.role)
    ink = place.ink or ledger.brand.colour(ledger.brand.text)
    room = (place.width, _FIELD_HEIGHT)
    units = draw_units(
        card.field,
        room,
        ledger.brand.colour(ground.ground),
        ink,
        ledger.document.meta,
        ledger.brand,
    )
    picture = paragraph("PitchFigure", ledger.picture(units))
    words = _set_label(card, ledger, place) + _set_card_text(card, ledger, place, "PitchFact")
    return stack([picture, words], in_cell=place.nested)


def _set_tiles(cards: Sequence[Card], ledger: Ledger, place: Place) -> str:
    """Return cards as large coloured tiles, side by side."""
    brand = ledger.brand
    cells = []
    for card in cards:
        ground = brand.role(card.role)
        inside = stand_on(replace(place, width=place.width / len(cards)), ground, brand, GAP + 1)
        content = _set_label(card, ledger, inside) + _set_figure(card, ledger, inside, "Large")
        content += _set_card_text(card, ledger, inside, "PitchFact")
        cells.append(Cell(content, brand.colour(ground.ground), (9, GAP + 1, 9, GAP + 1)))
    return layout_table(_share(place.width, len(cells)), [Row(tuple(cells), height=84)])


def _set_small(cards: Sequence[Card], ledger: Ledger, place: Place) -> str:
    """Return cards side by side, each under a rule in the accent."""
    inside = replace(place, width=place.width / len(cards) - GAP, nested=True)
    contents = []
    for card in cards:
        label = _set_label(card, ledger, inside, Rule(place.accent))
        text = _set_card_text(card, ledger, inside, "PitchFact")
        contents.append(label + _set_figure(card, ledger, inside) + text)
    return _set_side_by_side(contents, place)


def _set_row_card(card: Card, ledger: Ledger, place: Place) -> str:
    """Return a card as a few lines of text under a rule; it needs no table of its own."""
    lines = [("PitchLabel", set_inlines(card.label, ledger, place) + _set_flag(card))]
    lines += [("PitchNumberRow", _figure_runs(card, place))]
    lines += [("PitchNumberRow", set_inlines(card.words, ledger, place))]
    lines += [("Heading3", set_inlines(card.title, ledger, place))]
    lines += [("PitchFact", set_inlines(card.text, ledger, place))]
    lines += [("PitchNote", set_inlines(card.as_of, ledger, place))]
    said = [line for line in lines if line[1]]
    rules = [Rule(place.ink or place.accent, "single", 6), *(None for _ in said[1:])]
    return "".join(
        paragraph(style, content, rule=rule)
        for (style, content), rule in zip(said, rules, strict=True)
    )


def _set_label(card: Card, ledger: Ledger, place: Place, rule: Rule | None = None) -> str:
    content = set_inlines(card.label, ledger, place) + _set_flag(card)
    return paragraph("PitchLabel", content, rule=rule) if content or rule else ""


def _set_flag(card: Card) -> str:
    """Return what a reviewer should do about a card's figure, as runs beside its label."""
    if not card.flag:
        return ""
    return text_run("  ") + text_run(f"\u00a0{plain_text(card.flag)}\u00a0", "PitchFlag")


def _set_figure(card: Card, ledger: Ledger, place: Place, size: str = "") -> str:
    """Return a card's number and unit, as large as fits; or the words that stand for them."""
    figure = ""
    if card.number and size == "Large":
        style = _fit_number(card.number)
        figure += paragraph(style, text_run(card.number, "", place.ink))
        if card.unit:
            figure += paragraph("PitchUnit", text_run(card.unit, "", place.ink))
    elif card.number or card.unit:
        style = "PitchNumber" if len(card.number) <= _SMALL_NUMBER else "PitchNumberWord"
        figure += paragraph(style, _figure_runs(card, place, "PitchUnitInline"))
    if card.words:
        figure += paragraph("PitchNumberWord", set_inlines(card.words, ledger, place))
    return figure


_LARGE_NUMBER, _SMALL_NUMBER = 5, 7
"""How many characters of a number have room at 54 and at 32 points."""


def _fit_number(number: str) -> str:
    if len(number) <= _LARGE_NUMBER:
        return "PitchNumberLarge"
    return "PitchNumber" if len(number) <= _SMALL_NUMBER + 2 else "PitchNumberWord"


def _figure_runs(card: Card, place: Place, unit: str = "") -> str:
    parts = []
    if card.number:
        parts.append(text_run(card.number, "", place.ink))
    if card.unit:
        parts.append(text_run(card.unit, unit, place.ink))
    return text_run(" ", unit).join(parts)


def _set_card_text(card: Card, ledger: Ledger, place: Place, style: str, picture: str = "") -> str:
    """Return what a card says below its figure: title, text, a picture of it, date."""

    def say(name: str, inlines: Inlines) -> str:
        return paragraph(name, set_inlines(inlines, ledger, place)) if inlines else ""

    said = say("PitchCardTitle", card.title) + say(style, card.text)
    notes = say("PitchNote", card.as_of) + say("PitchNote", card.field.words if card.field else ())
    return stack([said, picture, notes], in_cell=place.nested)


# -- columns and panels ------------------------------------------------------------------------


def _share(width: float, parts: int) -> list[float]:
    return [width / parts] * parts


def _set_side_by_side(contents: Sequence[str], place: Place) -> str:
    """Return contents in columns, the gap at the right of all but the last."""
    width = (place.width + GAP) / len(contents)
    last = len(contents) - 1
    cells = tuple(
        Cell(content, padding=(0, 0 if column == last else GAP, 0, 0))
        for column, content in enumerate(contents)
    )
    widths = [width] * last + [width - GAP]
    return layout_table(widths, [Row(cells)])


def _set_columns(columns: Columns, ledger: Ledger, place: Place) -> str:
    """Return columns side by side; inside a cell they stand one below another.

    Nested tables are hard to read aloud and to edit.
    """
    rule = None
    if columns.kind != "plain":
        rule = Rule(place.accent)
    if place.nested:
        return stack(set_blocks(column, ledger, place) for column in columns.columns)
    width = (place.width + GAP) / len(columns.columns) - GAP
    inside = replace(place, width=width, nested=True)
    if columns.kind == "steps":
        ink = ledger.brand.colour(ledger.brand.text)
        stops = [at * (width + GAP) for at in range(len(columns.columns))]
        line = draw_journey(stops, place.width, ink, ledger.document.meta, ledger.brand)
        journey = paragraph("PitchPicture", ledger.picture(line), keep=True)
        contents = [_set_column(column, ledger, inside, None) for column in columns.columns]
        return journey + _set_side_by_side(contents, place)
    contents = [_set_column(column, ledger, inside, rule) for column in columns.columns]
    return _set_side_by_side(contents, place)


def _set_column(blocks: Sequence[Block], ledger: Ledger, place: Place, rule: Rule | None) -> str:
    """Return a column, its first paragraph under the rule."""
    if rule and blocks and isinstance(blocks[0], Heading | Paragraph):
        first = blocks[0]
        top = paragraph(_style(first, place), set_inlines(first.inlines, ledger, place), rule=rule)
        return stack([top, set_blocks(blocks[1:], ledger, place)], in_cell=True)
    return set_blocks(blocks, ledger, place)


def set_panel(panel: Panel, ledger: Ledger, place: Place, ground: Ground) -> str:
    """Return blocks on a ground of their own: a table of one row."""
    brand = ledger.brand
    if place.nested:
        return set_blocks(panel.blocks, ledger, place)
    pad = GAP + 1
    columns: Sequence[Sequence[Block]] = (panel.blocks,)
    if len(panel.blocks) == 1 and isinstance(panel.blocks[0], Columns):
        columns = panel.blocks[0].columns
    widths = _share(place.width, len(columns))
    if len(columns) == 2:
        widths = [place.width * 0.6, place.width * 0.4]
    cells = []
    for blocks, width in zip(columns, widths, strict=True):
        inside = stand_on(replace(place, width=width), ground, brand, pad)
        content = set_blocks(blocks, ledger, inside)
        cells.append(Cell(content, brand.colour(ground.ground), (1, pad, pad - 4, pad)))
    return layout_table(widths, [Row(tuple(cells))])


def panel_ground(panel: Panel, brand: Brand) -> Ground:
    """Return a panel's colours: the house colour for the closing one, light for the others."""
    if panel.kind == "closing":
        return brand.house_ground
    light = "light-blue" if "light-blue" in brand.colours else "white"
    return Ground(ground=light, text=brand.text)
