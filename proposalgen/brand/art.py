"""The marks of the house: the floor, strand numerals, signs, unit fields and the ring.

All are pure geometry in millimetres, y down; the rules are those of the design's signature.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from proposalgen.brand.drawing import (
    Command,
    Drawing,
    Path,
    Point,
    arc,
    bounds,
    circle,
    hexagon,
    polyline,
    transform,
)
from proposalgen.brand.outlines import ACCENT, INK, Letter

ROOT3 = math.sqrt(3)

# -- letters --------------------------------------------------------------------------------------

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
_ALPHABET = "".join(LETTERS)
_SPELLED = str.maketrans(
    {"Ø": "O", "Æ": "AE", "Œ": "OE", "Ł": "L", "Þ": "TH", "Ð": "D", "Đ": "D", "ẞ": "SS"}
)


def spell(name: str) -> str:
    """Return the letters A to Z that a name is laid in, at least one.

    Accents fall away, ligatures part, and digits follow the letters as A to J. A name in another
    script gets letters of its own, drawn from a hash of it; no name at all is ILO.
    """
    if own := _read_letters(name):
        return "".join(letter for _, letter in sorted(own, key=lambda pair: pair[0].isdigit()))
    upper = unicodedata.normalize("NFKD", name).strip().upper()
    if not upper:
        return "ILO"
    digest = hashlib.sha256(upper.encode(errors="surrogatepass")).digest()
    return "".join(_ALPHABET[byte % 26] for byte in digest[: max(6, len(upper))])


def is_spelled(name: str) -> bool:
    """Return whether the tiles of a name are the letters that it is written in."""
    plain = unicodedata.normalize("NFKD", name).upper().translate(_SPELLED)
    letters = [char for char in plain if char.isalpha()]
    return bool(_read_letters(name)) and all(char.isascii() for char in letters)


def _read_letters(name: str) -> list[tuple[str, str]]:
    """Return each letter and digit of a name, and the letter of its tile."""
    upper = unicodedata.normalize("NFKD", name).upper().translate(_SPELLED)
    plain = [char for char in upper if char.isascii() and char.isalnum()]
    return [(char, _ALPHABET[int(char)] if char.isdigit() else char) for char in plain]


# -- tiles ----------------------------------------------------------------------------------------

_LINE, _PITCH = 0.1, 0.1547
"""The width of a strand's line, and the distance between two; as all here, of a tile of radius 1"""
_PAST = 0.006
"""How far a strand runs past the tile's edge, that no seam shows."""
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


@lru_cache(maxsize=64)
def _piece(first: int, last: int) -> tuple[Command, ...]:
    """Return the three lines of a strand through a tile of radius 1."""
    return tuple(
        command for offset in (-_PITCH, 0, _PITCH) for command in _run(first, last, offset, _PAST)
    )


@lru_cache(maxsize=64)
def _gap(first: int, last: int) -> tuple[Command, ...]:
    """Return the line that is cut through a tile of radius 1 for a strand passing over."""
    return _run(first, last, 0, -_CUT)


def _crosses(one: tuple[int, int], other: tuple[int, int]) -> bool:
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


