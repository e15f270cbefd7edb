"""Drawings: paths in millimetres that every format can show, and their geometry."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

Point = tuple[float, float]
Command = tuple[str, tuple[float, ...]]
"""``M x y``, ``L x y``, ``C x1 y1 x2 y2 x y`` or ``Z``, as in SVG, absolute."""
Place = tuple[float, float, float]
"""How many times larger something stands, and then how far to the right and down."""
IDENTITY: Place = (1, 0, 0)


@dataclass(frozen=True, slots=True)
class Path:
    """A path, filled or stroked or both. Origin at the top left, y down, millimetres."""

    commands: tuple[Command, ...]
    fill: str = ""
    """``#RRGGBB``, or empty for none."""
    stroke: str = ""
    width: float = 0
    """Of the stroke; its ends are butt, its corners mitred."""
    place: Place = IDENTITY
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
        # Colours and places differ in nearly all drawings; coordinates would be many to hash.
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
    # With control points so far along the tangents a curve is an arc but for 0.03 % of its radius.
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
        place=IDENTITY,
    )


_PIECES = 24
"""How many straight lines show a curve of a quarter turn: true to 0.1 mm on a page's width."""


def bounds(drawing: Drawing) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of what is drawn, strokes included.

    What is cut off at the drawing's edges counts too; nothing drawn is at 0, 0.
    """
    points = [point for path in drawing.paths for point in _outline_points(path)] or [(0, 0)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _outline_points(path: Path) -> Iterator[Point]:
    """Yield points of what a path paints, with curves as many straight lines."""
    path = settle(path)
    for points, closed in _flatten(path.commands):
        if path.fill:
            yield from points
        if path.stroke:
            yield from _outline(points, closed, path.width / 2)


def _flatten(commands: Iterable[Command]) -> Iterator[tuple[list[Point], bool]]:
    """Yield each piece of a path as points, and whether it is closed."""
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
    # Points that are the same have no direction from one to the next.
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
