"""Fragments of WordprocessingML: escaped text, runs, paragraphs, fields and tables as strings.

Children stand in the order that the schema asks for (ECMA-376 part 1, 17.3 and 17.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proposalgen.model.scripts import Piece, split_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0 (production 2)."""


def escape(text: str) -> str:
    """Return text as XML character data, safe in attributes too.

    Raises:
        ValueError: the text holds a character that XML does not allow; it is named.
    """
    if forbidden := _FORBIDDEN.search(text):
        raise ValueError(f"XML allows no character U+{ord(forbidden[0]):04X}")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def hex_colour(colour: str) -> str:
    """Return ``#1E2DBE`` as WordprocessingML has it: ``1E2DBE``."""
    return colour.removeprefix("#")


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


# -- runs --------------------------------------------------------------------------------------


def run(content: str, style: str = "", ink: str = "", *, italic: bool = False) -> str:
    """Return a run around markup; ``italic`` is in addition to its character style."""
    return _run(content, style, ink, italic=italic)


def text_run(
    text: str, style: str = "", ink: str = "", *, italic: bool = False, apart: bool = False
) -> str:
    """Return runs of plain text, one for each language and direction in it.

    ``apart`` is as in ``split_text``: whether the text has a direction of its own.
    """
    pieces = split_text(text, isolated=apart)
    runs = [
        _run(
            f'<w:t xml:space="preserve">{escape(piece.text)}</w:t>', style, ink,
            italic=italic, language=piece.language, right=_runs_right(piece),
        )
        for piece in pieces
    ]  # fmt: skip
    if apart and len(pieces) > 1 and pieces[0].level == 1 and not all(map(_runs_right, pieces)):
        runs = [f'<w:dir w:val="rtl">{"".join(runs)}</w:dir>']
    if apart and any(piece.level % 2 for piece in pieces):
        # Without it a number that follows would go to the left of the text.
        runs.append(_run(f"<w:t>{LEFT_TO_RIGHT}</w:t>", style, ink))
    return "".join(runs)


LEFT_TO_RIGHT = "\u200e"
"""A mark that prints nothing: what follows runs from left to right (UAX #9)."""


def _runs_right(piece: Piece) -> bool:
    """Return whether a piece runs from right to left, or is a number in text that does."""
    return piece.level % 2 == 1 or (piece.level == 2 and not any(map(str.isalpha, piece.text)))


# ECMA-376 part 1, 17.3.2.26: a run's letters take one of four faces, by what script they are of;
# `w:hint` and `w:cs` tell which. The faces are those of Windows; elsewhere a like one stands in.
_COMPLEX = {
    "ar": "Arial", "fa": "Arial", "ur": "Arial", "he": "Arial", "hi": "Nirmala UI",
    "bn": "Nirmala UI", "ta": "Nirmala UI", "th": "Leelawadee UI", "lo": "Leelawadee UI",
    "km": "Leelawadee UI",
}  # fmt: skip
_EAST_ASIAN = {"zh": "Microsoft YaHei", "ja": "Yu Gothic", "ko": "Malgun Gothic"}
_OTHER = {"am": "Ebrima", "hy": "Segoe UI", "ka": "Segoe UI"}
_REGIONS = {
    "ar": "ar-SA", "fa": "fa-IR", "ur": "ur-PK", "he": "he-IL", "hi": "hi-IN", "bn": "bn-BD",
    "ta": "ta-IN", "th": "th-TH", "lo": "lo-LA", "km": "km-KH", "zh": "zh-CN", "ja": "ja-JP",
    "ko": "ko-KR", "am": "am-ET", "hy": "hy-AM", "ka": "ka-GE", "el": "el-GR", "ru": "ru-RU",
    "uk": "uk-UA", "be": "be-BY", "sr": "sr-Cyrl-RS", "vi": "vi-VN",
}  # fmt: skip
"""Word knows languages by their regions."""


