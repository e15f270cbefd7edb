"""Sections to fragments: how the page of each layout is composed."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from proposalgen.brand.artwork import draw_floor, draw_ring, draw_sign, draw_strip
from proposalgen.brand.colours import Ground
from proposalgen.brand.drawing import Drawing, transform
from proposalgen.formats.docx.blocks import (
    Place,
    panel_ground,
    set_block,
    set_blocks,
    set_inlines,
    set_panel,
    stand_on,
)
from proposalgen.formats.docx.ledger import Ledger
from proposalgen.formats.docx.markup import (
    SEPARATOR,
    Cell,
    Row,
    layout_table,
    paragraph,
    run,
    stack,
)
from proposalgen.formats.docx.measures import ASIDE_TEXT, GAP
from proposalgen.model.document import (
    Block,
    Cards,
    Columns,
    ItemList,
    Panel,
    Paragraph,
    Quote,
    Section,
)
from proposalgen.model.walk import plain_text

_ASIDE = ASIDE_TEXT + 2 * (GAP + 1)
"""Width of the panel beside the letter, in millimetres."""
_ASIDE_SPARE, _COVER_SPARE = 19.0, 11.0
"""What the panel beside the letter, and the cover, leave of a page's height.

It is room for the paragraph that follows a table, and for words that take a line more in Word.
"""
_BANNER_HEIGHT = {"theme": 64.0, "story": 64.0, "ask": 46.0}
_LOGO = 52.0, 34.0
"""Width and height of the logo's panel, in millimetres."""
_ROOM = 9.0
"""Above and below the words of a banner."""
_SIGN, _TILE_SIGN, _SMALL_SIGN = 50.0, 14.0, 4.6
"""Sizes of a theme's sign: on its banner, on its tile, and beside its name on the cover."""
_RING = 16.0
"""Radius of a tile of the ring round a person's figure."""
_LEAST_FLOOR = 30.0
"""Height of a cover's floor, below which there is none."""
_STRIP_HEIGHT = 76.0
"""Height of the partner's name in tiles on the back cover, at most."""
_STRIP = 32.0
"""Height of the floor of a one-pager."""
_FEW_THEMES = 3
"""How many themes stand side by side with large signs."""
_LONG_TITLE, _LONG_NAME = 28, 36
"""From how many characters on the cover's title and the partner's name are set smaller."""


def set_section(section: Section, ledger: Ledger, room: tuple[float, float]) -> str:
    """Return a section as markup for pages of so much room; all but the first begin a page."""
    brand = ledger.brand
    ground = brand.accent(section.theme, section.layout)
    width, height = room
    place = Place(width, brand.colour(ground.ground))
    match section.layout:
        case "cover":
            return _set_cover(section, ledger, place, height - _COVER_SPARE)
        case "letter":
            return _set_letter(section, ledger, place, height - _ASIDE_SPARE)
        case "story":
            quotes = tuple(block for block in section.blocks[:1] if isinstance(block, Quote))
            name, meta = plain_text(section.title), ledger.document.meta
            ring = _hang(draw_ring(name, _RING, place.accent, meta, brand))
            banner = _set_banner(section, ledger, place, ground, ring, quotes)
            return stack([banner, set_blocks(section.blocks[len(quotes) :], ledger, place)])
        case "theme" | "ask":
            asked = [b for b in section.blocks[:1] if isinstance(b, Cards) and b.size == "units"]
            if asked:
                banner = _set_ask(section, asked[0], ledger, place, ground)
            else:
                sign = draw_sign(section.theme, _SIGN, brand.colour(ground.text), brand)
                banner = _set_banner(section, ledger, place, ground, sign)
            rest = _one_column(section.blocks[len(asked) :])
            return stack([banner, set_blocks(rest, ledger, place)])
        case "one-pager":
            return _set_one_pager(section, ledger, place)
        case "back":
            return _set_back(section, ledger, place, height - _COVER_SPARE)
        case _:
            return stack(
                [_set_head(section, ledger, place), set_blocks(section.blocks, ledger, place)]
            )


