"""Drawings: flat paths in millimetres that both formats can show."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

Point = tuple[float, float]
Command = tuple[str, tuple[float, ...]]
"""``M x y``, ``L x y``, ``C x1 y1 x2 y2 x y`` or ``Z``, as in SVG, absolute."""


@dataclass(frozen=True, slots=True)
class Path:
    """A path, filled or stroked or both. Origin at the top left, y down, millimetres."""

    commands: tuple[Command, ...]
    fill: str = ""
    """``#RRGGBB``, or empty for none."""
    stroke: str = ""
    width: float = 0
    """Of the stroke; its ends are butt, its corners mitred."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths in order, cut off at the edges of ``width`` by ``height`` millimetres."""

    width: float
    height: float
    paths: tuple[Path, ...]
    alt: str = ""
    """What it shows; empty where it is decoration."""


def polygon(points: Sequence[Point]) -> tuple[Command, ...]:
    """Return a closed path through points."""
    first, *rest = points
    return (("M", first), *(("L", point) for point in rest), ("Z", ()))


def polyline(points: Sequence[Point]) -> tuple[Command, ...]:
    """Return an open path through points."""
    return polygon(points)[:-1]


def arc(x: float, y: float, radius: float, start: float, end: float) -> tuple[Command, ...]:
    """Return the arc about x, y between two angles, in degrees clockwise from the right.

    Made of cubic curves of at most a quarter turn each.
    """
    pieces = max(1, math.ceil(abs(end - start) / 90 - 1e-9))
    step = math.radians(end - start) / pieces
    reach = 4 / 3 * math.tan(step / 4) * radius
    commands: list[Command] = []
    angle = math.radians(start)
    for piece in range(pieces):
        after = angle + step
        a = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        b = (x + radius * math.cos(after), y + radius * math.sin(after))
        if piece == 0:
            commands.append(("M", a))
        first = (a[0] - reach * math.sin(angle), a[1] + reach * math.cos(angle))
        second = (b[0] + reach * math.sin(after), b[1] - reach * math.cos(after))
        commands.append(("C", (*first, *second, *b)))
        angle = after
    return tuple(commands)


def circle(x: float, y: float, radius: float) -> tuple[Command, ...]:
    """Return a circle."""
    return (*arc(x, y, radius, 0, 360), ("Z", ()))


def hexagon(x: float, y: float, radius: float) -> tuple[Command, ...]:
    """Return a hexagon that stands on a corner."""
    half = radius * math.sqrt(3) / 2
    return polygon(
        [
            (x, y - radius),
            (x + half, y - radius / 2),
            (x + half, y + radius / 2),
            (x, y + radius),
            (x - half, y + radius / 2),
            (x - half, y - radius / 2),
        ]
    )


def move(
    commands: Iterable[Command], scale: float, x: float = 0, y: float = 0
) -> tuple[Command, ...]:
    """Return commands scaled about the origin, then moved."""
    return tuple(
        (name, tuple(value * scale + (y if at % 2 else x) for at, value in enumerate(values)))
        for name, values in commands
    )


def transform(paths: Iterable[Path], scale: float, x: float = 0, y: float = 0) -> tuple[Path, ...]:
    """Return paths scaled about the origin, then moved."""
    return tuple(
        replace(path, commands=move(path.commands, scale, x, y), width=path.width * scale)
        for path in paths
    )


# -- as other formats -----------------------------------------------------------------------------


def to_svg(drawing: Drawing) -> str:
    """Return a drawing as a standalone file of SVG 1.1, cut off at its edges."""
    width, height = _number(drawing.width), _number(drawing.height)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}mm" '
        f'height="{height}mm" viewBox="0 0 {width} {height}">',
        *([f"<title>{escape(drawing.alt)}</title>"] if drawing.alt else []),
        f'<clipPath id="box"><rect width="{width}" height="{height}"/></clipPath>',
        # The mitre limit is that of PDF, so that corners are the same in both.
        '<g clip-path="url(#box)" stroke-miterlimit="10">',
    ]
    for path in drawing.paths:
        data = " ".join(" ".join((name, *map(_number, values))) for name, values in path.commands)
        stroke = f' stroke="{path.stroke}" stroke-width="{_number(path.width)}"'
        lines.append(f'<path d="{data}" fill="{path.fill or "none"}"{stroke * bool(path.stroke)}/>')
    return "\n".join([*lines, "</g>", "</svg>", ""])


def _number(value: float) -> str:
    return f"{round(value, 4) + 0:g}" if abs(value) < 100 else f"{round(value, 3):.7g}"


