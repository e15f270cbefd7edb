"""A partner's tiles: of a field of open tiles those that a sum lays, in strands of its letters."""

from __future__ import annotations

import math
from collections.abc import Sequence

from proposalgen.brand.drawing import Drawing, Path, Point, polygon, polyline, transform
from proposalgen.brand.spelling import spell
from proposalgen.brand.tiles import ROOT3, Laid, draw_tiles
from proposalgen.brand.units import OUTLINE, TILE, draw_hexagons, lay_field
from proposalgen.caches import cached


@cached("laid tiles", size=32, why="a name's tiles are drawn for both formats")
def draw_laid_tiles(
    count: int,
    laid: float,
    name: str,
    room: tuple[float, float],
    palette: Sequence[str],
    *,
    tile: str,
    joint: str,
    ground: str,
    ink: str,
) -> Drawing:
    """Return a field of open tiles, the first of them laid with a name, the last in part.

    Args:
        count: How many tiles there are.
        laid: How many of them are laid; a part of a tile is laid from its left.
        name: Whose letters the strands follow.
        room: The largest width and height, in millimetres.
        palette: The strands' colours, the first for the longest.
        tile: The colour of tiles that are laid.
        joint: The colour of the joints between them.
        ground: What the field stands on.
        ink: The colour of the open tiles.

    Raises:
        ValueError: if the count is negative or the room empty.
    """
    half = TILE * ROOT3 / 2
    pitch, centres, _, _ = lay_field(count, *room, half, TILE)
    field = draw_hexagons(count, *room, ink, outlined=True)
    whole = math.ceil(min(laid, count))
    radius = pitch / ROOT3
    letters = spell(name)
    tiles = [
        # In quarters of a tile and halves of a row, as the floor's are.
        Laid(letters[at % len(letters)], round(4 * (x / pitch - half)) + 2, 2 * _row(y, pitch))
        for at, (x, y) in enumerate(centres[:whole])
    ]
    if not tiles:
        return field
    moved = centres[0][0] - pitch / 2, centres[0][1] - radius
    paths = transform(draw_tiles(tiles, radius, palette, tile, joint, tile), 1, *moved)
    part = laid - math.floor(laid)
    if laid < count and part:
        paths = (*paths, *_open(centres[whole - 1], radius, part, ground, ink, OUTLINE * pitch))
    return Drawing(field.width, field.height, (*field.paths, *paths))


def _row(y: float, pitch: float) -> int:
    return round((y / pitch - TILE) / (ROOT3 / 2))


def _open(
    centre: Point, radius: float, part: float, ground: str, ink: str, line: float
) -> tuple[Path, Path]:
    """Return what opens a tile again to the right of a part of its width, and its outline."""
    x, y = centre
    outer, inner = radius * 1.04, TILE * radius * ROOT3 - line / ROOT3

    def corners(size: float) -> list[Point]:
        half = size * ROOT3 / 2
        cut = min(half, (2 * part - 1) * radius * ROOT3 / 2)
        edge = size - abs(cut) / ROOT3
        top = [(cut, -edge), *([(0.0, -size)] if cut < 0 else []), (half, -size / 2)]
        return [(x + dx, y + dy) for dx, dy in (*top, *((dx, -dy) for dx, dy in reversed(top)))]

    return (
        Path(polygon(corners(outer)), ground),
        Path(polyline(corners(inner)), stroke=ink, width=line),
    )
