"""Embedding: a face with the glyphs in use, as a Type 0 font with Identity-H (ISO 32000-1 9.7)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from proposalgen.caches import cached
from proposalgen.formats.pdf.fonts.face import Face
from proposalgen.formats.pdf.syntax import stream

_SYMBOLIC, _ITALIC = 4, 64
"""Font flags (table 123). Symbolic: glyphs are chosen by number, not by a standard encoding."""

_BLOCK = 100
"""The most lines that a block of a CMap may have (Adobe Technical Note 5014)."""


@dataclass(frozen=True, slots=True)
class Font:
    """An embedded font: two stream objects, and the entries of its three dictionaries."""

    data: bytes
    """The font program (9.9), a stream object."""
    to_unicode: bytes
    """The ToUnicode CMap (9.10.3), a stream object."""
    descriptor: str
    descendant: str
    """Of the CIDFont (9.7.4)."""
    type0: str


@cached(
    "embedded fonts",
    size=64,
    why="Documents of one batch use the same letters of most faces, and subsetting is slow.",
)
def embed(face: Face, glyphs: frozenset[tuple[int, str]]) -> Font:
    """Return a font with only the glyphs in use; each is given with the text it stands for."""
    texts = dict(sorted(glyphs))
    data, length = face.subset(frozenset({0, *texts}))
    # A subset's name begins with six letters of its own (9.6.4); these follow from its glyphs.
    digest = hashlib.sha256(repr((face.name, list(texts))).encode()).digest()
    name = "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + face.name
    box = " ".join(map(str, face.box))
    widths = " ".join(f"{glyph} [{face.advance(glyph):.6g}]" for glyph in texts)
    flags = _SYMBOLIC | (_ITALIC if face.slope else 0)
    # TrueType does not state the stem's width, which table 122 requires. Readers use it to choose
    # a substitute, and need none for a font that is embedded: this only grows with the weight.
    stem = 50 + face.weight // 8
    return Font(
        data=stream(data, f"/Filter /FlateDecode /Length1 {length} ", compress=False),
        to_unicode=stream(_make_cmap(texts)),
        descriptor=(
            f"/Type /FontDescriptor /FontName /{name} /Flags {flags}"
            f" /FontBBox [{box}] /ItalicAngle {face.slope:g} /Ascent {face.ascent}"
            f" /Descent {face.descent} /CapHeight {face.cap_height}"
            f" /StemV {stem}"
        ),
        descendant=(
            f"/Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo"
            " <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            f" /DW 1000 /W [{widths}] /CIDToGIDMap /Identity"
        ),
        type0=f"/Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H",
    )


def _make_cmap(texts: dict[int, str]) -> bytes:
    """Return a ToUnicode CMap from glyph ids to text in UTF-16BE."""
    # Codes have two bytes each, as in Identity-H, and one may stand for several characters.
    lines = [
        f"<{glyph:04X}> <{texts[glyph].encode('utf-16-be').hex().upper()}>"
        for glyph in sorted(texts)
    ]
    blocks = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
        for block in (lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK))
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{blocks}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