def to_png(drawing: Drawing, dpi: float = 300) -> bytes:
    """Return a drawing as a PNG on a transparent ground, the same bytes each time."""
    scale = dpi / 25.4
    size = (max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)))
    picture = Image.new("RGBA", size)
    shapes = [
        (colour, [[(x * scale * _FINER, y * scale * _FINER) for x, y in each] for each in pieces])
        for colour, pieces in _shapes(drawing)
    ]
    heights = [
        (min(y for each in pieces for _, y in each), max(y for each in pieces for _, y in each))
        for _, pieces in shapes
    ]
    # In bands, so that a page at 300 dpi needs little memory.
    for top in range(0, size[1], _BAND):
        rows = min(_BAND, size[1] - top)
        band = Image.new("RGBA", (size[0] * _FINER, rows * _FINER))
        pen, start = ImageDraw.Draw(band), top * _FINER
        for (colour, pieces), (first, last) in zip(shapes, heights, strict=True):
            if last >= start and first <= start + rows * _FINER:
                moved = [[(x - 0.5, y - start - 0.5) for x, y in each] for each in pieces]
                if len(moved) == 1:
                    pen.polygon(moved[0], fill=colour)
                else:
                    band.paste(colour, mask=_cut_out(moved, band.size))
        picture.paste(band.reduce(_FINER), (0, top))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


_FINER = 4
"""How many samples a pixel of a PNG has across and down."""
_BAND = 256
"""How many rows of a PNG are drawn at a time."""
_PIECES = 24
"""How many straight lines show a curve of a quarter turn: true to 0.1 mm on a page's width"""


def bounds(drawing: Drawing) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of what is drawn, strokes included.

    What is cut off at the drawing's edges counts too; nothing drawn is at 0, 0.
    """
    pieces = (piece for _, shape in _shapes(drawing) for piece in shape)
    points = [point for piece in pieces for point in piece] or [(0, 0)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _cut_out(pieces: Iterable[Sequence[Point]], size: tuple[int, int]) -> Image.Image:
    """Return a mask of pieces, of which those that run the other way round are holes."""
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    for piece in pieces:
        pen.polygon(piece, fill=0 if _area(piece) < 0 else 255)
    return mask


def _area(points: Sequence[Point]) -> float:
    """Return twice the area inside a polygon, less than nothing where it runs to the left."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)


def _shapes(drawing: Drawing) -> Iterator[tuple[str, list[list[Point]]]]:
    """Give all fills and strokes as polygons, in order, with their colours.

    Pieces of a fill of which some run the other way round, and so are holes, stay together.
    """
    for path in drawing.paths:
        lines = list(_flatten(path.commands))
        if path.fill:
            pieces = [points for points, _ in lines]
            if len({_area(piece) < 0 for piece in pieces}) > 1:
                yield path.fill, pieces
            else:
                yield from ((path.fill, [piece]) for piece in pieces)
        if path.stroke:
            outlines = (_outline(points, closed, path.width / 2) for points, closed in lines)
            yield from ((path.stroke, [outline]) for outline in outlines if outline)


def _flatten(commands: Iterable[Command]) -> Iterator[tuple[list[Point], bool]]:
    """Give each piece of a path as points, and whether it is closed."""
    points: list[Point] = []
    for name, values in commands:
        if name in "MZ":
            if len(points) > 1:
                yield points, name == "Z"
            points = []
        if name == "C":
            a, (b, c, d) = points[-1], (values[0:2], values[2:4], values[4:6])
            for piece in range(1, _PIECES + 1):
                t = piece / _PIECES
                shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                x, y = (
                    sum(s * p[axis] for s, p in zip(shares, (a, b, c, d), strict=True))
                    for axis in (0, 1)
                )
                points.append((x, y))
        elif values:
            points.append((values[0], values[1]))
    if len(points) > 1:
        yield points, False


def _outline(points: list[Point], closed: bool, half: float) -> list[Point]:
    """Return the edge of a stroke, down one side and back up the other, corners mitred."""
    apart = [b for a, b in zip([None, *points], points, strict=False) if a is None or a != b]
    if closed and math.dist(apart[0], apart[-1]) < 1e-9:
        apart.pop()
    if len(apart) < 2:
        return []
    ends = zip(apart, [*apart[1:], apart[0]], strict=True)
    normals = [
        ((ay - by) * half / length, (bx - ax) * half / length)
        for (ax, ay), (bx, by) in ends
        for length in [math.dist((ax, ay), (bx, by))]
    ]
    before = [normals[-1], *normals[:-1]]
    if not closed:
        before[0], normals[-1] = normals[0], normals[-2]
    one, other = [], []
    for (x, y), (ax, ay), (bx, by) in zip(apart, before, normals, strict=True):
        share = 1 + (ax * bx + ay * by) / half**2
        # A mitre over ten times as long as the stroke is wide is cut square, as in PDF.
        dx, dy = ((ax + bx) / share, (ay + by) / share) if share > 0.02 else (bx, by)
        one.append((x + dx, y + dy))
        other.append((x - dx, y - dy))
    if closed:
        one.append(one[0])
        other.append(other[0])
    return [*one, *reversed(other)]
