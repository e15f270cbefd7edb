"""The house's marks in a brand's colours: floor, signs, unit fields and ring as drawings."""

from __future__ import annotations

from proposalgen import art
from proposalgen.brand import Brand, Ground
from proposalgen.document import Card, Document, Section, plain_text
from proposalgen.drawing import Drawing, transform

_CUT = 3**0.5 / 2
"""What is cut off a ring above and at its right, in radii of its tiles: half a tile's width."""


def draw_floor(
    document: Document, brand: Brand, width: float, height: float, across: int = 0
) -> Drawing:
    """Return the partner's name laid in tiles, ``across`` in a row or as the name asks."""
    return art.floor(
        document.meta.partner,
        width,
        height,
        _palette(document, brand),
        tile=brand.colour("white"),
        joint=_colour(brand, "joint", "white"),
        across=across,
    )


def draw_sign(theme: str, size: float, ground: Ground, brand: Brand) -> Drawing | None:
    """Return a theme's sign in the colour of the text on a ground; None where it has no sign."""
    if theme not in art.SIGNS:
        return None
    dot = "yellow" if ground.text == "white" else "white"
    return art.sign(theme, size, brand.colour(ground.text), _colour(brand, dot, ground.text))


def draw_units(
    card: Card, room: tuple[float, float], ground: Ground, brand: Brand
) -> Drawing | None:
    """Return a card's figure as that many units; None where it is no such count."""
    if card.field is None:
        return None
    ink = brand.colour(ground.text)
    if card.field.shape == "dots":
        return art.dots(card.field.count, *room, ink)
    return art.tiles(card.field.count, *room, ink, outlined=card.field.shape == "outlines")


def draw_ring(section: Section, document: Document, brand: Brand, radius: float) -> Drawing:
    """Return a person's first name laid in six tiles, cut off at its upper right corner."""
    first = plain_text(section.title).split()[:1]
    ring = art.ring(
        "".join(first),
        radius,
        _palette(document, brand),
        tile=brand.colour("white"),
        joint=_colour(brand, "joint", "white"),
        centre=_colour(brand, "yellow", brand.house),
        figure=brand.colour(brand.text),
    )
    return Drawing(
        ring.width - _CUT * radius,
        ring.height - _CUT * radius,
        transform(ring.paths, 1, 0, -_CUT * radius),
    )


def _palette(document: Document, brand: Brand) -> tuple[str, ...]:
    """Return the accents of the chosen themes in their order, then the house colour."""
    names = [brand.accent(theme).ground for theme in document.meta.themes]
    return tuple(brand.colour(name) for name in dict.fromkeys((*names, brand.house)))


def _colour(brand: Brand, name: str, otherwise: str) -> str:
    """Return a colour that a brand need not have."""
    return brand.colour(name if name in brand.colours else otherwise)