def _set_head(
    section: Section,
    ledger: Ledger,
    place: Place,
    title_style: str = "Title",
    above: float = 0,
) -> str:
    """Return a section's label, title and promise; the first of them begins a page.

    ``above`` is the space above it in millimetres.
    """
    title = set_inlines(section.title, ledger, place)
    said = [
        ("PitchLabel", set_inlines(section.label, ledger, place)),
        (title_style, ledger.bookmark(ledger.anchor(section.id), title)),
        ("PitchPromise", set_inlines(section.promise, ledger, place)),
    ]
    lines = [line for line in said if line[1]]
    # A section of Word's own, as the back cover's, begins a page by itself.
    later = section is not ledger.document.sections[0] and section.layout != "back"
    return "".join(
        paragraph(style, content, new_page=later and not number, above=0 if number else above)
        for number, (style, content) in enumerate(lines)
    )


def _set_banner(
    section: Section,
    ledger: Ledger,
    place: Place,
    ground: Ground,
    mark: Drawing | None,
    blocks: tuple[Block, ...] = (),
) -> str:
    """Return a section's head, and blocks below it, on a ground; at its right a mark.

    A sign stands on the ground's foot; a ring hangs from its upper right corner. The room above
    and below the words is their paragraphs': a cell's would hold for its whole row.
    """
    brand, pad = ledger.brand, GAP + 1
    colour = brand.colour(ground.ground)
    hangs = section.layout == "story"
    aside = mark.width + (0 if hangs else pad) if mark else 0
    inside = stand_on(replace(place, width=place.width - aside), ground, brand, pad)
    head = _set_head(section, ledger, inside, "Heading1", above=_ROOM)
    foot = paragraph("PitchSeparator", "", above=_ROOM)
    content = stack([head, set_blocks(blocks, ledger, inside) if blocks else "", foot])
    cells, widths = [Cell(content, colour, (0, pad, 0, pad))], [place.width - aside]
    if mark:
        picture = paragraph("PitchPicture", ledger.picture(mark))
        cells.append(Cell(picture, colour, align="top" if hangs else "bottom"))
        widths.append(aside)
    return layout_table(widths, [Row(tuple(cells), _BANNER_HEIGHT[section.layout])])


def _hang(ring: Drawing) -> Drawing:
    """Return a ring cut off above and at its right, by half a tile's width."""
    cut = 3**0.5 / 2 * _RING
    return Drawing(ring.width - cut, ring.height - cut, transform(ring.paths, 1, 0, -cut))


def _set_ask(section: Section, asked: Cards, ledger: Ledger, place: Place, ground: Ground) -> str:
    """Return a section's head and, at its right, the sum in units, on a ground."""
    brand, pad = ledger.brand, GAP + 1
    widths = [place.width * 0.66, place.width * 0.34]
    left, right = (stand_on(replace(place, width=width), ground, brand, pad) for width in widths)
    head = _set_head(section, ledger, left, "Heading1", above=_ROOM)
    cells = (
        Cell(head, brand.colour(ground.ground), (0, pad, _ROOM, pad)),
        Cell(
            set_block(asked, ledger, right), brand.colour(ground.ground), (0, pad, 0, pad), "bottom"
        ),
    )
    return layout_table(widths, [Row(cells, _BANNER_HEIGHT[section.layout])])


