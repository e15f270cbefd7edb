"""How high paragraphs will stand: an estimate from their styles, since only Word breaks lines."""

from __future__ import annotations

from unicodedata import east_asian_width

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart
from docx.parts.styles import StylesPart
from docx.shared import Length, Pt
from docx.styles.style import ParagraphStyle

from proposalgen.caches import cached
from proposalgen.formats.docx.xml import NAMESPACES

_LETTER, _CAPITAL, _WIDE = 0.6, 0.75, 1.0
"""Widths of letters in em, somewhat more than those of most faces: too high does less harm."""


def estimate_height(content: str, width: float, part: DocumentPart) -> float:
    """Return about how high paragraphs stand, in millimetres; rather too high than too low.

    What is estimated too low would push the cover's floor to a page of its own.

    Args:
        content: Paragraphs, and tables of them.
        width: The width they have, in millimetres.
        part: The main document part, whose styles they have.
    """
    points = 0.0
    for paragraph in parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>").xpath(".//w:p"):
        size, leading, space = _measure(part._styles_part, paragraph.style)
        text = "".join(paragraph.xpath(".//w:t/text()"))
        pictures = [Length(int(height)).pt for height in paragraph.xpath(".//wp:extent/@cy")]
        further = count_lines(text, width / Pt(size).mm) - 1
        points += max([leading, *pictures]) + further * leading + space
    return float(Pt(points).mm)


@cached("measures of styles", size=512, why="every cover asks for the same few styles")
def _measure(part: StylesPart, name: str | None) -> tuple[float, float, float]:
    """Return a style's size, its leading, and the space above and below it, in points.

    The part is the base document's, which all its copies share.
    """
    style = part.styles.get_by_id(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    size, spacing = style.font.size or Pt(10.5), style.paragraph_format
    leading = spacing.line_spacing
    if not isinstance(leading, Length):
        leading = Pt(size.pt * 1.4)
    space = sum(space.pt for space in (spacing.space_before, spacing.space_after) if space)
    return size.pt, leading.pt, space


def count_lines(text: str, width: float) -> int:
    """Return how many lines a text takes, at least one, in a width in em."""
    lines, used = 1, 0.0
    for word in text.split():
        length = sum(map(_letter_width, word))
        if used and used + length > width:
            lines, used = lines + 1, 0
        used += length
        # A word wider than the line is broken, and goes on on further ones.
        while used > width:
            lines, used = lines + 1, used - width
        used += _LETTER / 2
    return lines


def _letter_width(letter: str) -> float:
    if letter in "MWmw@%" or east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() else _LETTER
