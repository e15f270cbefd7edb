"""Drawings: flat paths in millimetres that both formats can show."""

from __future__ import annotations

import io
import itertools
import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import escape
from typing import NamedTuple

from PIL import Image

Point = tuple[float, float]
Command = tuple[str, tuple[float, ...]]
"""``M x y``, ``L x y``, ``C x1 y1 x2 y2 x y`` or ``Z``, as in SVG, absolute."""
Place = tuple[float, float, float]
"""How many times larger something stands, and then how far to the right and down."""
_AT_HOME: Place = (1, 0, 0)


@dataclass(frozen=True, slots=True)
class Path:
    """A path, filled or stroked or both. Origin at the top left, y down, millimetres."""

    commands: tuple[Command, ...]
    fill: str = ""
    """``#RRGGBB``, or empty for none."""
    stroke: str = ""
    width: float = 0
    """Of the stroke; its ends are butt, its corners mitred."""
    place: Place = _AT_HOME
    """Where it stands in its drawing; the commands and the width are in measures of its own."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths in order, cut off at the edges of ``width`` by ``height`` millimetres."""

    width: float
    height: float
    paths: tuple[Path, ...]
    alt: str = ""
    """What it shows; empty where it is decoration."""

    def __hash__(self) -> int:
        # Inks and places tell it from nearly all others; its coordinates are too many to add.
        looks = ((path.fill, path.stroke, path.place, len(path.commands)) for path in self.paths)
        return hash((self.width, self.height, self.alt, *looks))


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

    def put(place: Place) -> Place:
        return place[0] * scale, place[1] * scale + x, place[2] * scale + y

    return tuple(replace(path, place=put(path.place)) for path in paths)


def settle(path: Path) -> Path:
    """Return a path in the measures of its drawing."""
    scale, x, y = path.place
    return replace(
        path,
        commands=move(path.commands, scale, x, y),
        width=path.width * scale,
        place=_AT_HOME,
    )


# -- as other formats -----------------------------------------------------------------------------


def to_svg(drawing: Drawing) -> str:
    """Return a drawing as a standalone file of SVG 1.1, cut off at its edges."""
    width, height = _number(drawing.width), _number(drawing.height)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}mm" '
        f'height="{height}mm" viewBox="0 0 {width} {height}">',
        *([f"<title>{escape(drawing.alt, quote=False)}</title>"] if drawing.alt else []),
        f'<clipPath id="box"><rect width="{width}" height="{height}"/></clipPath>',
        # The mitre limit is that of PDF, so that corners are the same in both.
        '<g clip-path="url(#box)" stroke-miterlimit="10">',
    ]
    for path in drawing.paths:
        place = ""
        if path.place != _AT_HOME:
            scale, x, y = map(_number, path.place)
            place = f'transform="translate({x} {y}) scale({scale})" '
        width = f' stroke-width="{_number(path.width)}"' if path.stroke else ""
        shape = _write_shape(path.commands, path.fill, path.stroke)
        lines.append(f"<path {place}{shape}{width}/>")
    return "\n".join([*lines, "</g>", "</svg>", ""])


@lru_cache(maxsize=256)
def _write_shape(commands: tuple[Command, ...], fill: str, stroke: str) -> str:
    """Return the attributes of a path in SVG but for its place and its stroke's width."""
    data = " ".join(" ".join((name, *map(_number, values))) for name, values in commands)
    return f'd="{data}" fill="{fill or "none"}"' + (f' stroke="{stroke}"' if stroke else "")


def _number(value: float) -> str:
    return f"{round(value, 4) + 0:g}" if abs(value) < 100 else f"{round(value, 3):.7g}"


def to_operators(drawing: Drawing) -> str:
    """Return a drawing as content of a PDF, in its own millimetres (ISO 32000-1 8.5)."""
    code = [f"0 0 {drawing.width:.5g} {drawing.height:.5g} re W n"]
    return " ".join([*code, *map(write_path, drawing.paths)])


def write_path(path: Path) -> str:
    """Return a path's operators, in the measures of its drawing."""
    code = [set_colour(path.fill)] if path.fill else []
    if path.stroke:
        code.append(f"{set_colour(path.stroke, stroke=True)} {path.width:.4g} w")
    code.append(_write_commands(path.commands))
    code.append("B" if path.fill and path.stroke else "S" if path.stroke else "f")
    if path.place == _AT_HOME:
        return " ".join(code)
    scale, x, y = path.place
    return f"q {scale:.6g} 0 0 {scale:.6g} {round(x, 3):g} {round(y, 3):g} cm {' '.join(code)} Q"


@lru_cache(maxsize=256)
def _write_commands(commands: tuple[Command, ...]) -> str:
    return " ".join(
        "".join(f"{round(value, 4):g} " for value in values) + _OPERATORS[name]
        for name, values in commands
    )


