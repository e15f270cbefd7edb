"""Shaping: runs of one style become words, each with the glyphs of one face or several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from proposalgen.errors import InputError, Problem, quote
from proposalgen.formats.pdf.fonts.face import Face, Glyphs, load_face
from proposalgen.formats.pdf.fonts.fallback import find_fallbacks
from proposalgen.model.scripts import is_ignorable, script_of, split_clusters

_WORDS = re.compile(r"[^\S\u00a0\u202f]+|[\u00a0\u202f]+|\S+")
"""Spaces, spaces at which no line ends, and what stands between them."""
_NO_BREAK = "\u00a0\u202f"
_IDEOGRAPHS = (
    "\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffee"
    "\U00020000-\U0003ffff"
)
"""Letters and signs as wide as they are high, between which a line may end."""
_OPENING = "「『（［｛〈《【〔“‘"
_CLOSING = "」』）］｝〉》】〕”’、。，．：；？！ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_BREAKS = re.compile(
    r"(?<=[^\s/–—-])[/–—-]+(?=\w)"
    rf"|(?<=[{_IDEOGRAPHS}])(?<![{_OPENING}])(?=[{_IDEOGRAPHS}])(?![{_CLOSING}])"
)
"""Where a line may end inside a word: after dashes, and between ideographs.

A part of UAX #14: not after an opening bracket, not before closing punctuation or small kana.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one face, size and colour, and where it leads. Sizes are in points."""

    text: str
    font: str
    """The role of the face in the brand."""
    size: float
    colour: str
    tracking: float = 0
    """In em."""
    rise: float = 0
    """Height above the baseline, in points."""
    url: str = ""
    destination: str = ""
    contents: str = ""
    """A link's description, for those who cannot see it."""
    deferred: bool = False
    """Whether the text stands for the number of its destination, which is known later."""
    language: str = ""
    """A BCP 47 tag where it is not the document's."""
    level: int = 0
    """Embedding level (UAX #9): odd from right to left."""
    field: str = ""
    """The partner's field that the text comes from, for error messages."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text that stays on one line."""

    text: str
    run: int
    """The index of its run."""
    width: float
    """In points."""
    pieces: tuple[tuple[Face, Glyphs, str], ...]
    """Its parts of one face each, in reading order."""
    rtl: bool = False
    """Whether it runs from right to left."""
    space: bool = False
    may_end_line: bool = False
    breaks: bool = False
    """Whether the line ends here in any case."""


class Shaper:
    """Shapes text in a brand's faces. It knows nothing of any document."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        """Load the faces, given as TrueType files by their roles in the brand."""
        self.faces = {name: load_face(path) for name, path in files.items()}

    def shape_run(self, index: int, run: Run) -> Iterator[Word]:
        """Yield the words of a run, and the spaces between them.

        Raises:
            InputError: a character that no face has.
        """
        if run.text == "\n":
            # A space is drawn at the end of the line: a screen reader then hears two words.
            yield replace(self._shape_word(index, run, " ", space=True), breaks=True)
            return
        for match in _WORDS.finditer(run.text):
            text = match[0]
            if text.isspace():
                breaks = text[0] not in _NO_BREAK
                yield self._shape_word(index, run, " ", space=breaks)
                continue
            start = 0
            for end in (found.end() for found in _BREAKS.finditer(text)):
                if end < len(text):
                    word = self._shape_word(index, run, text[start:end])
                    yield replace(word, may_end_line=True)
                start = end
            yield self._shape_word(index, run, text[start:])

    def measure(self, run: Run) -> float:
        """Return the width of a run on one line, in points."""
        return sum(word.width for word in self.shape_run(0, run))

    def _shape_word(self, index: int, run: Run, text: str, *, space: bool = False) -> Word:
        rtl = run.level % 2 == 1
        pieces = tuple(
            (face, face.shape(part, rtl), part) for face, part in self._choose_faces(run, text)
        )
        ems = sum(glyphs.width for _, glyphs, _ in pieces) / 1000
        count = sum(glyphs.count for _, glyphs, _ in pieces)
        width = (ems + count * run.tracking) * run.size
        return Word(text, index, width, pieces, rtl, space=space, may_end_line=space)

    def _choose_faces(self, run: Run, text: str) -> list[tuple[Face, str]]:
        """Split text into pieces of one face each: the run's own, or the first that has them.

        A text in another language keeps to one face if there is one for all of it.
        """
        own = self.faces[run.font]
        if own.characters.issuperset(map(ord, run.text if run.language else text)):
            return [(own, text)]
        whole = self._find_face(run, run.text) if run.language else None
        if whole:
            return [(whole, text)]
        chosen: list[tuple[Face, str]] = []
        for cluster in split_clusters(text):
            face = self._find_face(run, cluster)
            if face is None:
                raise InputError(self._explain_missing(run, cluster, text))
            if chosen and chosen[-1][0] is face:
                chosen[-1] = (face, chosen[-1][1] + cluster)
            else:
                chosen.append((face, cluster))
        return chosen

    def _find_face(self, run: Run, text: str) -> Face | None:
        """Return the first face with all of a text: the run's, a fallback, another of the brand."""
        own = self.faces[run.font]
        # A joiner or a variation selector draws nothing, so no face need have it.
        needed = {ord(character) for character in text if not is_ignorable(character)}
        # Punctuation has no script: the first letter decides which fallback is the likeliest.
        letter = next((c for c in text if script_of(c) != "-"), text[0])
        fallbacks = find_fallbacks(letter, run.language, own.weight)
        faces = chain((own,), fallbacks, self.faces.values())
        return next((face for face in faces if face.characters.issuperset(needed)), None)

    def _explain_missing(self, run: Run, cluster: str, text: str) -> Problem:
        single = (letter for letter in cluster if not self._find_face(run, letter))
        character = next(single, cluster[0])
        name = unicodedata.name(character, "a character without a name")
        return Problem(
            f"no font of the brand has U+{ord(character):04X} {name}, in {quote(text)}",
            field=run.field,
            hint="Write it another way, or add a font that has it to the brand.",
        )
