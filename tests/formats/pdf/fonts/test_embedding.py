"""A face with the glyphs in use, embedded."""

from __future__ import annotations

import re
import zlib

from proposalgen.formats.pdf.fonts.embedding import embed
from proposalgen.formats.pdf.fonts.face import load_face
from tests.support.real import brand

FACE = load_face(brand().font_file("small"))


def use(text: str) -> frozenset[tuple[int, str]]:
    return frozenset(FACE.shape(text).leaders)


def decompress(stream: bytes) -> bytes:
    return zlib.decompress(stream.partition(b"stream\n")[2])


def test_only_glyphs_in_use_have_widths_and_texts() -> None:
    font = embed(FACE, use("ab"))
    widths = re.findall(r"(\d+) \[([\d.]+)\]", font.descendant)
    assert [int(glyph) for glyph, _ in widths] == sorted(glyph for glyph, _ in use("ab"))
    assert [float(width) for _, width in widths] == [
        round(FACE.advance(int(glyph)), 3) for glyph, _ in widths
    ]
    cmap = decompress(font.to_unicode)
    assert re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]{4})>\n", cmap)[-2:] == [b"0061", b"0062"]


def test_a_cmap_has_at_most_a_hundred_lines_a_block() -> None:
    glyphs = frozenset((glyph, "x") for glyph in range(1, 251))
    counts = re.findall(rb"(\d+) beginbfchar", decompress(embed(FACE, glyphs).to_unicode))
    assert counts == [b"100", b"100", b"50"]


def test_the_name_of_a_subset_follows_from_its_glyphs() -> None:
    names = {re.search(r"/BaseFont /(\S+)", embed(FACE, use(text)).type0) for text in ("ab", "abc")}
    found = {match[1] for match in names if match}
    assert len(found) == 2
    assert all(re.fullmatch(rf"[A-Z]{{6}}\+{FACE.name}", name) for name in found)


def test_the_font_program_says_its_length() -> None:
    font = embed(FACE, use("ab"))
    length = re.search(rb"/Length1 (\d+)", font.data)
    assert length
    assert len(decompress(font.data)) == int(length[1])
