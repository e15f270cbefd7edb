"""TrueType faces, shaped and subset by HarfBuzz, embedded as Type 0 with Identity-H.

A code is a glyph id, and subsets keep glyph ids, so a shaped word can be kept for all documents;
what each glyph spells is kept document by document (ISO 32000-1 9.7 and 9.10.3).
"""

from __future__ import annotations

import functools
import hashlib
import struct
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import uharfbuzz as hb

from proposalgen.formats.pdf.syntax import stream
from proposalgen.model.scripts import is_ignorable, script_of

_DROPPED = (
    "GSUB", "GPOS", "GDEF", "STAT", "DSIG", "meta", "kern", "gasp", "name", "post", "OS/2", "cmap",
    "BASE", "vhea", "vmtx",
)  # fmt: skip
"""Tables that a PDF does not need in an embedded face."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A shaped text: widths in thousandths of an em."""

    width: float
    runs: tuple[tuple[int, str], ...]
    """How far above the line, and the operand of ``TJ`` without its brackets."""
    count: int
    spells: tuple[tuple[int, str], ...]
    """Each grapheme's first glyph and what it stands for, in the order of reading."""
    extra: tuple[tuple[int, str], ...]
    """The further glyphs of graphemes that take more than one."""
    plain: bool
    """Whether the glyphs, one after the other, spell the text."""

    def show(self, size: float, rise: float) -> str:
        """Return the operators that show them, in points; ``rise`` is in force before and after."""
        if len(self.runs) == 1 and not self.runs[0][0]:
            return f"[{self.runs[0][1]}]TJ"
        code = [f"{rise + own * size / 1000:.3f} Ts [{operand}]TJ" for own, operand in self.runs]
        return " ".join([*code, f"{rise:g} Ts"]) if code else ""


