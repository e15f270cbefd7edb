"""The floor: a partner's name laid in tiles that fill a box."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from proposalgen.brand.drawing import Drawing, transform
from proposalgen.brand.spelling import spell
from proposalgen.brand.tiles import ROOT3, Laid, draw_tiles
from proposalgen.caches import cached


def _rows(across: int, rows: int) -> Iterator[tuple[int, int]]:
    for row in range(rows):
        for column in range(across + row % 2):
            yield 4 * column + 2 - 2 * (row % 2), 2 * row


def draw_floor(
    name: str,
    width: float,
    height: float,
    palette: Sequence[str],
    *,
    tile: str,
    joint: str,
    ground: str = "",
    rows_from: float = 0,
    across: int = 0,
) -> Drawing:
    """Return a name laid in hexagonal tiles, of which a box is full.

    The box is as wide as ``across`` tiles, or as the fewest of 3 to 10 that hold every letter
    once. When the letters end they begin again. Above the first row's tops nothing is drawn.

    Args:
        name: The name, of which ``spell`` gives the letters.
        width: Of the box, in millimetres.
        height: Of the box; a row is drawn if its tops are inside.
        palette: The strands' colours, the first for the longest.
        tile: The colour of the tiles.
        joint: The colour of the joints between them, which lie under the strands.
        ground: What is drawn round a strand that passes over; the tiles' colour by default.
        rows_from: How far below the box's top the first row's tops are.
        across: How many tiles fill the width.

    Raises:
        ValueError: if the palette is empty, or the box no millimetre wide.
    """
    if width < 1:
        raise ValueError(f"no floor is {width} mm wide")
    return _floor(name, width, height, tuple(palette), tile, joint, ground, rows_from, across)


@cached("floors", size=32, why="a name is drawn for both formats, on several pages")
def _floor(
    name: str,
    width: float,
    height: float,
    palette: tuple[str, ...],
    tile: str,
    joint: str,
    ground: str,
    rows_from: float,
    across: int,
) -> Drawing:
    letters = spell(name)
    # Where not even ten in a row hold every letter, the floor ends before the name does.
    for columns in [across] if across else range(3, 11):
        radius = width / (columns * ROOT3)
        # A row whose tops only touch the foot of the box is left out, also with sums inexact.
        rows = max(1, math.ceil((height - rows_from) / (1.5 * radius) - 1e-6))
        places = list(_rows(columns, rows))
        if len(places) >= len(letters):
            break
    laid = [Laid(letters[at % len(letters)], x, y) for at, (x, y) in enumerate(places)]
    paths = draw_tiles(laid, radius, palette, tile, joint, ground or tile)
    return Drawing(width, height, transform(paths, 1, 0, rows_from))
