"""Numbers drawn in strands of three lines."""

from __future__ import annotations

import math
import re

from proposalgen.brand.drawing import Command, Drawing, Path, arc, circle, polyline, transform
from proposalgen.caches import cached

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
"""Of each digit, in the same units (design 5)."""
_SIGN_WIDTHS = {".": 2.5, ",": 2.5, "%": 8.4}
"""Of the signs between and behind digits."""
_SHOWN = re.compile(r"[0-9][0-9.,]*%?")
_MOST = 6
"""The most digits of a number in strands."""
_DOT = 1.25
"""The radius of a point: it is a person, as the dots of the signs are."""
_RINGS, _SLASH = ((2.25, 2.25), (6.15, 7.75)), ((6.3, 0.5), (2.1, 9.5))
"""The middles of the rings of a per cent sign, and the ends of the strand between them."""
_SPACING = 0.9
"""Between two digits."""
_LINES, _LINE_WIDTH, _GAP_WIDTH = (-0.75, 0, 0.75), 0.5, 2.5
"""How far the lines of a strand are from its middle, their width, and that of the gap round it."""
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


@cached("digits in strands", size=16, why="numbers share their digits")
def _digit(digit: int, colour: str, ground: str) -> tuple[Path, ...]:
    """Draw a digit ten units high."""
    paths: list[Path] = []
    for way in _DIGITS[digit].split("|"):
        if paths:
            gap = _walk(way, 0)
            if len(gap) > 2 and gap[-1][0] != "Z":
                # 6 and 9 end on the strand they pass over; there a gap would show as a seam.
                gap = gap[:-1]
            paths.append(Path(gap, stroke=ground, width=_GAP_WIDTH))
        lines = tuple(command for offset in _LINES for command in _walk(way, offset))
        paths.append(Path(lines, stroke=colour, width=_LINE_WIDTH))
    # Ways are of the middle line: half a strand, a whole unit, is left of them and above. The 1
    # begins with the end of its flag instead, which is 0.2 to the left.
    return transform(paths, 1, 0.2 if digit == 1 else 1, 1)


@cached("signs in strands", size=16, why="numbers share their signs")
def _sign(sign: str, colour: str, ground: str) -> tuple[Path, ...]:
    """Draw a point, a comma or a per cent sign, ten units high."""
    if sign == ".":
        return (Path(circle(_DOT, 10 - _DOT, _DOT), colour),)
    if sign == ",":  # it ends on the line on which the digits stand
        tail: tuple[Command, ...] = (
            ("M", (2.5, 7.9)), ("C", (2.5, 9.2, 1.8, 10, 0.4, 10)), ("L", (0.4, 9.2)),
            ("C", (1.1, 9.1, 1.4, 8.7, 1.4, 7.9)), ("Z", ()),
        )  # fmt: skip
        return Path(circle(_DOT, 7.7, _DOT), colour), Path(tail, colour)
    rings = tuple(
        command
        for middle in _RINGS
        for offset in _LINES
        for command in circle(*middle, _DOT + offset)
    )
    (right, top), (left, foot) = _SLASH
    length = math.hypot(right - left, foot - top)
    across = (foot - top) / length, (right - left) / length
    slash = tuple(
        command
        for offset in _LINES
        for command in polyline(
            [(x + offset * across[0], y + offset * across[1]) for x, y in _SLASH]
        )
    )
    return (
        Path(rings, stroke=colour, width=_LINE_WIDTH),
        Path(polyline(_SLASH), stroke=ground, width=_GAP_WIDTH),
        Path(slash, stroke=colour, width=_LINE_WIDTH),
    )


def is_numeral(number: str) -> bool:
    """Return whether strands can show a number: up to six digits, with point, comma, per cent."""
    digits = sum(character.isdigit() for character in number)
    return bool(_SHOWN.fullmatch(number)) and number[-1] not in ".," and digits <= _MOST


@cached("numbers in strands", size=64, why="documents print the library's numbers again and again")
def draw_numeral(digits: str, height: float, colour: str, ground: str) -> Drawing:
    """Return a number in strands, its alt text the number.

    Args:
        digits: 0 to 9, at most six, with points and commas between them, and a per cent sign.
        height: Of the digits, in millimetres.
        colour: Of the strands.
        ground: The colour they stand on, in which the gap round an upper strand is drawn.

    Raises:
        ValueError: if it is no such number.
    """
    if not is_numeral(digits):
        raise ValueError(f"strands show numbers of one to six digits, not {digits!r}")
    unit, x = height / 10, 0.0
    paths: list[Path] = []
    for one in digits:
        signs = one in _SIGN_WIDTHS
        shapes = _sign(one, colour, ground) if signs else _digit(int(one), colour, ground)
        paths += transform(shapes, unit, x * unit)
        x += (_SIGN_WIDTHS[one] if signs else _WIDTHS[int(one)]) + _SPACING
    return Drawing((x - _SPACING) * unit, height, tuple(paths), digits)