def _run(
    content: str,
    style: str,
    ink: str,
    *,
    italic: bool = False,
    language: str = "",
    right: bool = False,
) -> str:
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    kind, hint = "", ""
    if language in _COMPLEX:
        kind, hint = "bidi", f'<w:rFonts w:hint="cs" w:cs="{_COMPLEX[language]}"/>'
    elif language in _EAST_ASIAN:
        kind = "eastAsia"
        hint = f'<w:rFonts w:hint="eastAsia" w:eastAsia="{_EAST_ASIAN[language]}"/>'
    elif language:
        face = _OTHER.get(language)
        kind, hint = "val", f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}"/>' if face else ""
    properties += hint
    if italic:
        properties += "<w:i/><w:iCs/>"
    if ink:
        properties += f'<w:color w:val="{hex_colour(ink)}"/>'
    if right:
        properties += "<w:rtl/>"
    elif language in _COMPLEX:
        properties += "<w:cs/>"
    if language:
        properties += f'<w:lang w:{kind}="{_REGIONS.get(language, language)}"/>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def field(code: str, result: str, style: str = "", ink: str = "") -> str:
    """Return a complex field with its result filled in (ECMA-376 part 1, 17.16.18)."""
    return field_start(code, style, ink) + text_run(result, style, ink) + field_end(style, ink)


def field_start(code: str, style: str = "", ink: str = "") -> str:
    """Return the opening of a field whose result follows."""
    instruction = f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>'
    return (
        run('<w:fldChar w:fldCharType="begin"/>', style, ink)
        + run(instruction, style, ink)
        + run('<w:fldChar w:fldCharType="separate"/>', style, ink)
    )


def field_end(style: str = "", ink: str = "") -> str:
    """Return the close of a field."""
    return run('<w:fldChar w:fldCharType="end"/>', style, ink)


def link_to(anchor: str, content: str) -> str:
    """Return a link to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{content}</w:hyperlink>'


# -- paragraphs --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """A line above a paragraph: ``triple`` or ``single``, its colour, its width in eighths."""

    colour: str
    kind: str = "triple"
    size: int = 12


def paragraph(
    style: str,
    content: str,
    *,
    new_page: bool = False,
    keep: bool = False,
    number: int = 0,
    rule: Rule | None = None,
    tabs: tuple[float, float] | None = None,
    above: float = 0,
    align: str = "",
    ink: str = "",
) -> str:
    """Return a paragraph in a style.

    Args:
        style: The style's id.
        content: Its runs.
        new_page: Whether it begins a page.
        keep: Whether it stays on one page with what follows.
        number: The id of the numbering it counts in, where not its style's own.
        rule: The line above it.
        tabs: Where its style's right-hand tab stop is and where its own, in millimetres.
        above: The space above it in millimetres, where not its style's.
        align: Where its lines stand, where not at its style's side.
        ink: The colour of its number or bullet, where not its style's.
    """
    properties = f'<w:pStyle w:val="{style}"/>'
    if keep:
        properties += "<w:keepNext/>"
    if new_page:
        properties += "<w:pageBreakBefore/>"
    if number:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    if rule:
        properties += (
            f'<w:pBdr><w:top w:val="{rule.kind}" w:sz="{rule.size}" w:space="6"'
            f' w:color="{hex_colour(rule.colour)}"/></w:pBdr>'
        )
    if tabs and twips(tabs[0]) != twips(tabs[1]):
        old, new = map(twips, tabs)
        clear = f'<w:tab w:val="clear" w:pos="{old}"/>'
        properties += f'<w:tabs>{clear}<w:tab w:val="right" w:pos="{new}"/></w:tabs>'
    if above:
        properties += f'<w:spacing w:before="{twips(above)}"/>'
    if align:
        properties += f'<w:jc w:val="{align}"/>'
    if ink:
        properties += f'<w:rPr><w:color w:val="{hex_colour(ink)}"/></w:rPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


SEPARATOR = paragraph("PitchSeparator", "")
"""Stands where the format asks for a paragraph at a cell's end (17.4.65)."""

