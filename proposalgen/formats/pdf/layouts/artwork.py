"""The brand's artwork on a page: the floor of tiles, numerals, signs and the partner's logo."""

from __future__ import annotations

from proposalgen.brand.artwork import LOGO_PANEL, draw_sign, draw_units
from proposalgen.brand.artwork import draw_floor as make_floor
from proposalgen.brand.drawing import Drawing, settle
from proposalgen.formats.pdf.blocks.column import Palette
from proposalgen.formats.pdf.boxes.box import Artwork, Box, space
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Field


def draw_floor(
    composer: Composer, y: float, width: float, *, until: float = 0, across: int = 0
) -> None:
    """Draw the partner's name in tiles between two heights of the page (design 5).

    Args:
        composer: The page.
        y: Where the floor begins.
        width: From the left edge of the page.
        until: Where the floor ends, if not at the foot of the page.
        across: How many tiles are in a row, if that does not follow from the name.
    """
    canvas = composer.canvas
    height = (until or canvas.height) - y
    drawing = make_floor(composer.meta, composer.brand, width / MM, height / MM, across)
    canvas.draw(drawing, 0, y)


def draw_logo(composer: Composer, element: Element) -> None:
    """Hang the partner's logo from the head of the page, at the right margin (design 6)."""
    logo = composer.meta.logo
    if logo is None:
        return
    brand, canvas = composer.brand, composer.canvas
    ground = brand.colours.text if logo.light else brand.colours.surface
    width, height = (side * MM for side in LOGO_PANEL)
    left = composer.side + composer.width - width
    canvas.fill_rect(left, 0, width, height, ground)
    centre = (left + width / 2, height / 2)
    canvas.draw_logo(logo, ground, element.add("Figure"), centre)


def make_sign(composer: Composer, theme: str, palette: Palette, size: float) -> Box:
    """Return a theme's sign in a square of a size in points; empty for a theme without one."""
    sign = draw_sign(theme, size / MM, palette.text, composer.brand)
    return Artwork(sign) if sign else space(size)


def find_left(drawing: Drawing, top: float, bottom: float) -> float:
    """Return how far from its left edge a drawing leaves free between two heights, in points."""
    free = drawing.width
    for path in map(settle, drawing.paths):
        at = (0.0, 0.0)
        for name, values in path.commands:
            # A curve lies within its end points and its control points, which are all taken.
            points = [at, *zip(values[::2], values[1::2], strict=True)]
            if name == "M":
                points = points[1:]
            low = min((y for _, y in points), default=0) - path.width / 2
            high = max((y for _, y in points), default=0) + path.width / 2
            if points and high > top / MM and low < bottom / MM:
                free = min(free, *(x - path.width / 2 for x, _ in points))
            at = points[-1] if points else at
    return max(0, free) * MM


def draw_field(
    composer: Composer,
    field: Field,
    palette: Palette,
    place: tuple[float, float],
    room: tuple[float, float],
) -> float:
    """Draw a figure as that many units; return where they end.

    Args:
        composer: The page.
        field: The figure.
        palette: Of the ground that the units stand on.
        place: Their upper left corner, in points.
        room: The largest width and height, in points.
    """
    size = (room[0] / MM, room[1] / MM)
    drawing = draw_units(field, size, palette.ground, palette.text, composer.meta, composer.brand)
    return composer.draw_at(Artwork(drawing), *place)