class Face:
    """One TrueType file, read once a process."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self._face = hb.Face(data)
        self._font = hb.Font(self._face)

        def table(tag: str) -> bytes:
            return bytes(self._face.reference_table(tag).data)

        head, hhea, os2, post = table("head"), table("hhea"), table("OS/2"), table("post")
        self.scale: float = 1000 / self._face.upem
        self.name = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME).replace(" ", "")
        self.ascent, self.descent = (self._scale(v) for v in struct.unpack(">hh", hhea[4:8]))
        self.box = [self._scale(v) for v in struct.unpack(">4h", head[36:44])]
        self.slope = struct.unpack(">i", post[4:8])[0] / 65536
        self.weight = struct.unpack(">H", os2[4:6])[0]
        self.cap_height = self._scale(struct.unpack(">h", os2[88:90])[0])
        self.resource = f"F{zlib.crc32(data):08x}"
        """What content calls it, in whatever file."""
        self.characters = frozenset(self._face.unicodes)
        self.shape = functools.lru_cache(maxsize=2048)(self._shape)

    def _scale(self, value: float) -> int:
        return round(value * self.scale)

    @functools.cache  # noqa: B019 - a face lives as long as the process
    def advance(self, glyph: int) -> float:
        """Return a glyph's width in thousandths of an em."""
        return float(self._font.get_glyph_h_advance(glyph) * self.scale)

    def glyph_of(self, character: str) -> int:
        """Return the glyph of a character; 0 where the face has none."""
        return int(self._font.get_nominal_glyph(ord(character)) or 0)

    def _shape(self, text: str, rtl: bool = False) -> Glyphs:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self._font, buffer, {"kern": True, "liga": True})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        clusters = Counter(info.cluster for info in infos)
        ends = dict(pairwise([*sorted(clusters), len(text)]))
        spells: dict[int, tuple[int, str]] = {}
        extra: list[tuple[int, str]] = []
        runs: list[tuple[int, list[str]]] = [(0, [])]
        width = 0.0
        for info, position in zip(infos, positions, strict=True):
            glyph, cluster = info.codepoint, info.cluster
            said = _leave_out_ignorable(text[cluster : ends[cluster]])
            if cluster in spells:
                extra.append((glyph, said))
            else:
                spells[cluster] = (glyph, said)
            advanced, own = position.x_advance * self.scale, self.advance(glyph)
            if not advanced and clusters[cluster] == 1 and not _is_mark(text[cluster]):
                # Overpass calls the middle dot a mark, and marks get no width.
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
            tuple(spells[cluster] for cluster in sorted(spells)),
            tuple(extra),
            # More glyphs than letters, or in another order: only the whole spells the text.
            plain=not extra
            and (not rtl or len(spells) == 1)
            and "".join(said for _, said in spells.values()) == text,
        )

    @functools.lru_cache(maxsize=64)  # noqa: B019
    def subset(self, glyphs: frozenset[int]) -> tuple[bytes, int]:
        """Return the face with only these glyphs, compressed, and its length before that."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
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
    """Add a glyph to an operand of ``TJ``, with the space taken away before and after it."""
    if abs(before) > 0.5:
        parts.append(str(round(before)))
    if parts and parts[-1].endswith(">"):
        parts[-1] = f"{parts[-1][:-1]}{glyph:04X}>"
    else:
        parts.append(f"<{glyph:04X}>")
    if abs(after) > 0.5:
        parts.append(str(round(after)))


def _leave_out_ignorable(text: str) -> str:
    """Return a grapheme without what prints nothing, by which no glyph should be known."""
    return "".join(letter for letter in text if not is_ignorable(letter)) or text


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "MC"


@functools.cache
def load_face(path: Path) -> Face:
    """Return the face of a file."""
    return Face(path)


_FOLDER = Path(__file__).parents[2] / "fonts"
_NAMES = {
    "Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Deva": "Devanagari",
    "Ethi": "Ethiopic", "Geor": "Georgian", "Hebr": "Hebrew", "Khmr": "Khmer", "Laoo": "Lao",
    "Taml": "Tamil", "Thai": "Thai",
}  # fmt: skip
_IDEOGRAPHS = {"ja": ("JP", "SC", "KR"), "ko": ("KR", "SC", "JP")}


def find_fallbacks(character: str, language: str, weight: int) -> Iterator[Face]:
    """Yield the faces of this house for a character that a brand's lack, the likeliest first.

    Args:
        character: A letter or sign.
        language: That of the text it stands in, which tells how ideographs are drawn.
        weight: That of the face it should stand beside, as in CSS.
    """
    script = script_of(character)
    stems = [f"NotoSans{name}" for name in _IDEOGRAPHS.get(language, ("SC", "JP", "KR"))]
    first = [f"NotoSans{_NAMES[script]}"] if script in _NAMES else ["NotoSans", "NotoEmoji"]
    for stem in (*first, *stems):
        bold = _FOLDER / f"{stem}_700Bold.ttf"
        path = bold if weight >= 600 and bold.is_file() else _FOLDER / f"{stem}_400Regular.ttf"
        yield load_face(path)


def note_use(spelled: dict[int, str], glyphs: Glyphs) -> bool:
    """Note that a text is drawn; say whether its glyphs spell it where each has one meaning.

    ``spelled`` holds what each glyph of the face stands for already.
    """
    plain = glyphs.plain
    for glyph, text in glyphs.spells:
        if spelled.setdefault(glyph, text) != text:
            plain = False
    for glyph, text in glyphs.extra:
        spelled.setdefault(glyph, text)
    return plain


@dataclass(frozen=True, slots=True)
class Font:
    """A face embedded: two stream objects, and entries of three dictionaries (9.7)."""

    data: bytes
    unicode: bytes
    descriptor: str
    descendant: str
    whole: str


@functools.lru_cache(maxsize=64)
def embed(face: Face, spelled: frozenset[tuple[int, str]]) -> Font:
    """Return a face with no more than the glyphs in use, and what each stands for."""
    spells = dict(sorted(spelled))
    data, length = face.subset(frozenset({0, *spells}))
    digest = hashlib.sha256(repr((face.name, list(spells))).encode()).digest()
    base = "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + face.name
    box = " ".join(map(str, face.box))
    widths = " ".join(f"{glyph} [{face.advance(glyph):.6g}]" for glyph in spells)
    return Font(
        data=stream(data, f"/Filter /FlateDecode /Length1 {length} ", compress=False),
        unicode=stream(_make_unicode_map(spells)),
        descriptor=(
            f"/Type /FontDescriptor /FontName /{base} /Flags {4 | (64 if face.slope else 0)}"
            f" /FontBBox [{box}] /ItalicAngle {face.slope:g} /Ascent {face.ascent}"
            f" /Descent {face.descent} /CapHeight {face.cap_height}"
            f" /StemV {50 + face.weight // 8}"
        ),
        descendant=(
            f"/Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /CIDSystemInfo"
            " <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            f" /DW 1000 /W [{widths}] /CIDToGIDMap /Identity"
        ),
        whole=f"/Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H",
    )


def _make_unicode_map(spells: dict[int, str]) -> bytes:
    """Return a ToUnicode CMap, at most a hundred lines a block (ISO 32000-1 9.10.3)."""
    lines = [
        f"<{glyph:04X}> <{spells[glyph].encode('utf-16-be').hex().upper()}>"
        for glyph in sorted(spells)
    ]
    blocks = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
        for block in (lines[at : at + 100] for at in range(0, len(lines), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{blocks}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
