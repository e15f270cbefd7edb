"""Sections to fragments: how the page of each layout is composed."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.brand import Ground
from proposalgen.document import (
    Block,
    Columns,
    ItemList,
    Panel,
    Paragraph,
    Quote,
    Section,
    plain_text,
)
from proposalgen.writers.docx.blocks import (
    Place,
    panel_ground,
    set_block,
    set_blocks,
    set_inlines,
    stand_on,
)
from proposalgen.writers.docx.ledger import Ledger
from proposalgen.writers.docx.markup import Cell, Row, layout_table, paragraph, stack
from proposalgen.writers.docx.measures import ASIDE_TEXT, GAP

_ASIDE = ASIDE_TEXT + 2 * (GAP + 1)
"""Width of the panel beside the letter, and its height, in millimetres."""
_ASIDE_HEIGHT = 228.0
_BANNER_HEIGHT = {"theme": 62.0, "story": 62.0, "ask": 46.0}
_COVER_HEIGHT = 226.0
_STRIPES_HEIGHT = 64.0
_LONG_TITLE, _LONG_NAME = 28, 36
"""From how many characters on the cover's title and the partner's name are set smaller."""


def set_section(section: Section, ledger: Ledger, width: float) -> str:
    """Return a section as markup; all but the cover begin a page."""
    brand = ledger.brand
    ground = brand.accent(section.theme, section.layout)
    place = Place(width, brand.colour(ground.ground))
    match section.layout:
        case "cover":
            return _set_cover(section, ledger, place)
        case "letter":
            return _set_letter(section, ledger, place)
        case "story":
            quotes = tuple(block for block in section.blocks[:1] if isinstance(block, Quote))
            banner = _set_banner(section, ledger, place, ground, quotes)
            return stack([banner, set_blocks(section.blocks[len(quotes) :], ledger, place)])
        case "theme" | "ask":
            banner = _set_banner(section, ledger, place, ground)
            return stack([banner, set_blocks(_one_column(section.blocks), ledger, place)])
        case _:
            return stack(
                [_set_head(section, ledger, place), set_blocks(section.blocks, ledger, place)]
            )


def _set_head(section: Section, ledger: Ledger, place: Place, title_style: str = "Title") -> str:
    """Return a section's label, title and promise; the first of them begins the page."""
    title = set_inlines(section.title, ledger, place)
    said = [
        ("PitchLabel", set_inlines(section.label, ledger, place)),
        (title_style, ledger.bookmark(ledger.anchor(section.id), title)),
        ("PitchPromise", set_inlines(section.promise, ledger, place)),
    ]
    lines = [line for line in said if line[1]]
    return "".join(
        paragraph(style, content, new_page=number == 0)
        for number, (style, content) in enumerate(lines)
    )


def _set_banner(
    section: Section,
    ledger: Ledger,
    place: Place,
    ground: Ground,
    blocks: tuple[Block, ...] = (),
) -> str:
    """Return a section's head, and blocks below it, on a ground of its own."""
    brand = ledger.brand
    inside = stand_on(place, ground, brand, GAP + 1)
    head = _set_head(section, ledger, inside, "Heading1")
    content = stack([head, set_blocks(blocks, ledger, inside) if blocks else ""])
    cell = Cell(content, brand.colour(ground.ground), (9, 20, 9, GAP + 1))
    return layout_table((place.width,), [Row((cell,), _BANNER_HEIGHT[section.layout])])


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


def _set_letter(section: Section, ledger: Ledger, place: Place) -> str:
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
    table = layout_table((wide, _ASIDE), [Row(cells, _ASIDE_HEIGHT, splits=True)])
    return stack([table, set_blocks(section.blocks[at + 1 :], ledger, place)])


def _set_cover(section: Section, ledger: Ledger, place: Place) -> str:
    """Return the cover: the title in the house colour, below it the themes in their own."""
    brand = ledger.brand
    house = Ground(ground=brand.house, text="white")
    inside = stand_on(place, house, brand, GAP + 4)
    long_title = len(plain_text(section.title)) > _LONG_TITLE
    title_style = "PitchCoverTitleLong" if long_title else "PitchCoverTitle"
    title = set_inlines(section.title, ledger, inside)
    lines = [
        paragraph("PitchCoverLabel", set_inlines(section.label, ledger, inside)),
        paragraph(title_style, ledger.bookmark(ledger.anchor(section.id), title)),
    ]
    *above, last = section.blocks
    stripes = _set_stripes(last, ledger, place) if isinstance(last, ItemList) else []
    for block in above if stripes else section.blocks:
        if isinstance(block, Paragraph) and block.role == "partner":
            long_name = len(plain_text(block.inlines)) > _LONG_NAME
            style = "PitchPartnerLong" if long_name else "PitchPartner"
            lines.append(paragraph(style, set_inlines(block.inlines, ledger, inside)))
        else:
            lines.append(set_block(block, ledger, inside))
    cell = Cell(stack(lines, in_cell=True), brand.colour(house.ground), (12, 10, 10, GAP + 4))
    joint = brand.colour("white")
    height = _COVER_HEIGHT - sum(stripe.height for stripe in stripes)
    return layout_table((place.width,), [Row((cell,), height), *stripes], joint)


def _set_stripes(items: ItemList, ledger: Ledger, place: Place) -> list[Row]:
    """Return the themes as stripes in their colours: the floor on which the cover stands.

    None where the items are not the document's themes, one each.
    """
    themes = ledger.document.meta.themes
    if len(items.items) != len(themes):
        return []
    brand, rows = ledger.brand, []
    for theme, item in zip(themes, items.items, strict=True):
        ground = brand.accent(theme)
        inside = stand_on(place, ground, brand)
        content = paragraph("PitchCoverTheme", set_inlines(item, ledger, inside))
        cell = Cell(content, brand.colour(ground.ground), (0, 0, 0, GAP + 4), align="center")
        rows.append(Row((cell,), min(20, _STRIPES_HEIGHT / len(themes))))
    return rows
