"""Faces: TrueType files that HarfBuzz shapes text with and cuts subsets of.

A character code in our content is a glyph id, and subsets keep glyph ids. So a shaped word can be
kept for all documents; what each glyph stands for is recorded document by document.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import uharfbuzz as hb

from proposalgen.caches import cached
from proposalgen.model.scripts import is_ignorable

_DROPPED = (
    "GSUB", "GPOS", "GDEF", "STAT", "DSIG", "meta", "kern", "gasp", "name", "post", "OS/2", "cmap",
    "BASE", "vhea", "vmtx",
)  # fmt: skip
"""Tables that an embedded font does not need (ISO 32000-1 9.9): text is shaped and laid out."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A shaped text."""

    width: float
    """In thousandths of an em, kerning included."""
    runs: tuple[tuple[int, str], ...]
    """The glyphs of one height each: how far above the line, in thousandths of an em, and the
    operand of ``TJ`` without its brackets."""
    count: int
    leaders: tuple[tuple[int, str], ...]
    """Each grapheme's first glyph and the text it stands for, in reading order."""
    followers: tuple[tuple[int, str], ...]
    """The further glyphs of graphemes that take more than one."""
    plain: bool
    """Whether the texts of the glyphs, one after the other, are the whole text."""

    def show(self, size: float, rise: float) -> str:
        """Return the operators that show them (9.4.3).

        Args:
            size: In points.
            rise: The text rise in force before, and again after, in points.
        """
        if len(self.runs) == 1 and not self.runs[0][0]:
            return f"[{self.runs[0][1]}]TJ"
        code = [f"{rise + own * size / 1000:.3f} Ts [{operand}]TJ" for own, operand in self.runs]
        return " ".join([*code, f"{rise:g} Ts"]) if code else ""


