"""Drawings: flat paths in millimetres that both formats can show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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


def transform(paths: Iterable[Path], scale: float, x: float = 0, y: float = 0) -> tuple[Path, ...]:
    """Return paths scaled about the origin, then moved."""

    def place(values: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(value * scale + (y if at % 2 else x) for at, value in enumerate(values))

    return tuple(
        replace(
            path,
            commands=tuple((name, place(values)) for name, values in path.commands),
            width=path.width * scale,
        )
        for path in paths
    )
