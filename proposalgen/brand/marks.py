"""The house's marks in a brand's colours, for both writers: floor, signs, unit fields, ring."""

from __future__ import annotations

from collections.abc import Sequence

from proposalgen.brand import art
from proposalgen.brand.drawing import Drawing, Path, circle, polyline
from proposalgen.brand.model import Brand, measure_contrast
from proposalgen.brand.outlines import read_letter
from proposalgen.model.document import Field, Meta

SEEN = 3
"""Least contrast of a mark with its ground (WCAG 2.2, 1.4.11)."""


def draw_floor(meta: Meta, brand: Brand, width: float, height: float, across: int = 0) -> Drawing:
    """Return the partner's name laid in tiles, ``across`` in a row or as the name asks."""
    return art.floor(
        meta.partner,
        width,
        height,
        list_accents(meta, brand),
        tile=brand.colour("white"),
        joint=brand.colour_or("joint", "white"),
        across=across,
    )


def draw_strip(meta: Meta, brand: Brand, width: float, height: float, ground: str) -> Drawing:
    """Return the partner's name in rows of tiles over its letters, on a ground, ``#RRGGBB``."""
    accents = [colour for colour in list_accents(meta, brand) if colour != ground]
    font = brand.font_file("bold")
    return art.strip(
        meta.partner,
        width,
        height,
        tuple(dict.fromkeys((*accents, ground))),
        tile=brand.colour("white"),
        joint=brand.colour_or("joint", "white"),
        ink=brand.colour("white"),
        draw_letter=lambda letter: read_letter(font, letter),
    )


def draw_sign(theme: str, size: float, ink: str, brand: Brand) -> Drawing | None:
    """Return a theme's sign in an ink, ``#RRGGBB``; None where it has no sign."""
    shape = brand.signs.get(theme)
    if shape is None:
        return None
    dot = "yellow" if ink == brand.colour("white") else "white"
    return art.sign(shape, size, ink, brand.colour_or(dot, "white"))


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
        seen = measure_contrast(accent, ground) >= SEEN
        return art.dots(field.count, *room, accent if seen else ink)
    return art.tiles(field.count, *room, ink, outlined=field.shape == "outlines")


JOURNEY = 9.2
"""Height of a journey, in millimetres."""


def draw_journey(
    stops: Sequence[float], width: float, ink: str, meta: Meta, brand: Brand
) -> Drawing:
    """Return a line in the themes' colours with a dot at each stop, both in millimetres."""
    pitch, weight, radius, ring = 1.9, 1.0, 3.2, 4.3
    middle = JOURNEY / 2
    accents = list_accents(meta, brand)[: len(meta.themes) or 1]
    lines = (middle + (strand - 1) * pitch for strand in range(3))
    paths = [
        Path(polyline([(0, y), (width, y)]), stroke=accents[at % len(accents)], width=weight)
        for at, y in enumerate(lines)
    ]
    for stop in stops:
        paths.append(Path(circle(stop + radius, middle, ring), brand.colour("white")))
        paths.append(Path(circle(stop + radius, middle, radius), ink))
    return Drawing(width, JOURNEY, tuple(paths))


def draw_ring(name: str, radius: float, ground: str, meta: Meta, brand: Brand) -> Drawing:
    """Return a person's first name laid in six tiles on a ground, ``#RRGGBB``."""
    accents = [colour for colour in list_accents(meta, brand) if colour != ground]
    return art.ring(
        name.split()[0],
        radius,
        tuple(dict.fromkeys((*accents, brand.colour_or("red", brand.text)))),
        tile=brand.colour("white"),
        joint=brand.colour_or("joint", "white"),
        centre=brand.colour_or("yellow", brand.house),
        figure=brand.colour(brand.text),
    )


def list_accents(meta: Meta, brand: Brand) -> tuple[str, ...]:
    """Return the colours of the chosen themes in their order, then the house colour."""
    names = [brand.accent(theme).ground for theme in meta.themes]
    return tuple(brand.colour(name) for name in dict.fromkeys((*names, brand.house)))