def _lay(
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
            yield Path(_piece(*edges), stroke=colours[at, pair], width=_LINE, place=where)


@lru_cache(maxsize=256)
def _outline(places: tuple[tuple[int, int], ...]) -> tuple[Command, ...]:
    """Return tiles of radius 1, the middle of the first row at y = 0."""
    middles = ((x * ROOT3 / 4, y * 0.75) for x, y in places)
    return tuple(command for x, y in middles for command in hexagon(x, y, 1))


def _rows(across: int, rows: int) -> Iterator[tuple[int, int]]:
    for row in range(rows):
        for column in range(across + row % 2):
            yield 4 * column + 2 - 2 * (row % 2), 2 * row


def floor(
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
        name: Whose name it is; ``spell`` tells its letters.
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


@lru_cache(maxsize=32)
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
    for columns in [across] if across else range(3, 11):
        radius = width / (columns * ROOT3)
        rows = max(1, math.ceil((height - rows_from) / (1.5 * radius) - 1e-6))
        places = list(_rows(columns, rows))
        if len(places) >= len(letters):
            break
    laid = [Laid(letters[at % len(letters)], x, y) for at, (x, y) in enumerate(places)]
    paths = _lay(laid, radius, palette, tile, joint, ground or tile)
    return Drawing(width, height, transform(paths, 1, 0, rows_from))


_FINEST, _LARGEST = 2.2, 10.08
"""Radii of a strip's tiles, in millimetres."""
_ROW, _BASELINE, _SIZE = 3.0, 2.46, 0.34
"""From row to row of a strip, from a row's top to its letters' feet, and the letters' size."""


def strip(
    name: str,
    width: float,
    height: float,
    palette: Sequence[str],
    *,
    tile: str,
    joint: str,
    ink: str,
    draw_letter: Callable[[str], Letter],
) -> Drawing:
    """Return a name laid in rows of tiles, a word a row, each over its letter.

    The tiles are as large as the box allows; words share a row where they must. A name whose
    letters are not those of its tiles has none below them.

    Args:
        name: Whose name it is.
        width: Of the box, in millimetres.
        height: The most that the rows may take.
        palette: The strands' colours, the first for the longest.
        tile: The colour of the tiles.
        joint: The colour of the joints between them.
        ink: The colour of the letters.
        draw_letter: Gives the outline of a letter.

    Raises:
        ValueError: if the palette is empty.
    """
    words = [_read_letters(word) for word in name.split()] if is_spelled(name) else []
    words = [word for word in words if word] or [[("", letter) for letter in spell(name)]]
    radius = _LARGEST
    rows = _break_rows(words, width, radius, shared=False)
    while len(rows) * _ROW * radius > height and radius > _FINEST:
        radius = max(_FINEST, radius * 0.94)
        rows = _break_rows(words, width, radius, shared=True)
    rows = rows[: max(1, int(height / (_ROW * radius)))]
    laid = [
        (sign, Laid(letter, 4 * column + 2, 4 * row))
        for row, tiles in enumerate(rows)
        for column, (sign, letter) in enumerate(tiles)
        if letter
    ]
    letters: list[Path] = []
    for sign, at in laid:
        if sign:
            outline = draw_letter(sign)
            size = _SIZE * radius
            x = at.x * radius * ROOT3 / 4 - outline.width * size / 2
            y = (at.y * 0.75 + _BASELINE) * radius
            letters.append(Path(outline.commands, ink, place=(size, x, y)))
    paths = (*_lay([at for _, at in laid], radius, palette, tile, joint, tile), *letters)
    wide = max(map(len, rows)) * radius * ROOT3
    high = ((len(rows) - 1) * _ROW + (_BASELINE + 0.1 if letters else 2)) * radius
    return Drawing(wide, high, paths)


_Tiles = list[tuple[str, str]]


def _break_rows(
    words: Sequence[_Tiles], width: float, radius: float, *, shared: bool
) -> list[_Tiles]:
    """Return words in rows as wide as a box, long ones broken; some share a row with a gap."""
    most = max(1, int(width / (radius * ROOT3) + 1e-6))
    rows: list[_Tiles] = []
    for word in words:
        if shared and rows and len(rows[-1]) + 1 + len(word) <= most:
            rows[-1] = [*rows[-1], ("", ""), *word]
        else:
            rows += [word[at : at + most] for at in range(0, len(word), most)]
    return rows


_AROUND = ((2, 0), (6, 0), (8, 2), (6, 4), (2, 4), (0, 2))
"""The six places round a seventh, clockwise from the upper left."""


def ring(
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


@lru_cache(maxsize=32)
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
    return Drawing(width, height, (*_lay(laid, radius, palette, tile, joint, tile), *person))


def _person(colour: str) -> Iterator[Path]:
    """Draw a dot over three arcs that end at the lower edges of a tile of radius 1."""
    yield Path(circle(0, -0.233, 0.342), colour)
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


# -- strand numerals ------------------------------------------------------------------------------

_DIGITS = (
    "(0,2)U,r,r,4,r,r,4",
    "(-.2,0)R,.2,r,7",
    "(0,2.6)U,.6,r,r,r,l,2,y,5",
    "(2,4)R,r,r,r,.6|(0,2.6)U,.6,r,r,r,.8",
    "(0,-1)D,4.2,l,4.2|(4,-1)D,10",
    "(4.8,0)L,4.8,y,4,y,2,r,r,r,.4",
    "(0,6)U,r,r,r,.1|(4,2.4)U,.4,l,l,4,l",
    "(-1,0)R,5,x,2,r,l,3",
    "(2,4)L,r,r,r,r|(2,4)R,r,r,r,r",
    "(4,2)D,r,r,r,.1|(0,5.6)D,.4,l,l,4,l",
)
"""How to walk along each digit's strands, ten units high; those after a bar pass over.

Where to start and whither; a number is a way straight on, r and l a quarter turn of radius 2 to
the right and left, x and y a sharp one.
"""
_WIDTHS = (6, 3.2, 6, 6, 7.4, 6, 6, 6, 6, 6)
_HEADINGS = {"R": (1.0, 0.0), "D": (0.0, 1.0), "L": (-1.0, 0.0), "U": (0.0, -1.0)}
_TURN = 2.0


def _walk(way: str, offset: float) -> tuple[Command, ...]:
    """Return the line ``offset`` to the right of a way."""
    x, y, heading, *steps = re.findall(r"-?[.\d]+|\w", way)
    at, (dx, dy) = (float(x), float(y)), _HEADINGS[heading]
    start = (at, (dx, dy))
    commands: list[Command] = [("M", (at[0] - offset * dy, at[1] + offset * dx))]
    for step, after in zip(steps, [*steps[1:], ""], strict=True):
        if step in "rlxy":
            side = 1 if step in "rx" else -1
            turned = (-side * dy, side * dx)
            if step in "rl":
                centre = (at[0] + turned[0] * _TURN, at[1] + turned[1] * _TURN)
                angle = math.degrees(math.atan2(-turned[1], -turned[0]))
                radius = _TURN - side * offset
                commands += arc(*centre, radius, angle, angle + side * 90)[1:]
                at = (centre[0] + dx * _TURN, centre[1] + dy * _TURN)
            else:  # both lines run on to where they meet
                corner = (offset * (-dy - turned[1]), offset * (dx + turned[0]))
                commands.append(("L", (at[0] + corner[0], at[1] + corner[1])))
            dx, dy = turned
        else:
            at = (at[0] + float(step) * dx, at[1] + float(step) * dy)
            if after not in ("x", "y"):
                commands.append(("L", (at[0] - offset * dy, at[1] + offset * dx)))
    if (at, (dx, dy)) == start:
        commands.append(("Z", ()))
    return tuple(commands)


@lru_cache(maxsize=16)
def _digit(digit: int, colour: str, ground: str) -> tuple[Path, ...]:
    """Draw a digit ten units high."""
    paths: list[Path] = []
    for way in _DIGITS[digit].split("|"):
        if paths:
            gap = _walk(way, 0)
            if len(gap) > 2 and gap[-1][0] != "Z":
                # 6 and 9 end on the strand they pass over; there a gap would show as a seam.
                gap = gap[:-1]
            paths.append(Path(gap, stroke=ground, width=2.5))
        lines = tuple(command for offset in (-0.75, 0, 0.75) for command in _walk(way, offset))
        paths.append(Path(lines, stroke=colour, width=0.5))
    return transform(paths, 1, 0.2 if digit == 1 else 1, 1)


@lru_cache(maxsize=64)
def numeral(digits: str, height: float, colour: str, ground: str) -> Drawing:
    """Return a number of one to four digits in strands, its alt text the number.

    Args:
        digits: 0 to 9.
        height: Of the digits, in millimetres.
        colour: Of the strands.
        ground: The colour they stand on, in which the gap round an upper strand is drawn.

    Raises:
        ValueError: if it is not one to four such digits.
    """
    if not re.fullmatch("[0-9]{1,4}", digits):
        raise ValueError(f"strands show numbers of one to four digits, not {digits!r}")
    unit, x = height / 10, 0.0
    paths: list[Path] = []
    for digit in map(int, digits):
        paths += transform(_digit(digit, colour, ground), unit, x * unit)
        x += _WIDTHS[digit] + 0.9
    return Drawing((x - 0.9) * unit, height, tuple(paths), digits)


# -- signs ----------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def sign(shape: Drawing, size: float, lines: str, dot: str) -> Drawing:
    """Return a sign of the brand, standing in the middle of the lower edge of a square.

    Args:
        shape: The sign as it is drawn, its lines in ``svg.INK``.
        size: The square's side, in millimetres.
        lines: The colour of the lines.
        dot: The colour of all else.
    """
    inks = {"": "", INK: lines, ACCENT: dot}
    paths = [replace(path, fill=inks[path.fill], stroke=inks[path.stroke]) for path in shape.paths]
    left, top, right, foot = bounds(shape)
    scale = size / max(shape.width, shape.height, right - left, foot - top)
    x, y = (size - (left + right) * scale) / 2, size - foot * scale
    return Drawing(size, size, transform(paths, scale, x, y))


# -- unit fields ----------------------------------------------------------------------------------


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
    """Give all fields of so many units that fit a box, each as large as it can be.

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


def _field(
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


@lru_cache(maxsize=32)
def dots(count: int, width: float, height: float, colour: str) -> Drawing:
    """Return a field of dots, each a person or many, as large as a box allows.

    The drawing is as large as the field, so never larger than the box.

    Raises:
        ValueError: if the count is negative or the box empty.
    """
    radius = 0.276
    pitch, centres, right, foot = _field(count, width, height, radius, radius)
    shapes = tuple(command for x, y in centres for command in circle(x, y, radius * pitch))
    return Drawing(right, foot, (Path(shapes, colour),) if shapes else ())


@lru_cache(maxsize=32)
def tiles(
    count: int, width: float, height: float, colour: str, *, outlined: bool = False
) -> Drawing:
    """Return a field of tiles, solid for things done, outlined for things needed.

    They are as large as a box allows, and the drawing is as large as the field.

    Raises:
        ValueError: if the count is negative or the box empty.
    """
    radius, line = 0.525, 0.0635
    pitch, centres, right, foot = _field(count, width, height, radius * ROOT3 / 2, radius)
    if outlined:
        radius -= line / ROOT3
    shapes = tuple(command for x, y in centres for command in hexagon(x, y, radius * pitch))
    path = Path(shapes, "", colour, line * pitch) if outlined else Path(shapes, colour)
    return Drawing(right, foot, (path,) if shapes else ())