class Face:
    """One TrueType file. Vertical measures are thousandths of an em."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self._face = hb.Face(data)
        self._font = hb.Font(self._face)

        def table(tag: str) -> bytes:
            return bytes(self._face.reference_table(tag).data)

        # Where the values stand is from OpenType 1.9, in the chapters of these four tables.
        head, hhea, os2, post = table("head"), table("hhea"), table("OS/2"), table("post")
        self.scale: float = 1000 / self._face.upem
        self.name = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME).replace(" ", "")
        self.ascent, self.descent = (self._scale(v) for v in struct.unpack(">hh", hhea[4:8]))
        self.box = [self._scale(v) for v in struct.unpack(">4h", head[36:44])]
        self.slope = struct.unpack(">i", post[4:8])[0] / 65536
        self.weight = struct.unpack(">H", os2[4:6])[0]
        self.cap_height = self._read_cap_height(os2)
        self.resource = f"F{zlib.crc32(data):08x}"
        """Its name among the resources of any file."""
        self.characters = frozenset(self._face.unicodes)
        """The code points that it has glyphs for."""
        self.shape = cached(
            "shaped words of a face", size=2048, why="The same words come in every document."
        )(self._shape)
        """Return the glyphs of a text, from right to left where asked."""
        self.advance = cached(
            "advance widths of a face", size=65_536, why="Shaping asks for each glyph's, each time."
        )(self._advance)
        """Return a glyph's advance width in thousandths of an em."""

    # Words that are kept may hold a face that was loaded once more since: in a file it is the same.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Face) and other.resource == self.resource

    def __hash__(self) -> int:
        return hash(self.resource)

    def _scale(self, value: float) -> int:
        return round(value * self.scale)

    def _read_cap_height(self, os2: bytes) -> int:
        """Return the height of capitals: of OS/2 from version 2 on, else of the letter H."""
        if len(os2) >= 90 and (height := struct.unpack(">h", os2[88:90])[0]):
            return self._scale(height)
        glyph = self._font.get_nominal_glyph(ord("H"))
        extents = self._font.get_glyph_extents(glyph) if glyph else None
        return self._scale(extents.y_bearing) if extents else self.ascent

    def _advance(self, glyph: int) -> float:
        return float(self._font.get_glyph_h_advance(glyph) * self.scale)

    def _shape(self, text: str, rtl: bool = False) -> Glyphs:
        buffer = hb.Buffer()
        buffer.add_str(text)
        # A cluster is a grapheme, so that no glyph stands for half of what a reader sees as one.
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        # The script is guessed from the letters. The direction is known, also of a mere number.
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self._font, buffer, {"kern": True, "liga": True})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        clusters = Counter(info.cluster for info in infos)  # of a grapheme: where its text begins
        ends = dict(pairwise([*sorted(clusters), len(text)]))
        leaders: dict[int, tuple[int, str]] = {}
        followers: list[tuple[int, str]] = []
        runs: list[tuple[int, list[str]]] = [(0, [])]
        width = 0.0
        for info, position in zip(infos, positions, strict=True):
            glyph, cluster = info.codepoint, info.cluster
            grapheme = _leave_out_ignorable(text[cluster : ends[cluster]])
            if cluster in leaders:
                followers.append((glyph, grapheme))
            else:
                leaders[cluster] = (glyph, grapheme)
            advanced, own = position.x_advance * self.scale, self.advance(glyph)
            if not advanced and clusters[cluster] == 1 and not _is_mark(text[cluster]):
                # Some fonts class the middle dot as a mark, and HarfBuzz gives marks no width.
                advanced = own
            if runs[-1][0] != (rise := round(position.y_offset * self.scale)):
                runs.append((rise, []))
            offset = position.x_offset * self.scale
            _add_glyph(runs[-1][1], glyph, before=-offset, after=own + offset - advanced)
            width += advanced
        return Glyphs(
            width,
            tuple((rise, " ".join(parts)) for rise, parts in runs if parts),
            len(infos),
            tuple(leaders[cluster] for cluster in sorted(leaders)),
            tuple(followers),
            # More glyphs than letters, or in another order: a reader needs the text as a whole.
            plain=not followers
            and (not rtl or len(leaders) == 1)
            and "".join(grapheme for _, grapheme in leaders.values()) == text,
        )

    def subset(self, glyphs: frozenset[int]) -> tuple[bytes, int]:
        """Return the face with only these glyphs, deflated, and its length before that."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        # Content names glyphs by their numbers, which stay. Text is shaped already: no glyph is
        # wanted that the layout tables might put in the place of another.
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        drop = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
        for tag in _DROPPED:
            drop.add(int.from_bytes(tag.encode().ljust(4), "big"))
        data = bytes(wanted.subset(self._face).blob.data)
        return zlib.compress(data, 6), len(data)


def _add_glyph(parts: list[str], glyph: int, *, before: float, after: float) -> None:
    """Add a glyph to an operand of ``TJ``, and what is subtracted before and after it."""
    # Half a thousandth of an em is a two-hundredth of a point in running text: nobody sees it.
    if abs(before) > 0.5:
        parts.append(str(round(before)))
    if parts and parts[-1].endswith(">"):
        parts[-1] = f"{parts[-1][:-1]}{glyph:04X}>"
    else:
        parts.append(f"<{glyph:04X}>")
    if abs(after) > 0.5:
        parts.append(str(round(after)))


def _leave_out_ignorable(text: str) -> str:
    """Return a grapheme without default-ignorable characters, unless it has no others."""
    return "".join(letter for letter in text if not is_ignorable(letter)) or text


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "MC"


@cached("faces", size=64, why="Every document of a process is set in the same few faces.")
def load_face(path: Path) -> Face:
    """Return the face of a TrueType file, always the same object."""
    return Face(path)


def record_use(to_unicode: dict[int, str], glyphs: Glyphs) -> bool:
    """Record what the glyphs of a drawn text stand for.

    Args:
        to_unicode: What each glyph of the face stands for so far; new glyphs are added.
        glyphs: The shaped text.

    Returns:
        Whether these meanings, one after the other, give the text back. If not, its marked content
        needs an ActualText.
    """
    plain = glyphs.plain
    for glyph, text in glyphs.leaders:
        if to_unicode.setdefault(glyph, text) != text:
            plain = False
    for glyph, text in glyphs.followers:
        to_unicode.setdefault(glyph, text)
    return plain
