"""An ICC profile (ICC.1:2022) of primaries and a gamma, for pictures that state only these."""

from __future__ import annotations

import struct
from collections.abc import Sequence

SRGB_PRIMARIES = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
"""White, red, green and blue of IEC 61966-2-1, each as x and y."""
SRGB_GAMMA = 1 / 2.2
"""What a file with sRGB's own curve states as its gamma."""

_Vector = tuple[float, float, float]
_Matrix = tuple[_Vector, _Vector, _Vector]

_D50: _Vector = (0.9642, 1.0, 0.8249)
_BRADFORD: _Matrix = (
    (0.8951, 0.2664, -0.1614),
    (-0.7502, 1.7135, 0.0367),
    (0.0389, -0.0685, 1.0296),
)
"""From XYZ to the response of the eye's cones, in which whites are adapted (annex E)."""
_SRGB_CURVE = (3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Kind and parameters (10.18) of sRGB's curve, which is a power of 2.2 but near to black."""


def make_profile(primaries: Sequence[float], gamma: float) -> bytes:
    """Return the profile of a screen; nothing where the numbers describe none.

    Args:
        primaries: White, red, green and blue, each as x and y, as a PNG's cHRM has them.
        gamma: As a PNG's gAMA has it: 1 / 2.2 for a usual screen.
    """
    white, *colours = (_to_xyz(*primaries[at : at + 2]) for at in range(0, 8, 2))
    by_colour = _transpose((colours[0], colours[1], colours[2]))
    if not 0.1 <= gamma <= 10 or not all(map(any, (white, *colours))) or not _det(by_colour):
        return b""
    amounts = _multiply(_invert(by_colour), white)
    cones_of_white, cones_of_d50 = _multiply(_BRADFORD, white), _multiply(_BRADFORD, _D50)
    if not all(cones_of_white):
        return b""
    columns = []
    for colour, amount in zip(colours, amounts, strict=True):
        cones = _multiply(_BRADFORD, colour)
        scaled = [
            c * amount * to / of
            for c, to, of in zip(cones, cones_of_d50, cones_of_white, strict=True)
        ]
        columns.append(_multiply(_invert(_BRADFORD), (scaled[0], scaled[1], scaled[2])))
    curve = _SRGB_CURVE if abs(gamma - SRGB_GAMMA) < 0.005 else (0, 1 / gamma)
    return _write(columns, curve)


def _write(columns: Sequence[_Vector], curve: tuple[float, ...]) -> bytes:
    """Return the file: a header, and the tags of a matrix and one curve for three channels."""
    kind, *parameters = curve
    para = b"para" + bytes(4) + struct.pack(">HH", int(kind), 0) + _fixed(*parameters)
    tags = [(b"wtpt", b"XYZ " + bytes(4) + _fixed(*_D50))]
    for letter, column in zip((b"r", b"g", b"b"), columns, strict=True):
        tags.append((letter + b"XYZ", b"XYZ " + bytes(4) + _fixed(*column)))
        tags.append((letter + b"TRC", para))
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content
    size = start + len(body)
    head = struct.pack(
        ">I4sI4s4s4s12x4s", size, b"", 0x04300000, b"mntr", b"RGB ", b"XYZ ", b"acsp"
    )
    return (head.ljust(68, b"\0") + _fixed(*_D50)).ljust(128, b"\0") + table + body


def _fixed(*values: float) -> bytes:
    """Return numbers as s15Fixed16Number (4.6)."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _to_xyz(x: float, y: float) -> _Vector:
    """Return a colour's XYZ at a luminance of 1; zeros for none."""
    return (x / y, 1.0, (1 - x - y) / y) if 0 < y <= 1 and 0 <= x <= 1 else (0.0, 0.0, 0.0)


def _multiply(matrix: _Matrix, vector: _Vector) -> _Vector:
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def _transpose(m: _Matrix) -> _Matrix:
    a, b, c = zip(*m, strict=True)
    return a, b, c


def _cross(a: _Vector, b: _Vector) -> _Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _det(m: _Matrix) -> float:
    return sum(a * b for a, b in zip(m[0], _cross(m[1], m[2]), strict=True))


def _invert(m: _Matrix) -> _Matrix:
    """Return the inverse: the adjugate over the determinant."""
    det = _det(m)
    a, b, c = _transpose((_cross(m[1], m[2]), _cross(m[2], m[0]), _cross(m[0], m[1])))
    return _scale(a, det), _scale(b, det), _scale(c, det)


def _scale(v: _Vector, divisor: float) -> _Vector:
    return v[0] / divisor, v[1] / divisor, v[2] / divisor