def _one_column(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with what stood side by side one below another, as reads well in Word."""
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, Columns) and block.kind == "plain":
            for column in block.columns:
                flat += column
        else:
            flat.append(block)
    return tuple(flat)


def _set_letter(section: Section, ledger: Ledger, place: Place, height: float) -> str:
    """Return the letter with its panel beside it; the letter is read first."""
    head = _set_head(section, ledger, place)
    aside = next((b for b in section.blocks if isinstance(b, Panel) and b.kind == "aside"), None)
    if aside is None:
        return stack([head, set_blocks(section.blocks, ledger, place)])
    brand, at = ledger.brand, section.blocks.index(aside)
    wide = place.width - _ASIDE
    ground = panel_ground(aside, brand)
    left = replace(place, width=wide - GAP - 4, nested=True)
    letter = stack([head, set_blocks(section.blocks[:at], ledger, left)], in_cell=True)
    right = stand_on(replace(place, width=_ASIDE), ground, brand, GAP + 1)
    panel = set_blocks(aside.blocks, ledger, right)
    pad = (GAP - 2, GAP + 1, GAP, GAP + 1)
    cells = (
        Cell(letter, padding=(0, GAP + 4, 0, 0)),
        Cell(panel, brand.colour(ground.ground), pad),
    )
    table = layout_table((wide, _ASIDE), [Row(cells, height, splits=True)])
    return stack([table, set_blocks(section.blocks[at + 1 :], ledger, place)])


def _set_cover(section: Section, ledger: Ledger, place: Place, height: float) -> str:
    """Return the cover: its words on the house colour, and below them the partner's floor.

    The floor takes the height that the words leave of the page; it is left out where that is
    too little.
    """
    brand, pad = ledger.brand, GAP + 4
    house = brand.house_ground
    inside, colour = stand_on(place, house, brand, pad), brand.colour(house.ground)
    long_title = len(plain_text(section.title)) > _LONG_TITLE
    title_style = "PitchCoverTitleLong" if long_title else "PitchCoverTitle"
    title = set_inlines(section.title, ledger, inside)
    lines = [
        *_set_logo(ledger),
        paragraph("PitchCoverLabel", set_inlines(section.label, ledger, inside)),
        paragraph(title_style, ledger.bookmark(ledger.anchor(section.id), title)),
    ]
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.role == "partner":
            long_name = len(plain_text(block.inlines)) > _LONG_NAME
            style = "PitchPartnerLong" if long_name else "PitchPartner"
            lines.append(paragraph(style, set_inlines(block.inlines, ledger, inside)))
        elif isinstance(block, ItemList):
            lines.append(_set_themes(block, ledger, inside))
        else:
            lines.append(set_block(block, ledger, inside))
    words = stack(lines, in_cell=True)
    top = 0 if ledger.document.meta.logo else _ROOM  # a logo hangs from the upper edge
    cell = Cell(words, colour, (top, pad, _ROOM, pad))
    room = height - top - _ROOM - ledger.estimate_height(words, inside.width)
    if room < _LEAST_FLOOR:
        return layout_table((place.width,), [Row((cell,), height)])
    floor = draw_floor(ledger.document.meta, brand, place.width, room)
    return _lay_floor(cell, floor, ledger)


def _set_back(section: Section, ledger: Ledger, place: Place, height: float) -> str:
    """Return the back cover: on the house colour its words, the name in tiles, and the floor."""
    brand, pad = ledger.brand, GAP + 4
    inside = stand_on(place, brand.house_ground, brand, pad)
    colour = brand.colour(brand.house)
    strip = draw_strip(ledger.document.meta, brand, inside.width, _STRIP_HEIGHT, colour)
    words = stack(
        [
            _set_head(section, ledger, inside, "PitchCoverTitleLong"),
            paragraph("PitchPicture", ledger.picture(strip), above=_ROOM),
            paragraph("PitchSeparator", "", above=_ROOM),
            set_blocks(section.blocks, ledger, inside),
        ],
        in_cell=True,
    )
    cell = Cell(words, colour, (_ROOM, pad, _ROOM, pad))
    room = height - 4 * _ROOM - ledger.estimate_height(words, inside.width)
    if room < _LEAST_FLOOR:
        return layout_table((place.width,), [Row((cell,), height)])
    floor = draw_floor(ledger.document.meta, brand, place.width, room, across=4)
    return _lay_floor(cell, floor, ledger)


def _set_logo(ledger: Ledger) -> list[str]:
    """Return the partner's logo on its panel, at the right; nothing where there is none."""
    brand, logo = ledger.brand, ledger.document.meta.logo
    if logo is None:
        return []
    ground = brand.colour(brand.text if logo.light else "white")
    return [paragraph("PitchPicture", ledger.logo(logo, _LOGO, ground), align="right")]


def _lay_floor(cell: Cell, floor: Drawing, ledger: Ledger) -> str:
    """Return a cell with a floor below it, on the same ground."""
    under = Cell(paragraph("PitchPicture", ledger.picture(floor)), cell.ground)
    return layout_table((floor.width,), [Row((cell,)), Row((under,))])


def _set_themes(items: ItemList, ledger: Ledger, place: Place) -> str:
    """Return the themes one below another, each after its sign where it has one."""
    themes = ledger.document.meta.themes
    if len(items.items) != len(themes):
        return set_block(items, ledger, place)
    lines = ""
    for theme, item in zip(themes, items.items, strict=True):
        sign = draw_sign(theme, _SMALL_SIGN, place.ink, ledger.brand)
        mark = ledger.picture(sign) + run("<w:tab/>") if sign else ""
        lines += paragraph("PitchCoverTheme", mark + set_inlines(item, ledger, place))
    return lines


def _set_one_pager(section: Section, ledger: Ledger, place: Place) -> str:
    """Return a whole pitch on one page: head, floor, numbers, themes and the ask.

    Two rows of themes take the floor's place.
    """
    brand, document, pad = ledger.brand, ledger.document, GAP + 1
    house = brand.house_ground
    inside = stand_on(place, house, brand, pad)
    details = tuple(takewhile(lambda block: isinstance(block, Paragraph), section.blocks))
    logo = "".join(_set_logo(ledger))
    words = logo + _set_head(section, ledger, inside, "Heading1", above=_ROOM)
    words += set_blocks(details, ledger, inside)
    cell = Cell(words, brand.colour(house.ground), (_ROOM if logo else 0, pad, 4, pad))
    parts = [layout_table((place.width,), [Row((cell,))])]
    if len(document.meta.themes) <= _FEW_THEMES + 1:
        floor = draw_floor(document.meta, brand, place.width, _STRIP, across=6)
        parts = [_lay_floor(cell, floor, ledger)]
    for block in section.blocks[len(details) :]:
        if isinstance(block, Columns) and len(block.columns) == len(document.meta.themes):
            parts.append(_set_theme_tiles(block, ledger, place))
        elif isinstance(block, Panel) and block.kind == "closing":
            parts.append(set_panel(block, ledger, place, brand.accent("", "ask")))
        else:
            parts.append(set_block(block, ledger, place))
    return stack(parts)


def _set_theme_tiles(columns: Columns, ledger: Ledger, place: Place) -> str:
    """Return what is said of each theme on its accent; a few stand below their signs."""
    brand, themes = ledger.brand, ledger.document.meta.themes
    few = len(themes) <= _FEW_THEMES
    count = len(themes) if few else _FEW_THEMES + 1
    width, pad = place.width / count, GAP - 1
    cells = []
    for theme, blocks in zip(themes, columns.columns, strict=True):
        ground = brand.accent(theme)
        inside = stand_on(replace(place, width=width), ground, brand, pad)
        sign = draw_sign(theme, _TILE_SIGN, brand.colour(ground.text), brand) if few else None
        content = paragraph("PitchPicture", ledger.picture(sign)) if sign else ""
        for block in blocks:
            if isinstance(block, Paragraph):
                block = replace(block, role="fact" if few else "note")
            content += set_block(block, ledger, inside)
        cells.append(Cell(content, brand.colour(ground.ground), (pad if few else 0, pad, 1, pad)))
    cells += [Cell(SEPARATOR)] * (-len(cells) % count)
    rows = [Row(tuple(cells[at : at + count])) for at in range(0, len(cells), count)]
    return layout_table([width] * count, rows, brand.colour("white"), tiled=True)
