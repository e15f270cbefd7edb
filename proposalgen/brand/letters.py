"""Read the outlines of letters from fonts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from proposalgen.brand.drawing import Command
from proposalgen.brand.pens import CommandPen
from proposalgen.caches import cached


@cached("outlines of letters", size=256, why="names are written in the same few letters")
def read_letter(font: Path, letter: str) -> Letter:
    """Return a letter of a TrueType file, one em high; an empty one if the file lacks it."""
    with TTFont(font, lazy=True) as face:
        glyphs, em = face.getGlyphSet(), face["head"].unitsPerEm
        name = face.getBestCmap().get(ord(letter))
        if name is None:
            return Letter((), 0)
        # Fonts count upwards from the baseline, drawings downwards.
        pen = CommandPen(glyphs)
        glyphs[name].draw(TransformPen(pen, (1 / em, 0, 0, -1 / em, 0, 0)))
        return Letter(tuple(pen.commands), glyphs[name].width / em)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's outline on its baseline, y down, and its width, both in em."""

    commands: tuple[Command, ...]
    width: float
