"""The signs of themes, in the colours of the ground they stand on."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.brand.drawing import Drawing, bounds, transform
from proposalgen.brand.svg import ACCENT, INK
from proposalgen.caches import cached


@cached("signs", size=64, why="there are few themes, each in a few sizes and colours")
def draw_sign(shape: Drawing, size: float, lines: str, dot: str) -> Drawing:
    """Return a sign of the brand, standing in the middle of the lower edge of a square.

    Args:
        shape: The sign as it is drawn, its lines in ``svg.INK``.
        size: The square's side, in millimetres.
        lines: The colour of the lines.
        dot: The colour of all else.
    """
    inks = {"": "", INK: lines, ACCENT: dot}
    paths = [replace(path, fill=inks[path.fill], stroke=inks[path.stroke]) for path in shape.paths]
    # What is drawn decides, not the file's frame: a sign stands on the edge, with no gap below it.
    left, top, right, foot = bounds(shape)
    scale = size / max(shape.width, shape.height, right - left, foot - top)
    x, y = (size - (left + right) * scale) / 2, size - foot * scale
    return Drawing(size, size, transform(paths, scale, x, y))
