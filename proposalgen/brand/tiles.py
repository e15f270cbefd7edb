"""Hexagonal tiles that draw letters, and the strands that run through them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from proposalgen.brand.drawing import Command, Path, arc, hexagon, polyline
from proposalgen.caches import cached

ROOT3 = math.sqrt(3)

_PAIRS = """
A:01,23,45 B:45,02,13 C:45,13,02 D:50,13,24 E:12,34,50 F:50,24,13 G:01,24,35 H:01,35,24 I:12,45,03
J:12,35,40 K:12,40,35 L:23,40,51 M:23,51,40 N:34,51,02 O:23,50,14 P:34,02,51 Q:15,24,03 R:03,15,24
S:20,35,14 T:14,20,35 U:34,01,25 V:31,40,25 W:25,31,40 X:14,25,03 Y:03,25,14 Z:03,14,25
"""
LETTERS = {
    each[0]: tuple((int(pair[0]), int(pair[1])) for pair in each[2:].split(","))
    for each in _PAIRS.split()
}
"""The edges of a tile that each letter joins; edge 0 is right, the others follow clockwise.

Later pairs pass over earlier ones.
"""

_LINE, _PITCH = 0.1, 0.1547
"""The width of a strand's line, and the distance between two; as all here, for a radius of 1."""
_PAST = 0.006
"""How far a strand runs past the tile's edge, so that no seam shows."""
_GROUND, _CUT = 0.519, 0.035
"""The gap that is cut for a strand passing over, and how far it ends before the tile's edge."""


def _run(first: int, last: int, offset: float, past: float) -> tuple[Command, ...]:
    """Return a line from edge to edge of a tile of radius 1, ``offset`` from the middle one.

    Neighbours turn about the corner between them, edges with one between about a point far out
    past it; opposite ones are joined straight.
    """
    if (last - first) % 6 > 3:
        first, last = last, first
    turns = (last - first) % 6
    if turns == 3:
        x, y = math.cos(math.radians(60 * first)), math.sin(math.radians(60 * first))
        reach = ROOT3 / 2 + past
        return polyline([(s * reach * x - offset * y, s * reach * y + offset * x) for s in (1, -1)])
    far, radius, half = (1.0, 0.5, 60.0) if turns == 1 else (ROOT3, 1.5, 30.0)
    towards = 60 * first + 30 * turns
    x, y = far * math.cos(math.radians(towards)), far * math.sin(math.radians(towards))
    radius += offset
    half += math.degrees(past / radius)
    return arc(x, y, radius, towards + 180 - half, towards + 180 + half)


@cached("lines of a strand", size=64, why="a tile has six edges, so there are few strands")
def draw_strand(first: int, last: int) -> tuple[Command, ...]:
    """Return the three lines of a strand through a tile of radius 1."""
    return tuple(
        command for offset in (-_PITCH, 0, _PITCH) for command in _run(first, last, offset, _PAST)
    )


@cached("gaps round a strand", size=64, why="a tile has six edges, so there are few gaps")
def _gap(first: int, last: int) -> tuple[Command, ...]:
    """Return the line that is cut through a tile of radius 1 for a strand passing over."""
    return _run(first, last, 0, -_CUT)


def _crosses(one: tuple[int, int], other: tuple[int, int]) -> bool:
    # On a circle two chords cross where the ends of one are on both sides of the other.
    low, high = sorted(one)
    return (low < other[0] < high) != (low < other[1] < high)


class Laid(NamedTuple):
    """A letter and the place of its tile, in quarters of a tile's width and halves of a row."""

    letter: str
    x: int
    y: int


_EDGES = ((2, 0), (1, 1), (-1, 1), (-2, 0), (-1, -1), (1, -1))
"""The middles of a tile's edges, from its own."""


class Strand(NamedTuple):
    """A line through many tiles."""

    length: int
    """A turn round a corner counts three, all else five."""
    start: tuple[int, int]
    """The leftmost middle of an edge that it passes."""
    pieces: tuple[tuple[int, int], ...]
    """Which pair of which tile."""


def find_strands(laid: Sequence[Laid]) -> list[Strand]:
    """Return the whole strands: the longest first, of equal ones the leftmost."""
    parents: dict[tuple[int, int], tuple[int, int]] = {}

    # Union-find: ends of pieces that meet in the middle of an edge belong to one strand.
    def root(end: tuple[int, int]) -> tuple[int, int]:
        while parents.setdefault(end, end) != end:
            end = parents[end]
        return end

    ends = [[(tile.x + x, tile.y + y) for x, y in _EDGES] for tile in laid]
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for at, tile in enumerate(laid):
        for first, last in LETTERS[tile.letter]:
            parents[root(ends[at][first])] = root(ends[at][last])
    for at, tile in enumerate(laid):
        for pair, (first, _) in enumerate(LETTERS[tile.letter]):
            found.setdefault(root(ends[at][first]), []).append((at, pair))

    def measure(pieces: list[tuple[int, int]]) -> Strand:
        joined = [(at, LETTERS[laid[at].letter][pair]) for at, pair in pieces]
        length = sum(3 if abs(first - last) in (1, 5) else 5 for _, (first, last) in joined)
        start = min(ends[at][edge] for at, pair in joined for edge in pair)
        return Strand(length, start, tuple(pieces))

    strands = [measure(pieces) for pieces in found.values()]
    return sorted(strands, key=lambda strand: (-strand.length, strand.start))


def colour_strands(strands: Sequence[Strand], palette: Sequence[str]) -> list[str]:
    """Return a colour for each strand in turn: that which is used least so far."""
    used = dict.fromkeys(palette, 0)
    colours: list[str] = []
    for strand in strands:
        colours.append(min(used, key=lambda colour: used[colour]))
        used[colours[-1]] += strand.length
    return colours


def draw_tiles(
    laid: Sequence[Laid], radius: float, palette: Sequence[str], tile: str, joint: str, ground: str
) -> Iterator[Path]:
    """Draw letters in tiles, the middle of the first row at y = radius."""
    if not palette:
        raise ValueError("a floor needs a palette of at least one colour")
    places = [(x * radius * ROOT3 / 4, radius + y * radius * 0.75) for _, x, y in laid]
    outline = _outline(tuple((each.x, each.y) for each in laid))
    yield Path(outline, tile, joint, max(0.35 / radius, 0.02), (radius, 0, radius))
    strands = find_strands(laid)
    coloured = zip(strands, colour_strands(strands, palette), strict=True)
    colours = {piece: colour for strand, colour in coloured for piece in strand.pieces}
    for at, (each, place) in enumerate(zip(laid, places, strict=True)):
        pairs = LETTERS[each.letter]
        for pair, edges in enumerate(pairs):
            where = (radius, *place)
            if any(_crosses(edges, under) for under in pairs[:pair]):
                yield Path(_gap(*edges), stroke=ground, width=_GROUND, place=where)
            yield Path(draw_strand(*edges), stroke=colours[at, pair], width=_LINE, place=where)


@cached(
    "outlines of floors", size=256, why="floors with as many tiles in a row have the same outline"
)
def _outline(places: tuple[tuple[int, int], ...]) -> tuple[Command, ...]:
    """Return tiles of radius 1, the middle of the first row at y = 0."""
    middles = ((x * ROOT3 / 4, y * 0.75) for x, y in places)
    return tuple(command for x, y in middles for command in hexagon(x, y, 1))
