"""Workbooks: the first sheet of an XLSX file as rows, its cells as a record has them."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from proposalgen.errors import InputError, Problem, quote
from proposalgen.read.package import PackageError, check_package
from proposalgen.read.table import (
    HEADER_HINT,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    make_row,
    read_header,
)

_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    KeyError, TypeError, AttributeError, SyntaxError,
)  # fmt: skip
"""What a damaged workbook makes zipfile, the XML parser and openpyxl raise."""


def read_workbook(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    """Return the rows of the first sheet, and a warning where there are more sheets.

    Raises:
        InputError: the file is no workbook or would take too much memory, or the header is wrong.
    """
    try:
        check_package(path)
    except PackageError as error:
        hint = "Copy the rows into a new workbook."
        raise InputError(Problem(str(error), file=path.name, hint=hint)) from error
    except _DAMAGED as error:
        raise _refuse(path) from error
    rows = _iter_rows(path)
    found: list[Problem] = []
    while isinstance(first := next(rows), Problem):  # then the header's mistakes are raised here
        found.append(first)
    return (row for row in rows if isinstance(row, Row)), tuple(found)


def _refuse(path: Path) -> InputError:
    hint = "Save it from Excel as .xlsx, without a password."
    return InputError(Problem("not an Excel workbook that can be read", file=path.name, hint=hint))


def _open_sheet(path: Path, files: ExitStack, *, values: bool) -> tuple[Any, int]:
    """Return the first sheet, with its values or its formulas, and the number of sheets."""
    # Imported here: openpyxl takes a quarter of a second, and most commands read no workbook.
    import openpyxl

    file = files.enter_context(path.open("rb"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and rules that a list does not need
        book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
    if not book.worksheets:
        raise InputError(Problem("a workbook without a sheet", file=path.name))
    book.worksheets[0].reset_dimensions()  # a sheet may state any size for itself
    return book.worksheets[0], len(book.worksheets)


def _iter_rows(path: Path) -> Iterator[Row | Problem | None]:
    """Yield a warning if there are more sheets, None for the header, then the rows not empty."""
    with ExitStack() as files:
        try:
            # Opened twice: for what formulas came to, and to see that there is a formula.
            sheet, count = _open_sheet(path, files, values=True)
            formulas, _ = _open_sheet(path, files, values=False)
            if count > 1:
                message = f"{count} sheets: only the first is read, {quote(sheet.title)}"
                yield Problem(message, file=path.name)
            names: list[str] | None = None
            pairs = zip(
                sheet.iter_rows(max_col=MOST_COLUMNS),
                formulas.iter_rows(max_col=MOST_COLUMNS),
                strict=True,
            )
            for line, (cells, sources) in enumerate(pairs, 1):
                if line > MOST_ROWS:
                    raise InputError(Problem("too many rows", path.name, line))
                if all(cell.value is None for cell in sources):
                    continue
                if names is None:
                    shown = ["" if one is None else str(one) for one in _read_cells(cells, sources)]
                    names = read_header(shown, path.name, line)
                    yield None
                elif row := _read_row(names, cells, sources, path.name, line):
                    yield row
        except _DAMAGED as error:
            raise _refuse(path) from error
        if names is None:
            raise InputError(
                Problem("nothing on the first sheet", file=path.name, hint=HEADER_HINT)
            )


def _read_row(
    names: Sequence[str], cells: Sequence[Any], sources: Sequence[Any], file: str, line: int
) -> Row | None:
    """Return a row of a sheet; None where its cells show nothing."""
    unread = tuple(_find_unread(names, cells, sources, file, line))
    row = make_row(names, _read_cells(cells, sources), file, line)
    if row is None:
        return Row(line, {}, unread) if unread else None
    fields = {name: _as_text(name, value) for name, value in row.fields.items()}
    return Row(line, fields, (*row.problems, *unread))


def _read_cells(cells: Sequence[Any], sources: Sequence[Any]) -> list[object]:
    """Return the values of a row, without the empty cells at its end."""
    values = [_read_cell(cell.value) for cell in cells]
    while values and values[-1] is None and sources[len(values) - 1].value is None:
        values.pop()
    return values


def _find_unread(
    names: Sequence[str], cells: Sequence[Any], sources: Sequence[Any], file: str, line: int
) -> Iterator[Problem]:
    """Yield a problem for each cell whose value the spreadsheet does not know."""
    for name, cell, source in zip(names, cells, sources, strict=False):
        if cell.data_type == "e":
            message, hint = f"an error of the spreadsheet: {quote(cell.value)}", "Mend the cell."
            yield Problem(message, file, line, field=name, hint=hint)
        elif source.data_type == "f" and cell.value is None:
            message = f"a formula without its value: {quote(str(source.value))}"
            hint = "Open the list in a spreadsheet program and save it there."
            yield Problem(message, file, line, field=name, hint=hint)


def _as_text(name: str, value: object) -> object:
    """Return a number or a date where text is wanted as what the cell shows."""
    if name in {"amount", "date"} or isinstance(value, bool):
        return value
    return str(value) if isinstance(value, int | Decimal | date) else value


def _read_cell(cell: object) -> object:
    """Return a cell's value as a record has it: dates as dates, numbers exact."""
    match cell:
        case datetime():
            return cell.date() if cell.time() == time() else cell.isoformat(" ")
        case bool() | int() | date() | None:
            return cell
        case float():
            # A sheet has binary numbers; the shortest that reads the same is what was typed.
            return int(cell) if cell.is_integer() else Decimal(repr(cell))
        case _:
            return str(cell)
