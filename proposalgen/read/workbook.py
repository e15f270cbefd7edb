"""Workbooks: their sheets, and the rows of one, each cell as it is shown."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from proposalgen.errors import InputError, Problem, quote, suggest
from proposalgen.read.cells import Rounded, Unread
from proposalgen.read.look import Look, look_at_sheet, tell_error
from proposalgen.read.package import PackageError, check_package
from proposalgen.read.table import (
    HEADER_HINT,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    make_row,
    read_header,
)

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Cells = tuple[int, list[object]]
"""The number of a row, and its cells."""

_ERRORS = frozenset(["#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#N/A"])
"""What a cell shows where its formula has no result."""
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    KeyError, TypeError, AttributeError, SyntaxError,
)  # fmt: skip
"""What a damaged workbook makes zipfile and the XML parsers raise."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook that has cells."""

    name: str
    hidden: bool


class Workbook:
    """A workbook, checked before it is opened: no bomb, and no entities."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            check_package(path)
            self.book = _open(path)
            found = tuple(_list_sheets(self.book))
        except PackageError as error:
            hint = "Copy the rows into a new workbook."
            raise InputError(Problem(str(error), file=path.name, hint=hint)) from error
        except _DAMAGED as error:
            raise _refuse(path) from error
        if not found:
            raise InputError(Problem("a workbook without a sheet", file=path.name))
        self.sheets = found

    def read_rows(self, sheet: Sheet, look: Look) -> Iterator[Cells]:
        """Yield the rows of a sheet that hold something, without the empty cells at their end.

        Raises:
            InputError: the sheet is damaged, or has too many rows.
        """
        try:
            with _no_panic():
                cells = self.book.get_sheet_by_name(sheet.name)
                # The reader gives the empty rows before the first, but not the empty columns.
                _, left = cells.start or (0, 0)
                rows = ((at, list[object](row)) for at, row in enumerate(cells.iter_rows(), 1))
        except _DAMAGED as error:
            raise _refuse(self.path) from error
        for line, values in _add_unread(rows, look):
            if line > MOST_ROWS:
                raise InputError(Problem("too many rows", self.path.name, line))
            row = _read_cells([*[None] * left, *values], look.cells.get(line, {}))
            if row:
                yield line, row

    def look(self, sheet: Sheet) -> Look:
        """Return what the sheet's values do not say: hidden rows, errors, formats.

        Raises:
            InputError: the sheet is damaged.
        """
        try:
            return look_at_sheet(self.path, sheet.name)
        except _DAMAGED as error:
            raise _refuse(self.path) from error


def find_sheet(book: Workbook, name: str) -> Sheet:
    """Return the sheet of a name, without regard to case.

    Raises:
        InputError: there is none.
    """
    for sheet in book.sheets:
        if sheet.name.strip().casefold() == name.strip().casefold():
            return sheet
    hint = suggest(name, (sheet.name for sheet in book.sheets))
    raise InputError(Problem(f"no sheet called {quote(name)}", file=book.path.name, hint=hint))


def read_workbook(
    path: Path, name: str = "", given: Collection[str] = ()
) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    """Return the rows of a sheet as records, of the first without a name; a warning of the others.

    Raises:
        InputError: the file is no workbook or would take too much memory, or the header is wrong.
    """
    book = Workbook(path)
    sheet = find_sheet(book, name) if name else book.sheets[0]
    warnings: tuple[Problem, ...] = ()
    if len(book.sheets) > 1 and not name:
        message = f"{len(book.sheets)} sheets: only the first is read, {quote(sheet.name)}"
        warnings = (Problem(message, file=path.name),)
    rows = book.read_rows(sheet, book.look(sheet))
    line, cells = next(rows, (0, []))
    if not cells:
        raise InputError(Problem("nothing on the first sheet", file=path.name, hint=HEADER_HINT))
    shown = ["" if one is None else str(_as_kept(one)) for one in cells]
    names = read_header(shown, path.name, line, given)
    found = (_read_row(names, cells, path.name, line) for line, cells in rows)
    return (row for row in found if row is not None), warnings


def _refuse(path: Path) -> InputError:
    hint = "Save it from Excel as .xlsx, without a password."
    return InputError(Problem("not an Excel workbook that can be read", file=path.name, hint=hint))


class _no_panic:  # noqa: N801  read as a statement
    """Turns what the reader of workbooks raises at a damaged one into ValueError."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        # A panic of Rust's is no Exception, and has no class that can be imported.
        if kind and (kind.__module__ == "python_calamine" or kind.__name__ == "PanicException"):
            raise ValueError("not a workbook") from error


