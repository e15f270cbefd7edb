"""The base document's faces: the font table, and the faces themselves, embedded (17.8).

A document then looks the same on a machine that does not have them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

from proposalgen.brand.fonts import FONT_ROLES, Face
from proposalgen.brand.model import Brand
from proposalgen.formats.docx.xml import NAMESPACES, escape

FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"

_LETTERS = (
    (0x20, 0x24F), (0x2B0, 0x36F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20CF),
    (0x2116, 0x2116), (0x2122, 0x2122), (0x2212, 0x2212),
)  # fmt: skip
"""What is kept of a face, as Unicode ranges: Latin in all languages, marks, signs of currencies.

Word sets other scripts in fonts of its own; all that a face has would double the size of a file.
"""
_FEATURES = ("kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum")
_KINDS = ("Regular", "Bold", "Italic", "BoldItalic")
"""The members of a family in the order of CT_Font."""
_RESTRICTED, _BITMAPS_ONLY, _WHOLE_ONLY = 0x2, 0x200, 0x100
"""Bits of OS/2 fsType (OpenType 1.9): a face that must not be embedded, or only as a whole."""
_BOLD_STYLE, _BOLD_SELECTION, _REGULAR_SELECTION = 0x1, 0x20, 0x40
"""Bits of head macStyle and OS/2 fsSelection."""
_SANS_SERIF = range(11, 16)
"""Serif styles of PANOSE without serifs."""


class _Embedded(NamedTuple):
    """One file of a family in the package."""

    family: str
    kind: str
    face: Face
    key: str
    """The GUID with which its first bytes are obfuscated."""


def write_font_table(brand: Brand) -> str:
    """Return the families, each with what Word takes where it is missing, and its files (17.8.3).

    Panose, family and pitch let a program without the fallback find the nearest that it has.
    """
    embedded = list(_list_embedded(brand))
    fonts = ""
    for family, faces in _list_families(brand).items():
        first = next(iter(faces.values()))
        files = "".join(
            f'<w:embed{one.kind} r:id="rId{number}" w:fontKey="{one.key}"/>'
            for number, one in enumerate(embedded, 1)
            if one.family == family
        )
        fonts += (
            f'<w:font w:name="{escape(family)}"><w:altName w:val="{escape(first.fallback)}"/>'
            f"{_describe(first.file)}{files}</w:font>"
        )
    return f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def list_font_files(brand: Brand) -> tuple[str, ...]:
    """Return the names of the embedded files beside the font table, in order of their relations."""
    return tuple(f"fonts/font{number}.odttf" for number, _ in enumerate(_list_embedded(brand), 1))


def make_font_files(brand: Brand) -> Iterator[bytes]:
    """Yield the embedded files, obfuscated (part 4, 17.8.1). Each takes about a second."""
    for one in _list_embedded(brand):
        data = _cut(one.face)
        # The key's digits from the last to the first, as bytes, over the first 32 bytes.
        key = bytes.fromhex(one.key.strip("{}").replace("-", ""))[::-1]
        yield bytes(byte ^ key[at % 16] for at, byte in enumerate(data[:32])) + data[32:]


def _list_families(brand: Brand) -> dict[str, dict[str, Face]]:
    """Return the faces by family and kind, in the order of the roles."""
    families: dict[str, dict[str, Face]] = {}
    for role in FONT_ROLES:
        face = brand.fonts[role]
        kind = ("Bold" if face.bold else "") + ("Italic" if face.italic else "") or "Regular"
        families.setdefault(face.family, {}).setdefault(kind, face)
    return families


def _list_embedded(brand: Brand) -> Iterator[_Embedded]:
    if not brand.embed_fonts:
        return
    for family, faces in _list_families(brand).items():
        for kind in filter(faces.__contains__, _KINDS):
            face = faces[kind]
            with TTFont(face.file, lazy=True) as font:
                rights = font["OS/2"].fsType
            if rights & 0xF != _RESTRICTED and not rights & _BITMAPS_ONLY:
                yield _Embedded(family, kind, face, _make_key(face.file))


def _make_key(file: Path) -> str:
    """Return a GUID that is another for another file, or for other letters of it."""
    digest = hashlib.sha256(repr((_LETTERS, _FEATURES)).encode() + file.read_bytes()).hexdigest()
    parts = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])
    return f"{{{'-'.join(parts).upper()}}}"


def _cut(face: Face) -> bytes:
    """Return a face with the letters that are kept, called Bold where it is one.

    Word asks for the bold of a family. One that has a weight between would be made bold a second
    time, by smearing it.
    """
    with TTFont(face.file, recalcTimestamp=False) as font:
        if not font["OS/2"].fsType & _WHOLE_ONLY:
            options = subset.Options(
                layout_features=_FEATURES, name_IDs=["*"], notdef_outline=True, hinting=True
            )
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=[c for start, end in _LETTERS for c in range(start, end + 1)])
            cutter.subset(font)
        if face.bold:
            for name in font["name"].names:
                if name.nameID == 2:
                    name.string = "Bold Italic" if face.italic else "Bold"
            font["head"].macStyle |= _BOLD_STYLE
            chosen = font["OS/2"].fsSelection & ~_REGULAR_SELECTION
            font["OS/2"].fsSelection = chosen | _BOLD_SELECTION
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def _describe(file: Path) -> str:
    """Return the class, charset, family and pitch of a face, as its file says them."""
    with TTFont(file, lazy=True) as font:
        panose, weight = font["OS/2"].panose, font["OS/2"].usWeightClass
        classes = [*vars(panose).values()]
        fixed = font["post"].isFixedPitch
    roman = classes[1] and classes[1] not in _SANS_SERIF
    if not classes[1]:  # not classified: Latin text without serifs, of its weight
        classes = [2, 11, min(weight // 100 + 2, 10), *[0] * 7]
    return (
        f'<w:panose1 w:val="{bytes(classes).hex().upper()}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{"roman" if roman else "swiss"}"/>'
        f'<w:pitch w:val="{"fixed" if fixed else "variable"}"/>'
    )
