"""The user's own workbook with what is wrong in it: red cells, and a note on each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from proposalgen.batch.model import format_message
from proposalgen.errors import Problem
from proposalgen.read.table import Row

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MARKED = (".xlsx", ".xlsm")
"""The kinds of workbooks that can be marked."""
LARGEST_MARKED = 5_000_000
"""Bytes of a workbook that is marked; a larger one would take minutes and much memory."""
_RED = "FFF4B6B6"
_AUTHOR = "proposalgen"
_SIZE = (360, 140)
"""Width and height of a note, in pixels."""


def mark_list(
    source: Path,
    sheet: str,
    columns: Mapping[str, Sequence[int]],
    failed: Iterable[tuple[Row, tuple[Problem, ...]]],
) -> bytes:
    """Return a workbook in which each mistake is a red cell with a note.

    Marks of an earlier run are taken away. Formulas stay, and have values again once the workbook
    is saved in a spreadsheet program.

    Args:
        source: The workbook that was read.
        sheet: The sheet that was read.
        columns: The columns of each field, from 0.
        failed: The failed rows, and what is wrong with each; a mistake of no column is told at the
            partner's name.
    """
    # Imported here: most commands write no workbook.
    from openpyxl import load_workbook

    book = load_workbook(source, keep_vba=source.suffix.lower() == ".xlsm", rich_text=True)
    table: Worksheet = book[sheet]
    _remove_marks(table)
    for row, problems in failed:
        notes: dict[int, list[str]] = {}
        for problem in problems:
            places = columns.get(problem.field) or columns.get("name") or (0,)
            notes.setdefault(places[0], []).append(format_message(problem))
        for at, said in notes.items():
            _mark(table, row.line, at + 1, "\n".join(said))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _mark(table: Worksheet, line: int, column: int, text: str) -> None:
    from openpyxl.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = table.cell(line, column)
    if isinstance(cell, MergedCell):  # has no note of its own; errors.csv tells of it
        return
    own = f"{cell.comment.text}\n" if cell.comment else ""
    note = Comment(own + text, _AUTHOR)
    note.width, note.height = _SIZE
    cell.comment = note
    cell.fill = PatternFill("solid", fgColor=_RED)


def _remove_marks(table: Worksheet) -> None:
    from openpyxl.cell import MergedCell
    from openpyxl.styles import PatternFill

    for row in table.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell) or not cell.comment:
                continue
            if cell.comment.author == _AUTHOR and cell.fill.fgColor.rgb == _RED:
                cell.comment = None
                cell.fill = PatternFill()
