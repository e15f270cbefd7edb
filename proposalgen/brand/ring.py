"""The ring: six tiles that spell a name round a person."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from proposalgen.brand.drawing import Command, Drawing, Path, arc, circle, hexagon, transform
from proposalgen.brand.spelling import spell
from proposalgen.brand.tiles import ROOT3, Laid, draw_tiles
from proposalgen.caches import cached

_AROUND = ((2, 0), (6, 0), (8, 2), (6, 4), (2, 4), (0, 2))
"""The six places round a seventh, clockwise from the upper left."""


def draw_ring(
    name: str,
    radius: float,
    palette: Sequence[str],
    *,
    tile: str,
    joint: str,
    centre: str,
    figure: str,
) -> Drawing:
    """Return six tiles that spell a name round a person: a dot over three arcs.

    A shorter name begins again, of a longer one six letters show. The drawing is three tiles wide
    and five radii high.

    Raises:
        ValueError: if the palette is empty.
    """
    return _ring(name, radius, tuple(palette), tile, joint, centre, figure)


@cached("rings", size=32, why="a story of the library is drawn in many documents")
def _ring(
    name: str,
    radius: float,
    palette: tuple[str, ...],
    tile: str,
    joint: str,
    centre: str,
    figure: str,
) -> Drawing:
    letters = spell(name)
    laid = [Laid(letters[at % len(letters)], x + 2, y) for at, (x, y) in enumerate(_AROUND)]
    width, height = 3 * ROOT3 * radius, 5 * radius
    middle = Path(hexagon(0, 0, 1), centre)
    person = transform((middle, *_person(figure)), radius, width / 2, height / 2)
    return Drawing(width, height, (*draw_tiles(laid, radius, palette, tile, joint, tile), *person))


def _person(colour: str) -> Iterator[Path]:
    """Draw a dot over three arcs that end at the lower edges of a tile of radius 1."""
    yield Path(circle(0, -0.233, 0.342), colour)
    # The arcs' centre is a little below the tile, so that they meet its edges nearly at a right
    # angle; they are shapes, not strokes, because they end along these edges.
    below, width = 1.034, 0.152
    for radius in (0.27, 0.528, 0.786):
        outer = _arch(below, radius + width / 2)
        inner = _arch(below, radius - width / 2, back=True)
        yield Path((*outer, ("L", inner[0][1]), *inner[1:], ("Z", ())), colour)


def _arch(below: float, radius: float, *, back: bool = False) -> tuple[Command, ...]:
    """Return an arc about (0, below) between the two lower edges, y = 1 - |x| / √3."""
    drop = 1 - below
    x = (drop / ROOT3 + math.sqrt(4 / 3 * radius**2 - drop**2)) * 3 / 4
    angle = math.degrees(math.atan2(drop - x / ROOT3, x))
    start, end = (angle, -180 - angle) if back else (-180 - angle, angle)
    return arc(0, below, radius, start, end)
