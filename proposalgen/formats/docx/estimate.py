"""How high paragraphs will stand: an estimate from their styles, since only Word breaks lines."""

from __future__ import annotations

from unicodedata import east_asian_width

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.table import CT_Row, CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart
from docx.parts.styles import StylesPart
from docx.shared import Length, Pt, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle

from proposalgen.caches import cached
from proposalgen.formats.docx.xml import NAMESPACES

_NARROW, _LETTER, _CAPITAL, _BROAD, _WIDE = 0.3, 0.56, 0.68, 0.85, 1.0
"""Widths of letters in em, about those of Arial."""
_JOINT = 6.0
"""Between the rows of a table, in points, where it has joints."""


def estimate_height(content: str, width: float, part: DocumentPart) -> float:
    """Return about how high paragraphs and tables stand, in millimetres; rather too high.

    What is estimated too low would push what stands below it to a page of its own.

    Args:
        content: Paragraphs, and tables of them.
        width: The width they have, in millimetres.
        part: The main document part, whose styles they have.
    """
    body = parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>")
    return float(Pt(_measure_blocks(body, width, part._styles_part)).mm)


def _measure_blocks(parent: BaseOxmlElement, width: float, styles: StylesPart) -> float:
    """Return how high the blocks of a body or cell stand, in points."""
    height = 0.0
    for block in parent:
        if isinstance(block, CT_P):
            height += _measure_paragraph(block, width, styles)
        elif isinstance(block, CT_Tbl):
            height += sum(_measure_row(row, styles) for row in block.tr_lst)
        elif isinstance(block, BaseOxmlElement):  # a content control
            height += _measure_blocks(block, width, styles)
    return height


def _measure_row(row: CT_Row, styles: StylesPart) -> float:
    heights = [float(row.trHeight_val.pt) if row.trHeight_val else 0.0]
    for cell in row.tc_lst:
        top, right, bottom, left = (
            sum(Twips(int(one)).pt for one in cell.xpath(f"w:tcPr/w:tcMar/w:{side}/@w:w"))
            for side in ("top", "right", "bottom", "left")
        )
        width = Pt(float((cell.width or Pt(0)).pt) - left - right).mm
        heights.append(top + _measure_blocks(cell, width, styles) + bottom)
    return max(heights) + _JOINT


def _measure_paragraph(paragraph: CT_P, width: float, styles: StylesPart) -> float:
    size, leading, before, after = _measure(styles, paragraph.style)
    spacing = {str(key).rpartition("}")[2]: Twips(int(value)).pt
               for own in paragraph.xpath("w:pPr/w:spacing")
               for key, value in own.attrib.items() if value.isdecimal()}  # fmt: skip
    leading = spacing.get("line", leading)
    pieces = [
        (piece.text or "\n", _measure_run(styles, *piece.xpath("../w:rPr/w:rStyle/@w:val")) or size)
        for piece in paragraph.xpath(".//w:t | .//w:br")
    ]
    text = "".join(piece for piece, _ in pieces)
    # Runs of several sizes are as wide as if all had the mean of these.
    size = sum(len(piece) * own for piece, own in pieces) / (len(text) or 1) or size
    pictures = [Length(int(cy)).pt for cy in paragraph.xpath(".//wp:inline/wp:extent/@cy")]
    ems = width / Pt(size).mm
    further = sum(count_lines(line, ems) for line in text.split("\n")) - 1
    space = spacing.get("before", before) + spacing.get("after", after)
    return float(max([leading, *pictures]) + further * leading + space)


@cached("measures of styles", size=512, why="every cover asks for the same few styles")
def _measure(part: StylesPart, name: str | None) -> tuple[float, float, float, float]:
    """Return a style's size, its leading, and the space above it and below it, in points.

    The part is the base document's, which all its copies share.
    """
    style = part.styles.get_by_id(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    size, spacing = style.font.size or Pt(10.5), style.paragraph_format
    leading = spacing.line_spacing
    if not isinstance(leading, Length):
        leading = Pt(size.pt * 1.4)
    before, after = (
        space.pt if space else 0.0 for space in (spacing.space_before, spacing.space_after)
    )
    return size.pt, leading.pt, before, after


@cached("sizes of characters", size=64, why="every cover asks for the same few styles")
def _measure_run(part: StylesPart, name: str = "") -> float:
    """Return the size of a character style in points; 0 where it has none."""
    style = part.styles.get_by_id(name, WD_STYLE_TYPE.CHARACTER)
    size = style.font.size if isinstance(style, CharacterStyle) else None
    return size.pt if size else 0.0


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
        used += _NARROW
    return lines


def _letter_width(letter: str) -> float:
    if letter in "ijlftrI.,:;'’|()[]!-":
        return _NARROW
    if letter in "MWmw@%":
        return _BROAD
    if east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() else _LETTER