_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@cache
def set_colour(colour: str, *, stroke: bool = False) -> str:
    """Return the operator that sets ``#RRGGBB``."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts) + (" RG" if stroke else " rg")


def to_png(drawing: Drawing, dpi: float = 300) -> bytes:
    """Return a drawing as a PNG with a palette on a transparent ground, the same each time."""
    import pypdfium2  # it is large, and most commands draw nothing

    inks = {ink for path in drawing.paths for ink in (path.fill, path.stroke) if ink}
    mixes = _mix(tuple(sorted(inks)))
    page = pypdfium2.PdfDocument(_make_page(drawing, dpi))[0]
    picture = page.render(scale=dpi / 72, fill_color=(*mixes.ground, 255)).to_pil()
    flat = picture.quantize(palette=mixes.shown, dither=Image.Dither.NONE)
    flat.putpalette(mixes.meant, "RGBA")
    buffer = io.BytesIO()
    # Runs alone shorten what is flat to a fifth more than the best, in a third of the time.
    flat.save(buffer, "PNG", dpi=(dpi, dpi), compress_type=zlib.Z_RLE)
    return buffer.getvalue()


class _Mixes(NamedTuple):
    """The colours of a drawing's pixels: its inks, and the mixes of any two at an edge.

    The ground is a colour like no ink; mixed with one it stands for transparency.
    """

    ground: tuple[int, ...]
    shown: Image.Image
    """A picture whose palette has them as they are drawn."""
    meant: bytes
    """The same palette, in red, green, blue and alpha."""


@lru_cache(maxsize=64)
def _mix(inks: tuple[str, ...]) -> _Mixes:
    colours = [tuple(bytes.fromhex(ink[1:])) for ink in inks]
    corners = itertools.product((0, 255), repeat=3)
    ground = max(corners, key=lambda key: min((math.dist(key, one) for one in colours), default=0))
    levels = min(_LEVELS, (255 - len(colours)) // max(1, math.comb(len(colours) + 1, 2)))
    shown: list[tuple[int, ...]] = [ground, *colours]
    meant: list[tuple[int, ...]] = [(0, 0, 0, 0), *((*one, 255) for one in colours)]
    for level in range(1, levels + 1):
        share = level / (levels + 1)
        for one, other in itertools.combinations((ground, *colours), 2):
            mix = tuple(round(b * share + a * (1 - share)) for a, b in zip(one, other, strict=True))
            if min(math.dist(mix, colour) for colour in (ground, *colours)) < _NEAR:
                continue
            shown.append(mix)
            meant.append((*other, round(255 * share)) if one is ground else (*mix, 255))
    sheet = Image.new("P", (1, 1))
    sheet.putpalette(bytes(itertools.chain(*shown)))
    return _Mixes(ground, sheet, bytes(itertools.chain(*meant)))


_LEVELS, _NEAR = 7, 12
"""The most mixes of two colours, and how near to an ink, in levels of red, green and blue, none is:
Pillow takes colours of four levels for one."""


def _make_page(drawing: Drawing, dpi: float) -> bytes:
    """Return a PDF of one page, as large as the drawing in whole pixels (ISO 32000-1 7.5)."""
    point = 72 / 25.4
    sides = (max(1, round(side * dpi / 25.4)) for side in (drawing.width, drawing.height))
    width, height = (pixels * 72 / dpi - 0.0005 for pixels in sides)
    content = f"{point:.6f} 0 0 {-point:.6f} 0 {height:.4f} cm {to_operators(drawing)}"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.4f} {height:.4f}]/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
    )
    text, table = "%PDF-1.7\n", "0000000000 65535 f \n"
    for number, body in enumerate(objects, 1):
        table += f"{len(text):010} 00000 n \n"
        text += f"{number} 0 obj{body}endobj\n"
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>startxref\n{len(text)}\n%%EOF"
    return f"{text}xref\n0 {len(objects) + 1}\n{table}{end}".encode("ascii")


_PIECES = 24
"""How many straight lines show a curve of a quarter turn: true to 0.1 mm on a page's width"""


def bounds(drawing: Drawing) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of what is drawn, strokes included.

    What is cut off at the drawing's edges counts too; nothing drawn is at 0, 0.
    """
    points = [point for path in drawing.paths for point in _outline_points(path)] or [(0, 0)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _outline_points(path: Path) -> Iterator[Point]:
    """Give points of what a path paints, curves as many straight lines."""
    path = settle(path)
    for points, closed in _flatten(path.commands):
        if path.fill:
            yield from points
        if path.stroke:
            yield from _outline(points, closed, path.width / 2)


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
