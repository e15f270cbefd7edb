"""Read drawings of tiles back: which letters their strands spell, and whether these are a name's.

A finished file holds a floor, a strip or a ring as paths and nothing else. What its tiles spell is
read from the paths' own numbers, so a drawing of another's name is found wherever it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proposalgen.brand.operators import write_commands
from proposalgen.brand.spelling import is_spelled, read_letters, shorten_to_initials, spell
from proposalgen.brand.svg import write_data
from proposalgen.brand.tiles import LETTERS, draw_strand

_EDGES = {tuple(sorted(pair)) for pairs in LETTERS.values() for pair in pairs}
_LETTERS = {tuple(tuple(sorted(pair)) for pair in each): name for name, each in LETTERS.items()}
_STRANDS_OF_PDF = {write_commands(draw_strand(*pair)): pair for pair in _EDGES}
_STRANDS_OF_SVG = {write_data(draw_strand(*pair)): pair for pair in _EDGES}
_DRAWING, _STROKE = " re W n ", " w "
"""Before the paths of a drawing in a content stream, and before those of a stroke."""


def read_content(content: str) -> Iterator[str]:
    """Yield what each drawing of a PDF's content stream spells, of those that have tiles."""
    for drawing in content.split(_DRAWING)[1:]:
        strokes = (stroke.partition(" S ")[0] for stroke in drawing.split(_STROKE)[1:])
        if letters := _read_tiles(map(_STRANDS_OF_PDF.get, strokes)):
            yield letters


def read_svg(markup: str) -> str:
    """Return what an SVG of ours spells; nothing where it has no tiles."""
    paths = (path.partition('"')[0] for path in markup.split(' d="')[1:])
    return _read_tiles(map(_STRANDS_OF_SVG.get, paths))


def _read_tiles(strands: Iterable[tuple[int, ...] | None]) -> str:
    """Return the letters of strands in the order in which tiles draw them; ``?`` for none."""
    found = [strand for strand in strands if strand]
    tiles = (tuple(found[at : at + 3]) for at in range(0, len(found), 3))
    return "".join(_LETTERS.get(tile, "?") for tile in tiles)


def is_laid(letters: str, name: str) -> bool:
    """Return whether tiles with these letters are a floor, a strip or a ring of a name.

    A floor begins the name again where it ends. A strip may leave out its end, and has the
    initials of a long one.
    """
    floor = spell(name)
    strips = (_lay_words(name), _lay_words(shorten_to_initials(name)))
    repeated = floor * (len(letters) // len(floor) + 1)
    return any(laid.startswith(letters) for laid in (repeated, *strips))


def _lay_words(name: str) -> str:
    """Return the tiles of a strip, letter by letter."""
    if not is_spelled(name):
        return ""
    return "".join(letter for word in name.split() for _, letter in read_letters(word))
