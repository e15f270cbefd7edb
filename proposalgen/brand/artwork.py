"""The artwork of documents in a brand's colours: floor, strip, ring, signs, units, journey."""

from __future__ import annotations

from collections.abc import Sequence

from proposalgen.brand import floor, ring, signs, strip, units
from proposalgen.brand.contrast import SHAPE_CONTRAST, is_light, measure_contrast
from proposalgen.brand.drawing import Drawing, Path, circle, polyline
from proposalgen.brand.laid import draw_laid_tiles
from proposalgen.brand.letters import read_letter
from proposalgen.brand.model import Brand
from proposalgen.brand.spelling import is_spelled, read_letters, shorten_to_initials
from proposalgen.model.document import LOGO_ROOM, Field, Meta


def draw_floor(meta: Meta, brand: Brand, width: float, height: float, across: int = 0) -> Drawing:
    """Return the partner's name laid in tiles, ``across`` in a row or as the name asks."""
    return floor.draw_floor(
        meta.partner,
        width,
        height,
        list_accents(meta, brand),
        tile=brand.colours.surface,
        joint=brand.colours.joint,
        across=across,
    )


def draw_strip(meta: Meta, brand: Brand, width: float, height: float, ground: str) -> Drawing:
    """Return the partner's name in rows of tiles over its letters, on a ground, ``#RRGGBB``.

    Of a long name these are its initials: rows of tiles too small to read would say nothing.
    """
    name = meta.partner
    if is_spelled(name) and len(read_letters(name)) >= _LONG_NAME:
        name = shorten_to_initials(name)
    accents = [colour for colour in list_accents(meta, brand) if colour != ground]
    font = brand.font_file("heading")
    return strip.draw_strip(
        name,
        width,
        height,
        tuple(dict.fromkeys((*accents, ground))),
        tile=brand.colours.surface,
        joint=brand.colours.joint,
        ink=brand.colours.surface,
        draw_letter=lambda letter: read_letter(font, letter),
    )


def draw_sign(theme: str, size: float, ink: str, brand: Brand) -> Drawing | None:
    """Return a theme's sign in an ink, ``#RRGGBB``; None where it has no sign."""
    shape = brand.signs.get(theme)
    if shape is None:
        return None
    dot = brand.colours.highlight if ink and is_light(ink) else brand.colours.surface
    return signs.draw_sign(shape, size, ink, dot)


def draw_units(
    field: Field,
    room: tuple[float, float],
    ground: str,
    ink: str,
    meta: Meta,
    brand: Brand,
) -> Drawing:
    """Return a figure as that many units in an ink on a ground, both ``#RRGGBB``.

    Dots are in the leading theme's accent where it can be seen there.
    """
    if field.shape == "dots":
        accent = list_accents(meta, brand)[0]
        seen = measure_contrast(accent, ground) >= SHAPE_CONTRAST
        colour = accent if seen else ink
        return units.draw_dots(field.of or field.count, *room, colour, filled=field.count, ink=ink)
    if field.laid:
        accents = list_accents(meta, brand)
        tile, joint = brand.colours.surface, brand.colours.joint
        return draw_laid_tiles(
            field.count, field.laid, meta.partner, room, accents,
            tile=tile, joint=joint, ground=ground, ink=ink,
        )  # fmt: skip
    return units.draw_hexagons(field.count, *room, ink, outlined=field.shape == "outlines")


_LONG_NAME = 60
"""Letters from which a name is shown by its initials."""
JOURNEY = 9.2
"""Height of a journey, in millimetres."""
LOGO_PANEL = LOGO_ROOM[0] + 12, LOGO_ROOM[1] + 12
"""Width and height of the panel on which a logo stands, with 6 mm around it (design 6)."""


def draw_journey(
    stops: Sequence[float], width: float, ink: str, meta: Meta, brand: Brand
) -> Drawing:
    """Return a line in the themes' colours with a dot at each stop, both in millimetres."""
    # From line to line, a line's weight, and the radii of a dot and of the gap round it (design 6).
    pitch, weight, radius, ring = 1.9, 1.0, 3.2, 4.3
    middle = JOURNEY / 2
    accents = list_accents(meta, brand)[: len(meta.themes) or 1]
    lines = (middle + (strand - 1) * pitch for strand in range(3))
    paths = [
        Path(polyline([(0, y), (width, y)]), stroke=accents[at % len(accents)], width=weight)
        for at, y in enumerate(lines)
    ]
    for stop in stops:
        # The dot's left edge is at the stop, and so in line with the text below.
        paths.append(Path(circle(stop + radius, middle, ring), brand.colours.surface))
        paths.append(Path(circle(stop + radius, middle, radius), ink))
    return Drawing(width, JOURNEY, tuple(paths))


def draw_ring(name: str, radius: float, ground: str, meta: Meta, brand: Brand) -> Drawing:
    """Return a person's first name laid in six tiles on a ground, ``#RRGGBB``."""
    # A strand in the colour of the ground would be a cut through the tiles.
    accents = [colour for colour in list_accents(meta, brand) if colour != ground]
    return ring.draw_ring(
        name.split()[0],
        radius,
        tuple(dict.fromkeys((*accents, brand.colours.alert))),
        tile=brand.colours.surface,
        joint=brand.colours.joint,
        centre=brand.colours.highlight,
        figure=brand.colours.text,
    )


def list_accents(meta: Meta, brand: Brand) -> tuple[str, ...]:
    """Return the colours of the chosen themes in their order, then the primary colour."""
    accents = [brand.accent(theme).ground for theme in meta.themes]
    return tuple(dict.fromkeys((*accents, brand.colours.primary)))
