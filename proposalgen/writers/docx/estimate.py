"""How high paragraphs will stand: an estimate from their styles, for Word alone breaks lines."""

from __future__ import annotations

from math import ceil
from typing import cast
from unicodedata import east_asian_width

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart
from docx.shared import Length, Pt
from docx.styles.style import ParagraphStyle

from proposalgen.writers.docx.markup import NAMESPACES

_LETTER, _IDEOGRAPH = 0.6, 1.0
"""Widths, in em: somewhat more than those of our faces, so that too much room is left."""


def estimate_height(content: str, width: float, part: DocumentPart) -> float:
    """Return how high paragraphs of a width stand, in millimetres; rather too high than too low."""
    points = 0.0
    for paragraph in parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>").xpath(".//w:p"):
        style = cast(ParagraphStyle, part.get_style(paragraph.style, WD_STYLE_TYPE.PARAGRAPH))
        text = "".join(paragraph.xpath(".//w:t/text()"))
        points += _estimate_lines(text, style, width) + _space_around(style)
    return float(Pt(points).mm)


def _estimate_lines(text: str, style: ParagraphStyle, width: float) -> float:
    size = style.font.size or Pt(10.5)
    leading = style.paragraph_format.line_spacing
    if not isinstance(leading, Length):
        leading = Pt(size.pt * 1.4)
    ems = sum(_IDEOGRAPH if east_asian_width(letter) in "WF" else _LETTER for letter in text)
    return float(max(1, ceil(ems * size.mm / width)) * leading.pt)


def _space_around(style: ParagraphStyle) -> float:
    spacing = style.paragraph_format
    around = (spacing.space_before, spacing.space_after)
    return float(sum(space.pt for space in around if space))
