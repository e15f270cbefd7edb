"""Tables: those that set the page, and those of data, which are marked apart for every reader.

Children stand in the order that the schema asks for (ECMA-376 part 1, 17.4 and A.1, CT_TblPr).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proposalgen.formats.docx.xml import escape, hex_colour, twips


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
"""Columns as wide as stated; else Word widens those with long words (17.4.52)."""


def _table(widths: Sequence[float], look: str, body: str, style: str = "") -> str:
    width = f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f"<w:tbl><w:tblPr>{style}{width}{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _look(*, first_row: bool) -> str:
    # Twice the same: Word 2007 reads the bits of w:val, later ones the attributes (17.4.55).
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


def side_by_side(contents: Sequence[str], width: float, gap: float) -> str:
    """Return contents in columns of equal width; the gap is at the right of all but the last."""
    column = (width + gap) / len(contents)
    last = len(contents) - 1
    cells = tuple(
        Cell(content, padding=(0, 0 if number == last else gap, 0, 0))
        for number, content in enumerate(contents)
    )
    return layout_table([column] * last + [column - gap], [Row(cells)])