def _open(path: Path) -> CalamineWorkbook:
    # Imported here: most commands read no workbook.
    import python_calamine

    with _no_panic():
        return python_calamine.CalamineWorkbook.from_path(path)


def _list_sheets(book: CalamineWorkbook) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for one in book.sheets_metadata:
        if one.typ == SheetTypeEnum.WorkSheet:
            yield Sheet(one.name, one.visible != SheetVisibleEnum.Visible)


def _read_row(names: list[str], cells: list[object], file: str, line: int) -> Row | None:
    """Return a row of a sheet as a record; None where its cells show nothing."""
    unread = tuple(
        Problem(cell.message, file, line, field=name, hint=cell.hint)
        for name, cell in zip(names, cells, strict=False)
        if name and isinstance(cell, Unread)
    )
    kept = [None if isinstance(cell, Unread) else _as_kept(cell) for cell in cells]
    row = make_row(names, kept, file, line)
    if row is None:
        return Row(line, {}, unread) if unread else None
    fields = {name: _as_text(name, value) for name, value in row.fields.items()}
    return Row(line, fields, (*row.problems, *unread))


def _as_kept(cell: object) -> object:
    """Return the value of a cell as the sheet keeps it."""
    match cell:
        case Rounded():
            return cell.kept
        case datetime():
            return cell.isoformat(" ")
        case time():
            return str(cell)
        case Unread():
            return cell.message
        case _:
            return cell


def _as_text(name: str, value: object) -> object:
    """Return a number or a date where text is wanted as what the cell shows."""
    if name in {"amount", "date"} or isinstance(value, bool):
        return value
    return str(value) if isinstance(value, int | Decimal | date) else value


def _add_unread(rows: Iterator[Cells], look: Look) -> Iterator[Cells]:
    """Yield rows, and below them those of which no cell has a value that can be read."""
    last = 0
    for last, values in rows:
        yield last, values
    yield from ((line, []) for line in sorted(look.cells) if line > last)


def _read_cells(values: list[object], special: dict[int, Unread | int]) -> list[object]:
    """Return the cells of a row, without the empty cells at its end."""
    ends = (len(values), *(at + 1 for at in special))
    width = min(max(ends), MOST_COLUMNS + 1)
    row = [
        _read_cell(values[at] if at < len(values) else None, special.get(at)) for at in range(width)
    ]
    while row and row[-1] is None:
        row.pop()
    return row


def _read_cell(value: object, format_: Unread | int | None) -> object:
    """Return a cell's value: dates as dates, numbers exact."""
    if isinstance(format_, Unread):
        return format_
    match value:
        case "" | None:
            return None
        case str() if value in _ERRORS:
            return tell_error(value)
        case datetime():
            return value.date() if value.time() == time() else value
        case bool() | date() | time():
            return value
        case timedelta():
            return str(value)
        case int():
            return value
        case float():
            return _read_number(value, format_)
        case _:
            return str(value)


def _read_number(value: float, decimals: int | None) -> object:
    """Return a number exactly as it was typed, or with the digits that are shown."""
    # A sheet keeps binary numbers, of which 15 digits are those of what was typed or worked out.
    kept = Decimal(f"{value:.15g}")
    if kept == kept.to_integral_value():
        return int(kept)
    if decimals is None:
        return kept
    shown = round(kept, decimals)
    return kept if shown == kept else Rounded(shown, kept)