GAP = paragraph("PitchGap", "")
"""Stands where the format asks for a paragraph between two tables, which would else be one."""


def stack(fragments: Iterable[str], *, in_cell: bool = False) -> str:
    """Return blocks one below another, with a paragraph between only where the format needs it."""
    stacked = ""
    for fragment in fragments:
        if stacked.endswith("</w:tbl>") and fragment.startswith("<w:tbl>"):
            stacked += GAP
        stacked += fragment
    if in_cell and not stacked.endswith("</w:p>"):
        stacked += SEPARATOR
    return stacked


# -- tables ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """What a layout table's cell holds, the colour of its ground and its padding.

    ``padding`` is top, right, bottom and left, in millimetres.
    """

    content: str
    ground: str = ""
    padding: tuple[float, float, float, float] = (0, 0, 0, 0)
    align: str = "top"


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; ``height`` is the least, in millimetres."""

    cells: tuple[Cell, ...]
    height: float = 0
    splits: bool = False
    """Whether it may go on on the next page."""


def layout_table(
    widths: Sequence[float], rows: Iterable[Row], joint: str = "", *, tiled: bool = False
) -> str:
    """Return a table that only sets things side by side.

    It has no style and no header row, by which Word's accessibility checker knows it from a
    table of data. ``joint`` is the colour of the gap between its rows, and, where it is
    ``tiled``, between its columns.
    """
    borders = ""
    if joint:
        line = f'w:val="single" w:sz="48" w:space="0" w:color="{hex_colour(joint)}"'
        sides = ("insideH", "insideV") if tiled else ("insideH",)
        borders = "".join(f"<w:{side} {line}/>" for side in sides)
        borders = f"<w:tblBorders>{borders}</w:tblBorders>"
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    look = f"{borders}{_FIXED}<w:tblCellMar>{none}</w:tblCellMar>{_look(first_row=False)}"
    body = "".join(_layout_row(row, widths) for row in rows)
    return _table(widths, look, body)


def data_table(
    widths: Sequence[float], head: Sequence[str], rows: Iterable[Sequence[str]], title: str
) -> str:
    """Return a table of data whose head is repeated on each page; cells are paragraphs."""
    named = f'<w:tblCaption w:val="{escape(title)}"/>' if title else ""
    look = f"{_FIXED}{_look(first_row=True)}{named}"

    def cells(contents: Sequence[str]) -> str:
        return "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, contents, strict=True)
        )

    body = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells(head)}</w:tr>"
    for row in rows:
        body += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells(row)}</w:tr>"
    return _table(widths, look, body, '<w:tblStyle w:val="PitchTable"/>')


_FIXED = '<w:tblLayout w:type="fixed"/>'


def _table(widths: Sequence[float], look: str, body: str, style: str = "") -> str:
    width = f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f"<w:tbl><w:tblPr>{style}{width}{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _look(*, first_row: bool) -> str:
    value, first = ("0020", 1) if first_row else ("0000", 0)
    return (
        f'<w:tblLook w:val="{value}" w:firstRow="{first}" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def _layout_row(row: Row, widths: Sequence[float]) -> str:
    properties = "" if row.splits else "<w:cantSplit/>"
    if row.height:
        properties += f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>'
    cells = "".join(
        _layout_cell(cell, width) for cell, width in zip(row.cells, widths, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _layout_cell(cell: Cell, width: float) -> str:
    properties = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    if cell.ground:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(cell.ground)}"/>'
    if any(cell.padding):
        top, right, bottom, left = map(twips, cell.padding)
        sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
        margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sides)
        properties += f"<w:tcMar>{margins}</w:tcMar>"
    if cell.align != "top":
        properties += f'<w:vAlign w:val="{cell.align}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell.content}</w:tc>"
