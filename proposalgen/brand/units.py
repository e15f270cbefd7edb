"""Fields of units: a figure drawn as that many dots or tiles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from proposalgen.brand.drawing import Drawing, Path, Point, circle, hexagon
from proposalgen.brand.tiles import ROOT3
from proposalgen.caches import cached


class _Field(NamedTuple):
    """Staggered rows of units; every second row may be one unit shorter."""

    columns: int
    short: int
    rows: int
    empty: int
    """How many units the last row lacks."""
    pitch: float
    """The distance between two units."""


def _fit(count: int, width: float, height: float, wide: float, high: float) -> Iterator[_Field]:
    """Yield all fields of so many units that fit a box, each as large as it can be.

    ``wide`` and ``high`` are half the width and height of a unit whose pitch is 1.
    """
    for columns in range(1, count + 1):
        for short in (0, 1) if columns > 1 else (0,):
            pairs, rest = divmod(count, 2 * columns - short)
            rows = 2 * pairs + (rest > 0) + (rest > columns)
            empty = (rows + 1) // 2 * columns + rows // 2 * (columns - short) - count
            shift = 0.5 if rows > 1 and not short else 0
            across = columns - 1 + shift + 2 * wide
            down = (rows - 1) * ROOT3 / 2 + 2 * high
            yield _Field(columns, short, rows, empty, min(width / across, height / down))


def lay_field(
    count: int, width: float, height: float, wide: float, high: float
) -> tuple[float, list[Point], float, float]:
    """Return the pitch of a field that fits a box, its centres, its width and its height.

    Its units are as large as can be; they may be a tenth smaller where that fills the last row.
    """
    if count < 0 or width <= 0 or height <= 0:
        raise ValueError(f"no field of {count} fits {width} by {height} mm")
    if count == 0:
        return 0, [], 0, 0
    fields = list(_fit(count, width, height, wide, high))
    least = 0.9 * max(field.pitch for field in fields)
    best = min(
        (field for field in fields if field.pitch >= least),
        # Rounded, so that fields that differ only by inexact sums are judged by what follows.
        key=lambda field: (field.empty > 0, -round(field.pitch, 6), field.empty, field.short),
    )
    pitch = best.pitch
    centres = [
        ((wide + column + row % 2 / 2) * pitch, (high + row * ROOT3 / 2) * pitch)
        for row in range(best.rows)
        for column in range(best.columns - best.short * (row % 2))
    ][:count]
    right = max(x for x, _ in centres) + wide * pitch
    return pitch, centres, right, centres[-1][1] + high * pitch


OUTLINE = 0.0635
"""Weight of an outline where the distance of two units is 1."""
TILE = 0.525
"""The radius of a tile of a field, where the distance of two is 1."""


@cached("fields of dots", size=32, why="documents print the library's figures again and again")
def draw_dots(
    count: int,
    width: float,
    height: float,
    colour: str,
    *,
    filled: int | None = None,
    ink: str = "",
) -> Drawing:
    """Return a field of dots, each a person or many, as large as a box allows.

    Of ``count`` dots only ``filled`` may be solid; the others are outlines in ``ink``.

    The drawing is as large as the field, so never larger than the box.

    Raises:
        ValueError: if the count is negative or the box empty.
    """
    radius = 0.276
    pitch, centres, right, foot = lay_field(count, width, height, radius, radius)
    solid = count if filled is None else filled
    shapes = tuple(c for x, y in centres[:solid] for c in circle(x, y, radius * pitch))
    line = OUTLINE * pitch
    # The line lies within the dot, so that outlined dots are as large as solid ones.
    inner = radius * pitch - line / 2
    outlines = tuple(c for x, y in centres[solid:] for c in circle(x, y, inner))
    paths = (Path(shapes, colour), Path(outlines, "", ink, line))
    return Drawing(right, foot, tuple(path for path in paths if path.commands))


@cached("fields of hexagons", size=32, why="documents print the library's figures again and again")
def draw_hexagons(
    count: int, width: float, height: float, colour: str, *, outlined: bool = False
) -> Drawing:
    """Return a field of tiles, solid for things done, outlined for things needed.

    They are as large as a box allows, and the drawing is as large as the field.

    Raises:
        ValueError: if the count is negative or the box empty.
    """
    radius, line = TILE, OUTLINE
    pitch, centres, right, foot = lay_field(count, width, height, radius * ROOT3 / 2, radius)
    # The line lies within the tile, so that outlined tiles are as large as solid ones.
    if outlined:
        radius -= line / ROOT3
    shapes = tuple(command for x, y in centres for command in hexagon(x, y, radius * pitch))
    path = Path(shapes, "", colour, line * pitch) if outlined else Path(shapes, colour)
    return Drawing(right, foot, (path,) if shapes else ())
