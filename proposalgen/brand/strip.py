"""The strip: a name in rows of tiles, a word a row, each tile over its letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proposalgen.brand.drawing import Drawing, Path
from proposalgen.brand.letters import Letter
from proposalgen.brand.spelling import is_spelled, read_letters, spell
from proposalgen.brand.tiles import ROOT3, Laid, draw_tiles

_FINEST, _LARGEST = 2.2, 10.08
"""Radii of a strip's tiles, in millimetres."""
_ROW, _BASELINE, _SIZE = 3.0, 2.46, 0.34
"""From row to row of a strip, from a row's top to its letters' feet, and the letters' size."""


def draw_strip(
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

    The tiles are as large as the box allows; words share a row where they must. No letters stand
    below the tiles of a name that is not written in A to Z.

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
    words = [read_letters(word) for word in name.split()] if is_spelled(name) else []
    words = [word for word in words if word] or [[("", letter) for letter in spell(name)]]
    radius = _LARGEST
    rows = _break_rows(words, width, radius, shared=False)
    # Smaller by a few per cent each time: the largest that fits need not be met exactly.
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
    paths = (*draw_tiles([at for _, at in laid], radius, palette, tile, joint, tile), *letters)
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
